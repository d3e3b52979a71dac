//! The `skip` table: steps that the user skipped.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, params};

use crate::domain::facts::Skip;
use crate::domain::ids::{ContactId, SkipId};
use crate::domain::step::StepKey;
use crate::error::Result;
use crate::store::row::{self, unreadable};
use crate::store::step_column;
use crate::store::table::tombstone::bury;

/// Every skip.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<SkipId, Skip>> {
    row::map(c, "SELECT * FROM skip", |row| {
        let id = SkipId(row.get("id")?);
        let planned_for = row::date(row, "planned_for")?.ok_or_else(|| unreadable("planned_for"))?;
        Ok((id, Skip { id, step: step_column::read(row)?, at: row::instant(row, "at")?, planned_for }))
    })
}

/// Records a skip.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, step: StepKey, planned_for: NaiveDate, now: DateTime<Utc>) -> Result<SkipId> {
    c.execute(
        "INSERT INTO skip (uid, step, at, planned_for, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?3, ?3)",
        params![row::next_uid(), step.to_string(), now.timestamp(), planned_for.to_string()],
    )?;
    Ok(SkipId(c.last_insert_rowid()))
}

/// Deletes a skip and leaves a tombstone.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, id: SkipId, now: DateTime<Utc>) -> Result<()> {
    bury(c, "skip", "id", id.0, now).map(drop)
}

/// Makes the skipped thank-yous to one person those to another.
///
/// # Errors
/// The database's own.
pub fn hand_over(c: &Connection, from: ContactId, to: ContactId, now: DateTime<Utc>) -> Result<()> {
    step_column::hand_over(c, "skip", from, to, now)
}
