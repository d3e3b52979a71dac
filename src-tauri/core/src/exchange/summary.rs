//! The contact summary: a row per person and application.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::sheet::{Cell, Heading, Sheet};
use crate::domain::codes::{Channel, Only, Stage, StepKind};
use crate::domain::facts::Contact;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::plan::stages;
use crate::domain::step::Step;
use crate::snapshot::Snapshot;

/// The columns: for programs, for people, and how wide.
const COLUMNS: [(&str, &str, u16); 19] = [
    ("name", "sheet-name", 24),
    ("title", "sheet-title", 24),
    ("company", "sheet-company", 24),
    ("emails", "sheet-emails", 30),
    ("phones", "sheet-phones", 20),
    ("address", "sheet-address", 30),
    ("website", "sheet-website", 26),
    ("zone", "sheet-zone", 18),
    ("note", "sheet-note", 36),
    ("application_company", "sheet-application-company", 24),
    ("role", "sheet-role", 24),
    ("stage", "sheet-stage", 14),
    ("last_interview", "sheet-last-interview", 14),
    ("last_touch", "sheet-last-touch", 14),
    ("next_step", "sheet-next-step", 18),
    ("next_due", "sheet-next-due", 14),
    ("address_as", "sheet-address-as", 18),
    ("only", "sheet-only", 10),
    ("language", "sheet-language", 10),
];

/// The people that are wanted, by name, with what there is between them and each application.
#[must_use]
pub fn contacts(snapshot: &Snapshot, wanted: &dyn Fn(&Contact) -> bool) -> Sheet {
    let words = snapshot.words;
    let pairs = pairs(snapshot);
    let stages = stages(&snapshot.facts, snapshot.now);
    let mut contacts: Vec<&Contact> = snapshot.facts.contacts.values().filter(|contact| wanted(contact)).collect();
    contacts.sort_by_cached_key(|c| (c.card.name.to_lowercase(), c.id));
    let mut rows = Vec::new();
    for contact in &contacts {
        let of_contact = (contact.id, ApplicationId(i64::MIN))..=(contact.id, ApplicationId(i64::MAX));
        let mut applications = pairs.range(of_contact).peekable();
        if applications.peek().is_none() {
            rows.push(row(snapshot, contact, None, &Pair::default(), None));
        }
        for ((_, application), pair) in applications {
            let stage = stages.get(application).copied();
            rows.push(row(snapshot, contact, Some(*application), pair, stage));
        }
    }
    let day = words.full_date(snapshot.calendar().day(snapshot.now));
    let heading = |(code, label, width): (&'static str, &str, u16)| Heading { code, label: words.plain(label), width };
    Sheet {
        title: words.plain("sheet-contacts-title"),
        lines: vec![words.say("sheet-contacts-line", &[("count", contacts.len().into()), ("date", day.into())])],
        columns: COLUMNS.into_iter().map(heading).collect(),
        rows,
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
) -> Vec<Cell> {
    let card = &contact.card;
    let facts = &snapshot.facts;
    let day = |at: DateTime<Utc>| snapshot.calendar().day(at);
    let words = snapshot.words;
    let next_kind = pair.next.map(|s| match (s.key.kind(), s.channel) {
        (StepKind::CheckIn, Channel::Phone) => (format!("check_in by {}", s.channel), "sheet-next-call"),
        (StepKind::CheckIn, _) => (format!("check_in by {}", s.channel), "sheet-next-write"),
        (kind @ StepKind::ThankYou, _) => (kind.code().to_owned(), "sheet-thank-you"),
        (kind @ StepKind::Prepare, _) => (kind.code().to_owned(), "sheet-next-prepare"),
        (kind @ StepKind::Cards, _) => (kind.code().to_owned(), "sheet-next-cards"),
    });
    vec![
        Cell::text(&card.name),
        Cell::text(&card.title),
        Cell::text(&card.company),
        Cell::Emails(card.emails.clone()),
        Cell::Phones(card.phones.clone()),
        Cell::text(&card.address),
        if card.website.is_empty() { Cell::Empty } else { Cell::Link(card.website.clone()) },
        Cell::text(card.zone.map_or("", |z| z.name())),
        Cell::text(&card.note),
        Cell::text(application.map_or("", |a| facts.company_name(a))),
        Cell::text(application.and_then(|a| facts.applications.get(&a)).map_or("", |a| a.role.as_str())),
        stage.map_or(Cell::Empty, |stage| {
            Cell::word(stage.code(), words.plain(&format!("stage-{}", stage.code().replace('_', "-"))))
        }),
        Cell::day(pair.last_interview.map(day)),
        Cell::day(pair.last_touch.map(day)),
        next_kind.map_or(Cell::Empty, |(code, label)| Cell::word(&code, words.plain(label))),
        Cell::day(pair.next.map(|s| day(s.due_at))),
        Cell::text(&card.address_as),
        card.only.map_or(Cell::Empty, |only| {
            let label = if only == Only::Email { "sheet-by-email" } else { "sheet-by-phone" };
            Cell::word(only.code(), words.plain(label))
        }),
        Cell::word(&card.language, words.plain(&format!("language-{}", card.language))),
    ]
}
