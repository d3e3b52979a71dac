//! What every command of the window works with: the store, the present moment, and where the agent listens.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use afterword_agent::agent;
use afterword_agent::lock::{self, LockError};
use afterword_agent::{clock, folders, health, link, settings};
use afterword_core::domain::settings::CALENDAR_FILE;
use afterword_core::error::{Error, Result};
use afterword_core::exchange::parsed_file::ParsedFile;
use afterword_core::forms::import::ImportChange;
use afterword_core::input;
use afterword_core::pages;
use afterword_core::pages::host::Host;
use afterword_core::snapshot::Moment;
use afterword_core::snapshot::Snapshot;
use afterword_core::store::Store;
use afterword_core::store::check::Depth;
use afterword_core::use_cases::change::Committed;
use afterword_core::use_cases::settings::START_AT_LOGIN;
use afterword_core::use_cases::{backup_files, calendar_file, restore, soundness, start_offer};
use afterword_core::views::page_ref::PageRef;
use afterword_core::views::window::{Boot, Changed, Shown};
use afterword_core::wording::Words;
use chrono_tz::Tz;

use crate::shell::rescue::Rescue;

/// The state of the window's program.
#[derive(Debug)]
pub struct AppState {
    /// The records.
    pub store: Store,
    zone: Option<Tz>,
    socket: PathBuf,
    /// The database version at the last look.
    seen: AtomicI64,
    /// The page to begin with; `None` once the window's page has begun.
    first: Mutex<Option<PageRef>>,
    /// The file that is open to be imported, until it is imported or closed.
    file: Mutex<Option<Arc<ParsedFile>>>,
    /// Keeps a second window from opening; `None` if the lock file cannot be written, or this window is about to end.
    lock: Mutex<Option<lock::Lock>>,
}

/// Why the records could not be opened.
#[derive(Debug)]
pub enum Unopened {
    /// The records are damaged, gone, not this program's, or cannot be reached: a page says what can be done.
    Rescue(Box<Rescue>),
    /// Another window is open on these records, and was raised.
    Raised,
    /// Another reason, as a sentence ready to be shown.
    Failed(String),
}

/// What a start in the background came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Background {
    /// The agent runs.
    Running,
    /// The records cannot be opened, so that no reminder comes: the window must say so, even if it was not asked for.
    NeedsWindow,
}

/// Makes sure that the agent runs, without opening a window.
///
/// # Errors
/// A sentence ready to be shown.
pub fn start_agent() -> std::result::Result<Background, String> {
    let zone = input::zone("zone", &std::env::var(folders::ZONE).unwrap_or_default());
    let zone = zone.map_err(|error| Words::english().error(&error))?;
    let folder = folders::data_dir(None);
    // The agent's log is in the folder, so that must exist first.
    match Store::open(&folder, clock::now()) {
        Ok(store) => drop(store),
        Err(error) if error.code.is_unusable() => return Ok(Background::NeedsWindow),
        Err(error) => return Err(Words::english().error(&error)),
    }
    agent::ensure(&folder, zone).map(|()| Background::Running).map_err(|error| error.to_string())
}

/// Asks the agent to raise the window that is open. Returns false if it cannot.
fn raised(folder: &Path) -> bool {
    link::send(&link::socket_path(folder), &link::ToAgent::Show { page: None }).is_ok()
}

impl AppState {
    /// Opens the data folder.
    ///
    /// # Errors
    /// What can be done instead, or a sentence ready to be shown.
    pub fn open() -> std::result::Result<AppState, Unopened> {
        let say = |error: Error| Unopened::Failed(Words::english().error(&error));
        let folder = folders::data_dir(None);
        let zone = std::env::var(folders::ZONE).unwrap_or_default();
        let zone = input::zone("zone", &zone).map_err(say)?;
        let moment = Moment { now: clock::now(), system_zone: clock::system_zone(), zone };
        // Records that can be opened may still not be readable. The snapshot taken here is remembered for the first
        // page.
        let readable = Store::open(&folder, moment.now).and_then(|store| Snapshot::take(&store, moment).map(|_| store));
        let store = readable.map_err(|error| match Rescue::new(folder.clone(), zone, error) {
            Some(rescue) => Unopened::Rescue(Box::new(rescue)),
            None => Unopened::Failed(Words::english().plain("rescue-open")),
        })?;
        let lock = match lock::acquire(&folder, lock::WINDOW) {
            Err(LockError::Held(_)) if raised(&folder) => return Err(Unopened::Raised),
            lock => lock.ok(),
        };
        let state = AppState {
            store,
            zone,
            socket: link::socket_path(&folder),
            seen: AtomicI64::new(0),
            first: Mutex::new(Some(PageRef::Today)),
            file: Mutex::new(None),
            lock: Mutex::new(lock),
        };
        state.seen.store(state.store.data_version().map_err(say)?, Ordering::Relaxed);
        Ok(state)
    }

    /// Lets another window open on these records.
    pub fn unlock(&self) {
        drop(self.lock.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// The present moment, and the user's zone.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { now: clock::now(), system_zone: clock::system_zone(), zone: self.zone }
    }

    /// Where the agent listens.
    #[must_use]
    pub fn socket(&self) -> &std::path::Path {
        &self.socket
    }

    /// Makes sure the agent runs; false if it could not be started. The window works without it; its settings then say
    /// that no reminders come.
    pub fn ensure_agent(&self) -> bool {
        agent::ensure(self.store.folder(), self.zone).is_ok()
    }

    /// Marks the window's page as begun, and returns where it begins: on Today, unless the agent asked for another page
    /// before.
    fn begin(&self) -> PageRef {
        self.first.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or(PageRef::Today)
    }

    /// Makes the window begin at a page that the agent asked for. Returns false if the window's page has begun already;
    /// then it must be told where to go.
    pub fn begin_with(&self, page: &PageRef) -> bool {
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let early = first.is_some();
        if early {
            *first = Some(page.clone());
        }
        early
    }

    /// Opens a file to be imported, in place of an earlier one; `None` closes the file.
    pub fn open_file(&self, parsed_file: Option<ParsedFile>) {
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = parsed_file.map(Arc::new);
    }

    /// Applies a choice to the file that is open to be imported. Choices are applied one after the other.
    ///
    /// # Errors
    /// When no file is open, or as the change's own; then nothing was changed.
    pub fn change_file(&self, change: &ImportChange) -> Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let open = file.as_deref().ok_or_else(|| Error::conflict("error-import-none"))?;
        *file = Some(Arc::new(pages::import::changed(open.clone(), change)?));
        Ok(())
    }

    /// The file that is open to be imported.
    ///
    /// # Errors
    /// When no file is open.
    pub fn file(&self) -> Result<Arc<ParsedFile>> {
        self.file_if_any().ok_or_else(|| Error::conflict("error-import-none"))
    }

    fn file_if_any(&self) -> Option<Arc<ParsedFile>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether another process changed the database since the last look.
    #[must_use]
    pub fn changed_elsewhere(&self) -> bool {
        let version = self.store.data_version().unwrap_or(-1);
        self.seen.swap(version, Ordering::Relaxed) != version
    }

    /// The view of a page, with the sidebar.
    ///
    /// # Errors
    /// The page's own.
    pub fn show(&self, page: &PageRef) -> Result<Shown> {
        if !self.store.is_in_place() {
            return Err(Error::conflict("error-records-replaced"));
        }
        pages::window::show(&self.store, self.moment(), page, self.host(page))
    }

    /// The answer to a change: what was done, and a fresh page. Also tells the agent.
    ///
    /// # Errors
    /// The database's own.
    pub fn changed<T>(&self, done: Committed<T>, page: &PageRef) -> Result<Changed> {
        self.tell_agent();
        pages::window::changed(&self.store, done, page, self.host(page))
    }

    /// Tells the agent of a change, on a thread of its own, so that an agent that hangs does not hold up the window. An
    /// agent that is not running reads the database when it starts.
    fn tell_agent(&self) {
        let socket = self.socket.clone();
        std::thread::spawn(move || link::send(&socket, &link::ToAgent::Changed).is_ok());
    }

    /// Replaces all records by those of a backup.
    ///
    /// # Errors
    /// When the backup cannot be used, or what is there now cannot be kept; then nothing was changed.
    pub fn restore(&self, name: &str) -> Result<Changed> {
        // The present records are backed up first, and damaged ones must not be.
        soundness::examine(self.store.folder(), Depth::Full)?;
        let done = restore::restore(&self.store, self.moment(), name)?;
        self.changed(done, &PageRef::Backups)
    }

    /// Changes a setting: one in the database, or whether the agent starts with the session.
    ///
    /// # Errors
    /// When the value cannot be taken, or the session's settings cannot be written.
    pub fn save_setting(&self, key: &str, value: &str) -> Result<Committed<()>> {
        // The page must not name a file; a dialog does.
        if key == CALENDAR_FILE && !value.is_empty() {
            return Err(Error::conflict("error-setting-elsewhere"));
        }
        settings::set(&self.store, self.moment(), key, value)
    }

    /// Begins to keep a calendar file at a path that was chosen in a dialog.
    ///
    /// # Errors
    /// When it is no calendar file, or its folder is gone.
    pub fn keep_calendar(&self, path: &std::path::Path) -> Result<Committed<()>> {
        let done = afterword_core::use_cases::settings::set(
            &self.store,
            self.moment(),
            CALENDAR_FILE,
            &path.to_string_lossy(),
        )?;
        calendar_file::keep(&self.store, self.moment())?;
        Ok(done)
    }

    /// The window's first page.
    ///
    /// # Errors
    /// The database's own.
    pub fn boot(&self) -> Result<Boot> {
        let page = self.begin();
        let around = self.host(&page);
        pages::window::boot(&self.store, self.moment(), page, around)
    }

    /// Records the answer to the offer to start the agent with the session; if it was accepted, sets that up.
    ///
    /// # Errors
    /// When the session's settings cannot be written; then the question stays.
    pub fn answer_start_offer(&self, accept: bool) -> Result<Committed<()>> {
        if accept {
            return self.save_setting(START_AT_LOGIN, "true");
        }
        start_offer::declined(&self.store, self.moment())
    }

    /// Makes the agent post a test reminder.
    ///
    /// # Errors
    /// Why it was not posted.
    pub fn test_reminder(&self) -> Result<Committed<()>> {
        health::test_reminder(&self.store, self.moment())
    }

    fn host(&self, page: &PageRef) -> Host {
        let data = self.store.folder().to_owned();
        let wants_backups = matches!(page, PageRef::Settings | PageRef::Backups);
        let backups = if wants_backups { backup_files::inspect_all(&data) } else { Vec::new() };
        Host { data, backups, ..self.host_of_page(page) }
    }

    fn host_of_page(&self, page: &PageRef) -> Host {
        match page {
            PageRef::Today => Host { starts_at_login: settings::starts_at_login(), ..Host::default() },
            PageRef::Settings => Host {
                health: health::reminders(&self.store, self.moment()).unwrap_or_default(),
                facts: health::copy(&self.store),
                starts_at_login: settings::starts_at_login(),
                ..Host::default()
            },
            PageRef::Import => Host { parsed_file: self.file_if_any(), ..Host::default() },
            _ => Host::default(),
        }
    }
}
