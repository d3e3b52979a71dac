//! Restores a backup: all records become what they were in it. A backup of what they are now is made first, and undoing
//! the restore puts that one back.

use rusqlite::Connection;

use super::backup_files::{all, candidate, name_of};
use super::backups::{make_within_reach, wanted};
use super::change::Committed;
use super::reindex::index;
use crate::domain::settings::CALENDAR_FILE;
use crate::error::{Code, Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::backup::Occasion;
use crate::store::sequences::{self, Sequences};
use crate::store::{self, Session, Store, journal};

/// Restores a backup by its name, or a file by its path. Returns the name of the backup that was made of the records
/// before.
///
/// # Errors
/// `NotFound` for no such backup, `Newer` or a conflict when it cannot be used, or why the present records could not be
/// backed up; then nothing was changed.
pub fn restore(store: &Store, moment: Moment, from: &str) -> Result<Committed<String>> {
    put_back(store, moment, from, false)
}

/// Undoes a restore, by restoring the backup that was made before it.
pub(super) fn take_back(store: &Store, moment: Moment, kept: &str) -> Result<Committed<String>> {
    put_back(store, moment, kept, true)
}

fn put_back(store: &Store, moment: Moment, from: &str, is_undo: bool) -> Result<Committed<String>> {
    let (path, candidate) = candidate(store.folder(), from)?;
    // In the usual folder, because others wait for the database meanwhile and a chosen folder may be slow to answer.
    let wanted = wanted(store, moment, Occasion::Restore)?.beside_the_records();
    let at = all(store.folder()).into_iter().find(|known| known.path == path).map(|backup| backup.at);
    let before = |c: &Connection| {
        // No old backups are deleted here: the one to be restored could be among them.
        let kept = make_within_reach(&wanted)?.backup;
        Ok((name_of(&kept), sequences::all(c)?, store::settings::all(c)?.remove(CALENDAR_FILE)))
    };
    let after = |tx: &Session<'_>, (name, sequences, calendar_file): (String, Sequences, Option<String>)| {
        // Ids are never used again: a reminder on the screen, an open form or a calendar may still name one.
        sequences.iter().try_for_each(|(table, last)| sequences::go_on_after(tx, table, *last))?;
        // A place on this machine is not part of the records.
        if store::settings::all(tx)?.remove(CALENDAR_FILE) != calendar_file {
            store::settings::set(tx, CALENDAR_FILE, &calendar_file.unwrap_or_default(), moment.now)?;
        }
        let snapshot = Snapshot::load(tx, moment)?;
        let words = snapshot.words;
        let text = match at {
            Some(at) => {
                let when = words.at_moment(at, moment.now, &snapshot.calendar());
                words.say("toast-backup-restored", &[("when", when.into())])
            }
            None => words.plain("toast-backup-file-restored"),
        };
        index(tx, &snapshot)?;
        let undo = journal::note_restore(tx, moment.now, &text, &name, is_undo)?;
        Ok(Committed { value: name, text, warning: None, undo: Some(undo), snapshot })
    };
    store.replace(&candidate, before, |tx, seen| {
        // What cannot be read now came with the backup.
        after(tx, seen).map_err(|error: Error| match error.code {
            Code::Damaged => Error::conflict("error-backup-damaged").with("path", path.display().to_string()),
            _ => error,
        })
    })
}
