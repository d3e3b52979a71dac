//! Keeps what is planned in a calendar file of the user's choice: in a folder that is synced, the telephone has it too.

use std::path::Path;

use rusqlite::Connection;

use super::exports::{Wish, make, write_file};
use super::look;
use crate::domain::codes::{ExportFormat, What};
use crate::error::Result;
use crate::snapshot::Moment;
use crate::store::{self, Store};

/// The subject of the file in the table of how things fare; empty while all is well.
const HEALTH: &str = "calendar_file";

/// Brings the file up to date, if one is kept, and says whether it was written. A file that says the same is left alone, so
/// that nothing is synced for nothing. What stands in its way is noted, to be told where the file was chosen.
///
/// # Errors
/// The database's own.
pub fn keep(store: &Store, moment: Moment) -> Result<bool> {
    let snapshot = look(store, moment)?;
    let path = snapshot.settings.calendar_file.as_str();
    if path.is_empty() {
        return Ok(false);
    }
    let fresh = make(store, moment, &Wish::all(What::Plan, ExportFormat::Ics))?.bytes;
    let path = Path::new(path);
    let says_the_same = std::fs::read(path).is_ok_and(|old| without_stamp(&old) == without_stamp(&fresh));
    let written = if says_the_same { Ok(()) } else { write_file(path, &fresh) };
    let problem = written.err().map(|error| snapshot.words.error(&error)).unwrap_or_default();
    let is_well = problem.is_empty();
    if store.read(|c| problem_in(c))? != problem {
        store.write(|tx| store::deliveries::set_health(tx, HEALTH, &problem, moment.now).map(drop))?;
    }
    Ok(is_well && !says_the_same)
}

/// Why the file could not be written; empty while all is well.
///
/// # Errors
/// The database's own.
pub fn problem_in(c: &Connection) -> Result<String> {
    Ok(store::deliveries::health(c, HEALTH)?.unwrap_or_default())
}

/// A calendar without the lines that say when it was written (RFC 5545, 3.8.7.2).
fn without_stamp(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"DTSTAMP:")).collect()
}
