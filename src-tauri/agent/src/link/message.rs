//! The messages on the socket: JSON, one per line.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A message from a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToAgent {
    /// A fact was committed to the database.
    Changed,
    /// Bring up the window, at this page if one is named.
    Show {
        /// The page, as the JSON of a `PageRef`.
        page: Option<Value>,
    },
    /// This connection is a window: it stays open and gets pushes.
    Window {
        /// The window's process.
        pid: u32,
    },
    /// Post a test reminder, and answer whether that worked.
    TestReminder,
    /// Are you there?
    Ping,
    /// End the agent.
    Quit,
}

/// A message from the agent: the first three are answers, the rest are pushes to a window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromAgent {
    /// Received.
    Ok,
    /// The answer to `Ping`.
    Status {
        /// The agent's version.
        version: String,
        /// The agent's process.
        pid: u32,
        /// Whether its tray icon is shown. Older agents do not say.
        #[serde(default)]
        tray: Option<bool>,
    },
    /// The answer to `TestReminder`.
    Tested {
        /// Why it was not posted, as a message id; `None` if it was.
        problem: Option<String>,
    },
    /// The database changed: a fact, or the state of the reminders. The window may have made the change itself.
    Changed,
    /// Time changed what is due: a step's moment came, a day began, the machine woke, or the clock or the zone was set.
    Turned,
    /// Show this page.
    Go {
        /// The page, as the JSON of a `PageRef`.
        page: Value,
    },
    /// The records were found damaged. No program writes to them from now on.
    Damaged,
    /// Other records were put in the place of those that were open, which nothing reads any more.
    Replaced,
    /// Come to the front.
    Raise,
    /// The agent ends: close the window.
    Close,
    /// The connection is over. `subscribe` reports this by itself; the agent need not send it.
    Bye,
}

/// Why the link failed.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// No agent is listening.
    #[error("the agent is not running")]
    NoAgent,
    /// The agent is there but does not answer.
    #[error("the agent does not answer")]
    TimedOut,
    /// The answer was not one of our messages, or the connection ended before one came.
    #[error("the agent's answer was not understood")]
    BadAnswer,
    /// Another agent is listening.
    #[error("another agent is listening")]
    InUse,
    /// This folder, in which the socket must lie, is open to other users, or belongs to one.
    #[error(
        "other users can open {}; set XDG_RUNTIME_DIR to a folder of your own, or use a data folder with a shorter path",
        .0.display()
    )]
    NotPrivate(PathBuf),
    /// Anything else.
    #[error("the agent's socket cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// The longest line, in bytes. A page takes a few words, so this is plenty; it stops a client that runs wild.
pub(super) const LONGEST_LINE: usize = 64 * 1024;

/// A message as a line to send.
pub(super) fn line(message: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn messages_are_what_the_protocol_says() {
        let check = |message: &ToAgent, text: &str| {
            assert_eq!(serde_json::to_string(message).unwrap(), text);
            assert_eq!(&serde_json::from_str::<ToAgent>(text).unwrap(), message);
        };
        check(&ToAgent::Changed, r#"{"type":"changed"}"#);
        check(&ToAgent::Window { pid: 7 }, r#"{"type":"window","pid":7}"#);
        let page = Some(serde_json::json!({"name": "today"}));
        check(&ToAgent::Show { page }, r#"{"type":"show","page":{"name":"today"}}"#);
        let bare: ToAgent = serde_json::from_str(r#"{"type":"show"}"#).unwrap();
        assert_eq!(bare, ToAgent::Show { page: None }, "a page may be left out");
        assert_eq!(serde_json::to_string(&FromAgent::Bye).unwrap(), r#"{"type":"bye"}"#);
    }
}
