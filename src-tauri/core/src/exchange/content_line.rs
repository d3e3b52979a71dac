//! The lines that vCard and iCalendar are made of (RFC 6350, 3.2; RFC 5545, 3.1): they end in CRLF, are folded at 75 octets
//! between characters, and a value in them is escaped, so that it can never become a property.

/// The longest line in octets.
const LONGEST: usize = 75;

/// A property of text.
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

/// Writes a line, folded so that no character is split.
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
