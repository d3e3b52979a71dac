//! Contacts as vCard 3.0 (RFC 2426): the version that phones and address books all read. Lines end in CRLF and are
//! folded at 75 octets between characters; every value is escaped, so a name can never become a property.

use std::collections::BTreeMap;

use crate::domain::facts::Contact;
use crate::domain::ids::ContactId;
use crate::snapshot::Snapshot;

/// The longest line in octets (RFC 2426, section 2.6).
const FOLD: usize = 75;

/// All contacts, by name. A card's UID is the contact's own, so that reading it again updates it.
#[must_use]
pub fn contacts(snapshot: &Snapshot, uids: &BTreeMap<ContactId, String>) -> Vec<u8> {
    let mut contacts: Vec<&Contact> = snapshot.facts.contacts.values().collect();
    contacts.sort_by_cached_key(|c| (c.card.name.to_lowercase(), c.id));
    let mut out = String::new();
    for contact in contacts {
        card(&mut out, contact, uids.get(&contact.id).map_or("", String::as_str));
    }
    out.into_bytes()
}

fn card(out: &mut String, contact: &Contact, uid: &str) {
    let card = &contact.card;
    let mut property = |name: &str, value: &str| fold(out, &format!("{name}:{value}"));
    property("BEGIN", "VCARD");
    property("VERSION", "3.0");
    property("FN", &escape(&card.name));
    // Which part of a name is the family's is not guessed: the whole stands where a phone shows it.
    property("N", &format!("{};;;;", escape(&card.name)));
    let mut optional = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            property(name, &escape(value));
        }
    };
    optional("NICKNAME", &card.address_as);
    optional("ORG", &card.company);
    optional("TITLE", &card.title);
    for email in &card.emails {
        optional("EMAIL;TYPE=INTERNET", email);
    }
    for phone in &card.phones {
        optional("TEL;TYPE=WORK,VOICE", phone);
    }
    optional("TZ;VALUE=text", card.zone.map_or("", |z| z.name()));
    optional("NOTE", &card.note);
    optional("UID", uid);
    if !card.website.is_empty() {
        // A URI is no text: it is not escaped (RFC 2426, 3.6.8). A card's website is one line without control characters.
        property("URL", &card.website);
    }
    if !card.address.is_empty() {
        // The parts of a postal address are not guessed either: all of it is the street.
        property("ADR;TYPE=WORK", &format!(";;{};;;;", escape(&card.address)));
        property("LABEL;TYPE=WORK", &escape(&card.address));
    }
    property("END", "VCARD");
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line, folded so that no character is split.
fn fold(out: &mut String, line: &str) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > FOLD {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}
