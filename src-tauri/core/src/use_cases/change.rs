//! The one way to change what is recorded: in one transaction, with an entry in the undo log, and told in a sentence.

use rusqlite::Connection;

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store, journal};

/// What came of a change: a value, what to tell, and how to take it back.
#[derive(Debug)]
pub struct Committed<T> {
    /// What the change made.
    pub value: T,
    /// The sentence to tell.
    pub text: String,
    /// What the guard says, or what to look at again.
    pub warning: Option<String>,
    /// The entry of the undo log; none when nothing changed.
    pub undo: Option<i64>,
    /// Everything as it is now.
    pub snapshot: Snapshot,
}

/// What a change hands to [`change`].
#[derive(Debug)]
pub struct ChangeReport<T> {
    /// What it made.
    pub value: T,
    /// The sentence to tell.
    pub text: String,
    /// What to look at again.
    pub warning: Option<String>,
    /// Whether it goes on with the change before it, if that told the same.
    pub goes_on: bool,
}

impl<T> ChangeReport<T> {
    /// Nothing to warn of.
    pub fn new(value: T, text: String) -> Self {
        ChangeReport { value, text, warning: None, goes_on: false }
    }
}

/// Makes a change that can be undone: the closure sees everything as it was, writes facts, and says what it did.
/// The indexes are rebuilt in the same transaction.
///
/// # Errors
/// What the closure returns, or the database's own; then nothing was saved.
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
        // Most changes leave the cards alone; folding ten thousand of them takes longer than all the rest.
        if snapshot.facts.contacts != before.facts.contacts || !store::contacts::is_indexed(tx)? {
            store::contacts::index(tx, &snapshot.facts.contacts)?;
        }
        store::reminders::replace(tx, &snapshot.occurrences())?;
        Ok(Committed { value: told.value, text: told.text, warning: told.warning, undo, snapshot })
    })
}
