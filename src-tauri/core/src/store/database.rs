//! The database: one file, one connection for each process, and two ways in. `read` sees a snapshot, `write` is all or
//! nothing.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::backup::Backup as Copying;
use rusqlite::{Connection, TransactionBehavior};

use super::files::FILE_NAME;
use super::session::{self, Session};
use super::{backup, check, journal, open};
use crate::error::{Error, Result};
use crate::store::lock::FolderLock;
use crate::store::replace::Candidate;

/// An open database. It cannot be cloned; share it behind an `Arc`.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    memory: session::Memory,
    folder: PathBuf,
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
        let (connection, lock) = open::open(folder, now)?;
        journal::install(&connection)?;
        let memory = session::Memory::default();
        Ok(Store { connection: Mutex::new(connection), memory, folder: folder.to_owned(), _lock: lock })
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
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
        tx.commit()?;
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
    /// `before` runs on a read-only connection, at a time when nobody else can write and nothing has changed yet. If it
    /// fails, so does this.
    ///
    /// # Errors
    /// Those of `before`, or the database's own; nothing is changed then.
    pub fn replace<T>(&self, candidate: &Candidate, before: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let source = candidate.open()?;
        let mut connection = self.lock();
        let copying = Copying::new(&source, &mut connection)?;
        // Copying the first page takes the write lock.
        backup::step(&copying, 1)?;
        let value = before(&check::read_only(&self.folder.join(FILE_NAME))?)?;
        backup::run(&copying)?;
        drop(copying);
        self.memory.forget();
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

/// The version of SQLite that the program contains.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
