//! The page of one person: the card, the history, and the open steps.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::codes::{Only, Stage};
use crate::domain::facts::{Application, Card};
use crate::domain::ids::ContactId;
use crate::domain::plan::stage;
use crate::domain::step::Step;
use crate::error::{Error, Result};
use crate::forms::card::CardForm;
use crate::snapshot::Snapshot;
use crate::views::application_row::{ApplicationRow, application_row};
use crate::views::card::{Link, links};
use crate::views::choice::zones;
use crate::views::icon::Icon;
use crate::views::page_ref::PageRef;
use crate::views::step_row::{StepRow, step_rows};
use crate::views::timeline::{Event, contact_events};

/// The page of one person.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PersonView {
    /// Their id.
    pub id: i64,
    /// The card.
    pub card: CardForm,
    /// Their picture as a data URL.
    pub photo: Option<String>,
    /// The page to write to them from, about the application that was busy last; none without an application.
    pub write: Option<PageRef>,
    /// The page to call them from; none without an application or a number.
    pub call: Option<PageRef>,
    /// The links on the card.
    pub links: Vec<Link>,
    /// Further lines of the card: the address; the time zone and the channel they asked for.
    pub lines: Vec<String>,
    /// Applications they belong to.
    pub applications: Vec<ApplicationRow>,
    /// What happened with them, latest first.
    pub timeline: Vec<Event>,
    /// The open steps about them.
    pub steps: Vec<StepRow>,
    /// Zones to choose from.
    pub zones: Vec<String>,
    /// "Delete Tan Mei Ling for good?"
    pub erase_title: String,
}

/// The page of one person.
///
/// # Errors
/// `NotFound` if there is no such person.
pub fn person(snapshot: &Snapshot, id: i64) -> Result<PersonView> {
    let contact =
        snapshot.facts.contacts.get(&ContactId(id)).ok_or_else(|| Error::not_found("error-no-contact", id))?;
    let theirs: Vec<&Application> = snapshot
        .facts
        .applications
        .values()
        .filter(|application| {
            application.lead == Some(contact.id)
                || snapshot.facts.interviews.values().any(|i| i.application == application.id && i.has(contact.id))
        })
        .collect();
    let occasion = occasion(snapshot, contact.id, &theirs);
    let write = occasion.clone().map(|step| PageRef::Write { step, template: None });
    let call = occasion.filter(|_| !contact.card.phones.is_empty()).map(|step| PageRef::Call { step });
    let applications = theirs.into_iter().map(|application| application_row(snapshot, application)).collect();
    Ok(PersonView {
        id,
        card: CardForm::from(&contact.card),
        photo: None,
        write,
        call,
        links: links(&contact.card, snapshot, |icon| matches!(icon, Icon::Email | Icon::Phone | Icon::Other)),
        lines: lines(snapshot, &contact.card),
        applications,
        timeline: contact_events(snapshot, contact.id).into_iter().map(|(_, event)| event).collect(),
        steps: step_rows(snapshot, snapshot.open_steps().filter(|(step, _)| step.contact == Some(contact.id))),
        zones: zones(),
        erase_title: snapshot.words.say("erase-title", &[("name", contact.card.name.as_str().into())]),
    })
}

/// What a letter or a call to them is for: their next step, or else their application, an open one if there is one, and of
/// several the latest.
fn occasion(snapshot: &Snapshot, contact: ContactId, theirs: &[&Application]) -> Option<String> {
    let mut steps = snapshot.open_steps().map(|(step, _)| step);
    let is_theirs = |step: &&Step| step.contact == Some(contact) && step.key.kind().reaches_somebody();
    if let Some(step) = steps.find(is_theirs) {
        return Some(step.key.to_string());
    }
    let is_open = |application: &Application| stage(&snapshot.facts, application.id, snapshot.now) != Stage::Closed;
    let best = theirs.iter().max_by_key(|application| (is_open(application), application.id))?;
    Some(format!("other:{}:{}", best.id.0, contact.0))
}

pub(crate) fn lines(snapshot: &Snapshot, card: &Card) -> Vec<String> {
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
