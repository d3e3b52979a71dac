//! The window where the records cannot be opened: it knows the folder and what is the matter, and no records.

use afterword_core::snapshot::Snapshot;
use std::path::PathBuf;

use afterword_agent::link::{self, ToAgent};
use afterword_agent::lock::{self, LockError};
use afterword_agent::{agent, clock};
use afterword_core::error::{Error, Result};
use afterword_core::snapshot::Moment;
use afterword_core::store::Store;
use afterword_core::use_cases::rescue;
use afterword_core::views::rescue::RescueView;
use chrono_tz::Tz;

/// What such a window works with.
#[derive(Debug)]
pub struct Rescue {
    folder: PathBuf,
    zone: Option<Tz>,
    error: Error,
    /// One such window is enough; none where nothing can be written.
    _lock: Option<lock::Lock>,
}

impl Rescue {
    /// None where another window says the same already.
    #[must_use]
    pub fn new(folder: PathBuf, zone: Option<Tz>, error: Error) -> Option<Rescue> {
        let lock = match lock::acquire(&folder, lock::RESCUE) {
            Err(LockError::Held(_)) => return None,
            lock => lock.ok(),
        };
        Some(Rescue { folder, zone, error, _lock: lock })
    }

    /// What there is to say, and to choose from.
    #[must_use]
    pub fn page(&self) -> RescueView {
        afterword_core::pages::rescue::page(&self.folder, self.moment(), &self.error)
    }

    /// Puts a backup in the place of the records, and says so.
    ///
    /// # Errors
    /// When it cannot be used, or another program has the records open.
    pub fn restore(&self, from: &str) -> Result<String> {
        self.without_agent(|| rescue::restore(&self.folder, self.moment(), from))
    }

    /// Puts the records aside, begins with nothing, and says so.
    ///
    /// # Errors
    /// When another program has the records open.
    pub fn begin_anew(&self) -> Result<String> {
        self.without_agent(|| rescue::begin_anew(&self.folder, self.moment()))
    }

    /// Looks once more whether the records can be opened.
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

    /// The agent may have the records open, as far as they can be read. It comes back when that is over, for the reminders
    /// must not wait for somebody to press a button.
    fn without_agent<T>(&self, put: impl FnOnce() -> Result<T>) -> Result<T> {
        // No agent is what is wanted.
        drop(link::send(&link::socket_path(&self.folder), &ToAgent::Quit));
        let value = put()?;
        if let Err(error) = agent::ensure(&self.folder, self.zone) {
            eprintln!("afterword-window: {error}");
        }
        Ok(value)
    }
}
