//! Tables of people or applications, as address books and spreadsheets save them (CSV, RFC 4180, and similar formats).
//! The separator is detected. Columns of known programs are recognised by name, others are guessed.

use chrono::{Datelike, NaiveDate};

use super::csv::plain;
use super::name_parts::NameParts;
use super::record::{Incoming, IncomingApplication, Record, Unreadable};
use super::remark::Remark;
use super::vcard;
use crate::domain::card_field::{LONGEST_LINE, one_line};
use crate::domain::codes::{CardField, Column, Dialect, Language, Only};
use crate::domain::email::is_internal;
use crate::domain::facts::Card;

mod headers;

/// A table that was read.
#[derive(Clone, Debug)]
pub struct Table {
    /// The names of its columns.
    pub header: Vec<String>,
    /// The rows below the header.
    pub rows: Vec<Row>,
    /// The separator between its cells.
    pub separator: char,
    /// The program that wrote it.
    pub dialect: Dialect,
    /// The meaning of each column, as far as its name tells.
    pub columns: Vec<Column>,
    /// For each column, which of several addresses it belongs to; 0 is the first choice.
    groups: Vec<u8>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it begins at, from 1.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// Whether a quotation mark in it is never closed, so that the row took in the rest of the file.
    open_quote: bool,
}

/// The longest link to a job, in octets: about what browsers and servers accept.
const LONGEST_LINK: usize = 2_000;
/// The most lines above the header.
const PREAMBLE: usize = 12;

/// Reads a table. None if the text has no second column or no second row.
#[must_use]
pub fn read(text: &str) -> Option<Table> {
    let separator = separator(text)?;
    let mut rows = rows(text, separator);
    let known = |row: &Row| row.cells.iter().filter(|cell| headers::meaning(cell, &row.cells).is_some()).count();
    // Some programs write a few lines above the header.
    let header = (0..rows.len().min(PREAMBLE)).max_by_key(|at| {
        let count = rows.get(*at).map_or(0, known);
        (count, std::cmp::Reverse(*at))
    })?;
    let header = rows.drain(..=header).next_back()?.cells;
    if rows.is_empty() {
        return None;
    }
    let dialect = headers::dialect(&header);
    let meanings: Vec<_> = header.iter().map(|name| headers::meaning_in(dialect, name, &header)).collect();
    Some(Table {
        columns: meanings.iter().map(|m| m.map_or(Column::LeftOut, |(column, _)| column)).collect(),
        groups: meanings.iter().map(|m| m.map_or(0, |(_, group)| group)).collect(),
        header: header.iter().map(|name| one_line(name)).collect(),
        rows,
        separator,
        dialect,
    })
}

impl Table {
    /// The people and applications in the rows, read with these meanings of the columns.
    #[must_use]
    pub fn records(&self, columns: &[Column]) -> Vec<Record> {
        let labels = headers::labels(&self.header);
        let month_first = self.is_month_first(columns);
        self.rows.iter().flat_map(|row| self.record(row, columns, &labels, month_first)).collect()
    }

    fn record(&self, row: &Row, columns: &[Column], labels: &[Option<usize>], month_first: bool) -> Vec<Record> {
        let refuse = |why| vec![Record::Unreadable(Unreadable { line: row.line, why })];
        if row.open_quote {
            return refuse("import-row-quote");
        }
        // A comma without quotation marks around its cell moves every further cell into the wrong column.
        if row.cells.iter().skip(self.header.len()).any(|cell| !cell.trim().is_empty()) {
            return refuse("import-row-cells");
        }
        let mut person = Person::default();
        let mut application = IncomingApplication { line: row.line, ..IncomingApplication::default() };
        let mut remarks = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            let cell = plain(cell.trim());
            let column = columns.get(at).copied().unwrap_or(Column::LeftOut);
            if cell.is_empty() || column == Column::LeftOut {
                continue;
            }
            let label = labels.get(at).copied().flatten().and_then(|at| row.cells.get(at)).map_or("", String::as_str);
            match column {
                Column::Role => {
                    application.role = one_line(cell);
                    if application.role.chars().count() > LONGEST_LINE {
                        application.role = application.role.chars().take(LONGEST_LINE).collect();
                        remarks.push(Remark::RoleTooLong);
                    }
                }
                Column::AppliedOn => {
                    application.applied_on = date(cell, month_first);
                    remarks.extend(application.applied_on.is_none().then_some(Remark::OddDate));
                }
                Column::JobLink if cell.len() > LONGEST_LINK => remarks.push(Remark::LinkTooLong),
                Column::JobLink => application.link = one_line(cell),
                _ => person.take(column, cell, label, self.groups.get(at).copied().unwrap_or(0)),
            }
        }
        remarks.extend(person.odd.iter().copied().map(Remark::Odd));
        let parts = person.parts();
        let (card, lost) = person.card().fitted();
        remarks.extend(lost.into_iter().map(Remark::TooLong));
        let mut records = Vec::new();
        if !application.role.is_empty() {
            application.company.clone_from(&card.company);
            if application.company.is_empty() {
                return refuse("import-row-companyless");
            }
            application.remarks.clone_from(&remarks);
            records.push(Record::Application(Box::new(application)));
        }
        if !card.name.is_empty() {
            let kept = vcard::of_card(&card, parts.as_ref());
            records.push(Record::Card(Box::new(Incoming {
                line: row.line,
                card,
                kept,
                remarks,
                ..Incoming::default()
            })));
        }
        if records.is_empty() && row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            return refuse("import-row-nameless");
        }
        records
    }

    /// Whether dates like 3/11/26 begin with the month. Only if the program is known to write them so, and no date in
    /// the column contradicts it.
    fn is_month_first(&self, columns: &[Column]) -> bool {
        let dates = columns.iter().enumerate().filter(|(_, column)| **column == Column::AppliedOn);
        let cells = dates.flat_map(|(at, _)| self.rows.iter().filter_map(move |row| row.cells.get(at)));
        let numbers: Vec<(u32, u32)> = cells.filter_map(|cell| two_numbers(cell)).collect();
        let (first, second) = (numbers.iter().any(|n| n.0 > 12), numbers.iter().any(|n| n.1 > 12));
        if first == second { self.dialect == Dialect::LinkedInJobs } else { second }
    }
}

/// The parts of a person's name and address, collected cell by cell.
#[derive(Default)]
struct Person {
    card: Card,
    prefix: String,
    given: String,
    middle: String,
    family: String,
    suffix: String,
    addresses: [Address; 3],
    /// The fields whose text is not valid for them.
    odd: Vec<CardField>,
}

#[derive(Default)]
struct Address {
    whole: String,
    street: Vec<String>,
    town: String,
    region: String,
    code: String,
    country: String,
}

impl Person {
    fn take(&mut self, column: Column, cell: &str, label: &str, group: u8) {
        let card = &mut self.card;
        let [first, second, third] = &mut self.addresses;
        let address = match group {
            0 => first,
            1 => second,
            _ => third,
        };
        let text = match column {
            Column::Name => &mut card.name,
            Column::Prefix => &mut self.prefix,
            Column::Given => &mut self.given,
            Column::Middle => &mut self.middle,
            Column::Family => &mut self.family,
            Column::Suffix => &mut self.suffix,
            Column::AddressAs => &mut card.address_as,
            Column::Title => &mut card.title,
            Column::Company => &mut card.company,
            Column::Website => &mut card.website,
            Column::Note => &mut card.note,
            Column::Address => &mut address.whole,
            Column::Town => &mut address.town,
            Column::Region => &mut address.region,
            Column::PostalCode => &mut address.code,
            Column::Country => &mut address.country,
            Column::Street => return address.street.push(cell.to_owned()),
            Column::Email if is_internal(cell) => return,
            Column::Email => return card.emails.extend(several(cell, &[" ::: ", ";", ",", "\n"])),
            Column::Phone => {
                let label = label.to_lowercase();
                if !["fax", "pager"].iter().any(|other| label.contains(other)) {
                    card.phones.extend(several(cell, &[" ::: ", ";", "\n"]));
                }
                return;
            }
            Column::Zone => {
                card.zone = cell.parse().ok();
                self.odd.extend(card.zone.is_none().then_some(CardField::Zone));
                return;
            }
            Column::Only => {
                card.only = cell.parse::<Only>().ok();
                self.odd.extend(card.only.is_none().then_some(CardField::Only));
                return;
            }
            Column::Language => {
                let code = cell.to_lowercase();
                let code = code.split(['-', '_']).next().unwrap_or_default();
                card.language = code.parse::<Language>().map(Language::code).unwrap_or_default().to_owned();
                self.odd.extend(card.language.is_empty().then_some(CardField::Language));
                return;
            }
            Column::LeftOut | Column::Role | Column::AppliedOn | Column::JobLink => return,
        };
        if text.is_empty() {
            cell.clone_into(text);
        } else if column == Column::Note {
            text.push('\n');
            text.push_str(cell);
        }
    }

    /// The parts of the name, where they have columns of their own and the whole name has none.
    fn parts(&self) -> Option<NameParts> {
        let is_whole = !self.card.name.is_empty() || self.given.is_empty() && self.family.is_empty();
        let line = |text: &str| one_line(text);
        (!is_whole).then(|| NameParts {
            family: line(&self.family),
            given: line(&format!("{} {}", self.given, self.middle)),
            prefix: line(&self.prefix),
            suffix: line(&self.suffix),
        })
    }

    fn card(self) -> Card {
        let mut card = self.card;
        if card.name.is_empty() {
            card.name = vcard::full_name(&self.prefix, &self.given, &self.middle, &self.family, &self.suffix);
        }
        if card.name.trim().is_empty() {
            let named = [&card.company].into_iter().chain(&card.emails);
            card.name = named
                .filter(|_| !card.emails.is_empty() || !card.phones.is_empty())
                .find(|t| !t.is_empty())
                .cloned()
                .unwrap_or_default();
        }
        for address in self.addresses {
            if card.address.is_empty() {
                card.address = match address.whole.is_empty() {
                    true => {
                        vcard::address(&address.street, &address.town, &address.region, &address.code, &address.country)
                    }
                    false => address.whole,
                };
            }
        }
        card
    }
}

/// The values in a cell that holds several.
fn several(cell: &str, separators: &[&str]) -> Vec<String> {
    let mut parts = vec![cell.to_owned()];
    for separator in separators {
        parts = parts.iter().flat_map(|part| part.split(separator)).map(|part| part.trim().to_owned()).collect();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The separator of a text: the one with which most rows have the same number of cells.
fn separator(text: &str) -> Option<char> {
    let sample: String = text.split_inclusive('\n').take(60).collect();
    [',', ';', '\t', '|']
        .into_iter()
        .filter_map(|separator| {
            let widths: Vec<usize> =
                rows(&sample, separator).iter().map(|row| row.cells.len()).filter(|width| *width > 1).collect();
            let of_width = |width: usize| widths.iter().filter(|w| **w == width).count();
            let usual = widths.iter().copied().max_by_key(|width| (of_width(*width), *width))?;
            Some((of_width(usual), usual, separator))
        })
        .max_by_key(|(count, width, _)| (*count, *width))
        .map(|(_, _, separator)| separator)
}

fn rows(text: &str, separator: char) -> Vec<Row> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = ::csv::StringRecord::new();
    // Valid UTF-8 can always be read as records of some kind.
    while reader.read_record(&mut record).unwrap_or(false) {
        let Some(start) = record.position().cloned() else { continue };
        // The reader's position is the end of the previous record, so the line breaks before this record are counted
        // separately.
        let raw = text.get(usize::try_from(start.byte()).unwrap_or(0)..).unwrap_or_default();
        let skipped =
            raw.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| *byte == b'\n').count();
        let line = usize::try_from(start.line()).unwrap_or(0) + skipped;
        let ends_here = reader.position().byte() == text.len() as u64;
        let open_quote = ends_here && ends_quoted(raw, separator);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells, open_quote });
        }
    }
    rows
}

/// Whether a row ends inside quotation marks. A quotation mark in the middle of a cell opens nothing.
fn ends_quoted(row: &str, separator: char) -> bool {
    let (mut quoted, mut fresh) = (false, true);
    for c in row.chars() {
        match c {
            // Two in a row stand for one mark: the first closes the quotation, and the second opens it again.
            '"' if quoted => (quoted, fresh) = (false, true),
            '"' if fresh => quoted = true,
            _ if quoted => {}
            c => fresh = c == separator || c == '\n' || c == '\r',
        }
    }
    quoted
}

/// A date as programs write it. A time of day after it is ignored.
fn date(cell: &str, month_first: bool) -> Option<NaiveDate> {
    let day = cell.split([',', 'T']).next().unwrap_or_default().trim();
    let day = if day.contains(' ') && day.contains([':']) { day.split(' ').next().unwrap_or_default() } else { day };
    let slashed = if month_first { ["%m/%d/%y", "%m/%d/%Y"] } else { ["%d/%m/%y", "%d/%m/%Y"] };
    let formats = ["%Y-%m-%d", "%d.%m.%y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d %Y", "%Y/%m/%d"];
    // Two digits are a year of this century; four digits are never read as two with a rest.
    let dates = formats.iter().chain(&slashed).filter_map(|format| NaiveDate::parse_from_str(day, format).ok());
    dates.into_iter().find(|date| (1970..2100).contains(&date.year()))
}

/// The first two numbers of a date with slashes.
fn two_numbers(cell: &str) -> Option<(u32, u32)> {
    let mut parts = cell.split('/');
    Some((parts.next()?.trim().parse().ok()?, parts.next()?.trim().parse().ok()?))
}
