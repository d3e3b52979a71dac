//! One person: the card with its picture, and the history.

use rusqlite::Connection;

use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::store::attachments::Attachment;
use crate::views::card::picture_link;
use crate::views::person::{PersonView, person};

/// The page.
///
/// # Errors
/// `NotFound`; the database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, id: i64) -> Result<PersonView> {
    let jpeg = Attachment::Photo.of(c, ContactId(id))?;
    Ok(PersonView { photo: jpeg.map(|jpeg| picture_link(&jpeg)), ..person(snapshot, id)? })
}
