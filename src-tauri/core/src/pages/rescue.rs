//! The page that is shown if the database cannot be opened.

use std::path::Path;

use crate::domain::settings::Settings;
use crate::error::{Code, Error, Result};
use crate::snapshot::Moment;
use crate::use_cases::backup_files;
use crate::views::backups::{BackupRow, rows};
use crate::views::rescue::RescueView;
use crate::wording::Words;

/// The page: what is wrong with the database, and the backups to choose from.
#[must_use]
pub fn page(data: &Path, moment: Moment, error: &Error) -> RescueView {
    let words = Words::english();
    let settings = Settings::default();
    let replaceable = error.code.is_unusable();
    RescueView {
        messages: words.catalogue("ui-"),
        language: words.language().to_owned(),
        sentence: words.error(error),
        replaceable,
        advisable: error.code == Code::Damaged,
        folder: data.display().to_string(),
        rows: rows(words, &moment.calendar(&settings), moment.now, &backup_files::inspect_all(data)),
    }
}

/// Describes what is in a backup. `from` is the name of a backup or the path of a file.
///
/// # Errors
/// When there is no such backup, or it cannot be used.
pub fn found(data: &Path, moment: Moment, from: &str) -> Result<BackupRow> {
    let settings = Settings::default();
    crate::pages::backups::found(data, from, moment.now, &moment.calendar(&settings))
}
