//! Makes backups: when one is due, which folder it goes to, and which old ones are then deleted.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use super::backup_files::{all, known, listed, name_of};
use super::change::Committed;
use crate::domain::backup_retention;
use crate::error::{Code, Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::backup::{self, Backup, Occasion};
use crate::store::status::StatusKey;
use crate::store::{self, Store, files};

/// The longest time a change waits for its backup, and so the shortest time between two automatic backups.
const INTERVAL: Duration = Duration::minutes(30);

/// A backup to be made. It is written without the store, so that a folder that hangs holds up nothing else.
#[derive(Debug)]
pub struct BackupRequest {
    data: PathBuf,
    occasion: Occasion,
    now: DateTime<Utc>,
    zone: Tz,
    /// The mark of the records to be backed up ([`backup::mark`]).
    mark: String,
    /// Whether to use the usual folder, because the chosen one does not answer.
    beside: bool,
}

impl BackupRequest {
    /// The same request, for the usual folder beside the records.
    #[must_use]
    pub fn beside_the_records(self) -> BackupRequest {
        BackupRequest { beside: true, ..self }
    }
}

/// A backup that was made.
#[derive(Debug)]
pub struct MadeBackup {
    /// Its file.
    pub backup: Backup,
    /// Why it is not in the chosen folder, if it is not.
    pub elsewhere: Option<Error>,
}

/// When the next backup is due; none while nothing has changed since the last one.
///
/// # Errors
/// The database's own.
pub fn due(store: &Store) -> Result<Option<DateTime<Utc>>> {
    store.read(|c| {
        let mark = backup::mark(c)?;
        Ok(match last(c)? {
            Some(last) if last.mark == mark => None,
            Some(last) => Some(last.at + INTERVAL),
            None if backup::is_of_nothing(c)? => None,
            None => Some(DateTime::UNIX_EPOCH),
        })
    })
}

/// Whether a backup with this due time is due now. A due time too far ahead comes from a clock that was wrong.
#[must_use]
pub fn is_due(due: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    due <= now || due > now + INTERVAL
}

/// The request for a backup of the present records.
///
/// # Errors
/// The database's own.
pub fn wanted(store: &Store, moment: Moment, occasion: Occasion) -> Result<BackupRequest> {
    // A backup is made even if the records cannot be read as facts.
    let zone =
        Snapshot::take(store, moment).map_or(moment.zone.unwrap_or(moment.system_zone), |snapshot| snapshot.zone);
    let mark = store.read(|c| backup::mark(c))?;
    Ok(BackupRequest { data: store.folder().to_owned(), occasion, now: moment.now, zone, mark, beside: false })
}

/// Makes a backup in the chosen folder, or in the usual one if that is not available. Then deletes the old ones that
/// need not be kept.
///
/// # Errors
/// `Damaged` when the database is; else why no backup was made.
pub fn write(wanted: &BackupRequest) -> Result<MadeBackup> {
    let made = make_within_reach(wanted)?;
    // Old ones are deleted where this one was written and in the usual folder. A folder that does not answer is not
    // asked again.
    let folders = [made.backup.path.parent().map(Path::to_owned), Some(backup::usual_folder(&wanted.data))];
    folders.iter().flatten().for_each(|folder| thin(folder, wanted.zone, wanted.now));
    Ok(made)
}

/// Makes a backup in the chosen folder, or in the usual one if that is not available. Deletes none.
///
/// # Errors
/// Those of [`write`].
pub(super) fn make_within_reach(wanted: &BackupRequest) -> Result<MadeBackup> {
    let (folder, usual) = (backup::folder(&wanted.data), backup::usual_folder(&wanted.data));
    let make = |folder: &Path| backup::make(&wanted.data, folder, wanted.occasion, wanted.now);
    let made = if wanted.beside { Err(Error::conflict("error-folder-silent")) } else { make(&folder) };
    match made {
        Ok(backup) => Ok(MadeBackup { backup, elsewhere: None }),
        Err(error) if error.code.is_unusable() || folder == usual && !wanted.beside => Err(error),
        Err(error) => Ok(MadeBackup { backup: make(&usual)?, elsewhere: Some(error).filter(|_| folder != usual) }),
    }
}

/// Records how a backup went: the problem, if there was one, and what was backed up.
///
/// # Errors
/// The database's own.
pub fn note(store: &Store, moment: Moment, wanted: &BackupRequest, made: &Result<MadeBackup>) -> Result<()> {
    let words = Snapshot::take(store, moment)?.words;
    let problem = match made {
        Ok(MadeBackup { elsewhere: None, .. }) => String::new(),
        Ok(MadeBackup { elsewhere: Some(error), .. }) => {
            words.say("backup-elsewhere", &[("reason", words.cause(error).into())])
        }
        Err(error) => words.say("backup-none", &[("reason", words.cause(error).into())]),
    };
    store.write(|tx| {
        store::status::set(tx, &StatusKey::BackupProblem, &problem, moment.now)?;
        if let Ok(made) = made {
            let value = format!("{} {} {}", wanted.now.timestamp(), wanted.mark, name_of(&made.backup));
            store::status::set(tx, &StatusKey::LastBackup, &value, moment.now)?;
        }
        Ok(())
    })
}

/// Makes a backup now.
///
/// # Errors
/// Why none was made.
pub fn make(store: &Store, moment: Moment, occasion: Occasion) -> Result<MadeBackup> {
    let wanted = wanted(store, moment, occasion)?;
    let made = write(&wanted);
    note(store, moment, &wanted, &made)?;
    made
}

/// Makes a backup because the user asks for one. Returns its name.
///
/// # Errors
/// Why none was made.
pub fn make_asked(store: &Store, moment: Moment) -> Result<Committed<String>> {
    let made = make(store, moment, Occasion::Asked)?;
    let snapshot = Snapshot::take(store, moment)?;
    let words = snapshot.words;
    let name = name_of(&made.backup);
    let warning = made.elsewhere.map(|error| words.say("backup-elsewhere", &[("reason", words.cause(&error).into())]));
    let text = words.say("toast-backup", &[("name", name.as_str().into())]);
    Ok(Committed { value: name, text, warning, undo: None, snapshot })
}

/// Makes a backup if one is due.
///
/// # Errors
/// Why none was made.
pub fn keep(store: &Store, moment: Moment) -> Result<()> {
    match due(store)? {
        Some(due) if is_due(due, moment.now) => make(store, moment, Occasion::Change).map(drop),
        _ => Ok(()),
    }
}

/// Makes a backup before a large change, unless the last backup still holds everything.
///
/// # Errors
/// Why none was made; the change must then not be begun.
pub fn before(store: &Store, moment: Moment, occasion: Occasion) -> Result<()> {
    let last = store.read(|c| last(c))?;
    let is_there = |last: Last| known(store.folder(), &last.name).is_ok();
    let is_kept = due(store)?.is_none() && last.is_none_or(is_there);
    if is_kept { Ok(()) } else { make(store, moment, occasion).map(drop) }
}

/// Deletes a backup for good. If it is the only one, another is made first.
///
/// # Errors
/// `NotFound` for no such backup; the system's own.
pub fn delete(store: &Store, moment: Moment, name: &str) -> Result<Committed<()>> {
    let backup = known(store.folder(), name)?;
    if all(store.folder()).len() < 2 {
        make(store, moment, Occasion::Asked)?;
    }
    std::fs::remove_file(&backup.path)?;
    // The last changes are in no backup any more, so the next one becomes due.
    if store.read(|c| last(c))?.is_some_and(|last| last.name == name) {
        store.write(|tx| store::status::set(tx, &StatusKey::LastBackup, "", moment.now).map(drop))?;
    }
    let snapshot = Snapshot::take(store, moment)?;
    let when = snapshot.words.at_moment(backup.at, moment.now, &snapshot.calendar());
    let text = snapshot.words.say("toast-backup-deleted", &[("when", when.into())]);
    Ok(Committed { value: (), text, warning: None, undo: None, snapshot })
}

/// Chooses the folder for backups from now on, or the usual one if none is given, and makes a backup in it at once.
/// Inside a chosen folder the backups get a folder of their own.
///
/// # Errors
/// When no backup can be made there; the folder then stays as it was.
pub fn choose_folder(store: &Store, moment: Moment, chosen: Option<&Path>) -> Result<Committed<()>> {
    let data = store.folder();
    let before = backup::folder(data);
    let chosen = match chosen {
        Some(folder) => {
            let shown = folder.display().to_string();
            if !folder.is_absolute() || !folder.is_dir() || folder.to_str().is_none() {
                return Err(Error::conflict("error-backup-folder").with("path", shown));
            }
            let own = backup::own_folder(folder);
            let wanted = wanted(store, moment, Occasion::Asked)?;
            let made = files::make_private_folder(&own)
                .and_then(|()| backup::make(data, &own, wanted.occasion, wanted.now))
                .map_err(|error| closed(error, &shown))
                .map(|backup| MadeBackup { backup, elsewhere: None });
            if made.is_ok() {
                note(store, moment, &wanted, &made)?;
            }
            made?;
            Some(own)
        }
        None => None,
    };
    backup::choose_folder(data, chosen.as_deref())?;
    let snapshot = Snapshot::take(store, moment)?;
    let (words, now) = (snapshot.words, backup::folder(data));
    let left = if before == now || before == backup::usual_folder(data) { 0 } else { listed(&before).len() };
    let args = [
        ("path", now.display().to_string().into()),
        ("left", left.into()),
        ("before", before.display().to_string().into()),
    ];
    Ok(Committed { value: (), text: words.say("toast-backup-folder", &args), warning: None, undo: None, snapshot })
}

/// The error of a folder that cannot be written to, in a sentence that names it.
fn closed(error: Error, shown: &str) -> Error {
    if error.code != Code::File {
        return error;
    }
    Error { message: "error-backup-folder-closed", ..error }.with("path", shown)
}

/// What prevented the last backup, as a sentence; empty if nothing did.
///
/// # Errors
/// The database's own.
pub fn problem(c: &Connection) -> Result<String> {
    Ok(store::status::get(c, &StatusKey::BackupProblem)?.unwrap_or_default())
}

/// Deletes the backups in a folder that need not be kept.
fn thin(folder: &Path, zone: Tz, now: DateTime<Utc>) {
    let backups = backup::list(folder);
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let made: Vec<_> = backups.iter().map(|backup| local(backup.at)).collect();
    for (backup, _) in backups.iter().zip(backup_retention::kept(&made, local(now))).filter(|(_, kept)| !kept) {
        // If one cannot be deleted, this is tried again after the next backup.
        drop(std::fs::remove_file(&backup.path));
    }
}

/// The last backup: when it was made, the mark of what it holds, and its name.
struct Last {
    at: DateTime<Utc>,
    mark: String,
    name: String,
}

fn last(c: &Connection) -> Result<Option<Last>> {
    let value = store::status::get(c, &StatusKey::LastBackup)?;
    let read = |value: String| {
        let mut parts = value.splitn(3, ' ').map(str::to_owned);
        let at = DateTime::from_timestamp(parts.next()?.parse().ok()?, 0)?;
        Some(Last { at, mark: parts.next()?, name: parts.next()? })
    };
    Ok(value.and_then(read))
}
