//! The export of everything: all facts as one JSON file, which only this app reads again. A file may be large, and from
//! anybody: it is read as a stream, and its rows stay text until they are needed.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// The version of the format. It stands in a file under the format's name, which comes first.
const VERSION: i64 = 1;

/// The number of octets at the beginning of a file by which it is recognised.
pub const HEAD: usize = 64;

/// The most tables, and the most rows of one.
const MOST_TABLES: usize = 100;
const MOST_ROWS: usize = 500_000;

/// An export of everything that was read.
#[derive(Clone, Debug)]
pub struct Everything {
    /// The number of the last change.
    pub changes: Option<i64>,
    /// The last id that each table gave out.
    pub sequences: BTreeMap<String, i64>,
    text: String,
    /// Where the rows of each table are in the text.
    tables: BTreeMap<String, Vec<Range<usize>>>,
}

impl Everything {
    /// The rows of a table, each as JSON; `None` if the file has no such table.
    #[must_use]
    pub fn rows(&self, table: &str) -> Option<Vec<&str>> {
        let rows = self.tables.get(table)?;
        Some(rows.iter().filter_map(|row| self.text.get(row.clone())).collect())
    }

    /// The number of rows of a table.
    #[must_use]
    pub fn count(&self, table: &str) -> usize {
        self.tables.get(table).map_or(0, Vec::len)
    }
}

/// The file that holds a dump of the records, as JSON.
#[must_use]
pub fn write(dump: Map<String, Value>) -> Vec<u8> {
    #[derive(Serialize)]
    struct File {
        afterword: i64,
        #[serde(flatten)]
        dump: Map<String, Value>,
    }
    let text = serde_json::to_string_pretty(&File { afterword: VERSION, dump }).unwrap_or_default() + "\n";
    text.into_bytes()
}

/// Whether a file looks like an export of everything, judged by its beginning.
#[must_use]
pub fn begins(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut rest = head.iter().filter(|byte| !byte.is_ascii_whitespace());
    rest.by_ref().take(12).eq(b"{\"afterword\"")
}

/// The export of everything in a text. None if the text is another one, or is not whole.
///
/// # Errors
/// When it is from a newer version.
pub fn parse(text: String) -> Result<Option<Everything>> {
    let json = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match serde_json::from_str::<Version>(json) {
        Ok(Version { afterword: VERSION }) => {}
        Ok(_) => return Err(Error::invalid("file", "error-import-newer")),
        Err(_) => return Ok(None),
    }
    let Ok(file) = serde_json::from_str::<File<'_>>(json) else { return Ok(None) };
    // Every row is a part of the text, so its place tells where it is.
    let place = |row: &&RawValue| {
        let start = (row.get().as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        start..start + row.get().len()
    };
    let tables = file.tables.0.iter().map(|(name, Rows(rows))| (name.clone(), rows.iter().map(place).collect()));
    let (changes, sequences, tables) = (file.changes, file.sequences.0.clone(), tables.collect());
    Ok(Some(Everything { changes, sequences, tables, text }))
}

/// The version of a file, whatever else is in it.
#[derive(Deserialize)]
struct Version {
    afterword: i64,
}

#[derive(Deserialize)]
struct File<'a> {
    changes: Option<i64>,
    #[serde(default)]
    sequences: Few<i64>,
    #[serde(borrow)]
    tables: Few<Rows<'a>>,
}

/// An object of at most [`MOST_TABLES`] members.
struct Few<T>(BTreeMap<String, T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few(BTreeMap::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Few<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Few<T>, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    members.insert(name, value);
                    if members.len() > MOST_TABLES {
                        return Err(A::Error::custom("too many members"));
                    }
                }
                Ok(Few(members))
            }
        }

        deserializer.deserialize_map(Members(PhantomData))
    }
}

/// The rows of a table, unread.
struct Rows<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Rows<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Items;

        impl<'de> Visitor<'de> for Items {
            type Value = Rows<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Rows<'de>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = list.next_element::<&RawValue>()? {
                    rows.push(row);
                    if rows.len() > MOST_ROWS {
                        return Err(A::Error::custom("too many rows"));
                    }
                }
                Ok(Rows(rows))
            }
        }

        deserializer.deserialize_seq(Items)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_are_found_in_the_text() {
        let text = "\u{feff}{\"afterword\": 1, \"changes\": 7, \"other\": [[{}]], \"sequences\": {\"contact\": 9},
                     \"tables\": {\"contact\": [{\"name\": \"陈伟\"}, {\"id\": 2 }], \"touch\": []}}";
        let read = parse(text.to_owned()).unwrap().unwrap();
        assert_eq!((read.changes, read.sequences["contact"]), (Some(7), 9));
        assert_eq!(read.rows("contact").unwrap(), ["{\"name\": \"陈伟\"}", "{\"id\": 2 }"]);
        assert_eq!((read.count("touch"), read.count("none")), (0, 0));
        assert_eq!(read.rows("none"), None);
    }

    #[test]
    fn other_texts_are_not_taken_for_one() {
        for text in
            ["", "{}", "[1]", "{\"afterword\": 1}", "{\"afterword\": 1, \"tables\": 1}", "{\"afterword\": \"x\"}"]
        {
            assert!(parse(text.to_owned()).unwrap().is_none(), "{text}");
        }
        assert!(parse("{\"afterword\": 2, \"anything\": 1}".to_owned()).is_err(), "from a newer version");
        let many = |count: usize| vec!["1"; count].join(",");
        let rows = |count| format!("{{\"afterword\": 1, \"tables\": {{\"contact\": [{}]}}}}", many(count));
        assert_eq!(parse(rows(10)).unwrap().unwrap().count("contact"), 10);
        assert!(parse(rows(MOST_ROWS + 1)).unwrap().is_none(), "more rows than anybody has");
    }
}
