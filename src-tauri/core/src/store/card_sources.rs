//! The `card_source` table: the vCard a person was imported from. Not loaded with the facts, for no rule looks at it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use super::row;
use super::tombstone::bury;
use crate::domain::ids::ContactId;
use crate::error::Result;

/// The vCards of everybody who was imported.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<ContactId, String>> {
    row::map(c, "SELECT contact_id, vcard FROM card_source", |row| {
        Ok((ContactId(row.get("contact_id")?), row.get("vcard")?))
    })
}

/// The vCard of one person.
///
/// # Errors
/// The database's own.
pub fn of(c: &Connection, contact: ContactId) -> Result<Option<String>> {
    let sql = "SELECT vcard FROM card_source WHERE contact_id = ?1";
    Ok(c.prepare_cached(sql)?.query_row([contact.0], |row| row.get(0)).optional()?)
}

/// Keeps the vCard of a person, in place of an older one.
///
/// # Errors
/// The database's own.
pub fn set(c: &Connection, contact: ContactId, vcard: &str, now: DateTime<Utc>) -> Result<()> {
    c.prepare_cached(
        "INSERT INTO card_source (uid, contact_id, vcard, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (contact_id) DO UPDATE SET vcard = excluded.vcard, modified_at = excluded.modified_at",
    )?
    .execute(params![row::next_uid(), contact.0, vcard, now.timestamp()])?;
    Ok(())
}

/// Forgets the vCard of a person.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, contact: ContactId, now: DateTime<Utc>) -> Result<()> {
    bury(c, "card_source", "contact_id", contact.0, now).map(drop)
}
