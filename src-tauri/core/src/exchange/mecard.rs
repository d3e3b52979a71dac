//! MECARD, the short card of QR codes (NTT Docomo): `MECARD:N:Tan,Mei Ling;TEL:+6565550123;;`.

use super::record::{Incoming, Record, Unreadable};
use super::vcard::{address, of_card};
use crate::domain::facts::Card;

/// The longest text that is a MECARD, in octets: a QR code holds less than 4,300.
const LONGEST: usize = 8_000;

/// The card in a text that begins with `MECARD:`; none for any other text.
#[must_use]
pub fn record(text: &str) -> Option<Record> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let body = text.get(..7).filter(|head| head.eq_ignore_ascii_case("MECARD:")).and(text.get(7..))?;
    let mut card = Card::default();
    for (name, value) in fields(body) {
        let value = value.trim();
        match name.to_ascii_uppercase().as_str() {
            "N" if card.name.is_empty() => card.name = person(value),
            "ORG" | "COMPANY" => card.company = plain(value),
            "TITLE" => card.title = plain(value),
            "TEL" => card.phones.push(plain(value)),
            "EMAIL" => card.emails.push(plain(value)),
            "URL" if card.website.is_empty() => card.website = plain(value),
            "NOTE" | "MEMO" => card.note = plain(value),
            "ADR" if card.address.is_empty() => card.address = postal(value),
            _ => {}
        }
    }
    let (mut card, _) = card.fitted();
    if card.name.is_empty() {
        let named = [&card.company].into_iter().chain(&card.emails).chain(&card.phones).find(|text| !text.is_empty());
        let Some(name) = named.cloned() else {
            return Some(Record::Unreadable(Unreadable { line: 1, why: "import-card-nameless" }));
        };
        card.name = name;
    }
    let kept = of_card(&card, None);
    Some(Record::Card(Box::new(Incoming { line: 1, card, kept, ..Incoming::default() })))
}

/// The names and values of the fields. A backslash makes the next character an ordinary one.
fn fields(body: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut chars = body.chars();
    let mut end = |field: &mut String| {
        let field = std::mem::take(field);
        if let Some((name, value)) = field.split_once(':') {
            fields.push((name.trim().to_owned(), value.to_owned()));
        }
    };
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                // The backslash is kept, to tell a comma inside a part from one between two parts.
                field.push('\\');
                field.extend(chars.next());
            }
            ';' => end(&mut field),
            c => field.push(c),
        }
    }
    end(&mut field);
    fields
}

/// A person's name. The value has the family name first, then a comma, then the given name.
fn person(value: &str) -> String {
    match parts(value).as_slice() {
        [family, given, ..] => super::vcard::full_name("", given, "", family, ""),
        [whole] => whole.clone(),
        [] => String::new(),
    }
}

/// A postal address. The value is box, room, house, town, region, code and country, or free text with commas.
fn postal(value: &str) -> String {
    match parts(value).as_slice() {
        [post_box, room, street, town, region, code, country] => {
            address(&[post_box.clone(), room.clone(), street.clone()], town, region, code, country)
        }
        _ => plain(value),
    }
}

/// The parts of a value between commas.
fn parts(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            ',' => parts.push(String::new()),
            '\\' => parts.last_mut().into_iter().for_each(|part| part.extend(chars.next())),
            c => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// A value without its backslashes.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}
