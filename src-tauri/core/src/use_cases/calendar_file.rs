//! Keeps what is planned in a calendar file of the user's choice: in a folder that is synced, the telephone has it too.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::exports::{make, write_file};
use crate::domain::codes::{ExportFormat, What};
use crate::error::Result;
use crate::forms::export::ExportRequest;
use crate::snapshot::{Moment, Snapshot};
use crate::store::status::StatusKey;
use crate::store::{self, Store};

/// The file as it ought to be.
#[derive(Debug)]
pub struct CalendarFile {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl CalendarFile {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// How the file ought to be, if one is kept.
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

/// Writes the file unless it says the same, so that nothing is synced for nothing, and says whether it did. The folder may
/// be one of a network that hangs: not for a thread that has something else to do.
///
/// # Errors
/// The file's own; then it is as it was.
pub fn write(wanted: &CalendarFile) -> Result<bool> {
    let says_the_same =
        std::fs::read(&wanted.path).is_ok_and(|old| without_stamp(&old) == without_stamp(&wanted.bytes));
    if !says_the_same {
        write_file(&wanted.path, &wanted.bytes)?;
    }
    Ok(!says_the_same)
}

/// Notes what stands in the way of the file, to be told where it was chosen.
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

/// Brings the file up to date, if one is kept, and says whether it was written.
///
/// # Errors
/// The database's own.
pub fn keep(store: &Store, moment: Moment) -> Result<bool> {
    let Some(wanted) = wanted(store, moment)? else { return Ok(false) };
    let written = write(&wanted);
    note(store, moment, &written)?;
    Ok(written.unwrap_or(false))
}

/// Why the file could not be written; empty while all is well.
///
/// # Errors
/// The database's own.
pub fn problem_in(c: &Connection) -> Result<String> {
    Ok(store::status::get(c, &StatusKey::CalendarFileProblem)?.unwrap_or_default())
}

/// A calendar without the lines that say when and in which edition it was written (RFC 5545, 3.8.7.2 and 3.8.7.4).
fn without_stamp(bytes: &[u8]) -> Vec<&[u8]> {
    let is_stamp = |line: &[u8]| line.starts_with(b"DTSTAMP:") || line.starts_with(b"SEQUENCE:");
    bytes.split(|byte| *byte == b'\n').filter(|line| !is_stamp(line)).collect()
}
