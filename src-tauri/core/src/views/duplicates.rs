//! Pairs of people who may be one person.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::duplicates::{Likeness, Pair};
use crate::domain::ids::ContactId;
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
    /// The person who was entered later.
    pub other: i64,
    /// What the first is called, and where.
    pub first: String,
    /// What the second is called, and where.
    pub second: String,
    /// In what they are alike.
    pub why: String,
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
