//! How Afterword fares on this machine, told the same way in the window's settings and by `afterword doctor`.

use std::path::Path;

use afterword_core::error::Result;
use afterword_core::snapshot::Moment;
use afterword_core::store::Store;
use afterword_core::use_cases::{look, reminders};
use afterword_core::views::settings::Fact;
use chrono::{DateTime, Utc};

use crate::autostart::{self, State};
use crate::link::{self, ToAgent};

/// What there is to know: agent, notification service, reminders, start with the session, folder, version.
///
/// # Errors
/// The database's own.
pub fn facts(store: &Store, moment: Moment) -> Result<Vec<Fact>> {
    let snapshot = look(store, moment)?;
    let words = snapshot.words;
    let health = reminders::health(store, moment)?;
    let running = is_running(store.folder());
    let when = |at: Option<DateTime<Utc>>| match at {
        Some(at) => words.when(at, snapshot.now, &snapshot.calendar()),
        None => words.plain("fact-none"),
    };
    let service = match health.server.filter(|_| running) {
        Some(name) => name,
        None => words.plain(if running { "fact-server-none" } else { "fact-server-unknown" }),
    };
    let session = match autostart::state() {
        Ok(State::On(_)) => words.plain("fact-session-on"),
        Ok(State::Off) => words.plain("fact-session-off"),
        Err(_) => words.plain("fact-session-unknown"),
    };
    let agent = words.plain(if running { "fact-agent-running" } else { "fact-agent-stopped" });
    let mut facts = vec![
        ("fact-agent", agent),
        ("fact-server", service),
        ("fact-last-delivery", when(health.last)),
        ("fact-next-delivery", when(health.next)),
        ("fact-session", session),
        ("fact-folder", store.folder().display().to_string()),
        ("fact-version", env!("CARGO_PKG_VERSION").to_owned()),
    ];
    if let Some(problem) = health.problem {
        facts.insert(0, ("fact-problem", words.plain(&problem)));
    }
    Ok(facts.into_iter().map(|(label, value)| Fact { label: words.plain(label), value }).collect())
}

fn is_running(folder: &Path) -> bool {
    link::send(&link::socket_path(folder), &ToAgent::Ping).is_ok()
}
