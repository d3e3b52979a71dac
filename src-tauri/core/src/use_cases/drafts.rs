//! Keeping a draft that was changed, and recording that it was sent or said. Nothing is recorded before the user says
//! so (ARCHITECTURE.md, invariant 7).

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

/// The longest subject and letter that is kept, in characters.
const SUBJECT: usize = 300;
const BODY: usize = 2_000_000;

/// The letter as a file for a mail program.
///
/// # Errors
/// Where the file cannot be written; then an older one of that name is as it was.
pub fn to_file(store: &Store, moment: Moment, step: &str, form: &LetterForm, path: &Path) -> Result<String> {
    let snapshot = Snapshot::take(store, moment)?;
    write_to(&snapshot, &eml_file(&snapshot, Occasion::read(step)?, &letter_of(form))?, path)
}

/// Writes a draft to a file and says so.
///
/// # Errors
/// Where the file cannot be written; then an older one of that name is as it was.
pub fn write_to(snapshot: &Snapshot, bytes: &[u8], path: &Path) -> Result<String> {
    write_file(path, bytes)?;
    Ok(snapshot.words.say("notice-draft-saved", &[("path", path.display().to_string().into())]))
}

/// Keeps a draft that was changed, or taken without an answer. One that is as it was made is forgotten.
///
/// # Errors
/// `NotFound` for a step that is no longer to be done, or an unknown template; a letter that is too long.
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

/// Forgets what was changed in a draft.
///
/// # Errors
/// The database's own.
pub fn start_afresh(store: &Store, moment: Moment, step: &str, template: &str) -> Result<()> {
    let key = SavedFormKey::Draft { occasion: Occasion::read(step)?, template: template.to_owned() };
    store.write(|tx| store::saved_forms::set(tx, &key.to_string(), None, moment.now))
}

/// Keeps what is noted during a call.
///
/// # Errors
/// The database's own.
pub fn keep_note(store: &Store, moment: Moment, step: &str, note: &str) -> Result<()> {
    let key = SavedFormKey::Call(Occasion::read(step)?);
    let note = input::text("note", note)?;
    let text = serde_json::to_string(&note).unwrap_or_default();
    store.write(|tx| {
        store::saved_forms::set(tx, &key.to_string(), (!note.is_empty()).then_some(text.as_str()), moment.now)
    })
}

/// Records that a letter was sent: the user said so.
///
/// # Errors
/// `NotFound` when the step is no longer to be done; then nothing was recorded.
pub fn sent(store: &Store, moment: Moment, step: &str, way: Taken) -> Result<Committed<()>> {
    let channel = match way {
        Taken::Mail => Channel::Email,
        Taken::Chat => Channel::Other,
    };
    record(store, moment, Occasion::read(step)?, channel, Outcome::Sent, "", "")
}

/// Records how a call went; with a date they named, that they named it.
///
/// # Errors
/// The field that cannot be taken; `NotFound` when the step is no longer to be done; then nothing was recorded.
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
        // Of a call the letter stays, and of a letter what was noted on the phone.
        let is_call = channel == Channel::Phone;
        forget_where(c, snapshot, |key| {
            key.occasion() == Some(occasion) && matches!(key, SavedFormKey::Call(_)) == is_call
        })?;
        Ok(ChangeReport { value: (), text: told.text, warning: told.warning, goes_on: false })
    })
}

/// Forgets what was kept on an application that is taken out of the records.
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

/// Whether what is kept under a key concerns a person, by its occasion or because its text names them.
#[must_use]
pub fn concerns(snapshot: &Snapshot, occasion: Occasion, text: &str, contact: ContactId) -> bool {
    let facts = &snapshot.facts;
    let theirs = match occasion {
        // Who is gone was made one with somebody.
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
        // As JSON spells it, for that is what is kept.
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
