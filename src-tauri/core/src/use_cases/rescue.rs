//! What can be done where the database cannot be opened: a backup takes its place, or one begins anew. What was there is
//! put aside and kept.

use std::path::{Path, PathBuf};

use super::backups;
use crate::domain::calendar::Calendar;
use crate::domain::settings::Settings;
use crate::error::{Error, Result};
use crate::snapshot::Moment;
use crate::store::opening;
use crate::views::backups::{BackupRow, RescueView, row};
use crate::wording::Words;

/// What there is to say, and to choose from.
#[must_use]
pub fn page(data: &Path, moment: Moment, error: &Error) -> RescueView {
    let words = Words::english();
    let settings = Settings::default();
    let calendar = calendar(moment, &settings);
    RescueView {
        messages: words.catalogue("ui-"),
        language: words.language().to_owned(),
        sentence: words.error(error),
        folder: data.display().to_string(),
        rows: backups::all(data).iter().map(|backup| row(words, &calendar, moment.now, backup)).collect(),
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

/// Puts a backup in the place of a database that cannot be opened. Says where that lies now.
///
/// # Errors
/// When there is no such backup, it cannot be used, or another program has the database open; then nothing was changed.
pub fn restore(data: &Path, moment: Moment, from: &str) -> Result<String> {
    let (_, candidate) = backups::candidate(data, from)?;
    let aside = opening::replace(data, Some(candidate), moment.now)?;
    Ok(told("rescue-restored", aside))
}

/// Begins with nothing recorded. Says where the old database lies now.
///
/// # Errors
/// When another program has the database open; then nothing was changed.
pub fn begin_anew(data: &Path, moment: Moment) -> Result<String> {
    let aside = opening::replace(data, None, moment.now)?;
    Ok(told("rescue-anew", aside))
}

/// Looks once more whether the database is sound after all.
///
/// # Errors
/// Why it is not.
pub fn reconsider(data: &Path) -> Result<()> {
    opening::reconsider(data)
}

fn told(message: &str, aside: Option<PathBuf>) -> String {
    let words = Words::english();
    let text = words.plain(message);
    match aside {
        Some(aside) => {
            words.say("rescue-aside", &[("text", text.into()), ("path", aside.display().to_string().into())])
        }
        None => text,
    }
}
