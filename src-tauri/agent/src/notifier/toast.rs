//! What Windows is told about a toast and about the program that shows it, as text.

use std::path::Path;

use super::notice::{DEFAULT, Notice, clean, cut};

/// What Windows knows the program by when it shows toasts, and when it hands back what the user pressed. Other data folders
/// than the usual one have their own, so that no agent hears what was pressed for another.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The AppUserModelID. It is registered, because the program need not be installed.
    pub app_id: String,
    /// The class that Windows calls with what was pressed (CLSID).
    pub class_id: u128,
    /// Whether this is the usual data folder, for which Windows may start the agent.
    is_usual: bool,
}

/// A value of the registry: the key below `HKEY_CURRENT_USER`, the name (empty for the key's own value) and the text.
pub(super) type RegistryValue = (String, &'static str, String);

impl Identity {
    pub(super) fn of(folder: &Path, usual: Option<&Path>) -> Identity {
        const APP_ID: &str = "app.afterword.Afterword";
        const CLASS_ID: u128 = 0xdb7e_63db_91fd_437d_a8dc_d8c3_42dc_ddda;
        if usual == Some(folder) {
            return Identity { app_id: APP_ID.to_owned(), class_id: CLASS_ID, is_usual: true };
        }
        let number = number(&folder.to_string_lossy());
        let class_id = CLASS_ID ^ u128::from(number);
        Identity { app_id: format!("{APP_ID}.{number:08x}"), class_id, is_usual: false }
    }

    /// The key below `HKEY_CURRENT_USER` that tells the name and the icon.
    pub(super) fn key(&self) -> String {
        format!(r"Software\Classes\AppUserModelId\{}", self.app_id)
    }

    /// All that is registered. `starter` is the program that Windows starts, to hear what was pressed, when no agent runs.
    pub(super) fn registration(&self, icon: &Path, starter: &Path) -> Vec<RegistryValue> {
        let class = self.class_name();
        let mut values = vec![
            (self.key(), "DisplayName", "Afterword".to_owned()),
            (self.key(), "IconUri", icon.display().to_string()),
            (self.key(), "CustomActivator", class.clone()),
        ];
        if self.is_usual {
            let command = format!("\"{}\" --background", starter.display());
            values.push((format!(r"Software\Classes\CLSID\{class}\LocalServer32"), "", command));
        }
        values
    }

    /// The class as the registry writes it.
    fn class_name(&self) -> String {
        let digits = format!("{:032X}", self.class_id);
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        format!("{{{}}}", parts.join("-"))
    }
}

/// What a toast says when a button is pressed: which button, of which notice.
fn arguments(button: &str, tag: &str) -> String {
    format!("{button} {tag}")
}

/// The button and the tag of [`arguments`]; `None` for a text that is not of ours.
pub(super) fn pressed(arguments: &str) -> Option<(&str, &str)> {
    arguments.split_once(' ').filter(|(button, tag)| !button.is_empty() && !tag.is_empty())
}

/// The number of the toast of a tag: always the same, so that a new toast replaces the old one, and one from before a
/// restart can be removed. Never zero.
pub(super) fn number(tag: &str) -> u32 {
    // FNV-1a, 32 bits.
    let hash = tag.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.max(1)
}

/// The toast's content (toast XML schema). `duration="long"` shows it for 25 seconds; then it waits in the notification
/// centre. The scenario stays the usual one: a "reminder" would break through do-not-disturb.
pub(super) fn xml(notice: &Notice) -> String {
    let (summary, body) = (cut(&clean(&notice.summary, false), 80), cut(&clean(&notice.body, true), 500));
    let texts = format!("<text>{}</text><text>{}</text>", escape(&summary), escape(body.trim_end()));
    let button = |id: &str, label: &str| {
        let arguments = escape(&arguments(id, &notice.tag));
        format!(r#"<action activationType="foreground" content="{}" arguments="{arguments}"/>"#, escape(label))
    };
    let buttons: String = notice.buttons.iter().map(|it| button(&it.id, &clean(&it.label, false))).collect();
    let launch = escape(&arguments(DEFAULT, &notice.tag));
    format!(
        r#"<toast launch="{launch}" activationType="foreground" duration="long"><visual><binding template="ToastGeneric">{texts}</binding></visual><actions>{buttons}</actions></toast>"#
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
            r#"<toast launch="default check_in:1:i1" activationType="foreground" duration="long"><visual>"#,
            r#"<binding template="ToastGeneric"><text>Call 陈伟</text><text>Shopee</text></binding></visual><actions>"#,
            r#"<action activationType="foreground" content="Spoke" arguments="spoke check_in:1:i1"/>"#,
            r#"<action activationType="foreground" content="No answer" arguments="no_answer check_in:1:i1"/>"#,
            r#"<action activationType="foreground" content="Snooze" arguments="snooze check_in:1:i1"/></actions></toast>"#
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
    fn what_was_pressed_is_told_from_a_toasts_arguments() {
        assert_eq!(pressed(&arguments("no_answer", "check_in:1:i1")), Some(("no_answer", "check_in:1:i1")));
        for other in ["", " ", "done", "done ", " thank_you:1:1"] {
            assert_eq!(pressed(other), None, "{other:?}");
        }
    }

    #[test]
    fn the_registration_names_the_program_its_icon_and_its_class() {
        let [folder, icon, starter] =
            [r"C:\Users\陈伟\AppData\Local\afterword", r"C:\icon.png", r"C:\a b\w.exe"].map(Path::new);
        let usual = Identity::of(folder, Some(folder));
        let key = r"Software\Classes\AppUserModelId\app.afterword.Afterword";
        let class = "{DB7E63DB-91FD-437D-A8DC-D8C342DCDDDA}";
        let expected = [
            (key.to_owned(), "DisplayName", "Afterword"),
            (key.to_owned(), "IconUri", r"C:\icon.png"),
            (key.to_owned(), "CustomActivator", class),
            (format!(r"Software\Classes\CLSID\{class}\LocalServer32"), "", r#""C:\a b\w.exe" --background"#),
        ];
        assert_eq!(usual.registration(icon, starter), expected.map(|(key, name, text)| (key, name, text.to_owned())));
    }

    #[test]
    fn another_data_folder_has_an_identity_of_its_own() {
        let [usual, one, two] = [r"C:\usual", r"C:\one", r"C:\two"].map(Path::new);
        let identities = [usual, one, two].map(|folder| Identity::of(folder, Some(usual)));
        let mut app_ids: Vec<_> = identities.iter().map(|identity| identity.app_id.clone()).collect();
        let mut classes: Vec<_> = identities.iter().map(Identity::class_name).collect();
        app_ids.sort();
        app_ids.dedup();
        classes.sort();
        classes.dedup();
        assert_eq!((app_ids.len(), classes.len()), (3, 3));
        assert_eq!(Identity::of(one, None), identities[1]);
        let registered = identities[1].registration(usual, usual);
        assert!(
            registered.iter().all(|(key, ..)| !key.contains("CLSID")),
            "Windows would start the usual folder's agent"
        );
    }
}
