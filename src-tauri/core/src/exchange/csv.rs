//! The contact summary as CSV (RFC 4180): a row per person and application, UTF-8 with a byte order mark, so that
//! spreadsheets read names in any script. A cell that a spreadsheet would run as a formula gets a leading apostrophe.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::codes::{Stage, StepKind};
use crate::domain::facts::Contact;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::plan::stages;
use crate::domain::step::Step;
use crate::error::{Code, Error, Result};
use crate::snapshot::Snapshot;

const COLUMNS: [&str; 16] = [
    "name",
    "title",
    "company",
    "emails",
    "phones",
    "address",
    "website",
    "zone",
    "note",
    "application_company",
    "role",
    "stage",
    "last_interview",
    "last_touch",
    "next_step",
    "next_due",
];

/// All contacts, by name.
///
/// # Errors
/// None in practice: the rows are written to memory.
pub fn contacts(snapshot: &Snapshot) -> Result<Vec<u8>> {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(vec![0xef, 0xbb, 0xbf]);
    writer.write_record(COLUMNS).map_err(failed)?;
    let pairs = pairs(snapshot);
    let stages = stages(&snapshot.facts, snapshot.now);
    let mut contacts: Vec<&Contact> = snapshot.facts.contacts.values().collect();
    contacts.sort_by_cached_key(|c| (c.card.name.to_lowercase(), c.id));
    for contact in contacts {
        let of_contact = (contact.id, ApplicationId(i64::MIN))..=(contact.id, ApplicationId(i64::MAX));
        let mut applications = pairs.range(of_contact).peekable();
        if applications.peek().is_none() {
            writer.write_record(row(snapshot, contact, None, &Pair::default(), None)).map_err(failed)?;
        }
        for ((_, application), pair) in applications {
            let stage = stages.get(application).copied();
            writer.write_record(row(snapshot, contact, Some(*application), pair, stage)).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|e| failed(e.into_error().into()))
}

/// Text that no spreadsheet takes for a formula (OWASP, CSV injection).
#[must_use]
pub fn neutral(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];
    if text.starts_with(formula) { format!("'{text}") } else { text.to_owned() }
}

/// What [`neutral`] made harmless, as it was.
#[must_use]
pub fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if neutral(rest).len() > rest.len() => rest,
        _ => text,
    }
}

/// What there is between a person and an application.
#[derive(Default)]
struct Pair<'a> {
    last_interview: Option<DateTime<Utc>>,
    last_touch: Option<DateTime<Utc>>,
    next: Option<&'a Step>,
}

/// Every person with every application they belong to, found in one walk through the facts.
fn pairs(snapshot: &Snapshot) -> BTreeMap<(ContactId, ApplicationId), Pair<'_>> {
    let facts = &snapshot.facts;
    let mut pairs: BTreeMap<(ContactId, ApplicationId), Pair<'_>> = BTreeMap::new();
    for application in facts.applications.values() {
        if let Some(lead) = application.lead {
            pairs.entry((lead, application.id)).or_default();
        }
    }
    for interview in facts.interviews.values() {
        for person in &interview.interviewers {
            let pair = pairs.entry((person.contact, interview.application)).or_default();
            if !interview.cancelled {
                pair.last_interview = pair.last_interview.max(Some(interview.start));
            }
        }
    }
    for touch in facts.touches.values() {
        if let Some(contact) = touch.contact {
            let pair = pairs.entry((contact, touch.application)).or_default();
            pair.last_touch = pair.last_touch.max(Some(touch.at));
        }
    }
    for (step, _) in snapshot.open_steps() {
        if let Some(pair) = step.contact.and_then(|contact| pairs.get_mut(&(contact, step.application))) {
            pair.next = pair.next.or(Some(step));
        }
    }
    pairs
}

fn row(
    snapshot: &Snapshot,
    contact: &Contact,
    application: Option<ApplicationId>,
    pair: &Pair<'_>,
    stage: Option<Stage>,
) -> Vec<String> {
    let card = &contact.card;
    let facts = &snapshot.facts;
    let date = |at: DateTime<Utc>| snapshot.calendar().day(at).to_string();
    let next_kind = pair.next.map(|s| match s.key.kind() {
        StepKind::CheckIn => format!("check_in by {}", s.channel),
        kind => kind.code().to_owned(),
    });
    [
        card.name.clone(),
        card.title.clone(),
        card.company.clone(),
        card.emails.join("; "),
        card.phones.join("; "),
        card.address.clone(),
        card.website.clone(),
        card.zone.map(|z| z.name().to_owned()).unwrap_or_default(),
        card.note.clone(),
        application.map(|a| facts.company_name(a).to_owned()).unwrap_or_default(),
        application.and_then(|a| facts.applications.get(&a)).map(|a| a.role.clone()).unwrap_or_default(),
        stage.map(|stage| stage.code().to_owned()).unwrap_or_default(),
        pair.last_interview.map(date).unwrap_or_default(),
        pair.last_touch.map(date).unwrap_or_default(),
        next_kind.unwrap_or_default(),
        pair.next.map(|s| date(s.due_at)).unwrap_or_default(),
    ]
    .iter()
    .map(|cell| neutral(cell))
    .collect()
}

fn failed(error: ::csv::Error) -> Error {
    Error { code: Code::Store, message: "error-file", args: vec![("detail", error.to_string().into())], field: None }
}
