//! Changing a card, and taking a person out of the records.

use rusqlite::Connection;

use super::check::{self, Findings};
use super::touches::contact_of;
use super::{Done, Told, change, index};
use crate::domain::facts::{Application, Card, Interview, Interviewer};
use crate::domain::ids::ContactId;
use crate::domain::step::StepKey;
use crate::error::{Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::interview::InterviewForm;
use crate::views::people::{CardForm, Erasure};

/// Saves a card as typed.
///
/// # Errors
/// The field that cannot be taken; `NotFound`; then nothing was saved.
pub fn save(store: &Store, moment: Moment, id: i64, form: &CardForm) -> Result<Done<()>> {
    change(store, moment, |c, snapshot| {
        let contact = contact_of(snapshot, id)?;
        let mut findings = Findings::default();
        let card = check::card("", form, "", &mut findings);
        let warnings = findings.settle()?;
        let card = card.ok_or_else(|| Error::invalid("name", "error-form"))?;
        let card = Card { language: contact.card.language.clone(), ..card };
        if card != contact.card {
            store::contacts::update(c, contact.id, &card, snapshot.now)?;
        }
        let mut told = Told::new((), snapshot.words.say("toast-card-saved", &[("name", card.name.as_str().into())]));
        told.warning = warnings.first().map(|w| snapshot.words.error(w));
        Ok(told)
    })
}

/// Takes a person out of the records for good: the card and every note on them, in the undo log too, which is emptied
/// (DESIGN, invariant 4). That somebody was written to or called stays, for the plan counts from it; so do notes that
/// are not about one person.
///
/// # Errors
/// `NotFound`; then nothing was changed.
pub fn erase(store: &Store, moment: Moment, id: i64, how: Erasure) -> Result<Done<()>> {
    let done = store.write(|tx| {
        let before = Snapshot::load(tx, moment)?;
        let contact = contact_of(&before, id)?;
        let words = before.words;
        let name = ("name", contact.card.name.as_str().into());
        forget_forms(tx, &before, contact.id)?;
        let text = match how {
            Erasure::Anonymise => {
                withdraw(tx, &before, contact.id)?;
                anonymise(tx, &before, contact.id)?;
                words.say("toast-anonymised", &[name, ("as", words.plain("erased-name").into())])
            }
            Erasure::DeleteForGood => {
                delete(tx, &before, contact.id)?;
                words.say("toast-deleted-for-good", &[name])
            }
        };
        store::journal::forget(tx)?;
        let snapshot = Snapshot::load(tx, moment)?;
        index(tx, &snapshot)?;
        Ok(Done { value: (), text, warning: None, undo: None, snapshot })
    })?;
    store.scrub()?;
    Ok(done)
}

/// Deletes a person with every mention. An interview that is over and has nobody left does not ask for cards again.
fn delete(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let (facts, now) = (&snapshot.facts, snapshot.now);
    hand_on(c, snapshot, contact)?;
    for interview in facts.interviews.values().filter(|i| met(i, contact)) {
        let others = interview.interviewers.iter().filter(|p| p.contact != contact).cloned().collect::<Vec<_>>();
        if others.is_empty() && interview.end() <= now {
            let day = snapshot.calendar().day(interview.end());
            store::touches::insert_skip(c, StepKey::Cards(interview.id), day, now)?;
        }
        store::interviews::update(c, &Interview { interviewers: others, ..interview.clone() }, now)?;
    }
    store::touches::forget_contact(c, contact, false, now)?;
    let theirs = |step: StepKey| matches!(step, StepKey::ThankYou(_, person) if person == contact);
    facts.skips.values().filter(|s| theirs(s.step)).try_for_each(|s| store::touches::delete_skip(c, s.id, now))?;
    facts.snoozes.values().filter(|s| theirs(s.step)).try_for_each(|s| store::touches::delete_snooze(c, s.id, now))?;
    store::contacts::delete(c, contact, now)
}

/// Nobody is asked to write to somebody who is nobody now.
fn withdraw(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    hand_on(c, snapshot, contact)?;
    let thanks = snapshot.open_steps().map(|(step, _)| step).filter(|s| matches!(s.key, StepKey::ThankYou(..)));
    for step in thanks.filter(|step| step.contact == Some(contact)) {
        let day = snapshot.calendar().day(step.due_at);
        store::touches::insert_skip(c, step.key, day, snapshot.now)?;
    }
    Ok(())
}

/// Empties a card but for the company, which the gap between two touches is counted by.
fn anonymise(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let company = snapshot.facts.contacts.get(&contact).map(|c| c.card.company.clone()).unwrap_or_default();
    let card = Card { name: snapshot.words.plain("erased-name"), company, ..Card::default() };
    store::contacts::update(c, contact, &card, snapshot.now)?;
    for interview in snapshot.facts.interviews.values().filter(|i| met(i, contact)) {
        let blank = |person: &Interviewer| match person.contact == contact {
            true => Interviewer { spoke_about: String::new(), ..person.clone() },
            false => person.clone(),
        };
        let interviewers = interview.interviewers.iter().map(blank).collect();
        store::interviews::update(c, &Interview { interviewers, ..interview.clone() }, snapshot.now)?;
    }
    store::touches::forget_contact(c, contact, true, snapshot.now)
}

/// The check-ins go to somebody else of the latest interview, or to nobody.
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

/// Forms that were left before they were saved, where the person is in them.
fn forget_forms(c: &Connection, snapshot: &Snapshot, contact: ContactId) -> Result<()> {
    let card = snapshot.facts.contacts.get(&contact).map(|c| &c.card);
    let is_them = |form: &InterviewForm| {
        form.interviewers.iter().any(|p| p.contact == Some(contact.0) || card.is_some_and(|c| c.name == p.card.name))
    };
    for (key, text) in store::unfinished::all(c)? {
        // What no longer reads as a form is forgotten, too: it cannot be shown, but may hold anything.
        if serde_json::from_str(&text).map_or(true, |form| is_them(&form)) {
            store::unfinished::set(c, &key, None, snapshot.now)?;
        }
    }
    Ok(())
}

fn met(interview: &Interview, contact: ContactId) -> bool {
    interview.interviewers.iter().any(|person| person.contact == contact)
}
