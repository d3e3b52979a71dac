//! A notice, what can happen to it, and the pop-up that is made of it.

use std::time::Duration;

use afterword_core::use_cases::reminders;
use notify_rust::{Notification, Timeout};

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

impl Server {
    /// Stands for a server of which nothing is known: it is started by the first notice, or the system names none.
    pub(super) fn on_demand() -> Server {
        let [name, vendor, version, owner] = [reminders::ON_DEMAND, "", "", ""].map(str::to_owned);
        Server { name, vendor, version, owner, capabilities: Vec::new() }
    }
}

/// A pop-up on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The server's id for it.
    pub id: u32,
    /// The server that took it.
    pub server: Server,
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
    /// The server answered with this error. Only its name is kept: the description might quote the notice.
    #[error("the notification server refused ({0})")]
    Refused(String),
}

/// The longest any call may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Makes the pop-up. No category is named, since the specification has none for a reminder and a wrong one would put
/// it under the user's rules for mail or messages. `Timeout::Never`, because a reminder that vanishes while the user
/// fetches coffee has not reminded; urgency stays normal, because critical would break through do-not-disturb.
pub(super) fn notification(notice: &Notice, open_label: &str, can: impl Fn(&str) -> bool) -> Notification {
    let mut body = notice.body.clone();
    if can("actions") {
        body = cut(&clean(&body, true), 500);
    } else {
        let sentence = format!("\n{}", notice.without_buttons);
        body = cut(&clean(&body, true), 500_usize.saturating_sub(sentence.chars().count())) + &sentence;
    }
    if can("body-markup") {
        // Only after the cut, which must not go through an entity.
        body = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    }
    let mut notification = Notification::new();
    notification.appname("Afterword").icon("afterword").timeout(Timeout::Never);
    notification.summary(&cut(&clean(&notice.summary, false), 80)).body(body.trim_end());
    if can("actions") {
        notification.action(DEFAULT, open_label);
        for button in &notice.buttons {
            notification.action(&button.id, &button.label);
        }
    }
    notification
}

/// Replaces control characters with spaces: they mean nothing here, and NUL cannot cross the bus. The body keeps its
/// line breaks.
fn clean(text: &str, keep_lines: bool) -> String {
    let blank = |c: char| c.is_control() && !(keep_lines && c == '\n');
    text.chars().map(|c| if blank(c) { ' ' } else { c }).collect()
}

/// The first `most` characters; if any are left out, the last one is an ellipsis.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// The part of an error that cannot quote the notice: everything before the first colon.
pub(super) fn error_name(error: &impl ToString) -> String {
    let text = error.to_string();
    cut(text.split(": ").next().unwrap_or_default(), 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(body: &str, can: &[&str]) -> Notification {
        let notice = Notice {
            tag: "t".to_owned(),
            summary: "Thank <Tan> & Co\n".to_owned(),
            body: body.to_owned(),
            buttons: vec![Button { id: "done".to_owned(), label: "Done".to_owned() }],
            without_buttons: "Open Afterword to answer.".to_owned(),
        };
        notification(&notice, "Open", |word| can.contains(&word))
    }

    #[test]
    fn the_body_is_escaped_only_where_it_is_markup() {
        let check = |body: &str, can: &[&str], expect: &str| assert_eq!(made(body, can).body, expect);
        check("<b>A & B</b>\nx", &["actions", "body-markup"], "&lt;b&gt;A &amp; B&lt;/b&gt;\nx");
        check("<b>A & B</b>\nx", &["actions"], "<b>A & B</b>\nx");
        check("a\u{0}b\u{7}c", &["actions"], "a b c");
        check("דוד כהן", &["actions", "body-markup"], "דוד כהן");
        assert_eq!(made("", &["actions", "body-markup"]).summary, "Thank <Tan> & Co ", "a summary is never markup");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut(&"é".repeat(80), 80), "é".repeat(80));
        assert_eq!(cut(&"é".repeat(81), 80), format!("{}…", "é".repeat(79)));
        let long = made(&"&".repeat(600), &["actions", "body-markup"]).body;
        assert_eq!(long, format!("{}…", "&amp;".repeat(499)), "the cut counts characters, not entities");
    }

    #[test]
    fn without_buttons_the_body_names_the_way_in() {
        let plain = made(&"x".repeat(600), &[]);
        assert!(plain.body.ends_with("…\nOpen Afterword to answer."), "the sentence survives the cut");
        assert_eq!(plain.body.chars().count(), 500);
        assert!(plain.actions.is_empty());
        assert_eq!(made("x", &["actions"]).actions, ["default", "Open", "done", "Done"]);
    }

    #[test]
    fn an_error_cannot_quote_the_notice() {
        let said = "org.freedesktop.DBus.Error.Failed: bad markup in 'Thank Tan Mei Ling'".to_owned();
        assert_eq!(error_name(&said), "org.freedesktop.DBus.Error.Failed");
    }
}
