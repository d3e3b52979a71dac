//! What an entry for the start at login says, and why it cannot be used.

use std::path::{Path, PathBuf};

/// What the session does at the next login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing is started: there is no entry, or the user switched it off in the system's own settings.
    Off,
    /// This program is started.
    On(PathBuf),
}

/// Why the setting could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum AutostartError {
    /// The system does not say where the user's settings are.
    #[error("there is no home folder to put the entry for the start at login in")]
    NoHome,
    /// The program's path is not Unicode or holds control characters, which an entry must not.
    #[error("the program's path cannot be written into an entry for the start at login")]
    BadPath,
    /// The entry could not be read or written.
    #[error("the entry for the start at login cannot be used: {0}")]
    Io(#[from] std::io::Error),
}

/// A program's path as text that an entry may hold.
pub(super) fn path_text(program: &Path) -> Result<&str, AutostartError> {
    program.to_str().filter(|path| !path.contains(char::is_control)).ok_or(AutostartError::BadPath)
}
