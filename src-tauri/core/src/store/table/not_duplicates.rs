//! The `apart` table: pairs of people who look alike but are two people, as the user said.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::store::row;
use crate::store::table::tombstone::bury;

/// Every pair, the lower id first.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeSet<(ContactId, ContactId)>> {
    let pairs = row::map(c, "SELECT first_id, second_id FROM apart", |row| {
        Ok(((ContactId(row.get("first_id")?), ContactId(row.get("second_id")?)), ()))
    })?;
    Ok(pairs.into_keys().collect())
}

/// Notes that two contacts are two people.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, one: ContactId, other: ContactId, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "INSERT OR IGNORE INTO apart (uid, first_id, second_id, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        params![row::next_uid(), one.min(other).0, one.max(other).0, now.timestamp()],
    )?;
    Ok(())
}

/// Deletes every pair that a person is in.
///
/// # Errors
/// The database's own.
pub fn forget(c: &Connection, contact: ContactId, now: DateTime<Utc>) -> Result<()> {
    bury(c, "apart", "first_id", contact.0, now)?;
    bury(c, "apart", "second_id", contact.0, now).map(drop)
}
