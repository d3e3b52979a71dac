//! What the user can do if the database cannot be opened: replace it with a backup, start with an empty one, or have it
//! checked again. A database that is replaced is put aside and kept.

use std::path::{Path, PathBuf};

use super::backup_files;
use crate::domain::settings::Settings;
use crate::error::Result;
use crate::snapshot::Moment;
use crate::store::replace::{self, Replacement};
use crate::wording::Words;

/// Puts a backup in the place of a database that cannot be opened. Returns a sentence that says what the records hold
/// now and where the old database is.
///
/// # Errors
/// When there is no such backup, it cannot be used, or another program has the database open; nothing was changed then.
/// The system's own; the old database still exists then.
pub fn restore(data: &Path, moment: Moment, from: &str) -> Result<String> {
    let (path, candidate) = backup_files::candidate(data, from)?;
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
    let changes = backup_files::last_change(data);
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

fn told(text: String, aside: Option<PathBuf>) -> String {
    match aside {
        Some(aside) => {
            Words::english().say("rescue-aside", &[("text", text.into()), ("path", aside.display().to_string().into())])
        }
        None => text,
    }
}
