//! A file that was read but not yet imported, with the user's choices so far.

use std::collections::BTreeMap;

use super::everything::Everything;
use super::record::Record;
use super::table::Table;
use crate::domain::codes::{Alike, Column, Dialect};
use crate::domain::import::{Choice, ImportOutcome};
use crate::error::{Error, Result};

/// The kind of a file.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A file of cards.
    Cards,
    /// A QR code with a card in it.
    Picture,
    /// An export of all records from Afterword.
    Everything(Box<Everything>),
    /// A table, with the meanings its columns are taken to have.
    Table {
        /// The table.
        table: Box<Table>,
        /// The meaning of each of its columns.
        columns: Vec<Column>,
    },
}

/// A file that was read but not yet imported.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub origin: Origin,
    /// Its records.
    pub records: Vec<Record>,
    /// The user's choice for single records, by index.
    choices: BTreeMap<usize, Choice>,
    /// The user's choice for all people who look like somebody already here.
    alike: Option<Alike>,
}

impl ParsedFile {
    /// A file with this name, and no choices yet.
    #[must_use]
    pub fn new(name: &str, origin: Origin, records: Vec<Record>) -> ParsedFile {
        ParsedFile { name: name.to_owned(), origin, records, choices: BTreeMap::new(), alike: None }
    }

    /// What the import will do with a record.
    #[must_use]
    pub fn choice(&self, at: usize, outcome: &ImportOutcome) -> Choice {
        let chosen = self.choices.get(&at).copied().filter(|choice| outcome.allows(*choice));
        let of_all = || match (outcome, self.alike?) {
            (ImportOutcome::Alike(_), Alike::Add) => Some(Choice::Add),
            (ImportOutcome::Alike(_), Alike::LeaveOut) => Some(Choice::LeaveOut),
            (ImportOutcome::Alike(people), Alike::Fill) => {
                people.first().map(|(contact, _)| Choice::FillInto(*contact))
            }
            _ => None,
        };
        chosen.or_else(of_all).unwrap_or_else(|| outcome.usual())
    }

    /// The index of a record whose choice is not possible for it, if there is one.
    #[must_use]
    pub fn impossible(&self, outcomes: &[ImportOutcome]) -> Option<usize> {
        let can = |at: usize, choice: Choice| outcomes.get(at).is_some_and(|outcome| outcome.allows(choice));
        self.choices.iter().find(|(at, choice)| !can(**at, **choice)).map(|(at, _)| *at)
    }

    /// The user's choice for all people who look like somebody already here.
    #[must_use]
    pub fn alike(&self) -> Option<Alike> {
        self.alike
    }

    /// Sets the choice for all people who look like somebody already here; choices for single ones are forgotten.
    #[must_use]
    pub fn with_alike(mut self, alike: Alike) -> ParsedFile {
        self.alike = Some(alike);
        self.choices.clear();
        self
    }

    /// Sets the choice for one record.
    #[must_use]
    pub fn with_choice(mut self, at: usize, choice: Choice) -> ParsedFile {
        self.choices.insert(at, choice);
        self
    }

    /// Reads the rows of a table again with another meaning for one column. Choices for single rows are forgotten.
    ///
    /// # Errors
    /// When the file is not a table, or has no such column.
    pub fn with_column(mut self, at: usize, column: Column) -> Result<ParsedFile> {
        let Origin::Table { table, columns } = &mut self.origin else {
            return Err(Error::conflict("error-import-no-table"));
        };
        let place = columns.get_mut(at).ok_or_else(|| Error::not_found("error-import-no-column", at))?;
        *place = column;
        self.records = table.records(columns);
        self.choices.clear();
        Ok(self)
    }

    /// The index of the column with this name, in upper or lower case.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        let Origin::Table { table, .. } = &self.origin else { return None };
        table.header.iter().position(|column| column.to_lowercase() == name.trim().to_lowercase())
    }

    /// Whether the table was written by a program whose columns are known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(&self.origin, Origin::Table { table, .. } if table.dialect == Dialect::Other)
    }
}
