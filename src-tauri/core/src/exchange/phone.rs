//! A phone number to read out and to call.

use phonenumber::Mode;

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The number in international groups, or as typed if its country is not known.
    pub shown: String,
    /// The link that calls it (RFC 3966); empty if there is no digit.
    pub href: String,
}

/// Reads a number as typed. Only one with a country code (`+65`, `0065`) can be put into groups.
#[must_use]
pub fn phone(typed: &str) -> Phone {
    let (number, extension) = split_extension(typed.trim());
    let international = number.strip_prefix("00").filter(|rest| !rest.starts_with('0'));
    let text = international.map_or_else(|| number.to_owned(), |rest| format!("+{rest}"));
    let known = text.starts_with('+').then(|| phonenumber::parse(None, &text).ok()).flatten();
    let Some(known) = known.filter(phonenumber::is_valid) else {
        return Phone { shown: typed.trim().to_owned(), href: dial(typed) };
    };
    let shown = known.format().mode(Mode::International).to_string();
    let plain = known.format().mode(Mode::E164).to_string();
    match extension {
        Some(digits) => Phone { shown: format!("{shown} ext. {digits}"), href: format!("tel:{plain};ext={digits}") },
        None => Phone { shown, href: format!("tel:{plain}") },
    }
}

/// Splits "+65 6555 0142 ext. 12" in two: an extension is dialled after the call has begun.
fn split_extension(typed: &str) -> (&str, Option<String>) {
    let folded = typed.to_ascii_lowercase();
    let mark = ["extension", "ext", " x", "#"].iter().find_map(|mark| folded.rfind(mark));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match mark {
        Some(at) if at > 0 && !digits(&typed[at..]).is_empty() && !digits(&typed[..at]).is_empty() => {
            (typed[..at].trim(), Some(digits(&typed[at..])))
        }
        _ => (typed, None),
    }
}

/// The link for a number that is dialled as typed.
fn dial(typed: &str) -> String {
    let (number, _) = split_extension(typed);
    let dialled: String =
        number.char_indices().filter(|(at, c)| c.is_ascii_digit() || (*at == 0 && *c == '+')).map(|(_, c)| c).collect();
    if dialled.chars().any(|c| c.is_ascii_digit()) { format!("tel:{dialled}") } else { String::new() }
}
