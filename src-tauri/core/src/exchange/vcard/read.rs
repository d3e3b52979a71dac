//! What the properties of a vCard mean for our fields. It accepts whatever a phone or an address book may have written.

use std::str::FromStr;

use calcard::common::IanaString;
use calcard::vcard::{
    VCard, VCardEntry, VCardKind, VCardParameter, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue,
};
use chrono_tz::Tz;

use crate::domain::card_field::{MANY, digits, one_line};
use crate::domain::codes::{CardField, Language, Only};
use crate::domain::email::is_internal;
use crate::domain::facts::Card;
use crate::exchange::remark::Remark;

/// Properties that only this app writes, because vCard has none for them.
pub(super) const ADDRESS_AS: &str = "X-AFTERWORD-ADDRESS-AS";

pub(super) const ONLY: &str = "X-AFTERWORD-ONLY";

/// The address as one text, for phones (RFC 2426, 3.2.2); vCard 4.0 dropped it.
pub(super) const LABEL: &str = "LABEL";

/// Apple's parameter for a date without a year: it names a year that means there is none.
pub(super) const OMIT_YEAR: &str = "X-APPLE-OMIT-YEAR";

pub(super) const NO_YEAR: u16 = 1604;

/// A card that was read, and which property each of its fields came from.
#[derive(Debug)]
pub struct Understood {
    /// The card, not yet cut to what a card may hold.
    pub card: Card,
    /// For each property, in order: the field it became, and the text there.
    pub fields: Vec<Option<(CardField, String)>>,
}

/// Reads a card. Its name is empty if no property names anybody.
#[must_use]
pub fn understand(vcard: &VCard) -> Understood {
    let mut fields: Vec<Option<(CardField, String)>> = vec![None; vcard.entries.len()];
    let mut card = Card::default();
    let mut first = |field, property: &VCardProperty, say: &dyn Fn(&VCardEntry) -> String| {
        let found = ranked(vcard, property).find_map(|(at, entry)| {
            let said = say(entry);
            (!said.is_empty()).then_some((at, said))
        });
        let (at, said) = found?;
        if let Some(place) = fields.get_mut(at) {
            *place = Some((field, said.clone()));
        }
        Some(said)
    };
    let line = |entry: &VCardEntry| one_line(&text(entry));
    let display = first(CardField::Name, &VCardProperty::Fn, &line);
    let parts = first(CardField::Name, &VCardProperty::N, &name_of_parts);
    card.title = first(CardField::Title, &VCardProperty::Title, &line).unwrap_or_default();
    let organisation = |entry: &VCardEntry| entry.values.first().map(|v| one_line(&value(v))).unwrap_or_default();
    card.company = first(CardField::Company, &VCardProperty::Org, &organisation).unwrap_or_default();
    let other = |name: &str| VCardProperty::Other(name.to_owned());
    card.address = first(CardField::Address, &VCardProperty::Adr, &postal)
        .or_else(|| first(CardField::Address, &other(LABEL), &text))
        .unwrap_or_default();
    card.website = first(CardField::Website, &VCardProperty::Url, &line).unwrap_or_default();
    let zone = |entry: &VCardEntry| Tz::from_str(&line(entry)).map(|z| z.name().to_owned()).unwrap_or_default();
    card.zone = first(CardField::Zone, &VCardProperty::Tz, &zone).and_then(|name| Tz::from_str(&name).ok());
    let language = |entry: &VCardEntry| {
        let tag = line(entry).to_lowercase();
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        Language::from_str(code).map(|language| language.code().to_owned()).unwrap_or_default()
    };
    card.language = first(CardField::Language, &VCardProperty::Lang, &language).unwrap_or_default();
    card.address_as = first(CardField::AddressAs, &other(ADDRESS_AS), &line).unwrap_or_default();
    card.only = first(CardField::Only, &other(ONLY), &line).and_then(|code| Only::from_str(&code).ok());
    let mut notes = Vec::new();
    for (at, entry) in vcard.entries.iter().enumerate().filter(|(_, entry)| entry.name == VCardProperty::Note) {
        let said = text(entry).trim().to_owned();
        if !said.is_empty() {
            notes.push(said.clone());
            mark(&mut fields, at, CardField::Note, said);
        }
    }
    card.note = notes.join("\n\n");
    for (at, entry) in ranked(vcard, &VCardProperty::Email) {
        let said = line(entry);
        let said = strip(&said, "mailto:").to_owned();
        if !said.is_empty() && !is_internal(&said) {
            if card.emails.len() <= MANY && !card.emails.contains(&said) {
                card.emails.push(said.clone());
            }
            mark(&mut fields, at, CardField::Emails, said);
        }
    }
    for (at, entry) in ranked(vcard, &VCardProperty::Tel).filter(|(_, entry)| takes_calls(entry)) {
        let said = number(&line(entry));
        if !said.is_empty() {
            if card.phones.len() <= MANY && !card.phones.contains(&said) {
                card.phones.push(said.clone());
            }
            mark(&mut fields, at, CardField::Phones, said);
        }
    }
    let nickname = || vcard.property(&VCardProperty::Nickname).map(line).filter(|name| !name.is_empty());
    card.name = in_order(display, parts)
        .or_else(nickname)
        .or_else(|| {
            [&card.company].into_iter().chain(&card.emails).chain(&card.phones).find(|t| !t.is_empty()).cloned()
        })
        .unwrap_or_default();
    Understood { card, fields }
}

/// The name to show: that of FN, unless it is turned round ("Tan, Mei Ling", as Outlook has it) or no name at all, and N has
/// the name in parts.
fn in_order(display: Option<String>, parts: Option<String>) -> Option<String> {
    let words = |name: &str| {
        let mut words: Vec<String> = name
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '，'))
            .map(|word| word.trim_matches('.').to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        words.sort_unstable();
        words
    };
    match (display, parts) {
        (Some(display), Some(parts)) => {
            let is_turned = display.contains([',', '，']) && words(&display) == words(&parts);
            Some(if is_turned || display.contains('@') { parts } else { display })
        }
        (display, parts) => display.or(parts),
    }
}

/// Whether the card is for a group or for nobody, rather than for one person.
pub(super) fn is_group(vcard: &VCard) -> bool {
    vcard.entries.iter().any(|entry| match &entry.name {
        VCardProperty::Kind => matches!(
            entry.values.first(),
            Some(VCardValue::Kind(VCardKind::Group | VCardKind::Location | VCardKind::Application | VCardKind::Device))
        ),
        VCardProperty::Other(name) => {
            name.eq_ignore_ascii_case("X-ADDRESSBOOKSERVER-KIND") && text(entry).eq_ignore_ascii_case("group")
        }
        _ => false,
    })
}

/// The most properties of a card; further ones are left out. Address books write a few dozen.
const MOST_PROPERTIES: usize = 1_000;
/// The most that is kept of a card, in octets.
const MOST_KEPT: usize = 1 << 20;

/// Removes what must not be written back (who made the file and when) and what is too large to keep.
pub(super) fn tidy(vcard: &mut VCard, remarks: &mut Vec<Remark>) {
    let before = vcard.entries.len();
    vcard.entries.retain(|entry| entry.size() <= LARGEST);
    vcard.entries.truncate(MOST_PROPERTIES);
    let mut room = MOST_KEPT;
    vcard.entries.retain(|entry| {
        let size = entry.size();
        let fits = size <= room;
        room = room.saturating_sub(if fits { size } else { 0 });
        fits
    });
    if vcard.entries.len() < before {
        remarks.push(Remark::LeftOutLarge);
    }
    // It describes the format, not the person (RFC 2426, 2.1.2).
    let is_profile = |e: &VCardEntry| matches!(&e.name, VCardProperty::Other(n) if n.eq_ignore_ascii_case("PROFILE"));
    vcard.entries.retain(|entry| {
        !is_profile(entry)
            && !matches!(
                entry.name,
                VCardProperty::Begin
                    | VCardProperty::End
                    | VCardProperty::Version
                    | VCardProperty::Prodid
                    | VCardProperty::Rev
                    | VCardProperty::Uid
            )
    });
    for entry in &mut vcard.entries {
        for value in &mut entry.values {
            match value {
                VCardValue::Text(text) => tidy_text(text),
                VCardValue::Component(parts) => parts.iter_mut().for_each(tidy_text),
                _ => {}
            }
        }
        entry.params.retain(|param| !matches!(&param.name, VCardParameterName::Other(name) if name.is_empty()));
        if let VCardProperty::Other(name) = &mut entry.name {
            *name = token(name);
        }
        entry.group = entry.group.take().map(|group| token(&group));
        for param in &mut entry.params {
            if let VCardParameterName::Other(name) = &mut param.name {
                *name = token(name);
            }
            // Inside a parameter, there is no way to write a quotation mark that all readers know (RFC 6350, 5; RFC
            // 6868).
            if let VCardParameterValue::Text(text) = &mut param.value {
                tidy_text(text);
                *text = text.replace('"', "'");
            }
        }
        take_year(entry);
    }
    vcard
        .entries
        .retain(|entry| entry.values.iter().any(|value| !matches!(value, VCardValue::Text(t) if t.is_empty())));
}

/// A property's name with only the characters it may hold: letters, digits and hyphens (RFC 6350, 3.3).
fn token(name: &str) -> String {
    name.trim().chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
}

/// Removes the year from a date that is marked as having none.
fn take_year(entry: &mut VCardEntry) {
    let is_omission = |param: &VCardParameter| matches!(&param.name, VCardParameterName::Other(name) if name.eq_ignore_ascii_case(OMIT_YEAR));
    let Some(param) = entry.params.iter().find(|param| is_omission(param)) else { return };
    let omitted = param.value.as_text().and_then(|text| text.parse::<u16>().ok()).unwrap_or(NO_YEAR);
    for value in &mut entry.values {
        if let VCardValue::PartialDateTime(date) = value
            && date.year == Some(omitted)
        {
            date.year = None;
        }
    }
    entry.params.retain(|param| !is_omission(param));
}

fn tidy_text(text: &mut String) {
    if text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        *text = lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    }
}

/// The bytes of a person's picture.
pub(super) fn picture(entry: &VCardEntry) -> Option<Vec<u8>> {
    if entry.name != VCardProperty::Photo {
        return None;
    }
    entry.values.iter().find_map(|value| match value {
        VCardValue::Binary(data) => Some(data.data.clone()),
        // A text that is not a link was meant to be a picture.
        VCardValue::Text(text) if !text.is_empty() && !text.contains(':') => Some(text.clone().into_bytes()),
        _ => None,
    })
}

/// Whether a property has a type, written as a parameter in any version (`TYPE=WORK`, or `WORK` alone).
pub(super) fn is_of_type(entry: &VCardEntry, name: &str) -> bool {
    entry.params.iter().any(|param| match (&param.name, &param.value) {
        (VCardParameterName::Type, VCardParameterValue::Type(kind)) => kind.as_str().eq_ignore_ascii_case(name),
        (VCardParameterName::Type, VCardParameterValue::Text(text)) => text.eq_ignore_ascii_case(name),
        (bare, VCardParameterValue::Null) => bare.as_str().eq_ignore_ascii_case(name),
        _ => false,
    })
}

/// The properties with a name, the preferred one first (RFC 6350, 5.3), else in their order.
fn ranked<'a>(vcard: &'a VCard, property: &VCardProperty) -> impl Iterator<Item = (usize, &'a VCardEntry)> {
    let mut found: Vec<(u32, usize, &VCardEntry)> = Vec::new();
    for (at, entry) in vcard.entries.iter().enumerate() {
        let same = match (&entry.name, property) {
            (VCardProperty::Other(a), VCardProperty::Other(b)) => a.eq_ignore_ascii_case(b),
            (a, b) => a == b,
        };
        if same {
            found.push((rank(entry), at, entry));
        }
    }
    found.sort_by_key(|(rank, at, _)| (*rank, *at));
    found.into_iter().map(|(_, at, entry)| (at, entry))
}

fn rank(entry: &VCardEntry) -> u32 {
    let given = entry.params.iter().find_map(|param| match (&param.name, &param.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(rank)) => Some(*rank),
        _ => None,
    });
    given.unwrap_or(if is_of_type(entry, "PREF") { 1 } else { 101 })
}

fn mark(fields: &mut [Option<(CardField, String)>], at: usize, field: CardField, said: String) {
    if let Some(place) = fields.get_mut(at) {
        *place = Some((field, said));
    }
}

/// Whether a phone number is for talking: not a fax or a pager.
fn takes_calls(entry: &VCardEntry) -> bool {
    let is = |name| is_of_type(entry, name);
    is("VOICE") && !is("FAX")
        || is("CELL")
        || !["FAX", "PAGER", "TEXTPHONE", "MODEM", "HOMEFAX", "WORKFAX"].into_iter().any(is)
}

/// A number as people write it; if it is a link (RFC 3966), without the parts of the link.
pub(super) fn number(text: &str) -> String {
    let Some(rest) = text.get(..4).filter(|head| head.eq_ignore_ascii_case("tel:")).and(text.get(4..)) else {
        return text.to_owned();
    };
    let mut parts = rest.split(';');
    let number = parts.next().unwrap_or_default().trim().to_owned();
    match parts.find_map(|part| part.strip_prefix("ext=")) {
        Some(extension) if !digits(extension).is_empty() => format!("{number} ext. {extension}"),
        _ => number,
    }
}

fn strip<'a>(text: &'a str, scheme: &str) -> &'a str {
    match text.get(..scheme.len()) {
        Some(head) if head.eq_ignore_ascii_case(scheme) => text.get(scheme.len()..).unwrap_or_default().trim(),
        _ => text,
    }
}

/// A person's name from its parts (RFC 6350, 6.2.2). In Chinese, Japanese and Korean the family name comes first,
/// without a space.
fn name_of_parts(entry: &VCardEntry) -> String {
    let part = |at: usize| entry.values.get(at).map(|v| one_line(&value(v))).unwrap_or_default();
    full_name(&part(3), &part(1), &part(2), &part(0), &part(4))
}

/// A full name from its parts. A form of address before it ("Mr", "Frau") is left out; a degree is kept.
#[must_use]
pub(in crate::exchange) fn full_name(prefix: &str, given: &str, middle: &str, family: &str, suffix: &str) -> String {
    let is_han = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    if !family.is_empty() && !given.is_empty() && family.chars().chain(given.chars()).all(is_han) {
        return format!("{family}{given}");
    }
    let is_courtesy = |word: &&str| {
        let word = word.trim_end_matches('.').to_lowercase();
        ["mr", "mrs", "ms", "miss", "mx", "herr", "frau", "mme", "mlle", "sr", "sra", "srta"].contains(&word.as_str())
    };
    let prefix = prefix.split_whitespace().filter(|word| !is_courtesy(word)).collect::<Vec<_>>().join(" ");
    [prefix.as_str(), given, middle, family, suffix]
        .map(str::trim)
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A postal address as written on a letter.
fn postal(entry: &VCardEntry) -> String {
    let part = |at: usize| entry.values.get(at).map(value).unwrap_or_default();
    address(&[part(0), part(1), part(2)], &part(3), &part(4), &part(5), &part(6))
}

/// A postal address from its parts. If there is a region, the postal code follows it; in Britain it follows the town;
/// else it comes before the town.
#[must_use]
pub(in crate::exchange) fn address(street: &[String], town: &str, region: &str, code: &str, country: &str) -> String {
    let [town, region, code] = [town, region, code].map(str::trim);
    let is_british = ["united kingdom", "uk", "gb", "great britain", "england", "scotland", "wales"]
        .contains(&country.trim().to_lowercase().as_str());
    let place = if region.is_empty() && is_british {
        [town, code].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    } else if region.is_empty() {
        [code, town].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        let tail = [region, code].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
        [town, tail.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let lines = street.iter().map(String::as_str).chain([place.as_str(), country]);
    lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The whole text of a property.
pub(super) fn text(entry: &VCardEntry) -> String {
    match entry.values.as_slice() {
        [one] => value(one),
        several => several.iter().map(value).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
    }
}

fn value(value: &VCardValue) -> String {
    match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(", "),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Float(number) => number.to_string(),
        VCardValue::Binary(_) | VCardValue::PartialDateTime(_) => String::new(),
        other => other.as_text().unwrap_or_default().to_owned(),
    }
}

/// Properties of more octets are not kept, except a photo.
const LARGEST: usize = 64 * 1024;

/// The fields that a stored card had when it was read.
#[must_use]
pub fn said(kept: &VCard) -> Card {
    understand(kept).card.fitted().0
}
