//! Cards that were read off a text or a file, to be looked at before they are saved.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::duplicates::Likeness;
use crate::domain::facts::Card;
use crate::domain::ids::ContactId;
use crate::forms::card::CardForm;
use crate::snapshot::Snapshot;
use crate::views::remarks::alike;

/// A card read off a text, to be looked at before it is saved.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CardReading {
    /// The fields.
    pub card: CardForm,
    /// The lines no field took anything from.
    pub rest: Vec<String>,
    /// What to say about it.
    pub text: String,
    /// Zones to choose from.
    pub zones: Vec<String>,
}

/// A card for the interview form.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct FormCard {
    /// Its fields.
    pub card: CardForm,
    /// What there is to say of it, a line each; empty where there is nothing.
    pub remark: String,
    /// Who is here already and may be the same person.
    pub known: Option<KnownCard>,
}

/// The card of somebody who is here, with what a card that was read adds to it.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct KnownCard {
    /// Their id.
    pub contact: i64,
    /// The card.
    pub card: CardForm,
}

/// A card for the interview form, with what is to be said of it and who may be the same person.
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
