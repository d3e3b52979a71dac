//! Taking a change back, and doing it again.

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{Store, journal};
use crate::use_cases::backups;
use crate::use_cases::change::Done;
use crate::use_cases::reindex::index;

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
