//! What Windows is told about a toast and about the program that shows it, as text.

use std::path::Path;

use super::notice::{DEFAULT, Notice, clean, cut};

/// The AppUserModelID under which the program's toasts are shown. Windows knows it by a key in the registry, below
/// [`REGISTRY_KEY`], because the program need not be installed.
pub(super) const APP_ID: &str = "app.afterword.Afterword";

/// The key below `HKEY_CURRENT_USER` that holds the program's name and icon.
pub(super) const REGISTRY_KEY: &str = r"Software\Classes\AppUserModelId\app.afterword.Afterword";

/// The values of the registry key.
pub(super) fn registration(icon: &Path) -> [(&'static str, String); 2] {
    [("DisplayName", "Afterword".to_owned()), ("IconUri", icon.display().to_string())]
}

/// The number of the toast of a tag: always the same, so that a new toast replaces the old one, and one from before a
/// restart can be removed. Never zero.
pub(super) fn number(tag: &str) -> u32 {
    // FNV-1a, 32 bits.
    let hash = tag.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.max(1)
}

/// The toast's content (toast XML schema). `duration="long"` shows it for 25 seconds; then it waits in the notification
/// centre, where its buttons still work. The scenario stays the usual one: a "reminder" would break through
/// do-not-disturb.
pub(super) fn xml(notice: &Notice) -> String {
    let (summary, body) = (cut(&clean(&notice.summary, false), 80), cut(&clean(&notice.body, true), 500));
    let texts = format!("<text>{}</text><text>{}</text>", escape(&summary), escape(body.trim_end()));
    let button = |id: &str, label: &str| {
        format!(r#"<action activationType="foreground" content="{}" arguments="{}"/>"#, escape(label), escape(id))
    };
    let buttons: String = notice.buttons.iter().map(|it| button(&it.id, &clean(&it.label, false))).collect();
    format!(
        r#"<toast launch="{DEFAULT}" activationType="foreground" duration="long"><visual><binding template="ToastGeneric">{texts}</binding></visual><actions>{buttons}</actions></toast>"#
    )
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML 1.0 has no place for these two, and Windows refuses the whole toast.
            '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notifier::notice::Button;

    fn notice(summary: &str, body: &str) -> Notice {
        let button = |id: &str, label: &str| Button { id: id.to_owned(), label: label.to_owned() };
        Notice {
            tag: "check_in:1:i1".to_owned(),
            summary: summary.to_owned(),
            body: body.to_owned(),
            buttons: vec![button("spoke", "Spoke"), button("no_answer", "No answer"), button("snooze", "Snooze")],
            without_buttons: String::new(),
        }
    }

    #[test]
    fn a_toast_holds_texts_and_buttons() {
        let expect = concat!(
            r#"<toast launch="default" activationType="foreground" duration="long"><visual>"#,
            r#"<binding template="ToastGeneric"><text>Call 陈伟</text><text>Shopee</text></binding></visual><actions>"#,
            r#"<action activationType="foreground" content="Spoke" arguments="spoke"/>"#,
            r#"<action activationType="foreground" content="No answer" arguments="no_answer"/>"#,
            r#"<action activationType="foreground" content="Snooze" arguments="snooze"/></actions></toast>"#
        );
        assert_eq!(xml(&notice("Call 陈伟", "Shopee")), expect);
    }

    #[test]
    fn text_is_never_markup() {
        let made = xml(&notice("<b>A & B</b>\u{0}", "\"></text><image src='x'/>\u{ffff}"));
        assert!(made.contains("<text>&lt;b&gt;A &amp; B&lt;/b&gt; </text>"), "{made}");
        assert!(made.contains("<text>&quot;&gt;&lt;/text&gt;&lt;image src='x'/&gt; </text>"), "{made}");
        let long = xml(&notice(&"&".repeat(100), ""));
        assert!(long.contains(&format!("<text>{}…</text>", "&amp;".repeat(79))), "the cut counts characters");
    }

    #[test]
    fn a_tag_always_has_the_same_number() {
        assert_eq!(number("a"), 0xe40c_292c, "a test vector of the authors of FNV");
        assert_ne!(number("check_in:1:i1"), number("check_in:1:i2"));
    }

    #[test]
    fn the_registration_names_the_program_and_its_icon() {
        let values = registration(Path::new(r"C:\Users\陈伟\AppData\Local\afterword\icon.png"));
        assert_eq!(values[0], ("DisplayName", "Afterword".to_owned()));
        assert!(values[1].1.ends_with("icon.png"));
        assert!(REGISTRY_KEY.ends_with(APP_ID));
    }
}
