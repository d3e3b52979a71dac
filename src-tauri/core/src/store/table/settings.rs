//! The `setting` table: the settings that differ from their defaults, as text by key.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::error::Result;
use crate::store::row;

/// Every stored setting.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<String, String>> {
    row::map(c, "SELECT key, value FROM setting", |row| Ok((row.get("key")?, row.get("value")?)))
}

/// Stores a setting.
///
/// # Errors
/// The database's own.
pub fn set(c: &Connection, key: &str, value: &str, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "INSERT INTO setting (key, value, created_at, modified_at) VALUES (?1, ?2, ?3, ?3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, modified_at = excluded.modified_at",
        params![key, value, now.timestamp()],
    )?;
    Ok(())
}
