//! Cards as vCard: versions 2.1, 3.0 and 4.0 are read, 3.0 (RFC 2426) and 4.0 (RFC 6350) are written. The properties of
//! a card that was read are kept, so that those the app has no field for, and the parameters of the others, can be
//! written back.

mod quoted_printable;
mod read;
mod split;
mod write;

use calcard::vcard::{VCard, VCardProperty};

use super::decode::decode_lines;
use super::name_parts::NameParts;
use super::photo::{Allowance, Photo};
use super::record::{Incoming, Record, Unreadable};
use super::remark::Remark;
use crate::domain::card_field::one_line;
use crate::domain::facts::Card;

pub(in crate::exchange) use read::{address, full_name};
pub use read::{said, understand};
pub use write::{Version, write};

/// Whether a text holds a card anywhere.
#[must_use]
pub fn holds_cards(text: &str) -> bool {
    text.lines().any(|line| line.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// The text of a file of cards; its lines may name their encoding.
#[must_use]
pub fn text_of(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    decode_lines(bytes, |line| {
        let head = line.split(|byte| *byte == b':').next().unwrap_or_default().to_ascii_uppercase();
        let head = std::str::from_utf8(&head).ok()?;
        let label = head.split(';').find_map(|part| part.trim().strip_prefix("CHARSET=").map(str::to_owned))?;
        Some(label.trim_matches('"').to_owned())
    })
}

/// Every card in a text, or the reason why it cannot be imported.
#[must_use]
pub fn records(text: &str) -> Vec<Record> {
    let pieces = split::pieces(text);
    let pictures = Allowance::default();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    if workers == 1 || pieces.len() < MANY {
        return records_of(&pieces, &pictures);
    }
    let parts = pieces.chunks(pieces.len().div_ceil(workers));
    std::thread::scope(|scope| {
        let pictures = &pictures;
        let begin = |part| scope.spawn(move || records_of(part, pictures));
        let workers: Vec<_> = parts.map(begin).collect();
        // If a worker panics, so does the whole.
        let read = workers.into_iter().map(|w| w.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        read.flatten().collect()
    })
}

fn records_of(pieces: &[split::Piece<'_>], pictures: &Allowance) -> Vec<Record> {
    pieces.iter().map(|piece| record(piece, pictures)).collect()
}

/// From this number of cards on, more than one worker is used.
const MANY: usize = 200;

/// Reads the stored properties of a card that was imported earlier.
#[must_use]
pub fn kept(text: &str) -> Option<VCard> {
    let mut vcard = VCard::parse(text).ok()?;
    vcard.entries.retain(|entry| entry.name != VCardProperty::Version && entry.name != VCardProperty::End);
    Some(vcard)
}

/// The properties of a stored card for which the app has no field, as lines. Two cards with the same ones differ only
/// in their fields.
#[must_use]
pub fn besides(kept: &VCard) -> std::collections::BTreeSet<String> {
    let fields = understand(kept).fields;
    let ours = fields.iter().map(Option::is_some);
    let others = kept.entries.iter().zip(ours).filter(|(_, ours)| !ours);
    others.map(|(entry, _)| write::line(entry, Version::V4)).collect()
}

/// The properties to store for a person who was imported without a vCard; `parts`: those of the name, if they are known.
#[must_use]
pub fn of_card(card: &Card, parts: Option<&NameParts>) -> String {
    let named = parts.map(|parts| VCard { entries: write::named(&card.name, parts) });
    let mut out = String::new();
    write(&mut out, card, "", named.as_ref(), None, Version::V4);
    out
}

fn record(piece: &split::Piece<'_>, pictures: &Allowance) -> Record {
    let refuse = |why| Record::Unreadable(Unreadable { line: piece.line, why });
    let Ok(mut vcard) = VCard::parse(quoted_printable::decoded(&piece.text)) else {
        return refuse("import-card-damaged");
    };
    if read::is_group(&vcard) {
        return refuse("import-card-group");
    }
    let mut remarks = Vec::new();
    if !piece.ended {
        remarks.push(Remark::CutShort);
    }
    let photo = take_photo(&mut vcard, pictures, &mut remarks);
    let uid = vcard.uid().map(one_line).filter(|uid| (1..=LONGEST_UID).contains(&uid.len()));
    read::tidy(&mut vcard, &mut remarks);
    let (card, lost) = understand(&vcard).card.fitted();
    if card.name.is_empty() {
        return refuse("import-card-nameless");
    }
    remarks.extend(lost.into_iter().map(Remark::TooLong));
    Record::Card(Box::new(Incoming { line: piece.line, uid, card, kept: write::text(&vcard), photo, remarks }))
}

/// The longest UID that is accepted, in octets.
const LONGEST_UID: usize = 300;

/// Takes all pictures out of a card and returns the first. A link to a picture stays as a property.
fn take_photo(vcard: &mut VCard, pictures: &Allowance, remarks: &mut Vec<Remark>) -> Option<Photo> {
    let mut photo = None;
    let entries = std::mem::take(&mut vcard.entries);
    for entry in entries {
        match read::picture(&entry) {
            Some(bytes) if photo.is_none() => match Photo::of(&bytes, pictures) {
                Ok(found) => photo = Some(found),
                Err(remark) => remarks.push(remark),
            },
            Some(_) => {}
            None => vcard.entries.push(entry),
        }
    }
    photo
}
