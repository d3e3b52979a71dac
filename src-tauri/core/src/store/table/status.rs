//! The `health` table: how the reminders, the backups and other work fare on this machine, one value for each key. It
//! is no fact: it is neither exported nor undone.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::store::row;

/// What is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusKey {
    /// Why reminders cannot be delivered: a message id.
    Delivery,
    /// The notification service, as it calls itself.
    Server,
    /// What the notification service can do.
    Capabilities,
    /// Until when the user paused the reminders, RFC 3339.
    PausedUntil,
    /// The last backup: when it was made, what there was to back up, and its name.
    LastBackup,
    /// What stands in the way of backups, in a sentence.
    BackupProblem,
    /// What stands in the way of the calendar file, in a sentence.
    CalendarFileProblem,
    /// When the database was last looked at closely, and found sound, in seconds since 1970.
    CheckedAt,
    /// That the question whether reminders start with the session was answered.
    StartOfferAnswered,
    /// That a notice speaks of somebody who is gone, so that it is taken off the screen.
    StaleNotice(String),
}

/// What the key of a stale notice begins with.
const STALE: &str = "stale:";

/// As the column `subject` has it.
impl fmt::Display for StatusKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StatusKey::Delivery => "delivery",
            StatusKey::Server => "server",
            StatusKey::Capabilities => "capabilities",
            StatusKey::PausedUntil => "paused_until",
            StatusKey::LastBackup => "backup",
            StatusKey::BackupProblem => "backup_problem",
            StatusKey::CalendarFileProblem => "calendar_file",
            StatusKey::CheckedAt => "checked",
            StatusKey::StartOfferAnswered => "start_offer",
            StatusKey::StaleNotice(notice) => return write!(f, "{STALE}{notice}"),
        })
    }
}

/// The value of a key; none where nothing is noted.
///
/// # Errors
/// The database's own.
pub fn get(c: &Connection, key: &StatusKey) -> Result<Option<String>> {
    let sql = "SELECT value FROM health WHERE subject = ?1";
    Ok(c.query_row(sql, [key.to_string()], |row| row.get(0)).optional()?)
}

/// Notes a value; an empty one removes the note. Returns whether the value is new.
///
/// # Errors
/// The database's own.
pub fn set(c: &Connection, key: &StatusKey, value: &str, now: DateTime<Utc>) -> Result<bool> {
    if get(c, key)?.unwrap_or_default() == value {
        return Ok(false);
    }
    if value.is_empty() {
        c.execute("DELETE FROM health WHERE subject = ?1", [key.to_string()])?;
    } else {
        c.execute(
            "INSERT OR REPLACE INTO health (subject, value, at) VALUES (?1, ?2, ?3)",
            params![key.to_string(), value, now.timestamp()],
        )?;
    }
    Ok(true)
}

/// The notices that speak of somebody who is gone.
///
/// # Errors
/// The database's own.
pub fn stale_notices(c: &Connection) -> Result<BTreeSet<String>> {
    let subjects = row::map(c, "SELECT subject FROM health", |row| Ok((row.get::<String>("subject")?, ())))?;
    Ok(subjects.into_keys().filter_map(|subject| subject.strip_prefix(STALE).map(str::to_owned)).collect())
}
