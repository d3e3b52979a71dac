//! The `tombstone` table: what was deleted, so that a copy elsewhere can learn of it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::error::Result;

/// Deletes the rows of a table whose column has this value, and leaves a tombstone for each. Says how many there were.
pub(super) fn bury(c: &Connection, table: &str, column: &str, value: i64, now: DateTime<Utc>) -> Result<usize> {
    let sql = format!("INSERT INTO tombstone (uid, at) SELECT uid, ?2 FROM {table} WHERE {column} = ?1");
    c.execute(&sql, params![value, now.timestamp()])?;
    Ok(c.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [value])?)
}
