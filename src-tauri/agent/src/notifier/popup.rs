//! The pop-up that is made of a notice, as the Desktop Notifications Specification has it.

use notify_rust::{Notification, Timeout};

use super::notice::{DEFAULT, Notice, clean, cut};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifier::notice::Button;

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
}
