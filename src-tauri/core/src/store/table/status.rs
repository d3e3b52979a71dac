//! The `health` table: the state of reminders, backups and other work on this machine, one value for each key. It is
//! not a fact, so it is neither exported nor undone.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::store::row;

/// What a value is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusKey {
    /// Why reminders cannot be delivered; holds the id of a message.
    Delivery,
    /// The name of the notification service, as it gives it.
    Server,
    /// What the notification service can do.
    Capabilities,
    /// Until when the user paused the reminders, RFC 3339.
    PausedUntil,
    /// The last backup: when it was made, the mark of what it holds, and its name.
    LastBackup,
    /// Why backups cannot be made, in a sentence.
    BackupProblem,
    /// Why the calendar file cannot be written, in a sentence.
    CalendarFileProblem,
    /// When the database last passed a full check, in seconds since 1970.
    CheckedAt,
    /// That the user has answered whether reminders should start with the session.
    StartOfferAnswered,
    /// A notice that names somebody who was deleted, and is to be taken off the screen.
    StaleNotice(String),
}

/// The beginning of the key of a stale notice.
const STALE: &str = "stale:";

/// The key as written in the column `subject`.
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

/// The value of a key; none if there is none.
///
/// # Errors
/// The database's own.
pub fn get(c: &Connection, key: &StatusKey) -> Result<Option<String>> {
    let sql = "SELECT value FROM health WHERE subject = ?1";
    Ok(c.query_row(sql, [key.to_string()], |row| row.get(0)).optional()?)
}

/// Sets a value; an empty one removes it. Returns whether the value is new.
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

/// The notices that name somebody who was deleted.
///
/// # Errors
/// The database's own.
pub fn stale_notices(c: &Connection) -> Result<BTreeSet<String>> {
    let subjects = row::map(c, "SELECT subject FROM health", |row| Ok((row.get::<String>("subject")?, ())))?;
    Ok(subjects.into_keys().filter_map(|subject| subject.strip_prefix(STALE).map(str::to_owned)).collect())
}
