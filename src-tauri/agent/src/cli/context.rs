//! What every command works with: the open records, their folder, the present moment, and the output. It knows nothing
//! of any single command.

use std::path::PathBuf;

use afterword_core::snapshot::{Moment, Snapshot};
use afterword_core::store::Store;
use afterword_core::use_cases::change::Committed;
use afterword_core::use_cases::{backup_files, backups};
use afterword_core::wording::Words;

use super::failure::{Failure, Result};
use super::print::{self, Output};
use crate::link::{self, ToAgent};

/// What a command works with.
pub(crate) struct CommandContext {
    /// The records.
    pub(crate) store: Store,
    /// The data folder.
    pub(crate) folder: PathBuf,
    /// The present moment, and the user's zone.
    pub(crate) moment: Moment,
    /// Where the command prints.
    pub(crate) output: Output,
}

impl CommandContext {
    /// A snapshot of everything that is recorded.
    pub(crate) fn snapshot(&self) -> Result<Snapshot> {
        Ok(Snapshot::take(&self.store, self.moment)?)
    }

    /// Prints what was done, with the id of the record it made, if any, and tells the agent.
    pub(crate) fn told<T>(&self, done: Committed<T>, id: Option<(&'static str, i64)>) -> Result<()> {
        self.tell_agent();
        self.warn(done.warning.as_deref());
        printed(self.output.done(&done.text, done.warning.as_deref(), done.undo, id))
    }

    /// Prints a warning, if there is one, on standard error.
    pub(crate) fn warn(&self, warning: Option<&str>) {
        if let Some(warning) = warning {
            print::complain(warning);
        }
    }

    /// Lists the backups, for `backup --list` and for `restore` without a name.
    pub(crate) fn list_backups(&self) -> Result<()> {
        let (snapshot, seen) = (self.snapshot()?, backup_files::inspect_all(&self.folder));
        self.output
            .backups(&self.store.read(|c| afterword_core::pages::backups::page(c, &snapshot, &self.folder, &seen))?)
    }

    /// Tells the agent of a change. A missing agent is no failure: it reads the database when it starts. Backups are
    /// the agent's work, so without one, this makes the backup that is due.
    pub(crate) fn tell_agent(&self) {
        if let Err(error) = link::send(&link::socket_path(&self.folder), &ToAgent::Changed) {
            tracing::debug!(%error, "the agent was not told");
            if let Err(error) = backups::keep(&self.store, self.moment) {
                let words = Words::english();
                self.warn(Some(&words.say("backup-none", &[("reason", words.cause(&error).into())])));
            }
        }
    }
}

/// The failure to print the answer to a change. The change was made all the same, and must not be made a second time.
pub(crate) fn printed(answer: Result<()>) -> Result<()> {
    answer.map_err(|failure| match failure {
        Failure::Said(detail) => {
            Failure::Said(Words::english().say("error-done-unprinted", &[("detail", detail.into())]))
        }
        failure => failure,
    })
}
