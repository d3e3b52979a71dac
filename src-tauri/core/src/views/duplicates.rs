//! Pairs of cards that may belong to the same person.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::duplicates::{Likeness, Pair};
use crate::domain::ids::ContactId;
use crate::snapshot::Snapshot;

/// The page of pairs that may be the same person.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct DuplicatesView {
    /// "Three pairs may be one person each."
    pub summary: String,
    /// The pairs, the most alike first.
    pub pairs: Vec<PairRow>,
    /// "and 20 more"; empty if all are shown.
    pub more: String,
}

/// A pair of people who may be the same.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PairRow {
    /// The id of the person who was entered first.
    pub keep: i64,
    /// The id of the person who was entered later.
    pub other: i64,
    /// The first person's name, title and company.
    pub first: String,
    /// The second person's name, title and company.
    pub second: String,
    /// What they have in common.
    pub why: String,
}

/// The most pairs that are shown.
const SHOWN: usize = 100;

/// The page of pairs that may be the same person.
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
    match (likeness.name, likeness.email, likeness.phone) {
        (true, true, _) => "duplicates-name-email",
        (true, _, true) => "duplicates-name-phone",
        (true, ..) => "duplicates-name",
        _ => "duplicates-email",
    }
}
