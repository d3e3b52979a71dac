//! Imports cards and applications from files. They are read, compared with the records and shown, and only then taken
//! over, as one change.

use rusqlite::Connection;

use super::backups;
use super::change::{ChangeReport, Committed, change};
use super::import_comparison::outcomes;
use crate::domain::facts::{Application, Card};
use crate::domain::ids::ContactId;
use crate::domain::import::{Choice, Counts, ImportOutcome};
use crate::error::{Error, Result};
use crate::exchange::parsed_file::{Origin, ParsedFile};
use crate::exchange::record::{Incoming, IncomingApplication, Record};
use crate::snapshot::{Moment, Snapshot};
use crate::store::attachments::Attachment;
use crate::store::backup::Occasion;
use crate::store::{self, Store};
use crate::views::card::labels;

/// Watches an import while it runs.
pub trait ImportObserver {
    /// Called with the outcome for each record, before anything is changed.
    ///
    /// # Errors
    /// Any error stops the import.
    fn looked(&mut self, _snapshot: &Snapshot, _fates: &[ImportOutcome]) -> Result<()> {
        Ok(())
    }

    /// Called now and then with the number of records that are done, and of all.
    fn went_on(&mut self, _done: usize, _total: usize) {}
}

/// For callers that do not watch the import.
impl ImportObserver for () {}

/// Imports the records as the user chose, in one transaction, which is undone as one change. A backup is made first,
/// unless the last one still holds everything.
///
/// # Errors
/// The observer's, and the database's own; when no backup can be made; when a card would get too long; when the file is
/// an export of everything, but there are records already. Nothing was changed then.
pub fn take(
    store: &Store,
    moment: Moment,
    parsed: &ParsedFile,
    observer: &mut dyn ImportObserver,
) -> Result<Committed<Counts>> {
    backups::before(store, moment, Occasion::Import)?;
    change(store, moment, |c, snapshot| {
        if let Origin::Everything(dump) = &parsed.origin {
            if !snapshot.facts.knows_nobody() {
                return Err(Error::conflict("error-import-not-empty"));
            }
            observer.looked(snapshot, &[])?;
            store::dump::restore(c, &|table| dump.rows(table), &dump.sequences, dump.changes)?;
            let counts = Counts { added: dump.count("contact"), ..Counts::default() };
            return Ok(ChangeReport::new(counts, snapshot.words.plain("import-done-everything")));
        }
        let outcomes = outcomes(c, snapshot, &parsed.records)?;
        observer.looked(snapshot, &outcomes)?;
        let choice = |at: usize, outcome: &ImportOutcome| parsed.choice(at, outcome);
        let counts = Counts::of(&outcomes, choice);
        let total = outcomes.len();
        for (at, (record, outcome)) in parsed.records.iter().zip(&outcomes).enumerate() {
            take_one(c, snapshot, record, outcome, choice(at, outcome))?;
            if at % 512 == 0 {
                observer.went_on(at, total);
            }
        }
        let words = snapshot.words;
        let args = [
            ("added", counts.added.into()),
            ("updated", counts.updated.into()),
            ("applications", counts.applications.into()),
        ];
        let text = match (counts.added + counts.updated, counts.applications) {
            (0, 0) if counts.unreadable + counts.left_out > 0 => words
                .say("import-done-none", &[("unreadable", counts.unreadable.into()), ("left", counts.left_out.into())]),
            (0, 0) => words.plain("import-done-nothing"),
            (0, _) => words.say("import-done-applications", &args),
            (_, 0) => words.say("import-done-people", &args),
            _ => words.say("import-done-both", &args),
        };
        Ok(ChangeReport::new(counts, text))
    })
}

fn take_one(
    c: &Connection,
    snapshot: &Snapshot,
    record: &Record,
    outcome: &ImportOutcome,
    choice: Choice,
) -> Result<()> {
    match (record, outcome, choice) {
        (_, _, Choice::LeaveOut) | (Record::Unreadable(_), _, _) => Ok(()),
        (Record::Card(card), _, Choice::Add) => add(c, snapshot, card),
        (Record::Card(card), ImportOutcome::Update { contact, fields, .. }, Choice::Update) => {
            let mut fresh = card_of(c, *contact)?;
            fields.iter().for_each(|field| fresh.take(*field, &card.card));
            store::contacts::update(c, *contact, &fresh, snapshot.now)?;
            keep(c, snapshot, *contact, card)
        }
        (Record::Card(card), _, Choice::FillInto(contact)) => {
            let mut fresh = card_of(c, contact)?;
            fresh.fill_from(&card.card);
            let (fresh, lost) = fresh.fitted();
            if !lost.is_empty() {
                let refusal = Error::conflict("error-import-too-long").with("line", record.line());
                return Err(refusal.with("name", fresh.name).with("fields", labels(snapshot, &lost)));
            }
            store::contacts::update(c, contact, &fresh, snapshot.now)?;
            store::sample::unmark(c, contact)?;
            if Attachment::Source.of(c, contact)?.is_none() {
                Attachment::Source.set(c, contact, &card.kept, snapshot.now)?;
            }
            match &card.photo {
                Some(photo) if Attachment::Photo.of(c, contact)?.is_none() => {
                    Attachment::Photo.set(c, contact, &photo.base64(), snapshot.now)
                }
                _ => Ok(()),
            }
        }
        (Record::Application(incoming), outcome, _) => take_application(c, snapshot, incoming, outcome),
        _ => Err(Error::conflict("error-form")),
    }
}

/// The card of a contact as it is by now: an earlier record of the same file may have changed it.
fn card_of(c: &Connection, contact: ContactId) -> Result<Card> {
    store::contacts::card(c, contact)?.ok_or_else(|| Error::not_found("error-no-contact", contact.0))
}

fn add(c: &Connection, snapshot: &Snapshot, incoming: &Incoming) -> Result<()> {
    // Sample data is recognised by its uid, so a file must not bring such a uid along.
    let own = incoming.uid.as_deref().filter(|uid| !store::sample::is_mark(uid));
    let contact = match own.filter(|uid| store::contacts::by_uid(c, uid).is_ok_and(|found| found.is_none())) {
        Some(uid) => store::contacts::insert_as(c, uid, &incoming.card, snapshot.now)?,
        None => store::contacts::insert(c, &incoming.card, snapshot.now)?,
    };
    keep(c, snapshot, contact, incoming)
}

/// Stores the vCard that a contact was imported from, and the photo.
fn keep(c: &Connection, snapshot: &Snapshot, contact: ContactId, incoming: &Incoming) -> Result<()> {
    Attachment::Source.set(c, contact, &incoming.kept, snapshot.now)?;
    match &incoming.photo {
        Some(photo) => Attachment::Photo.set(c, contact, &photo.base64(), snapshot.now),
        None => Ok(()),
    }
}

fn take_application(
    c: &Connection,
    snapshot: &Snapshot,
    incoming: &IncomingApplication,
    outcome: &ImportOutcome,
) -> Result<()> {
    let old = match outcome {
        ImportOutcome::FurtherApplication { application } => snapshot.facts.applications.get(application).cloned(),
        _ => None,
    };
    let application = match old {
        Some(old) => old,
        None => {
            let company = store::companies::find_or_insert(c, &incoming.company, snapshot.now)?;
            let id = store::applications::insert(c, company, &incoming.role, snapshot.now)?;
            Application { id, company, role: incoming.role.clone(), ..Application::default() }
        }
    };
    let link = if application.link.is_empty() { incoming.link.clone() } else { application.link.clone() };
    let fresh = Application { applied_on: application.applied_on.or(incoming.applied_on), link, ..application };
    store::applications::update(c, &fresh, snapshot.now)
}
