//! Asks once, after the first interview, whether the reminders may start with the session: a reminder that waits for
//! the user to open the program is none. Whatever the answer, the question does not come again; the settings have it.

use rusqlite::Connection;

use super::change::{Done, look};
use crate::error::Result;
use crate::settings::{START_AT_LOGIN, told_start_at_login};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::today::StartOffer;

/// The name under which it is noted that the question was answered.
const ANSWERED: &str = "start_offer";

/// The question, if it is to be asked now: something was entered, nobody answered it yet, and the session does not
/// start the reminders, though it could.
///
/// # Errors
/// The database's own.
pub fn wanted(c: &Connection, snapshot: &Snapshot, starts_at_login: Option<bool>) -> Result<Option<StartOffer>> {
    let wanted = starts_at_login == Some(false)
        && snapshot.facts.interviews.values().any(|i| !snapshot.facts.is_made_up(i.application))
        && store::deliveries::health(c, ANSWERED)?.is_none();
    let words = snapshot.words;
    Ok(wanted.then(|| StartOffer {
        question: words.plain("start-offer"),
        accept: words.plain("start-offer-accept"),
        decline: words.plain("start-offer-decline"),
    }))
}

/// Notes that the question was answered, here or in the settings, and tells so.
///
/// # Errors
/// The database's own.
pub fn accepted(store: &Store, moment: Moment) -> Result<Done<()>> {
    note(store, moment)?;
    told_start_at_login(store, moment)
}

/// Notes that the user does not want it, and says where to change one's mind.
///
/// # Errors
/// The database's own.
pub fn declined(store: &Store, moment: Moment) -> Result<Done<()>> {
    note(store, moment)?;
    let snapshot = look(store, moment)?;
    let label = snapshot.words.plain(&format!("setting-{}", START_AT_LOGIN.replace('_', "-")));
    let text = snapshot.words.say("toast-start-declined", &[("label", label.into())]);
    Ok(Done { value: (), text, warning: None, undo: None, snapshot })
}

fn note(store: &Store, moment: Moment) -> Result<bool> {
    store.write(|tx| store::deliveries::set_health(tx, ANSWERED, "yes", moment.now))
}
