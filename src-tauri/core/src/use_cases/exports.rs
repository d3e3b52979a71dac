//! What is recorded as a file others can read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::change::{Done, look};
use crate::domain::codes::{ExportFormat, What};
use crate::domain::facts::Contact;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::error::{Error, Result};
use crate::exchange::sheet::Sheet;
use crate::exchange::{Photo, csv, html, vcard, xlsx};
use crate::input;
use crate::reports::summary::Summary;
use crate::reports::{activity, planned};
use crate::snapshot::{Moment, Snapshot};
use crate::store::attachments::Belonging;
use crate::store::{self, Store};
use crate::views::export::{ExportPreview, WishForm, sheet_view};

/// What is wanted, of whom, and of when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Of what.
    pub what: What,
    /// In which format.
    pub format: ExportFormat,
    /// Only of this application.
    pub application: Option<ApplicationId>,
    /// Only of these people; all without any.
    pub people: BTreeSet<ContactId>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
}

impl Wish {
    /// All of it.
    #[must_use]
    pub fn all(what: What, format: ExportFormat) -> Wish {
        Wish { what, format, application: None, people: BTreeSet::new(), from: None, to: None }
    }

    /// Whether something that was done or is planned is wanted.
    fn wants(&self, application: ApplicationId, people: &[ContactId], day: NaiveDate) -> bool {
        self.application.is_none_or(|wanted| wanted == application)
            && (self.people.is_empty() || people.iter().any(|person| self.people.contains(person)))
            && self.is_within(day)
    }

    fn is_within(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether a person is wanted: by name, by application, and by when there was anything between the two.
    fn wants_person(&self, snapshot: &Snapshot, contact: &Contact) -> bool {
        let id = contact.id;
        if !self.people.is_empty() && !self.people.contains(&id) {
            return false;
        }
        if self.application.is_none() && self.from.is_none() && self.to.is_none() {
            return true;
        }
        let day = |at| snapshot.calendar().day(at);
        let facts = &snapshot.facts;
        let met = facts.interviews.values().filter(|i| i.has(id)).map(|i| (i.application, day(i.start)));
        let touched = facts.touches.values().filter(|t| t.contact == Some(id)).map(|t| (t.application, day(t.at)));
        let answered = facts.replies.values().filter(|r| r.contact == Some(id)).map(|r| (r.application, day(r.at)));
        met.chain(touched).chain(answered).any(|(application, day)| {
            self.application.is_none_or(|wanted| wanted == application) && self.is_within(day)
        })
    }
}

/// An exported file.
#[derive(Debug)]
pub struct Exported {
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many people, activities, events or records it holds.
    pub count: usize,
    /// What there is to say of it.
    pub text: String,
}

/// What a form asks for.
///
/// # Errors
/// A date that cannot be read, at its field; the database's own.
pub fn wish(store: &Store, moment: Moment, form: &WishForm) -> Result<Wish> {
    let snapshot = look(store, moment)?;
    let people = match form.query.trim() {
        "" => BTreeSet::new(),
        query => store.read(|c| store::contacts::search(c, query))?.into_iter().collect(),
    };
    if people.is_empty() && !form.query.trim().is_empty() {
        return Err(Error::invalid("query", "error-export-nobody").with("query", form.query.trim()));
    }
    Ok(Wish {
        what: form.what.into(),
        format: form.format.into(),
        application: form.application.map(ApplicationId),
        people,
        from: input::date("from", &form.from, &snapshot)?,
        to: input::date("to", &form.to, &snapshot)?,
    })
}

/// How a file would look; its table, no longer than `most` rows.
///
/// # Errors
/// As [`make`].
pub fn preview(store: &Store, moment: Moment, wish: &Wish, most: usize) -> Result<ExportPreview> {
    if wish.what == What::Plan || wish.what == What::Everything {
        return Ok(ExportPreview { text: make(store, moment, wish)?.text, sheet: None });
    }
    let snapshot = look(store, moment)?;
    check_wish(&snapshot, wish)?;
    let count = |count: usize| [("count", count.into())];
    if wish.what == What::Activity {
        let sheet = activity_of(&snapshot, wish);
        let text = snapshot.words.say("exported-activities", &count(sheet.rows.len()));
        return Ok(ExportPreview { text, sheet: Some(sheet_view(&snapshot, &sheet, most)) });
    }
    let summary = Summary::of(&snapshot, &|contact| wish.wants_person(&snapshot, contact));
    let text = snapshot.words.say("exported-people", &count(summary.count()));
    Ok(ExportPreview { text, sheet: Some(sheet_view(&snapshot, &summary.paper(), most)) })
}

fn activity_of<'a>(snapshot: &'a Snapshot, wish: &Wish) -> Sheet<'a> {
    activity::record(snapshot, &|application, people, day| wish.wants(application, people, day))
}

/// Makes a file. Nothing is written.
///
/// # Errors
/// `NotFound` for a person or an application; when the format does not fit; the database's own.
pub fn make(store: &Store, moment: Moment, wish: &Wish) -> Result<Exported> {
    if !wish.what.formats().contains(&wish.format) {
        return Err(Error::invalid("format", "error-export-format"));
    }
    if wish.what == What::Everything && *wish != Wish::all(wish.what, wish.format) {
        return Err(Error::invalid("what", "error-export-everything"));
    }
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        check_wish(&snapshot, wish)?;
        let (bytes, count, message) = match wish.what {
            What::Contacts => contacts(c, &snapshot, wish)?,
            What::Activity => {
                let sheet = activity_of(&snapshot, wish);
                (table(&sheet, wish.format, &snapshot)?, sheet.rows.len(), "exported-activities")
            }
            What::Plan => {
                let uids = store::applications::uids(c)?;
                let wanted = |a: ApplicationId, people: &[ContactId], day| wish.wants(a, people, day);
                let (bytes, count) = planned::calendar(&snapshot, &uids, &wanted);
                (bytes, count, "exported-events")
            }
            What::Everything => {
                let dump = store::dump::dump(c)?;
                let count = store::dump::count(&dump, "contact");
                let text = serde_json::to_string_pretty(&dump).unwrap_or_default() + "\n";
                (text.into_bytes(), count, "exported-everything")
            }
        };
        let text = snapshot.words.say(message, &[("count", count.into())]);
        Ok(Exported { bytes, count, text })
    })
}

/// Whether whoever and whatever is asked for is there, and the time does not end before it begins.
fn check_wish(snapshot: &Snapshot, wish: &Wish) -> Result<()> {
    if wish.from.zip(wish.to).is_some_and(|(from, to)| to < from) {
        return Err(Error::invalid("to", "error-export-range"));
    }
    if let Some(id) = wish.application.filter(|id| !snapshot.facts.applications.contains_key(id)) {
        return Err(Error::not_found("error-no-application", id.0));
    }
    match wish.people.iter().find(|id| !snapshot.facts.contacts.contains_key(id)) {
        Some(id) => Err(Error::not_found("error-no-contact", id.0)),
        None => Ok(()),
    }
}

fn contacts(c: &Connection, snapshot: &Snapshot, wish: &Wish) -> Result<(Vec<u8>, usize, &'static str)> {
    let wanted = |contact: &Contact| wish.wants_person(snapshot, contact);
    let summary = Summary::of(snapshot, &wanted);
    let bytes = match wish.format {
        ExportFormat::Vcard => Cards::load(c)?.write(snapshot, &wanted, vcard::Version::V3),
        ExportFormat::Vcard4 => Cards::load(c)?.write(snapshot, &wanted, vcard::Version::V4),
        ExportFormat::Csv => {
            let workers = std::thread::available_parallelism().map_or(1, usize::from);
            csv::write(&summary.columns(), summary.parts(workers))?
        }
        ExportFormat::Html => table(&summary.paper(), wish.format, snapshot)?,
        format => table(&summary.sheet(), format, snapshot)?,
    };
    Ok((bytes, summary.count(), "exported-people"))
}

/// A table in one of its formats.
fn table(sheet: &Sheet<'_>, format: ExportFormat, snapshot: &Snapshot) -> Result<Vec<u8>> {
    match format {
        ExportFormat::Xlsx => xlsx::write(sheet),
        ExportFormat::Html => html::write(&sheet.condensed(), snapshot.words.language()),
        _ => csv::write(&sheet.columns, vec![sheet.rows.iter()]),
    }
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
            sources: Belonging::Source.all(c)?,
            photos: Belonging::Photo.all(c)?,
        })
    }

    /// Contacts as cards, by name. A card's UID is the contact's own, so that reading it again updates it.
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

/// Writes a file, whole or not at all.
///
/// # Errors
/// As [`make`]; the file's own; then an older file of that name is as it was.
pub fn to_file(store: &Store, moment: Moment, wish: &Wish, path: &Path) -> Result<Done<()>> {
    let exported = make(store, moment, wish)?;
    write_file(path, &exported.bytes)?;
    let snapshot = look(store, moment)?;
    let args = [("text", exported.text.into()), ("path", path.display().to_string().into())];
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
    store::files::write_private(path, bytes)
}
