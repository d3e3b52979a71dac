//! The `company` table: each company once, by its folded name.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::facts::{Company, company_key};
use crate::domain::ids::CompanyId;
use crate::error::Result;
use crate::store::row;

/// Every company.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<CompanyId, Company>> {
    row::map(c, "SELECT id, name FROM company", |row| {
        let id = CompanyId(row.get("id")?);
        Ok((id, Company { id, name: row.get("name")? }))
    })
}

/// The company of this name, which is added if it is new.
///
/// # Errors
/// The database's own.
pub fn find_or_insert(c: &Connection, name: &str, now: DateTime<Utc>) -> Result<CompanyId> {
    let folded = company_key(name);
    let found: Option<i64> =
        c.query_row("SELECT id FROM company WHERE folded = ?1", [&folded], |row| row.get(0)).optional()?;
    if let Some(id) = found {
        return Ok(CompanyId(id));
    }
    c.execute(
        "INSERT INTO company (uid, name, folded, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        params![row::next_uid(), name, folded, now.timestamp()],
    )?;
    Ok(CompanyId(c.last_insert_rowid()))
}
