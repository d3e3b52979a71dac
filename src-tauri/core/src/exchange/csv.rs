//! Tables as CSV (RFC 4180), UTF-8 with a byte order mark, so that spreadsheets read names in any script. A cell that a
//! spreadsheet would run as a formula gets a leading apostrophe, which reading takes away again.

use super::sheet::Sheet;
use crate::error::{Code, Error, Result};

/// Writes a table; its columns are named for programs.
///
/// # Errors
/// None in practice: the rows are written to memory.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>> {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(vec![0xef, 0xbb, 0xbf]);
    writer.write_record(sheet.columns.iter().map(|heading| heading.code)).map_err(failed)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| neutral(&cell.plain()))).map_err(failed)?;
    }
    writer.into_inner().map_err(|e| failed(e.into_error().into()))
}

/// Text that no spreadsheet takes for a formula (OWASP, CSV injection).
#[must_use]
pub fn neutral(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];
    if text.starts_with(formula) { format!("'{text}") } else { text.to_owned() }
}

/// What [`neutral`] made harmless, as it was.
#[must_use]
pub fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if neutral(rest).len() > rest.len() => rest,
        _ => text,
    }
}

fn failed(error: ::csv::Error) -> Error {
    Error { code: Code::Store, message: "error-file", args: vec![("detail", error.to_string().into())], field: None }
}
