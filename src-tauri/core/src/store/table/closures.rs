//! The `closure` table: when an application was closed or reopened.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::codes::CloseOutcome;
use crate::domain::facts::Closure;
use crate::domain::ids::{ApplicationId, ClosureId};
use crate::error::Result;
use crate::store::row;

/// Every closing and reopening.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<ClosureId, Closure>> {
    row::map(c, "SELECT * FROM closure", |row| {
        let id = ClosureId(row.get("id")?);
        let closure = Closure {
            id,
            application: ApplicationId(row.get("application_id")?),
            at: row::instant(row, "at")?,
            outcome: row::code_or_none(row, "outcome")?,
            created_at: row::instant(row, "created_at")?,
        };
        Ok((id, closure))
    })
}

/// Records a closing, or a reopening if there is no outcome.
///
/// # Errors
/// The database's own.
pub fn insert(
    c: &Connection,
    application: ApplicationId,
    at: DateTime<Utc>,
    outcome: Option<CloseOutcome>,
    now: DateTime<Utc>,
) -> Result<ClosureId> {
    c.execute(
        "INSERT INTO closure (uid, application_id, at, outcome, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
        params![row::next_uid(), application.0, at.timestamp(), outcome.map(|o| o.code()), now.timestamp()],
    )?;
    Ok(ClosureId(c.last_insert_rowid()))
}
