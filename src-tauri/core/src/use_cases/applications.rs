//! Closing, reopening and deleting an application, and choosing its lead.

use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use super::drafts;
use crate::domain::codes::{CloseOutcome, Stage};
use crate::domain::facts::Application;
use crate::domain::plan;
use crate::error::{Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};

/// Closes an application, which ends all its steps.
///
/// # Errors
/// `NotFound`; a conflict when it is closed already.
pub fn close(store: &Store, moment: Moment, id: i64, outcome: CloseOutcome) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let application = snapshot.application(id)?;
        if stage(snapshot, application) == Stage::Closed {
            return Err(Error::conflict("error-is-closed"));
        }
        store::closures::insert(c, application.id, snapshot.now, Some(outcome), snapshot.now)?;
        let message = if outcome == CloseOutcome::LetRest { "toast-let-rest" } else { "toast-closed" };
        Ok(told(snapshot, application, message))
    })
}

/// Reopens an application that is closed or has an offer, which brings its steps back.
///
/// # Errors
/// `NotFound`; a conflict when it is open already.
pub fn reopen(store: &Store, moment: Moment, id: i64) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let application = snapshot.application(id)?;
        if !matches!(stage(snapshot, application), Stage::Closed | Stage::Offer) {
            return Err(Error::conflict("error-is-open"));
        }
        store::closures::insert(c, application.id, snapshot.now, None, snapshot.now)?;
        Ok(told(snapshot, application, "toast-reopened"))
    })
}

/// Deletes an application and everything recorded for it; its people stay.
///
/// # Errors
/// `NotFound`.
pub fn delete(store: &Store, moment: Moment, id: i64) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let application = snapshot.application(id)?;
        take_out(c, snapshot, application)?;
        Ok(told(snapshot, application, "toast-application-deleted"))
    })
}

/// Deletes an application and everything recorded for it, within a change.
pub(super) fn take_out(c: &Connection, snapshot: &Snapshot, application: &Application) -> Result<()> {
    let (facts, now, id) = (&snapshot.facts, snapshot.now, application.id);
    let of = |step| facts.application_of(step) == Some(id);
    facts.skips.values().filter(|s| of(s.step)).try_for_each(|s| store::skips::delete(c, s.id, now))?;
    facts.snoozes.values().filter(|s| of(s.step)).try_for_each(|s| store::snoozes::delete(c, s.id, now))?;
    for touch in facts.touches.values().filter(|t| t.application == id) {
        store::touches::delete(c, touch.id, now)?;
    }
    for reply in facts.replies.values().filter(|r| r.application == id) {
        store::replies::delete(c, reply.id, now)?;
    }
    for interview in facts.interviews.values().filter(|i| i.application == id) {
        store::interviews::delete(c, interview.id, now)?;
    }
    drafts::forget_application(c, snapshot, id)?;
    store::applications::delete(c, application, now)
}

/// Makes a contact the lead of an application, to whom the check-ins go.
///
/// # Errors
/// `NotFound`.
pub fn lead(store: &Store, moment: Moment, id: i64, contact: i64) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let application = snapshot.application(id)?;
        let contact = snapshot.contact(contact)?;
        let fresh = Application { lead: Some(contact.id), ..application.clone() };
        store::applications::update(c, &fresh, snapshot.now)?;
        let args = [("name", contact.card.name.as_str().into())];
        Ok(ChangeReport::new((), snapshot.words.say("toast-lead", &args)))
    })
}

fn stage(snapshot: &Snapshot, application: &Application) -> Stage {
    plan::stage(&snapshot.facts, application.id, snapshot.now)
}

fn told(snapshot: &Snapshot, application: &Application, message: &'static str) -> ChangeReport<()> {
    let company = snapshot.facts.company_name(application.id);
    let args = [("company", company.into()), ("role", application.role.as_str().into())];
    ChangeReport::new((), snapshot.words.say(message, &args))
}
