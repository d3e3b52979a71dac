//! The undo log: one entry for each thing the user did. Triggers note every changed row as it was before and after.
//! Undoing puts the rows back, unless something changed them later. The triggers are temporary and made from the schema
//! each time a connection opens, so a new column needs no new trigger.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Code, Error, Result};

/// The tables whose rows can be undone. Each has an `id` column whose values are never used again.
const TABLES: &[&str] = &[
    "setting",
    "template",
    "company",
    "contact",
    "card_source",
    "photo",
    "apart",
    "application",
    "interview",
    "interviewer",
    "touch",
    "reply",
    "skip",
    "snooze",
    "closure",
    "tombstone",
];

/// The number of entries that are kept.
const KEPT: i64 = 500;

/// The condition for the rows of a table that the log keeps; empty for the other tables.
pub(super) fn kept(table: &str) -> String {
    let column = match table {
        "undo_entry" => "id",
        "undo_change" => "entry_id",
        _ => return String::new(),
    };
    format!("WHERE {column} > (SELECT ifnull(max(id), 0) FROM main.undo_entry) - {KEPT}")
}

/// Mends what a part of the log refers to: an undo whose change is no longer kept takes back nothing that is known.
pub(super) fn cut(c: &Connection) -> Result<()> {
    c.execute(
        "UPDATE undo_entry SET reverts = NULL WHERE reverts IS NOT NULL AND reverts NOT IN (SELECT id FROM undo_entry)",
        [],
    )?;
    Ok(())
}

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The sentence that described it.
    pub text: String,
    /// Whether the entry was itself an undo, so that the thing is now done again.
    pub again: bool,
}

/// Makes the triggers on this connection.
pub(super) fn install(c: &Connection) -> Result<()> {
    let mut sql = String::from("CREATE TEMP TABLE undo_current (entry INTEGER NOT NULL);\n");
    for table in TABLES {
        let (old, new) = (row_json(c, table, "OLD.")?, row_json(c, table, "NEW.")?);
        for (event, id, before, after) in [
            ("INSERT", "NEW.id", "NULL", new.as_str()),
            ("UPDATE", "NEW.id", old.as_str(), new.as_str()),
            ("DELETE", "OLD.id", old.as_str(), "NULL"),
        ] {
            sql.push_str(&format!(
                "CREATE TEMP TRIGGER undo_{table}_{event} AFTER {event} ON main.{table}
                 WHEN EXISTS (SELECT 1 FROM undo_current) BEGIN
                   INSERT INTO undo_change (entry_id, tbl, row, before, after)
                   SELECT entry, '{table}', {id}, {before}, {after} FROM undo_current;
                 END;\n"
            ));
        }
    }
    c.execute_batch(&sql)?;
    Ok(())
}

/// Records all changes made by the closure as one entry, which can be undone as a whole. Returns the closure's value
/// and the entry's number, or none if nothing changed.
///
/// # Errors
/// What the closure returns, or the database's own.
pub fn journal<T>(
    c: &Connection,
    now: DateTime<Utc>,
    f: impl FnOnce(&Connection) -> Result<(T, String)>,
) -> Result<(T, Option<i64>)> {
    c.execute("INSERT INTO undo_entry (at, text) VALUES (?1, '')", [now.timestamp()])?;
    let entry = c.last_insert_rowid();
    c.execute("INSERT INTO undo_current (entry) VALUES (?1)", [entry])?;
    let done = f(c);
    // This is cleared after an error, too: the caller may keep using the connection once the transaction is rolled
    // back.
    c.execute("DELETE FROM undo_current", [])?;
    let (value, text) = done?;
    let changed: bool =
        c.query_row("SELECT EXISTS (SELECT 1 FROM undo_change WHERE entry_id = ?1)", [entry], |r| r.get(0))?;
    if !changed {
        c.execute("DELETE FROM undo_entry WHERE id = ?1", [entry])?;
        return Ok((value, None));
    }
    c.execute("UPDATE undo_entry SET text = ?2 WHERE id = ?1", params![entry, text])?;
    forget_older(c, entry)?;
    Ok((value, Some(entry)))
}

/// Forgets the entries that are too far before this one to be kept.
fn forget_older(c: &Connection, entry: i64) -> Result<()> {
    c.execute("DELETE FROM undo_entry WHERE id <= ?1", [entry - KEPT])?;
    Ok(())
}

/// Within how many seconds changes that save themselves while the user types count as one thing.
const GOES_ON: i64 = 300;

/// Joins an entry with the one before it, if that describes the same thing, is recent and was not undone. So all the
/// changes of a card that saved itself while the user typed are undone together. The later number is kept, so that
/// anybody who looked in between still notices the change.
///
/// # Errors
/// The database's own.
pub fn join(c: &Connection, entry: i64) -> Result<()> {
    let before: Option<i64> = c
        .query_row(
            "SELECT id FROM undo_entry AS before, (SELECT at AS now, text AS told FROM undo_entry WHERE id = ?1)
             WHERE id = (SELECT max(id) FROM undo_entry WHERE id < ?1)
               AND text = told AND undone_at IS NULL AND reverts IS NULL AND now - at BETWEEN 0 AND ?2",
            [entry, GOES_ON],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(before) = before {
        c.execute("UPDATE undo_change SET entry_id = ?1 WHERE entry_id = ?2", [entry, before])?;
        c.execute("DELETE FROM undo_entry WHERE id = ?1", [before])?;
    }
    Ok(())
}

/// Undoes an entry, or if none is named the latest one not undone yet. This makes a new entry, and undoing that does
/// the thing again. It must be named for that, so that undoing step by step never turns around. Returns the number of
/// the new entry, unless the entry undone was itself an undo.
///
/// # Errors
/// `NotFound` when there is nothing (left) to undo, `Conflict` when later changes touch the same rows.
pub fn undo(c: &Connection, entry: Option<i64>, now: DateTime<Utc>) -> Result<(Undone, Option<i64>)> {
    let found: Option<(i64, String, Option<i64>)> = c
        .query_row(
            "SELECT id, text, reverts FROM undo_entry
             WHERE undone_at IS NULL AND (?1 IS NULL AND reverts IS NULL OR id = ?1)
             ORDER BY id DESC LIMIT 1",
            [entry],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let Some((entry, text, reverts)) = found else {
        return Err(Error { code: Code::NotFound, ..Error::conflict("error-nothing-to-undo") });
    };
    // Rows refer to each other; their references need to hold only at the end.
    c.pragma_update(None, "defer_foreign_keys", true)?;
    let ((), again) = journal(c, now, |c| Ok((take_back(c, entry, &text, now)?, text.clone())))?;
    c.execute("UPDATE undo_entry SET undone_at = ?2 WHERE id = ?1", params![entry, now.timestamp()])?;
    c.execute("UPDATE undo_entry SET reverts = ?2 WHERE id = ?1", params![again, entry])?;
    // When an undo is undone, the original entry can be undone again.
    c.execute("UPDATE undo_entry SET undone_at = NULL WHERE id = ?1", [reverts])?;
    if reverts.is_some() {
        c.execute("UPDATE undo_entry SET undone_at = ?2 WHERE id = ?1", params![again, now.timestamp()])?;
    }
    Ok((Undone { text, again: reverts.is_some() }, again.filter(|_| reverts.is_none())))
}

fn take_back(c: &Connection, entry: i64, text: &str, now: DateTime<Utc>) -> Result<()> {
    let conflict = || Error::conflict("error-undo-conflict").with("text", text);
    let mut statement =
        c.prepare("SELECT tbl, row, before, after FROM undo_change WHERE entry_id = ?1 ORDER BY id DESC")?;
    let mut rows = statement.query([entry])?;
    while let Some(row) = rows.next()? {
        let (table, id): (String, i64) = (row.get(0)?, row.get(1)?);
        let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        if current(c, &table, id)? != after {
            return Err(conflict());
        }
        put_back(c, &table, id, before.as_deref(), now)?;
    }
    let dangling: bool = c.query_row("SELECT EXISTS (SELECT 1 FROM pragma_foreign_key_check)", [], |r| r.get(0))?;
    if dangling { Err(conflict()) } else { Ok(()) }
}

/// In the log, this stands in place of a table's name when a backup replaced all records; in place of the earlier row
/// stands the name of the backup that undoes it.
const BACKUP: &str = "backup";

/// Notes in an entry that a backup replaced all records. Undoing the entry means restoring another backup, `back`. If
/// the entry is itself an undo, it is skipped by an undo that names no entry.
///
/// # Errors
/// The database's own.
pub fn note_restore(c: &Connection, now: DateTime<Utc>, text: &str, back: &str, is_undo: bool) -> Result<i64> {
    c.execute("INSERT INTO undo_entry (at, text) VALUES (?1, ?2)", params![now.timestamp(), text])?;
    let entry = c.last_insert_rowid();
    c.execute(
        "INSERT INTO undo_change (entry_id, tbl, row, before) VALUES (?1, ?2, 0, ?3)",
        params![entry, BACKUP, back],
    )?;
    if is_undo {
        c.execute("UPDATE undo_entry SET reverts = id WHERE id = ?1", [entry])?;
    }
    forget_older(c, entry)?;
    Ok(entry)
}

/// The backup that undoes an entry, if it is a replacement by a backup. If no entry is named, the latest one not undone
/// yet.
///
/// # Errors
/// The database's own.
pub fn restore_of(c: &Connection, entry: Option<i64>) -> Result<Option<String>> {
    let sql = "SELECT before FROM undo_change WHERE tbl = ?2 AND entry_id =
                 (SELECT id FROM undo_entry WHERE undone_at IS NULL AND (?1 IS NULL AND reverts IS NULL OR id = ?1)
                  ORDER BY id DESC LIMIT 1)";
    Ok(c.query_row(sql, params![entry, BACKUP], |row| row.get(0)).optional()?)
}

/// Forgets everything that could be undone, because deleted rows must not survive in the log.
///
/// # Errors
/// The database's own.
pub fn forget(c: &Connection) -> Result<()> {
    c.execute("DELETE FROM undo_change", [])?;
    c.execute("DELETE FROM undo_entry", [])?;
    Ok(())
}

/// When the last undoable things were done, by the clock of those times, latest first.
///
/// # Errors
/// The database's own.
pub fn latest(c: &Connection, count: i64) -> Result<Vec<DateTime<Utc>>> {
    let mut statement = c.prepare_cached("SELECT at FROM undo_entry ORDER BY id DESC LIMIT ?1")?;
    let times = statement.query_map([count], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(times.into_iter().filter_map(|at| DateTime::from_timestamp(at, 0)).collect())
}

/// The number of the last entry there ever was, even if it has been forgotten.
///
/// # Errors
/// The database's own.
pub fn last(c: &Connection) -> Result<Option<i64>> {
    super::sequences::last(c, "undo_entry")
}

/// Makes the numbers of later entries greater than `last`.
///
/// # Errors
/// The database's own.
pub fn count_from(c: &Connection, last: i64) -> Result<()> {
    if last > 0 { super::sequences::go_on_after(c, "undo_entry", last) } else { Ok(()) }
}

/// Whether any entry after `since` changed one of these rows.
///
/// # Errors
/// The database's own.
pub fn changed_since(c: &Connection, since: i64, rows: &[(&str, i64)]) -> Result<bool> {
    let mut statement =
        // A backup that replaced all records changed every row.
        c.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM undo_change WHERE entry_id > ?1 AND (tbl = ?2 AND row = ?3 OR tbl = ?4))",
        )?;
    for (table, row) in rows {
        if statement.query_row(params![since, table, row, BACKUP], |found| found.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn current(c: &Connection, table: &str, id: i64) -> Result<Option<String>> {
    let sql = format!("SELECT {} FROM {table} WHERE id = ?1", row_json(c, table, "")?);
    Ok(c.query_row(&sql, [id], |row| row.get(0)).optional()?)
}

/// Deletes the row, or restores it as it was before. A row that is deleted leaves a tombstone.
fn put_back(c: &Connection, table: &str, id: i64, before: Option<&str>, now: DateTime<Utc>) -> Result<()> {
    let columns = columns(c, table)?;
    let Some(before) = before else {
        if columns.iter().any(|column| column == "uid") && table != "tombstone" {
            let sql = format!("INSERT INTO tombstone (uid, at) SELECT uid, ?2 FROM {table} WHERE id = ?1");
            c.execute(&sql, params![id, now.timestamp()])?;
        }
        c.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [id])?;
        return Ok(());
    };
    let names = columns.join(", ");
    let values = columns.iter().map(|column| format!("json_extract(?1, '$.{column}')")).collect::<Vec<_>>().join(", ");
    let updates = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {updates}");
    c.execute(&sql, [before])?;
    Ok(())
}

pub(super) fn columns(c: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = c.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

/// An SQL expression for a row as JSON; `prefix` is `OLD.`, `NEW.` or nothing.
pub(super) fn row_json(c: &Connection, table: &str, prefix: &str) -> Result<String> {
    let pairs = columns(c, table)?.iter().map(|n| format!("'{n}', {prefix}{n}")).collect::<Vec<_>>().join(", ");
    Ok(format!("json_object({pairs})"))
}
