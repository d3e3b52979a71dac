//! The agent's work besides reminding: the calendar file, the backups, and the check for damage. Each may take long or
//! hang, so each runs as a `background_task`, and a failure does not hold up reminders.

use std::path::{Path, PathBuf};
use std::time::Duration;

use afterword_core::error::{Error, Result};
use afterword_core::snapshot::Moment;
use afterword_core::store::Store;
use afterword_core::store::backup::Occasion;
use afterword_core::store::check::Depth;
use afterword_core::use_cases::calendar_file;
use afterword_core::use_cases::{backups, soundness};
use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::background_task::BackgroundTask;

/// The longest a round waits for one chore.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long after its start the agent first checks for damage: by then the window that started it is connected.
const LOOK_LATER: Duration = Duration::from_secs(10);
/// How long to wait before trying again after a backup that could not be made.
const BACKUP_AGAIN: chrono::Duration = chrono::Duration::minutes(5);

/// The chores, and the state of each.
pub(crate) struct Chores {
    /// The write of the calendar file that is under way, with the file's path.
    calendar: Option<(PathBuf, BackgroundTask<Result<bool>>)>,
    /// The backup that is under way.
    backup: Option<BackgroundTask<(backups::BackupRequest, Result<backups::MadeBackup>)>>,
    /// When the next backup is due, as far as known.
    backup_due: Option<DateTime<Utc>>,
    /// The check for damage that is under way.
    look: Option<BackgroundTask<(Depth, Result<()>)>>,
    /// Whether the check after the start was begun, or is no longer needed because damage was found.
    looked: bool,
    /// Whether the records were found damaged.
    damaged: bool,
    /// Whether that was reported.
    told: bool,
    started: Instant,
}

impl Chores {
    pub fn new() -> Self {
        Chores {
            calendar: None,
            backup: None,
            backup_due: None,
            look: None,
            looked: false,
            damaged: false,
            told: false,
            started: Instant::now(),
        }
    }

    /// Does the chores that are due. Returns true once, after damage was found.
    pub async fn round(&mut self, store: &Store, moment: Moment) -> bool {
        for (chore, done) in [
            ("the calendar file", self.keep_calendar(store, moment).await),
            ("a backup", self.keep_backup(store, moment).await),
            ("a look for damage", self.look_for_damage(store, moment).await),
        ] {
            if let Err(error) = done {
                tracing::warn!(error = error.message, "{chore} failed");
                if error.code.is_unusable() {
                    self.suspect_damage(store.folder());
                }
            }
        }
        self.damaged && !std::mem::replace(&mut self.told, self.damaged)
    }

    /// Whether no chore is running or due, so that a round may be skipped.
    pub fn is_quiet(&self, now: DateTime<Utc>) -> bool {
        let is_due = !self.damaged && self.backup_due.is_some_and(|due| backups::is_due(due, now));
        let is_early = self.started.elapsed() < LOOK_LATER;
        self.calendar.is_none() && self.backup.is_none() && self.look.is_none() && !is_due && (self.looked || is_early)
    }

    /// How long the agent may sleep before the check after its start is due.
    pub fn nap(&self) -> Duration {
        if self.looked { Duration::MAX } else { LOOK_LATER.saturating_sub(self.started.elapsed()) }
    }

    /// Brings the calendar file up to date. A write that hangs is given up when the user chooses another file or none.
    async fn keep_calendar(&mut self, store: &Store, moment: Moment) -> Result<()> {
        let earlier = self.calendar.take();
        let Some(wanted) = calendar_file::wanted(store, moment)? else { return Ok(()) };
        let path = wanted.path().to_owned();
        if let Some((_, earlier)) = earlier.filter(|(of, _)| *of == path) {
            match earlier.try_join() {
                Ok(written) => calendar_file::note(store, moment, &written)?,
                Err(Some(goes_on)) => {
                    self.calendar = Some((path, goes_on));
                    return Ok(());
                }
                Err(None) => {}
            }
        }
        match BackgroundTask::spawn(move || calendar_file::write(&wanted)).join_for(PATIENCE).await {
            Ok(written) => calendar_file::note(store, moment, &written),
            Err(goes_on) => {
                self.calendar = goes_on.map(|goes_on| (path, goes_on));
                calendar_file::note(store, moment, &Err(Error::conflict("error-folder-silent")))
            }
        }
    }

    /// Makes a backup when one is due. While the chosen folder hangs, it goes into the usual one beside the records.
    async fn keep_backup(&mut self, store: &Store, moment: Moment) -> Result<()> {
        if let Some(earlier) = self.backup.take() {
            match earlier.try_join() {
                Ok((wanted, made)) => return self.note_backup(store, moment, &wanted, &made),
                Err(goes_on) => self.backup = goes_on,
            }
        }
        if self.damaged {
            return Ok(());
        }
        let is_due = |due: &DateTime<Utc>| backups::is_due(*due, moment.now);
        if self.backup_due.is_none_or(|due| is_due(&due)) {
            self.backup_due = backups::due(store)?;
        }
        if self.backup_due.filter(is_due).is_none() {
            return Ok(());
        }
        let mut wanted = backups::wanted(store, moment, Occasion::Change)?;
        if self.backup.is_some() {
            wanted = wanted.beside_the_records();
        }
        // Set before the try, so that it is not repeated at once, however it ends.
        self.backup_due = Some(moment.now + BACKUP_AGAIN);
        let making = BackgroundTask::spawn(move || {
            let made = backups::write(&wanted);
            (wanted, made)
        });
        match making.join_for(PATIENCE).await {
            Ok((wanted, made)) => self.note_backup(store, moment, &wanted, &made),
            Err(goes_on) => {
                self.backup = goes_on;
                Ok(())
            }
        }
    }

    fn note_backup(
        &mut self,
        store: &Store,
        moment: Moment,
        wanted: &backups::BackupRequest,
        made: &Result<backups::MadeBackup>,
    ) -> Result<()> {
        match made {
            Ok(_) => tracing::info!("a backup was made"),
            Err(error) if error.code.is_unusable() => self.found_damage(),
            Err(error) => tracing::warn!(error = error.message, "no backup was made"),
        }
        backups::note(store, moment, wanted, made)?;
        if made.is_ok() {
            self.backup_due = backups::due(store)?;
        }
        Ok(())
    }

    /// Checks the database for damage: quickly after the start, thoroughly once a week.
    async fn look_for_damage(&mut self, store: &Store, moment: Moment) -> Result<()> {
        let look = match self.look.take() {
            Some(earlier) => earlier,
            None if self.damaged || self.started.elapsed() < LOOK_LATER => return Ok(()),
            None => {
                let start = !std::mem::replace(&mut self.looked, true);
                let Some(depth) = soundness::due(store, moment, start)? else { return Ok(()) };
                let folder = store.folder().to_owned();
                BackgroundTask::spawn(move || (depth, soundness::examine(&folder, depth)))
            }
        };
        match look.join_for(PATIENCE).await {
            Ok((depth, Ok(()))) => soundness::note(store, moment, depth)?,
            Ok((_, Err(error))) if error.code.is_unusable() => self.found_damage(),
            Ok((_, Err(error))) => tracing::warn!(error = error.message, "the records were not looked at"),
            Err(goes_on) => self.look = goes_on,
        }
        Ok(())
    }

    /// Called when something could not be read: checks all of the database to see whether it is damaged.
    pub fn suspect_damage(&mut self, folder: &Path) {
        if !self.damaged && soundness::examine(folder, Depth::Full).is_err_and(|error| error.code.is_unusable()) {
            self.found_damage();
        }
    }

    /// Remembers that the records are damaged, for `round` to report. The check that found it has noted it beside them.
    fn found_damage(&mut self) {
        if !std::mem::replace(&mut self.damaged, true) {
            tracing::error!("the records are damaged");
            self.looked = true;
        }
    }
}
