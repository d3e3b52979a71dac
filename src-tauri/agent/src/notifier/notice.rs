//! A notice, and what can happen to it.

#[cfg(not(windows))]
use std::time::Duration;

/// A notification to show as a pop-up. All texts are plain and may hold any character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The caller's name for it; a second notice with the same tag replaces the first.
    pub tag: String,
    /// The heading, cut at 80 characters.
    pub summary: String,
    /// The text, cut at 500 characters.
    pub body: String,
    /// From left to right. A click on the text itself always means `default`.
    pub buttons: Vec<Button>,
    /// The sentence added to the body where the server draws no buttons: it says where else to answer.
    pub without_buttons: String,
}

/// A button of a pop-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What [`NotifierEvent::Pressed`] carries when it is pressed.
    pub id: String,
    /// What the user reads.
    pub label: String,
}

/// What happened to the pop-ups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotifierEvent {
    /// The user chose; the pop-up is gone.
    Pressed {
        /// The tag of the notice.
        tag: String,
        /// A button's id, or `default` for the text itself.
        button: String,
    },
    /// The pop-up left the screen without a choice and not by our doing: the user or the server closed it.
    Dismissed {
        /// The tag of the notice.
        tag: String,
    },
    /// The system took the notice and could not show it.
    Failed {
        /// The tag of the notice.
        tag: String,
    },
    /// A notification server appeared. The post that succeeded just before may have started it, so post only what
    /// `open_tags` lacks.
    ServerCame,
    /// The server ended and its pop-ups with it; see `forget_all`.
    ServerGone,
    /// Do-not-disturb began or ended; see `inhibited`.
    Disturbance,
}

/// The button that stands for a click on the text itself (Desktop Notifications Specification, Actions).
pub const DEFAULT: &str = "default";

/// The notification server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The product's name.
    pub name: String,
    /// The product's maker.
    pub vendor: String,
    /// The product's version.
    pub version: String,
    /// The server's unique name on the bus. The ids of pop-ups are valid for this owner only.
    pub owner: String,
    /// What it can do, in the specification's words.
    pub capabilities: Vec<String>,
}

/// A pop-up on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The server's id for it.
    pub id: u32,
    /// The server that took it.
    pub server: Server,
}

/// Whether the system lets the program notify, where it asks for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permission {
    /// Whether the program is known to the system as one that notifies: registered, or in a bundle.
    pub registered: bool,
    /// Whether the user allows its notifications; `None` if that could not be found out.
    pub allowed: Option<bool>,
}

/// Why a notice was not posted. Nothing is lost: try again later.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// There is no session bus.
    #[error("the session bus cannot be reached ({0})")]
    NoBus(std::io::ErrorKind),
    /// There is no notification server.
    #[error("no notification server is running")]
    NoServer,
    /// The server did not answer within five seconds.
    #[error("the notification server does not answer")]
    TimedOut,
    /// The user switched off the program's notifications in the system's settings.
    #[error("notifications are switched off in the system's settings")]
    NotAllowed,
    /// The server answered with this error. Only its name is kept: the description might quote the notice.
    #[error("the notification server refused ({0})")]
    Refused(String),
}

/// The longest any call may take.
#[cfg(not(windows))]
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Replaces control characters with spaces: they mean nothing here, and NUL cannot cross the bus. The body keeps its
/// line breaks.
pub(super) fn clean(text: &str, keep_lines: bool) -> String {
    let blank = |c: char| c.is_control() && !(keep_lines && c == '\n');
    text.chars().map(|c| if blank(c) { ' ' } else { c }).collect()
}

/// The first `most` characters; if any are left out, the last one is an ellipsis.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// The part of an error that cannot quote the notice: everything before the first colon.
#[cfg(not(windows))]
pub(super) fn error_name(error: &impl ToString) -> String {
    let text = error.to_string();
    cut(text.split(": ").next().unwrap_or_default(), 80)
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    #[test]
    fn an_error_cannot_quote_the_notice() {
        let said = "org.freedesktop.DBus.Error.Failed: bad markup in 'Thank Tan Mei Ling'".to_owned();
        assert_eq!(error_name(&said), "org.freedesktop.DBus.Error.Failed");
    }
}
