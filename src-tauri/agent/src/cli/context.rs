//! What a command works with: the open records, the folder they lie in, the present, and where it prints. It knows no
//! command.

use std::path::PathBuf;

use afterword_core::snapshot::{Moment, Snapshot};
use afterword_core::store::Store;
use afterword_core::use_cases::change::Committed;
use afterword_core::use_cases::{backup_files, backups};
use afterword_core::wording::Words;

use super::failure::Result;
use super::print::{self, Output};
use crate::link::{self, ToAgent};

/// What a command works with.
pub(crate) struct CommandContext {
    /// The records.
    pub(crate) store: Store,
    /// The data folder.
    pub(crate) folder: PathBuf,
    /// The present, and where the user is.
    pub(crate) moment: Moment,
    /// Where it prints.
    pub(crate) output: Output,
}

impl CommandContext {
    /// Everything as it is recorded.
    pub(crate) fn snapshot(&self) -> Result<Snapshot> {
        Ok(Snapshot::take(&self.store, self.moment)?)
    }

    /// Prints what was done, with the id of what it made, and tells the agent that something was.
    pub(crate) fn told<T>(&self, done: Committed<T>, id: Option<(&'static str, i64)>) -> Result<()> {
        self.tell_agent();
        self.warn(done.warning.as_deref());
        self.output.done(&done.text, done.warning.as_deref(), done.undo, id)
    }

    /// Says on standard error what there is to look at again, if anything.
    pub(crate) fn warn(&self, warning: Option<&str>) {
        if let Some(warning) = warning {
            print::complain(warning);
        }
    }

    /// Lists the backups there are: `backup --list`, and `restore` that names none.
    pub(crate) fn list_backups(&self) -> Result<()> {
        let (snapshot, seen) = (self.snapshot()?, backup_files::inspect_all(&self.folder));
        self.output
            .backups(&self.store.read(|c| afterword_core::pages::backups::page(c, &snapshot, &self.folder, &seen))?)
    }

    /// No agent is no failure: it reads the database when it starts. Backups are its work, and done here where it is not.
    pub(crate) fn tell_agent(&self) {
        if let Err(error) = link::send(&link::socket_path(&self.folder), &ToAgent::Changed) {
            tracing::debug!(%error, "the agent was not told");
            if let Err(error) = backups::keep(&self.store, self.moment) {
                let words = Words::english();
                self.warn(Some(&words.say("backup-none", &[("reason", words.error(&error).into())])));
            }
        }
    }
}
