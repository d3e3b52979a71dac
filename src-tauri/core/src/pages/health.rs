//! How the reminders fare, as the agent left it.

use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::status::StatusKey;
use crate::store::{self, Store};
use crate::use_cases::reminders::{orders, pause_at};

/// How the reminders fare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The notification service, as it calls itself; none where none runs.
    pub server: Option<String>,
    /// What it can do, in the words of the Desktop Notifications Specification.
    pub capabilities: Vec<String>,
    /// Until when the user paused the reminders, if they did.
    pub paused: Option<DateTime<Utc>>,
    /// Why reminders are not delivered: a message id.
    pub problem: Option<String>,
    /// When the last one was posted.
    pub last: Option<DateTime<Utc>>,
    /// When the next one is due.
    pub next: Option<DateTime<Utc>>,
}

/// How the reminders fare, as the agent left it.
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
