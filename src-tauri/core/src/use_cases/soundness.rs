//! When the database is looked at for damage: quickly at each start, closely once a week.

use std::path::Path;

use chrono::{DateTime, Duration, Utc};

use crate::error::Result;
use crate::snapshot::Moment;
use crate::store::check::{self, Depth};
use crate::store::status::StatusKey;
use crate::store::{self, Store};

/// How long a close look holds.
const WEEK: Duration = Duration::days(7);

/// When the database was last looked at closely, and found sound.
///
/// # Errors
/// The database's own.
pub fn last(store: &Store) -> Result<Option<DateTime<Utc>>> {
    let value = store.read(|c| store::status::get(c, &StatusKey::CheckedAt))?;
    Ok(value.and_then(|at| DateTime::from_timestamp(at.parse().ok()?, 0)))
}

/// How closely to look now: at a start at least quickly.
///
/// # Errors
/// The database's own.
pub fn due(store: &Store, moment: Moment, start: bool) -> Result<Option<Depth>> {
    // A look at a later time than now was taken while the clock was wrong.
    let holds = |at: DateTime<Utc>| (Duration::zero()..WEEK).contains(&(moment.now - at));
    Ok(match last(store)? {
        Some(at) if holds(at) => start.then_some(Depth::Quick),
        _ => Some(Depth::Full),
    })
}

/// Looks; damage is noted beside the database, so that nobody writes to it any more. Needs no store: it may take a while.
///
/// # Errors
/// `Damaged` when it is; another code when that could not be found out.
pub fn examine(data: &Path, depth: Depth) -> Result<()> {
    check::examine(data, depth)
}

/// Notes that the database was found sound.
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
