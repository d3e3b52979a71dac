//! How facts are spelled in rows: instants as seconds, dates and closed sets as text.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Row;

use super::unreadable;
use crate::error::Result;

/// A fresh uid for a fact.
#[must_use]
pub fn next_uid() -> String {
    uuid::Uuid::new_v4().to_string()
}

pub(super) fn instant(row: &Row<'_>, column: &str) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp(row.get(column)?, 0).ok_or_else(|| unreadable(column))
}

pub(super) fn date(row: &Row<'_>, column: &str) -> Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| NaiveDate::from_str(&t).map_err(|_| unreadable(column))).transpose()
}

pub(super) fn zone(row: &Row<'_>, column: &str) -> Result<Option<Tz>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| Tz::from_str(&t).map_err(|_| unreadable(column))).transpose()
}

pub(super) fn code<T: FromStr>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| unreadable(column))
}

pub(super) fn code_or_none<T: FromStr>(row: &Row<'_>, column: &str) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| t.parse().map_err(|_| unreadable(column))).transpose()
}

/// Reads every row of a query into a map by id.
pub(super) fn map<K: Ord, V>(
    c: &rusqlite::Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Result<(K, V)>,
) -> Result<std::collections::BTreeMap<K, V>> {
    let mut statement = c.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut all = std::collections::BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (key, value) = read(row)?;
        all.insert(key, value);
    }
    Ok(all)
}
