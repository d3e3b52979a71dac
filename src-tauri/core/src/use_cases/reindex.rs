//! The indexes that are computed from the facts: the search texts, and the reminders still to come.

use rusqlite::Connection;

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};

/// Brings the indexes up to date if a search text is missing or the reminders differ: after an update, a change of
/// zone, or a repair. Returns whether any reminder changed.
///
/// # Errors
/// The database's own.
pub fn reindex(store: &Store, moment: Moment) -> Result<bool> {
    let snapshot = Snapshot::take(store, moment)?;
    let fresh = snapshot.occurrences().into_iter().map(|o| (o.name.clone(), o)).collect();
    if store.read(|c| Ok(store::contacts::is_indexed(c)? && store::reminders::all(c)? == fresh))? {
        return Ok(false);
    }
    store.write(|tx| {
        let snapshot = Snapshot::load(tx, moment)?;
        index(tx, &snapshot)
    })
}

pub(super) fn index(c: &Connection, snapshot: &Snapshot) -> Result<bool> {
    store::contacts::index(c, &snapshot.facts.contacts)?;
    store::reminders::replace(c, &snapshot.occurrences())
}
