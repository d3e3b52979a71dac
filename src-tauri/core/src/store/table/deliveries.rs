//! The `delivery` table: the ledger of reminders that were claimed and posted. A claim is committed before the
//! notification is sent, and marked as posted after that. So a crash between the two costs at most one duplicate and
//! never a loss (docs/rules.md, Delivery).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, params};

use crate::domain::ids::ContactId;
use crate::domain::reminder::{Occurrence, number_of};
use crate::domain::step::StepKey;
use crate::error::Result;
use crate::store::row::{self, unreadable};
use crate::store::table::status::{self, StatusKey};

/// A notification that was posted and, as far as we know, is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenNotice {
    /// Its tag: the key of a step, or the name of a digest.
    pub notice: String,
    /// The steps it is about, each with the moment its first reminder was planned for.
    pub steps: Vec<(StepKey, DateTime<Utc>)>,
    /// The id the notification server gave it.
    pub server_id: u32,
    /// The server's unique name on the bus.
    pub server_owner: String,
    /// When it was claimed, by the clock of that time.
    pub claimed_at: DateTime<Utc>,
}

/// The names of all occurrences in the ledger.
///
/// # Errors
/// The database's own.
pub fn names(c: &Connection) -> Result<BTreeSet<String>> {
    Ok(row::map(c, "SELECT occurrence FROM delivery", |row| Ok((row.get("occurrence")?, ())))?.into_keys().collect())
}

/// The reminders that were claimed while the user was in another zone: step, number, and when they were planned for.
///
/// # Errors
/// The database's own.
pub fn elsewhere(c: &Connection, zone: Tz) -> Result<Vec<(StepKey, String, DateTime<Utc>)>> {
    let rows = row::map(c, "SELECT * FROM delivery", |row| {
        let name: String = row.get("occurrence")?;
        let step: StepKey = row.get::<String>("step")?.parse().map_err(|_| unreadable("step"))?;
        let here = row.get::<String>("zone")? == zone.name();
        let number = number_of(&name).to_owned();
        Ok((name, (here, (step, number, row::instant(row, "planned_at")?))))
    })?;
    Ok(rows.into_values().filter(|(here, _)| !here).map(|(_, delivered)| delivered).collect())
}

/// Claims occurrences for one notice. From then on nothing else may post them.
///
/// # Errors
/// The database's own; also if an occurrence was claimed already.
pub fn claim(c: &Connection, notice: &str, occurrences: &[Occurrence], zone: Tz, now: DateTime<Utc>) -> Result<()> {
    for occurrence in occurrences {
        c.execute(
            "INSERT INTO delivery (occurrence, step, notice, planned_at, zone, state, claimed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'posting', ?6)",
            params![
                occurrence.name,
                occurrence.step.to_string(),
                notice,
                occurrence.planned_at.timestamp(),
                zone.name(),
                now.timestamp()
            ],
        )?;
    }
    Ok(())
}

/// Marks a claimed notice as posted. Earlier deliveries under the same tag that are still open belong to it from then
/// on.
///
/// # Errors
/// The database's own.
pub fn mark_posted(c: &Connection, notice: &str, server_id: u32, owner: &str, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "UPDATE delivery SET state = 'posted', posted_at = ?2, server_id = ?3, server_owner = ?4, closed_at = NULL
         WHERE notice = ?1 AND (state = 'posting' OR closed_at IS NULL)",
        params![notice, now.timestamp(), server_id, owner],
    )?;
    Ok(())
}

/// Releases what was claimed but not posted: all of it after a crash, or one notice after a failure.
///
/// # Errors
/// The database's own.
pub fn release(c: &Connection, notice: Option<&str>) -> Result<usize> {
    Ok(c.execute("DELETE FROM delivery WHERE state = 'posting' AND (?1 IS NULL OR notice = ?1)", [notice])?)
}

/// Forgets a notice that was marked as posted and is not on the screen after all, so that it is posted again.
///
/// # Errors
/// The database's own.
pub fn forget_open(c: &Connection, notice: &str) -> Result<usize> {
    Ok(c.execute("DELETE FROM delivery WHERE notice = ?1 AND closed_at IS NULL", [notice])?)
}

/// Forgets every delivery that was claimed later than a moment.
///
/// # Errors
/// The database's own.
pub fn forget_after(c: &Connection, moment: DateTime<Utc>) -> Result<usize> {
    Ok(c.execute("DELETE FROM delivery WHERE claimed_at > ?1", [moment.timestamp()])?)
}

/// Whether any delivery was claimed later than a moment.
///
/// # Errors
/// The database's own.
pub fn any_after(c: &Connection, moment: DateTime<Utc>) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM delivery WHERE claimed_at > ?1)";
    Ok(c.query_row(sql, [moment.timestamp()], |row| row.get(0))?)
}

/// Marks a notice as no longer on the screen.
///
/// # Errors
/// The database's own.
pub fn mark_closed(c: &Connection, notice: &str, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "UPDATE delivery SET closed_at = ?2 WHERE notice = ?1 AND closed_at IS NULL AND state = 'posted'",
        params![notice, now.timestamp()],
    )?;
    Ok(())
}

/// The notices that may still be on the screen.
///
/// # Errors
/// The database's own.
pub fn open(c: &Connection) -> Result<Vec<OpenNotice>> {
    let rows = row::map(c, "SELECT * FROM delivery WHERE closed_at IS NULL AND state = 'posted'", |row| {
        let key = (row.get::<String>("notice")?, row.get::<String>("occurrence")?);
        let step: StepKey = row.get::<String>("step")?.parse().map_err(|_| unreadable("step"))?;
        let server = (row.get::<Option<u32>>("server_id")?, row.get::<Option<String>>("server_owner")?);
        Ok((key, (step, row::instant(row, "planned_at")?, server, row::instant(row, "claimed_at")?)))
    })?;
    let mut open: BTreeMap<String, OpenNotice> = BTreeMap::new();
    for ((notice, _), (step, planned, (id, owner), claimed_at)) in rows {
        let entry = open.entry(notice.clone()).or_insert_with(|| OpenNotice {
            notice,
            steps: Vec::new(),
            server_id: id.unwrap_or(0),
            server_owner: owner.unwrap_or_default(),
            claimed_at,
        });
        match entry.steps.iter_mut().find(|(key, _)| *key == step) {
            Some((_, first)) => *first = planned.min(*first),
            None => entry.steps.push((step, planned)),
        }
    }
    Ok(open.into_values().collect())
}

/// Forgets the deliveries of a notice that names somebody who was deleted, so that steps still to be done are posted
/// again without that name.
///
/// # Errors
/// The database's own.
pub fn forget_stale(c: &Connection, notice: &str, now: DateTime<Utc>) -> Result<()> {
    c.execute("DELETE FROM delivery WHERE notice = ?1", [notice])?;
    status::set(c, &StatusKey::StaleNotice(notice.to_owned()), "", now).map(drop)
}

/// Copies the deliveries of one person's thank-yous to another person, so that nothing is delivered twice. The
/// originals stay, in case the change is undone.
///
/// # Errors
/// The database's own.
pub fn copy_over(c: &Connection, from: ContactId, to: ContactId) -> Result<()> {
    c.execute(
        "INSERT OR IGNORE INTO delivery (occurrence, step, notice, planned_at, zone, state, claimed_at, posted_at,
           server_id, server_owner, closed_at)
         SELECT substr(step, 1, length(step) - length(?1)) || ?2 || substr(occurrence, length(step) + 1),
           substr(step, 1, length(step) - length(?1)) || ?2,
           notice, planned_at, zone, state, claimed_at, posted_at, server_id, server_owner, closed_at
         FROM delivery WHERE step LIKE 'thank_you:%:' || ?1",
        params![from.0.to_string(), to.0.to_string()],
    )?;
    Ok(())
}

/// When the last notice was posted.
///
/// # Errors
/// The database's own.
pub fn last_posted(c: &Connection) -> Result<Option<DateTime<Utc>>> {
    let at: Option<i64> = c.query_row("SELECT max(posted_at) FROM delivery", [], |row| row.get(0))?;
    Ok(at.and_then(|at| DateTime::from_timestamp(at, 0)))
}
