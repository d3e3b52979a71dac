//! Two cards that become one, field by field.

use std::collections::BTreeMap;

use super::codes::{CardField, Side};
use super::facts::Card;

/// What can be chosen for a field, the usual first; nothing where both say the same or one says nothing.
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

/// The card that two become, and the fields of which both say more than a card can hold. A field that only one fills in is
/// never lost.
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
