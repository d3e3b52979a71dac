//! The answer to a question that is asked once, after the first interview: whether the reminders should start with the
//! session. If not, they only come while the program runs. After either answer the question is not asked again, but the
//! settings have a switch for it.

use super::change::Committed;
use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::status::StatusKey;
use crate::store::{self, Store};
use crate::use_cases::settings::{START_AT_LOGIN, told_start_at_login};

/// Notes that the question was answered, either itself or by the switch in the settings, and says so.
///
/// # Errors
/// The database's own.
pub fn accepted(store: &Store, moment: Moment) -> Result<Committed<()>> {
    note(store, moment)?;
    told_start_at_login(store, moment)
}

/// Notes that the user does not want that, and says where it can be changed later.
///
/// # Errors
/// The database's own.
pub fn declined(store: &Store, moment: Moment) -> Result<Committed<()>> {
    note(store, moment)?;
    let snapshot = Snapshot::take(store, moment)?;
    let label = snapshot.words.plain(&format!("setting-{}", START_AT_LOGIN.replace('_', "-")));
    let text = snapshot.words.say("toast-start-declined", &[("label", label.into())]);
    Ok(Committed { value: (), text, warning: None, undo: None, snapshot })
}

fn note(store: &Store, moment: Moment) -> Result<bool> {
    store.write(|tx| store::status::set(tx, &StatusKey::StartOfferAnswered, "yes", moment.now))
}
