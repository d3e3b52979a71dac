//! The list of people that a search finds, loaded in parts.

use rusqlite::Connection;

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::list::Part;
use crate::views::people::{PeopleView, PersonRows, people, person_rows};

/// The page.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, query: &str, through: Option<i64>) -> Result<PeopleView> {
    let found = store::contacts::search(c, query)?;
    Ok(people(snapshot, query, &found, Part::through(through)))
}

/// The next part of the list: the people found who follow the person `after`.
///
/// # Errors
/// The database's own.
pub fn people_after(store: &Store, moment: Moment, query: &str, after: i64) -> Result<PersonRows> {
    store.read(|c| {
        let found = store::contacts::search(c, query)?;
        Ok(person_rows(&Snapshot::load(c, moment)?, &found, Part::After(after)))
    })
}
