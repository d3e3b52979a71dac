//! The import page: what a file holds, before anything is taken over.

use rusqlite::Connection;

use crate::domain::facts::Card;
use crate::domain::import::Counts;
use crate::error::{Error, Result};
use crate::exchange::card_text;
use crate::exchange::parsed_file::ParsedFile;
use crate::forms::card::CardForm;
use crate::forms::import::ImportChange;
use crate::snapshot::Snapshot;
use crate::use_cases::import_comparison::outcomes;
use crate::views::card_reading::CardReading;
use crate::views::choice::zones;
use crate::views::import::{ImportView, import_file};
use crate::views::page_ref::{ApplicationsTab, PageRef};

/// The page of a file; with none, the page that asks for one.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, parsed: Option<&ParsedFile>) -> Result<ImportView> {
    let Some(parsed) = parsed else { return Ok(ImportView { file: None }) };
    let outcomes = outcomes(c, snapshot, &parsed.records)?;
    Ok(ImportView { file: Some(import_file(snapshot, parsed, &outcomes)) })
}

/// The file with another choice for one of its entries or for all people who look like somebody already here, or with
/// another meaning for one of its columns.
///
/// # Errors
/// When there is no such entry, column, choice or meaning; then nothing was changed.
pub fn changed(parsed: ParsedFile, change: &ImportChange) -> Result<ParsedFile> {
    match change {
        ImportChange::Choice { record, choice } => {
            let known = choice.parse().ok().filter(|_| *record < parsed.records.len());
            let choice = known.ok_or_else(|| Error::not_found("error-import-no-record", *record))?;
            Ok(parsed.with_choice(*record, choice))
        }
        ImportChange::Alike { choice } => Ok(parsed.with_alike((*choice).into())),
        ImportChange::Column { column, meaning } => {
            let meaning = meaning.parse().map_err(|_| Error::not_found("error-import-no-column", *column))?;
            parsed.with_column(*column, meaning)
        }
    }
}

/// A card read from the text of a business card or a signature, for the user to check before it is saved.
#[must_use]
pub fn card_reading(snapshot: &Snapshot, text: &str) -> CardReading {
    let found = card_text::read(text);
    let message = if found.card == Card::default() { "card-text-nothing" } else { "card-text-found" };
    CardReading {
        card: CardForm::from(&found.card),
        rest: found.rest,
        text: snapshot.words.plain(message),
        zones: zones(),
    }
}

/// The page that shows what an import has added.
#[must_use]
pub fn page_after(counts: &Counts) -> PageRef {
    match counts.added + counts.updated {
        0 if counts.applications > 0 => PageRef::Applications { tab: ApplicationsTab::default(), through: None },
        _ => PageRef::People { query: String::new(), through: None },
    }
}
