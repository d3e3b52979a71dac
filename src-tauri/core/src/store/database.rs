//! The database: one file, one connection for each process, and two ways in. `read` sees a snapshot, `write` is all or
//! nothing.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior, ffi};

use super::files::FILE_NAME;
use super::session::{self, Session};
use super::{check, journal, migration, open, rows};
use crate::error::{Code, Error, Result};
use crate::store::lock::FolderLock;
use crate::store::replace::Candidate;

/// An open database. It cannot be cloned; share it behind an `Arc`.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    memory: session::Memory,
    folder: PathBuf,
    /// The database's file. Declared after the connection, because closing it would give up the connection's locks.
    file: File,
    /// Declared after the connection, so that it is dropped after it.
    _lock: FolderLock,
}

impl Store {
    /// Opens the database in a data folder and brings its schema up to date, after a backup. The folder (mode 0700) and
    /// the database (mode 0600) are made if they are missing.
    ///
    /// # Errors
    /// `Damaged` when the file is damaged, empty, or gone, `Foreign` or `Newer` when it is of another program or from a
    /// newer version: it is left untouched, and a backup can replace it ([`crate::store::replace::replace`]). Else when
    /// the folder cannot be made, or a migration fails (which is then undone).
    pub fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self> {
        let (connection, file, lock) = open::open(folder, now)?;
        journal::install(&connection)?;
        let memory = session::Memory::default();
        Ok(Store { connection: Mutex::new(connection), memory, folder: folder.to_owned(), file, _lock: lock })
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the file that is open is the one in the data folder; it is not if somebody moved or deleted that, or put
    /// another in its place.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        leads_to(&self.folder.join(FILE_NAME), &self.file)
    }

    /// Refuses to save into a file that nobody will open again.
    fn stay_in_place(&self) -> Result<()> {
        if self.is_in_place() { Ok(()) } else { Err(Error::conflict("error-records-replaced")) }
    }

    /// Runs a closure on one consistent snapshot.
    ///
    /// # Errors
    /// What the closure returns, or the database's own.
    pub fn read<T>(&self, f: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        let value = f(&Session::new(&tx, &self.memory))?;
        tx.commit()?;
        Ok(value)
    }

    /// Runs a closure in one transaction: committed when it returns a value, rolled back when it returns an error.
    ///
    /// # Errors
    /// What the closure returns, or the database's own.
    pub fn write<T>(&self, f: impl FnOnce(&Session<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = f(&Session::new(&tx, &self.memory))?;
        self.stay_in_place()?;
        commit(tx)?;
        Ok(value)
    }

    /// A number that changes when another process commits (`PRAGMA data_version`).
    ///
    /// # Errors
    /// The database's own.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.lock().pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Writes the database anew and empties the write-ahead log, so that nothing deleted is left in either.
    /// `secure_delete` alone overwrites a deleted row where it was last, but not earlier copies of it on pages that
    /// have since been reorganised.
    ///
    /// # Errors
    /// The database's own: another process is in the way, or the disk is full. The records are unchanged then.
    pub fn scrub(&self) -> Result<()> {
        let connection = self.lock();
        connection.execute_batch("VACUUM")?;
        let busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy { Err(Error::conflict("error-store-busy").with("detail", "busy")) } else { Ok(()) }
    }

    /// Replaces everything by what a candidate holds, while other programs have the database open; they see one commit.
    /// `before` runs on a read-only connection, at a time when nobody else can write and nothing has changed yet;
    /// `after`, with what `before` returned, in the same transaction as the replacement.
    ///
    /// # Errors
    /// Those of `before` and `after`, or the database's own; nothing is changed then.
    pub fn replace<T, U>(
        &self,
        candidate: &Candidate,
        before: impl FnOnce(&Connection) -> Result<T>,
        after: impl FnOnce(&Session<'_>, T) -> Result<U>,
    ) -> Result<U> {
        let source = candidate.open()?;
        let schema = migration::schema(migration::CURRENT)?;
        let mut connection = self.lock();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seen = before(&check::read_only(&self.folder.join(FILE_NAME))?)?;
        // Rows refer to each other; their references need to hold only at the end.
        tx.pragma_update(None, "defer_foreign_keys", true)?;
        rows::clear(&tx, &schema.tables)?;
        rows::copy(&source, &tx, &schema.tables)?;
        let value = after(&Session::new(&tx, &self.memory), seen)?;
        self.stay_in_place()?;
        commit(tx)?;
        Ok(value)
    }

    /// Closes the database at the end of a process. The remembered facts are not freed but left to the system, which
    /// takes them back at once; freeing a hundred thousand people one by one takes a while.
    pub fn close(self) {
        drop(self.connection);
        std::mem::forget(self.memory);
    }

    /// A panic in a closure rolls its transaction back, so the connection behind a poisoned lock is sound.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a path still leads to a file that is open, and that says of itself what the open database does: a backup that
/// was copied over it says that it has no write-ahead log.
#[cfg(unix)]
fn leads_to(path: &Path, open: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |found: std::io::Result<std::fs::Metadata>| found.ok().map(|file| (file.dev(), file.ino()));
    id(path.metadata()) == id(open.metadata()) && super::files::is_of_log_mode(open) != Some(false)
}

/// Windows does not let anybody replace a file that is open.
#[cfg(not(unix))]
fn leads_to(_path: &Path, _open: &File) -> bool {
    true
}

/// Commits a change. If the disk fails in the last step, the change lies complete in the write-ahead log, and may count
/// once the log is read anew.
fn commit(tx: Transaction<'_>) -> Result<()> {
    tx.commit().map_err(|error| match error.sqlite_error().map(|failure| failure.extended_code) {
        Some(ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC) => {
            Error { code: Code::Store, ..Error::conflict("error-store-uncertain") }.with("detail", error.to_string())
        }
        _ => error.into(),
    })
}

/// The version of SQLite that the program contains.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
