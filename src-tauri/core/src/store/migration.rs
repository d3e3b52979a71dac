//! Brings the schema up to date with numbered SQL files, to which new ones are only ever added, in one transaction. A
//! file of another program or of a newer version is refused and left as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection, TransactionBehavior};

use crate::error::{Code, Error, Result};

/// The `application_id` that marks a database as ours: "AFTW".
pub const APPLICATION_ID: i32 = 0x4146_5457;

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_facts.sql"),
    include_str!("../../migrations/0002_templates.sql"),
    include_str!("../../migrations/0003_imports.sql"),
];

/// Refuses a file that is not ours.
pub(super) fn check(c: &Connection, file: &Path) -> Result<()> {
    let refuse = |code, message, detail: &str| {
        let error = Error { code, ..Error::damaged(message) };
        Err(error.with("path", file.display().to_string()).with("detail", detail))
    };
    let c = c.unchecked_transaction()?;
    let id: i32 = c.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        let things: i64 = c.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        return match (id, things) {
            // The file has only a few bytes, or a first page of zeroes.
            (0, 0) => Err(Error::damaged("error-store-damaged").with("detail", "nothing is in it")),
            _ => refuse(Code::Foreign, "error-store-foreign", "of another program"),
        };
    }
    if version(&c)? > MIGRATIONS.len() {
        return refuse(Code::Newer, "error-store-newer", "from a newer version");
    }
    Ok(())
}

/// Whether the schema is older than this program's.
pub(super) fn is_behind(c: &Connection) -> Result<bool> {
    Ok(version(c)? < MIGRATIONS.len())
}

/// The version of this program's schema.
pub(super) const CURRENT: usize = MIGRATIONS.len();

/// Whether the schema is newer than this program's.
pub(super) fn is_ahead(c: &Connection) -> Result<bool> {
    Ok(version(c)? > MIGRATIONS.len())
}

/// Runs the missing migrations. `each` is called after every statement with the number of statements so far.
///
/// # Errors
/// The database's own; all of it is then rolled back.
pub fn migrate(c: &mut Connection, each: &mut dyn FnMut(usize)) -> Result<()> {
    migrate_to(c, CURRENT, each)
}

/// Runs the missing migrations up to a version.
///
/// # Errors
/// Those of [`migrate`].
pub(super) fn migrate_to(c: &mut Connection, to: usize, each: &mut dyn FnMut(usize)) -> Result<()> {
    if version(c)? >= to {
        return Ok(());
    }
    let tx = c.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut count = 0;
    // Another process may have migrated in the meantime.
    for sql in MIGRATIONS.iter().take(to).skip(version(&tx)?) {
        let mut batch = Batch::new(&tx, sql);
        while let Some(mut statement) = batch.next()? {
            statement.execute([])?;
            count += 1;
            each(count);
        }
    }
    tx.pragma_update(None, "user_version", to as i64)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    each(count + 1);
    tx.commit()?;
    each(count + 2);
    Ok(())
}

/// A part of a schema: its kind, its name, and the SQL that made it.
pub(super) type Part = (String, String, Option<String>);

/// The parts of a database's schema.
pub(super) fn parts(c: &Connection) -> Result<BTreeSet<Part>> {
    let mut statement = c.prepare("SELECT type, name, sql FROM main.sqlite_schema")?;
    let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(parts.collect::<rusqlite::Result<_>>()?)
}

/// The schema of a version.
#[derive(Debug)]
pub(super) struct Schema {
    /// All its parts.
    pub(super) parts: BTreeSet<Part>,
    /// Its tables, each after those it refers to; those of SQLite's own are left out.
    pub(super) tables: Vec<String>,
}

/// The schema of a version, made once in the life of the process.
pub(super) fn schema(version: usize) -> Result<Arc<Schema>> {
    static KNOWN: Mutex<BTreeMap<usize, Arc<Schema>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(schema) = known.get(&version) {
        return Ok(Arc::clone(schema));
    }
    let mut empty = Connection::open_in_memory()?;
    migrate_to(&mut empty, version, &mut |_| ())?;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let tables = empty.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let schema = Arc::new(Schema { parts: parts(&empty)?, tables });
    known.insert(version, Arc::clone(&schema));
    Ok(schema)
}

/// The version of a database's schema.
pub(super) fn version(c: &Connection) -> Result<usize> {
    let version: i64 = c.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}
