//! The `photo` table: pictures of people, as JPEG in base64. Not loaded with the facts, for no rule looks at them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::row;
use super::tombstone::bury;
use crate::domain::ids::ContactId;
use crate::error::Result;

/// The pictures of everybody who has one.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<ContactId, String>> {
    row::map(c, "SELECT contact_id, jpeg FROM photo", |row| Ok((ContactId(row.get("contact_id")?), row.get("jpeg")?)))
}

/// The picture of one person.
///
/// # Errors
/// The database's own.
pub fn of(c: &Connection, contact: ContactId) -> Result<Option<String>> {
    let sql = "SELECT jpeg FROM photo WHERE contact_id = ?1";
    Ok(c.prepare_cached(sql)?.query_row([contact.0], |row| row.get(0)).optional()?)
}

/// Keeps the picture of a person, in place of an older one.
///
/// # Errors
/// The database's own.
pub fn set(c: &Connection, contact: ContactId, jpeg: &str, now: DateTime<Utc>) -> Result<()> {
    c.prepare_cached(
        "INSERT INTO photo (uid, contact_id, jpeg, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (contact_id) DO UPDATE SET jpeg = excluded.jpeg, modified_at = excluded.modified_at",
    )?
    .execute(params![row::next_uid(), contact.0, jpeg, now.timestamp()])?;
    Ok(())
}

/// Forgets the picture of a person.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, contact: ContactId, now: DateTime<Utc>) -> Result<()> {
    bury(c, "photo", "contact_id", contact.0, now).map(drop)
}
