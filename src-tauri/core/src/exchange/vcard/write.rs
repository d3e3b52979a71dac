//! Writes cards. Lines end in CRLF and are folded at 75 octets between characters. Every value is escaped, so that a
//! name can never become a property.

use calcard::vcard::{
    VCard, VCardEntry, VCardParameter, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue,
};

use super::super::content_line::{fold, text_line};
use super::read::{ADDRESS_AS, LABEL, NO_YEAR, OMIT_YEAR, ONLY, is_of_type, number, said, understand};
use crate::domain::codes::{CardField, Only};
use crate::domain::facts::Card;
use crate::exchange::name_parts::{NameParts, name_parts};
use crate::exchange::photo::Photo;

/// The vCard versions that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// RFC 2426: the version that all phones and address books read.
    V3,
    /// RFC 6350.
    V4,
}

/// Writes a card. Properties it was imported with are written as they were, unless their field has changed since.
pub fn write(out: &mut String, card: &Card, uid: &str, kept: Option<&VCard>, photo: Option<&Photo>, version: Version) {
    let entries = entries(card, kept, version);
    out.push_str("BEGIN:VCARD\r\n");
    out.push_str(if version == Version::V3 { "VERSION:3.0\r\n" } else { "VERSION:4.0\r\n" });
    entries.iter().for_each(|entry| fold(out, &line(entry, version)));
    // A UID is a URI in 4.0 unless it is marked as text (RFC 6350, 6.7.6), and text in 3.0.
    match version {
        _ if uid.is_empty() => {}
        Version::V4 if is_uri(uid) => fold(out, &format!("UID:{uid}")),
        Version::V4 => fold(out, &text_line("UID;VALUE=text", uid)),
        Version::V3 => fold(out, &text_line("UID", uid)),
    }
    if let Some(photo) = photo {
        let data = photo.base64();
        match version {
            Version::V3 => fold(out, &format!("PHOTO;ENCODING=b;TYPE=JPEG:{data}")),
            Version::V4 => fold(out, &format!("PHOTO:data:image/jpeg;base64,{data}")),
        }
    }
    out.push_str("END:VCARD\r\n");
}

/// Whether a UID can be written as a URI (RFC 3986): printable ASCII without spaces and quotation marks.
fn is_uri(uid: &str) -> bool {
    uid.contains(':') && uid.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c))
}

/// The properties of a card as they are stored: in version 4.0.
pub(super) fn text(vcard: &VCard) -> String {
    let mut out = String::from("BEGIN:VCARD\r\nVERSION:4.0\r\n");
    vcard.entries.iter().for_each(|entry| fold(&mut out, &line(entry, Version::V4)));
    out.push_str("END:VCARD\r\n");
    out
}

/// A property as one line, not folded.
pub(super) fn line(entry: &VCardEntry, version: Version) -> String {
    let mut out = String::new();
    let mut entry = VCardEntry { params: params(entry, version), ..entry.clone() };
    if version == Version::V3 {
        give_year(&mut entry);
        give_number(&mut entry);
    }
    // Writing to a string does not fail.
    if entry.write_to(&mut out, version == Version::V4).is_err() {
        return String::new();
    }
    let end = out.trim_end_matches("\r\n").len();
    out.truncate(end);
    if out.contains('\r') {
        out = out.replace("\r\n ", "");
    }
    // The library adds the character set, for which 3.0 has no parameter, and escapes the comma of a data URI.
    let (head, value) = split_head(&out);
    let data = value.strip_prefix("data:").and_then(|rest| rest.split_once(";base64\\,"));
    match data {
        Some((kind, data)) => format!("{}:data:{kind};base64,{data}", head.replace(CHARSET, "")),
        None if head.contains(CHARSET) => format!("{}:{value}", head.replace(CHARSET, "")),
        None if head.len() == out.len() => out + ":",
        None => out,
    }
}

const CHARSET: &str = ";CHARSET=UTF-8";

/// Splits a line into its name with parameters, and its value.
fn split_head(line: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ':' if !quoted => {
                return line.split_at_checked(at).map_or((line, ""), |(h, v)| (h, v.get(1..).unwrap_or("")));
            }
            _ => {}
        }
    }
    (line, "")
}

/// Every property of a card, in the order of writing.
fn entries(card: &Card, kept: Option<&VCard>, version: Version) -> Vec<VCardEntry> {
    let empty = VCard::default();
    let kept = kept.unwrap_or(&empty);
    let before = said(kept);
    let understood = understand(kept);
    // The stored properties of a field that has not changed since.
    let still = |field: CardField| {
        let of_field = kept.entries.iter().zip(&understood.fields);
        let same = card.agrees(&before, field);
        of_field
            .filter(move |(_, given)| same && given.as_ref().is_some_and(|(f, _)| *f == field))
            .map(|(e, _)| e.clone())
    };
    // For one of several values, the parameters are kept even if other values changed.
    let marked = |field: CardField, value: &str| {
        let mut of_field = kept.entries.iter().zip(&understood.fields);
        of_field.find(|(_, given)| given.as_ref().is_some_and(|(f, said)| *f == field && said == value)).map(|(e, _)| e)
    };
    let mut out = Vec::new();
    let names: Vec<VCardEntry> = still(CardField::Name).collect();
    let has = |property: &VCardProperty| names.iter().find(|entry| entry.name == *property).cloned();
    out.push(has(&VCardProperty::Fn).unwrap_or_else(|| entry(VCardProperty::Fn, &card.name)));
    out.push(has(&VCardProperty::N).unwrap_or_else(|| name_entry(&name_parts(&card.name))));
    let plain: [(CardField, VCardProperty, &str); 6] = [
        (CardField::AddressAs, VCardProperty::Other(ADDRESS_AS.to_owned()), &card.address_as),
        (CardField::Company, VCardProperty::Org, &card.company),
        (CardField::Title, VCardProperty::Title, &card.title),
        (CardField::Zone, VCardProperty::Tz, card.zone.map_or("", |zone| zone.name())),
        (CardField::Language, VCardProperty::Lang, &card.language),
        (CardField::Note, VCardProperty::Note, &card.note),
    ];
    for (field, property, value) in plain {
        let mut same = still(field).peekable();
        if same.peek().is_some() {
            out.extend(same);
        } else if !value.is_empty() {
            let fresh = entry(property, value);
            let is_zone = field == CardField::Zone;
            out.push(if is_zone { fresh.with_param(VCardParameter::value(text_value())) } else { fresh });
        }
    }
    for (field, property, values, kind) in [
        (CardField::Emails, VCardProperty::Email, &card.emails, "INTERNET"),
        (CardField::Phones, VCardProperty::Tel, &card.phones, "WORK"),
    ] {
        let same: Vec<VCardEntry> = still(field).collect();
        if !same.is_empty() {
            out.extend(same);
            continue;
        }
        out.extend(values.iter().map(|value| match marked(field, value) {
            // If the order changed, the first is the preferred one, and no parameter may contradict that.
            Some(old) => VCardEntry { params: without_rank(old), ..old.clone() },
            None => match (field, version) {
                (CardField::Emails, Version::V4) => entry(property.clone(), value),
                (CardField::Phones, _) => {
                    entry(property.clone(), value).with_param(kind_param(kind)).with_param(kind_param("VOICE"))
                }
                _ => entry(property.clone(), value).with_param(kind_param(kind)),
            },
        }));
    }
    let mut website = still(CardField::Website).peekable();
    if website.peek().is_some() {
        out.extend(website);
    } else if !card.website.is_empty() {
        out.push(entry(VCardProperty::Url, &card.website));
    }
    let mut address = still(CardField::Address).peekable();
    let address_stays = address.peek().is_some();
    if address_stays {
        out.extend(address);
    } else if !card.address.is_empty() {
        // We do not guess the parts of a postal address: all of it is written as the street.
        let parts = ["", "", card.address.as_str(), "", "", "", ""].map(|part| VCardValue::Text(part.to_owned()));
        out.push(VCardEntry::new(VCardProperty::Adr).with_values(parts.into()).with_param(kind_param("WORK")));
        if version == Version::V3 {
            out.push(entry(VCardProperty::Other(LABEL.to_owned()), &card.address).with_param(kind_param("WORK")));
        }
    }
    if let Some(only) = card.only {
        out.push(entry(VCardProperty::Other(ONLY.to_owned()), Only::code(only)));
    }
    // A label is the text of an address and goes with it.
    let is_label = |e: &VCardEntry| matches!(&e.name, VCardProperty::Other(name) if name.eq_ignore_ascii_case(LABEL));
    let rest = kept.entries.iter().zip(&understood.fields).filter(|(_, given)| given.is_none()).map(|(e, _)| e);
    let rest: Vec<&VCardEntry> = rest.filter(|e| address_stays || !is_label(e)).collect();
    // What Apple groups with a property (its label, its country) is written with it.
    let is_note_on = |e: &VCardEntry| {
        matches!(&e.name, VCardProperty::Other(name)
            if name.eq_ignore_ascii_case("X-ABLABEL") || name.eq_ignore_ascii_case("X-ABADR"))
    };
    let has_group = |e: &VCardEntry| {
        let group = e.group.as_deref();
        let others = rest.iter().filter(|other| !is_note_on(other)).map(|other| other.group.as_deref());
        group.is_none() || others.chain(out.iter().map(|other| other.group.as_deref())).any(|other| other == group)
    };
    let stays: Vec<VCardEntry> = rest.iter().filter(|e| !is_note_on(e) || has_group(e)).map(|e| (*e).clone()).collect();
    out.extend(stays);
    out
}

/// The properties of a name whose parts are known.
pub(super) fn named(name: &str, parts: &NameParts) -> Vec<VCardEntry> {
    vec![entry(VCardProperty::Fn, name), name_entry(parts)]
}

/// The name in parts (RFC 6350, 6.2.2).
fn name_entry(parts: &NameParts) -> VCardEntry {
    let NameParts { family, given, prefix, suffix } = parts;
    let values = [family, given, "", prefix, suffix].map(|part: &str| VCardValue::Text(part.to_owned()));
    VCardEntry::new(VCardProperty::N).with_values(values.into())
}

fn entry(property: VCardProperty, value: &str) -> VCardEntry {
    VCardEntry::new(property).with_value(VCardValue::Text(value.to_owned()))
}

fn kind_param(kind: &str) -> VCardParameter {
    VCardParameter::new(VCardParameterName::Type, VCardParameterValue::Text(kind.to_owned()))
}

fn text_value() -> VCardParameterValue {
    VCardParameterValue::Text("text".to_owned())
}

fn without_rank(entry: &VCardEntry) -> Vec<VCardParameter> {
    let is_rank = |param: &VCardParameter| {
        param.name == VCardParameterName::Pref
            || matches!(&param.value, VCardParameterValue::Text(text) if text.eq_ignore_ascii_case("pref"))
    };
    entry.params.iter().filter(|param| !is_rank(param)).cloned().collect()
}

/// The parameters as a version writes them: types have a name, and the preferred value is marked by a type in 3.0 and
/// by a number in 4.0.
fn params(entry: &VCardEntry, version: Version) -> Vec<VCardParameter> {
    let preferred = is_of_type(entry, "PREF")
        || entry
            .params
            .iter()
            .any(|p| p.name == VCardParameterName::Pref && p.value == VCardParameterValue::Integer(1));
    let mut types = Vec::new();
    let mut others = Vec::new();
    for param in without_rank(entry) {
        match (&param.name, &param.value) {
            (VCardParameterName::Type, _) => types.push(param),
            (bare, VCardParameterValue::Null) => types.push(kind_param(bare.as_str())),
            _ => others.push(param),
        }
    }
    let lower = |param: &VCardParameter| {
        param.name == VCardParameterName::Pref && matches!(param.value, VCardParameterValue::Integer(_))
    };
    match version {
        Version::V3 if preferred => types.push(kind_param("PREF")),
        Version::V4 if preferred => others.push(VCardParameter::pref(VCardParameterValue::Integer(1))),
        _ => others.extend(entry.params.iter().filter(|p| lower(p)).cloned()),
    }
    types.extend(others);
    types
}

/// Turns a number that was read as a link into a plain one: 3.0 has only plain numbers (RFC 2426, 3.3.1).
fn give_number(entry: &mut VCardEntry) {
    if entry.name != VCardProperty::Tel {
        return;
    }
    entry.params.retain(|param| param.name != VCardParameterName::Value);
    for value in &mut entry.values {
        if let VCardValue::Text(text) = value {
            *text = number(text);
        }
    }
}

/// Writes a birthday without a year in Apple's way, which phones understand; 3.0 has no such dates.
fn give_year(entry: &mut VCardEntry) {
    for value in &mut entry.values {
        if let VCardValue::PartialDateTime(date) = value
            && (date.year.is_none() && date.month.is_some() && date.day.is_some())
        {
            date.year = Some(NO_YEAR);
            let param = VCardParameterName::Other(OMIT_YEAR.to_owned());
            entry.params.push(VCardParameter::new(param, VCardParameterValue::Text(NO_YEAR.to_string())));
        }
    }
}
