//! The answer to a question that is asked once, after the first interview: whether the reminders may start with the
//! session. Without that they only come while the program runs. Whatever the answer, the question does not come again;
//! the settings have it.

use super::change::Committed;
use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::status::StatusKey;
use crate::store::{self, Store};
use crate::use_cases::settings::{START_AT_LOGIN, told_start_at_login};

/// Notes that the question was answered, here or in the settings, and tells so.
///
/// # Errors
/// The database's own.
pub fn accepted(store: &Store, moment: Moment) -> Result<Committed<()>> {
    note(store, moment)?;
    told_start_at_login(store, moment)
}

/// Notes that the user does not want it, and says where to change one's mind.
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
