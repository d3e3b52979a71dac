//! Made-up records to try the app with. They are facts like all others, told apart by their uids, so that they can be
//! taken away again.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::ids::{ApplicationId, ContactId, InterviewId};
use crate::error::Result;

/// A record to be marked as made up.
#[derive(Clone, Copy, Debug)]
pub enum Made {
    /// A person.
    Contact(ContactId),
    /// An application.
    Application(ApplicationId),
    /// An interview.
    Interview(InterviewId),
}

/// Marks a record as made up.
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

/// The applications that are made up. One that got a real interview since is the user's own.
///
/// # Errors
/// The database's own.
pub fn applications(c: &Connection) -> Result<BTreeSet<ApplicationId>> {
    let sql = "SELECT id FROM application WHERE uid LIKE 'sample-%'
         AND NOT EXISTS (SELECT 1 FROM interview WHERE application_id = application.id AND uid NOT LIKE 'sample-%')";
    let mut statement = c.prepare_cached(sql)?;
    Ok(statement.query_map([], |row| row.get(0).map(ApplicationId))?.collect::<rusqlite::Result<_>>()?)
}

/// The people who are made up.
///
/// # Errors
/// The database's own.
pub fn contacts(c: &Connection) -> Result<Vec<ContactId>> {
    let mut statement = c.prepare_cached("SELECT id FROM contact WHERE uid LIKE 'sample-%'")?;
    Ok(statement.query_map([], |row| row.get(0).map(ContactId))?.collect::<rusqlite::Result<_>>()?)
}
