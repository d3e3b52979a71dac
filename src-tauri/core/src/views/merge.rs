//! People who may be one person, and two of them side by side.

use serde::Serialize;
use ts_rs::TS;

use super::Side;
use super::import::label;
use crate::domain::codes::CardField;
use crate::domain::duplicates::{Likeness, Pair};
use crate::domain::facts::Contact;
use crate::domain::ids::ContactId;
use crate::domain::merge::sides;
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;

/// The pairs that may be one person.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct DuplicatesView {
    /// "Three pairs may be one person each."
    pub summary: String,
    /// The pairs, the likest first.
    pub pairs: Vec<PairRow>,
    /// "and 20 more"
    pub more: String,
}

/// A pair.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PairRow {
    /// The one who was here first.
    pub keep: i64,
    /// The other.
    pub other: i64,
    /// What the first is called, and where.
    pub first: String,
    /// What the second is called, and where.
    pub second: String,
    /// In what they are alike.
    pub why: String,
}

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

/// How many pairs are shown.
const SHOWN: usize = 100;

/// The pairs that may be one person.
#[must_use]
pub fn duplicates(snapshot: &Snapshot, pairs: &[Pair]) -> DuplicatesView {
    let words = snapshot.words;
    let row = |pair: &Pair| PairRow {
        keep: pair.one.0,
        other: pair.other.0,
        first: told(snapshot, pair.one),
        second: told(snapshot, pair.other),
        why: words.plain(why(pair.likeness)),
    };
    let rest = pairs.len().saturating_sub(SHOWN);
    DuplicatesView {
        summary: words.say("duplicates-summary", &[("count", pairs.len().into())]),
        pairs: pairs.iter().take(SHOWN).map(row).collect(),
        more: if rest == 0 { String::new() } else { words.say("duplicates-more", &[("count", rest.into())]) },
    }
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

fn told(snapshot: &Snapshot, contact: ContactId) -> String {
    let Some(card) = snapshot.facts.contacts.get(&contact).map(|contact| &contact.card) else { return String::new() };
    let parts = [card.name.as_str(), card.title.as_str(), card.company.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn why(likeness: Likeness) -> &'static str {
    match (likeness.email, likeness.phone) {
        (true, _) => "duplicates-name-email",
        (_, true) => "duplicates-name-phone",
        _ => "duplicates-name",
    }
}
