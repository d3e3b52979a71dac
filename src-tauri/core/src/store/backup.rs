//! Backups: copies of the whole database, one file each. A copy is checked before it gets its name, which says when and
//! why it was made. When to make one, and which to keep, is decided in `use_cases/backups.rs`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::files::{self, FILE_NAME};
use super::{check, journal, migration};
use crate::error::{Error, Result};

/// Where backups go unless the user chose another folder.
const USUAL: &str = "backups";
/// The file that names the chosen folder. Not in the database: it is wanted most when that cannot be read.
const CHOICE: &str = "backups.folder";
/// What a backup's name begins and ends with.
const BEGINS: &str = "afterword-";
const ENDS: &str = ".db";

/// What a backup was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// Something had changed.
    Change,
    /// The schema was about to be brought up to date.
    Migration,
    /// Files were about to be taken over.
    Import,
    /// A backup was about to take the place of everything.
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

    /// As it stands in a name.
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
    /// The reason it was made.
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

/// A moment as it stands in names: ISO 8601, basic format, UTC.
pub(super) fn stamp(at: DateTime<Utc>) -> String {
    at.format(STAMP).to_string()
}

/// Where the backups of a data folder go: the chosen folder, or the usual one.
#[must_use]
pub fn folder(data: &Path) -> PathBuf {
    let chosen = fs::read_to_string(data.join(CHOICE)).map(|text| PathBuf::from(text.trim_end_matches('\n')));
    chosen.ok().filter(|path| path.is_absolute()).unwrap_or_else(|| usual_folder(data))
}

/// Where they go when nothing was chosen, or the chosen folder is away.
#[must_use]
pub fn usual_folder(data: &Path) -> PathBuf {
    data.join(USUAL)
}

/// What the folder of backups in a chosen one is called. Two machines may choose the same, and must not thin each
/// other's.
const OWN: &str = "afterword-backups-";

/// The folder for the backups in a chosen one: it itself where it is one already.
#[must_use]
pub fn own_folder(chosen: &Path) -> PathBuf {
    let is_one = chosen.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(OWN));
    let id: String = super::row::next_uid().chars().filter(char::is_ascii_alphanumeric).take(6).collect();
    if is_one { chosen.to_owned() } else { chosen.join(format!("{OWN}{id}")) }
}

/// Chooses a folder, or the usual one again.
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

/// The backups in a folder, latest first. What else lies there is left alone.
#[must_use]
pub fn list(folder: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<Backup> = entries.filter_map(|entry| Backup::of(entry.path())).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}

/// Makes a backup of a data folder's database: copied in one go by SQLite while others go on, looked at closely,
/// brought to the disk, and named.
///
/// # Errors
/// `Damaged` when the database is, which is then noted; when the folder is away; the system's own. No half file is left.
pub fn make(data: &Path, folder: &Path, occasion: Occasion, now: DateTime<Utc>) -> Result<Backup> {
    if folder == usual_folder(data) {
        files::make_private_folder(folder)?;
    } else if !folder.is_dir() {
        // Made anew it would lie where the drive is not.
        return Err(Error::conflict("error-backup-folder-away").with("path", folder.display().to_string()));
    }
    [data, folder].iter().for_each(|folder| files::sweep(folder, now));
    let source = check::read_only(&data.join(FILE_NAME))?;
    let copy = files::temporary(folder)?.into_temp_path();
    self::copy(&source, &copy)?;
    if check::check(&copy, check::Depth::Full).is_err() {
        // Either the records are damaged, or what was written does not read back.
        check::examine(data, check::Depth::Full)?;
        return Err(Error::conflict("error-backup-copy").with("path", folder.display().to_string()));
    }
    File::open(&copy)?.sync_all()?;
    let mut backup = Backup { at: now.trunc_subsecs(0), occasion, path: PathBuf::new() };
    // Of two in one second the later is listed as later.
    let others = list(folder);
    while others.iter().any(|other| other.at == backup.at) {
        backup.at += chrono::Duration::seconds(1);
    }
    backup.path = folder.join(backup.name());
    copy.persist_noclobber(&backup.path).map_err(|error| error.error)?;
    files::sync_folder(folder)?;
    Ok(backup)
}

/// Copies a database to a file, as one that stands alone.
pub(super) fn copy(source: &Connection, to: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(to, flags)?;
    // It has no name yet: nothing of it is needed after a crash, and it is brought to the disk as a whole.
    target.pragma_update(None, "journal_mode", "OFF")?;
    target.pragma_update(None, "synchronous", "OFF")?;
    run(&Copying::new(source, &mut target)?)?;
    // A file that stands alone can be opened where nothing may be written beside it.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(target.close().map_err(|(_, error)| error)?)
}

/// Copies all pages in one go, waiting a while for who is in the way.
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
    Err(Error::conflict("error-store-busy"))
}

const TRIES: u32 = 300;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

/// A text that differs whenever something was recorded that a backup would hold: it is made of the last change, the
/// last deletion, and the forms that were left.
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

/// The mark of records in which nothing was recorded yet.
pub const MARK_OF_NOTHING: &str = "0.0.0.0";

/// What is in a backup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// How many people.
    pub people: usize,
    /// How many applications.
    pub applications: usize,
    /// How many interviews.
    pub interviews: usize,
    /// The last thing that was done, as it was told, and when.
    pub last: Option<(DateTime<Utc>, String)>,
}

/// Looks into a backup, changing nothing.
///
/// # Errors
/// `Damaged` when it is none, cannot be read, or is from a newer version.
pub fn content(path: &Path) -> Result<Content> {
    let c = open_still(path)?;
    migration::check(&c, path)?;
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
    })
}

/// Whether a backup knows a person, by the uid that their card had.
///
/// # Errors
/// When it cannot be read.
pub fn holds(path: &Path, uid: &str) -> Result<bool> {
    let c = open_still(path)?;
    Ok(c.query_row("SELECT EXISTS (SELECT 1 FROM contact WHERE uid = ?1)", [uid], |row| row.get(0))?)
}

/// Opens a file that nobody writes to. Nothing is made beside it.
fn open_still(path: &Path) -> Result<Connection> {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');
    let name = path.as_os_str().as_encoded_bytes();
    let encoded = percent_encode(name, KEPT);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(format!("file:{encoded}?immutable=1"), flags)?)
}
