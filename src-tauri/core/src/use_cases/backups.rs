//! Automatic backups: when one is due, where it goes, which ones are kept, and how one takes the place of the present
//! records.

use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use super::change::Committed;
use super::reindex::reindex;
use crate::domain::backup_retention;
use crate::domain::calendar::Calendar;
use crate::error::{Code, Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::backup::{self, Backup, Content, Occasion};
use crate::store::replace::Candidate;
use crate::store::status::StatusKey;
use crate::store::{self, Store, files, journal, sequences};
use crate::views::backups::{BackupRow, row};
use crate::wording::Words;

/// The longest a change waits for its backup, and so the shortest time between two that nobody asked for.
const APART: Duration = Duration::minutes(30);

/// A backup that ought to be made. It needs no store, so that a folder that hangs holds up nothing.
#[derive(Debug)]
pub struct BackupRequest {
    data: PathBuf,
    occasion: Occasion,
    now: DateTime<Utc>,
    zone: Tz,
    /// What there was to back up.
    mark: String,
    /// Whether the chosen folder does not answer.
    beside: bool,
}

impl BackupRequest {
    /// The same in the usual folder, because the chosen one does not answer.
    #[must_use]
    pub fn beside_the_records(self) -> BackupRequest {
        BackupRequest { beside: true, ..self }
    }
}

/// A backup that was made.
#[derive(Debug)]
pub struct MadeBackup {
    /// The backup.
    pub backup: Backup,
    /// Why it is not in the folder that was chosen.
    pub elsewhere: Option<Error>,
}

/// When the next backup is due; none while nothing changed since the last one.
///
/// # Errors
/// The database's own.
pub fn due(store: &Store) -> Result<Option<DateTime<Utc>>> {
    store.read(|c| {
        let mark = backup::mark(c)?;
        Ok(match last(c)? {
            Some(last) if last.mark == mark => None,
            Some(last) => Some(last.at + APART),
            None if mark == backup::MARK_OF_NOTHING => None,
            None => Some(DateTime::UNIX_EPOCH),
        })
    })
}

/// Whether a backup that is due then is due now. One that was made later than now was made while the clock was wrong.
#[must_use]
pub fn is_due(due: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    due <= now || due > now + APART
}

/// The backup to make now.
///
/// # Errors
/// The database's own.
pub fn wanted(store: &Store, moment: Moment, occasion: Occasion) -> Result<BackupRequest> {
    // Also where the records no longer read as facts.
    let zone =
        Snapshot::take(store, moment).map_or(moment.zone.unwrap_or(moment.system_zone), |snapshot| snapshot.zone);
    let mark = store.read(|c| backup::mark(c))?;
    Ok(BackupRequest { data: store.folder().to_owned(), occasion, now: moment.now, zone, mark, beside: false })
}

/// Makes it: in the chosen folder, or in the usual one when that is away. Then those that are too many go.
///
/// # Errors
/// `Damaged` when the database is; else why there is none.
pub fn write(wanted: &BackupRequest) -> Result<MadeBackup> {
    let made = make_within_reach(wanted)?;
    // Where it lies, and in the usual folder too: nothing is asked of one that does not answer.
    let folders = [made.backup.path.parent().map(Path::to_owned), Some(backup::usual_folder(&wanted.data))];
    folders.iter().flatten().for_each(|folder| thin(folder, wanted.zone, wanted.now));
    Ok(made)
}

fn make_within_reach(wanted: &BackupRequest) -> Result<MadeBackup> {
    let (folder, usual) = (backup::folder(&wanted.data), backup::usual_folder(&wanted.data));
    let make = |folder: &Path| backup::make(&wanted.data, folder, wanted.occasion, wanted.now);
    let made = if wanted.beside { Err(Error::conflict("error-folder-silent")) } else { make(&folder) };
    match made {
        Ok(backup) => Ok(MadeBackup { backup, elsewhere: None }),
        Err(error) if error.code.is_unusable() || folder == usual && !wanted.beside => Err(error),
        Err(error) => Ok(MadeBackup { backup: make(&usual)?, elsewhere: Some(error).filter(|_| folder != usual) }),
    }
}

/// Notes what came of it.
///
/// # Errors
/// The database's own.
pub fn note(store: &Store, moment: Moment, wanted: &BackupRequest, made: &Result<MadeBackup>) -> Result<()> {
    let words = Snapshot::take(store, moment)?.words;
    let problem = match made {
        Ok(MadeBackup { elsewhere: None, .. }) => String::new(),
        Ok(MadeBackup { elsewhere: Some(error), .. }) => {
            words.say("backup-elsewhere", &[("reason", words.error(error).into())])
        }
        Err(error) => words.say("backup-none", &[("reason", words.error(error).into())]),
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
/// Why there is none.
pub fn make(store: &Store, moment: Moment, occasion: Occasion) -> Result<MadeBackup> {
    let wanted = wanted(store, moment, occasion)?;
    let made = write(&wanted);
    note(store, moment, &wanted, &made)?;
    made
}

/// Makes a backup because the user asks for one.
///
/// # Errors
/// Why there is none.
pub fn make_asked(store: &Store, moment: Moment) -> Result<Committed<String>> {
    let made = make(store, moment, Occasion::Asked)?;
    let snapshot = Snapshot::take(store, moment)?;
    let words = snapshot.words;
    let name = name_of(&made.backup);
    let warning = made.elsewhere.map(|error| words.say("backup-elsewhere", &[("reason", words.error(&error).into())]));
    let text = words.say("toast-backup", &[("name", name.as_str().into())]);
    Ok(Committed { value: name, text, warning, undo: None, snapshot })
}

/// Makes a backup if one is due.
///
/// # Errors
/// Why there is none.
pub fn keep(store: &Store, moment: Moment) -> Result<()> {
    match due(store)? {
        Some(due) if is_due(due, moment.now) => make(store, moment, Occasion::Change).map(drop),
        _ => Ok(()),
    }
}

/// Makes a backup before something large, unless the last one still holds everything.
///
/// # Errors
/// Why there is none; then the large thing is not to be begun.
pub fn before(store: &Store, moment: Moment, occasion: Occasion) -> Result<()> {
    let last = store.read(|c| last(c))?;
    let is_there = |last: Last| known(store.folder(), &last.name).is_ok();
    let is_kept = due(store)?.is_none() && last.is_none_or(is_there);
    if is_kept { Ok(()) } else { make(store, moment, occasion).map(drop) }
}

/// Makes everything what it was in a backup, and keeps a backup of what it is now; undoing puts that one back. Returns
/// its name.
///
/// # Errors
/// `NotFound` for no such backup, `Damaged` when it cannot be used, or why what is now could not be kept; then nothing
/// was changed.
pub fn restore(store: &Store, moment: Moment, from: &str) -> Result<Committed<String>> {
    put_back(store, moment, from, false)
}

/// Takes a restore back, by restoring what was kept before it.
pub(super) fn take_back(store: &Store, moment: Moment, kept: &str) -> Result<Committed<String>> {
    put_back(store, moment, kept, true)
}

fn put_back(store: &Store, moment: Moment, from: &str, is_undo: bool) -> Result<Committed<String>> {
    let (path, candidate) = candidate(store.folder(), from)?;
    // Beside the records: others wait for the database meanwhile, and a folder elsewhere may take its time.
    let wanted = wanted(store, moment, Occasion::Restore)?.beside_the_records();
    let at = all(store.folder()).into_iter().find(|known| known.path == path).map(|backup| backup.at);
    // Nothing is thinned: what is to be restored may be one too many.
    let (kept, sequences) =
        store.replace(&candidate, |c| Ok((make_within_reach(&wanted)?.backup, sequences::all(c)?)))?;
    let name = name_of(&kept);
    let snapshot = Snapshot::take(store, moment)?;
    let words = snapshot.words;
    let text = match at {
        Some(at) => {
            let when = words.at_moment(at, moment.now, &snapshot.calendar());
            words.say("toast-backup-restored", &[("when", when.into())])
        }
        None => words.plain("toast-backup-file-restored"),
    };
    let undo = store.write(|tx| {
        // A reminder on the screen, a form that is open or a calendar must not take what comes for what was.
        sequences.iter().try_for_each(|(table, last)| sequences::go_on_after(tx, table, *last))?;
        journal::note_restore(tx, moment.now, &text, &name, is_undo)
    })?;
    reindex(store, moment)?;
    let snapshot = Snapshot::take(store, moment)?;
    Ok(Committed { value: name, text, warning: None, undo: Some(undo), snapshot })
}

/// Deletes a backup for good. Never the only one: then another is made first.
///
/// # Errors
/// `NotFound` for no such backup; the system's own.
pub fn delete(store: &Store, moment: Moment, name: &str) -> Result<Committed<()>> {
    let backup = known(store.folder(), name)?;
    if all(store.folder()).len() < 2 {
        make(store, moment, Occasion::Asked)?;
    }
    std::fs::remove_file(&backup.path)?;
    // What it held is in no backup any more.
    if store.read(|c| last(c))?.is_some_and(|last| last.name == name) {
        store.write(|tx| store::status::set(tx, &StatusKey::LastBackup, "", moment.now).map(drop))?;
    }
    let snapshot = Snapshot::take(store, moment)?;
    let when = snapshot.words.at_moment(backup.at, moment.now, &snapshot.calendar());
    let text = snapshot.words.say("toast-backup-deleted", &[("when", when.into())]);
    Ok(Committed { value: (), text, warning: None, undo: None, snapshot })
}

/// Sends the backups to another folder from now on, or with none to the usual one, and makes one there at once. In a
/// chosen folder they get one of their own.
///
/// # Errors
/// When none can be made there; then the folder is the one it was.
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

/// An error of a folder that nothing can be written to, in words that name it.
fn closed(error: Error, shown: &str) -> Error {
    if error.code != Code::File {
        return error;
    }
    Error { message: "error-backup-folder-closed", ..error }.with("path", shown)
}

/// What still holds a person who was taken out of the records: how many backups and databases that were put aside, and
/// when the oldest was made.
#[must_use]
pub fn holders(data: &Path, uid: &str) -> Vec<DateTime<Utc>> {
    // One that cannot be read may hold anybody.
    // Nor is a log looked into that lies beside one.
    let holds = |path: &Path| backup::holds(path, uid).unwrap_or(true) || files::has_log(path);
    let backups = all(data).into_iter().filter(|backup| holds(&backup.path)).map(|backup| backup.at);
    let aside = put_aside(data).into_iter().filter(|(_, path)| holds(path)).map(|(at, _)| at);
    backups.chain(aside).collect()
}

/// Databases that a backup took the place of.
fn put_aside(data: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let entries = std::fs::read_dir(data.join(store::files::PUT_ASIDE)).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path().join(store::files::FILE_NAME)).filter(|path| path.exists());
    files
        .map(|path| (path.metadata().and_then(|m| m.modified()).map_or(DateTime::UNIX_EPOCH, Into::into), path))
        .collect()
}

/// Every backup there is, latest first: in the chosen folder and in the usual one.
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

/// The backups in a folder that may be one of a network that hangs: then it has nothing to offer at this moment.
fn listed(folder: &Path) -> Vec<Backup> {
    let folder = folder.to_owned();
    patiently(move || backup::list(&folder)).unwrap_or_default()
}

/// How long a folder, or a file in it, may take to answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);

/// What a look at a folder gives, or nothing where it takes too long.
fn patiently<T: Send + 'static>(look: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, coming) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(look()).is_ok());
    coming.recv_timeout(PATIENCE).ok()
}

/// Every backup with what is in it, none where it cannot be read.
pub type InspectedBackups = Vec<(Backup, Option<Content>)>;

/// Looks into every backup there is. Not while others wait for the database: a folder may take its time.
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
    // Those beside the records first; of those elsewhere what comes in time.
    std::thread::spawn(move || {
        files.into_iter().all(|(at, path)| tell.send((at, backup::content(&path).ok())).is_ok())
    });
    while let Ok((at, content)) = told.recv_timeout(PATIENCE) {
        if let Some((_, unknown)) = seen.get_mut(at) {
            *unknown = content;
        }
    }
    seen
}

/// The word for the newest backup that is sound.
pub const LATEST: &str = "latest";

/// A backup by its name, or a file by its path, prepared to take the database's place.
pub(crate) fn candidate(data: &Path, from: &str) -> Result<(PathBuf, Candidate)> {
    if from == LATEST {
        for backup in all(data) {
            match Candidate::of(&backup.path, data) {
                Ok(candidate) => return Ok((backup.path, candidate)),
                Err(error) if is_of_the_file(&error) => {}
                Err(error) => return Err(error),
            }
        }
        return Err(Error::conflict("error-no-sound-backup"));
    }
    let path = known(data, from).map(|backup| backup.path).or_else(|error| {
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
    Ok((path, candidate))
}

/// Whether an error is about the file that was to be used, and not about the disk that has no room for a copy of it.
fn is_of_the_file(error: &Error) -> bool {
    error.code.is_unusable() || error.code == Code::Store
}

/// Whether a file is one that is imported instead: everything as JSON, or cards.
fn is_for_import(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(store::dump::HEAD as u64).read_to_end(&mut head));
    read.is_ok() && (store::dump::begins(&head) || head.to_ascii_uppercase().starts_with(b"BEGIN:VCARD"))
}

/// What is in a file that can be used.
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

/// A backup by its name.
fn known(data: &Path, name: &str) -> Result<Backup> {
    let named = |backup: &Backup| backup.path.file_name().is_some_and(|file| *file == *name);
    let found = all(data).into_iter().find(named);
    found.ok_or_else(|| Error::not_found("error-no-backup", name))
}

/// What stands in the way of backups; empty while all is well.
///
/// # Errors
/// The database's own.
pub fn problem(c: &Connection) -> Result<String> {
    Ok(store::status::get(c, &StatusKey::BackupProblem)?.unwrap_or_default())
}

/// Removes what need not be kept.
fn thin(folder: &Path, zone: Tz, now: DateTime<Utc>) {
    let backups = backup::list(folder);
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let made: Vec<_> = backups.iter().map(|backup| local(backup.at)).collect();
    for (backup, _) in backups.iter().zip(backup_retention::kept(&made, local(now))).filter(|(_, kept)| !kept) {
        // One that cannot be removed is tried again after the next backup.
        drop(std::fs::remove_file(&backup.path));
    }
}

fn name_of(backup: &Backup) -> String {
    backup.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The last backup: when it was made, what there was to back up, and its name.
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
