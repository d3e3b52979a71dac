//! Sample data: made-up records to try the app with. They are records like all others; a mark in their uids lets them
//! be removed again.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::facts::Samples;
use crate::domain::ids::{ApplicationId, ContactId, InterviewId};
use crate::error::Result;

/// A record to be marked as sample data.
#[derive(Clone, Copy, Debug)]
pub enum Made {
    /// A person.
    Contact(ContactId),
    /// An application.
    Application(ApplicationId),
    /// An interview.
    Interview(InterviewId),
}

/// Marks a record as sample data.
///
/// # Errors
/// The database's own.
pub fn mark(c: &Connection, made: Made) -> Result<()> {
    let (table, id) = match made {
        Made::Contact(id) => ("contact", id.0),
        Made::Application(id) => ("application", id.0),
        Made::Interview(id) => ("interview", id.0),
    };
    c.execute(&format!("UPDATE {table} SET uid = 'sample-' || uid WHERE id = ?1"), [id])?;
    Ok(())
}

/// Turns a sample person into a real one, because something real was recorded about them.
///
/// # Errors
/// The database's own.
pub fn unmark(c: &Connection, contact: ContactId) -> Result<()> {
    let sql = "UPDATE contact SET uid = ?2 WHERE id = ?1 AND uid >= 'sample-' AND uid < 'sample.'";
    c.execute(sql, rusqlite::params![contact.0, super::row::next_uid()])?;
    Ok(())
}

/// Whether a uid marks its record as sample data.
#[must_use]
pub fn is_mark(uid: &str) -> bool {
    uid.starts_with("sample-")
}

/// All records marked as sample data.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<Samples> {
    Ok(Samples {
        contacts: marked(c, "contact")?.into_iter().map(ContactId).collect(),
        applications: marked(c, "application")?.into_iter().map(ApplicationId).collect(),
        interviews: marked(c, "interview")?.into_iter().map(InterviewId).collect(),
    })
}

/// The ids of the marked records. The prefix is searched for as a range, so that the index of uids is used.
fn marked(c: &Connection, table: &str) -> Result<BTreeSet<i64>> {
    let sql = format!("SELECT id FROM {table} WHERE uid >= 'sample-' AND uid < 'sample.'");
    let mut statement = c.prepare_cached(&sql)?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
