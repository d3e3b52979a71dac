//! The one way to change what is recorded, and the way back.

use rusqlite::Connection;

use super::backups;
use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store, journal};

/// What came of a change: a value, what to tell, and how to take it back.
#[derive(Debug)]
pub struct Done<T> {
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
pub struct Told<T> {
    /// What it made.
    pub value: T,
    /// The sentence to tell.
    pub text: String,
    /// What to look at again.
    pub warning: Option<String>,
    /// Whether it goes on with the change before it, if that told the same.
    pub goes_on: bool,
}

impl<T> Told<T> {
    /// Nothing to warn of.
    pub fn new(value: T, text: String) -> Self {
        Told { value, text, warning: None, goes_on: false }
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
    f: impl FnOnce(&Connection, &Snapshot) -> Result<Told<T>>,
) -> Result<Done<T>> {
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
        Ok(Done { value: told.value, text: told.text, warning: told.warning, undo, snapshot })
    })
}

/// Takes a change back; the latest, when none is named.
///
/// # Errors
/// When there is nothing to undo, or later changes are in the way.
pub fn undo(store: &Store, moment: Moment, entry: Option<i64>) -> Result<Done<()>> {
    if let Some(name) = store.read(|c| journal::restore_of(c, entry))? {
        let Done { text, warning, undo, snapshot, .. } = backups::take_back(store, moment, &name)?;
        return Ok(Done { value: (), text, warning, undo, snapshot });
    }
    store.write(|tx| {
        let (undone, again) = journal::undo(tx, entry, moment.now)?;
        let snapshot = Snapshot::load(tx, moment)?;
        index(tx, &snapshot)?;
        let message = if undone.again { "toast-redone" } else { "toast-undone" };
        let text = snapshot.words.say(message, &[("text", undone.text.into())]);
        Ok(Done { value: (), text, warning: None, undo: again, snapshot })
    })
}

/// Looks at everything as it is.
///
/// # Errors
/// The database's own.
pub fn look(store: &Store, moment: Moment) -> Result<Snapshot> {
    store.read(|c| Snapshot::load(c, moment))
}

/// Rebuilds the indexes from nothing where they differ: after an update, a change of zone, or a repair.
/// Says whether anything differed.
///
/// # Errors
/// The database's own.
pub fn reindex(store: &Store, moment: Moment) -> Result<bool> {
    let snapshot = look(store, moment)?;
    let fresh = snapshot.occurrences().into_iter().map(|o| (o.name.clone(), o)).collect();
    if store.read(|c| Ok(store::contacts::is_indexed(c)? && store::reminders::all(c)? == fresh))? {
        return Ok(false);
    }
    store.write(|tx| {
        let snapshot = Snapshot::load(tx, moment)?;
        index(tx, &snapshot)
    })
}

pub(super) fn index(c: &Connection, snapshot: &Snapshot) -> Result<bool> {
    store::contacts::index(c, &snapshot.facts.contacts)?;
    store::reminders::replace(c, &snapshot.occurrences())
}
