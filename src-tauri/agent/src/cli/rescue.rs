//! What the command line can do when the records cannot be opened: say why, list the backups that could replace them,
//! restore one, or begin anew.

use std::path::PathBuf;

use afterword_core::error::Error;
use afterword_core::snapshot::Moment;
use afterword_core::use_cases::rescue;
use afterword_core::wording::Words;

use super::commands::Command;
use super::commands::backup::BackupArgs;
use super::commands::doctor::DoctorArgs;
use super::commands::restore::RestoreArgs;
use super::failure::Result;
use super::print::{self, Output};
use crate::link::{self, ToAgent};
use crate::{agent, doctor};

/// What a command works with when the records cannot be opened.
pub(super) struct Rescue {
    pub folder: PathBuf,
    pub moment: Moment,
    pub output: Output,
    pub error: Error,
}

impl Rescue {
    pub fn run(self, command: Command) -> Result<()> {
        match command {
            Command::Doctor(DoctorArgs { test: false }) => self.doctor(),
            // Records that only cannot be reached at this moment must not be replaced either.
            _ if !self.error.code.is_unusable() => Err(self.error.into()),
            Command::Restore(args) => self.restore(args),
            Command::Backup(BackupArgs { list: true, .. }) => self.list(),
            _ => Err(self.error.into()),
        }
    }

    fn list(&self) -> Result<()> {
        print::complain(&Words::english().error(&self.error));
        self.output.backup_rows(&afterword_core::pages::rescue::page(&self.folder, self.moment, &self.error).rows)
    }

    fn restore(&self, args: RestoreArgs) -> Result<()> {
        let from = match args.from {
            Some(from) => from,
            None if args.anew => return self.put_in_place(|| rescue::begin_anew(&self.folder, self.moment)),
            None => return self.list(),
        };
        if args.dry_run {
            return self.output.backup(&afterword_core::pages::rescue::found(&self.folder, self.moment, &from)?);
        }
        self.put_in_place(|| rescue::restore(&self.folder, self.moment, &from))
    }

    /// Runs `put` while no agent runs. A running agent has the records open, as far as they can be read, so it is ended
    /// first and started again afterwards, with its window.
    fn put_in_place(&self, put: impl FnOnce() -> afterword_core::error::Result<String>) -> Result<()> {
        let socket = link::socket_path(&self.folder);
        let ran = link::send(&socket, &ToAgent::Quit).is_ok();
        let text = put();
        let back = || {
            agent::ensure(&self.folder, self.moment.zone).map(|()| link::send(&socket, &ToAgent::Show { page: None }))
        };
        if ran && let Err(error) = back() {
            print::complain(&error.to_string());
        }
        self.output.done(&text?, None, None, None)
    }

    /// Checks the records thoroughly once more: if they are sound after all, they can be used again.
    fn doctor(&self) -> Result<()> {
        if self.error.code.is_unusable() && rescue::reconsider(&self.folder).is_ok() {
            return self.output.sentence(&Words::english().plain("rescue-sound"));
        }
        self.output.report(&doctor::unopened(&self.folder, self.moment, &self.error))?;
        Err(self.error.clone().into())
    }
}
