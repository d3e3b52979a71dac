//! The contact summary: a row for each person and application.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::codes::{Channel, Only, Stage, StepKind};
use crate::domain::facts::Contact;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::plan::stages;
use crate::domain::step::Step;
use crate::exchange::sheet::{Cell, Heading, Sheet};
use crate::snapshot::Snapshot;

/// The number of columns.
const WIDTH: usize = 19;

/// A row of the summary.
pub type Row<'a> = [Cell<'a>; WIDTH];

/// The columns: name for programs, name for people, and width in characters.
const COLUMNS: [(&str, &str, u16); WIDTH] = [
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

/// The chosen people, by name, with everything about them and each application.
pub struct Summary<'a> {
    snapshot: &'a Snapshot,
    contacts: Vec<&'a Contact>,
    pairs: BTreeMap<(ContactId, ApplicationId), Pair<'a>>,
    stages: BTreeMap<ApplicationId, Stage>,
}

impl<'a> Summary<'a> {
    /// The summary of the people that `wanted` accepts.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot, wanted: &dyn Fn(&Contact) -> bool) -> Summary<'a> {
        let mut contacts: Vec<&Contact> = snapshot.facts.contacts.values().filter(|contact| wanted(contact)).collect();
        contacts.sort_by_cached_key(|c| (c.card.name.to_lowercase(), c.id));
        Summary { snapshot, contacts, pairs: pairs(snapshot), stages: stages(&snapshot.facts, snapshot.now) }
    }

    /// The number of people.
    #[must_use]
    pub fn count(&self) -> usize {
        self.contacts.len()
    }

    /// Its columns.
    #[must_use]
    pub fn columns(&self) -> Vec<Heading> {
        let label = |id: &str| self.snapshot.words.plain(id);
        COLUMNS.into_iter().map(|(code, id, width)| Heading { code, label: label(id), width }).collect()
    }

    /// A row for each person and application, and one for each person without any.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows_of(&self.contacts)
    }

    /// The same rows, in about `count` parts.
    pub fn parts(&self, count: usize) -> Vec<impl Iterator<Item = Row<'_>> + Send> {
        let size = self.contacts.len().div_ceil(count).max(1);
        self.contacts.chunks(size).map(|part| self.rows_of(part)).collect()
    }

    fn rows_of<'b>(&'b self, contacts: &'b [&'a Contact]) -> impl Iterator<Item = Row<'b>> {
        contacts.iter().flat_map(|contact| {
            let of_contact = (contact.id, ApplicationId(i64::MIN))..=(contact.id, ApplicationId(i64::MAX));
            let applications = self.pairs.range(of_contact);
            let mut rows: Vec<_> = applications
                .map(|((_, application), pair)| {
                    row(self.snapshot, contact, Some((*application, pair)), self.stages.get(application).copied())
                })
                .collect();
            if rows.is_empty() {
                rows.push(row(self.snapshot, contact, None, None));
            }
            rows
        })
    }

    /// The summary as a table.
    #[must_use]
    pub fn sheet(&self) -> Sheet<'_> {
        let words = self.snapshot.words;
        let day = words.full_date(self.snapshot.calendar().day(self.snapshot.now));
        Sheet {
            title: words.plain("sheet-contacts-title"),
            lines: vec![words.say("sheet-contacts-line", &[("count", self.count().into()), ("date", day.into())])],
            columns: self.columns(),
            rows: self.rows().map(Vec::from).collect(),
        }
    }

    /// The summary to print. There is room for six columns, so related values share a cell. What only matters for
    /// writing to somebody (zone, language, form of address) is left out.
    #[must_use]
    pub fn paper(&self) -> Sheet<'_> {
        let words = self.snapshot.words;
        let column = |(code, label): (&'static str, &str)| Heading { code, label: words.plain(label), width: 0 };
        Sheet {
            columns: PAPER.into_iter().map(column).collect(),
            rows: self.rows().map(|row| on_paper(self.snapshot, row)).collect(),
            ..self.sheet()
        }
    }
}

/// A row of the summary, arranged for paper.
fn on_paper<'a>(snapshot: &Snapshot, row: Row<'a>) -> Vec<Cell<'a>> {
    let words = snapshot.words;
    let dated = |label: &str, date: &Cell<'a>| match date {
        Cell::Date(date) => {
            // Spaces that do not break keep a date on one line.
            let day = words.short_date(*date, snapshot.calendar().day(snapshot.now)).replace(' ', "\u{a0}");
            let args = [("label", label.into()), ("date", day.into())];
            Cell::text(words.say("sheet-dated", &args))
        }
        _ => Cell::Empty,
    };
    let [name, title, company, emails, phones, address, website, _zone, note, rest @ ..] = row;
    let [applied_at, role, stage, last_interview, last_touch, next, due, ..] = rest;
    vec![
        Cell::several([name, title, company]),
        Cell::several([emails, phones, website]),
        address,
        Cell::several([applied_at, role, stage]),
        Cell::several([
            dated(&words.plain("sheet-last-interview"), &last_interview),
            dated(&words.plain("sheet-last-touch"), &last_touch),
            dated(&next.shown(), &due),
        ]),
        note,
    ]
}

/// The columns on paper.
const PAPER: [(&str, &str); 6] = [
    ("name", "sheet-name"),
    ("reach", "sheet-reach"),
    ("address", "sheet-address"),
    ("application", "sheet-application"),
    ("dates", "sheet-dates"),
    ("note", "sheet-note"),
];

/// Everything about one person and one application.
#[derive(Default)]
struct Pair<'a> {
    last_interview: Option<DateTime<Utc>>,
    last_touch: Option<DateTime<Utc>>,
    next: Option<&'a Step>,
}

/// Every person with each of their applications, collected in one pass through the facts.
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

fn row<'a>(
    snapshot: &'a Snapshot,
    contact: &'a Contact,
    between: Option<(ApplicationId, &Pair<'a>)>,
    stage: Option<Stage>,
) -> Row<'a> {
    let card = &contact.card;
    let facts = &snapshot.facts;
    let words = snapshot.words;
    let word = |code: Cow<'a, str>, label: &str| Cell::Word { code, label: words.plain(label) };
    let application = between.map(|(application, _)| application);
    let pair = between.map(|(_, pair)| pair);
    let day = |at: DateTime<Utc>| Cell::Date(snapshot.calendar().day(at));
    let next = pair.and_then(|pair| pair.next);
    let next_kind = next.map(|step| match (step.key.kind(), step.channel) {
        (StepKind::CheckIn, Channel::Phone) => "sheet-next-call",
        (StepKind::CheckIn, _) => "sheet-next-write",
        (StepKind::ThankYou, _) => "sheet-thank-you",
        (StepKind::Prepare, _) => "sheet-next-prepare",
        (StepKind::Cards, _) => "sheet-next-cards",
    });
    [
        Cell::text(&card.name),
        Cell::text(&card.title),
        Cell::text(&card.company),
        Cell::Emails(&card.emails),
        Cell::Phones(&card.phones),
        Cell::text(&card.address),
        if card.website.is_empty() { Cell::Empty } else { Cell::Link(&card.website) },
        Cell::text(card.zone.map_or("", |z| z.name())),
        Cell::text(&card.note),
        Cell::text(application.map_or("", |a| facts.company_name(a))),
        Cell::text(application.and_then(|a| facts.applications.get(&a)).map_or("", |a| a.role.as_str())),
        stage
            .map_or(Cell::Empty, |stage| Cell::text(words.plain(&format!("stage-{}", stage.code().replace('_', "-"))))),
        pair.and_then(|pair| pair.last_interview).map_or(Cell::Empty, day),
        pair.and_then(|pair| pair.last_touch).map_or(Cell::Empty, day),
        next_kind.map_or(Cell::Empty, |label| Cell::text(words.plain(label))),
        next.map_or(Cell::Empty, |step| day(step.due_at)),
        Cell::text(&card.address_as),
        card.only.map_or(Cell::Empty, |only| {
            word(only.code().into(), if only == Only::Email { "sheet-by-email" } else { "sheet-by-phone" })
        }),
        match card.language.as_str() {
            "" => Cell::Empty,
            language => word(language.into(), &format!("language-{language}")),
        },
    ]
}
