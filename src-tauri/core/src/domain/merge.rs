//! Merging two cards into one, field by field.

use std::collections::BTreeMap;

use super::codes::{CardField, Side};
use super::facts::Card;

/// The choices for a field, the usual one first. None if both cards agree or one of them has nothing there.
#[must_use]
pub fn sides(keep: &Card, other: &Card, field: CardField) -> Vec<Side> {
    let (first, second) = (keep.text_of(field), other.text_of(field));
    if first == second || first.is_empty() || second.is_empty() {
        return Vec::new();
    }
    match field {
        CardField::Emails | CardField::Phones | CardField::Note => vec![Side::Both, Side::Keep, Side::Other],
        _ => vec![Side::Keep, Side::Other],
    }
}

/// The card that two become, and the fields in which the two together have more than a card can hold. A field that only
/// one card fills in is never lost.
#[must_use]
pub fn merged(keep: &Card, other: &Card, chosen: &BTreeMap<CardField, Side>) -> (Card, Vec<CardField>) {
    let mut card = keep.clone();
    card.fill_from(other);
    for field in CardField::ALL.iter().copied() {
        let possible = sides(keep, other, field);
        let chosen = chosen.get(&field).copied().filter(|side| possible.contains(side));
        match (chosen.or(possible.first().copied()), field) {
            (Some(Side::Keep), _) => card.take(field, keep),
            (Some(Side::Other), _) => card.take(field, other),
            (Some(Side::Both), CardField::Note) => card.note = format!("{}\n\n{}", keep.note, other.note),
            (Some(Side::Both) | None, _) => {}
        }
    }
    card.fitted()
}
