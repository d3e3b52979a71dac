//! A table to be exported as a spreadsheet, a printed page or a CSV file. Each cell has a type, so that a date is
//! written as a date, and a phone number stays text.

use std::borrow::Cow;

use chrono::NaiveDate;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// Its title.
    pub title: String,
    /// Lines about the whole table.
    pub lines: Vec<String>,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell<'a>>>,
}

impl<'a> Sheet<'a> {
    /// The table without columns that are empty in every row, because there is no room for them on paper.
    #[must_use]
    pub fn condensed(&self) -> Self {
        let says = |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.plain().is_empty()));
        let kept: Vec<usize> = (0..self.columns.len()).filter(|at| self.rows.is_empty() || says(*at)).collect();
        let columns = kept.iter().filter_map(|at| self.columns.get(*at).cloned()).collect();
        let row = |row: &Vec<Cell<'a>>| kept.iter().filter_map(|at| row.get(*at).cloned()).collect();
        Sheet { columns, rows: self.rows.iter().map(row).collect(), ..self.clone() }
    }
}

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name for programs.
    pub code: &'static str,
    /// Its name for people.
    pub label: String,
    /// Its width in a spreadsheet, in characters.
    pub width: u16,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A day.
    Date(NaiveDate),
    /// E-mail addresses.
    Emails(&'a [String]),
    /// Phone numbers.
    Phones(&'a [String]),
    /// A website.
    Link(&'a str),
    /// A word that is spelled one way for programs and another way for people.
    Word {
        /// For programs.
        code: Cow<'a, str>,
        /// For people.
        label: String,
    },
    /// Several cells in one, a line each.
    Several(Vec<Cell<'a>>),
    /// An empty cell.
    Empty,
}

impl<'a> Cell<'a> {
    /// A day, or an empty cell if there is none.
    #[must_use]
    pub fn day(date: Option<NaiveDate>) -> Self {
        date.map_or(Cell::Empty, Cell::Date)
    }

    /// Text, or an empty cell if there is none.
    #[must_use]
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// The cells that are not empty, a line each.
    #[must_use]
    pub fn several(cells: impl IntoIterator<Item = Cell<'a>>) -> Self {
        let cells: Vec<_> = cells.into_iter().filter(|cell| !cell.plain().is_empty()).collect();
        if cells.is_empty() { Cell::Empty } else { Cell::Several(cells) }
    }

    /// Its text for people.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Word { label, .. } => label.into(),
            Cell::Emails(list) | Cell::Phones(list) => several(list, "\n"),
            Cell::Several(cells) => cells.iter().map(Cell::shown).collect::<Vec<_>>().join("\n").into(),
            other => other.plain(),
        }
    }

    /// Its text for programs; dates as ISO 8601.
    #[must_use]
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) | Cell::Word { code: text, .. } => text.as_ref().into(),
            Cell::Link(text) => (*text).into(),
            Cell::Date(date) => date.to_string().into(),
            Cell::Emails(list) | Cell::Phones(list) => several(list, "; "),
            Cell::Several(cells) => cells.iter().map(Cell::plain).collect::<Vec<_>>().join("; ").into(),
            Cell::Empty => "".into(),
        }
    }
}

fn several<'a>(list: &'a [String], separator: &str) -> Cow<'a, str> {
    match list {
        [one] => one.into(),
        several => several.join(separator).into(),
    }
}

/// The web address in a text, if there is one. A name without a scheme is taken for a website.
#[must_use]
pub fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let one_word = !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '"');
    if !one_word || text.len() > 2_000 {
        return None;
    }
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return Some(text.to_owned());
    }
    let host = lower.split('/').next().unwrap_or_default();
    let is_host = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    is_host.then(|| format!("https://{text}"))
}
