//! Adding a person, changing a card, removing a person, and taking one out of the records for good.

use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use super::reindex::index;
use super::{backup_files, drafts};
use crate::domain::facts::{Application, Card, Interview, Interviewer};
use crate::domain::ids::ContactId;
use crate::domain::step::StepKey;
use crate::error::{Error, Result};
use crate::forms::card::CardForm;
use crate::forms::interview::InterviewForm;
use crate::forms::person::Erasure;
use crate::forms::saved_form::SavedFormKey;
use crate::input::Findings;
use crate::snapshot::{Moment, Snapshot};
use crate::store::attachments::Attachment;
use crate::store::status::StatusKey;
use crate::store::{self, Store};

/// Adds a person without an interview.
///
/// # Errors
/// The first field that cannot be accepted. Nothing was saved then.
pub fn add(store: &Store, moment: Moment, form: &CardForm) -> Result<Committed<ContactId>> {
    change(store, moment, |c, snapshot| {
        let mut findings = Findings::default();
        let card = crate::forms::card::card("", form, "", &mut findings);
        let warnings = findings.settle()?;
        let card = card.ok_or_else(|| Error::invalid("name", "error-form"))?;
        let contact = store::contacts::insert(c, &card, snapshot.now)?;
        let text = snapshot.words.say("toast-person-added", &[("name", card.name.as_str().into())]);
        let mut told = ChangeReport::new(contact, text);
        told.warning = warnings.first().map(|w| snapshot.words.error(w));
        Ok(told)
    })
}

/// Saves a card as typed.
///
/// # Errors
/// The first field that cannot be accepted; `NotFound`. Nothing was saved then.
pub fn save(store: &Store, moment: Moment, id: i64, form: &CardForm) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let contact = snapshot.contact(id)?;
        let mut findings = Findings::default();
        let card = crate::forms::card::card("", form, "", &mut findings);
        let warnings = findings.settle()?;
        let card = card.ok_or_else(|| Error::invalid("name", "error-form"))?;
        if card != contact.card {
            store::contacts::update(c, contact.id, &card, snapshot.now)?;
        }
        let mut told =
            ChangeReport::new((), snapshot.words.say("toast-card-saved", &[("name", card.name.as_str().into())]));
        told.warning = warnings.first().map(|w| snapshot.words.error(w));
        told.goes_on = true;
        Ok(told)
    })
}

/// Removes a person and every mention of them, as any other change: it can be undone, and until then the undo log holds them.
///
/// # Errors
/// `NotFound`. Nothing was changed then.
pub fn remove(store: &Store, moment: Moment, id: i64) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let contact = snapshot.contact(id)?;
        recall_notices(c, snapshot, contact.id)?;
        delete(c, snapshot, contact.id)?;
        Ok(ChangeReport::new(
            (),
            snapshot.words.say("toast-person-removed", &[("name", contact.card.name.as_str().into())]),
        ))
    })
}

/// Takes a person out of the records for good: the card and every note about them. The undo log is emptied, because it
/// holds such data too (ARCHITECTURE.md, invariant 4). That somebody was written to or called stays recorded, because
/// the plan counts from it; so do notes that are not about a single person.
///
/// # Errors
/// `NotFound`. Nothing was changed then.
pub fn erase(store: &Store, moment: Moment, id: i64, how: Erasure) -> Result<Committed<()>> {
    let (mut done, uid) = store.write(|tx| {
        let before = Snapshot::load(tx, moment)?;
        let contact = before.contact(id)?;
        let uid = store::contacts::uids(tx)?.remove(&contact.id).unwrap_or_default();
        let words = before.words;
        let name = ("name", contact.card.name.as_str().into());
        forget_in_forms(tx, &before, contact.id)?;
        recall_notices(tx, &before, contact.id)?;
        let text = match how {
            Erasure::Anonymise => {
                withdraw(tx, &before, contact.id)?;
                anonymise(tx, &before, contact.id)?;
                words.say("toast-anonymised", &[name, ("as", words.plain("erased-name").into())])
            }
            Erasure::DeleteForGood => {
                // The tombstone of the card keeps its uid, so that must not be one that identifies the person.
                store::contacts::renew_uid(tx, contact.id)?;
                delete(tx, &before, contact.id)?;
                words.say("toast-deleted-for-good", &[name])
            }
        };
        store::journal::forget(tx)?;
        let snapshot = Snapshot::load(tx, moment)?;
        index(tx, &snapshot)?;
        Ok((Committed { value: (), text, warning: None, undo: None, snapshot }, uid))
    })?;
    // The person is gone from all records by now. That files may still hold traces is a warning, not an error.
    let words = done.snapshot.words;
    let traces = store.scrub().err().map(|_| words.plain("warn-not-scrubbed"));
    let warnings: Vec<String> = traces.into_iter().chain(still_held(store, &done.snapshot, &uid)).collect();
    done.warning = Some(warnings.join(" ")).filter(|warning| !warning.is_empty());
    Ok(done)
}

/// A warning that says how many backups still hold the person with this uid; none if none does.
fn still_held(store: &Store, snapshot: &Snapshot, uid: &str) -> Option<String> {
    backup_files::sweep(store.folder(), snapshot.now);
    let holders = backup_files::holders(store.folder(), uid);
    let oldest = holders.iter().min()?;
    let day = snapshot.words.at_moment(*oldest, snapshot.now, &snapshot.calendar());
    Some(snapshot.words.say("warn-still-held", &[("count", holders.len().into()), ("oldest", day.into())]))
}

/// Deletes a person and every mention of them. If that leaves an interview that is over without interviewers, its step
/// that asks for cards is skipped.
fn delete(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let (facts, now) = (&snapshot.facts, snapshot.now);
    hand_on(c, snapshot, contact)?;
    for interview in facts.interviews.values().filter(|i| i.has(contact)) {
        let others = interview.interviewers.iter().filter(|p| p.contact != contact).cloned().collect::<Vec<_>>();
        if others.is_empty() && interview.end() <= now {
            let day = snapshot.calendar().day(interview.end());
            store::skips::insert(c, StepKey::Cards(interview.id), day, now)?;
        }
        store::interviews::update(c, &Interview { interviewers: others, ..interview.clone() }, now)?;
    }
    store::touches::forget_contact(c, contact, false, now)?;
    store::replies::forget_contact(c, contact, false, now)?;
    let theirs = |step: StepKey| matches!(step, StepKey::ThankYou(_, person) if person == contact);
    facts.skips.values().filter(|s| theirs(s.step)).try_for_each(|s| store::skips::delete(c, s.id, now))?;
    facts.snoozes.values().filter(|s| theirs(s.step)).try_for_each(|s| store::snoozes::delete(c, s.id, now))?;
    store::contacts::delete(c, contact, now)
}

/// Removes a person who is anonymised from the plan: no step asks the user to write to them any more.
fn withdraw(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    hand_on(c, snapshot, contact)?;
    // For every interview, even of a closed application, because it could be reopened.
    let facts = &snapshot.facts;
    let settled = |interview: &Interview| {
        let key = StepKey::ThankYou(interview.id, contact);
        facts.skips.values().any(|skip| skip.step == key)
            || facts
                .touches
                .values()
                .any(|t| t.contact == Some(contact) && t.outcome.counts() && t.at > interview.start)
    };
    for interview in facts.interviews.values().filter(|i| i.has(contact) && !settled(i)) {
        let day = snapshot.calendar().day(interview.end());
        store::skips::insert(c, StepKey::ThankYou(interview.id, contact), day, snapshot.now)?;
    }
    Ok(())
}

/// Removes everything personal about a contact. The card keeps only the company, by which the gap between two touches
/// is counted.
fn anonymise(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let company = snapshot.facts.contacts.get(&contact).map(|c| c.card.company.clone()).unwrap_or_default();
    let card = Card { name: snapshot.words.plain("erased-name"), company, ..Card::default() };
    store::contacts::update(c, contact, &card, snapshot.now)?;
    store::contacts::renew_uid(c, contact)?;
    Attachment::Source.delete(c, contact, snapshot.now)?;
    Attachment::Photo.delete(c, contact, snapshot.now)?;
    for interview in snapshot.facts.interviews.values().filter(|i| i.has(contact)) {
        let blank = |person: &Interviewer| match person.contact == contact {
            true => Interviewer { spoke_about: String::new(), ..person.clone() },
            false => person.clone(),
        };
        let interviewers = interview.interviewers.iter().map(blank).collect();
        store::interviews::update(c, &Interview { interviewers, ..interview.clone() }, snapshot.now)?;
    }
    store::touches::forget_contact(c, contact, true, snapshot.now)?;
    store::replies::forget_contact(c, contact, true, snapshot.now)
}

/// Where the person is the lead, makes somebody else the lead: another interviewer, from as late an interview as
/// possible. If there is no other, the application has no lead.
fn hand_on(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let facts = &snapshot.facts;
    for application in facts.applications.values().filter(|a| a.lead == Some(contact)) {
        let mut interviews: Vec<&Interview> =
            facts.interviews.values().filter(|i| i.application == application.id && !i.cancelled).collect();
        interviews.sort_by_key(|i| std::cmp::Reverse(i.start));
        let mut others = interviews.iter().flat_map(|i| i.interviewers.iter().map(|p| p.contact));
        let fresh = Application { lead: others.find(|other| *other != contact), ..application.clone() };
        store::applications::update(c, &fresh, snapshot.now)?;
    }
    Ok(())
}

/// Takes a person out of unsaved interview forms; the rest of each form stays. A draft or call note that is about them
/// or names them is deleted as a whole.
fn forget_in_forms(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let Some(card) = snapshot.facts.contacts.get(&contact).map(|c| &c.card) else { return Ok(()) };
    let folded = |text: &str| text.trim().to_lowercase();
    let shares =
        |own: &[String], typed: &[String]| own.iter().any(|one| typed.iter().any(|t| folded(t) == folded(one)));
    let is_them = |typed: &CardForm| {
        folded(&typed.name) == folded(&card.name)
            || shares(&card.emails, &typed.emails)
            || shares(&card.phones, &typed.phones)
    };
    for (key, text) in store::saved_forms::all(c)? {
        if let Some(occasion) = key.parse::<SavedFormKey>().ok().and_then(|key| key.occasion()) {
            if drafts::concerns(snapshot, occasion, &text, contact) {
                store::saved_forms::set(c, &key, None, snapshot.now)?;
            }
            continue;
        }
        // A text that can no longer be read as a form is deleted: it cannot be shown, but it may name the person.
        let Ok(mut form) = serde_json::from_str::<InterviewForm>(&text) else {
            store::saved_forms::set(c, &key, None, snapshot.now)?;
            continue;
        };
        let before = form.interviewers.len();
        form.interviewers.retain(|p| p.contact != Some(contact.0) && (p.contact.is_some() || !is_them(&p.card)));
        if form.interviewers.len() < before {
            form.lead = None;
            let text = serde_json::to_string(&form).unwrap_or_default();
            store::saved_forms::set(c, &key, Some(&text), snapshot.now)?;
        }
    }
    Ok(())
}

/// Marks the notices that name a person, so that the agent takes them off the screen. Steps that are still to be done
/// are then posted again, without that name.
pub(super) fn recall_notices(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let names_them = |key: &StepKey| snapshot.steps.iter().any(|s| s.key == *key && s.contact == Some(contact));
    let open = store::deliveries::open(c)?.into_iter();
    open.filter(|notice| notice.steps.iter().any(|(key, _)| names_them(key))).try_for_each(|notice| {
        store::status::set(c, &StatusKey::StaleNotice(notice.notice), "yes", snapshot.now).map(drop)
    })
}
