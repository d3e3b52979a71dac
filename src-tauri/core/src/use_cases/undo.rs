//! Undo and redo.

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{Store, journal};
use crate::use_cases::change::Committed;
use crate::use_cases::reindex::index;
use crate::use_cases::restore;

/// Undoes a change, or if none is named the latest one not undone yet. Undoing an undo does the change again.
///
/// # Errors
/// When there is nothing to undo, when later changes touch the same rows, or when a restored backup cannot be undone.
pub fn undo(store: &Store, moment: Moment, entry: Option<i64>) -> Result<Committed<()>> {
    if let Some(name) = store.read(|c| journal::restore_of(c, entry))? {
        let Committed { text, warning, undo, snapshot, .. } = restore::take_back(store, moment, &name)?;
        return Ok(Committed { value: (), text, warning, undo, snapshot });
    }
    store.write(|tx| {
        let (undone, again) = journal::undo(tx, entry, moment.now)?;
        let snapshot = Snapshot::load(tx, moment)?;
        index(tx, &snapshot)?;
        let message = if undone.again { "toast-redone" } else { "toast-undone" };
        let text = snapshot.words.say(message, &[("text", undone.text.into())]);
        Ok(Committed { value: (), text, warning: None, undo: again, snapshot })
    })
}
