//! Whether the agent starts with the session: an XDG autostart file on Linux (`xdg`), a value under `Run` in the registry
//! on Windows (`run_key`), a launch agent on macOS (`launch_agent`).
//!
//! Reminders must come even if the user does not open the program, so the agent can be started at login. This module must
//! not know when the setting is offered.

use std::path::Path;

#[cfg(unix)]
mod file;
#[cfg(any(target_os = "macos", test))]
mod launch_agent;
#[cfg(any(windows, test))]
mod run_key;
mod state;
#[cfg(any(target_os = "linux", test))]
mod xdg;

#[cfg(target_os = "macos")]
use launch_agent as entry;
#[cfg(windows)]
use run_key as entry;
#[cfg(target_os = "linux")]
use xdg as entry;

pub use state::{AutostartError, State};

/// Makes the session start `program --background` at login. Replaces an existing entry, even one that is switched off.
///
/// # Errors
/// When there is no place for the entry, or it cannot be written.
pub fn enable(program: &Path) -> Result<(), AutostartError> {
    entry::enable(program)
}

/// Removes the entry, if there is one.
///
/// # Errors
/// When it cannot be removed.
pub fn disable() -> Result<(), AutostartError> {
    entry::disable()
}

/// Whether the session starts the agent, according to the entry.
///
/// # Errors
/// When it cannot be read.
pub fn state() -> Result<State, AutostartError> {
    entry::state()
}

/// If the entry starts a program that is gone (moved, or an AppImage under a new name), makes it start `program`
/// instead; returns true if it was rewritten. Call this at each start. An entry that works is left alone, so that a
/// second copy of the program does not take over, and one that is off stays off.
///
/// # Errors
/// When it cannot be read or written.
pub fn mend(program: &Path) -> Result<bool, AutostartError> {
    match state()? {
        State::On(named) if named.is_absolute() && !named.is_file() => enable(program).map(|()| true),
        _ => Ok(false),
    }
}
