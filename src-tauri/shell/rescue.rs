//! The window's state when the records cannot be opened: it holds the folder and the error, but no store.

use std::path::PathBuf;

use afterword_agent::link::{self, ToAgent};
use afterword_agent::lock::{self, LockError};
use afterword_agent::{agent, clock};
use afterword_core::error::{Error, Result};
use afterword_core::snapshot::Moment;
use afterword_core::snapshot::Snapshot;
use afterword_core::store::Store;
use afterword_core::use_cases::rescue;
use afterword_core::views::rescue::RescueView;
use chrono_tz::Tz;

/// What the window works with when the records cannot be opened.
#[derive(Debug)]
pub struct Rescue {
    folder: PathBuf,
    zone: Option<Tz>,
    error: Error,
    /// Keeps a second such window from opening; `None` if the lock file cannot be written.
    _lock: Option<lock::Lock>,
}

impl Rescue {
    /// The state, or `None` if another window already says the same.
    #[must_use]
    pub fn new(folder: PathBuf, zone: Option<Tz>, error: Error) -> Option<Rescue> {
        let lock = match lock::acquire(&folder, lock::RESCUE) {
            Err(LockError::Held(_)) => return None,
            lock => lock.ok(),
        };
        Some(Rescue { folder, zone, error, _lock: lock })
    }

    /// The page: what is wrong, and the backups to choose from.
    #[must_use]
    pub fn page(&self) -> RescueView {
        afterword_core::pages::rescue::page(&self.folder, self.moment(), &self.error)
    }

    /// Replaces the records by a backup. Returns a sentence that says so.
    ///
    /// # Errors
    /// When it cannot be used, or another program has the records open.
    pub fn restore(&self, from: &str) -> Result<String> {
        self.without_agent(|| rescue::restore(&self.folder, self.moment(), from))
    }

    /// Puts the records aside and begins with none. Returns a sentence that says so.
    ///
    /// # Errors
    /// When another program has the records open.
    pub fn begin_anew(&self) -> Result<String> {
        self.without_agent(|| rescue::begin_anew(&self.folder, self.moment()))
    }

    /// Checks again whether the records can be opened.
    ///
    /// # Errors
    /// Why they cannot.
    pub fn look_again(&self) -> Result<()> {
        if self.error.code.is_unusable() {
            rescue::reconsider(&self.folder)?;
        }
        Store::open(&self.folder, clock::now()).and_then(|store| Snapshot::take(&store, self.moment())).map(drop)
    }

    fn moment(&self) -> Moment {
        Moment { now: clock::now(), system_zone: clock::system_zone(), zone: self.zone }
    }

    /// Runs `put` after ending the agent, which may have the records open, as far as they can be read. Then starts the
    /// agent again, unless none ran and the records are as they were: reminders must not wait for somebody to press a
    /// button.
    fn without_agent<T>(&self, put: impl FnOnce() -> Result<T>) -> Result<T> {
        let ran = link::send(&link::socket_path(&self.folder), &ToAgent::Quit).is_ok();
        let value = put();
        if (ran || value.is_ok())
            && let Err(error) = agent::ensure(&self.folder, self.zone)
        {
            eprintln!("afterword-window: {error}");
        }
        value
    }
}
