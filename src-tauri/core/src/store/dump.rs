//! All facts as JSON, row by row, and back again into an empty database with the same ids, uids and times.

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::journal::{columns, last, row_json};
use super::rows;
use super::sequences::{self, Sequences};
use crate::domain::settings::CALENDAR_FILE;
use crate::error::{Error, Result};
use crate::store::row;

/// The tables of facts, each after those it refers to. Left out are derived tables, the undo log, forms saved
/// unfinished, and the state of reminders and other work on this machine.
const TABLES: [(&str, &str); 17] = [
    ("setting", "id"),
    ("template", "id"),
    ("company", "id"),
    ("contact", "id"),
    ("card_source", "id"),
    ("photo", "id"),
    ("apart", "id"),
    ("application", "id"),
    ("interview", "id"),
    ("interviewer", "id"),
    ("touch", "id"),
    ("reply", "id"),
    ("skip", "id"),
    ("snooze", "id"),
    ("closure", "id"),
    ("tombstone", "id"),
    ("delivery", "occurrence"),
];

/// The key under which the number of the last change is kept.
const CHANGES: &str = "changes";

/// All facts as one JSON value: their rows by table, and the numbers that were used last.
///
/// # Errors
/// The database's own.
pub fn dump(c: &Connection) -> Result<Map<String, Value>> {
    let mut tables = Map::new();
    let mut sequences = Map::new();
    for (table, key) in TABLES {
        let wanted = if table == "setting" { format!("WHERE key <> '{CALENDAR_FILE}'") } else { String::new() };
        let sql = format!("SELECT {} FROM {table} {wanted} ORDER BY {key}", row_json(c, table, "")?);
        let mut statement = c.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_str().unwrap_or_default();
            list.push(serde_json::from_str(text).map_err(|_| row::unreadable(table))?);
        }
        tables.insert(table.to_owned(), Value::Array(list));
        if let Some(last) = sequences::last(c, table)? {
            sequences.insert(table.to_owned(), last.into());
        }
    }
    let mut all = Map::new();
    // Calendars that read the plan accept a new version of an event only if its number is higher.
    all.insert(CHANGES.to_owned(), last(c)?.into());
    // Ids are never used again, not even those of deleted rows.
    all.insert("sequences".to_owned(), Value::Object(sequences));
    all.insert("tables".to_owned(), Value::Object(tables));
    Ok(all)
}

/// The most octets of a row: one with a picture, or with all that an address book says of somebody, has less.
const LONGEST_ROW: usize = 30_000_000;

/// Inserts the facts of a dump into a database that holds none; its settings replace the ones there. `rows_of` gives the
/// rows of a table as JSON, `last_ids` the last id of each table, and `changes` the number of the last change.
///
/// # Errors
/// When a row does not fit this version's tables, the facts do not fit together, or anything is larger than this program
/// would have recorded; the caller then rolls back.
pub fn restore<'d>(
    c: &Connection,
    rows_of: &dyn Fn(&str) -> Option<Vec<&'d str>>,
    last_ids: &Sequences,
    changes: Option<i64>,
) -> Result<()> {
    let damaged = || Error::invalid("file", "error-import-damaged");
    c.pragma_update(None, "defer_foreign_keys", true)?;
    // What is left of deleted records (a tombstone, a delivered reminder) is removed, too.
    for (table, _) in TABLES.iter().rev() {
        c.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for (table, _) in TABLES {
        let rows = rows_of(table).ok_or_else(damaged)?;
        let names = columns(c, table)?;
        let values: Vec<String> = names.iter().map(|name| format!("json_extract(?1, '$.{name}')")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "));
        let mut statement = c.prepare(&sql)?;
        for text in rows {
            if text.len() > LONGEST_ROW {
                return Err(damaged());
            }
            let row: Map<String, Value> = serde_json::from_str(text).map_err(|_| damaged())?;
            // Which file to write is decided on this machine, never by a file that is read.
            if table == "setting" && row.get("key").and_then(Value::as_str) == Some(CALENDAR_FILE) {
                continue;
            }
            if !row.keys().all(|key| names.contains(key)) {
                return Err(damaged());
            }
            statement.execute([text]).map_err(|_| damaged())?;
        }
        if let Some(last) = last_ids.get(table) {
            sequences::go_on_after(c, table, *last)?;
        }
    }
    if let Some(last) = changes.filter(|last| (0..=sequences::LARGEST).contains(last)) {
        sequences::go_on_after(c, "undo_entry", last)?;
    }
    if rows::too_large(c, &TABLES.map(|(table, _)| table.to_owned()))?.is_some() {
        return Err(damaged());
    }
    let dangling: bool = c.query_row("SELECT EXISTS (SELECT 1 FROM pragma_foreign_key_check)", [], |r| r.get(0))?;
    if dangling {
        return Err(damaged());
    }
    super::facts::facts(c).map(drop).map_err(|_| damaged())
}
