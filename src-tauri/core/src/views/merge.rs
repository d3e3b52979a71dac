//! Two people side by side, before they are made one.

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

/// Two people side by side.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct MergeView {
    /// Who stays.
    pub keep: i64,
    /// Who goes.
    pub other: i64,
    /// What the one who stays is called.
    pub name: String,
    /// What each has to do with the user, in a line.
    pub first: String,
    /// The same of the other.
    pub second: String,
    /// The fields that either fills in.
    pub rows: Vec<MergeRow>,
    /// What happens to all the rest.
    pub text: String,
}

/// A field of both cards.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct MergeRow {
    /// Its code.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// What the one who stays says.
    pub first: String,
    /// What the one who goes says.
    pub second: String,
    /// What can be chosen, the usual first; nothing where there is nothing to choose.
    pub sides: Vec<Side>,
}

/// Two people side by side.
///
/// # Errors
/// `NotFound`.
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

/// "2 interviews, 3 calls and letters"
fn history(snapshot: &Snapshot, contact: ContactId) -> String {
    let facts = &snapshot.facts;
    let interviews = facts.interviews.values().filter(|interview| interview.has(contact)).count();
    let touches = facts.touches.values().filter(|touch| touch.contact == Some(contact)).count();
    let replies = facts.replies.values().filter(|reply| reply.contact == Some(contact)).count();
    snapshot.words.say("merge-history", &[("interviews", interviews.into()), ("touches", (touches + replies).into())])
}
