//! What the user can do if the database cannot be opened: replace it with a backup, start with an empty one, or have it
//! checked again. A database that is replaced is put aside and kept.

use std::path::{Path, PathBuf};

use super::backup_files;
use crate::domain::settings::Settings;
use crate::error::Result;
use crate::snapshot::Moment;
use crate::store::replace::{self, Replacement};
use crate::store::{FILE_NAME, Store, backup, journal};
use crate::wording::Words;

/// Puts a backup in the place of a database that cannot be opened. Returns a sentence that says what the records hold
/// now and where the old database is.
///
/// # Errors
/// When there is no such backup, it cannot be used, or another program has the database open; nothing was changed then.
/// The system's own; the old database still exists then.
pub fn restore(data: &Path, moment: Moment, from: &str) -> Result<String> {
    let (path, candidate) = backup_files::candidate(data, from)?;
    // The changes are counted on, so that the latest backup can be told from the later ones that were passed over.
    candidate.count_from(changes_so_far(data))?;
    let row = backup_files::row_of(data, &path, moment.now, &moment.calendar(&Settings::default()));
    let aside = replace::replace(data, Replacement::Backup(candidate), moment.now)?;
    let args = [("when", row.when.into()), ("holds", row.holds.into())];
    Ok(told(Words::english().say("rescue-restored", &args), aside))
}

/// Starts with an empty database. Returns a sentence that says where the old one is.
///
/// # Errors
/// When another program has the database open; nothing was changed then. The system's own; the old database still
/// exists then.
pub fn begin_anew(data: &Path, moment: Moment) -> Result<String> {
    let changes = changes_so_far(data);
    let aside = replace::replace(data, Replacement::Nothing { changes }, moment.now)?;
    Ok(told(Words::english().plain("rescue-anew"), aside))
}

/// Checks the database again, and lets it be opened if it is sound after all.
///
/// # Errors
/// Why it is not sound, or why that could not be found out.
pub fn reconsider(data: &Path) -> Result<()> {
    replace::reconsider(data)
}

/// Counts the changes of records that took the place of others on from those, so that the latest backup can be told.
///
/// # Errors
/// The database's own.
pub fn count_on(store: &Store) -> Result<()> {
    let changes = backup_files::last_change(store.folder());
    if store.read(|c| journal::last(c))?.unwrap_or_default() >= changes {
        return Ok(());
    }
    store.write(|tx| journal::count_from(tx, changes))
}

/// The number of the last change in any backup and in the database itself, as far as they can be read.
fn changes_so_far(data: &Path) -> i64 {
    let own = backup::last_change(&data.join(FILE_NAME)).unwrap_or_default();
    backup_files::last_change(data).max(own)
}

fn told(text: String, aside: Option<PathBuf>) -> String {
    match aside {
        Some(aside) => {
            Words::english().say("rescue-aside", &[("text", text.into()), ("path", aside.display().to_string().into())])
        }
        None => text,
    }
}
