//! The lines that vCard and iCalendar files consist of (RFC 6350, 3.2; RFC 5545, 3.1). They end in CRLF and are folded
//! at 75 octets between characters. Values are escaped, so that they can never become a property.

/// The longest line in octets.
const LONGEST: usize = 75;

/// A property with a text value, as a folded line.
#[must_use]
pub fn text_line(name: &str, value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    format!("{name}:{escaped}")
}

/// Writes a line, folded without splitting a character.
pub fn fold(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LONGEST;
    while rest.len() > room {
        let end = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
        let Some((first, others)) = rest.split_at_checked(end) else { break };
        out.push_str(first);
        out.push_str("\r\n ");
        rest = others;
        room = LONGEST - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}
