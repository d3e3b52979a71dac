//! A letter as a `mailto:` link (RFC 6068): at most one recipient, a subject and a body, and nothing else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::letter::Letter;

/// The longest link, in characters: some programs cut links at about 2,000.
pub const LONGEST: usize = 1_800;

/// The unreserved characters (RFC 3986), which are not encoded.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// In an address the @ is not encoded either, so that people can read it.
const ADDRESS: &AsciiSet = &KEPT.remove(b'@');

/// A link, and what did not fit into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailto {
    /// The link.
    pub href: String,
    /// The end of the body, if the link would be too long with it; else empty.
    pub rest: String,
}

/// The link for a letter. Line breaks are `%0D%0A`. A long body is cut after the last paragraph that fits, or else
/// after a line, or else after a word.
#[must_use]
pub fn mailto(letter: &Letter) -> Mailto {
    let to = letter.to.as_ref().map(|to| utf8_percent_encode(to.as_str(), ADDRESS).to_string()).unwrap_or_default();
    let mut fields = Vec::new();
    if !letter.subject.is_empty() {
        fields.push(format!("subject={}", encode(&letter.subject)));
    }
    let taken = "mailto:".len() + to.len() + fields.iter().map(|field| field.len() + 1).sum::<usize>();
    let (body, rest) = cut(&letter.body, LONGEST.saturating_sub(taken + "&body=".len()));
    if !body.is_empty() {
        fields.push(format!("body={}", encode(body)));
    }
    let query = if fields.is_empty() { String::new() } else { format!("?{}", fields.join("&")) };
    Mailto { href: format!("mailto:{to}{query}"), rest: rest.to_owned() }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(&text.replace('\n', "\r\n"), KEPT).to_string()
}

/// The length of a character in a link, once encoded.
fn length(c: char) -> usize {
    match c {
        '\n' => 6,
        c if c.is_ascii_alphanumeric() || "-._~".contains(c) => 1,
        c => 3 * c.len_utf8(),
    }
}

/// Cuts a text where the link would become too long.
fn cut(text: &str, room: usize) -> (&str, &str) {
    let (mut used, mut paragraph, mut line, mut word, mut letter) = (0, 0, 0, 0, 0);
    for (at, c) in text.char_indices() {
        used += length(c);
        if used > room {
            let good = [paragraph, line, word, letter].into_iter().find(|at| *at > 0).unwrap_or(0);
            return text.split_at(good);
        }
        letter = at + c.len_utf8();
        match c {
            '\n' if text[..at].ends_with('\n') => paragraph = letter,
            '\n' => line = letter,
            ' ' => word = letter,
            _ => {}
        }
    }
    (text, "")
}
