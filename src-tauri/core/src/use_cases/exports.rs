//! The contact summary as a file others can read.

use crate::error::Result;
use crate::exchange::{csv, vcard};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};

/// The formats of a contact summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Format {
    /// Comma-separated values, for spreadsheets.
    Csv,
    /// Cards, for address books.
    Vcard,
}

impl Format {
    /// The usual ending of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Vcard => "vcf",
        }
    }
}

/// An exported file.
#[derive(Debug)]
pub struct Exported {
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many people it holds.
    pub people: usize,
}

/// All contacts in a format.
///
/// # Errors
/// The database's own.
pub fn contacts(store: &Store, moment: Moment, format: Format) -> Result<Exported> {
    let (snapshot, uids) = store.read(|c| Ok((Snapshot::load(c, moment)?, store::contacts::uids(c)?)))?;
    let bytes = match format {
        Format::Csv => csv::contacts(&snapshot)?,
        Format::Vcard => vcard::contacts(&snapshot, &uids),
    };
    Ok(Exported { bytes, people: snapshot.facts.contacts.len() })
}

/// What to tell once a file is written.
#[must_use]
pub fn told(snapshot: &Snapshot, exported: &Exported, path: &str) -> String {
    snapshot.words.say("toast-exported", &[("count", exported.people.into()), ("path", path.into())])
}
