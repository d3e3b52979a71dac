//! The `template` table: built-in templates that the user changed, and templates that the user added.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::codes::Language;
use crate::error::Result;
use crate::store::row;
use crate::store::table::tombstone::bury;

/// A stored template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The id of its row.
    pub id: i64,
    /// The subject, one line.
    pub subject: String,
    /// The text of the letter.
    pub body: String,
}

/// Every stored template by language and name.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<(Language, String), Stored>> {
    row::map(c, "SELECT id, name, language, subject, body FROM template", |row| {
        let stored = Stored { id: row.get("id")?, subject: row.get("subject")?, body: row.get("body")? };
        Ok(((row::code(row, "language")?, row.get("name")?), stored))
    })
}

/// Stores a template, replacing one with the same name and language.
///
/// # Errors
/// The database's own.
pub fn set(
    c: &Connection,
    language: Language,
    name: &str,
    subject: &str,
    body: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    c.execute(
        "INSERT INTO template (uid, name, language, subject, body, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
         ON CONFLICT (name, language) DO UPDATE
         SET subject = excluded.subject, body = excluded.body, modified_at = excluded.modified_at",
        params![row::next_uid(), name, language.code(), subject, body, now.timestamp()],
    )?;
    Ok(())
}

/// Deletes a stored template and leaves a tombstone.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, id: i64, now: DateTime<Utc>) -> Result<()> {
    bury(c, "template", "id", id, now).map(drop)
}
