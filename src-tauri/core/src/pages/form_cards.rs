//! Cards for the interview form: read off a file or a text and put into its fields, where they are looked at before they are
//! saved.

use crate::domain::duplicates::Index;
use crate::domain::facts::Card;
use crate::error::{Error, Result};
use crate::exchange::parsed_file::ParsedFile;
use crate::exchange::record::Record;
use crate::exchange::{card_text, file_kind};
use crate::snapshot::Snapshot;
use crate::views::card_reading::{FormCard, form_card};
use crate::views::remarks::remarks;

/// The most cards a file may put into the form: more people sit at no interview.
const MOST: usize = 12;

/// The cards of a file.
///
/// # Errors
/// When it holds none, or more than the form takes.
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

/// The cards of a text: a vCard, the payload of a QR code, or what is printed on a namecard.
///
/// # Errors
/// When it is too long or too much, or says nothing that belongs on a card.
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

/// A card with what there is to say of it, and with whom it may be.
fn told(snapshot: &Snapshot, card: &Card, remarks: Vec<String>) -> FormCard {
    // Colleagues share a switchboard, and often a mailbox: only a name tells who it may be.
    let likest = Index::of(&snapshot.facts).alike(card).into_iter().find(|(_, likeness)| likeness.name);
    form_card(snapshot, card, remarks, likest)
}
