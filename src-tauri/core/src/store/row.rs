//! How facts are spelled in rows: instants as seconds, dates and closed sets as text.

use std::cell::Cell;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Row;
use rusqlite::types::FromSql;

use crate::error::{Error, Result};

/// The error for a stored text that cannot be read: another program changed the file.
pub(super) fn unreadable(what: &str) -> Error {
    Error::damaged("error-store-damaged").with("detail", what)
}

/// A fresh uid for a record.
#[must_use]
pub fn next_uid() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// A row whose column names were looked up once for the whole query. rusqlite alone would ask SQLite for the names
/// again with every value, which takes a quarter of the time of reading ten thousand facts.
pub(super) struct Named<'a> {
    row: &'a Row<'a>,
    columns: &'a [String],
    /// The index after the column that was asked for last, because most columns are asked for in order.
    next: Cell<usize>,
}

impl Named<'_> {
    /// The value of a column.
    pub(super) fn get<T: FromSql>(&self, column: &str) -> Result<T> {
        let (before, after) = self.columns.split_at_checked(self.next.get()).unwrap_or((&[], self.columns));
        let is_it = |name: &String| name == column;
        let place = match after.iter().position(is_it) {
            Some(place) => before.len() + place,
            None => before.iter().position(is_it).ok_or_else(|| unreadable(column))?,
        };
        self.next.set(place + 1);
        Ok(self.row.get(place)?)
    }
}

pub(super) fn instant(row: &Named<'_>, column: &str) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp(row.get(column)?, 0).ok_or_else(|| unreadable(column))
}

pub(super) fn date(row: &Named<'_>, column: &str) -> Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| NaiveDate::from_str(&t).map_err(|_| unreadable(column))).transpose()
}

pub(super) fn zone(row: &Named<'_>, column: &str) -> Result<Option<Tz>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| Tz::from_str(&t).map_err(|_| unreadable(column))).transpose()
}

pub(super) fn code<T: FromStr>(row: &Named<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| unreadable(column))
}

pub(super) fn code_or_none<T: FromStr>(row: &Named<'_>, column: &str) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| t.parse().map_err(|_| unreadable(column))).transpose()
}

/// Reads every row of a query into a map by id.
pub(super) fn map<K: Ord, V>(
    c: &rusqlite::Connection,
    sql: &str,
    read: impl Fn(&Named<'_>) -> Result<(K, V)>,
) -> Result<std::collections::BTreeMap<K, V>> {
    let mut statement = c.prepare_cached(sql)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    let mut all = std::collections::BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (key, value) = read(&Named { row, columns: &columns, next: Cell::new(0) })?;
        all.insert(key, value);
    }
    Ok(all)
}
