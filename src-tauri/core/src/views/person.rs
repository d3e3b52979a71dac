//! People: the list that is searched, and one person with their card and history.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::codes::{Channel, Only, TouchKind};
use crate::domain::facts::{Card, Contact};
use crate::domain::ids::ContactId;
use crate::error::{Arg, Error, Result};
use crate::snapshot::Snapshot;
use crate::views::application::{Event, contact_events};
use crate::views::applications::{ApplicationRow, application_row};
use crate::views::step_row::{StepRow, step_rows};
use crate::views::{EmptyState, Icon, Link, Part, links};

/// The list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PeopleView {
    /// What was searched for.
    pub query: String,
    /// "14 people"
    pub summary: String,
    /// The first of those found, by name, or those up to the one that was asked for.
    pub rows: Vec<PersonRow>,
    /// Whether there are more.
    pub more: bool,
    /// What to say when nobody is listed.
    pub empty: Option<EmptyState>,
}

/// A part of the list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PersonRows {
    /// The first of those found, those up to the one that was asked for, or those that follow it.
    pub rows: Vec<PersonRow>,
    /// Whether there are more.
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
    /// The last thing between the two, in words.
    pub last: String,
}

/// One person.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PersonView {
    /// Their id.
    pub id: i64,
    /// The card.
    pub card: CardForm,
    /// Their picture, as a link that holds it.
    pub photo: Option<String>,
    /// Ways to reach them.
    pub links: Vec<Link>,
    /// What else stands on the card: the address; the zone, and what they asked for.
    pub lines: Vec<String>,
    /// Applications they belong to.
    pub applications: Vec<ApplicationRow>,
    /// What happened between the two, latest first.
    pub timeline: Vec<Event>,
    /// What is to be done.
    pub steps: Vec<StepRow>,
    /// Zones to choose from.
    pub zones: Vec<String>,
    /// "Delete Tan Mei Ling for good?"
    pub erase_title: String,
}

/// How a person is taken out of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Erasure {
    /// The history stays, with nobody in particular in it.
    Anonymise,
    /// The person is gone.
    DeleteForGood,
}

/// A card as a form has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export)]
pub struct CardForm {
    /// The name; required.
    pub name: String,
    /// How to address them.
    pub address_as: String,
    /// Job title.
    pub title: String,
    /// Company.
    pub company: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Postal address.
    pub address: String,
    /// Website.
    pub website: String,
    /// IANA zone, or empty.
    pub zone: String,
    /// `email`, `phone`, or empty.
    pub only: String,
    /// The language of letters, `en` or `de`, or empty for the user's own.
    pub language: String,
    /// Anything else.
    pub note: String,
}

impl From<&Card> for CardForm {
    fn from(card: &Card) -> Self {
        CardForm {
            name: card.name.clone(),
            address_as: card.address_as.clone(),
            title: card.title.clone(),
            company: card.company.clone(),
            emails: card.emails.clone(),
            phones: card.phones.clone(),
            address: card.address.clone(),
            website: card.website.clone(),
            zone: card.zone.map(|z| z.name().to_owned()).unwrap_or_default(),
            only: card.only.map(Only::code).unwrap_or_default().to_owned(),
            language: card.language.clone(),
            note: card.note.clone(),
        }
    }
}

/// The list of those found: what is shown of it.
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

/// A part of those found.
#[must_use]
pub fn person_rows(snapshot: &Snapshot, found: &[ContactId], part: Part) -> PersonRows {
    let last = last_touches(snapshot);
    let (shown, more) = part.of(found, |id| id.0);
    let contacts = shown.iter().filter_map(|id| snapshot.facts.contacts.get(id));
    PersonRows { rows: contacts.map(|contact| person_row(snapshot, contact, last.get(&contact.id))).collect(), more }
}

/// One person.
///
/// # Errors
/// `NotFound`.
pub fn person(snapshot: &Snapshot, id: i64) -> Result<PersonView> {
    let contact =
        snapshot.facts.contacts.get(&ContactId(id)).ok_or_else(|| Error::not_found("error-no-contact", id))?;
    let applications = snapshot
        .facts
        .applications
        .values()
        .filter(|application| {
            application.lead == Some(contact.id)
                || snapshot.facts.interviews.values().any(|i| i.application == application.id && i.has(contact.id))
        })
        .map(|application| application_row(snapshot, application))
        .collect();
    Ok(PersonView {
        id,
        card: CardForm::from(&contact.card),
        photo: None,
        links: links(&contact.card, snapshot, |icon| matches!(icon, Icon::Email | Icon::Phone | Icon::Other)),
        lines: lines(snapshot, &contact.card),
        applications,
        timeline: contact_events(snapshot, contact.id).into_iter().map(|(_, event)| event).collect(),
        steps: step_rows(snapshot, snapshot.open_steps().filter(|(step, _)| step.contact == Some(contact.id))),
        zones: zones(),
        erase_title: snapshot.words.say("erase-title", &[("name", contact.card.name.as_str().into())]),
    })
}

fn lines(snapshot: &Snapshot, card: &Card) -> Vec<String> {
    let words = snapshot.words;
    let zone = card.zone.map(|zone| zone.name().replace('_', " "));
    let asked = card.only.map(|only| match only {
        Only::Email => words.plain("card-asked-email"),
        Only::Phone => words.plain("card-asked-phone"),
    });
    let both = match (zone, asked) {
        (Some(zone), Some(asked)) => {
            words.say("card-zone-and-asked", &[("zone", zone.into()), ("asked", asked.into())])
        }
        (zone, asked) => zone.or(asked).unwrap_or_default(),
    };
    [card.address.clone(), both].into_iter().filter(|line| !line.is_empty()).collect()
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

/// Every zone's name, those of regions only.
#[must_use]
pub fn zones() -> Vec<String> {
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|z| z.name())
        .filter(|n| n.contains('/') && !n.starts_with("Etc/"))
        .map(str::to_owned)
        .collect()
}
