//! The page of people who may be one person.

use rusqlite::Connection;

use crate::domain::duplicates::{self, Pair};
use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::store;
use crate::views::duplicates::{DuplicatesView, duplicates as view};

/// The page.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot) -> Result<DuplicatesView> {
    Ok(view(snapshot, &pairs(c, snapshot)?))
}

/// The pairs that may be one person, the likest first; not those of whom the user said that they are two, nor those who
/// share no more than a telephone or an address of their company.
///
/// # Errors
/// The database's own.
pub fn pairs(c: &Connection, snapshot: &Snapshot) -> Result<Vec<Pair>> {
    let apart = store::not_duplicates::all(c)?;
    let mut pairs = duplicates::pairs(&snapshot.facts);
    pairs.retain(|pair| pair.likeness.name && !apart.contains(&(pair.one, pair.other)));
    pairs.sort_by_key(|pair| (!pair.likeness.is_strong(), pair.one, pair.other));
    Ok(pairs)
}
