//! How a data folder is opened, and how a backup takes the place of a database that cannot be.
//!
//! A database gets its name only when it is whole, so an empty file of that name, or none beside traces of one, is a loss
//! and never a first run. Whoever has the database open holds a shared lock on a file beside it; who makes it, or puts
//! another in its place, holds it alone.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::store::backup::{self, Occasion};
use crate::store::{FILE_NAME, check, files, migration};

/// The lock's file in the data folder.
const LOCK: &str = "afterword.lock";
/// What a database is called until it is whole.
const COMING: &str = "afterword.db.new";
/// Where databases go that a backup took the place of; each in a folder of its time.
pub const PUT_ASIDE: &str = "put-aside";
/// What SQLite keeps beside a database.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];
/// How long to wait for another program that puts a database in its place, or has one open.
const TRIES: u32 = 400;
const BREATH: Duration = Duration::from_millis(20);
/// How long another program's commit may take.
const BUSY: Duration = Duration::from_secs(30);

/// Held as long as the database is used.
#[derive(Debug)]
pub(super) struct Hold(#[allow(dead_code, reason = "the lock goes with the file")] File);

/// Opens the database of a folder, makes one where there never was any, and brings it up to date.
pub(super) fn open(folder: &Path, now: DateTime<Utc>) -> Result<(Connection, Hold)> {
    try_open(folder, now).map_err(|error| match error.message {
        // The system does not say what it is about.
        "error-file" => Error { message: "error-folder", ..error }.with("path", folder.display().to_string()),
        _ => error,
    })
}

fn try_open(folder: &Path, now: DateTime<Utc>) -> Result<(Connection, Hold)> {
    files::make_private_folder(folder)?;
    let file = folder.join(FILE_NAME);
    let mut hold = hold(folder, File::try_lock_shared)?;
    check::noted(folder)?;
    if !exists(&file)? {
        if has_traces(folder) {
            return Err(Error::damaged("error-store-missing").with("path", file.display().to_string()));
        }
        drop(hold);
        create(folder)?;
        hold = crate::store::open::hold(folder, File::try_lock_shared)?;
    }
    if fs::metadata(&file)?.len() == 0 {
        return Err(Error::damaged("error-store-empty").with("path", file.display().to_string()));
    }
    files::open_private(&file)?;
    let mut connection = connect(&file)?;
    // Until it is known whose file it is, closing it must not write to it either.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    migration::check(&connection, &file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    if migration::is_behind(&connection)? {
        back_up_before_migrating(folder, now)?;
        migration::migrate(&mut connection, &mut |_| ())?;
    }
    Ok((connection, hold))
}

/// In the usual folder, for a chosen one that is away must not keep anybody from their records. A migration that fails
/// again and again leaves no more than a few.
fn back_up_before_migrating(folder: &Path, now: DateTime<Utc>) -> Result<()> {
    const KEPT: usize = 3;
    let usual = backup::usual_folder(folder);
    backup::make(folder, &usual, Occasion::Migration, now)?;
    let older = backup::list(&usual).into_iter().filter(|backup| backup.occasion == Occasion::Migration).skip(KEPT);
    older.for_each(|backup| drop(fs::remove_file(backup.path)));
    Ok(())
}

/// Opens a file as the database is used everywhere.
fn connect(file: &Path) -> Result<Connection> {
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What is put aside while a statement runs never reaches a disk, and costs no writing: half of what an import took.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// Makes an empty database; it gets its name when it is whole.
fn create(folder: &Path) -> Result<()> {
    let file = folder.join(FILE_NAME);
    // Whoever was faster holds it open from then on.
    let Some(_alone) = hold_unless(folder, File::try_lock, || exists(&file))? else { return Ok(()) };
    let coming = folder.join(COMING);
    remove_with_companions(&coming)?;
    files::open_private(&coming)?;
    let mut connection = connect(&coming)?;
    migration::migrate(&mut connection, &mut |_| ())?;
    connection.close().map_err(|(_, error)| error)?;
    put_in_place(&coming, &file)
}

/// A copy of a backup, sound and up to date, that lies in the data folder until it takes the database's place.
#[derive(Debug)]
pub struct Candidate(tempfile::TempPath);

impl Candidate {
    /// Prepares a backup, or any other file of records. The file itself is only read.
    ///
    /// # Errors
    /// `Damaged` when it holds no records, is damaged, or is from a newer version; the system's own.
    pub fn of(backup: &Path, folder: &Path) -> Result<Candidate> {
        files::make_private_folder(folder)?;
        let copy = files::temporary(folder)?.into_temp_path();
        let source = check::read_only(backup)?;
        migration::check(&source, backup)?;
        backup::copy(&source, &copy)?;
        let mut connection = connect(&copy)?;
        check::check_connection(&connection, check::Depth::Full)?;
        if migration::is_behind(&connection)? {
            migration::migrate(&mut connection, &mut |_| ())?;
            // Once more: of an older schema less was known.
            check::check_connection(&connection, check::Depth::Full)?;
        }
        connection.close().map_err(|(_, error)| error)?;
        Ok(Candidate(copy))
    }

    pub(super) fn open(&self) -> Result<Connection> {
        check::read_only(&self.0)
    }
}

/// Puts the database of a folder aside, whatever it is, and another in its place: a candidate, or an empty one. Returns
/// the folder where the old one lies from now on, if there was any.
///
/// # Errors
/// When another program has the database open; the system's own. What was there is there still, under one name or the
/// other.
pub fn replace(folder: &Path, candidate: Option<Candidate>, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    files::make_private_folder(folder)?;
    let alone = alone(folder)?;
    let file = folder.join(FILE_NAME);
    let aside = put_aside(folder, &file, now)?;
    match candidate {
        Some(Candidate(copy)) => {
            let kept = copy.keep().map_err(|error| error.error)?;
            put_in_place(&kept, &file)?;
        }
        None => {
            drop(alone);
            create(folder)?;
        }
    }
    check::lift_note(folder)?;
    Ok(aside)
}

/// Looks closely once more at a database that was found damaged, and takes it for sound again where it is.
///
/// # Errors
/// `Damaged` when it still is.
pub fn reconsider(folder: &Path) -> Result<()> {
    let _hold = hold(folder, File::try_lock_shared)?;
    if check::is_replaced_half(folder) {
        return check::noted(folder);
    }
    let file = folder.join(FILE_NAME);
    migration::check(&check::read_only(&file)?, &file)?;
    check::check(&file, check::Depth::Full)?;
    check::lift_note(folder)
}

/// Moves a database with all that belongs to it to a folder of its own. Returns that folder, where there was anything.
fn put_aside(folder: &Path, file: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    // The database last: as long as it is there, what belongs to it can still be told.
    let all = COMPANIONS.into_iter().chain([""]).map(|ending| files::with_ending(file, ending));
    let mut parts = Vec::new();
    for path in all {
        if exists(&path)? {
            parts.push(path);
        }
    }
    let place = if parts.is_empty() { None } else { Some(new_place(&folder.join(PUT_ASIDE), now)?) };
    // A kill from here on must not leave a database without what belongs to it, and be taken for whole.
    let before = check::note_replacement(folder)?;
    for (at, from) in parts.iter().enumerate() {
        let Some(place) = &place else { break };
        if let Err(error) = fs::rename(from, place.join(from.file_name().unwrap_or_default())) {
            if at == 0 {
                // Nothing was moved: all is as it was.
                check::put_note_back(folder, before.as_deref())?;
            }
            return Err(error.into());
        }
        files::sync_folder(place)?;
    }
    files::sync_folder(folder)?;
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

fn put_in_place(whole: &Path, file: &Path) -> Result<()> {
    File::open(whole)?.sync_all()?;
    fs::rename(whole, file)?;
    if let Some(folder) = file.parent() {
        files::sync_folder(folder)?;
    }
    Ok(())
}

fn remove_with_companions(file: &Path) -> Result<()> {
    for ending in COMPANIONS.into_iter().chain([""]) {
        let path = files::with_ending(file, ending);
        if exists(&path)? {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Whether something of that name is there, also where it is a link to nothing.
fn exists(path: &Path) -> std::io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether there once was a database: backups of it, a folder chosen for them, or what SQLite keeps beside one.
fn has_traces(folder: &Path) -> bool {
    COMPANIONS.into_iter().any(|ending| files::with_ending(&folder.join(FILE_NAME), ending).exists())
        || backup::folder(folder) != backup::usual_folder(folder)
        || folder.join(PUT_ASIDE).exists()
        || !backup::list(&backup::usual_folder(folder)).is_empty()
}

fn alone(folder: &Path) -> Result<Hold> {
    hold(folder, File::try_lock)
}

/// Takes the lock in one way or the other, waiting a while for who holds it.
fn hold(folder: &Path, lock: Lock) -> Result<Hold> {
    hold_unless(folder, lock, || Ok(false))?.ok_or_else(|| Error::conflict("error-store-in-use"))
}

type Lock = fn(&File) -> std::result::Result<(), TryLockError>;

/// The same, unless there is no need for it any more.
fn hold_unless(folder: &Path, lock: Lock, is_over: impl Fn() -> std::io::Result<bool>) -> Result<Option<Hold>> {
    let file = files::open_private(&folder.join(LOCK))?;
    for _ in 0..TRIES {
        if is_over()? {
            return Ok(None);
        }
        match lock(&file) {
            Ok(()) if is_over()? => return Ok(None),
            Ok(()) => return Ok(Some(Hold(file))),
            Err(TryLockError::WouldBlock) => std::thread::sleep(BREATH),
            // Some folders of a network know no locks: one program alone is as safe there as it can be.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                return Ok(Some(Hold(file)));
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(Error::conflict("error-store-in-use"))
}
