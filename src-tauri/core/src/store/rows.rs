//! Copies the rows of one database to another with the same tables. The objects of a schema are never copied: in a file
//! from elsewhere, a trigger, a view or a condition is code of somebody else.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, params_from_iter};

use super::{journal, sequences};
use crate::error::{Error, Result};

/// Deletes all rows of these tables, and forgets the ids they gave out.
///
/// # Errors
/// The database's own.
pub(super) fn clear(c: &Connection, tables: &[String]) -> Result<()> {
    // Those that refer to others come later, and go first: else each row that goes is looked for in them.
    for table in tables.iter().rev() {
        c.execute(&format!("DELETE FROM main.{table}"), [])?;
        c.execute("DELETE FROM main.sqlite_sequence WHERE name = ?1", [table])?;
    }
    Ok(())
}

/// Copies all rows of these tables, and the ids they gave out. Of the undo log, only what this program would keep is
/// copied.
///
/// # Errors
/// `Damaged` when an id or a text is larger than any of ours; the databases' own.
pub(super) fn copy(from: &Connection, to: &Connection, tables: &[String]) -> Result<()> {
    for table in tables {
        let columns = journal::columns(to, table)?;
        let condition = journal::kept(table);
        let places = vec!["?"; columns.len()].join(", ");
        let names = columns.join(", ");
        let mut read = from.prepare(&format!("SELECT {names} FROM main.{table} {condition}"))?;
        let mut write = to.prepare(&format!("INSERT INTO main.{table} ({names}) VALUES ({places})"))?;
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns.len()).map(|at| row.get_ref(at).map(ToSqlOutput::Borrowed));
            write.execute(params_from_iter(values.collect::<rusqlite::Result<Vec<_>>>()?))?;
        }
    }
    for (table, last) in sequences::all(from)?.iter().filter(|(table, _)| tables.contains(table)) {
        sequences::go_on_after(to, table, *last)?;
    }
    if tables.iter().any(|table| table == "undo_entry") {
        journal::cut(to)?;
    }
    match too_large(to, tables)? {
        Some(what) => Err(Error::damaged("error-store-damaged").with("detail", what)),
        None => Ok(()),
    }
}

/// What in these tables is larger than this program would ever have recorded, in words; `None` if nothing is.
///
/// # Errors
/// The database's own.
pub(super) fn too_large(c: &Connection, tables: &[String]) -> Result<Option<&'static str>> {
    /// In characters: five times the longest text that a form takes.
    const LONGEST: usize = 100_000;
    /// Pictures, what else a card says, and rows in the undo log.
    const LONGEST_COPY: usize = 30_000_000;

    let ids = sequences::all(c)?;
    if tables.iter().filter_map(|table| ids.get(table)).any(|last| !(0..=sequences::LARGEST).contains(last)) {
        return Ok(Some("its ids are out of range"));
    }
    for table in tables {
        let most = match table.as_str() {
            "photo" | "card_source" | "undo_change" | "unfinished" | "contact_search" => LONGEST_COPY,
            _ => LONGEST,
        };
        let sizes: Vec<String> =
            journal::columns(c, table)?.iter().map(|column| format!("length({column}) > {most}")).collect();
        let sql = format!("SELECT EXISTS (SELECT 1 FROM main.{table} WHERE {})", sizes.join(" OR "));
        if c.query_row(&sql, [], |row| row.get(0))? {
            return Ok(Some("a text in it is too long"));
        }
    }
    Ok(None)
}
