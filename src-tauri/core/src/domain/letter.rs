//! A letter as it is handed to another program. Its text is cleaned here: whatever it holds, it can never end a header,
//! name a recipient or add a parameter (`tests/core/injection.rs`).

use crate::domain::email::EmailAddress;

/// A letter as it is handed to another program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The recipient; none if the card has no usable address.
    pub to: Option<EmailAddress>,
    /// The subject, one line.
    pub subject: String,
    /// Plain text; lines end with `\n`.
    pub body: String,
}

/// The text as one line for a subject: without anything that ends or hides a line, or that a mail program would decode
/// into something else (`=?` begins an encoded word, RFC 2047).
#[must_use]
pub fn one_line(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown: String = plain(text).chars().filter(|c| !hidden(*c)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ").replace("=?", "= ?")
}

/// The text as it may stand in a letter: lines end with `\n`, the only other control character is the tab, and there is
/// no byte order mark, which a reader would swallow.
#[must_use]
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let line_end = |c: char| matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let one = text.chars().map(|c| if line_end(c) { '\n' } else { c });
    one.filter(|c| *c != '\u{feff}' && (!c.is_control() || matches!(c, '\n' | '\t'))).collect()
}

/// The number of words in a letter. In scripts without spaces, two characters count as a word.
#[must_use]
pub fn words(text: &str) -> usize {
    let dense =
        |c: &char| matches!(u32::from(*c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff);
    let count = text.chars().filter(dense).count();
    let spaced: String = text.chars().map(|c| if dense(&c) { ' ' } else { c }).collect();
    let worded = spaced.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    worded + count.div_ceil(2)
}
