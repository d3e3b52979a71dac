//! Replaces a database that cannot be used by a backup. The old one is put aside and kept.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::error::{Code, Error, Result};
use crate::store::files::{self, FILE_NAME, PUT_ASIDE};
use crate::store::lock::{FolderLock, lock};
use crate::store::open::{COMPANIONS, connect, create, exists, put_in_place, refuse_foreign_log};
use crate::store::{backup, check, journal, migration, rows};

/// A copy of a backup, checked and migrated. It lies in the data folder until it replaces the database.
#[derive(Debug)]
pub struct Candidate(tempfile::TempPath);

impl Candidate {
    /// Makes a candidate from a backup or any other file of records, which is only read. Its rows are copied into a new
    /// database; nothing else of a file that may be from elsewhere is.
    ///
    /// # Errors
    /// `Damaged` when it holds no records or is damaged, `Foreign` when it belongs to another program, `Newer` when it is
    /// from a newer version; the system's own.
    pub fn of(backup: &Path, folder: &Path) -> Result<Candidate> {
        files::make_private_folder(folder)?;
        let copy = files::temporary(folder)?.into_temp_path();
        let source = check::read_only(backup)?;
        migration::check(&source, backup)?;
        // All of it is read as it is at one moment, also while another program writes to it.
        let source = source.unchecked_transaction()?;
        check::check_schema(&source)?;
        let version = migration::version(&source)?;
        let schema = migration::schema(version)?;
        check::check_tables(&source, &schema.tables)?;
        let mut target = connect(&copy)?;
        // The file has no name yet: after a crash nothing of it is needed, and it is flushed to the disk as a whole.
        target.pragma_update(None, "journal_mode", "OFF")?;
        target.pragma_update(None, "synchronous", "OFF")?;
        migration::migrate_to(&mut target, version, &mut |_| ())?;
        // References are checked at the end.
        target.pragma_update(None, "foreign_keys", false)?;
        target.execute_batch("BEGIN")?;
        rows::copy(&source, &target, &schema.tables)?;
        target.execute_batch("COMMIT")?;
        target.pragma_update(None, "foreign_keys", true)?;
        migration::migrate(&mut target, &mut |_| ())?;
        check::check_connection(&target, check::Depth::Full)?;
        target.close().map_err(|(_, error)| error)?;
        Ok(Candidate(copy))
    }

    /// Makes the numbers of later changes greater than `last`.
    ///
    /// # Errors
    /// The database's own.
    pub(crate) fn count_from(&self, last: i64) -> Result<()> {
        let connection = connect(&self.0)?;
        journal::count_from(&connection, last)?;
        Ok(connection.close().map_err(|(_, error)| error)?)
    }

    /// Takes a setting out, so that the default holds.
    ///
    /// # Errors
    /// The database's own.
    pub(crate) fn forget_setting(&self, key: &str) -> Result<()> {
        let connection = connect(&self.0)?;
        connection.execute("DELETE FROM setting WHERE key = ?1", [key])?;
        Ok(connection.close().map_err(|(_, error)| error)?)
    }

    pub(super) fn open(&self) -> Result<Connection> {
        check::read_only(&self.0)
    }
}

/// What takes the place of a database.
#[derive(Debug)]
pub enum Replacement {
    /// A backup.
    Backup(Candidate),
    /// An empty database.
    Nothing {
        /// The number of the last change in any backup. The new database counts on from there, so that the latest of its
        /// backups and of the older ones can be told.
        changes: i64,
    },
}

/// Puts the database of a folder aside, whatever its state, and puts another in its place.
/// Returns the folder to which the old database was moved, if there was one.
///
/// # Errors
/// When another program has the database open; the system's own. The old database still exists then, under its old name
/// or in its new folder.
pub fn replace(folder: &Path, by: Replacement, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    files::make_private_folder(folder)?;
    let alone = alone(folder)?;
    let file = folder.join(FILE_NAME);
    let aside = put_aside(folder, &file, now)?;
    let replaced = (|| {
        match by {
            Replacement::Backup(Candidate(copy)) => {
                let kept = copy.keep().map_err(|error| error.error)?;
                put_in_place(&kept, &file)?;
            }
            Replacement::Nothing { changes } => {
                drop(alone);
                create(folder, changes)?;
            }
        }
        check::lift_note(folder)
    })();
    match (replaced, &aside) {
        (Ok(()), _) => Ok(aside),
        (Err(error), Some(aside)) => Err(half(folder, aside, &error)),
        (Err(error), None) => Err(error),
    }
}

/// An error after the old database was moved. It says where that is, unless another has taken its place already.
fn half(folder: &Path, aside: &Path, error: &Error) -> Error {
    let cause = error.detail().filter(|detail| !detail.is_empty()).unwrap_or(match error.code {
        Code::DiskFull => "the disk is full",
        _ => "the disk reported an error",
    });
    let id =
        if exists(&folder.join(FILE_NAME)).unwrap_or(false) { "error-replaced-late" } else { "error-replaced-half" };
    Error::conflict(id).with("path", aside.display().to_string()).with("detail", cause)
}

/// Checks again a database that was found damaged, and removes the note if it is sound.
///
/// # Errors
/// `Damaged` when it still is.
pub fn reconsider(folder: &Path) -> Result<()> {
    let _lock = lock(folder, File::try_lock_shared)?;
    if check::is_replaced_half(folder) {
        return check::noted(folder);
    }
    let file = folder.join(FILE_NAME);
    migration::check(&check::read_only(&file)?, &file)?;
    refuse_foreign_log(&file, &File::open(&file)?)?;
    check::check(&file, check::Depth::Full)?;
    check::lift_note(folder)
}

/// Moves a database and its companion files to a folder of their own. Returns that folder, if there was anything to
/// move.
fn put_aside(folder: &Path, file: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    // The database is moved last: as long as it is there, its companion files can still be assigned to it.
    let all = COMPANIONS.into_iter().chain([""]).map(|ending| files::with_ending(file, ending));
    let mut parts = Vec::new();
    for path in all {
        if exists(&path)? {
            parts.push(path);
        }
    }
    let place = if parts.is_empty() { None } else { Some(new_place(&folder.join(PUT_ASIDE), now)?) };
    // If the program is killed after this, a database without its companion files must not be taken for a complete one.
    let before = check::note_replacement(folder)?;
    for (at, from) in parts.iter().enumerate() {
        let Some(place) = &place else { break };
        if let Err(error) = fs::rename(from, place.join(from.file_name().unwrap_or_default())) {
            if at == 0 {
                // Nothing was moved, so everything is as it was.
                check::put_note_back(folder, before.as_deref())?;
                return Err(error.into());
            }
            return Err(half(folder, place, &error.into()));
        }
        files::sync_folder(place).map_err(|error| half(folder, place, &error.into()))?;
    }
    if let Some(place) = &place {
        files::sync_folder(folder).map_err(|error| half(folder, place, &error.into()))?;
    }
    Ok(place)
}

fn new_place(parent: &Path, now: DateTime<Utc>) -> Result<PathBuf> {
    files::make_private_folder(parent)?;
    let mut name = now;
    loop {
        let place = parent.join(backup::stamp(name));
        if !exists(&place)? {
            files::make_private_folder(&place)?;
            return Ok(place);
        }
        name += chrono::Duration::seconds(1);
    }
}

fn alone(folder: &Path) -> Result<FolderLock> {
    lock(folder, File::try_lock)
}
