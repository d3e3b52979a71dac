//! The page of all backups, and what is in one of them.

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::domain::calendar::Calendar;
use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::store::backup;
use crate::use_cases::backup_files::{InspectedBackups, candidate, row_of};
use crate::use_cases::backups::problem;
use crate::views::backups::{BackupRow, BackupsView, rows};

/// Describes what is in a backup. `from` is the name of a backup or the path of a file. It is checked as thoroughly as
/// before it is restored.
///
/// # Errors
/// `NotFound` when there is no such backup, `Damaged` when it cannot be used.
pub fn found(data: &Path, from: &str, now: DateTime<Utc>, calendar: &Calendar<'_>) -> Result<BackupRow> {
    let (path, _candidate) = candidate(data, from)?;
    Ok(row_of(data, &path, now, calendar))
}

/// The page.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, data: &Path, seen: &InspectedBackups) -> Result<BackupsView> {
    let words = snapshot.words;
    let folder = backup::folder(data);
    Ok(BackupsView {
        summary: summary(snapshot, seen),
        chosen: folder != backup::usual_folder(data),
        folder: folder.display().to_string(),
        problem: problem(c)?,
        rows: rows(words, &snapshot.calendar(), snapshot.now, seen),
    })
}

/// The state of the backups in one sentence: why they cannot be made, or when the last one was made.
///
/// # Errors
/// The database's own.
pub fn sentence(c: &Connection, snapshot: &Snapshot, seen: &InspectedBackups) -> Result<String> {
    let problem = problem(c)?;
    Ok(if problem.is_empty() { summary(snapshot, seen) } else { problem })
}

fn summary(snapshot: &Snapshot, seen: &InspectedBackups) -> String {
    let words = snapshot.words;
    let Some((newest, _)) = seen.first() else { return words.plain("backup-summary-none") };
    let when = words.at_moment(newest.at, snapshot.now, &snapshot.calendar());
    words.say("backup-summary", &[("when", when.into()), ("count", seen.len().into())])
}
