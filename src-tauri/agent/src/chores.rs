//! What the agent does besides reminding: the calendar file, the backups, and the check for damage. Each may take long
//! or hang, so each runs as a `background_task`; none that fails holds up a reminder.

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

/// How long a round waits for work that was just begun.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long after its start the agent looks for damage: the window that started it is connected by then.
const LOOK_LATER: Duration = Duration::from_secs(10);
/// When a backup is tried again that could not be made.
const BACKUP_AGAIN: chrono::Duration = chrono::Duration::minutes(5);

/// The chores, and how far each is.
pub(crate) struct Chores {
    /// The calendar file while it is being written.
    calendar: Option<(PathBuf, BackgroundTask<Result<bool>>)>,
    /// A backup while it is being made.
    backup: Option<BackgroundTask<(backups::BackupRequest, Result<backups::MadeBackup>)>>,
    backup_due: Option<DateTime<Utc>>,
    /// The database while it is being looked at.
    look: Option<BackgroundTask<(Depth, Result<()>)>>,
    looked: bool,
    /// Whether the records were found damaged, and whether that was told.
    damaged: bool,
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

    /// Does what there is to do. Says whether the records were found damaged, once.
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

    /// Whether nothing goes on and nothing is due: then a round may be skipped.
    pub fn is_quiet(&self, now: DateTime<Utc>) -> bool {
        let is_due = !self.damaged && self.backup_due.is_some_and(|due| backups::is_due(due, now));
        let is_early = self.started.elapsed() < LOOK_LATER;
        self.calendar.is_none() && self.backup.is_none() && self.look.is_none() && !is_due && (self.looked || is_early)
    }

    /// How long the agent may sleep before there is something to do.
    pub fn nap(&self) -> Duration {
        if self.looked { Duration::MAX } else { LOOK_LATER.saturating_sub(self.started.elapsed()) }
    }

    /// Brings the calendar file up to date. One that hangs is left behind once another is wanted.
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

    /// Makes a backup when one is due: beside the records while the chosen folder hangs.
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
        // Whatever comes of it, it is not tried again at once.
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

    /// Looks for damage in the database: quickly after the start, closely once a week.
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

    /// Something did not read: whether that is damage, a close look at all of it says.
    pub fn suspect_damage(&mut self, folder: &Path) {
        if !self.damaged && soundness::examine(folder, Depth::Full).is_err_and(|error| error.code.is_unusable()) {
            self.found_damage();
        }
    }

    /// Whoever found it has noted it; the next round tells it.
    fn found_damage(&mut self) {
        if !std::mem::replace(&mut self.damaged, true) {
            tracing::error!("the records are damaged");
            self.looked = true;
        }
    }
}
