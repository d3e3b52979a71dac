//! Checks whether a database is sound. Damage is noted in a file beside it. As long as the note is there, no program of
//! ours touches the database, until a backup replaces it or a later check finds it sound.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::files::{self, FILE_NAME};
use super::{connection, migration};
use crate::error::{Error, Result};

/// How thorough a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Whether each page is where it belongs (`quick_check`): a fifth of the work of a full check.
    Quick,
    /// Also whether the indexes agree with the tables, every reference leads somewhere, and every record can be read.
    Full,
}

/// The name of the note in the data folder.
const NOTE: &str = "afterword.damaged";

/// Checks the database of a data folder, and notes damage.
///
/// # Errors
/// `Damaged` when it is damaged; another code when that could not be found out.
pub fn examine(folder: &Path, depth: Depth) -> Result<()> {
    let found = check(&folder.join(FILE_NAME), depth);
    if let Err(error) = &found
        && error.code.is_unusable()
    {
        note(folder, error)?;
    }
    found
}

/// Checks a database file.
///
/// # Errors
/// `Damaged` when it is not sound; another code when that could not be found out.
pub fn check(file: &Path, depth: Depth) -> Result<()> {
    let connection = read_only(file)?;
    check_connection(&connection, depth)?;
    // Checked twice, because another program may be shortening the file at this moment.
    if is_cut_short(&connection, file)? && is_cut_short(&connection, file)? {
        return Err(damaged("its end is missing"));
    }
    Ok(())
}

/// Whether pages are missing both in the file and in the write-ahead log. SQLite reads such pages as empty, which only
/// shows where something refers to them.
fn is_cut_short(c: &Connection, file: &Path) -> Result<bool> {
    let pages: i64 = c.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let size: i64 = c.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let length = i64::try_from(fs::metadata(file)?.len()).unwrap_or(i64::MAX);
    Ok(!files::has_log(file) && length < pages.saturating_mul(size))
}

/// Opens a database for reading only.
pub(super) fn read_only(file: &Path) -> Result<Connection> {
    let connection = connection::read_only(file)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

pub(super) fn check_connection(c: &Connection, depth: Depth) -> Result<()> {
    let id: i32 = c.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != migration::APPLICATION_ID {
        return Err(damaged("no records of Afterword are in it"));
    }
    if migration::is_ahead(c)? {
        // A newer program is using it: this one cannot tell what would be damage there.
        return Err(Error::conflict("error-store-ahead").with("detail", "a newer version works on it"));
    }
    check_schema(&*c.unchecked_transaction()?)?;
    look(c, if depth == Depth::Quick { "quick_check" } else { "integrity_check" })?;
    if depth == Depth::Full {
        let dangling: bool = c.query_row("SELECT EXISTS (SELECT 1 FROM pragma_foreign_key_check)", [], |r| r.get(0))?;
        if dangling {
            return Err(damaged("a record refers to one that is gone"));
        }
        // The rows of an older schema cannot be read as facts.
        if !migration::is_behind(c)? {
            super::facts::facts(c)?;
        }
    }
    Ok(())
}

/// Checks that a database has the schema of its version. Until this is known, no statement may touch its tables: SQLite
/// trusts a schema, and runs what is in it.
pub(super) fn check_schema(c: &Connection) -> Result<()> {
    let version = migration::version(c)?;
    let (found, ours) = (migration::parts(c)?, migration::schema(version)?);
    // Further tables or indexes do no harm. But a trigger runs by itself and a view hides a table, and we have neither.
    let runs = |(kind, ..): &migration::Part| kind == "trigger" || kind == "view";
    if version == 0 || !ours.parts.iter().all(|part| found.contains(part)) || found.iter().any(runs) {
        return Err(damaged("the schema is not that of Afterword"));
    }
    Ok(())
}

/// Checks the given tables of a database whose schema is known, and no others.
pub(super) fn check_tables(c: &Connection, tables: &[String]) -> Result<()> {
    tables.iter().try_for_each(|table| look(c, &format!("integrity_check({table})")))
}

/// Runs one of SQLite's checks.
fn look(c: &Connection, check: &str) -> Result<()> {
    let mut statement = c.prepare(&format!("PRAGMA main.{check}"))?;
    let findings = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    if findings.first().is_some_and(|first| first != "ok") {
        // The first line that is not a heading is enough: it names the page or the index. It holds nothing that was
        // recorded.
        let mut lines = findings.iter().flat_map(|finding| finding.lines()).filter(|line| !line.starts_with("***"));
        return Err(damaged(lines.next().unwrap_or("its pages do not hold together")));
    }
    Ok(())
}

fn damaged(detail: &str) -> Error {
    Error::damaged("error-store-damaged").with("detail", detail)
}

/// Notes damage.
///
/// # Errors
/// The system's own.
pub fn note(folder: &Path, error: &Error) -> Result<()> {
    Ok(files::write_private(&note_of(folder), error.detail().unwrap_or("damaged").as_bytes())?)
}

/// Fails with the damage noted earlier, if there is a note.
pub(super) fn noted(folder: &Path) -> Result<()> {
    match files::read_small(&note_of(folder)) {
        Ok(detail) if detail.trim() == UNDER_WAY => Err(Error::damaged("error-store-half-replaced")
            .with("path", folder.join(files::PUT_ASIDE).display().to_string())
            .with("detail", UNDER_WAY)),
        Ok(detail) => Err(damaged(detail.trim())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What the note says while the database is being replaced.
const UNDER_WAY: &str = "another was about to take its place";

/// Notes that a replacement begins, and returns the note that was there before. Only the end of a replacement removes
/// this note: until then, half of the database may have been moved away.
pub(super) fn note_replacement(folder: &Path) -> Result<Option<String>> {
    let before = files::read_small(&note_of(folder)).ok();
    files::write_private(&note_of(folder), UNDER_WAY.as_bytes())?;
    Ok(before)
}

/// Restores the earlier note after a replacement that moved nothing.
pub(super) fn put_note_back(folder: &Path, before: Option<&str>) -> Result<()> {
    match before {
        Some(before) => Ok(files::write_private(&note_of(folder), before.as_bytes())?),
        None => lift_note(folder),
    }
}

/// Whether a replacement was begun and not finished.
pub(super) fn is_replaced_half(folder: &Path) -> bool {
    files::read_small(&note_of(folder)).is_ok_and(|note| note.trim() == UNDER_WAY)
}

/// Removes the note.
pub(super) fn lift_note(folder: &Path) -> Result<()> {
    match fs::remove_file(note_of(folder)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(files::sync_folder(folder)?),
    }
}

fn note_of(folder: &Path) -> PathBuf {
    folder.join(NOTE)
}
