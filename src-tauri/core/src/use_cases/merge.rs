//! Merges two cards of the same person: each field as the user chose, with the history of both. It is undone as one
//! change.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use super::people::recall_notices;
use crate::domain::codes::{CardField, Side};
use crate::domain::facts::{Application, Interview, Interviewer};
use crate::domain::ids::ContactId;
use crate::domain::merge::merged;
use crate::error::{Error, Result};
use crate::forms::interview::InterviewForm;
use crate::forms::letter::KeptDraft;
use crate::forms::saved_form::SavedFormKey;
use crate::snapshot::{Moment, Snapshot};
use crate::store::attachments::Attachment;
use crate::store::{self, Store};
use crate::views::card::labels;

/// Reads which side was chosen for each field; the fields are named by their codes.
///
/// # Errors
/// When a code names no field.
pub fn chosen(sides: &BTreeMap<String, crate::wire::Side>) -> Result<BTreeMap<CardField, Side>> {
    let field = |code: &str| code.parse().map_err(|_| Error::conflict("error-form"));
    sides.iter().map(|(code, side)| Ok((field(code)?, (*side).into()))).collect()
}

/// Merges two people. `keep` stays, with the card as chosen; `other` is deleted, and `keep` takes over their
/// interviews, touches, replies, drafts and reminders.
///
/// # Errors
/// `NotFound`; a conflict if both are the same person, or a field of the merged card would be too long. Nothing was
/// changed then.
pub fn merge(
    store: &Store,
    moment: Moment,
    keep: i64,
    other: i64,
    chosen: &BTreeMap<CardField, Side>,
) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let (keep, other) = (snapshot.contact(keep)?, snapshot.contact(other)?);
        if keep.id == other.id {
            return Err(Error::conflict("error-merge-same"));
        }
        let (card, lost) = merged(&keep.card, &other.card, chosen);
        if !lost.is_empty() {
            return Err(Error::conflict("error-merge-too-long").with("fields", labels(snapshot, &lost)));
        }
        let now = snapshot.now;
        recall_notices(c, snapshot, other.id)?;
        store::contacts::update(c, keep.id, &card, now)?;
        if !snapshot.facts.samples.contacts.contains(&other.id) {
            store::sample::unmark(c, keep.id)?;
        }
        keep_attachments(c, snapshot, keep.id, other.id)?;
        for interview in snapshot.facts.interviews.values().filter(|i| i.has(other.id)) {
            let interviewers = one_of_two(&interview.interviewers, keep.id, other.id);
            store::interviews::update(c, &Interview { interviewers, ..interview.clone() }, now)?;
        }
        for application in snapshot.facts.applications.values().filter(|a| a.lead == Some(other.id)) {
            store::applications::update(c, &Application { lead: Some(keep.id), ..application.clone() }, now)?;
        }
        store::touches::hand_over(c, other.id, keep.id, now)?;
        store::replies::hand_over(c, other.id, keep.id, now)?;
        store::skips::hand_over(c, other.id, keep.id, now)?;
        store::snoozes::hand_over(c, other.id, keep.id, now)?;
        store::deliveries::copy_over(c, other.id, keep.id)?;
        hand_over_forms(c, snapshot, keep.id, other.id)?;
        let (first, second) = (keep.card.name.as_str(), other.card.name.as_str());
        store::contacts::delete(c, other.id, now)?;
        let args = [("first", first.into()), ("second", second.into()), ("same", i64::from(first == second).into())];
        Ok(ChangeReport::new((), snapshot.words.say("toast-merged", &args)))
    })
}

/// Notes that two people who look alike are not the same.
///
/// # Errors
/// `NotFound`; a conflict if both ids are of the same person.
pub fn keep_apart(store: &Store, moment: Moment, one: i64, other: i64) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let (one, other) = (snapshot.contact(one)?, snapshot.contact(other)?);
        if one.id == other.id {
            return Err(Error::conflict("error-merge-same"));
        }
        store::not_duplicates::insert(c, one.id, other.id, snapshot.now)?;
        let args = [("first", one.card.name.as_str().into()), ("second", other.card.name.as_str().into())];
        Ok(ChangeReport::new((), snapshot.words.say("toast-kept-apart", &args)))
    })
}

/// Gives `keep` the photo of `other`, and the vCard that `other` was imported from, if `keep` has none.
fn keep_attachments(c: &Connection, snapshot: &Snapshot, keep: ContactId, other: ContactId) -> Result<()> {
    if Attachment::Photo.of(c, keep)?.is_none()
        && let Some(photo) = Attachment::Photo.of(c, other)?
    {
        Attachment::Photo.set(c, keep, &photo, snapshot.now)?;
    }
    if Attachment::Source.of(c, keep)?.is_none()
        && let Some(source) = Attachment::Source.of(c, other)?
    {
        Attachment::Source.set(c, keep, &source, snapshot.now)?;
    }
    Ok(())
}

/// The interviewers with `keep` in place of both people. What was spoken about with each of them is kept.
fn one_of_two(people: &[Interviewer], keep: ContactId, other: ContactId) -> Vec<Interviewer> {
    let spoken: BTreeSet<&str> = people
        .iter()
        .filter(|person| (person.contact == keep || person.contact == other) && !person.spoke_about.is_empty())
        .map(|person| person.spoke_about.as_str())
        .collect();
    let spoke_about = spoken.into_iter().collect::<Vec<_>>().join("\n");
    let mut merged: Vec<Interviewer> = Vec::new();
    for person in people {
        let is_either = person.contact == keep || person.contact == other;
        if !is_either {
            merged.push(person.clone());
        } else if !merged.iter().any(|done| done.contact == keep) {
            merged.push(Interviewer { contact: keep, spoke_about: spoke_about.clone(), ..person.clone() });
        }
    }
    merged
}

/// Makes unsaved forms and drafts about `other` be about `keep`. A draft or call note is copied, so that it is still
/// there if the merge is undone. It is not copied if there is one for `keep` already.
fn hand_over_forms(c: &Connection, snapshot: &Snapshot, keep: ContactId, other: ContactId) -> Result<()> {
    let forms = store::saved_forms::all(c)?;
    for (key, text) in &forms {
        if let Ok(named) = key.parse::<SavedFormKey>()
            && let Some(occasion) = named.occasion()
        {
            let handed_over = || KeptDraft::read(text).and_then(|kept| kept.handed_over(other, keep));
            if let Some(occasion) = occasion.handed_over(other, keep) {
                let fresh = named.on(occasion).to_string();
                if !forms.contains_key(&fresh) {
                    let text = handed_over().map_or_else(|| text.clone(), |kept| kept.text());
                    store::saved_forms::set(c, &fresh, Some(&text), snapshot.now)?;
                }
            } else if let Some(kept) = handed_over() {
                // The key of a check-in names only the application, so only the recipient inside the draft changes.
                store::saved_forms::set(c, key, Some(&kept.text()), snapshot.now)?;
            }
            continue;
        }
        if let Ok(mut form) = serde_json::from_str::<InterviewForm>(text) {
            let theirs = form.interviewers.iter_mut().filter(|person| person.contact == Some(other.0));
            let count = theirs.map(|person| person.contact = Some(keep.0)).count();
            if count > 0 {
                let mut seen = BTreeSet::new();
                form.interviewers.retain(|person| person.contact != Some(keep.0) || seen.insert(keep));
                form.lead = None;
                let text = serde_json::to_string(&form).unwrap_or_default();
                store::saved_forms::set(c, key, Some(&text), snapshot.now)?;
            }
        }
    }
    Ok(())
}
