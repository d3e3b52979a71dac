//! The page of one person: the card, the history, and the open steps.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::codes::Only;
use crate::domain::facts::Card;
use crate::domain::ids::ContactId;
use crate::error::{Error, Result};
use crate::forms::card::CardForm;
use crate::snapshot::Snapshot;
use crate::views::application_row::{ApplicationRow, application_row};
use crate::views::card::{Link, links};
use crate::views::choice::zones;
use crate::views::icon::Icon;
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
