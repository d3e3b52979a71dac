//! Records as the command line prints and reads them (docs/cli.md): stable fields, instants in RFC 3339.

use serde::{Deserialize, Serialize};

use super::agenda::{AgendaStep, of_application};
use super::interview::NotesForm;
use super::person::CardForm;
use super::step_row::rfc3339;
use super::{Channel, Meaning, Outcome, Stage, TouchKind};
use crate::domain::facts::{Contact, Interview};
use crate::domain::ids::ApplicationId;
use crate::domain::import::{Counts, Fate};
use crate::domain::plan::stage;
use crate::error::{Error, Result};
use crate::exchange::Record;
use crate::exchange::reading::{Origin, Reading};
use crate::snapshot::Snapshot;
use crate::store::dump;
use crate::views::import::{kind, row};

/// One application with everything of it.
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

/// What `interview add` and `edit` print.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct Entered {
    pub application: i64,
    pub interview: i64,
    pub contacts: Vec<i64>,
    pub plan: Vec<AgendaStep>,
}

/// What `interview add` and `edit` read. Every field may be missing; what must be there is checked with the form.
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

/// One interviewer of the above: a new card, or `{"contact": ID}`.
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

/// The four notes of the above.
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

/// One application.
///
/// # Errors
/// `NotFound`.
pub fn application(snapshot: &Snapshot, id: i64) -> Result<ApplicationRecord> {
    let facts = &snapshot.facts;
    let key = ApplicationId(id);
    let application = facts.applications.get(&key).ok_or_else(|| Error::not_found("error-no-application", id))?;
    let people = super::application::people(snapshot, application);
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
        contacts: people
            .iter()
            .filter_map(|p| facts.contacts.get(&crate::domain::ids::ContactId(p.id)))
            .map(contact)
            .collect(),
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

/// A contact.
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

/// What a file would bring, or brought.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct ImportRecord {
    pub file: String,
    pub kind: String,
    pub added: usize,
    pub updated: usize,
    pub applications: usize,
    pub unchanged: usize,
    pub left_out: usize,
    pub unreadable: usize,
    pub entries: Vec<ImportEntry>,
    pub undo: Option<i64>,
}

/// An entry of a file.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct ImportEntry {
    pub entry: usize,
    pub line: usize,
    pub fate: &'static str,
    pub name: String,
    pub details: String,
    pub notes: Vec<String>,
    pub choice: String,
    pub choices: Vec<String>,
}

/// What a file would bring: all of its entries, or those there is something to say of.
#[must_use]
pub fn import(snapshot: &Snapshot, reading: &Reading, fates: &[Fate], whole: bool) -> ImportRecord {
    let counts = match &reading.origin {
        Origin::Everything(dump) => Counts {
            added: dump::count(dump, "contact"),
            applications: dump::count(dump, "application"),
            ..Counts::default()
        },
        _ => Counts::of(fates, |at, fate| reading.choice(at, fate)),
    };
    let is_plain = |record: &Record, fate: &Fate| {
        matches!(fate, Fate::New | Fate::NewApplication | Fate::Unchanged(_)) && record.remarks().is_empty()
    };
    let entry = |(at, (record, fate)): (usize, (&Record, &Fate))| {
        let row = row(snapshot, reading, at, record, fate);
        ImportEntry {
            entry: at,
            line: record.line(),
            fate: match fate {
                Fate::New | Fate::NewApplication => "new",
                Fate::Unchanged(_) | Fate::Twice => "unchanged",
                Fate::Update { .. } | Fate::FurtherApplication { .. } => "update",
                Fate::Alike(_) => "possible_duplicate",
                Fate::Unreadable(_) => "unreadable",
            },
            name: row.name,
            details: row.details,
            notes: row.notes,
            choice: row.choice,
            choices: row.options.into_iter().map(|pick| pick.value).collect(),
        }
    };
    let all = reading.records.iter().zip(fates).enumerate();
    let told = all.filter(|(_, (record, fate))| whole || !is_plain(record, fate));
    ImportRecord {
        file: reading.name.clone(),
        kind: kind(snapshot, reading),
        added: counts.added,
        updated: counts.updated,
        applications: counts.applications,
        unchanged: counts.unchanged,
        left_out: counts.left_out,
        unreadable: counts.unreadable,
        entries: told.map(entry).collect(),
        undo: None,
    }
}
