//! A file on its way in: what kind it is, whether it is of a size that can be taken, and what it holds. Knows no record of
//! ours.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Choice, Fate, usual};
use crate::domain::codes::{Alike, Column, Dialect};
use crate::error::{Error, Result};
use crate::exchange::decode::decode;
use crate::exchange::table::Table;
use crate::exchange::{Record, mecard, qr, table, vcard};
use crate::store;

/// The largest file that is taken, in octets.
pub const MOST_OCTETS: usize = 50 * 1024 * 1024;
/// The longest text that can be pasted, in octets.
const MOST_TEXT: usize = 5 * 1024 * 1024;
/// The longest line, in octets; a picture or a key in a card may be longer.
const LONGEST_LINE: usize = 64 * 1024;
/// The most cards or rows of a file.
const MOST_RECORDS: usize = 100_000;

/// What a file is.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Cards.
    Cards,
    /// A QR code with a card in it.
    Picture,
    /// Every record of an Afterword.
    Everything(Box<serde_json::Value>),
    /// A table, and what its columns are taken to mean.
    Table {
        /// The table.
        table: Box<Table>,
        /// A meaning for each of its columns.
        columns: Vec<Column>,
    },
}

/// A file that was read, before anything of it is taken over.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub origin: Origin,
    /// What it holds.
    pub records: Vec<Record>,
    /// What the user chose, by record.
    choices: BTreeMap<usize, Choice>,
    /// What the user chose for all who may be people who are here.
    alike: Option<Alike>,
}

impl Reading {
    fn new(name: &str, origin: Origin, records: Vec<Record>) -> Reading {
        Reading { name: name.to_owned(), origin, records, choices: BTreeMap::new(), alike: None }
    }

    /// What is done with a record.
    #[must_use]
    pub fn choice(&self, at: usize, fate: &Fate) -> Choice {
        let chosen = self.choices.get(&at).copied().filter(|choice| super::is_possible(fate, *choice));
        let of_all = || match (fate, self.alike?) {
            (Fate::Alike(_), Alike::Add) => Some(Choice::Add),
            (Fate::Alike(_), Alike::LeaveOut) => Some(Choice::LeaveOut),
            (Fate::Alike(people), Alike::Fill) => people.first().map(|(contact, _)| Choice::FillInto(*contact)),
            _ => None,
        };
        chosen.or_else(of_all).unwrap_or_else(|| usual(fate))
    }

    /// What was chosen for all who may be people who are here.
    #[must_use]
    pub fn alike(&self) -> Option<Alike> {
        self.alike
    }

    /// Chooses for all who may be people who are here; what was chosen for single ones is forgotten.
    #[must_use]
    pub fn with_alike(mut self, alike: Alike) -> Reading {
        self.alike = Some(alike);
        self.choices.clear();
        self
    }

    /// Chooses for one record.
    #[must_use]
    pub fn with_choice(mut self, at: usize, choice: Choice) -> Reading {
        self.choices.insert(at, choice);
        self
    }

    /// Reads the rows of a table anew, a column with another meaning. What was chosen for single rows is forgotten.
    ///
    /// # Errors
    /// When it is no table, or has no such column.
    pub fn with_column(mut self, at: usize, column: Column) -> Result<Reading> {
        let Origin::Table { table, columns } = &mut self.origin else {
            return Err(Error::conflict("error-import-no-table"));
        };
        let place = columns.get_mut(at).ok_or_else(|| Error::not_found("error-import-no-column", at))?;
        *place = column;
        self.records = table.records(columns);
        self.choices.clear();
        Ok(self)
    }

    /// The column of that name, whatever its case.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        let Origin::Table { table, .. } = &self.origin else { return None };
        table.header.iter().position(|column| column.to_lowercase() == name.trim().to_lowercase())
    }

    /// Whether a table is by a program whose columns are known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(&self.origin, Origin::Table { table, .. } if table.dialect == Dialect::Other)
    }
}

/// Reads a file from disk.
///
/// # Errors
/// When it cannot be read, is too large, or holds nothing that is understood.
pub fn read_file(path: &Path) -> Result<Reading> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let size = std::fs::metadata(path)?.len();
    if size > MOST_OCTETS as u64 {
        return Err(too_large(&name));
    }
    read(&name, &std::fs::read(path)?)
}

/// Reads a file: cards, a table, or a picture of a code.
///
/// # Errors
/// When it is too large, or holds nothing that is understood.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    if bytes.len() > MOST_OCTETS {
        return Err(too_large(name));
    }
    if image::guess_format(bytes).is_ok() {
        return picture(name, bytes);
    }
    let text = vcard::text_of(bytes);
    if vcard::holds_cards(&text) {
        return cards(name, Origin::Cards, &text);
    }
    let text = decode(bytes);
    if let Some(dump) = store::dump::parse(&text)? {
        return Ok(Reading::new(name, Origin::Everything(Box::new(dump)), Vec::new()));
    }
    if let Some(record) = mecard::record(&text) {
        return Ok(Reading::new(name, Origin::Cards, vec![record]));
    }
    rows(name, &text)
}

/// Reads a text that was pasted, if it is cards; none where it is none, and may be read as the text of a namecard.
///
/// # Errors
/// When it is too long.
pub fn read_text(name: &str, text: &str) -> Result<Option<Reading>> {
    if text.len() > MOST_TEXT {
        return Err(Error::invalid("text", "error-import-text-too-long"));
    }
    if vcard::holds_cards(text) {
        return cards(name, Origin::Cards, text).map(Some);
    }
    Ok(mecard::record(text).map(|record| Reading::new(name, Origin::Cards, vec![record])))
}

fn too_large(name: &str) -> Error {
    Error::invalid("file", "error-import-too-large").with("name", name)
}

fn picture(name: &str, bytes: &[u8]) -> Result<Reading> {
    let refuse = |message| Error::invalid("file", message).with("name", name);
    let payloads = qr::payloads(bytes).ok_or_else(|| refuse("error-import-no-picture"))?;
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
    Ok(Reading::new(name, Origin::Picture, records))
}

fn cards(name: &str, origin: Origin, text: &str) -> Result<Reading> {
    let mut count = 0;
    for (at, line) in text.lines().enumerate() {
        let head = line.split([':', ';']).next().unwrap_or_default();
        let head = head.rsplit('.').next().unwrap_or_default().trim().to_ascii_uppercase();
        let is_data = ["PHOTO", "LOGO", "SOUND", "KEY"].contains(&head.as_str());
        if line.len() > LONGEST_LINE && !is_data {
            return Err(long_line(name, at + 1));
        }
        count += usize::from(head == "BEGIN");
    }
    if count > MOST_RECORDS {
        return Err(too_many(name, count));
    }
    Ok(Reading::new(name, origin, vcard::records(text)))
}

fn rows(name: &str, text: &str) -> Result<Reading> {
    if let Some(at) = text.lines().position(|line| line.len() > LONGEST_LINE) {
        return Err(long_line(name, at + 1));
    }
    let table = table::read(text).ok_or_else(|| Error::invalid("file", "error-import-unknown").with("name", name))?;
    if table.rows.len() > MOST_RECORDS {
        return Err(too_many(name, table.rows.len()));
    }
    let columns = table.columns.clone();
    let records = table.records(&columns);
    Ok(Reading::new(name, Origin::Table { table: Box::new(table), columns }, records))
}

fn long_line(name: &str, line: usize) -> Error {
    Error::invalid("file", "error-import-long-line").with("name", name).with("line", line)
}

fn too_many(name: &str, count: usize) -> Error {
    Error::invalid("file", "error-import-too-many").with("name", name).with("count", count).with("most", MOST_RECORDS)
}
