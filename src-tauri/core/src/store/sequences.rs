//! The last id that each table ever gave out. Ids are never used again, even when a dump or a backup replaces the
//! records that came after it.

use rusqlite::{Connection, OptionalExtension, params};

use super::row;
use crate::error::Result;

/// The last id of each table, by the table's name.
pub type Sequences = std::collections::BTreeMap<String, i64>;

/// The greatest id that records from elsewhere may have. It leaves room for further ones, and JSON counts no further than
/// twice as far (RFC 8259, section 6).
pub const LARGEST: i64 = 1 << 52;

/// The last ids of all tables.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<Sequences> {
    row::map(c, "SELECT name, seq FROM sqlite_sequence", |row| Ok((row.get("name")?, row.get("seq")?)))
}

/// The last id of one table.
pub(super) fn last(c: &Connection, table: &str) -> Result<Option<i64>> {
    Ok(c.query_row("SELECT seq FROM sqlite_sequence WHERE name = ?1", [table], |row| row.get(0)).optional()?)
}

/// Makes a table's next id greater than `last`.
///
/// # Errors
/// The database's own.
pub fn go_on_after(c: &Connection, table: &str, last: i64) -> Result<()> {
    c.execute("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", params![table, last])?;
    c.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2
         WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
        params![table, last],
    )?;
    Ok(())
}
