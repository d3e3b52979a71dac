//! Cards as vCard: 2.1, 3.0 and 4.0 are read, 3.0 (RFC 2426) and 4.0 (RFC 6350) written. A card that was read keeps the
//! properties it came with: what this app has no field for is written back, and so is how a value was marked.

mod read;
mod split;
mod write;

use calcard::vcard::{VCard, VCardProperty};

use super::decode::decode_lines;
use super::photo::Photo;
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

/// The text of a file of cards; its lines may say which encoding they are in.
#[must_use]
pub fn text_of(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    decode_lines(bytes, |line| {
        let head = line.split(|byte| *byte == b':').next().unwrap_or_default().to_ascii_uppercase();
        let head = std::str::from_utf8(&head).ok()?;
        let label = head.split(';').find_map(|part| part.trim().strip_prefix("CHARSET=").map(str::to_owned))?;
        Some(label.trim_matches('"').to_owned())
    })
}

/// Every card of a text, and why one cannot be taken.
#[must_use]
pub fn records(text: &str) -> Vec<Record> {
    let pieces = split::pieces(text);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    if workers == 1 || pieces.len() < MANY {
        return records_of(&pieces);
    }
    let parts = pieces.chunks(pieces.len().div_ceil(workers));
    std::thread::scope(|scope| {
        let begin = |part| scope.spawn(move || records_of(part));
        let workers: Vec<_> = parts.map(begin).collect();
        // A worker that panicked takes the whole with it, as it would have here.
        let read = workers.into_iter().map(|w| w.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        read.flatten().collect()
    })
}

fn records_of(pieces: &[split::Piece<'_>]) -> Vec<Record> {
    pieces.iter().map(record).collect()
}

/// How many cards are worth more than one worker.
const MANY: usize = 200;

/// What is kept of a card that was read before.
#[must_use]
pub fn kept(text: &str) -> Option<VCard> {
    let mut vcard = VCard::parse(text).ok()?;
    vcard.entries.retain(|entry| entry.name != VCardProperty::Version && entry.name != VCardProperty::End);
    Some(vcard)
}

/// The properties of a kept card that no field of ours stands for, as lines; two cards with the same ones differ in their
/// fields only.
#[must_use]
pub fn besides(kept: &VCard) -> std::collections::BTreeSet<String> {
    let fields = understand(kept).fields;
    let ours = fields.iter().map(Option::is_some);
    let others = kept.entries.iter().zip(ours).filter(|(_, ours)| !ours);
    others.map(|(entry, _)| write::line(entry, Version::V4)).collect()
}

/// What is kept of a person who came without a card.
#[must_use]
pub fn of_card(card: &Card) -> String {
    let mut out = String::new();
    write(&mut out, card, "", None, None, Version::V4);
    out
}

fn record(piece: &split::Piece<'_>) -> Record {
    let refuse = |why| Record::Unreadable(Unreadable { line: piece.line, why });
    let Ok(mut vcard) = VCard::parse(&piece.text) else { return refuse("import-card-damaged") };
    if read::is_group(&vcard) {
        return refuse("import-card-group");
    }
    let mut remarks = Vec::new();
    if !piece.ended {
        remarks.push(Remark::CutShort);
    }
    let photo = take_photo(&mut vcard, &mut remarks);
    let uid = vcard.uid().map(one_line).filter(|uid| (1..=LONGEST_UID).contains(&uid.len()));
    read::tidy(&mut vcard, &mut remarks);
    let (card, lost) = understand(&vcard).card.fitted();
    if card.name.is_empty() {
        return refuse("import-card-nameless");
    }
    remarks.extend(lost.into_iter().map(Remark::TooLong));
    Record::Card(Box::new(Incoming { line: piece.line, uid, card, kept: write::text(&vcard), photo, remarks }))
}

/// The longest UID that is taken for one, in octets.
const LONGEST_UID: usize = 300;

/// The first picture of a card; all of them are taken out of it. A link to one stays a property like any other.
fn take_photo(vcard: &mut VCard, remarks: &mut Vec<Remark>) -> Option<Photo> {
    let mut photo = None;
    let entries = std::mem::take(&mut vcard.entries);
    for entry in entries {
        match read::picture(&entry) {
            Some(bytes) if photo.is_none() => match Photo::of(&bytes) {
                Ok(found) => photo = Some(found),
                Err(remark) => remarks.push(remark),
            },
            Some(_) => {}
            None => vcard.entries.push(entry),
        }
    }
    photo
}
