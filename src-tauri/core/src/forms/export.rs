//! An export as the window asks for it, and the request that is made from it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::codes::{ExportFormat, What};
use crate::domain::facts::Contact;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;
use crate::wire;

/// An export as the window asks for it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ExportForm {
    /// What the file holds.
    pub what: wire::What,
    /// The format of the file.
    pub format: wire::ExportFormat,
    /// The application to limit it to, if any.
    pub application: Option<i64>,
    /// A search that limits it to the people found; empty for all people.
    pub query: String,
    /// The first day, as typed; empty for no limit.
    pub from: String,
    /// The last day, as typed; empty for no limit.
    pub to: String,
}

/// What to export, in which format, and what to limit it to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// What the file holds.
    pub what: What,
    /// The format of the file.
    pub format: ExportFormat,
    /// The application to limit it to, if any.
    pub application: Option<ApplicationId>,
    /// The people to limit it to; empty for all people.
    pub people: BTreeSet<ContactId>,
    /// The first day, if there is a limit.
    pub from: Option<NaiveDate>,
    /// The last day, if there is a limit.
    pub to: Option<NaiveDate>,
}

impl ExportRequest {
    /// A request without limits.
    #[must_use]
    pub fn all(what: What, format: ExportFormat) -> ExportRequest {
        ExportRequest { what, format, application: None, people: BTreeSet::new(), from: None, to: None }
    }

    /// Whether the request includes an event or step of this application, with these people, on this day.
    pub(crate) fn wants(&self, application: ApplicationId, people: &[ContactId], day: NaiveDate) -> bool {
        self.application.is_none_or(|wanted| wanted == application)
            && (self.people.is_empty() || people.iter().any(|person| self.people.contains(person)))
            && self.is_within(day)
    }

    fn is_within(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the request includes a person. If it is limited to an application or to days, the person must have an
    /// interview, a touch or a reply there.
    pub(crate) fn wants_person(&self, snapshot: &Snapshot, contact: &Contact) -> bool {
        let id = contact.id;
        if !self.people.is_empty() && !self.people.contains(&id) {
            return false;
        }
        if self.application.is_none() && self.from.is_none() && self.to.is_none() {
            return true;
        }
        let day = |at| snapshot.calendar().day(at);
        let facts = &snapshot.facts;
        let met = facts.interviews.values().filter(|i| i.has(id)).map(|i| (i.application, day(i.start)));
        let touched = facts.touches.values().filter(|t| t.contact == Some(id)).map(|t| (t.application, day(t.at)));
        let answered = facts.replies.values().filter(|r| r.contact == Some(id)).map(|r| (r.application, day(r.at)));
        met.chain(touched).chain(answered).any(|(application, day)| {
            self.application.is_none_or(|wanted| wanted == application) && self.is_within(day)
        })
    }
}

/// Checks that the application and the people exist, and that the last day is not before the first.
pub(crate) fn check_request(snapshot: &Snapshot, request: &ExportRequest) -> Result<()> {
    if request.from.zip(request.to).is_some_and(|(from, to)| to < from) {
        return Err(Error::invalid("to", "error-export-range"));
    }
    if let Some(id) = request.application.filter(|id| !snapshot.facts.applications.contains_key(id)) {
        return Err(Error::not_found("error-no-application", id.0));
    }
    match request.people.iter().find(|id| !snapshot.facts.contacts.contains_key(id)) {
        Some(id) => Err(Error::not_found("error-no-contact", id.0)),
        None => Ok(()),
    }
}
