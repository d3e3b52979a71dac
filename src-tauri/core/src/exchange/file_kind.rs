//! A file that is being imported: what kind it is, whether it is small enough, and what it contains. Knows nothing of
//! the stored records.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use image::ImageFormat;

use crate::error::{Error, Result};
use crate::exchange::decode::decode;
use crate::exchange::parsed_file::{Origin, ParsedFile};
use crate::exchange::qr::{self, Codes};
use crate::exchange::{everything, mecard, table, vcard};

/// The largest file that is accepted, in octets.
pub const MOST_OCTETS: usize = 50 * 1024 * 1024;
/// The largest export of everything that is accepted, in octets: each person may have a picture.
const MOST_EVERYTHING: usize = 1024 * 1024 * 1024;
/// The longest text that can be pasted, in octets.
const MOST_TEXT: usize = 5 * 1024 * 1024;
/// The longest text that is read as a business card or a signature, in octets.
const MOST_CARD_TEXT: usize = 20 * 1024;
/// The longest line, in octets; lines of a vCard that hold a picture or a key may be longer.
const LONGEST_LINE: usize = 64 * 1024;
/// The most cards or rows in a file.
const MOST_RECORDS: usize = 100_000;

/// Reads a file from disk.
///
/// # Errors
/// When it cannot be read, is too large, or contains nothing the app understands.
pub fn read_file(path: &Path) -> Result<ParsedFile> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unreadable = |error: std::io::Error| {
        let named = std::io::Error::new(error.kind(), format!("{name}: {error}"));
        Error::from(named)
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    file.by_ref().take(everything::HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
    // The size that the system gives may be wrong: a pipe has none.
    let most = if everything::begins(&head) { MOST_EVERYTHING } else { MOST_OCTETS };
    let mut bytes = head;
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    read(&name, &bytes)
}

/// Reads the content of a file: cards, a table, or a picture of a QR code.
///
/// # Errors
/// When it is too large, or contains nothing the app understands.
pub fn read(name: &str, bytes: &[u8]) -> Result<ParsedFile> {
    let most = if everything::begins(bytes) { MOST_EVERYTHING } else { MOST_OCTETS };
    if bytes.len() > most {
        return Err(too_large(name));
    }
    // The two letters that some formats begin with may also begin a table.
    if matches!(
        image::guess_format(bytes),
        Ok(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Gif | ImageFormat::WebP)
    ) {
        return picture(name, bytes);
    }
    if let Some(refused) = no_text(bytes) {
        return Err(Error::invalid("file", refused).with("name", name));
    }
    let text = vcard::text_of(bytes);
    if vcard::holds_cards(&text) {
        return cards(name, Origin::Cards, &text);
    }
    let text = decode(bytes);
    if let Some(refused) = no_table(&text) {
        return Err(Error::invalid("file", refused).with("name", name));
    }
    if everything::begins(bytes) {
        let dump =
            everything::parse(text.into_owned())?.ok_or_else(|| Error::invalid("file", "error-import-damaged"))?;
        return Ok(ParsedFile::new(name, Origin::Everything(Box::new(dump)), Vec::new()));
    }
    if let Some(record) = mecard::record(&text) {
        return Ok(ParsedFile::new(name, Origin::Cards, vec![record]));
    }
    rows(name, &text)
}

/// What a file is that is no text, by its first octets: the message that refuses it.
fn no_text(bytes: &[u8]) -> Option<&'static str> {
    let holds = |part: &[u8]| bytes.windows(part.len()).take(4_096).any(|window| window == part);
    if bytes.starts_with(b"%PDF-") {
        Some("error-import-pdf")
    } else if bytes.starts_with(b"PK\x03\x04") {
        let is_spreadsheet = holds(b"[Content_Types].xml") || holds(b"xl/") || holds(b"opendocument.spreadsheet");
        Some(if is_spreadsheet { "error-import-spreadsheet" } else { "error-import-archive" })
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Some("error-import-compound")
    } else if bytes.get(4..8) == Some(b"ftyp") {
        Some("error-import-heic")
    } else {
        None
    }
}

/// What a text is that is neither a table nor a card, by its first lines: the message that refuses it.
fn no_table(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut lines = text.lines().take(40).map(str::trim);
    let begins = |line: &str, name: &str| line.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    let has =
        |name: &str| text.lines().take(40).take_while(|line| !line.trim().is_empty()).any(|line| begins(line, name));
    let first = lines.next().unwrap_or_default();
    if begins(first, "BEGIN:VCALENDAR") {
        Some("error-import-calendar")
    } else if begins(first, "dn:") || begins(first, "version: 1") && lines.any(|line| begins(line, "dn:")) {
        Some("error-import-ldif")
    } else if has("From:") && has("Subject:") && (has("Date:") || has("Received:") || has("To:")) {
        Some("error-import-mail")
    } else {
        None
    }
}

/// Reads pasted text if it consists of cards. None for other text, which may be read as a business card.
///
/// # Errors
/// When it is too long.
pub fn read_text(name: &str, text: &str) -> Result<Option<ParsedFile>> {
    if text.len() > MOST_TEXT {
        return Err(Error::invalid("text", "error-import-text-too-long"));
    }
    if vcard::holds_cards(text) {
        return cards(name, Origin::Cards, text).map(Some);
    }
    if let Some(record) = mecard::record(text) {
        return Ok(Some(ParsedFile::new(name, Origin::Cards, vec![record])));
    }
    if text.len() > MOST_CARD_TEXT {
        return Err(Error::invalid("text", "error-import-text-no-card"));
    }
    Ok(None)
}

fn too_large(name: &str) -> Error {
    Error::invalid("file", "error-import-too-large").with("name", name)
}

fn picture(name: &str, bytes: &[u8]) -> Result<ParsedFile> {
    let refuse = |message| Error::invalid("file", message).with("name", name);
    let payloads = match qr::codes(bytes.to_vec()) {
        Codes::Texts(texts) => texts,
        Codes::NoPicture => return Err(refuse("error-import-no-picture")),
        Codes::TooMany => return Err(refuse("error-import-many-codes")),
    };
    if payloads.is_empty() {
        return Err(refuse("error-import-no-code"));
    }
    let mut records = Vec::new();
    for payload in &payloads {
        match mecard::record(payload) {
            Some(record) => records.push(record),
            None if vcard::holds_cards(payload) => records.extend(vcard::records(payload)),
            None => {}
        }
    }
    if records.is_empty() {
        let said: String = payloads.first().map(|text| text.chars().take(80).collect()).unwrap_or_default();
        return Err(refuse("error-import-code-without-card").with("text", said));
    }
    Ok(ParsedFile::new(name, Origin::Picture, records))
}

fn cards(name: &str, origin: Origin, text: &str) -> Result<ParsedFile> {
    let mut count = 0;
    for (at, line) in text.lines().enumerate() {
        if line.len() > LONGEST_LINE && !holds_data(line) {
            return Err(long_line(name, at + 1));
        }
        count += usize::from(line.trim_start().get(..6).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:")));
    }
    if count > MOST_RECORDS {
        return Err(too_many(name, count));
    }
    Ok(ParsedFile::new(name, origin, vcard::records(text)))
}

/// Whether a line holds a picture, a sound or a key.
fn holds_data(line: &str) -> bool {
    let head = line.split([':', ';']).next().unwrap_or_default();
    let property = head.rsplit('.').next().unwrap_or_default().trim();
    ["PHOTO", "LOGO", "SOUND", "KEY"].iter().any(|data| property.eq_ignore_ascii_case(data))
}

fn rows(name: &str, text: &str) -> Result<ParsedFile> {
    if let Some(at) = text.lines().position(|line| line.len() > LONGEST_LINE) {
        return Err(long_line(name, at + 1));
    }
    let table = table::read(text).ok_or_else(|| Error::invalid("file", "error-import-unknown").with("name", name))?;
    if table.rows.len() > MOST_RECORDS {
        return Err(too_many(name, table.rows.len()));
    }
    let columns = table.columns.clone();
    let records = table.records(&columns);
    Ok(ParsedFile::new(name, Origin::Table { table: Box::new(table), columns }, records))
}

fn long_line(name: &str, line: usize) -> Error {
    Error::invalid("file", "error-import-long-line").with("name", name).with("line", line)
}

fn too_many(name: &str, count: usize) -> Error {
    Error::invalid("file", "error-import-too-many").with("name", name).with("count", count).with("most", MOST_RECORDS)
}
