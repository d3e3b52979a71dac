//! The `reply` table: what the company answered.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::facts::Reply;
use crate::domain::ids::{ApplicationId, ContactId, ReplyId};
use crate::error::Result;
use crate::store::row;
use crate::store::table::tombstone::bury;

/// Every reply.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<ReplyId, Reply>> {
    row::map(c, "SELECT * FROM reply", |row| {
        let id = ReplyId(row.get("id")?);
        let reply = Reply {
            id,
            application: ApplicationId(row.get("application_id")?),
            contact: row.get::<Option<i64>>("contact_id")?.map(ContactId),
            at: row::instant(row, "at")?,
            meaning: row::code(row, "meaning")?,
            follow_up_on: row::date(row, "follow_up_on")?,
            reply_promised_by: row::date(row, "reply_promised_by")?,
            stands: row.get("stands")?,
            note: row.get("note")?,
            created_at: row::instant(row, "created_at")?,
        };
        Ok((id, reply))
    })
}

/// Adds a reply; `reply.id` is ignored.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, reply: &Reply, now: DateTime<Utc>) -> Result<ReplyId> {
    c.execute(
        "INSERT INTO reply (uid, application_id, contact_id, at, meaning, follow_up_on, reply_promised_by, stands,
           note, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)",
        params![
            row::next_uid(),
            reply.application.0,
            reply.contact.map(|c| c.0),
            reply.at.timestamp(),
            reply.meaning.code(),
            reply.follow_up_on.map(|d| d.to_string()),
            reply.reply_promised_by.map(|d| d.to_string()),
            reply.stands,
            reply.note,
            now.timestamp(),
        ],
    )?;
    Ok(ReplyId(c.last_insert_rowid()))
}

/// Deletes a reply and leaves a tombstone. False when there is none.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, id: ReplyId, now: DateTime<Utc>) -> Result<bool> {
    Ok(bury(c, "reply", "id", id.0, now)? > 0)
}

/// Removes the traces of a person from replies: what the company said and the notes, and, unless `kept`, which contact
/// it was.
///
/// # Errors
/// The database's own.
pub fn forget_contact(c: &Connection, contact: ContactId, kept: bool, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "UPDATE reply SET contact_id = ?2, stands = '', note = '', modified_at = ?3 WHERE contact_id = ?1",
        params![contact.0, kept.then_some(contact.0), now.timestamp()],
    )?;
    Ok(())
}

/// Makes one person's replies those of another.
///
/// # Errors
/// The database's own.
pub fn hand_over(c: &Connection, from: ContactId, to: ContactId, now: DateTime<Utc>) -> Result<()> {
    let sql = "UPDATE reply SET contact_id = ?2, modified_at = ?3 WHERE contact_id = ?1";
    c.execute(sql, params![from.0, to.0, now.timestamp()])?;
    Ok(())
}
