//! Keeps the plan in a calendar file that the user chose. In a synced folder, it reaches the user's phone too.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::exports::{make, write_file};
use crate::domain::codes::{ExportFormat, What};
use crate::error::{Error, Result};
use crate::forms::export::ExportRequest;
use crate::reports::planned::PRODID;
use crate::snapshot::{Moment, Snapshot};
use crate::store::status::StatusKey;
use crate::store::{self, Store};

/// The calendar file as it should be now.
#[derive(Debug)]
pub struct CalendarFile {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl CalendarFile {
    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The calendar file as it should be now; none if the user has chosen none.
///
/// # Errors
/// The database's own.
pub fn wanted(store: &Store, moment: Moment) -> Result<Option<CalendarFile>> {
    let path = Snapshot::take(store, moment)?.settings.calendar_file;
    if path.is_empty() {
        return Ok(None);
    }
    let bytes = make(store, moment, &ExportRequest::all(What::Plan, ExportFormat::Ics))?.bytes;
    Ok(Some(CalendarFile { path: path.into(), bytes }))
}

/// Writes the file unless it holds the same plan already, so that it is not synced for nothing. Returns whether it was
/// written. The folder may be on a network that hangs, so call this from a thread that has nothing else to do.
///
/// # Errors
/// When the file cannot be written, or belongs to another program; it is unchanged then.
pub fn write(wanted: &CalendarFile) -> Result<bool> {
    let old = std::fs::read(&wanted.path).unwrap_or_default();
    if without_stamp(&old) == without_stamp(&wanted.bytes) {
        return Ok(false);
    }
    if !is_ours(&old) {
        return Err(foreign(&wanted.path));
    }
    write_file(&wanted.path, &wanted.bytes)?;
    Ok(true)
}

/// Refuses a path where there is a file of another program.
///
/// # Errors
/// A conflict that says so.
pub(super) fn check(path: &Path) -> Result<()> {
    // Only a file is looked into: a pipe would keep us waiting.
    let old = if path.is_file() { std::fs::read(path).unwrap_or_default() } else { Vec::new() };
    if is_ours(&old) { Ok(()) } else { Err(foreign(path)) }
}

fn foreign(path: &Path) -> Error {
    Error::conflict("error-calendar-foreign").with("path", path.display().to_string())
}

/// Whether a file is empty, or a calendar that Afterword wrote (RFC 5545, 3.7.3).
fn is_ours(bytes: &[u8]) -> bool {
    let is_our_name =
        |line: &[u8]| line.strip_prefix(b"PRODID:").is_some_and(|id| id.trim_ascii() == PRODID.as_bytes());
    bytes.is_empty() || bytes.split(|byte| *byte == b'\n').take(8).any(is_our_name)
}

/// Notes why the file could not be written, or that it was, for the page on which it is chosen.
///
/// # Errors
/// The database's own.
pub fn note(store: &Store, moment: Moment, written: &Result<bool>) -> Result<()> {
    let problem = match written {
        Ok(_) => String::new(),
        Err(error) => Snapshot::take(store, moment)?.words.error(error),
    };
    if store.read(|c| problem_in(c))? != problem {
        store.write(|tx| store::status::set(tx, &StatusKey::CalendarFileProblem, &problem, moment.now).map(drop))?;
    }
    Ok(())
}

/// Brings the file up to date, if the user has chosen one. Returns whether it was written.
///
/// # Errors
/// The database's own. If the file cannot be written, that is noted instead.
pub fn keep(store: &Store, moment: Moment) -> Result<bool> {
    let Some(wanted) = wanted(store, moment)? else { return Ok(false) };
    let written = write(&wanted);
    note(store, moment, &written)?;
    Ok(written.unwrap_or(false))
}

/// Why the file could not be written last time, in a sentence; empty if it could.
///
/// # Errors
/// The database's own.
pub fn problem_in(c: &Connection) -> Result<String> {
    Ok(store::status::get(c, &StatusKey::CalendarFileProblem)?.unwrap_or_default())
}

/// The lines of a calendar, except those with the time and the revision of its writing (RFC 5545, 3.8.7.2 and 3.8.7.4).
fn without_stamp(bytes: &[u8]) -> Vec<&[u8]> {
    let is_stamp = |line: &[u8]| line.starts_with(b"DTSTAMP:") || line.starts_with(b"SEQUENCE:");
    bytes.split(|byte| *byte == b'\n').filter(|line| !is_stamp(line)).collect()
}
