//! Cards for the interview form. They are read from a file or a text and put into its fields, where the user checks
//! them before saving.

use crate::domain::duplicates::Index;
use crate::domain::facts::Card;
use crate::error::{Error, Result};
use crate::exchange::parsed_file::ParsedFile;
use crate::exchange::record::Record;
use crate::exchange::{card_text, file_kind};
use crate::snapshot::Snapshot;
use crate::views::card_reading::{FormCard, form_card};
use crate::views::remarks::remarks;

/// The most cards that a file may put into the form: no interview has more interviewers.
const MOST: usize = 12;

/// The cards of a file.
///
/// # Errors
/// When the file holds no card, or more than the form accepts.
pub fn of_file(snapshot: &Snapshot, file: &ParsedFile) -> Result<Vec<FormCard>> {
    let refuse = |message| Error::invalid("file", message).with("name", file.name.as_str());
    let cards = file.records.iter().filter_map(|record| match record {
        Record::Card(card) => Some(card),
        Record::Application(_) | Record::Unreadable(_) => None,
    });
    let cards: Vec<_> = cards.collect();
    match cards.len() {
        0 => Err(refuse("error-form-cards-none")),
        count if count > MOST => Err(refuse("error-form-cards-many").with("count", count)),
        _ => Ok(cards.iter().map(|card| told(snapshot, &card.card, remarks(snapshot, &card.remarks))).collect()),
    }
}

/// The cards of a text: a vCard, the payload of a QR code, or the lines of a business card.
///
/// # Errors
/// When the text is too long, holds too many cards, or holds nothing that belongs on a card.
pub fn of_text(snapshot: &Snapshot, text: &str) -> Result<Vec<FormCard>> {
    if let Some(file) = file_kind::read_text(&snapshot.words.plain("import-pasted"), text)? {
        return of_file(snapshot, &file);
    }
    let found = card_text::read(text);
    if found.card == Card::default() {
        return Err(Error::invalid("text", "card-text-nothing"));
    }
    let rest = match found.rest.is_empty() {
        true => Vec::new(),
        false => vec![snapshot.words.say("form-card-rest", &[("lines", found.rest.join(" · ").into())])],
    };
    Ok(vec![told(snapshot, &found.card, rest)])
}

/// A card for the form, with remarks on it and the person here who may be the same.
fn told(snapshot: &Snapshot, card: &Card, remarks: Vec<String>) -> FormCard {
    // Only people of the same name come into question, because colleagues share a switchboard and often a mailbox.
    let likest = Index::of(&snapshot.facts).alike(card).into_iter().find(|(_, likeness)| likeness.name);
    form_card(snapshot, card, remarks, likest)
}
