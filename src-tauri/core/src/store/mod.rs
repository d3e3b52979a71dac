//! The database: one file, one connection a process, two ways in. `read` sees a snapshot, `write` is all or nothing.
//! One file per table beside this one; nothing here knows a rule or a word.

pub mod apart;
pub mod applications;
pub mod belongings;
pub mod contacts;
pub mod deliveries;
pub mod dump;
pub mod interviews;
pub mod journal;
pub mod reminders;
pub mod sample;
pub mod settings;
pub mod templates;
pub mod touches;
pub mod unfinished;

mod migration;
mod row;
mod session;
mod tombstone;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::domain::facts::Facts;
use crate::error::{Error, Result};

pub use migration::APPLICATION_ID;
pub use row::next_uid;
pub use session::Session;

/// The database's name in the data folder.
pub const FILE_NAME: &str = "afterword.db";

/// An open database. Clones are not needed: share it behind an `Arc`.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    memory: session::Memory,
    folder: PathBuf,
}

impl Store {
    /// Opens the database in a data folder, making both if they are missing (0700 and 0600), and brings it up to date.
    ///
    /// # Errors
    /// When the folder cannot be made, the file is no database of this app or from a newer version (it is left
    /// untouched), or a migration fails (nothing of it is kept).
    pub fn open(folder: &Path) -> Result<Self> {
        make_private_folder(folder)?;
        let file = folder.join(FILE_NAME);
        make_private_file(&file)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(&file, flags)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        migration::check(&connection, &file)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        // What is put aside while a statement runs never reaches a disk, and costs no writing: half of what an import took.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        migration::migrate(&mut connection)?;
        journal::install(&connection)?;
        let memory = session::Memory::default();
        Ok(Store { connection: Mutex::new(connection), memory, folder: folder.to_owned() })
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

/// Everything that was recorded.
///
/// # Errors
/// The database's own, or a row that no longer reads as a fact.
pub fn facts(c: &Connection) -> Result<Facts> {
    Ok(Facts {
        contacts: contacts::all(c)?,
        companies: applications::companies(c)?,
        applications: applications::all(c)?,
        interviews: interviews::all(c)?,
        touches: touches::all(c)?,
        replies: touches::replies(c)?,
        skips: touches::skips(c)?,
        snoozes: touches::snoozes(c)?,
        closures: applications::closures(c)?,
        samples: sample::all(c)?,
    })
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    // A folder that was there is the user's own affair; the file in it is private all the same.
    if !folder.is_dir() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    Ok(())
}

/// SQLite gives -wal and -shm the mode of the database itself, so it is enough to make that file private.
#[cfg(unix)]
fn make_private_file(file: &Path) -> Result<()> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let file = fs::OpenOptions::new().create(true).append(true).mode(0o600).open(file)?;
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(())
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> Result<()> {
    Ok(fs::create_dir_all(folder)?)
}

#[cfg(not(unix))]
fn make_private_file(file: &Path) -> Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(file)?;
    Ok(())
}

/// A stored text that does not read as what it should be: the file was changed by something else.
pub(crate) fn unreadable(what: &str) -> Error {
    Error {
        code: crate::error::Code::Store,
        message: "error-store-damaged",
        args: vec![("detail", what.into())],
        field: None,
    }
}
