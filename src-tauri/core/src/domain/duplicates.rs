//! Finds people who may be the same: by name (in any order of its parts, in either of two scripts), by e-mail address, or by
//! phone number.

use std::collections::{BTreeMap, HashMap};

use crate::domain::card_field::digits;
use crate::domain::facts::{Card, Facts, fold};
use crate::domain::ids::ContactId;

/// In which respects two cards are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The name is the same, in any order of its parts; where one of the two is written in one script only, that counts.
    pub name: bool,
    /// They share an e-mail address.
    pub email: bool,
    /// They share a phone number.
    pub phone: bool,
    /// One of the two cards holds nothing that is not on the other.
    pub says_no_more: bool,
}

impl Likeness {
    /// Whether this is unlikely to be chance: the name and an address or number are the same.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self.name && (self.email || self.phone)
    }
}

/// Two people who look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The person who was entered first.
    pub one: ContactId,
    /// The person who was entered later.
    pub other: ContactId,
    /// In which respects they are alike.
    pub likeness: Likeness,
}

/// All pairs of people who may be one, the most alike first. A phone number that they share is not enough, because
/// colleagues have the number of their office on their cards.
#[must_use]
pub fn pairs(facts: &Facts) -> Vec<Pair> {
    let index = Index::of(facts);
    let mut pairs = Vec::new();
    for contact in facts.contacts.values() {
        let alike = index.alike(&contact.card).into_iter();
        let alike = alike.filter(|(other, like)| *other > contact.id && (like.name || like.email));
        pairs.extend(alike.map(|(other, likeness)| Pair { one: contact.id, other, likeness }));
    }
    pairs.sort_by_key(|pair| (!pair.likeness.is_strong(), !pair.likeness.name, pair.one, pair.other));
    pairs
}

/// The most people compared for one name, address or number: thousands may share a switchboard's number.
const MANY_ALIKE: usize = 25;

/// All people, indexed by name, address and number.
#[derive(Debug)]
pub struct Index<'a> {
    facts: &'a Facts,
    by_name: HashMap<String, Vec<ContactId>>,
    by_email: HashMap<String, Vec<ContactId>>,
    by_phone: HashMap<String, Vec<ContactId>>,
}

impl<'a> Index<'a> {
    /// Builds the index of everybody.
    #[must_use]
    pub fn of(facts: &'a Facts) -> Index<'a> {
        let mut index = Index { facts, by_name: HashMap::new(), by_email: HashMap::new(), by_phone: HashMap::new() };
        for contact in facts.contacts.values() {
            let card = &contact.card;
            for key in Name::of(&card.name).keys() {
                index.by_name.entry(key.to_owned()).or_default().push(contact.id);
            }
            for email in &card.emails {
                index.by_email.entry(email.to_lowercase()).or_default().push(contact.id);
            }
            for phone in card.phones.iter().filter_map(|phone| phone_key(phone)) {
                index.by_phone.entry(phone).or_default().push(contact.id);
            }
        }
        index
    }

    /// Who is like a card, and in which respects; the most alike first.
    #[must_use]
    pub fn alike(&self, card: &Card) -> Vec<(ContactId, Likeness)> {
        let mut found: BTreeMap<ContactId, Likeness> = BTreeMap::new();
        let name = Name::of(&card.name);
        let is_same = |id: &&ContactId| {
            self.facts.contacts.get(id).is_some_and(|contact| Name::of(&contact.card.name).may_be(&name))
        };
        let same = name.keys().filter_map(|key| self.by_name.get(key)).flatten().filter(is_same);
        for id in same.take(MANY_ALIKE) {
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

/// A name reduced to what is compared: without case, accents, punctuation and the order of its parts.
struct Name {
    /// The parts in letters of Europe and its like, in order.
    letters: String,
    /// The parts in Chinese characters, kana or Hangul, in order.
    characters: String,
}

impl Name {
    fn of(name: &str) -> Name {
        // Some leave out an apostrophe in a name, but nobody puts a space in its place.
        let folded: String = fold(name).chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')).collect();
        let parts = |wanted: fn(char) -> bool| {
            let mut parts: Vec<&str> = folded.split(|c| !wanted(c)).filter(|part| !part.is_empty()).collect();
            parts.sort_unstable();
            parts.join(" ")
        };
        Name { letters: parts(|c| c.is_alphanumeric() && !is_character(c)), characters: parts(is_character) }
    }

    /// Whether both may be names of one person. In which script it is written does not matter where one of them has only
    /// one: "陳偉 Chen Wei" and "Wei Chen".
    fn may_be(&self, other: &Name) -> bool {
        let agrees = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        let shares = |one: &str, other: &str| !one.is_empty() && one == other;
        let (letters, characters) = ((&self.letters, &other.letters), (&self.characters, &other.characters));
        (shares(letters.0, letters.1) || shares(characters.0, characters.1))
            && agrees(letters.0, letters.1)
            && agrees(characters.0, characters.1)
    }

    /// What two names share if they may be one.
    fn keys(&self) -> impl Iterator<Item = &str> {
        [self.letters.as_str(), self.characters.as_str()].into_iter().filter(|key| !key.is_empty())
    }
}

/// Whether this is a Chinese character, a kana or a syllable of Hangul, also as it is after folding.
fn is_character(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The end of a phone number, which is the same however the country code is dialled. None if the number is too short to
/// identify anybody.
fn phone_key(phone: &str) -> Option<String> {
    let digits = digits(phone);
    let start = digits.len().checked_sub(6)?;
    let start = start.saturating_sub(2);
    digits.get(start..).map(str::to_owned)
}
