//! The `reminder` table: the index of reminders to come. It is derived, and brought up to date with every change of a
//! fact.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::reminder::Occurrence;
use crate::error::Result;
use crate::store::row::{self, unreadable};

/// Makes the index hold exactly these occurrences, writing only what differs. Returns whether anything did.
///
/// # Errors
/// The database's own.
pub fn replace(c: &Connection, fresh: &[Occurrence]) -> Result<bool> {
    let old = all(c)?;
    let fresh: BTreeMap<&str, &Occurrence> = fresh.iter().map(|o| (o.name.as_str(), o)).collect();
    let mut changed = false;
    for name in old.keys().filter(|name| !fresh.contains_key(name.as_str())) {
        c.execute("DELETE FROM reminder WHERE occurrence = ?1", [name])?;
        changed = true;
    }
    for (name, occurrence) in fresh {
        if old.get(name) != Some(occurrence) {
            c.execute(
                "INSERT OR REPLACE INTO reminder (occurrence, step, planned_at, deliver_at, ends_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    name,
                    occurrence.step.to_string(),
                    occurrence.planned_at.timestamp(),
                    occurrence.deliver_at.timestamp(),
                    occurrence.ends_at.map(|at| at.timestamp()),
                ],
            )?;
            changed = true;
        }
    }
    Ok(changed)
}

/// The whole index by name.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<String, Occurrence>> {
    row::map(c, "SELECT * FROM reminder", |row| {
        let name: String = row.get("occurrence")?;
        let ends_at: Option<i64> = row.get("ends_at")?;
        let occurrence = Occurrence {
            name: name.clone(),
            step: row.get::<String>("step")?.parse().map_err(|_| unreadable("step"))?,
            planned_at: row::instant(row, "planned_at")?,
            deliver_at: row::instant(row, "deliver_at")?,
            ends_at: ends_at.and_then(|at| DateTime::<Utc>::from_timestamp(at, 0)),
        };
        Ok((name, occurrence))
    })
}
