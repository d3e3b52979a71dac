//! Brings the schema up to date: numbered SQL files, append-only, all or nothing in one transaction.
//! A file of another program or of a newer version is refused and left as it is.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Code, Error, Result};

/// Marks a database as ours: "AFTW".
pub const APPLICATION_ID: i32 = 0x4146_5457;

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_facts.sql"),
    include_str!("../../migrations/0002_templates.sql"),
    include_str!("../../migrations/0003_imports.sql"),
];

/// Refuses a file that is not ours to touch. An empty file is a first run.
pub(super) fn check(c: &Connection, file: &Path) -> Result<()> {
    let refuse = |message| {
        Err(Error { code: Code::Store, message, args: vec![("path", file.display().to_string().into())], field: None })
    };
    // In one transaction: another first run may be writing the schema at this moment.
    let c = c.unchecked_transaction()?;
    let id: i32 = c.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = c.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id != APPLICATION_ID && (id != 0 || tables > 0) {
        return refuse("error-store-foreign");
    }
    if version(&c)? > MIGRATIONS.len() {
        return refuse("error-store-newer");
    }
    Ok(())
}

/// Runs what is missing.
pub(super) fn migrate(c: &mut Connection) -> Result<()> {
    if version(c)? == MIGRATIONS.len() {
        return Ok(());
    }
    let tx = c.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    for sql in MIGRATIONS.iter().skip(version(&tx)?) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.commit()?;
    Ok(())
}

fn version(c: &Connection) -> Result<usize> {
    let version: i64 = c.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}
