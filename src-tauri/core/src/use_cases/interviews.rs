//! Entering, changing, moving and cancelling an interview.

use chrono::Duration;
use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use crate::domain::facts::{Application, Interview};
use crate::domain::ids::{ApplicationId, ContactId, InterviewId};
use crate::error::{Error, Result};
use crate::forms::interview::InterviewForm;
use crate::forms::parsed_interview::{ParsedForm, application_from, interview_from, understand};
use crate::forms::saved_form::SavedFormKey;
use crate::input::{self, Findings};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};

/// The records that a form was saved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The application, whether it existed before or is new.
    pub application: ApplicationId,
    /// The interview.
    pub interview: InterviewId,
    /// The interviewers, in the order of the form.
    pub contacts: Vec<ContactId>,
}

/// Stores a form that is not saved yet, in case the user leaves it. If `keep` is false, deletes the stored form.
///
/// # Errors
/// The database's own.
pub fn keep(store: &Store, moment: Moment, form: &InterviewForm, keep: bool) -> Result<()> {
    // A form holds only plain values, so it can always be written as JSON.
    let text = serde_json::to_string(form).unwrap_or_default();
    store.write(|tx| {
        store::saved_forms::set(tx, &SavedFormKey::of(form).to_string(), keep.then_some(text.as_str()), moment.now)
    })
}

/// Saves a form: a new application and interview, a further interview, or a changed one.
///
/// # Errors
/// The first field that cannot be accepted; `NotFound`; a conflict if something in the form was changed elsewhere since
/// it was opened. Nothing was saved then.
pub fn save(store: &Store, moment: Moment, form: &InterviewForm) -> Result<Committed<Recorded>> {
    change(store, moment, |c, snapshot| {
        let mut findings = Findings::default();
        let draft = understand(snapshot, form, &mut findings);
        let warnings = findings.settle()?;
        let Some(draft) = draft else { return Err(Error::invalid("company", "error-form")) };
        let rows: Vec<(&str, i64)> = (form.interview.map(|id| ("interview", id)).into_iter())
            .chain(form.application.map(|id| ("application", id)))
            .chain(form.interviewers.iter().filter_map(|p| p.contact.map(|id| ("contact", id))))
            .collect();
        if let Some(basis) = form.basis
            && store::journal::changed_since(c, basis, &rows)?
        {
            return Err(Error::conflict("error-changed-meanwhile"));
        }
        let recorded = record(c, snapshot, &draft)?;
        store::saved_forms::set(c, &SavedFormKey::of(form).to_string(), None, snapshot.now)?;
        let id = if form.interview.is_some() { "toast-interview-changed" } else { "toast-interview-saved" };
        let text = snapshot.words.say(id, &[("company", draft.company.as_str().into())]);
        let mut told = ChangeReport::new(recorded, text);
        told.warning = warnings.first().map(|warning| snapshot.words.error(warning));
        if told.warning.is_none() && form.interview.is_none() && draft.start - snapshot.now < -Duration::days(366) {
            told.warning = Some(snapshot.words.plain("warn-long-ago"));
        }
        Ok(told)
    })
}

/// Cancels an interview, or restores a cancelled one.
///
/// # Errors
/// `NotFound`; a conflict if it is already cancelled, or already restored.
pub fn set_cancelled(store: &Store, moment: Moment, id: i64, cancelled: bool) -> Result<Committed<InterviewId>> {
    change(store, moment, |c, snapshot| {
        let interview = snapshot.interview(id)?;
        if interview.cancelled == cancelled {
            return Err(Error::conflict(if cancelled { "error-is-cancelled" } else { "error-is-on" }));
        }
        store::interviews::update(c, &Interview { cancelled, ..interview.clone() }, snapshot.now)?;
        let message = if cancelled { "toast-cancelled" } else { "toast-restored" };
        let company = snapshot.facts.company_name(interview.application);
        Ok(ChangeReport::new(interview.id, snapshot.words.say(message, &[("company", company.into())])))
    })
}

/// Moves an interview to another time and changes nothing else. If that makes a date they named stale, the date is kept
/// but the rules ignore it (docs/rules.md, Check-in).
///
/// # Errors
/// `NotFound`; a moment that cannot be read or is many years away.
pub fn move_to(store: &Store, moment: Moment, id: i64, when: &str) -> Result<Committed<InterviewId>> {
    change(store, moment, |c, snapshot| {
        let interview = snapshot.interview(id)?;
        let start = input::moment("when", when, interview.zone, snapshot.now)?;
        input::near("when", start, snapshot.present())?;
        store::interviews::update(c, &Interview { start, ..interview.clone() }, snapshot.now)?;
        let company = snapshot.facts.company_name(interview.application);
        let when = snapshot.words.at_moment(start, snapshot.now, &snapshot.calendar());
        let args = [("company", company.into()), ("when", when.into())];
        Ok(ChangeReport::new(interview.id, snapshot.words.say("toast-moved", &args)))
    })
}

fn record(c: &Connection, snapshot: &Snapshot, draft: &ParsedForm) -> Result<Recorded> {
    let now = snapshot.now;
    let mut contacts = Vec::new();
    for person in &draft.people {
        contacts.push(match person.contact {
            None => store::contacts::insert(c, &person.card, now)?,
            Some(id) => {
                let old = snapshot.facts.contacts.get(&id);
                if old.is_none_or(|old| old.card != person.card) {
                    store::contacts::update(c, id, &person.card, now)?;
                }
                id
            }
        });
    }
    let application = record_application(c, snapshot, draft, &contacts)?;
    let interview = interview_from(draft, application, &contacts, now);
    let interview_id = match draft.interview {
        None => store::interviews::insert(c, &interview, now)?,
        Some(id) => {
            let cancelled = snapshot.facts.interviews.get(&id).is_some_and(|i| i.cancelled);
            store::interviews::update(c, &Interview { cancelled, ..interview }, now)?;
            id
        }
    };
    Ok(Recorded { application, interview: interview_id, contacts })
}

fn record_application(
    c: &Connection,
    snapshot: &Snapshot,
    draft: &ParsedForm,
    contacts: &[ContactId],
) -> Result<ApplicationId> {
    let now = snapshot.now;
    let company = store::companies::find_or_insert(c, &draft.company, now)?;
    let old = draft.application.and_then(|id| snapshot.facts.applications.get(&id));
    let id = match old {
        Some(old) => old.id,
        None => store::applications::insert(c, company, &draft.role, now)?,
    };
    let chosen = draft.lead.and_then(|i| contacts.get(i)).copied();
    let lead = chosen.or(old.and_then(|o| o.lead)).or(contacts.first().copied());
    let fresh = Application { id, company, lead, ..application_from(draft, old) };
    if old != Some(&fresh) {
        store::applications::update(c, &fresh, now)?;
    }
    Ok(id)
}
