//! The settings as the user sees them: those in the database, and whether the session starts the agent, which the system
//! keeps.

use afterword_core::error::{Error, Result};
use afterword_core::snapshot::Moment;
use afterword_core::store::Store;
use afterword_core::use_cases::change::Committed;
use afterword_core::use_cases::settings::START_AT_LOGIN;
use afterword_core::use_cases::{self, start_offer};

use crate::{autostart, folders};

/// Changes a setting.
///
/// # Errors
/// When the value cannot be taken, or the system's entry for the start at login cannot be written.
pub fn set(store: &Store, moment: Moment, key: &str, value: &str) -> Result<Committed<()>> {
    if key != START_AT_LOGIN {
        return use_cases::settings::set(store, moment, key, value);
    }
    let on: bool = value.parse().map_err(|_| Error::invalid(key, "error-setting-switch"))?;
    let program = folders::background_program()?;
    let switched = if on { autostart::enable(&program) } else { autostart::disable() };
    switched.map_err(|error| Error::invalid(key, "error-start-at-login").with("detail", error.to_string()))?;
    start_offer::accepted(store, moment)
}

/// Whether the session starts the agent; `None` if that could not be found out.
#[must_use]
pub fn starts_at_login() -> Option<bool> {
    autostart::state().ok().map(|state| matches!(state, autostart::State::On(_)))
}
