//! The page Today: what there is to do, and, until it is answered, the question whether the reminders should start with
//! the session.

use rusqlite::Connection;

use super::host::Host;
use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::store;
use crate::store::status::StatusKey;
use crate::views::today::{StartOffer, TodayView, today};

/// The page.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, host: &Host) -> Result<TodayView> {
    Ok(TodayView { start_offer: start_offer(c, snapshot, host.starts_at_login)?, ..today(snapshot) })
}

/// The question, if it is to be asked now: an interview that is not sample data was entered, the question is not
/// answered yet, and the session could start the reminders but does not.
fn start_offer(c: &Connection, snapshot: &Snapshot, starts_at_login: Option<bool>) -> Result<Option<StartOffer>> {
    let wanted = starts_at_login == Some(false)
        && snapshot.facts.interviews.values().any(|i| !snapshot.facts.is_made_up(i.application))
        && store::status::get(c, &StatusKey::StartOfferAnswered)?.is_none();
    let words = snapshot.words;
    Ok(wanted.then(|| StartOffer {
        question: words.plain("start-offer"),
        accept: words.plain("start-offer-accept"),
        decline: words.plain("start-offer-decline"),
    }))
}
