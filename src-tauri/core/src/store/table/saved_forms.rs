//! The `unfinished` table: forms that the user left before saving them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::store::row;

/// The form stored under a key, as JSON.
///
/// # Errors
/// The database's own.
pub fn get(c: &Connection, key: &str) -> Result<Option<String>> {
    Ok(c.query_row("SELECT form FROM unfinished WHERE key = ?1", [key], |row| row.get(0)).optional()?)
}

/// Stores a form, or deletes it if there is none.
///
/// # Errors
/// The database's own.
pub fn set(c: &Connection, key: &str, form: Option<&str>, now: DateTime<Utc>) -> Result<()> {
    match form {
        Some(form) => c.execute(
            "INSERT OR REPLACE INTO unfinished (key, form, at) VALUES (?1, ?2, ?3)",
            params![key, form, now.timestamp()],
        )?,
        None => c.execute("DELETE FROM unfinished WHERE key = ?1", [key])?,
    };
    Ok(())
}

/// Every stored form, by its key.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<String, String>> {
    row::map(c, "SELECT key, form FROM unfinished", |row| Ok((row.get("key")?, row.get("form")?)))
}
