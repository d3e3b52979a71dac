//! The database: one file, one connection a process, two ways in. `read` sees a snapshot, `write` is all or nothing.

use crate::store::lock::FolderLock;
use crate::store::replace::Candidate;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::backup::Backup as Copying;
use rusqlite::{Connection, TransactionBehavior};

use super::files::FILE_NAME;
use super::session::{self, Session};
use super::{backup, check, journal, open};
use crate::error::{Error, Result};

/// An open database. Clones are not needed: share it behind an `Arc`.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    memory: session::Memory,
    folder: PathBuf,
    /// After the connection: it is closed first.
    _hold: FolderLock,
}

impl Store {
    /// Opens the database in a data folder, making both if they are missing (0700 and 0600), and brings it up to date;
    /// then a backup was made before.
    ///
    /// # Errors
    /// `Damaged` when the file is damaged, empty, gone, of another program or from a newer version: it is left untouched,
    /// and a backup can take its place ([`crate::store::replace::replace`]). Else when the folder cannot be made, or a migration fails
    /// (nothing of it is kept).
    pub fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self> {
        let (connection, hold) = open::open(folder, now)?;
        journal::install(&connection)?;
        let memory = session::Memory::default();
        Ok(Store { connection: Mutex::new(connection), memory, folder: folder.to_owned(), _hold: hold })
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

    /// Writes the database anew and empties the write-ahead log, so that nothing deleted is left in either. Deleting
    /// alone overwrites a row where it stands (`secure_delete`), not where it stood before its page was filled.
    ///
    /// # Errors
    /// The database's own: another process is in the way, or the disk is full. What is recorded is as it was.
    pub fn scrub(&self) -> Result<()> {
        let connection = self.lock();
        connection.execute_batch("VACUUM")?;
        let busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy { Err(Error::conflict("error-store-busy")) } else { Ok(()) }
    }

    /// Makes everything what a candidate holds, while other programs have the database open: for them it is one commit.
    /// `before` runs when nobody else can write any more and everything still is what it was, on a connection that only
    /// reads; what it fails with, this fails with.
    ///
    /// # Errors
    /// Those of `before`, or the database's own; then nothing was changed.
    pub fn replace<T>(&self, candidate: &Candidate, before: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let source = candidate.open()?;
        let mut connection = self.lock();
        let copying = Copying::new(&source, &mut connection)?;
        // The first page takes the lock that writers need.
        backup::step(&copying, 1)?;
        let value = before(&check::read_only(&self.folder.join(FILE_NAME))?)?;
        backup::run(&copying)?;
        drop(copying);
        self.memory.forget();
        Ok(value)
    }

    /// Closes the database at the end of a process. What is remembered is left to the system, which takes it back at once,
    /// where freeing a hundred thousand people one by one takes a while.
    pub fn close(self) {
        drop(self.connection);
        std::mem::forget(self.memory);
    }

    /// A panic in a closure rolled its transaction back, so the connection behind a poisoned lock is sound.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The version of SQLite that is built in.
#[must_use]
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}
