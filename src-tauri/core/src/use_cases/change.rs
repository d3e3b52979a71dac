//! The one way to change the records: in one transaction, with an entry in the undo log and a sentence that says what
//! was done.

use rusqlite::Connection;

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store, journal};

/// The result of a change: a value, the sentence for the user, and how to undo it.
#[derive(Debug)]
pub struct Committed<T> {
    /// The value that the change returns, such as the id of a new record.
    pub value: T,
    /// The sentence that tells the user what was done.
    pub text: String,
    /// A warning: the guard's, or something the user should check again.
    pub warning: Option<String>,
    /// The number of the entry in the undo log; none if there is nothing to undo.
    pub undo: Option<i64>,
    /// The facts and the plan after the change.
    pub snapshot: Snapshot,
}

/// What a change hands to [`change`].
#[derive(Debug)]
pub struct ChangeReport<T> {
    /// The value that the change returns.
    pub value: T,
    /// The sentence that tells the user what was done.
    pub text: String,
    /// A warning for the user.
    pub warning: Option<String>,
    /// Whether to join the change with the one before it, if that has the same text, so that both are undone together.
    pub goes_on: bool,
}

impl<T> ChangeReport<T> {
    /// A report without a warning, of a change that stands alone.
    pub fn new(value: T, text: String) -> Self {
        ChangeReport { value, text, warning: None, goes_on: false }
    }
}

/// Makes a change that can be undone. The closure gets the snapshot from before the change, writes facts, and reports
/// what it did. The indexes are brought up to date in the same transaction.
///
/// # Errors
/// The closure's and the database's own. Nothing was saved then.
pub fn change<T>(
    store: &Store,
    moment: Moment,
    f: impl FnOnce(&Connection, &Snapshot) -> Result<ChangeReport<T>>,
) -> Result<Committed<T>> {
    store.write(|tx| {
        let before = Snapshot::load(tx, moment)?;
        let (told, undo) = journal::journal(tx, moment.now, |c| {
            let told = f(c, &before)?;
            let text = told.text.clone();
            Ok((told, text))
        })?;
        if let (true, Some(entry)) = (told.goes_on, undo) {
            journal::join(tx, entry)?;
        }
        let snapshot = Snapshot::load(tx, moment)?;
        // Most changes do not touch the cards, and making the search texts of ten thousand cards takes longer than all
        // the rest.
        if snapshot.facts.contacts != before.facts.contacts || !store::contacts::is_indexed(tx)? {
            store::contacts::index(tx, &snapshot.facts.contacts)?;
        }
        store::reminders::replace(tx, &snapshot.occurrences())?;
        Ok(Committed { value: told.value, text: told.text, warning: told.warning, undo, snapshot })
    })
}
