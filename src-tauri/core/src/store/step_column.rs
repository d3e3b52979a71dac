//! The column `step`, in which touches, skips and snoozes name the step they belong to.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::row::{Named, unreadable};
use crate::domain::ids::ContactId;
use crate::domain::step::StepKey;
use crate::error::Result;

/// The step that a row names.
///
/// # Errors
/// When the text is not the key of a step.
pub fn read(row: &Named<'_>) -> Result<StepKey> {
    row.get::<String>("step")?.parse().map_err(|_| unreadable("step"))
}

/// Makes the thank-yous to one person those to another, in one table. No other key names a person.
///
/// # Errors
/// The database's own.
pub fn hand_over(c: &Connection, table: &str, from: ContactId, to: ContactId, now: DateTime<Utc>) -> Result<()> {
    let sql = format!(
        "UPDATE {table} SET step = substr(step, 1, length(step) - length(?1)) || ?2, modified_at = ?3
         WHERE step LIKE 'thank_you:%:' || ?1"
    );
    c.execute(&sql, params![from.0.to_string(), to.0.to_string(), now.timestamp()])?;
    Ok(())
}
