//! The people of an application: everybody who interviewed the user or received a touch for it, and its lead.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::facts::Application;
use crate::domain::ids::ContactId;
use crate::snapshot::Snapshot;

/// A person who belongs to an application.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationPerson {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Title and company.
    pub line: String,
    /// Whether they are the lead, to whom check-ins go.
    pub lead: bool,
}

/// The people of an application: first the interviewers, then the lead, then those touched; each only once.
#[must_use]
pub fn people(snapshot: &Snapshot, application: &Application) -> Vec<ApplicationPerson> {
    let mut ids: Vec<ContactId> = Vec::new();
    let of_interviews = snapshot
        .facts
        .interviews
        .values()
        .filter(|i| i.application == application.id)
        .flat_map(|i| i.interviewers.iter().map(|p| p.contact));
    let of_touches =
        snapshot.facts.touches.values().filter(|t| t.application == application.id).filter_map(|t| t.contact);
    for id in of_interviews.chain(application.lead).chain(of_touches) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter()
        .filter_map(|id| snapshot.facts.contacts.get(&id))
        .map(|contact| ApplicationPerson {
            id: contact.id.0,
            name: contact.card.name.clone(),
            line: contact.card.line(),
            lead: application.lead == Some(contact.id),
        })
        .collect()
}

/// The people of an application, as a list to choose from.
#[must_use]
pub fn known_contacts(snapshot: &Snapshot, application: &Application) -> Vec<KnownContact> {
    let known = |person: ApplicationPerson| KnownContact { id: person.id, name: person.name, line: person.line };
    people(snapshot, application).into_iter().map(known).collect()
}

/// A person to choose.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct KnownContact {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Title and company.
    pub line: String,
}
