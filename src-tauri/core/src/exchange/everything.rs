//! The export of everything: all facts as one JSON file, which only this app reads again.

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// The name of the format, as written in its files; its version follows.
const NAME: &str = "afterword";
const VERSION: i64 = 1;

/// The number of octets at the beginning of a file by which it is recognised.
pub const HEAD: usize = 64;

/// The file that holds a dump of the records, as JSON.
#[must_use]
pub fn write(dump: Map<String, Value>) -> Vec<u8> {
    let mut file = Map::new();
    file.insert(NAME.to_owned(), VERSION.into());
    file.extend(dump);
    let text = serde_json::to_string_pretty(&file).unwrap_or_default() + "\n";
    text.into_bytes()
}

/// Whether a file looks like an export of everything, judged by its beginning.
#[must_use]
pub fn begins(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let mut rest = head.iter().filter(|byte| !byte.is_ascii_whitespace());
    rest.by_ref().take(12).eq(b"{\"afterword\"")
}

/// The dump in a text, if it is an export of everything of a known version. None for any other text.
///
/// # Errors
/// When it is from a newer version.
pub fn parse(text: &str) -> Result<Option<Value>> {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return Ok(None) };
    match value.get(NAME).and_then(Value::as_i64) {
        None => Ok(None),
        Some(VERSION) if value.get("tables").is_some_and(Value::is_object) => Ok(Some(value)),
        Some(_) => Err(Error::invalid("file", "error-import-newer")),
    }
}

/// The number of rows that a dump has for a table.
#[must_use]
pub fn count(dump: &Value, table: &str) -> usize {
    dump.get("tables").and_then(|tables| tables.get(table)).and_then(Value::as_array).map_or(0, Vec::len)
}
