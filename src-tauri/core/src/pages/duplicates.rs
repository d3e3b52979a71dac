//! The page of possible duplicates: two people who may be the same person.

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

/// The pairs of people who may be the same person, the most alike first. Left out are pairs that the user wants kept
/// separate.
///
/// # Errors
/// The database's own.
pub fn pairs(c: &Connection, snapshot: &Snapshot) -> Result<Vec<Pair>> {
    let apart = store::not_duplicates::all(c)?;
    let mut pairs = duplicates::pairs(&snapshot.facts);
    pairs.retain(|pair| !apart.contains(&(pair.one, pair.other)));
    Ok(pairs)
}
