//! What can be done where the database cannot be opened: put a backup in its place, or begin anew. The old database is
//! put aside and kept.

use std::path::{Path, PathBuf};

use super::backup_files;
use crate::domain::settings::Settings;
use crate::error::Result;
use crate::snapshot::Moment;
use crate::store::replace;
use crate::wording::Words;

/// Puts a backup in the place of a database that cannot be opened. Says what is there now, and where the old one lies.
///
/// # Errors
/// When there is no such backup, it cannot be used, or another program has the database open; then nothing was changed.
pub fn restore(data: &Path, moment: Moment, from: &str) -> Result<String> {
    let (path, candidate) = backup_files::candidate(data, from)?;
    let row = backup_files::row_of(data, &path, moment.now, &moment.calendar(&Settings::default()));
    let aside = replace::replace(data, Some(candidate), moment.now)?;
    let args = [("when", row.when.into()), ("holds", row.holds.into())];
    Ok(told(Words::english().say("rescue-restored", &args), aside))
}

/// Begins with nothing recorded. Says where the old database lies now.
///
/// # Errors
/// When another program has the database open; then nothing was changed.
pub fn begin_anew(data: &Path, moment: Moment) -> Result<String> {
    let aside = replace::replace(data, None, moment.now)?;
    Ok(told(Words::english().plain("rescue-anew"), aside))
}

/// Looks once more whether the database is sound after all.
///
/// # Errors
/// Why it is not.
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
