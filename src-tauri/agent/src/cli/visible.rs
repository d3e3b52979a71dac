//! Text for a terminal. What is recorded may come from anybody's card, and a terminal obeys some characters: it moves,
//! hides or renames what is on the screen. They are shown here instead.

use std::borrow::Cow;

/// How much of a text one line of output may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A line: a line break is shown, not made.
    Line,
    /// As many lines as it has.
    Lines,
}

/// A text as a terminal may show it: control characters as their pictures (U+2400 to U+2421), and U+FFFD for those
/// without one and for those that turn the direction of writing around (Unicode Standard Annex 9: embeddings, overrides and
/// isolates). Only isolates that end stay, with which Afterword itself keeps names apart from the sentence around them.
pub(super) fn visible(text: &str, extent: Extent) -> Cow<'_, str> {
    let isolates_end = isolates_end(text);
    let shown = |c: char| match c {
        ISOLATE | END_OF_ISOLATE if isolates_end => c,
        c => shown(c, extent),
    };
    if text.chars().all(|c| shown(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// FIRST STRONG ISOLATE.
const ISOLATE: char = '\u{2068}';
/// POP DIRECTIONAL ISOLATE.
const END_OF_ISOLATE: char = '\u{2069}';

/// Whether each isolate of a text ends within its line, and nothing ends that did not begin.
fn isolates_end(text: &str) -> bool {
    text.lines().all(|line| {
        let depth = line.chars().try_fold(0_usize, |depth, c| match c {
            ISOLATE => Some(depth + 1),
            END_OF_ISOLATE => depth.checked_sub(1),
            _ => Some(depth),
        });
        depth == Some(0)
    })
}

fn shown(c: char, extent: Extent) -> char {
    match c {
        '\t' => c,
        '\n' if extent == Extent::Lines => c,
        '\n' | '\u{2028}' | '\u{2029}' => '␤',
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '␡',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => '\u{fffd}',
        c => c,
    }
}

/// JSON as a terminal may show it: the same characters, escaped, so that it says the same (RFC 8259, section 7).
pub(super) fn escaped(json: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c == '\n' || shown(c, Extent::Lines) == c;
    if json.chars().all(is_plain) {
        return Cow::Borrowed(json);
    }
    let escape = |c: char| if is_plain(c) { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) };
    Cow::Owned(json.chars().map(escape).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        for (text, line, lines) in [
            ("Chen Wei 陈伟, R&D", "Chen Wei 陈伟, R&D", "Chen Wei 陈伟, R&D"),
            ("\x1b]0;owned\x07", "␛]0;owned␇", "␛]0;owned␇"),
            ("a\r\nb\tc", "a␍␤b\tc", "a␍\nb\tc"),
            ("\u{9b}31m\x7f", "\u{fffd}31m␡", "\u{fffd}31m␡"),
            ("gpj.\u{202e}exe", "gpj.\u{fffd}exe", "gpj.\u{fffd}exe"),
            ("one\u{2028}two", "one␤two", "one␤two"),
            ("a\u{2067}b", "a\u{fffd}b", "a\u{fffd}b"),
            ("a\u{2068}b", "a\u{fffd}b", "a\u{fffd}b"),
            ("Add \u{2068}שלום\u{2069}.", "Add \u{2068}שלום\u{2069}.", "Add \u{2068}שלום\u{2069}."),
            ("שלום\u{200f}!", "שלום\u{200f}!", "שלום\u{200f}!"),
        ] {
            assert_eq!(visible(text, Extent::Line), line, "{text:?}");
            assert_eq!(visible(text, Extent::Lines), lines, "{text:?}");
        }
    }

    #[test]
    fn json_says_the_same() {
        let value = serde_json::json!({ "name": "a\u{202e}b\u{9b}\x7f\x1b\n\u{2028}" });
        let json = serde_json::to_string_pretty(&value).unwrap();
        let printed = escaped(&json);
        assert!(!printed.contains(['\u{202e}', '\u{9b}', '\x7f', '\x1b', '\u{2028}']), "{printed}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap(), value);
    }
}
