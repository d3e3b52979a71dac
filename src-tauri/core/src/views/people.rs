//! The list of people: search results, in parts.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::domain::codes::{Channel, TouchKind};
use crate::domain::facts::Contact;
use crate::domain::ids::ContactId;
use crate::error::Arg;
use crate::snapshot::Snapshot;
use crate::views::list::{EmptyState, Part};

/// The page with the list of people.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PeopleView {
    /// The search; empty for all people.
    pub query: String,
    /// "14 people"
    pub summary: String,
    /// The people found, by name: the first ones, or all up to a given person.
    pub rows: Vec<PersonRow>,
    /// Whether more rows follow.
    pub more: bool,
    /// What to say if no people are listed.
    pub empty: Option<EmptyState>,
}

/// A part of the list of people.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PersonRows {
    /// The rows in this part: the first ones, all up to a given person, or those after them.
    pub rows: Vec<PersonRow>,
    /// Whether more rows follow.
    pub more: bool,
}

/// A person in the list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PersonRow {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// The company on the card.
    pub company: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// The last touch that reached them, in words; may be empty.
    pub last: String,
}

/// The page with a part of the people found.
#[must_use]
pub fn people(snapshot: &Snapshot, query: &str, found: &[ContactId], part: Part) -> PeopleView {
    let words = snapshot.words;
    let total = snapshot.facts.contacts.len();
    let PersonRows { rows, more } = person_rows(snapshot, found, part);
    let empty = if total == 0 {
        Some(EmptyState {
            title: words.plain("people-first-title"),
            text: words.plain("people-first-text"),
            first_run: true,
        })
    } else if rows.is_empty() {
        Some(EmptyState {
            title: words.say("people-none-title", &[("query", query.into())]),
            text: words.plain("people-none-text"),
            first_run: false,
        })
    } else {
        None
    };
    let summary = if query.trim().is_empty() {
        words.say("people-summary", &[("count", Arg::from(total))])
    } else {
        words.say("people-found", &[("count", Arg::from(found.len())), ("total", Arg::from(total))])
    };
    PeopleView { query: query.to_owned(), summary, rows, more, empty }
}

/// The rows for a part of the people found.
#[must_use]
pub fn person_rows(snapshot: &Snapshot, found: &[ContactId], part: Part) -> PersonRows {
    let last = last_touches(snapshot);
    let (shown, more) = part.of(found, |id| id.0);
    let contacts = shown.iter().filter_map(|id| snapshot.facts.contacts.get(id));
    PersonRows { rows: contacts.map(|contact| person_row(snapshot, contact, last.get(&contact.id))).collect(), more }
}

/// A person's row.
#[must_use]
fn person_row(snapshot: &Snapshot, contact: &Contact, last: Option<&LastTouch>) -> PersonRow {
    let words = snapshot.words;
    let today = snapshot.calendar().day(snapshot.now);
    let last = last
        .map(|(at, kind, channel)| {
            let id = match (kind, channel) {
                (TouchKind::ThankYou, _) => "last-thanked",
                (_, Channel::Phone) => "last-called",
                _ => "last-wrote",
            };
            words.say(id, &[("day", words.on_day(snapshot.calendar().day(*at), today).into())])
        })
        .unwrap_or_default();
    PersonRow {
        id: contact.id.0,
        name: contact.card.name.clone(),
        title: contact.card.title.clone(),
        company: contact.card.company.clone(),
        emails: contact.card.emails.clone(),
        phones: contact.card.phones.clone(),
        last,
    }
}

type LastTouch = (DateTime<Utc>, TouchKind, Channel);

fn last_touches(snapshot: &Snapshot) -> std::collections::HashMap<ContactId, LastTouch> {
    let mut last: std::collections::HashMap<ContactId, LastTouch> = std::collections::HashMap::new();
    for touch in snapshot.facts.touches.values().filter(|t| t.outcome.counts()) {
        if let Some(contact) = touch.contact {
            let entry = last.entry(contact).or_insert((touch.at, touch.kind, touch.channel));
            if touch.at > entry.0 {
                *entry = (touch.at, touch.kind, touch.channel);
            }
        }
    }
    last
}
