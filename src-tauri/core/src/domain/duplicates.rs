//! Which people may be the same: by name, whatever the order of its parts, by e-mail address, or by phone number.

use std::collections::{BTreeMap, HashMap};

use crate::domain::card_field::digits;
use crate::domain::facts::{Card, Facts, fold};
use crate::domain::ids::ContactId;

/// In what two cards are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The name, in whatever order its parts stand.
    pub name: bool,
    /// An e-mail address.
    pub email: bool,
    /// A phone number.
    pub phone: bool,
    /// Whether one says nothing that the other does not say too.
    pub says_no_more: bool,
}

impl Likeness {
    /// Whether it is hardly chance: the name, and a way to reach them.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self.name && (self.email || self.phone)
    }
}

/// Two people who look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one who was here first.
    pub one: ContactId,
    /// The person who was entered later.
    pub other: ContactId,
    /// In what.
    pub likeness: Likeness,
}

/// The pairs of people who are alike, in whatever.
#[must_use]
pub fn pairs(facts: &Facts) -> Vec<Pair> {
    let index = Index::of(facts);
    let mut pairs = Vec::new();
    for contact in facts.contacts.values() {
        let alike = index.alike(&contact.card).into_iter().filter(|(other, _)| *other > contact.id);
        pairs.extend(alike.map(|(other, likeness)| Pair { one: contact.id, other, likeness }));
    }
    pairs
}

/// How many people alike are looked at: a switchboard's number is that of thousands.
const MANY_ALIKE: usize = 25;

/// Everybody by name, address and number.
#[derive(Debug)]
pub struct Index<'a> {
    facts: &'a Facts,
    by_name: HashMap<String, Vec<ContactId>>,
    by_email: HashMap<String, Vec<ContactId>>,
    by_phone: HashMap<String, Vec<ContactId>>,
}

impl<'a> Index<'a> {
    /// Of everybody.
    #[must_use]
    pub fn of(facts: &'a Facts) -> Index<'a> {
        let mut index = Index { facts, by_name: HashMap::new(), by_email: HashMap::new(), by_phone: HashMap::new() };
        for contact in facts.contacts.values() {
            let card = &contact.card;
            index.by_name.entry(name_key(&card.name)).or_default().push(contact.id);
            for email in &card.emails {
                index.by_email.entry(email.to_lowercase()).or_default().push(contact.id);
            }
            for phone in card.phones.iter().filter_map(|phone| phone_key(phone)) {
                index.by_phone.entry(phone).or_default().push(contact.id);
            }
        }
        index
    }

    /// Who is like a card, and in what; the likest first.
    #[must_use]
    pub fn alike(&self, card: &Card) -> Vec<(ContactId, Likeness)> {
        let mut found: BTreeMap<ContactId, Likeness> = BTreeMap::new();
        let name = name_key(&card.name);
        for id in self.by_name.get(&name).filter(|_| !name.is_empty()).into_iter().flatten().take(MANY_ALIKE) {
            found.entry(*id).or_default().name = true;
        }
        for id in card
            .emails
            .iter()
            .filter_map(|e| self.by_email.get(&e.to_lowercase()))
            .flat_map(|people| people.iter().take(MANY_ALIKE))
        {
            found.entry(*id).or_default().email = true;
        }
        let phones = card.phones.iter().filter_map(|phone| phone_key(phone));
        for id in phones.filter_map(|phone| self.by_phone.get(&phone)).flat_map(|people| people.iter().take(MANY_ALIKE))
        {
            found.entry(*id).or_default().phone = true;
        }
        let mut found: Vec<_> = found.into_iter().take(MANY_ALIKE).collect();
        for (id, likeness) in &mut found {
            let known = self.facts.contacts.get(id);
            likeness.says_no_more = likeness.name && known.is_some_and(|known| known.card.says_all_of(card));
        }
        found.sort_by_key(|(id, likeness)| (!likeness.is_strong(), !likeness.name, *id));
        found
    }
}

/// A name that does not depend on case, accents, punctuation and the order of its parts.
fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.sort_unstable();
    parts.join(" ")
}

/// The end of a number, which does not depend on how the country is dialled; none where it is too short to tell
/// anybody.
fn phone_key(phone: &str) -> Option<String> {
    let digits = digits(phone);
    let start = digits.len().checked_sub(6)?;
    let start = start.saturating_sub(2);
    digits.get(start..).map(str::to_owned)
}
