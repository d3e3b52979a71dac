//! The page that shows two people side by side before they are merged.

use serde::Serialize;
use ts_rs::TS;

use super::card::label;
use crate::domain::codes::CardField;
use crate::domain::facts::Contact;
use crate::domain::ids::ContactId;
use crate::domain::merge::sides;
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;
use crate::wire::Side;

/// Two people side by side, before they are merged.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct MergeView {
    /// The id of the person who stays.
    pub keep: i64,
    /// The id of the person who is merged into the first.
    pub other: i64,
    /// The name of the person who stays.
    pub name: String,
    /// How much history the first has: interviews, calls and letters, in one line.
    pub first: String,
    /// The same for the second.
    pub second: String,
    /// The fields that are filled in on at least one card.
    pub rows: Vec<MergeRow>,
    /// What happens to the history of both, in words.
    pub text: String,
}

/// A field of both cards.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct MergeRow {
    /// The code of the field.
    pub field: String,
    /// The name of the field.
    pub label: String,
    /// Its value on the card that stays.
    pub first: String,
    /// Its value on the other card.
    pub second: String,
    /// The choices, the usual one first; empty if there is nothing to choose.
    pub sides: Vec<Side>,
}

/// The page for two people.
///
/// # Errors
/// `NotFound` if one of them does not exist; `Conflict` if both are the same person.
pub fn merge(snapshot: &Snapshot, keep: i64, other: i64) -> Result<MergeView> {
    let of = |id: i64| -> Result<&Contact> {
        snapshot.facts.contacts.get(&ContactId(id)).ok_or_else(|| Error::not_found("error-no-contact", id))
    };
    let (first, second) = (of(keep)?, of(other)?);
    if keep == other {
        return Err(Error::conflict("error-merge-same"));
    }
    let row = |field: &CardField| MergeRow {
        field: field.code().to_owned(),
        label: snapshot.words.plain(label(*field)),
        first: first.card.text_of(*field),
        second: second.card.text_of(*field),
        sides: sides(&first.card, &second.card, *field).into_iter().map(Into::into).collect(),
    };
    let rows = CardField::ALL.iter().map(row).filter(|row| !row.first.is_empty() || !row.second.is_empty());
    Ok(MergeView {
        keep,
        other,
        name: first.card.name.clone(),
        first: history(snapshot, first.id),
        second: history(snapshot, second.id),
        rows: rows.collect(),
        text: snapshot.words.plain("merge-text"),
    })
}

/// The history with a person, such as "2 interviews, 3 calls and letters".
fn history(snapshot: &Snapshot, contact: ContactId) -> String {
    let facts = &snapshot.facts;
    let interviews = facts.interviews.values().filter(|interview| interview.has(contact)).count();
    let touches = facts.touches.values().filter(|touch| touch.contact == Some(contact)).count();
    let replies = facts.replies.values().filter(|reply| reply.contact == Some(contact)).count();
    snapshot.words.say("merge-history", &[("interviews", interviews.into()), ("touches", (touches + replies).into())])
}
