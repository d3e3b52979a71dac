//! Storing a draft that was changed, and recording that a letter was sent or a call was made. Nothing is recorded
//! before the user says so (ARCHITECTURE.md, invariant 7).

use std::path::Path;

use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use super::exports::write_file;
use super::touches;
use crate::domain::codes::{Channel, Outcome};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::step::StepKey;
use crate::error::Result;
use crate::forms::letter::{KeptDraft, LetterForm, Taken, letter_of};
use crate::forms::saved_form::SavedFormKey;
use crate::forms::touch::TouchForm;
use crate::input;
use crate::letters::draft::{addresses, compose, eml_file};
use crate::letters::occasion::{About, Occasion};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};

/// The longest subject that is stored, in characters.
const SUBJECT: usize = 300;
/// The longest letter that is stored, in characters.
const BODY: usize = 2_000_000;

/// Writes a letter to a file for a mail program. Returns a sentence that says where it is.
///
/// # Errors
/// `NotFound` when `step` is not an occasion; when the file cannot be written. An older file of that name is unchanged
/// then.
pub fn to_file(store: &Store, moment: Moment, step: &str, form: &LetterForm, path: &Path) -> Result<String> {
    let snapshot = Snapshot::take(store, moment)?;
    write_to(&snapshot, &eml_file(&snapshot, Occasion::read(step)?, &letter_of(form))?, path)
}

/// Writes a draft to a file. Returns a sentence that says where it is.
///
/// # Errors
/// When the file cannot be written; an older file of that name is unchanged then.
pub fn write_to(snapshot: &Snapshot, bytes: &[u8], path: &Path) -> Result<String> {
    write_file(path, bytes)?;
    Ok(snapshot.words.say("notice-draft-saved", &[("path", path.display().to_string().into())]))
}

/// Stores a draft that the user changed, or took to another program without saying yet whether it was sent. If it is
/// neither, the stored draft is deleted.
///
/// # Errors
/// `NotFound` for a step that is no longer to be done, or an unknown template; a subject or letter that is too long.
pub fn keep(
    store: &Store,
    moment: Moment,
    step: &str,
    template: &str,
    letter: &LetterForm,
    taken: Option<Taken>,
) -> Result<()> {
    let occasion = Occasion::read(step)?;
    input::limited("subject", letter.subject.clone(), SUBJECT)?;
    input::limited("body", letter.body.clone(), BODY)?;
    store.write(|tx| {
        let snapshot = Snapshot::load(tx, moment)?;
        let about = About::of(&snapshot, occasion)?;
        let made = compose(tx, &snapshot, &about, Some(template))?;
        let first = addresses(&about).into_iter().next().unwrap_or_default();
        let is_fresh =
            letter.to == first && letter.subject == made.rendered.subject && letter.body == made.rendered.body;
        let contact = about.contact.map(|contact| contact.id.0);
        let kept = KeptDraft { letter: letter.clone(), taken, contact, at: moment.now.timestamp() };
        let text = kept.text();
        let text = (taken.is_some() || !is_fresh).then_some(text.as_str());
        let key = SavedFormKey::Draft { occasion, template: template.to_owned() };
        store::saved_forms::set(tx, &key.to_string(), text, moment.now)
    })
}

/// Deletes the stored draft of an occasion and a template, so that the next one is fresh.
///
/// # Errors
/// `NotFound` when `step` is not an occasion; the database's own.
pub fn start_afresh(store: &Store, moment: Moment, step: &str, template: &str) -> Result<()> {
    let key = SavedFormKey::Draft { occasion: Occasion::read(step)?, template: template.to_owned() };
    store.write(|tx| store::saved_forms::set(tx, &key.to_string(), None, moment.now))
}

/// Stores the note that is made during a call; an empty one is deleted.
///
/// # Errors
/// `NotFound` when `step` is not an occasion; a note that is too long; the database's own.
pub fn keep_note(store: &Store, moment: Moment, step: &str, note: &str) -> Result<()> {
    let key = SavedFormKey::Call(Occasion::read(step)?);
    let note = input::text("note", note)?;
    let text = serde_json::to_string(&note).unwrap_or_default();
    store.write(|tx| {
        store::saved_forms::set(tx, &key.to_string(), (!note.is_empty()).then_some(text.as_str()), moment.now)
    })
}

/// Records that a letter was sent, after the user has said so.
///
/// # Errors
/// `NotFound` when the step is no longer to be done. Nothing was recorded then.
pub fn sent(store: &Store, moment: Moment, step: &str, way: Taken) -> Result<Committed<()>> {
    let channel = match way {
        Taken::Mail => Channel::Email,
        Taken::Chat => Channel::Other,
    };
    record(store, moment, Occasion::read(step)?, channel, Outcome::Sent, "", "")
}

/// Records the outcome of a call, and the date they named in it, if any.
///
/// # Errors
/// A field that cannot be accepted; `NotFound` when the step is no longer to be done. Nothing was recorded then.
pub fn called(
    store: &Store,
    moment: Moment,
    step: &str,
    outcome: Outcome,
    note: &str,
    named: &str,
) -> Result<Committed<()>> {
    record(store, moment, Occasion::read(step)?, Channel::Phone, outcome, note, named)
}

fn record(
    store: &Store,
    moment: Moment,
    occasion: Occasion,
    channel: Channel,
    outcome: Outcome,
    note: &str,
    named: &str,
) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let about = About::of(snapshot, occasion)?;
        let form = TouchForm {
            application: about.application.0,
            contact: about.contact.map(|contact| contact.id.0),
            kind: about.kind(snapshot).into(),
            channel: channel.into(),
            outcome: outcome.into(),
            when: String::new(),
            note: note.to_owned(),
            step: about.step.map(|step| step.key.to_string()),
            named: named.to_owned(),
        };
        let told = touches::record(c, snapshot, &form)?;
        // After a call only the stored call note is deleted, and after a letter only the stored drafts.
        let is_call = channel == Channel::Phone;
        forget_where(c, snapshot, |key| {
            key.occasion() == Some(occasion) && matches!(key, SavedFormKey::Call(_)) == is_call
        })?;
        Ok(ChangeReport { value: (), text: told.text, warning: told.warning, goes_on: false })
    })
}

/// Deletes the stored drafts and call notes of an application that is taken out of the records.
///
/// # Errors
/// The database's own.
pub(super) fn forget_application(c: &Connection, snapshot: &Snapshot, application: ApplicationId) -> Result<()> {
    forget_where(c, snapshot, |key| match key.occasion() {
        Some(Occasion::Other(of, _)) => of == application,
        Some(Occasion::Step(step)) => snapshot.facts.application_of(step) == Some(application),
        None => false,
    })
}

/// Whether a stored draft or call note concerns a person, by its occasion or because its text names them.
#[must_use]
pub fn concerns(snapshot: &Snapshot, occasion: Occasion, text: &str, contact: ContactId) -> bool {
    let facts = &snapshot.facts;
    let theirs = match occasion {
        // Somebody who no longer exists was merged with another person, who may be this one.
        Occasion::Other(_, person) | Occasion::Step(StepKey::ThankYou(_, person)) => {
            person == contact || !facts.contacts.contains_key(&person)
        }
        Occasion::Step(key) => facts.application_of(key).is_none_or(|application| {
            facts.applications.get(&application).is_none_or(|a| a.lead == Some(contact))
                || facts.interviews.values().any(|i| i.application == application && i.has(contact))
        }),
    };
    let folded = text.to_lowercase();
    let names = facts.contacts.get(&contact).map(|contact| &contact.card).is_some_and(|card| {
        let own = [&card.name, &card.address_as].into_iter().chain(&card.emails).chain(&card.phones);
        // Escaped as in JSON, because the stored text is JSON.
        let spelled =
            own.filter(|own| !own.is_empty()).map(|own| serde_json::Value::from(own.to_lowercase()).to_string());
        spelled.into_iter().any(|own| folded.contains(own.trim_matches('"')))
    });
    theirs || names
}

fn forget_where(c: &Connection, snapshot: &Snapshot, which: impl Fn(&SavedFormKey) -> bool) -> Result<()> {
    let keys = store::saved_forms::all(c)?.into_keys().filter(|key| key.parse().is_ok_and(|key| which(&key)));
    keys.into_iter().try_for_each(|key| store::saved_forms::set(c, &key, None, snapshot.now))
}
