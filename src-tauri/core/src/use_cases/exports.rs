//! The contact summary as a file others can read.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use rusqlite::Connection;

use super::{Done, look};
use crate::domain::facts::Contact;
use crate::domain::ids::ContactId;
use crate::error::{Error, Result};
use crate::exchange::{Photo, csv, vcard};
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

/// What cards carry besides their fields.
struct Cards {
    uids: BTreeMap<ContactId, String>,
    sources: BTreeMap<ContactId, String>,
    photos: BTreeMap<ContactId, String>,
}

impl Cards {
    fn load(c: &Connection) -> Result<Cards> {
        Ok(Cards {
            uids: store::contacts::uids(c)?,
            sources: store::card_sources::all(c)?,
            photos: store::photos::all(c)?,
        })
    }

    /// All contacts as cards, by name. A card's UID is the contact's own, so that reading it again updates it.
    fn write(&self, snapshot: &Snapshot, version: vcard::Version) -> Vec<u8> {
        let mut contacts: Vec<&Contact> = snapshot.facts.contacts.values().collect();
        contacts.sort_by_cached_key(|c| (c.card.name.to_lowercase(), c.id));
        let mut out = String::new();
        for contact in contacts {
            let uid = self.uids.get(&contact.id).map_or("", String::as_str);
            let kept = self.sources.get(&contact.id).and_then(|text| vcard::kept(text));
            let photo = self.photos.get(&contact.id).and_then(|text| Photo::from_base64(text));
            vcard::write(&mut out, &contact.card, uid, kept.as_ref(), photo.as_ref(), version);
        }
        out.into_bytes()
    }
}

/// All contacts in a format.
///
/// # Errors
/// The database's own.
pub fn contacts(store: &Store, moment: Moment, format: Format) -> Result<Exported> {
    let (snapshot, cards) = store.read(|c| Ok((Snapshot::load(c, moment)?, Cards::load(c)?)))?;
    let bytes = match format {
        Format::Csv => csv::contacts(&snapshot)?,
        Format::Vcard => cards.write(&snapshot, vcard::Version::V3),
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
