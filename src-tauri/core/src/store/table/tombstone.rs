//! The `tombstone` table: what was deleted, so that a copy on another machine can learn of it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::error::Result;

/// Deletes the rows of a table that have this value in this column, and leaves a tombstone for each. Returns their
/// number.
pub(super) fn bury(c: &Connection, table: &str, column: &str, value: i64, now: DateTime<Utc>) -> Result<usize> {
    let sql = format!("INSERT INTO tombstone (uid, at) SELECT uid, ?2 FROM {table} WHERE {column} = ?1");
    c.execute(&sql, params![value, now.timestamp()])?;
    Ok(c.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [value])?)
}
