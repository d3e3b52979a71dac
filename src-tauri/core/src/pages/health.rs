//! The state of the reminders, as the agent last noted it.

use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::status::StatusKey;
use crate::store::{self, Store};
use crate::use_cases::reminders::{orders, pause_at};

/// The state of the reminders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The name of the notification service, as it gives it; none if none runs.
    pub server: Option<String>,
    /// What the service can do, in the words of the Desktop Notifications Specification.
    pub capabilities: Vec<String>,
    /// Until when the user paused the reminders, if they did.
    pub paused: Option<DateTime<Utc>>,
    /// The id of the message that says why reminders cannot be delivered, if they cannot.
    pub problem: Option<String>,
    /// When the last reminder was posted.
    pub last: Option<DateTime<Utc>>,
    /// When the next reminder is due.
    pub next: Option<DateTime<Utc>>,
}

/// The state of the reminders, as the agent last noted it.
///
/// # Errors
/// The database's own.
pub fn health(store: &Store, moment: Moment) -> Result<Health> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let next = orders(c, &snapshot, false)?;
        Ok(Health {
            server: store::status::get(c, &StatusKey::Server)?,
            capabilities: words_of(store::status::get(c, &StatusKey::Capabilities)?),
            paused: pause_at(c, moment.now)?,
            problem: snapshot.problem.clone(),
            last: store::deliveries::last_posted(c)?,
            next: if next.post.is_empty() { next.wake_at } else { Some(moment.now) },
        })
    })
}

fn words_of(text: Option<String>) -> Vec<String> {
    text.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}
