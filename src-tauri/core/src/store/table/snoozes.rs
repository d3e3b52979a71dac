//! The `snooze` table: reminders that the user put off.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::facts::Snooze;
use crate::domain::ids::{ContactId, SnoozeId};
use crate::domain::step::StepKey;
use crate::error::Result;
use crate::store::table::tombstone::bury;
use crate::store::{row, step_column};

/// Every snooze.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<SnoozeId, Snooze>> {
    row::map(c, "SELECT * FROM snooze", |row| {
        let id = SnoozeId(row.get("id")?);
        Ok((id, Snooze { id, step: step_column::read(row)?, until: row::instant(row, "until")? }))
    })
}

/// Records a snooze.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, step: StepKey, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<SnoozeId> {
    c.execute(
        "INSERT INTO snooze (uid, step, until, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        params![row::next_uid(), step.to_string(), until.timestamp(), now.timestamp()],
    )?;
    Ok(SnoozeId(c.last_insert_rowid()))
}

/// Deletes a snooze and leaves a tombstone.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, id: SnoozeId, now: DateTime<Utc>) -> Result<()> {
    bury(c, "snooze", "id", id.0, now).map(drop)
}

/// Makes the snoozed thank-yous to one person those to another.
///
/// # Errors
/// The database's own.
pub fn hand_over(c: &Connection, from: ContactId, to: ContactId, now: DateTime<Utc>) -> Result<()> {
    step_column::hand_over(c, "snooze", from, to, now)
}
