//! When the database is checked for damage: quickly at each start, fully once a week.

use std::path::Path;

use chrono::{DateTime, Duration, Utc};

use crate::error::Result;
use crate::snapshot::Moment;
use crate::store::check::{self, Depth};
use crate::store::status::StatusKey;
use crate::store::{self, Store};

/// How long after a full check the next one is due.
const WEEK: Duration = Duration::days(7);

/// When the database last passed a full check; none if it never did.
///
/// # Errors
/// The database's own.
pub fn last(store: &Store) -> Result<Option<DateTime<Utc>>> {
    let value = store.read(|c| store::status::get(c, &StatusKey::CheckedAt))?;
    Ok(value.and_then(|at| DateTime::from_timestamp(at.parse().ok()?, 0)))
}

/// How thorough a check is due now; none if no check is due. At a start there is at least a quick one.
///
/// # Errors
/// The database's own.
pub fn due(store: &Store, moment: Moment, start: bool) -> Result<Option<Depth>> {
    // A check that is dated later than now was made while the clock was wrong, and does not count.
    let holds = |at: DateTime<Utc>| (Duration::zero()..WEEK).contains(&(moment.now - at));
    Ok(match last(store)? {
        Some(at) if holds(at) => start.then_some(Depth::Quick),
        _ => Some(Depth::Full),
    })
}

/// Checks the database of a data folder. Damage is noted in a file beside it, so that no program writes to it any more.
/// It may take a while, and needs no store, so it can run on a thread of its own.
///
/// # Errors
/// `Damaged` when the database is damaged; another code when that could not be found out.
pub fn examine(data: &Path, depth: Depth) -> Result<()> {
    check::examine(data, depth)
}

/// Notes that the database passed a check. A quick check is not noted.
///
/// # Errors
/// The database's own.
pub fn note(store: &Store, moment: Moment, depth: Depth) -> Result<()> {
    if depth == Depth::Quick {
        return Ok(());
    }
    store.write(|tx| {
        store::status::set(tx, &StatusKey::CheckedAt, &moment.now.timestamp().to_string(), moment.now).map(drop)
    })
}
