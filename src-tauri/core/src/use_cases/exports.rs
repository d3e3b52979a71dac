//! Exporting the records to a file that other programs can read.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use rusqlite::Connection;

use super::change::Committed;
use crate::domain::codes::{ExportFormat, What};
use crate::domain::facts::Contact;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::error::{Error, Result};
use crate::exchange::everything;
use crate::exchange::photo::Photo;
use crate::exchange::sheet::Sheet;
use crate::exchange::{csv, html, vcard, xlsx};
use crate::forms::export::{ExportRequest, check_request};
use crate::reports::summary::Summary;
use crate::reports::{activity, planned};
use crate::snapshot::{Moment, Snapshot};
use crate::store::attachments::Attachment;
use crate::store::{self, Store};
use crate::wording::Words;

/// An exported file.
#[derive(Debug)]
pub struct Exported {
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many people, activities or events it holds; in an export of everything, how many people.
    pub count: usize,
    /// What it holds, in words: "12 contacts".
    pub text: String,
}

pub(crate) fn activity_of<'a>(snapshot: &'a Snapshot, request: &ExportRequest) -> Sheet<'a> {
    activity::record(snapshot, &|application, people, day| request.wants(application, people, day))
}

/// Makes the content of an exported file, without writing it to the disk.
///
/// # Errors
/// When the content cannot be written in that format, or an export of everything is limited to a part; `NotFound` for a
/// person or an application; the database's own.
pub fn make(store: &Store, moment: Moment, request: &ExportRequest) -> Result<Exported> {
    if !request.what.formats().contains(&request.format) {
        return Err(Error::invalid("format", "error-export-format"));
    }
    if request.what == What::Everything && *request != ExportRequest::all(request.what, request.format) {
        return Err(Error::invalid("what", "error-export-everything"));
    }
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        check_request(&snapshot, request)?;
        let (bytes, count, message) = match request.what {
            What::Contacts => contacts(c, &snapshot, request)?,
            What::Activity => {
                let sheet = activity_of(&snapshot, request);
                (table(&sheet, request.format, &snapshot)?, sheet.rows.len(), "exported-activities")
            }
            What::Plan => {
                let uids = store::applications::uids(c)?;
                let wanted = |a: ApplicationId, people: &[ContactId], day| request.wants(a, people, day);
                let (bytes, count) = planned::calendar(&snapshot, &uids, &wanted);
                (bytes, count, "exported-events")
            }
            What::Everything => {
                let bytes = everything::write(store::dump::dump(c)?);
                (bytes, snapshot.facts.contacts.len(), "exported-everything")
            }
        };
        let text = snapshot.words.say(message, &[("count", count.into())]);
        Ok(Exported { bytes, count, text })
    })
}

fn contacts(c: &Connection, snapshot: &Snapshot, request: &ExportRequest) -> Result<(Vec<u8>, usize, &'static str)> {
    let wanted = |contact: &Contact| request.wants_person(snapshot, contact);
    let summary = Summary::of(snapshot, &wanted);
    let bytes = match request.format {
        ExportFormat::Vcard => Cards::load(c)?.write(snapshot, &wanted, vcard::Version::V3),
        ExportFormat::Vcard4 => Cards::load(c)?.write(snapshot, &wanted, vcard::Version::V4),
        ExportFormat::Csv => {
            let workers = std::thread::available_parallelism().map_or(1, usize::from);
            csv::write(&summary.columns(), summary.parts(workers))?
        }
        ExportFormat::Html => table(&summary.paper(), request.format, snapshot)?,
        format => table(&summary.sheet(), format, snapshot)?,
    };
    Ok((bytes, summary.count(), "exported-people"))
}

/// Writes a table as XLSX, HTML or CSV.
fn table(sheet: &Sheet<'_>, format: ExportFormat, snapshot: &Snapshot) -> Result<Vec<u8>> {
    match format {
        ExportFormat::Xlsx => xlsx::write(sheet),
        ExportFormat::Html => html::write(&sheet.condensed(), snapshot.words.language()),
        _ => csv::write(&sheet.columns, vec![sheet.rows.iter()]),
    }
}

/// What exported vCards hold besides the fields of the card: for each contact the uid, the vCard it was imported from,
/// and the photo.
struct Cards {
    uids: BTreeMap<ContactId, String>,
    sources: BTreeMap<ContactId, String>,
    photos: BTreeMap<ContactId, String>,
}

impl Cards {
    fn load(c: &Connection) -> Result<Cards> {
        Ok(Cards {
            uids: store::contacts::uids(c)?,
            sources: Attachment::Source.all(c)?,
            photos: Attachment::Photo.all(c)?,
        })
    }

    /// Writes the wanted contacts as vCards, ordered by name. Each has the uid of its contact, so that importing it
    /// again updates that contact.
    fn write(&self, snapshot: &Snapshot, wanted: &dyn Fn(&Contact) -> bool, version: vcard::Version) -> Vec<u8> {
        let mut contacts: Vec<&Contact> = snapshot.facts.contacts.values().filter(|c| wanted(c)).collect();
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

/// Exports to a file, which is written whole or not at all.
///
/// # Errors
/// As [`make`]; when the file cannot be written. An older file of that name is unchanged then.
pub fn to_file(store: &Store, moment: Moment, request: &ExportRequest, path: &Path) -> Result<Committed<()>> {
    let exported = make(store, moment, request)?;
    write_file(path, &exported.bytes)?;
    let snapshot = Snapshot::take(store, moment)?;
    let args = [("text", exported.text.into()), ("path", path.display().to_string().into())];
    let text = snapshot.words.say("toast-exported", &args);
    Ok(Committed { value: (), text, warning: None, undo: None, snapshot })
}

/// Writes a file, whole or not at all; only the user can read it.
///
/// # Errors
/// When the file cannot be written; an older file of that name is unchanged then.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    write_whole(path, bytes).map_err(|error| {
        let shown = path.display().to_string();
        Error::conflict("error-not-written").with("path", shown).with("detail", error.to_string())
    })
}

/// Writes to a temporary file first, which gets the final name when it is complete.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A device or a pipe cannot be replaced, only written to.
    if path.exists() && !path.is_file() {
        return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    // A link stays, and what it leads to is replaced.
    let is_link = path.symlink_metadata().is_ok_and(|entry| entry.is_symlink());
    if !is_link {
        return store::files::write_private(path, bytes);
    }
    let broken = |_| std::io::Error::other(Words::english().plain("error-link-broken"));
    store::files::write_private(&path.canonicalize().map_err(broken)?, bytes)
}
