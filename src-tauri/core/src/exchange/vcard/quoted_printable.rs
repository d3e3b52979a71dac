//! Values that a card of version 2.1 wrote as quoted-printable (RFC 2045, 6.7), in whatever character set, as the text that
//! later versions write.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS};
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

use crate::exchange::decode::decode;

/// The name of the encoding.
const NAME: &str = "QUOTED-PRINTABLE";

/// The properties whose values have several parts, with semicolons between them.
const IN_PARTS: [&str; 3] = ["N", "ADR", "ORG"];

/// The character sets in which half a character may look like a semicolon or a backslash.
const LOOK_ALIKE: [&Encoding; 7] = [ISO_2022_JP, SHIFT_JIS, GBK, GB18030, BIG5, EUC_JP, EUC_KR];

/// A card with all its values as text. The lines of a value become one.
pub(super) fn decoded(card: &str) -> Cow<'_, str> {
    if !card.as_bytes().windows(NAME.len()).any(|part| part.eq_ignore_ascii_case(NAME.as_bytes())) {
        return Cow::Borrowed(card);
    }
    let mut text = String::with_capacity(card.len());
    let mut lines = card.lines();
    while let Some(line) = lines.next() {
        match line.split_once(':').and_then(|(head, value)| Some((Head::read(head)?, value))) {
            None => text.push_str(line),
            Some((head, value)) => {
                let mut value = value.to_owned();
                // A value goes on in the next line where an equals sign ends this one.
                while value.trim_end().ends_with('=') {
                    value.truncate(value.trim_end().len() - 1);
                    value.push_str(lines.next().unwrap_or_default());
                }
                text.push_str(&head.with(&value));
            }
        }
        text.push_str("\r\n");
    }
    Cow::Owned(text)
}

/// What stands before the colon of a quoted-printable value.
struct Head<'a> {
    name: &'a str,
    /// The parameters that say nothing of how the value is written.
    others: Vec<&'a str>,
    encoding: Option<&'static Encoding>,
}

impl<'a> Head<'a> {
    /// Reads it; `None` if the value is not quoted-printable. The encoding is named with or without `ENCODING=` before it.
    fn read(head: &'a str) -> Option<Head<'a>> {
        let mut parts = head.split(';').map(str::trim);
        let mut head = Head { name: parts.next()?, others: Vec::new(), encoding: None };
        let mut is_quoted = false;
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or(("ENCODING", part));
            if key.eq_ignore_ascii_case("ENCODING") && value.eq_ignore_ascii_case(NAME) {
                is_quoted = true;
            } else if key.eq_ignore_ascii_case("CHARSET") {
                head.encoding = Encoding::for_label(value.trim_matches('"').as_bytes());
            } else {
                head.others.push(part);
            }
        }
        is_quoted.then_some(head)
    }

    /// The property with its value as text.
    fn with(&self, value: &str) -> String {
        let name = self.name.rsplit('.').next().unwrap_or_default();
        let in_parts = IN_PARTS.iter().any(|known| known.eq_ignore_ascii_case(name));
        let value = if self.encoding.is_some_and(|encoding| LOOK_ALIKE.contains(&encoding)) {
            let text = self.text(value);
            if in_parts {
                parts(&text).map(|part| escaped(&part)).collect::<Vec<_>>().join(";")
            } else {
                escaped(&text)
            }
        } else if in_parts {
            parts(value).map(|part| escaped(&self.text(&part))).collect::<Vec<_>>().join(";")
        } else {
            escaped(&self.text(value))
        };
        let others: String = self.others.iter().map(|other| format!(";{other}")).collect();
        format!("{}{others}:{value}", self.name)
    }

    /// The text of a value. Where its character set is not named, or is another than that, it is guessed.
    fn text(&self, value: &str) -> String {
        let Some(bytes) = quoted_printable_decode(value.as_bytes()) else { return value.to_owned() };
        let named =
            self.encoding.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes));
        named.unwrap_or_else(|| decode(&bytes)).into_owned()
    }
}

/// The parts between semicolons. One with a backslash before it belongs to its part.
fn parts(value: &str) -> impl Iterator<Item = String> {
    let mut parts = vec![String::new()];
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if matches!(characters.peek(), Some(';' | ':' | ',' | '\\')) => {}
            ';' => {
                parts.push(String::new());
                continue;
            }
            _ => {
                if let Some(part) = parts.last_mut() {
                    part.push(character);
                }
                continue;
            }
        }
        if let (Some(part), Some(next)) = (parts.last_mut(), characters.next()) {
            part.push(next);
        }
    }
    parts.into_iter()
}

/// A text as it is written since version 3.0 (RFC 2426, 5).
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace('\\', "\\\\").replace('\n', "\\n").replace(',', "\\,").replace(';', "\\;")
}
