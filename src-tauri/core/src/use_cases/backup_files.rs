//! Finds the backups there are, in the chosen folder and in the usual one, and reads what they hold. A folder may be on
//! a network that hangs, so none is waited for longer than a few seconds.

use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::domain::calendar::Calendar;
use crate::domain::settings::CALENDAR_FILE;
use crate::error::{Code, Error, Result};
use crate::exchange::everything;
use crate::store::backup::{self, Backup, Content, Occasion};
use crate::store::replace::Candidate;
use crate::store::{files, sequences};
use crate::views::backups::{BackupRow, row};
use crate::wording::Words;

/// When each of the backups, of the databases put aside and of the copies that were only begun was made that may still
/// hold a person who was taken out of the records.
#[must_use]
pub fn holders(data: &Path, uid: &str) -> Vec<DateTime<Utc>> {
    // A file that cannot be read or does not answer may hold anybody, and so may a write-ahead log beside one, which is
    // not read.
    let holds = |path: &Path| {
        let (path, uid) = (path.to_owned(), uid.to_owned());
        patiently(move || backup::holds(&path, &uid).unwrap_or(true) || files::has_log(&path)).unwrap_or(true)
    };
    let backups = all(data).into_iter().filter(|backup| holds(&backup.path)).map(|backup| backup.at);
    let others = put_aside(data).into_iter().chain(begun(data)).filter(|(_, path)| holds(path)).map(|(at, _)| at);
    backups.chain(others).collect()
}

/// Removes copies that a killed program left.
pub(super) fn sweep(data: &Path, now: DateTime<Utc>) {
    [data, &backup::usual_folder(data)].iter().for_each(|folder| files::sweep(folder, now));
}

/// The copies that were begun and have no name: what a killed program left, each with the time it was last changed.
fn begun(data: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let folders = [data.to_owned(), backup::usual_folder(data), backup::folder(data)];
    let listed = |folder: PathBuf| patiently(move || files::temporaries(&folder)).unwrap_or_default();
    let mut found: Vec<_> = folders.into_iter().flat_map(listed).collect();
    found.retain(|(_, path)| path.metadata().is_ok_and(|file| file.len() > 0));
    found.sort();
    found.dedup();
    found
}

/// The databases that were replaced by a backup, each with the time it was last changed.
fn put_aside(data: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let entries = std::fs::read_dir(data.join(files::PUT_ASIDE)).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path().join(files::FILE_NAME)).filter(|path| path.exists());
    files
        .map(|path| (path.metadata().and_then(|m| m.modified()).map_or(DateTime::UNIX_EPOCH, Into::into), path))
        .collect()
}

/// All backups in the chosen folder and in the usual one, latest first.
#[must_use]
pub fn all(data: &Path) -> Vec<Backup> {
    let (chosen, usual) = (backup::folder(data), backup::usual_folder(data));
    let mut found = backup::list(&usual);
    if chosen != usual {
        found.extend(listed(&chosen));
        found.sort_unstable_by(|a, b| b.cmp(a));
    }
    found
}

/// The backups in a folder; none if it does not answer in time.
pub(super) fn listed(folder: &Path) -> Vec<Backup> {
    let folder = folder.to_owned();
    patiently(move || backup::list(&folder)).unwrap_or_default()
}

/// The time a folder, or a file in it, may take to answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);

/// The result of `look`, or none if it takes longer than [`PATIENCE`].
fn patiently<T: Send + 'static>(look: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, coming) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(look()).is_ok());
    coming.recv_timeout(PATIENCE).ok()
}

/// Each backup with what it holds, or none if it cannot be read.
pub type InspectedBackups = Vec<(Backup, Option<Content>)>;

/// Reads what each backup holds; the one with the latest changes comes first, whatever the clock said when it was made.
/// Not to be called while others wait for the database, because a folder may take a while
/// to answer.
#[must_use]
pub fn inspect_all(data: &Path) -> InspectedBackups {
    let mut seen: InspectedBackups = all(data).into_iter().map(|backup| (backup, None)).collect();
    let usual = backup::usual_folder(data);
    let (elsewhere, here): (Vec<usize>, Vec<usize>) =
        (0..seen.len()).partition(|at| seen.get(*at).is_some_and(|(backup, _)| !backup.path.starts_with(&usual)));
    let files: Vec<_> = (here.into_iter().chain(elsewhere))
        .filter_map(|at| seen.get(at).map(|(backup, _)| (at, backup.path.clone())))
        .collect();
    let (tell, told) = std::sync::mpsc::channel();
    // The backups beside the records come first, so that a chosen folder that hangs does not delay them.
    std::thread::spawn(move || {
        files.into_iter().all(|(at, path)| tell.send((at, backup::content(&path).ok())).is_ok())
    });
    while let Ok((at, content)) = told.recv_timeout(PATIENCE) {
        if let Some((_, unknown)) = seen.get_mut(at) {
            *unknown = content;
        }
    }
    seen.sort_by(|(a, in_a), (b, in_b)| {
        let order =
            |backup: &Backup, content: &Option<Content>| (content.as_ref().map(|content| content.changes), backup.at);
        order(b, in_b).cmp(&order(a, in_a))
    });
    seen
}

/// The number of the last change in any backup; 0 if there is none.
pub(crate) fn last_change(data: &Path) -> i64 {
    latest(data).first().map_or(0, |(changes, _)| changes.unwrap_or_default())
}

/// All backups, each with the number of the last change in it if it can be read, the latest changes first.
fn latest(data: &Path) -> Vec<(Option<i64>, Backup)> {
    let mut silent: Option<PathBuf> = None;
    let numbered = |backup: Backup| {
        let (path, folder) = (backup.path.clone(), backup.path.parent().map(Path::to_owned));
        if silent.is_some() && silent == folder {
            return (None, backup);
        }
        let change = patiently(move || backup::last_change(&path).ok());
        if change.is_none() {
            // The others there are not waited for, either.
            silent = folder;
        }
        (change.flatten().filter(|change| (0..=sequences::LARGEST).contains(change)), backup)
    };
    let mut found: Vec<_> = all(data).into_iter().map(numbered).collect();
    found.sort_by(|(a, of_a), (b, of_b)| (b, of_b.at).cmp(&(a, of_a.at)));
    found
}

/// The name by which a user asks for the backup with the latest changes that is sound.
pub const LATEST: &str = "latest";

/// Finds a backup by its name, or a file by its path, and prepares it to replace the database.
///
/// # Errors
/// `NotFound` for no such backup; `Newer`, or a conflict when the file cannot be used; the system's own.
pub(crate) fn candidate(data: &Path, from: &str) -> Result<(PathBuf, Candidate)> {
    if from == LATEST {
        for (_, backup) in latest(data) {
            match Candidate::of(&backup.path, data) {
                Ok(candidate) => return Ok((backup.path, candidate)),
                Err(error) if is_of_the_file(&error) => {}
                Err(error) => return Err(error),
            }
        }
        return Err(Error::conflict("error-no-sound-backup"));
    }
    let ours = known(data, from);
    let is_ours = ours.is_ok();
    let path = ours.map(|backup| backup.path).or_else(|error| {
        let path = Path::new(from);
        if path.exists() { Ok(path.to_owned()) } else { Err(error) }
    })?;
    let shown = || path.display().to_string();
    let candidate = Candidate::of(&path, data).map_err(|error| match error.code {
        _ if is_for_import(&path) => Error::conflict("error-backup-import").with("path", shown()),
        Code::Newer => error,
        _ if is_of_the_file(&error) => Error::conflict("error-backup-damaged").with("path", shown()),
        _ => error,
    })?;
    if !is_ours {
        // It may be from another machine, or from somebody else: it must not name a file that is then written.
        candidate.forget_setting(CALENDAR_FILE)?;
    }
    Ok((path, candidate))
}

/// Whether an error is about the file itself, and not, say, about a full disk with no room for a copy of it.
fn is_of_the_file(error: &Error) -> bool {
    error.code.is_unusable() || error.code == Code::Store
}

/// Whether a file should be imported instead: an export of everything, or vCards.
fn is_for_import(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(everything::HEAD as u64).read_to_end(&mut head));
    read.is_ok() && (everything::begins(&head) || head.to_ascii_uppercase().starts_with(b"BEGIN:VCARD"))
}

/// What a backup, or any other file of records, holds, as a row of the backups page.
pub(crate) fn row_of(data: &Path, path: &Path, now: DateTime<Utc>, calendar: &Calendar<'_>) -> BackupRow {
    let words = Words::english();
    let content = backup::content(path).ok();
    if let Some(made) = all(data).into_iter().find(|backup| backup.path == path) {
        return row(words, calendar, now, &made, content.as_ref());
    }
    let changed = path.metadata().and_then(|m| m.modified()).map_or(now, Into::into);
    let file = Backup { at: changed, occasion: Occasion::Asked, path: path.to_owned() };
    BackupRow { why: words.plain("backup-why-file"), ..row(words, calendar, now, &file, content.as_ref()) }
}

/// A backup by its file name.
pub(super) fn known(data: &Path, name: &str) -> Result<Backup> {
    let named = |backup: &Backup| backup.path.file_name().is_some_and(|file| *file == *name);
    let found = all(data).into_iter().find(named);
    found.ok_or_else(|| Error::not_found("error-no-backup", name))
}

/// The file name of a backup.
pub(super) fn name_of(backup: &Backup) -> String {
    backup.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
