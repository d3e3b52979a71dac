//! The `touch` table: what the user did.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::facts::Touch;
use crate::domain::ids::{ApplicationId, ContactId, TouchId};
use crate::error::Result;
use crate::store::row::{self, unreadable};
use crate::store::step_column;
use crate::store::table::tombstone::bury;

/// Every touch.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<TouchId, Touch>> {
    row::map(c, "SELECT * FROM touch", |row| {
        let id = TouchId(row.get("id")?);
        let step: Option<String> = row.get("step")?;
        let touch = Touch {
            id,
            application: ApplicationId(row.get("application_id")?),
            contact: row.get::<Option<i64>>("contact_id")?.map(ContactId),
            kind: row::code(row, "kind")?,
            channel: row::code(row, "channel")?,
            at: row::instant(row, "at")?,
            outcome: row::code(row, "outcome")?,
            note: row.get("note")?,
            step: step.map(|s| s.parse().map_err(|_| unreadable("step"))).transpose()?,
            guarded: row.get("guarded")?,
            created_at: row::instant(row, "created_at")?,
        };
        Ok((id, touch))
    })
}

/// Adds a touch; `touch.id` is ignored.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, touch: &Touch, now: DateTime<Utc>) -> Result<TouchId> {
    c.execute(
        "INSERT INTO touch (uid, application_id, contact_id, kind, channel, at, outcome, note, step, guarded,
           created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
        params![
            row::next_uid(),
            touch.application.0,
            touch.contact.map(|c| c.0),
            touch.kind.code(),
            touch.channel.code(),
            touch.at.timestamp(),
            touch.outcome.code(),
            touch.note,
            touch.step.map(|s| s.to_string()),
            touch.guarded,
            now.timestamp(),
        ],
    )?;
    Ok(TouchId(c.last_insert_rowid()))
}

/// Deletes a touch and leaves a tombstone. False when there is none.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, id: TouchId, now: DateTime<Utc>) -> Result<bool> {
    Ok(bury(c, "touch", "id", id.0, now)? > 0)
}

/// Removes the traces of a person from touches: their notes, and, unless `kept`, which contact it was.
///
/// # Errors
/// The database's own.
pub fn forget_contact(c: &Connection, contact: ContactId, kept: bool, now: DateTime<Utc>) -> Result<()> {
    // Only the key of a thank-you names a person.
    c.execute(
        "UPDATE touch SET contact_id = ?2, note = '', modified_at = ?3,
           step = CASE WHEN ?2 IS NULL AND step LIKE 'thank_you:%' THEN NULL ELSE step END
         WHERE contact_id = ?1",
        params![contact.0, kept.then_some(contact.0), now.timestamp()],
    )?;
    Ok(())
}

/// Makes one person's touches those of another, with the steps they were for.
///
/// # Errors
/// The database's own.
pub fn hand_over(c: &Connection, from: ContactId, to: ContactId, now: DateTime<Utc>) -> Result<()> {
    let sql = "UPDATE touch SET contact_id = ?2, modified_at = ?3 WHERE contact_id = ?1";
    c.execute(sql, params![from.0, to.0, now.timestamp()])?;
    step_column::hand_over(c, "touch", from, to, now)
}
