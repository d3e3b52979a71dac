//! The `application` table: a role at a company, with its lead, and when and where it was applied for.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::facts::Application;
use crate::domain::ids::{ApplicationId, CompanyId, ContactId};
use crate::error::Result;
use crate::store::row;
use crate::store::table::tombstone::bury;

/// Every application.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<ApplicationId, Application>> {
    row::map(c, "SELECT * FROM application", |row| {
        let id = ApplicationId(row.get("id")?);
        let application = Application {
            id,
            company: CompanyId(row.get("company_id")?),
            role: row.get("role")?,
            lead: row.get::<Option<i64>>("lead_id")?.map(ContactId),
            applied_on: row::date(row, "applied_on")?,
            link: row.get("link")?,
        };
        Ok((id, application))
    })
}

/// The uids of all applications, for exports that the app may read again.
///
/// # Errors
/// The database's own.
pub fn uids(c: &Connection) -> Result<BTreeMap<ApplicationId, String>> {
    row::map(c, "SELECT id, uid FROM application", |row| Ok((ApplicationId(row.get("id")?), row.get("uid")?)))
}

/// Adds an application.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, company: CompanyId, role: &str, now: DateTime<Utc>) -> Result<ApplicationId> {
    c.execute(
        "INSERT INTO application (uid, company_id, role, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        params![row::next_uid(), company.0, role, now.timestamp()],
    )?;
    Ok(ApplicationId(c.last_insert_rowid()))
}

/// Changes the company, role, lead, day and link of an application.
///
/// # Errors
/// The database's own.
pub fn update(c: &Connection, application: &Application, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "UPDATE application SET company_id = ?2, role = ?3, lead_id = ?4, applied_on = ?5, link = ?6, modified_at = ?7
         WHERE id = ?1",
        params![
            application.id.0,
            application.company.0,
            application.role,
            application.lead.map(|l| l.0),
            application.applied_on.map(|date| date.to_string()),
            application.link,
            now.timestamp()
        ],
    )?;
    Ok(())
}

/// Deletes an application and its closures, and its company if it was the only application there. No interview, touch
/// or reply may refer to it any more. Leaves tombstones.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, application: &Application, now: DateTime<Utc>) -> Result<()> {
    bury(c, "closure", "application_id", application.id.0, now)?;
    bury(c, "application", "id", application.id.0, now)?;
    let company = application.company.0;
    let others =
        c.query_row("SELECT EXISTS (SELECT 1 FROM application WHERE company_id = ?1)", [company], |row| row.get(0))?;
    if others { Ok(()) } else { bury(c, "company", "id", company, now).map(drop) }
}
