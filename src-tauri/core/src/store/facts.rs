//! Reads everything that was recorded.

use rusqlite::Connection;

use crate::domain::facts::Facts;
use crate::error::Result;
use crate::store::sample;
use crate::store::table::{applications, closures, companies, contacts, interviews, replies, skips, snoozes, touches};

/// Everything that was recorded.
///
/// # Errors
/// The database's own, or a row that cannot be read as a fact.
pub fn facts(c: &Connection) -> Result<Facts> {
    Ok(Facts {
        contacts: contacts::all(c)?,
        companies: companies::all(c)?,
        applications: applications::all(c)?,
        interviews: interviews::all(c)?,
        touches: touches::all(c)?,
        replies: replies::all(c)?,
        skips: skips::all(c)?,
        snoozes: snoozes::all(c)?,
        closures: closures::all(c)?,
        samples: sample::all(c)?,
    })
}
