//! Opens the database of a data folder.
//!
//! A database gets its name only when it is complete. So if a file of that name is empty, or a folder has traces of a
//! database but none in it, records were lost; it is never taken for a first run. Every program that has the database
//! open shares the lock on the folder; a program that creates the database holds the lock alone.

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::error::{Code, Error, Result};
use crate::store::backup::{self, Occasion};
use crate::store::files::{self, FILE_NAME, PUT_ASIDE};
use crate::store::lock::{FolderLock, lock, lock_unless};
use crate::store::{check, connection, journal, migration};

/// The name of a new database until it is complete.
const NEW_FILE: &str = "afterword.db.new";

/// The endings of the files that SQLite keeps beside a database.
pub(crate) const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// How long to wait while another program commits.
const BUSY: Duration = Duration::from_secs(30);

/// Opens the database of a folder, creates it if there never was one, and brings its schema up to date.
///
/// The file that is returned is the database's, and must stay open for as long as the connection does
/// ([`files::is_of_log_mode`] says why).
pub(super) fn open(folder: &Path, now: DateTime<Utc>) -> Result<(Connection, File, FolderLock)> {
    try_open(folder, now).map_err(|error| match error.code {
        // The system's message does not name the folder.
        Code::File => Error { message: "error-folder", ..error }.with("path", folder.display().to_string()),
        _ => error,
    })
}

fn try_open(folder: &Path, now: DateTime<Utc>) -> Result<(Connection, File, FolderLock)> {
    files::make_private_folder(folder)?;
    if files::is_writable_by_others(folder) {
        let path = folder.display().to_string();
        let quoted = format!("'{}'", path.replace('\'', r"'\''"));
        return Err(Error::conflict("error-folder-shared").with("path", path).with("quoted", quoted));
    }
    let file = folder.join(FILE_NAME);
    let mut hold = lock(folder, File::try_lock_shared)?;
    check::noted(folder)?;
    if !exists(&file)? {
        if has_traces(folder) {
            return Err(Error::damaged("error-store-missing")
                .with("path", file.display().to_string())
                .with("detail", "missing"));
        }
        drop(hold);
        create(folder, 0)?;
        hold = crate::store::lock::lock(folder, File::try_lock_shared)?;
    }
    if fs::metadata(&file)?.len() == 0 {
        return Err(Error::damaged("error-store-empty")
            .with("path", file.display().to_string())
            .with("detail", "empty"));
    }
    // The user may have put a link to another place there.
    let opened = files::open_private(&file.canonicalize().unwrap_or_else(|_| file.clone()))?;
    refuse_foreign_log(&file, &opened)?;
    let mut connection = connect(&file)?;
    // Until we know that the file is ours, nothing may be written to it, not even on closing.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    migration::check(&connection, &file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    // Before any statement can run what a schema from elsewhere says.
    check::check_schema(&*connection.unchecked_transaction()?)?;
    if migration::is_behind(&connection)? {
        back_up_before_migrating(folder, now)?;
        migration::migrate(&mut connection, &mut |_| ())?;
    }
    Ok((connection, opened, hold))
}

/// Refuses a database that was copied over another one, whose log of changes is still there: SQLite would take that log for
/// its own, and mix the two. A database that is in use always says that it has a log (SQLite's file format, 1.3.3).
pub(crate) fn refuse_foreign_log(file: &Path, opened: &File) -> Result<()> {
    if files::has_log(file) && files::is_of_log_mode(opened) == Some(false) {
        return Err(Error::damaged("error-store-copied")
            .with("path", file.display().to_string())
            .with("detail", "it was copied over another"));
    }
    Ok(())
}

/// Makes the backup before a migration. It goes to the usual folder, because users must get at their records even if
/// the chosen folder is not available. If a migration fails again and again, only the latest few of these are kept.
fn back_up_before_migrating(folder: &Path, now: DateTime<Utc>) -> Result<()> {
    const KEPT: usize = 3;
    let usual = backup::usual_folder(folder);
    backup::make(folder, &usual, Occasion::Migration, now)?;
    let older = backup::list(&usual).into_iter().filter(|backup| backup.occasion == Occasion::Migration).skip(KEPT);
    older.for_each(|backup| drop(fs::remove_file(backup.path)));
    Ok(())
}

/// Opens a database file with the settings that all connections use.
pub(crate) fn connect(file: &Path) -> Result<Connection> {
    let connection = connection::read_write(file)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Keeping temporary tables in memory means that they never reach a disk; it also halved the time of an import.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// Creates an empty database, whose changes are numbered from `changes` on; it gets its name when it is complete.
pub(crate) fn create(folder: &Path, changes: i64) -> Result<()> {
    let file = folder.join(FILE_NAME);
    // Another program may have been faster; it then keeps the database open.
    let Some(_alone) = lock_unless(folder, File::try_lock, || exists(&file))? else { return Ok(()) };
    let new = folder.join(NEW_FILE);
    remove_with_companions(&new)?;
    files::open_private(&new)?;
    let mut connection = connect(&new)?;
    migration::migrate(&mut connection, &mut |_| ())?;
    journal::count_from(&connection, changes)?;
    connection.close().map_err(|(_, error)| error)?;
    put_in_place(&new, &file)
}

pub(crate) fn put_in_place(whole: &Path, file: &Path) -> Result<()> {
    files::sync_file(whole)?;
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

/// Whether anything has this name, even a link to nothing.
pub(crate) fn exists(path: &Path) -> std::io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether there once was a database: whether backups of it, a chosen backup folder, or SQLite's companion files exist.
fn has_traces(folder: &Path) -> bool {
    COMPANIONS.into_iter().any(|ending| files::with_ending(&folder.join(FILE_NAME), ending).exists())
        || backup::folder(folder) != backup::usual_folder(folder)
        || folder.join(PUT_ASIDE).exists()
        || !backup::list(&backup::usual_folder(folder)).is_empty()
}
