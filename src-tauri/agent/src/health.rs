//! Whether the reminders work on this machine, reported alike in the window's settings and by `afterword doctor`; and
//! the test reminder, which tries out the notification service.

use std::path::Path;

use afterword_core::error::{Error, Result};
use afterword_core::pages::health::Health;
use afterword_core::snapshot::Moment;
use afterword_core::snapshot::Snapshot;
use afterword_core::store::Store;
use afterword_core::use_cases::change::Committed;
use afterword_core::use_cases::reminders;
use afterword_core::views::settings::{Fact, HealthView};
use afterword_core::wording::Words;
use chrono::{DateTime, Utc};

use crate::autostart::{self, State};
use crate::link::{self, FromAgent, LinkError, ToAgent};

/// The capabilities of a notification service that are shown: the specification's word, and the id of our message.
const TOLD: [(&str, &str); 4] = [
    ("body", "fact-capability-body"),
    ("actions", "fact-capability-actions"),
    ("persistence", "fact-capability-persistence"),
    ("sound", "fact-capability-sound"),
];

/// Whether reminders come, which notification service runs, when the last reminder was posted and the next is due, and
/// whether the agent starts with the session.
///
/// # Errors
/// The database's own.
pub fn reminders(store: &Store, moment: Moment) -> Result<HealthView> {
    let snapshot = Snapshot::take(store, moment)?;
    let words = snapshot.words;
    let health = afterword_core::pages::health::health(store, moment)?;
    let running = is_running(store.folder());
    let when = |at: Option<DateTime<Utc>>| match at {
        Some(at) => words.when(at, snapshot.now, &snapshot.calendar()),
        None => words.plain("fact-none"),
    };
    let service = match &health.server {
        Some(name) if running && name == reminders::ON_DEMAND => words.plain("fact-server-on-demand"),
        Some(name) if running => name.clone(),
        _ => words.plain(if running { "fact-server-none" } else { "fact-server-unknown" }),
    };
    let session = words.plain(match autostart::state() {
        Ok(State::On(_)) => "fact-session-on",
        Ok(State::Off) => "fact-session-off",
        Err(_) => "fact-session-unknown",
    });
    let agent = words.plain(if running { "fact-agent-running" } else { "fact-agent-stopped" });
    let mut facts = vec![("fact-agent", agent), ("fact-server", service)];
    if running && !health.capabilities.is_empty() {
        facts.push(("fact-capabilities", capabilities(words, &health)));
    }
    facts.extend([
        ("fact-last-delivery", when(health.last)),
        ("fact-next-delivery", when(health.next)),
        ("fact-session", session),
    ]);
    let until = match health.paused {
        Some(until) => words.at_moment(until, snapshot.now, &snapshot.calendar()),
        None => String::new(),
    };
    let (sentence, well) = sentence(&health, running);
    let sentence = words.say(sentence, &[("until", until.into())]);
    Ok(HealthView { sentence, well, facts: labelled(words, facts) })
}

/// Facts about this copy of the program: its data folder and version.
#[must_use]
pub fn copy(store: &Store) -> Vec<Fact> {
    let folder = store.folder().display().to_string();
    labelled(Words::english(), vec![("fact-folder", folder), ("fact-version", env!("CARGO_PKG_VERSION").to_owned())])
}

/// Makes the agent post a test reminder. If that fails, the error's sentence says why.
///
/// # Errors
/// When no agent runs or answers, or the notification service did not take it.
pub fn test_reminder(store: &Store, moment: Moment) -> Result<Committed<()>> {
    match link::send(&link::socket_path(store.folder()), &ToAgent::TestReminder) {
        Ok(FromAgent::Tested { problem: None }) => {}
        Ok(FromAgent::Tested { problem: Some(problem) }) => return Err(Error::conflict(known(&problem))),
        Err(LinkError::NoAgent) => return Err(Error::conflict("error-test-stopped")),
        // An older agent hangs up on a message it does not know.
        Err(LinkError::BadAnswer) => return Err(Error::conflict("error-test-older")),
        Ok(_) | Err(_) => return Err(Error::conflict("error-test-silent")),
    }
    let snapshot = Snapshot::take(store, moment)?;
    let text = snapshot.words.plain("toast-tested");
    Ok(Committed { value: (), text, warning: None, undo: None, snapshot })
}

/// The agent's message id if this program knows it; an agent of another version may send others.
fn known(problem: &str) -> &'static str {
    let known = [
        "error-test-inhibited",
        "error-test-no-bus",
        "error-test-no-server",
        "error-test-timed-out",
        "error-test-not-allowed",
        "error-test-refused",
    ];
    known.into_iter().find(|id| *id == problem).unwrap_or("error-test-silent")
}

/// Whether reminders come, as a message id, and whether all is well.
fn sentence(health: &Health, running: bool) -> (&str, bool) {
    match &health.problem {
        _ if !running => ("health-stopped", false),
        Some(problem) => (problem, false),
        None if health.server.is_none() => ("health-no-server", false),
        None if health.paused.is_some() => ("health-paused", true),
        None if !health.capabilities.is_empty() && !health.capabilities.iter().any(|can| can == "actions") => {
            ("health-no-buttons", true)
        }
        None => ("health-well", true),
    }
}

fn capabilities(words: &Words, health: &Health) -> String {
    let told = TOLD.into_iter().filter(|(can, _)| health.capabilities.iter().any(|it| it == can));
    let told: Vec<String> = told.map(|(_, id)| words.plain(id)).collect();
    if told.is_empty() { words.plain("fact-capability-none") } else { told.join(&words.plain("list-comma")) }
}

fn labelled(words: &Words, facts: Vec<(&str, String)>) -> Vec<Fact> {
    facts.into_iter().map(|(label, value)| Fact { label: words.plain(label), value }).collect()
}

fn is_running(folder: &Path) -> bool {
    link::send(&link::socket_path(folder), &ToAgent::Ping).is_ok()
}
