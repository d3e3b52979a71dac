//! The JSON that `interview add` and `interview edit` read (docs/cli.md).

use serde::Deserialize;

use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::forms::card::CardForm;
use crate::forms::interview::{FollowUpForm, FollowUpKind, InterviewForm, InterviewerForm, form_to_begin_with};
use crate::snapshot::Snapshot;

/// The JSON that `interview add` and `interview edit` read. Every field may be missing; whether the required ones are
/// there is checked later, with the form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct InterviewJson {
    pub application: Option<i64>,
    pub company: Option<String>,
    pub role: Option<String>,
    pub start: Option<String>,
    pub zone: Option<String>,
    pub minutes: Option<i64>,
    pub interviewers: Option<Vec<InterviewerJson>>,
    pub lead: Option<usize>,
    #[serde(deserialize_with = "given")]
    pub follow_up_on: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    pub reply_promised_by: Option<Option<String>>,
    pub notes: Option<NotesJson>,
}

/// One interviewer in this JSON: a new card, or `{"contact": ID}`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct InterviewerJson {
    pub contact: Option<i64>,
    pub name: Option<String>,
    pub address_as: Option<String>,
    pub title: Option<String>,
    pub company: Option<String>,
    pub emails: Option<Vec<String>>,
    pub phones: Option<Vec<String>>,
    pub address: Option<String>,
    pub website: Option<String>,
    pub zone: Option<String>,
    pub only: Option<String>,
    pub language: Option<String>,
    pub note: Option<String>,
    pub spoke_about: Option<String>,
}

/// The four notes in this JSON.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct NotesJson {
    pub shared: Option<String>,
    pub wished: Option<String>,
    pub seeking: Option<String>,
    pub strengths: Option<String>,
}

/// Tells a field that is `null` (taken away) from one that is missing (left as it is).
fn given<'de, D: serde::Deserializer<'de>>(d: D) -> std::result::Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(d).map(Some)
}

/// Builds the form from the JSON. A field that is missing keeps the value of the interview being edited, or of an empty
/// form.
///
/// # Errors
/// `NotFound` if the interview or the application does not exist.
pub fn form_from_json(snapshot: &Snapshot, edits: Option<i64>, json: InterviewJson) -> Result<InterviewForm> {
    let mut form = form_to_begin_with(snapshot, edits, json.application)?;
    let old = edits.map(|id| snapshot.interview(id)).transpose()?;
    let set = |field: &mut String, value: Option<String>| {
        if let Some(value) = value {
            *field = value;
        }
    };
    set(&mut form.company, json.company);
    set(&mut form.role, json.role);
    set(&mut form.when, json.start);
    set(&mut form.zone, json.zone);
    set(&mut form.minutes, json.minutes.map(|m| m.to_string()));
    let named = json.follow_up_on.unwrap_or(old.and_then(|i| i.follow_up_on).map(|d| d.to_string()));
    let promise = json.reply_promised_by.unwrap_or(old.and_then(|i| i.reply_promised_by).map(|d| d.to_string()));
    form.follow_up = match (named, promise) {
        (Some(date), promise) => {
            FollowUpForm { kind: FollowUpKind::Date, date, promise: Some(promise.unwrap_or_default()) }
        }
        (None, Some(date)) => FollowUpForm { kind: FollowUpKind::Promise, date, promise: None },
        (None, None) => FollowUpForm::default(),
    };
    if let Some(notes) = json.notes {
        set(&mut form.notes.shared, notes.shared);
        set(&mut form.notes.wished, notes.wished);
        set(&mut form.notes.seeking, notes.seeking);
        set(&mut form.notes.strengths, notes.strengths);
    }
    if let Some(people) = json.interviewers {
        form.interviewers = people.into_iter().map(|person| interviewer_from_json(snapshot, person)).collect();
        form.lead = None;
    }
    form.lead = json.lead.or(form.lead);
    Ok(form)
}

fn interviewer_from_json(snapshot: &Snapshot, json: InterviewerJson) -> InterviewerForm {
    let known = json.contact.and_then(|id| snapshot.facts.contacts.get(&ContactId(id)));
    let mut card = known.map(|c| CardForm::from(&c.card)).unwrap_or_default();
    let fields = [
        (&mut card.name, json.name),
        (&mut card.address_as, json.address_as),
        (&mut card.title, json.title),
        (&mut card.company, json.company),
        (&mut card.address, json.address),
        (&mut card.website, json.website),
        (&mut card.zone, json.zone),
        (&mut card.only, json.only),
        (&mut card.language, json.language),
        (&mut card.note, json.note),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            *field = value;
        }
    }
    card.emails = json.emails.unwrap_or(card.emails);
    card.phones = json.phones.unwrap_or(card.phones);
    InterviewerForm { contact: json.contact, card, spoke_about: json.spoke_about.unwrap_or_default() }
}
