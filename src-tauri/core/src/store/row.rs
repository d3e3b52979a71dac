//! How facts are spelled in rows: instants as seconds, dates and closed sets as text.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Row;
use rusqlite::types::FromSql;

use super::unreadable;
use crate::error::Result;

/// A fresh uid for a fact.
#[must_use]
pub fn next_uid() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// A row whose columns were looked up once for the whole query; by itself it would compare every name for every value,
/// a quarter of what reading ten thousand facts takes.
pub(super) struct Named<'a> {
    row: &'a Row<'a>,
    places: &'a HashMap<String, usize>,
}

impl Named<'_> {
    /// The value of a column.
    pub(super) fn get<T: FromSql>(&self, column: &str) -> Result<T> {
        let place = self.places.get(column).ok_or_else(|| unreadable(column))?;
        Ok(self.row.get(*place)?)
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
    let places = statement.column_names().map(str::to_owned).zip(0..).collect();
    let mut rows = statement.query([])?;
    let mut all = std::collections::BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (key, value) = read(&Named { row, places: &places })?;
        all.insert(key, value);
    }
    Ok(all)
}
