//! The text of a file that another program wrote: its encoding is detected, not asked for. Knows no file format.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The text of a file. A byte order mark decides; without one it is UTF-8 if it can be, else the encoding that browsers
/// would guess. Unreadable bytes become U+FFFD. Never fails.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match whole(bytes) {
        Some(text) => text,
        None => guess(bytes).decode_without_bom_handling(bytes).0,
    }
}

/// The text of a file whose lines may each name their encoding, as vCard 2.1 does with `CHARSET`; `label` finds the
/// name in a line. Lines that are valid UTF-8 are read as that. A line that names no encoding has that of the line
/// before if it continues it (begins with white space), else the guessed one.
#[must_use]
pub fn decode_lines(bytes: &[u8], label: impl Fn(&[u8]) -> Option<String>) -> Cow<'_, str> {
    if let Some(text) = whole(bytes) {
        return text;
    }
    let guess = guess(bytes);
    let mut encoding = guess;
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if !matches!(line.first(), Some(b' ' | b'\t')) {
            encoding = label(line).and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(guess);
        }
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&encoding.decode_without_bom_handling(line).0),
        }
    }
    Cow::Owned(text)
}

/// The text, if its encoding needs no guess.
fn whole(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return Some(encoding.decode_without_bom_handling(rest).0);
    }
    // Text has no zero bytes, except in UTF-16, where every other byte may be zero.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(512).filter(|byte| **byte == 0).count();
    let pairs = bytes.len().min(1024) / 2;
    if pairs > 0 && zeros(1) * 2 > pairs && zeros(0) == 0 {
        return Some(UTF_16LE.decode_without_bom_handling(bytes).0);
    }
    if pairs > 0 && zeros(0) * 2 > pairs && zeros(1) == 0 {
        return Some(UTF_16BE.decode_without_bom_handling(bytes).0);
    }
    std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
}

/// Guesses from the first part of the text that is not plain ASCII.
fn guess(bytes: &[u8]) -> &'static Encoding {
    /// Octets; more of them make no better guess, and a file of tens of megabytes would take minutes.
    const SAMPLE: usize = 128 << 10;

    let is_telling = |byte: &u8| !byte.is_ascii() || *byte == 0x1b;
    let from = bytes.iter().position(is_telling).unwrap_or_default();
    let sample = bytes.get(from..bytes.len().min(from + SAMPLE)).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}
