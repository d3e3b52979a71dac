//! The `contact` table, and the text by which contacts are searched.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::facts::{Card, Contact, fold};
use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::store::row::{self, unreadable};
use crate::store::table::attachments::Attachment;
use crate::store::table::not_duplicates;
use crate::store::table::tombstone::bury;

/// Every contact.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection) -> Result<BTreeMap<ContactId, Contact>> {
    row::map(c, "SELECT * FROM contact", read)
}

/// One contact's card.
///
/// # Errors
/// The database's own.
pub fn card(c: &Connection, id: ContactId) -> Result<Option<Card>> {
    let sql = format!("SELECT * FROM contact WHERE id = {id}");
    Ok(row::map(c, &sql, read)?.into_values().next().map(|contact| contact.card))
}

fn read(row: &row::Named<'_>) -> Result<(ContactId, Contact)> {
    let id = ContactId(row.get("id")?);
    let card = Card {
        name: row.get("name")?,
        address_as: row.get("address_as")?,
        title: row.get("title")?,
        company: row.get("company")?,
        emails: list(&row.get::<String>("emails")?)?,
        phones: list(&row.get::<String>("phones")?)?,
        address: row.get("address")?,
        website: row.get("website")?,
        zone: row::zone(row, "zone")?,
        only: row::code_or_none(row, "only_channel")?,
        language: row.get("language")?,
        note: row.get("note")?,
    };
    Ok((id, Contact { id, card }))
}

/// Gives a contact a new uid that nothing outside knows. Their old one came from elsewhere and could identify them.
///
/// # Errors
/// The database's own.
pub fn renew_uid(c: &Connection, id: ContactId) -> Result<()> {
    c.execute("UPDATE contact SET uid = ?2 WHERE id = ?1", params![id.0, row::next_uid()])?;
    Ok(())
}

/// The uids of all contacts, for exports that the app may read again.
///
/// # Errors
/// The database's own.
pub fn uids(c: &Connection) -> Result<BTreeMap<ContactId, String>> {
    row::map(c, "SELECT id, uid FROM contact", |row| Ok((ContactId(row.get("id")?), row.get("uid")?)))
}

/// The contact with this uid.
///
/// # Errors
/// The database's own.
pub fn by_uid(c: &Connection, uid: &str) -> Result<Option<ContactId>> {
    let mut statement = c.prepare_cached("SELECT id FROM contact WHERE uid = ?1")?;
    Ok(statement.query_row([uid], |row| row.get(0).map(ContactId)).optional()?)
}

/// Adds a contact.
///
/// # Errors
/// The database's own.
pub fn insert(c: &Connection, card: &Card, now: DateTime<Utc>) -> Result<ContactId> {
    insert_as(c, &row::next_uid(), card, now)
}

/// Adds a contact under the uid it has elsewhere, which no contact here may have.
///
/// # Errors
/// The database's own.
pub fn insert_as(c: &Connection, uid: &str, card: &Card, now: DateTime<Utc>) -> Result<ContactId> {
    let mut statement = c.prepare_cached(
        "INSERT INTO contact (uid, name, address_as, title, company, emails, phones, address, website, zone,
           only_channel, language, note, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?14)",
    )?;
    statement.execute(params![
        uid,
        card.name,
        card.address_as,
        card.title,
        card.company,
        json(&card.emails),
        json(&card.phones),
        card.address,
        card.website,
        card.zone.map(|z| z.name()),
        card.only.map(|o| o.code()),
        card.language,
        card.note,
        now.timestamp(),
    ])?;
    Ok(ContactId(c.last_insert_rowid()))
}

/// Changes a contact's card.
///
/// # Errors
/// The database's own.
pub fn update(c: &Connection, id: ContactId, card: &Card, now: DateTime<Utc>) -> Result<()> {
    c.execute(
        "UPDATE contact SET name = ?2, address_as = ?3, title = ?4, company = ?5, emails = ?6, phones = ?7,
           address = ?8, website = ?9, zone = ?10, only_channel = ?11, language = ?12, note = ?13, modified_at = ?14
         WHERE id = ?1",
        params![
            id.0,
            card.name,
            card.address_as,
            card.title,
            card.company,
            json(&card.emails),
            json(&card.phones),
            card.address,
            card.website,
            card.zone.map(|z| z.name()),
            card.only.map(|o| o.code()),
            card.language,
            card.note,
            now.timestamp(),
        ],
    )?;
    Ok(())
}

/// Deletes a contact, to whom nothing may refer any more, with their attachments. Leaves a tombstone.
///
/// # Errors
/// The database's own.
pub fn delete(c: &Connection, id: ContactId, now: DateTime<Utc>) -> Result<()> {
    Attachment::Source.delete(c, id, now)?;
    Attachment::Photo.delete(c, id, now)?;
    not_duplicates::forget(c, id, now)?;
    bury(c, "contact", "id", id.0, now).map(drop)
}

/// Brings the search texts up to date with the contacts; writes only those that differ.
///
/// # Errors
/// The database's own.
pub fn index(c: &Connection, contacts: &BTreeMap<ContactId, Contact>) -> Result<()> {
    let old: BTreeMap<i64, (String, String)> =
        row::map(c, "SELECT contact_id, sort_key, text FROM contact_search", |row| {
            Ok((row.get("contact_id")?, (row.get("sort_key")?, row.get("text")?)))
        })?;
    for id in old.keys().filter(|id| !contacts.contains_key(&ContactId(**id))) {
        c.execute("DELETE FROM contact_search WHERE contact_id = ?1", [id])?;
    }
    for contact in contacts.values() {
        let fresh = (fold(&contact.card.name), search_text(&contact.card));
        if old.get(&contact.id.0) != Some(&fresh) {
            let sql = "INSERT OR REPLACE INTO contact_search (contact_id, sort_key, text) VALUES (?1, ?2, ?3)";
            c.prepare_cached(sql)?.execute(params![contact.id.0, fresh.0, fresh.1])?;
        }
    }
    Ok(())
}

/// Whether each contact has a search text. Not whether it is up to date: that is ensured whenever a card changes.
///
/// # Errors
/// The database's own.
pub fn is_indexed(c: &Connection) -> Result<bool> {
    let sql = "SELECT (SELECT count(*) FROM contact) = (SELECT count(*) FROM contact_search)";
    Ok(c.query_row(sql, [], |row| row.get(0))?)
}

/// Contacts whose card holds every word of the query, ordered by name. An empty query finds everybody. Words match
/// anywhere, without regard to case or accents, so one Chinese character is enough.
///
/// # Errors
/// The database's own.
pub fn search(c: &Connection, query: &str) -> Result<Vec<ContactId>> {
    let words: Vec<String> = query.split_whitespace().map(fold).collect();
    let mut statement =
        c.prepare_cached("SELECT contact_id, text FROM contact_search ORDER BY sort_key, contact_id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str().unwrap_or_default();
        if words.iter().all(|word| text.contains(word.as_str())) {
            found.push(ContactId(row.get(0)?));
        }
    }
    Ok(found)
}

fn search_text(card: &Card) -> String {
    let digits = |phone: &String| phone.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut parts = vec![card.name.clone(), card.address_as.clone(), card.title.clone(), card.company.clone()];
    parts.extend(card.emails.iter().cloned());
    parts.extend(card.phones.iter().cloned());
    parts.extend(card.phones.iter().map(digits));
    parts.extend([card.address.clone(), card.website.clone(), card.note.clone()]);
    fold(&parts.join("\n"))
}

fn list(text: &str) -> Result<Vec<String>> {
    // A list without escapes, as this file writes it, needs no JSON parser; that saves a tenth of the time of an
    // export.
    if let Some(list) = plain_list(text) {
        return Ok(list);
    }
    serde_json::from_str(text).map_err(|_| unreadable("emails or phones"))
}

/// Reads a JSON list of texts that has no escapes and no spaces between its items; none for any other text.
fn plain_list(text: &str) -> Option<Vec<String>> {
    if text == "[]" {
        return Some(Vec::new());
    }
    let inner = text.strip_prefix("[\"")?.strip_suffix("\"]")?;
    if inner.contains('\\') {
        return None;
    }
    let mut parts = inner.split('"');
    let mut list = vec![parts.next()?.to_owned()];
    while let Some(separator) = parts.next() {
        let next = parts.next().filter(|_| separator == ",")?;
        list.push(next.to_owned());
    }
    Some(list)
}

fn json(list: &[String]) -> String {
    serde_json::Value::from(list.to_vec()).to_string()
}
