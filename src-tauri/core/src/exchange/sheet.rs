//! A table on its way out: what a spreadsheet, a printed page and a CSV file have in common. Each cell says what it is, so
//! that a date is a date and a number one can be called at stays text.

use chrono::NaiveDate;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// What there is to know about all of it, a line each.
    pub lines: Vec<String>,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Its rows, as wide as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The table without columns that say nothing in any row: on paper there is no room for them.
    #[must_use]
    pub fn condensed(&self) -> Sheet {
        let says = |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.plain().is_empty()));
        let kept: Vec<usize> = (0..self.columns.len()).filter(|at| self.rows.is_empty() || says(*at)).collect();
        let columns = kept.iter().filter_map(|at| self.columns.get(*at).cloned()).collect();
        let row = |row: &Vec<Cell>| kept.iter().filter_map(|at| row.get(*at).cloned()).collect();
        Sheet { columns, rows: self.rows.iter().map(row).collect(), ..self.clone() }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name for programs.
    pub code: &'static str,
    /// Its name for people.
    pub label: String,
    /// How wide it is in a spreadsheet, in characters.
    pub width: u16,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// E-mail addresses.
    Emails(Vec<String>),
    /// Phone numbers.
    Phones(Vec<String>),
    /// A website.
    Link(String),
    /// A word that programs spell in another way than people.
    Word {
        /// For programs.
        code: String,
        /// For people.
        label: String,
    },
    /// Nothing.
    Empty,
}

impl Cell {
    /// A day, or nothing.
    #[must_use]
    pub fn day(date: Option<NaiveDate>) -> Cell {
        date.map_or(Cell::Empty, Cell::Date)
    }

    /// Text, or nothing.
    #[must_use]
    pub fn text(text: &str) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }

    /// A word with its two spellings, or nothing.
    #[must_use]
    pub fn word(code: &str, label: String) -> Cell {
        if code.is_empty() { Cell::Empty } else { Cell::Word { code: code.to_owned(), label } }
    }

    /// What it says to people, as plain text.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Cell::Word { label, .. } => label.clone(),
            Cell::Emails(list) | Cell::Phones(list) => list.join("\n"),
            other => other.plain(),
        }
    }

    /// What it says to programs, as plain text; dates as ISO 8601.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Link(text) | Cell::Word { code: text, .. } => text.clone(),
            Cell::Date(date) => date.to_string(),
            Cell::Emails(list) | Cell::Phones(list) => list.join("; "),
            Cell::Empty => String::new(),
        }
    }
}

/// A web address one can follow; none where a text is no such thing. A name without a scheme is taken for a website.
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
