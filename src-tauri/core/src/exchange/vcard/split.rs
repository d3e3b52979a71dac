//! Splits a file into its cards, each with the line it begins at. A card without an end is closed where the next one
//! begins; a card inside another (vCard 2.1, AGENT) becomes a separate one.

use std::borrow::Cow;

/// The text of one card, from `BEGIN:VCARD` to `END:VCARD`.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The line it begins at, from 1.
    pub line: usize,
    /// Its text.
    pub text: Cow<'a, str>,
    /// Whether it had an `END:VCARD`.
    pub ended: bool,
}

/// How deeply cards may be nested.
const DEEPEST: usize = 8;

/// A card whose end was not reached yet.
struct Open {
    line: usize,
    start: usize,
    /// The text before a card nested inside it; only then is the rest copied.
    copied: Option<String>,
}

/// Every card in a text, in the order of their ends.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut line_number, mut at) = (0, 0);
    let mut before = "";
    for line in text.split_inclusive('\n').flat_map(joined) {
        line_number += usize::from(at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'));
        let (start, end) = (at, at + line.len());
        at = end;
        let word = line.trim_start_matches('\u{feff}').trim();
        if word.eq_ignore_ascii_case("BEGIN:VCARD") {
            let depth = open.len();
            match open.last_mut() {
                Some(outer) if is_agent(before) && depth < DEEPEST => {
                    let so_far = text.get(outer.start..start).unwrap_or_default();
                    outer.copied.get_or_insert_default().push_str(so_far);
                    outer.start = start;
                }
                // The card before has no end.
                Some(_) => close_all(&mut open, &mut pieces, text, start),
                None => {}
            }
            open.push(Open { line: line_number, start, copied: None });
        } else if word.eq_ignore_ascii_case("END:VCARD")
            && let Some(card) = open.pop()
        {
            pieces.push(close(card, text, end, true));
            if let Some(outer) = open.last_mut() {
                outer.start = end;
            }
        }
        if !word.is_empty() {
            before = line;
        }
    }
    close_all(&mut open, &mut pieces, text, text.len());
    pieces
}

/// The lines of which some programs make one: where the end of a card is, the next one begins without a line break.
fn joined(line: &str) -> impl Iterator<Item = &str> {
    const END: &str = "END:VCARD";

    let is_end = line.get(..END.len()).is_some_and(|head| head.eq_ignore_ascii_case(END));
    let begins = is_end && line.get(END.len()..).is_some_and(|rest| rest.trim().eq_ignore_ascii_case("BEGIN:VCARD"));
    let (first, second) = if begins { line.split_at(END.len()) } else { (line, "") };
    [first, second].into_iter().filter(|part| !part.is_empty())
}

/// Closes all cards that have no end; the text not copied yet belongs to the innermost.
fn close_all<'a>(open: &mut Vec<Open>, pieces: &mut Vec<Piece<'a>>, text: &'a str, end: usize) {
    let mut end = end;
    for card in open.drain(..).rev() {
        let start = card.start;
        pieces.push(close(card, text, end.max(start), false));
        end = start;
    }
}

fn close(card: Open, text: &str, end: usize, ended: bool) -> Piece<'_> {
    let rest = text.get(card.start..end).unwrap_or_default();
    let text = match card.copied {
        Some(before) => Cow::Owned(before + rest),
        None if ended => Cow::Borrowed(rest),
        None => Cow::Owned(rest.to_owned()),
    };
    let text = if ended { text } else { Cow::Owned(text.trim_end().to_owned() + "\r\nEND:VCARD\r\n") };
    Piece { line: card.line, text, ended }
}

fn is_agent(line: &str) -> bool {
    let name = line.split([':', ';']).next().unwrap_or_default();
    line.trim_end().ends_with(':') && name.rsplit('.').next().is_some_and(|name| name.eq_ignore_ascii_case("AGENT"))
}
