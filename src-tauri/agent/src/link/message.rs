//! What is said over the socket: JSON, one message a line.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a client says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToAgent {
    /// A fact was committed to the database.
    Changed,
    /// Bring up the window, at this page if one is named.
    Show {
        /// The page, in the window's own words.
        page: Option<Value>,
    },
    /// This connection is a window: it stays open and gets pushes.
    Window {
        /// The window's process.
        pid: u32,
    },
    /// Post a test reminder, and say what came of it.
    TestReminder,
    /// Are you there?
    Ping,
    /// End.
    Quit,
}

/// What the agent says: the first three are answers, the rest are pushes to a window.
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
    },
    /// The answer to `TestReminder`.
    Tested {
        /// Why it was not posted, as a message id; none where it was.
        problem: Option<String>,
    },
    /// A fact was committed, by somebody else or by this window.
    Changed,
    /// Time alone changed what is due: a step's moment came, a day began, the clock was set.
    Turned,
    /// Show this page.
    Go {
        /// The page, in the window's own words.
        page: Value,
    },
    /// The records were found damaged, and are left as they are from now on.
    Damaged,
    /// Come to the front.
    Raise,
    /// The user quits: close.
    Close,
    /// The agent ends.
    Bye,
}

/// Why the two sides do not talk.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Nobody listens.
    #[error("the agent is not running")]
    NoAgent,
    /// The agent is there and does not answer.
    #[error("the agent does not answer")]
    TimedOut,
    /// The answer was no message of ours, or the connection ended before one.
    #[error("the agent's answer was not understood")]
    BadAnswer,
    /// Another agent listens.
    #[error("another agent is listening")]
    InUse,
    /// The folder of the socket is open to others, or not ours.
    #[error("the folder of the agent's socket is not private")]
    NotPrivate,
    /// Anything else.
    #[error("the agent's socket cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// Bytes in a line. A page is a few words, so this is room enough, and a limit for whatever runs wild.
pub(super) const LONGEST_LINE: usize = 64 * 1024;

/// A message as it goes over the socket.
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
