//! What can be done where the database cannot be opened: a backup takes its place, or one begins anew. What was there is
//! put aside and kept.

use std::path::{Path, PathBuf};

use super::backups;
use crate::domain::calendar::Calendar;
use crate::domain::settings::Settings;
use crate::error::{Code, Error, Result};
use crate::snapshot::Moment;
use crate::store::open;
use crate::views::backups::{BackupRow, RescueView, rows};
use crate::wording::Words;

/// What there is to say, and to choose from.
#[must_use]
pub fn page(data: &Path, moment: Moment, error: &Error) -> RescueView {
    let words = Words::english();
    let settings = Settings::default();
    let replaceable = error.code == Code::Damaged;
    RescueView {
        messages: words.catalogue("ui-"),
        language: words.language().to_owned(),
        sentence: words.error(error),
        replaceable,
        advisable: replaceable && !["error-store-newer", "error-store-foreign"].contains(&error.message),
        folder: data.display().to_string(),
        rows: rows(words, &calendar(moment, &settings), moment.now, &backups::seen(data)),
    }
}

/// What is in a backup by its name, or in a file by its path.
///
/// # Errors
/// When there is no such backup, or it cannot be used.
pub fn found(data: &Path, moment: Moment, from: &str) -> Result<BackupRow> {
    let settings = Settings::default();
    backups::found(data, from, moment.now, &calendar(moment, &settings))
}

/// Nobody's settings can be read: times are those of the system's zone.
fn calendar(moment: Moment, settings: &Settings) -> Calendar<'_> {
    Calendar { zone: moment.zone.unwrap_or(moment.system_zone), settings }
}

/// Puts a backup in the place of a database that cannot be opened. Says what is there now, and where the old one lies.
///
/// # Errors
/// When there is no such backup, it cannot be used, or another program has the database open; then nothing was changed.
pub fn restore(data: &Path, moment: Moment, from: &str) -> Result<String> {
    let (path, candidate) = backups::candidate(data, from)?;
    let row = backups::row_of(data, &path, moment.now, &calendar(moment, &Settings::default()));
    let aside = open::replace(data, Some(candidate), moment.now)?;
    let args = [("when", row.when.into()), ("holds", row.holds.into())];
    Ok(told(Words::english().say("rescue-restored", &args), aside))
}

/// Begins with nothing recorded. Says where the old database lies now.
///
/// # Errors
/// When another program has the database open; then nothing was changed.
pub fn begin_anew(data: &Path, moment: Moment) -> Result<String> {
    let aside = open::replace(data, None, moment.now)?;
    Ok(told(Words::english().plain("rescue-anew"), aside))
}

/// Looks once more whether the database is sound after all.
///
/// # Errors
/// Why it is not.
pub fn reconsider(data: &Path) -> Result<()> {
    open::reconsider(data)
}

fn told(text: String, aside: Option<PathBuf>) -> String {
    match aside {
        Some(aside) => {
            Words::english().say("rescue-aside", &[("text", text.into()), ("path", aside.display().to_string().into())])
        }
        None => text,
    }
}
