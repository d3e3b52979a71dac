//! Tables as CSV (RFC 4180), UTF-8 with a byte order mark, so that spreadsheets read names in any script. A cell that a
//! spreadsheet would run as a formula gets a leading apostrophe, which reading takes away again.

use std::borrow::Cow;

use super::phone::phone;
use super::sheet::{Cell, Heading};
use crate::error::{Error, Result};

/// Writes a table, row by row. The heading holds the columns' names for programs. The parts are written in parallel,
/// each by a worker of its own.
///
/// # Errors
/// None in practice: the rows are written to memory.
pub fn write<'a, R, P>(columns: &[Heading], parts: Vec<P>) -> Result<Vec<u8>>
where
    R: AsRef<[Cell<'a>]>,
    P: Iterator<Item = R> + Send,
{
    let head = columns.iter().map(|heading| Cell::text(heading.code)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let workers: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || rows(Vec::new(), part))).collect();
        let mut out = rows(vec![0xef, 0xbb, 0xbf], std::iter::once(head))?;
        for worker in workers {
            // If a worker panics, so does the whole.
            out.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(out)
    })
}

fn rows<'a, R: AsRef<[Cell<'a>]>>(out: Vec<u8>, rows: impl Iterator<Item = R>) -> Result<Vec<u8>> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    for row in rows {
        for cell in row.as_ref() {
            match cell {
                Cell::Phones(numbers) => writer.write_field(phones(numbers)),
                other => writer.write_field(neutral(&other.plain()).as_bytes()),
            }
            .map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.into_inner().map_err(|e| failed(e.into_error().into()))
}

/// Phone numbers in one cell. A spreadsheet would take the plus of a country code for the beginning of a formula, or of a
/// number to be added up, but not where spaces stand between the digits.
fn phones(numbers: &[String]) -> String {
    let shown: Vec<Option<String>> = numbers.iter().map(|number| spaced(number)).collect();
    let begins_with_number = matches!(shown.first(), Some(Some(_)));
    let texts = shown.into_iter().zip(numbers).map(|(shown, typed)| shown.unwrap_or_else(|| typed.clone()));
    let all = texts.collect::<Vec<_>>().join("; ");
    if begins_with_number { all } else { neutral(&all).into_owned() }
}

/// A number with a country code, in groups with spaces between them; `None` if it is something else.
fn spaced(number: &str) -> Option<String> {
    let rest = number.strip_prefix('+')?;
    let is_number =
        rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '(' | ')' | '-' | '.' | '/'));
    if !is_number || !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> = rest.split([' ', '\u{a0}', '-', '.', '/']).filter(|group| !group.is_empty()).collect();
    match groups.as_slice() {
        // In one piece: where its groups are is known of numbers that exist.
        [piece] => {
            let known = phone(number).shown;
            let (country, rest) = piece.split_at_checked(2).unwrap_or((piece, ""));
            Some(if known.contains(' ') { known.replace('-', " ") } else { format!("+{country} {rest}") })
        }
        groups => Some(format!("+{}", groups.join(" "))),
    }
}

/// Text changed so that no spreadsheet takes it for a formula (OWASP, CSV injection).
#[must_use]
pub fn neutral(text: &str) -> Cow<'_, str> {
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];
    if text.starts_with(formula) { format!("'{text}").into() } else { text.into() }
}

/// The original of a text that [`neutral`] made harmless.
#[must_use]
pub fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if neutral(rest).len() > rest.len() => rest,
        _ => text,
    }
}

fn failed(error: ::csv::Error) -> Error {
    Error::file(error)
}
