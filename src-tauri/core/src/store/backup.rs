//! Backups: copies of the whole database, one file each. A copy is checked before it gets its name, which tells when
//! and why it was made. `use_cases/backups.rs` decides when to make one and which to keep.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OptionalExtension};

use super::files::{self, FILE_NAME};
use super::{check, connection, journal, migration};
use crate::error::{Error, Result};

/// Where backups go unless the user chose another folder.
const USUAL: &str = "backups";
/// The file that names the chosen folder. It is not in the database, because it is needed most when that cannot be
/// read.
const CHOICE: &str = "backups.folder";
/// The beginning and the end of a backup's name.
const BEGINS: &str = "afterword-";
const ENDS: &str = ".db";

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// Something had changed since the last one.
    Change,
    /// The schema was about to be brought up to date.
    Migration,
    /// Files were about to be imported.
    Import,
    /// All records were about to be replaced by those of a backup.
    Restore,
    /// The user asked for one.
    Asked,
}

impl Occasion {
    const ALL: [(Occasion, &'static str); 5] = [
        (Occasion::Change, "change"),
        (Occasion::Migration, "migration"),
        (Occasion::Import, "import"),
        (Occasion::Restore, "restore"),
        (Occasion::Asked, "asked"),
    ];

    /// The word for it in a backup's name.
    #[must_use]
    pub fn code(self) -> &'static str {
        Occasion::ALL.into_iter().find(|(occasion, _)| *occasion == self).map_or("", |(_, code)| code)
    }
}

/// A backup in its folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Why it was made.
    pub occasion: Occasion,
    /// Its file.
    pub path: PathBuf,
}

impl Backup {
    /// Its name in the folder.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{BEGINS}{}-{}{ENDS}", stamp(self.at), self.occasion.code())
    }

    fn of(path: PathBuf) -> Option<Backup> {
        let name = path.file_name()?.to_str()?;
        let (stamp, code) = name.strip_prefix(BEGINS)?.strip_suffix(ENDS)?.split_once('-')?;
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc();
        let occasion = Occasion::ALL.into_iter().find(|(_, known)| *known == code)?.0;
        Some(Backup { at, occasion, path })
    }
}

const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// A moment as written in names: ISO 8601, basic format, UTC.
pub(super) fn stamp(at: DateTime<Utc>) -> String {
    at.format(STAMP).to_string()
}

/// The folder for the backups of a data folder: the chosen one, or the usual one.
#[must_use]
pub fn folder(data: &Path) -> PathBuf {
    let chosen = files::read_small(&data.join(CHOICE)).map(|text| PathBuf::from(text.trim_end_matches('\n')));
    chosen.ok().filter(|path| path.is_absolute()).unwrap_or_else(|| usual_folder(data))
}

/// The folder used when none was chosen, or the chosen one is not available.
#[must_use]
pub fn usual_folder(data: &Path) -> PathBuf {
    data.join(USUAL)
}

/// The beginning of the name of the backups' own folder inside a chosen one. Two machines may choose the same folder,
/// and must not delete each other's backups.
const OWN: &str = "afterword-backups-";

/// The folder for backups inside a chosen folder, or the chosen folder itself if it is such a one already.
#[must_use]
pub fn own_folder(chosen: &Path) -> PathBuf {
    let is_one = chosen.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(OWN));
    let id: String = super::row::next_uid().chars().filter(char::is_ascii_alphanumeric).take(6).collect();
    if is_one { chosen.to_owned() } else { chosen.join(format!("{OWN}{id}")) }
}

/// Chooses a folder for backups; with none, goes back to the usual one.
///
/// # Errors
/// The system's own.
pub fn choose_folder(data: &Path, chosen: Option<&Path>) -> Result<()> {
    let file = data.join(CHOICE);
    match chosen.and_then(Path::to_str) {
        Some(path) => Ok(files::write_private(&file, path.as_bytes())?),
        None => match fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        },
    }
}

/// The backups in a folder, latest first. Other files there are ignored.
#[must_use]
pub fn list(folder: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<Backup> = entries.filter_map(|entry| Backup::of(entry.path())).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}

/// Makes a backup of a data folder's database. SQLite copies it in one go, also while other programs use it; the copy
/// is then checked in full, flushed to the disk, and named.
///
/// # Errors
/// `Damaged` when the database is, which is then noted; a conflict when the folder is not available; the system's own.
/// No incomplete file is left.
pub fn make(data: &Path, folder: &Path, occasion: Occasion, now: DateTime<Utc>) -> Result<Backup> {
    if folder == usual_folder(data) {
        files::make_private_folder(folder)?;
    } else if !folder.is_dir() {
        // If the folder were made here, it would not be on the drive that is missing.
        return Err(Error::conflict("error-backup-folder-away").with("path", folder.display().to_string()));
    }
    [data, folder].iter().for_each(|folder| files::sweep(folder, now));
    let source = check::read_only(&data.join(FILE_NAME))?;
    let copy = files::temporary(folder)?.into_temp_path();
    self::copy(&source, &copy)?;
    if check::check(&copy, check::Depth::Full).is_err() {
        // Either the records are damaged, or the copy does not read back as it was written.
        check::examine(data, check::Depth::Full)?;
        return Err(Error::conflict("error-backup-copy").with("path", folder.display().to_string()));
    }
    files::sync_file(&copy)?;
    let mut backup = Backup { at: now.trunc_subsecs(0), occasion, path: PathBuf::new() };
    // Of two backups made in one second, the later must be listed as later.
    let others = list(folder);
    while others.iter().any(|other| other.at == backup.at) {
        backup.at += chrono::Duration::seconds(1);
    }
    backup.path = folder.join(backup.name());
    copy.persist_noclobber(&backup.path).map_err(|error| error.error)?;
    files::sync_folder(folder)?;
    Ok(backup)
}

/// Copies a database to a single file that needs no others beside it.
pub(super) fn copy(source: &Connection, to: &Path) -> Result<()> {
    let mut target = connection::read_write(to)?;
    // The file has no name yet: after a crash nothing of it is needed, and it is flushed to the disk as a whole.
    target.pragma_update(None, "journal_mode", "OFF")?;
    target.pragma_update(None, "synchronous", "OFF")?;
    run(&Copying::new(source, &mut target)?)?;
    // Without a write-ahead log, the file can be opened where nothing may be written beside it.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(target.close().map_err(|(_, error)| error)?)
}

/// Copies all pages in one go, waiting a while if another program holds the database.
pub(super) fn run(copying: &Copying<'_, '_>) -> Result<()> {
    const ALL: i32 = -1;
    step(copying, ALL)
}

/// Copies some pages.
pub(super) fn step(copying: &Copying<'_, '_>, pages: i32) -> Result<()> {
    for _ in 0..TRIES {
        match copying.step(pages)? {
            StepResult::Done => return Ok(()),
            StepResult::More if pages > 0 => return Ok(()),
            StepResult::More => {}
            _ => std::thread::sleep(PAUSE),
        }
    }
    Err(Error::conflict("error-store-busy").with("detail", "busy"))
}

const TRIES: u32 = 300;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

/// A text that changes whenever something is recorded that a backup would hold. It is made of the last change, the last
/// deletion, and the forms saved unfinished.
///
/// # Errors
/// The database's own.
pub fn mark(c: &Connection) -> Result<String> {
    let changes = journal::last(c)?.unwrap_or_default();
    let sql = "SELECT (SELECT ifnull(max(id), 0) FROM tombstone) || '.' ||
                      (SELECT count(*) || '.' || ifnull(max(at), 0) FROM unfinished)";
    let rest: String = c.query_row(sql, [], |row| row.get(0))?;
    Ok(format!("{changes}.{rest}"))
}

/// Whether nothing was recorded in a database yet.
///
/// # Errors
/// The database's own.
pub fn is_of_nothing(c: &Connection) -> Result<bool> {
    // A new beginning counts its changes on from those of the records before it.
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name <> 'undo_entry')
                 AND NOT EXISTS (SELECT 1 FROM unfinished)";
    Ok(c.query_row(sql, [], |row| row.get(0))?)
}

/// What a backup holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The number of people.
    pub people: usize,
    /// The number of applications.
    pub applications: usize,
    /// The number of interviews.
    pub interviews: usize,
    /// The last thing the user did: when, and the sentence that described it.
    pub last: Option<(DateTime<Utc>, String)>,
    /// The number of the last change. It grows with every change, whatever the clock says.
    pub changes: i64,
}

/// Reads what a backup holds, changing nothing.
///
/// # Errors
/// `Damaged` when it cannot be read or holds nothing, `Foreign` when it is not a backup of this app, `Newer` when it is
/// from a newer version.
pub fn content(path: &Path) -> Result<Content> {
    let c = look_into(path)?;
    let count = |table: &str| -> Result<usize> {
        let count: i64 = c.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    };
    let last = c
        .query_row("SELECT at, text FROM undo_entry ORDER BY id DESC LIMIT 1", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    Ok(Content {
        people: count("contact")?,
        applications: count("application")?,
        interviews: count("interview")?,
        last: last.and_then(|(at, text)| Some((DateTime::from_timestamp(at, 0)?, text))),
        changes: journal::last(&c)?.unwrap_or_default(),
    })
}

/// The number of the last change in a backup.
///
/// # Errors
/// Those of [`content`].
pub fn last_change(path: &Path) -> Result<i64> {
    Ok(journal::last(&look_into(path)?)?.unwrap_or_default())
}

/// Opens a backup to read what it holds, once it is known to be one.
fn look_into(path: &Path) -> Result<Connection> {
    let c = connection::immutable(path)?;
    migration::check(&c, path)?;
    check::check_schema(&c)?;
    Ok(c)
}

/// Whether a backup holds a person, found by the uid of their card.
///
/// # Errors
/// When it cannot be read.
pub fn holds(path: &Path, uid: &str) -> Result<bool> {
    let c = look_into(path)?;
    Ok(c.query_row("SELECT EXISTS (SELECT 1 FROM contact WHERE uid = ?1)", [uid], |row| row.get(0))?)
}
