//! The contact summary as a file others can read.

use std::io::Write;
use std::path::Path;

use super::{Done, look};
use crate::error::{Error, Result};
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

/// Writes all contacts to a file, whole or not at all.
///
/// # Errors
/// The database's own, or the file's; then an older file of that name is as it was.
pub fn to_file(store: &Store, moment: Moment, format: Format, path: &Path) -> Result<Done<()>> {
    let exported = contacts(store, moment, format)?;
    write_file(path, &exported.bytes)?;
    let snapshot = look(store, moment)?;
    let args = [("count", exported.people.into()), ("path", path.display().to_string().into())];
    let text = snapshot.words.say("toast-exported", &args);
    Ok(Done { value: (), text, warning: None, undo: None, snapshot })
}

/// Writes a file, whole or not at all; only the user can read it.
///
/// # Errors
/// The file's own; then an older file of that name is as it was.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    write_whole(path, bytes).map_err(|error| {
        let shown = path.display().to_string();
        Error::conflict("error-not-written").with("path", shown).with("detail", error.to_string())
    })
}

/// Writes beside the file first and puts it in its place when it is whole.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A device or a pipe cannot be replaced, only written to.
    if path.exists() && !path.is_file() {
        return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".afterword-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
