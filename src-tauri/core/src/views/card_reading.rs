//! Cards read from a text or a file, for the user to check before they are saved.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::duplicates::Likeness;
use crate::domain::facts::Card;
use crate::domain::ids::ContactId;
use crate::forms::card::CardForm;
use crate::snapshot::Snapshot;
use crate::views::remarks::alike;

/// A card read from a text, for the user to check before it is saved.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CardReading {
    /// The fields.
    pub card: CardForm,
    /// The lines that were not used for any field.
    pub rest: Vec<String>,
    /// A sentence about the result.
    pub text: String,
    /// Zones to choose from.
    pub zones: Vec<String>,
}

/// A card that was read, for the interview form.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct FormCard {
    /// Its fields.
    pub card: CardForm,
    /// Remarks on it, one per line; may be empty.
    pub remark: String,
    /// A person already in the records who may be the same.
    pub known: Option<KnownCard>,
}

/// The card of a person already in the records, with the empty fields filled in from the card that was read.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct KnownCard {
    /// Their id.
    pub contact: i64,
    /// The card.
    pub card: CardForm,
}

/// Builds a card for the interview form, with remarks and the known person it is most like.
#[must_use]
pub fn form_card(
    snapshot: &Snapshot,
    card: &Card,
    mut remarks: Vec<String>,
    likest: Option<(ContactId, Likeness)>,
) -> FormCard {
    remarks.extend(likest.map(|(id, likeness)| alike(snapshot, id, likeness)));
    let known = likest.and_then(|(id, _)| snapshot.facts.contacts.get(&id)).map(|contact| {
        let mut filled = contact.card.clone();
        filled.fill_from(card);
        KnownCard { contact: contact.id.0, card: CardForm::from(&filled) }
    });
    FormCard { card: CardForm::from(card), remark: remarks.join("\n"), known }
}
