//! Records as the command line prints them (docs/cli.md): stable fields, instants in RFC 3339.

use crate::domain::ids::ContactId;
use crate::views::application_people;
use serde::Serialize;

use super::agenda::{AgendaStep, of_application};
use super::step_row::rfc3339;
use crate::domain::facts::{Contact, Interview};
use crate::domain::ids::ApplicationId;
use crate::domain::plan::stage;
use crate::error::{Error, Result};
use crate::forms::card::CardForm;
use crate::forms::interview::NotesForm;
use crate::snapshot::Snapshot;
use crate::wire::{Channel, Meaning, Outcome, Stage, TouchKind};

/// One application with everything that belongs to it.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct ApplicationRecord {
    pub application: i64,
    pub company: String,
    pub role: String,
    pub stage: Stage,
    pub lead: Option<i64>,
    pub interviews: Vec<InterviewRecord>,
    pub contacts: Vec<ContactRecord>,
    pub touches: Vec<TouchRecord>,
    pub replies: Vec<ReplyRecord>,
    pub plan: Vec<AgendaStep>,
}

/// One interview.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct InterviewRecord {
    pub interview: i64,
    pub start: String,
    pub zone: String,
    pub minutes: u32,
    pub cancelled: bool,
    pub interviewers: Vec<PersonAt>,
    pub follow_up_on: Option<String>,
    pub reply_promised_by: Option<String>,
    pub notes: NotesForm,
}

/// One person at an interview.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct PersonAt {
    pub contact: i64,
    pub name: String,
    pub spoke_about: String,
}

/// One contact.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct ContactRecord {
    pub contact: i64,
    #[serde(flatten)]
    pub card: CardForm,
}

/// One touch.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct TouchRecord {
    pub touch: i64,
    pub contact: Option<i64>,
    pub kind: TouchKind,
    pub channel: Channel,
    pub outcome: Outcome,
    pub at: String,
    pub step: Option<String>,
    pub guarded: bool,
    pub note: String,
}

/// One reply.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct ReplyRecord {
    pub reply: i64,
    pub contact: Option<i64>,
    pub meaning: Meaning,
    pub at: String,
    pub follow_up_on: Option<String>,
    pub reply_promised_by: Option<String>,
    pub stands: String,
    pub note: String,
}

/// What `draft` prints.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct DraftRecord {
    pub step: String,
    pub template: String,
    pub language: String,
    pub to: Option<String>,
    pub subject: String,
    pub body: String,
    pub mailto: String,
    pub missing: Vec<String>,
    pub warnings: Vec<String>,
}

/// What `interview add` and `interview edit` print.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct Entered {
    pub application: i64,
    pub interview: i64,
    pub contacts: Vec<i64>,
    pub plan: Vec<AgendaStep>,
}

/// One application with everything that belongs to it.
///
/// # Errors
/// `NotFound` if there is no such application.
pub fn application(snapshot: &Snapshot, id: i64) -> Result<ApplicationRecord> {
    let facts = &snapshot.facts;
    let key = ApplicationId(id);
    let application = facts.applications.get(&key).ok_or_else(|| Error::not_found("error-no-application", id))?;
    let people = application_people::people(snapshot, application);
    Ok(ApplicationRecord {
        application: id,
        company: facts.company_name(key).to_owned(),
        role: application.role.clone(),
        stage: stage(facts, key, snapshot.now).into(),
        lead: application.lead.map(|l| l.0),
        interviews: facts
            .interviews
            .values()
            .filter(|i| i.application == key)
            .map(|i| interview(snapshot, i))
            .collect(),
        contacts: people.iter().filter_map(|p| facts.contacts.get(&ContactId(p.id))).map(contact).collect(),
        touches: facts
            .touches
            .values()
            .filter(|t| t.application == key)
            .map(|t| TouchRecord {
                touch: t.id.0,
                contact: t.contact.map(|c| c.0),
                kind: t.kind.into(),
                channel: t.channel.into(),
                outcome: t.outcome.into(),
                at: rfc3339(snapshot, t.at),
                step: t.step.map(|s| s.to_string()),
                guarded: t.guarded,
                note: t.note.clone(),
            })
            .collect(),
        replies: facts
            .replies
            .values()
            .filter(|r| r.application == key)
            .map(|r| ReplyRecord {
                reply: r.id.0,
                contact: r.contact.map(|c| c.0),
                meaning: r.meaning.into(),
                at: rfc3339(snapshot, r.at),
                follow_up_on: r.follow_up_on.map(|d| d.to_string()),
                reply_promised_by: r.reply_promised_by.map(|d| d.to_string()),
                stands: r.stands.clone(),
                note: r.note.clone(),
            })
            .collect(),
        plan: of_application(snapshot, id),
    })
}

/// The record of a contact.
#[must_use]
pub fn contact(contact: &Contact) -> ContactRecord {
    ContactRecord { contact: contact.id.0, card: CardForm::from(&contact.card) }
}

fn interview(snapshot: &Snapshot, i: &Interview) -> InterviewRecord {
    InterviewRecord {
        interview: i.id.0,
        start: i.start.with_timezone(&i.zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        zone: i.zone.name().to_owned(),
        minutes: i.minutes,
        cancelled: i.cancelled,
        interviewers: i
            .interviewers
            .iter()
            .map(|p| PersonAt {
                contact: p.contact.0,
                name: snapshot.teller().name(Some(p.contact)),
                spoke_about: p.spoke_about.clone(),
            })
            .collect(),
        follow_up_on: i.follow_up_on.map(|d| d.to_string()),
        reply_promised_by: i.reply_promised_by.map(|d| d.to_string()),
        notes: NotesForm {
            shared: i.notes.shared.clone(),
            wished: i.notes.wished.clone(),
            seeking: i.notes.seeking.clone(),
            strengths: i.notes.strengths.clone(),
        },
    }
}
