//! The `interview` and `interviewer` tables: an interview is read and written together with its interviewers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::facts::{Interview, Interviewer, Notes};
use crate::domain::ids::{ApplicationId, ContactId, InterviewId};
use crate::error::Result;
use crate::store::row::{self, unreadable};
use crate::store::table::tombstone::bury;

/// Every interview with its interviewers.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<InterviewId, Interview>> {
    let mut interviews = row::map(c, "SELECT * FROM interview", |row| {
        let id = InterviewId(row.get("id")?);
        let interview = Interview {
            id,
            application: ApplicationId(row.get("application_id")?),
            start: row::instant(row, "starts_at")?,
            zone: row::zone(row, "zone")?.ok_or_else(|| unreadable("zone"))?,
            minutes: row.get("minutes")?,
            interviewers: Vec::new(),
            follow_up_on: row::date(row, "follow_up_on")?,
            reply_promised_by: row::date(row, "reply_promised_by")?,
            notes: Notes {
                shared: row.get("shared")?,
                wished: row.get("wished")?,
                seeking: row.get("seeking")?,
                strengths: row.get("strengths")?,
            },
            cancelled: row.get("cancelled")?,
            created_at: row::instant(row, "created_at")?,
        };
        Ok((id, interview))
    })?;
    let people = row::map(c, "SELECT * FROM interviewer", |row| {
        let key = (row.get::<i64>("interview_id")?, row.get::<i64>("position")?, row.get::<i64>("id")?);
        let person = Interviewer {
            contact: ContactId(row.get("contact_id")?),
            spoke_about: row.get("spoke_about")?,
            created_at: row::instant(row, "created_at")?,
        };
        Ok((key, person))
    })?;
    for ((interview, _, _), person) in people {
        if let Some(interview) = interviews.get_mut(&InterviewId(interview)) {
            interview.interviewers.push(person);
        }
    }
    Ok(interviews)
}

/// Adds an interview with its interviewers; `interview.id` is ignored.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, interview: &Interview, now: DateTime<Utc>) -> Result<InterviewId> {
    c.execute(
        "INSERT INTO interview (uid, application_id, starts_at, zone, minutes, follow_up_on, reply_promised_by,
           shared, wished, seeking, strengths, cancelled, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)",
        params![
            row::next_uid(),
            interview.application.0,
            interview.start.timestamp(),
            interview.zone.name(),
            interview.minutes,
            interview.follow_up_on.map(|d| d.to_string()),
            interview.reply_promised_by.map(|d| d.to_string()),
            interview.notes.shared,
            interview.notes.wished,
            interview.notes.seeking,
            interview.notes.strengths,
            interview.cancelled,
            now.timestamp(),
        ],
    )?;
    let id = InterviewId(c.last_insert_rowid());
    set_interviewers(c, id, &interview.interviewers, now)?;
    Ok(id)
}

/// Changes an interview and its interviewers.
///
/// # Errors
/// The database's own.
pub fn update(c: &Connection, interview: &Interview, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "UPDATE interview SET starts_at = ?2, zone = ?3, minutes = ?4, follow_up_on = ?5, reply_promised_by = ?6,
           shared = ?7, wished = ?8, seeking = ?9, strengths = ?10, cancelled = ?11, modified_at = ?12
         WHERE id = ?1",
        params![
            interview.id.0,
            interview.start.timestamp(),
            interview.zone.name(),
            interview.minutes,
            interview.follow_up_on.map(|d| d.to_string()),
            interview.reply_promised_by.map(|d| d.to_string()),
            interview.notes.shared,
            interview.notes.wished,
            interview.notes.seeking,
            interview.notes.strengths,
            interview.cancelled,
            now.timestamp(),
        ],
    )?;
    set_interviewers(c, interview.id, &interview.interviewers, now)
}

/// Deletes an interview with its interviewers and leaves tombstones.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, id: InterviewId, now: DateTime<Utc>) -> Result<()> {
    bury(c, "interviewer", "interview_id", id.0, now)?;
    bury(c, "interview", "id", id.0, now).map(drop)
}

/// Makes the rows match the interviewers, keeping the rows of those who stay.
fn set_interviewers(c: &Connection, interview: InterviewId, people: &[Interviewer], now: DateTime<Utc>) -> Result<()> {
    let kept = serde_json::Value::from(people.iter().map(|p| p.contact.0).collect::<Vec<_>>()).to_string();
    c.execute(
        "INSERT INTO tombstone (uid, at) SELECT uid, ?3 FROM interviewer
         WHERE interview_id = ?1 AND contact_id NOT IN (SELECT value FROM json_each(?2))",
        params![interview.0, kept, now.timestamp()],
    )?;
    c.execute(
        "DELETE FROM interviewer
         WHERE interview_id = ?1 AND contact_id NOT IN (SELECT value FROM json_each(?2))",
        params![interview.0, kept],
    )?;
    for (position, person) in people.iter().enumerate() {
        c.execute(
            "INSERT INTO interviewer (uid, interview_id, contact_id, position, spoke_about, created_at, modified_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
             ON CONFLICT (interview_id, contact_id) DO UPDATE
             SET position = excluded.position, spoke_about = excluded.spoke_about, modified_at = excluded.modified_at
             WHERE position <> excluded.position OR spoke_about <> excluded.spoke_about",
            params![
                row::next_uid(),
                interview.0,
                person.contact.0,
                position as i64,
                person.spoke_about,
                now.timestamp()
            ],
        )?;
    }
    Ok(())
}
