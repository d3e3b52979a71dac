//! The contact summary as CSV (RFC 4180): a row per person and application, UTF-8 with a byte order mark, so that
//! spreadsheets read names in any script. A cell that a spreadsheet would run as a formula gets a leading apostrophe.

use chrono::{DateTime, Utc};

use crate::domain::codes::StepKind;
use crate::domain::facts::{Contact, Touch};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::plan::stage;
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
    let mut contacts: Vec<&Contact> = snapshot.facts.contacts.values().collect();
    contacts.sort_by_cached_key(|c| (c.card.name.to_lowercase(), c.id));
    for contact in contacts {
        let applications = applications_of(snapshot, contact.id);
        if applications.is_empty() {
            writer.write_record(row(snapshot, contact, None)).map_err(failed)?;
        }
        for application in applications {
            writer.write_record(row(snapshot, contact, Some(application))).map_err(failed)?;
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

fn row(snapshot: &Snapshot, contact: &Contact, application: Option<ApplicationId>) -> Vec<String> {
    let card = &contact.card;
    let facts = &snapshot.facts;
    let date = |at: DateTime<Utc>| snapshot.calendar().day(at).to_string();
    let with = |touch: &&Touch| touch.contact == Some(contact.id) && Some(touch.application) == application;
    let last_touch = facts.touches.values().filter(with).map(|t| t.at).max().map(date);
    let last_interview = facts
        .interviews
        .values()
        .filter(|i| Some(i.application) == application && !i.cancelled)
        .filter(|i| i.interviewers.iter().any(|p| p.contact == contact.id))
        .map(|i| i.start)
        .max()
        .map(date);
    let next = snapshot
        .open_steps()
        .map(|(step, _)| step)
        .find(|s| Some(s.application) == application && s.contact == Some(contact.id));
    let next_kind = next.map(|s| match s.key.kind() {
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
        application.map(|a| stage(facts, a, snapshot.now).code().to_owned()).unwrap_or_default(),
        last_interview.unwrap_or_default(),
        last_touch.unwrap_or_default(),
        next_kind.unwrap_or_default(),
        next.map(|s| date(s.due_at)).unwrap_or_default(),
    ]
    .iter()
    .map(|cell| neutral(cell))
    .collect()
}

fn applications_of(snapshot: &Snapshot, contact: ContactId) -> Vec<ApplicationId> {
    let facts = &snapshot.facts;
    facts
        .applications
        .values()
        .filter(|a| {
            a.lead == Some(contact)
                || facts
                    .interviews
                    .values()
                    .any(|i| i.application == a.id && i.interviewers.iter().any(|p| p.contact == contact))
                || facts.touches.values().any(|t| t.application == a.id && t.contact == Some(contact))
        })
        .map(|a| a.id)
        .collect()
}

fn failed(error: ::csv::Error) -> Error {
    Error { code: Code::Store, message: "error-file", args: vec![("detail", error.to_string().into())], field: None }
}
