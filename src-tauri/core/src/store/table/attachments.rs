//! The `card_source` and `photo` tables: the vCard a person was imported from, and their picture as a JPEG in base64.
//! Each person has at most one of each. They are not loaded with the facts, because no rule needs them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::store::row;
use crate::store::table::tombstone::bury;

/// What is stored besides the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// The vCard they were imported from.
    Source,
    /// Their picture.
    Photo,
}

impl Attachment {
    /// The table and the column that holds the text.
    fn place(self) -> (&'static str, &'static str) {
        match self {
            Attachment::Source => ("card_source", "vcard"),
            Attachment::Photo => ("photo", "jpeg"),
        }
    }

    /// The attachments of everybody who has one.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(self, c: &Connection) -> Result<BTreeMap<ContactId, String>> {
        let (table, column) = self.place();
        row::map(c, &format!("SELECT contact_id, {column} AS text FROM {table}"), |row| {
            Ok((ContactId(row.get("contact_id")?), row.get("text")?))
        })
    }

    /// The attachment of one person.
    ///
    /// # Errors
    /// The database's own.
    pub fn of(self, c: &Connection, contact: ContactId) -> Result<Option<String>> {
        let (table, column) = self.place();
        let sql = format!("SELECT {column} FROM {table} WHERE contact_id = ?1");
        Ok(c.prepare_cached(&sql)?.query_row([contact.0], |row| row.get(0)).optional()?)
    }

    /// Stores a person's attachment in place of an older one.
    ///
    /// # Errors
    /// The database's own.
    pub fn set(self, c: &Connection, contact: ContactId, text: &str, now: DateTime<Utc>) -> Result<()> {
        let (table, column) = self.place();
        let sql = format!(
            "INSERT INTO {table} (uid, contact_id, {column}, created_at, modified_at) VALUES (?1, ?2, ?3, ?4, ?4)
             ON CONFLICT (contact_id) DO UPDATE SET {column} = excluded.{column}, modified_at = excluded.modified_at"
        );
        c.prepare_cached(&sql)?.execute(params![row::next_uid(), contact.0, text, now.timestamp()])?;
        Ok(())
    }

    /// Deletes a person's attachment.
    ///
    /// # Errors
    /// The database's own.
    pub fn delete(self, c: &Connection, contact: ContactId, now: DateTime<Utc>) -> Result<()> {
        bury(c, self.place().0, "contact_id", contact.0, now).map(drop)
    }
}
