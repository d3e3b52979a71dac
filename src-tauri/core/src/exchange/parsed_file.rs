//! A file that was read, before anything of it is taken over, with what the user chose so far.

use std::collections::BTreeMap;

use super::record::Record;
use super::table::Table;
use crate::domain::codes::{Alike, Column, Dialect};
use crate::domain::import::{Choice, ImportOutcome};
use crate::error::{Error, Result};

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
pub struct ParsedFile {
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

impl ParsedFile {
    /// A file of that name; nothing is chosen yet.
    #[must_use]
    pub fn new(name: &str, origin: Origin, records: Vec<Record>) -> ParsedFile {
        ParsedFile { name: name.to_owned(), origin, records, choices: BTreeMap::new(), alike: None }
    }

    /// What is done with a record.
    #[must_use]
    pub fn choice(&self, at: usize, fate: &ImportOutcome) -> Choice {
        let chosen = self.choices.get(&at).copied().filter(|choice| fate.allows(*choice));
        let of_all = || match (fate, self.alike?) {
            (ImportOutcome::Alike(_), Alike::Add) => Some(Choice::Add),
            (ImportOutcome::Alike(_), Alike::LeaveOut) => Some(Choice::LeaveOut),
            (ImportOutcome::Alike(people), Alike::Fill) => {
                people.first().map(|(contact, _)| Choice::FillInto(*contact))
            }
            _ => None,
        };
        chosen.or_else(of_all).unwrap_or_else(|| fate.usual())
    }

    /// An entry for which something was chosen that cannot be done with it.
    #[must_use]
    pub fn impossible(&self, fates: &[ImportOutcome]) -> Option<usize> {
        let can = |at: usize, choice: Choice| fates.get(at).is_some_and(|fate| fate.allows(choice));
        self.choices.iter().find(|(at, choice)| !can(**at, **choice)).map(|(at, _)| *at)
    }

    /// What was chosen for all who may be people who are here.
    #[must_use]
    pub fn alike(&self) -> Option<Alike> {
        self.alike
    }

    /// Chooses for all who may be people who are here; what was chosen for single ones is forgotten.
    #[must_use]
    pub fn with_alike(mut self, alike: Alike) -> ParsedFile {
        self.alike = Some(alike);
        self.choices.clear();
        self
    }

    /// Chooses for one record.
    #[must_use]
    pub fn with_choice(mut self, at: usize, choice: Choice) -> ParsedFile {
        self.choices.insert(at, choice);
        self
    }

    /// Reads the rows of a table anew, a column with another meaning. What was chosen for single rows is forgotten.
    ///
    /// # Errors
    /// When it is no table, or has no such column.
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
