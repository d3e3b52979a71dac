//! Entering an interview, changing it, calling it off.

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

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The application, old or new.
    pub application: ApplicationId,
    /// The interview.
    pub interview: InterviewId,
    /// Everybody at it, in order.
    pub contacts: Vec<ContactId>,
}

/// Keeps a form that may be left before it is saved, or forgets it.
///
/// # Errors
/// The database's own.
pub fn keep(store: &Store, moment: Moment, form: &InterviewForm, keep: bool) -> Result<()> {
    // A form is plain text; it always has a JSON.
    let text = serde_json::to_string(form).unwrap_or_default();
    store.write(|tx| {
        store::saved_forms::set(tx, &SavedFormKey::of(form).to_string(), keep.then_some(text.as_str()), moment.now)
    })
}

/// Saves a form: a new application and interview, a further interview, or a changed one.
///
/// # Errors
/// The first field that cannot be taken; `NotFound`; then nothing was saved.
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

/// Calls an interview off, or back on.
///
/// # Errors
/// `NotFound`; a conflict when it is so already.
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

/// Moves an interview, and changes nothing else: a named date that the move makes stale is kept and ignored by the
/// rules (docs/rules.md, Check-in).
///
/// # Errors
/// `NotFound`, or a moment that cannot be read.
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
