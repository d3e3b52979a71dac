//! The backups and what each contains. The rows are also used on the page for a database that cannot be opened.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::domain::calendar::Calendar;
use crate::store::backup::{Backup, Content, Occasion};
use crate::wording::Words;

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct BackupsView {
    /// How many backups there are, and when the last one was made.
    pub summary: String,
    /// The folder backups are written to.
    pub folder: String,
    /// Whether the user chose that folder.
    pub chosen: bool,
    /// Why the last backup could not be written there; empty if all is well.
    pub problem: String,
    /// The backups, latest first.
    pub rows: Vec<BackupRow>,
}

/// A backup.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct BackupRow {
    /// The name of its file, by which commands refer to it.
    pub name: String,
    /// When it was made.
    pub when: String,
    /// The reason it was made.
    pub why: String,
    /// How much it holds, or why it cannot be read.
    pub holds: String,
    /// The last change it contains, in words; may be empty.
    pub last: String,
    /// Whether it can be read.
    pub readable: bool,
}

/// The rows for backups, each with its content, or `None` if it cannot be read.
#[must_use]
pub fn rows(
    words: &Words,
    calendar: &Calendar<'_>,
    now: DateTime<Utc>,
    seen: &[(Backup, Option<Content>)],
) -> Vec<BackupRow> {
    let mut rows: Vec<BackupRow> =
        seen.iter().map(|(backup, content)| row(words, calendar, now, backup, content.as_ref())).collect();
    // Backups of the same minute are told apart by their seconds.
    let often: Vec<bool> =
        rows.iter().map(|row| rows.iter().filter(|other| other.when == row.when).count() > 1).collect();
    for ((row, (backup, _)), _) in rows.iter_mut().zip(seen).zip(often).filter(|(_, often)| *often) {
        row.when.push_str(&backup.at.format(":%S").to_string());
    }
    rows
}

/// The row for a backup with its content, or `None` if it cannot be read.
#[must_use]
pub fn row(
    words: &Words,
    calendar: &Calendar<'_>,
    now: DateTime<Utc>,
    backup: &Backup,
    content: Option<&Content>,
) -> BackupRow {
    let (holds, last) = match content {
        Some(content) => {
            let counts = [
                ("people", content.people.into()),
                ("applications", content.applications.into()),
                ("interviews", content.interviews.into()),
            ];
            let last = content.last.as_ref().map_or(String::new(), |(at, text)| {
                let when = words.when(*at, now, calendar);
                words.say("backup-last", &[("text", text.as_str().into()), ("when", when.into())])
            });
            (words.say("backup-holds", &counts), last)
        }
        None => (words.plain("backup-unreadable"), String::new()),
    };
    BackupRow {
        name: backup.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        when: words.when(backup.at, now, calendar),
        why: words.plain(match backup.occasion {
            Occasion::Change => "backup-why-change",
            Occasion::Migration => "backup-why-migration",
            Occasion::Import => "backup-why-import",
            Occasion::Restore => "backup-why-restore",
            Occasion::Asked => "backup-why-asked",
        }),
        holds,
        last,
        readable: content.is_some(),
    }
}
