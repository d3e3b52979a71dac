//! The agent: it waits, reminds, shows the tray icon and opens the window. One loop on one thread; all it knows is
//! in the database, so it may be killed at any moment and started again.
//!
//! A round claims what is due, posts it, and marks it (docs/rules.md, Delivery). Between rounds the loop sleeps until
//! the next reminder, but never longer than a minute. It wakes early for a change of facts, a button, the tray, a clock
//! that was set, and the end of sleep.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use afterword_core::domain::codes::{Channel, NoticeButton, Outcome, StepKind};
use afterword_core::domain::step::StepKey;
use afterword_core::error::{Error, Result};
use afterword_core::pages::tray::TrayState;
use afterword_core::snapshot::Moment;
use afterword_core::snapshot::Snapshot;
use afterword_core::store::FILE_NAME;
use afterword_core::store::Store;
use afterword_core::store::deliveries::OpenNotice;
use afterword_core::use_cases::reminders::{self, Lost, Posting};
use afterword_core::use_cases::{self, rescue, steps};
use afterword_core::views::page_ref::PageRef;
use afterword_core::wording::Words;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::autostart;
use crate::chores::Chores;
use crate::link::{self, FromAgent, Incoming, LinkError, Server, ToAgent, WindowId};
use crate::lock::{self, Lock, LockError};
use crate::notifier::{self, Button, Notice, Notifier, NotifierEvent, NotifyError, Posted};
use crate::tray::{self, Tray, TrayCommand, TrayEntry, TrayView};
use crate::wakeup::{Wake, Wakeup};
use crate::{clock, folders};

/// The longest sleep. Timers stand still while the machine sleeps but the wall clock does not, so the loop looks at the
/// clock at least this often.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// The sleep after a notification that could not be posted.
const RETRY: Duration = Duration::from_secs(20);
/// The sleep until another look at a file that may still be being copied.
const SOON: Duration = Duration::from_secs(2);
/// How long to wait before the tray icon is offered again, if there was no session bus to offer it on.
const TRAY_AGAIN: chrono::Duration = chrono::Duration::minutes(3);
/// Process creation flags of Windows: the agent gets no console, and no Ctrl+C from that of the program that starts it.
#[cfg(windows)]
const CREATE_NO_WINDOW: u32 = 0x0800_0000;
#[cfg(windows)]
const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
/// The tag of a test reminder. It is about no step, so its button opens Today.
const TEST: &str = "test";
/// How many due steps the tray lists.
const LISTED: usize = 8;

/// Starts the agent for a data folder, unless one runs, and shows the window if asked. With `show`, the agent runs in
/// the background and this returns; without it, this call is the agent and returns when the agent ends.
///
/// # Errors
/// A sentence ready to be shown.
pub fn start(folder: &Path, zone: Option<Tz>, show: bool) -> std::result::Result<(), String> {
    // Opening the database first creates the folder, and shows at once whether something is wrong with it.
    let store = match Store::open(folder, clock::now()) {
        Ok(store) => store,
        Err(error) => {
            // The window explains what can be done. For an unusable database it opens even if it was not asked for.
            if show || error.code.is_unusable() {
                window_command(folder, zone)
                    .and_then(|mut command| command.spawn())
                    .map_err(|error| no_agent(&error))?;
            }
            let is_shown = show && error.code.is_unusable();
            return if is_shown { Ok(()) } else { Err(Words::english().error(&error)) };
        }
    };
    if show {
        drop(store);
        // An agent that runs already may have a display.
        if !has_display() && link::send(&link::socket_path(folder), &ToAgent::Ping).is_err() {
            return Err(Words::english().plain("error-no-display"));
        }
        return show_window(folder, zone);
    }
    let lock = match lock::acquire(folder, lock::AGENT) {
        Ok(lock) => lock,
        // One agent is enough: the reminders are coming already.
        Err(LockError::Held(_)) => return Ok(()),
        Err(error) => return Err(no_agent(&error)),
    };
    log_to_stderr();
    let folder = folder.to_owned();
    let agent = move || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| no_agent(&error))?;
        runtime.block_on(async {
            let agent = Agent::new(store, folder, zone, lock).map_err(|error| no_agent(&error))?;
            agent.run().await.map_err(|error| Words::english().error(&error))
        })
    };
    tray::with_event_loop(agent).unwrap_or_else(|| Err(no_agent(&"it ended unexpectedly")))
}

/// Asks the running agent for the window, starting one in the background if there is none.
fn show_window(folder: &Path, zone: Option<Tz>) -> std::result::Result<(), String> {
    let socket = link::socket_path(folder);
    for _ in 0..3 {
        ensure(folder, zone).map_err(|error| no_agent(&error))?;
        let asked = link::send(&socket, &ToAgent::Show { page: None });
        // An agent that was just told to quit still answers for a moment, so it is asked twice.
        std::thread::sleep(Duration::from_millis(200));
        if asked.is_ok() && link::send(&socket, &ToAgent::Ping).is_ok() {
            return Ok(());
        }
    }
    Err(no_agent(&LinkError::NoAgent))
}

/// Makes sure an agent runs on a data folder. If none does, starts one in the background, with its log beside the
/// database.
///
/// # Errors
/// When it cannot be started, or does not answer in time.
pub fn ensure(folder: &Path, zone: Option<Tz>) -> std::io::Result<()> {
    let socket = link::socket_path(folder);
    if link::send(&socket, &ToAgent::Ping).is_ok() {
        return Ok(());
    }
    // The agent would end at once, and only its log would say why.
    link::make_private(&socket).map_err(std::io::Error::other)?;
    let mut command = std::process::Command::new(folders::sibling("afterword")?);
    command.arg("--background").arg("--data-dir").arg(folder);
    if let Some(zone) = zone {
        command.args(["--zone", zone.name()]);
    }
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    command.stderr(folders::log_file(&folder.join("agent.log"))?);
    // Ctrl+C in the terminal where this runs must not end the agent.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP);
    let mut agent = command.spawn()?;
    // Waited for, so that an agent that ends before this process does not remain as a zombie.
    std::thread::spawn(move || agent.wait().is_ok());
    for _ in 0..100 {
        if link::send(&socket, &ToAgent::Ping).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "the agent does not answer"))
}

/// Whether the environment names a display. Other systems than Linux always have one.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// The command that starts the window's program on a data folder.
fn window_command(folder: &Path, zone: Option<Tz>) -> std::io::Result<std::process::Command> {
    let mut command = std::process::Command::new(folders::sibling("afterword-window")?);
    command.env(folders::DATA_DIR, folder).stdin(std::process::Stdio::null());
    if let Some(zone) = zone {
        command.env(folders::ZONE, zone.name());
    }
    Ok(command)
}

fn no_agent(error: &dyn std::fmt::Display) -> String {
    Words::english().say("error-no-agent", &[("detail", error.to_string().into())])
}

fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("AFTERWORD_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,afterword_agent=info"));
    let started = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    if started.try_init().is_err() {
        tracing::debug!("somebody else keeps the log");
    }
}

/// The state of the agent's loop.
struct Agent {
    store: Store,
    folder: PathBuf,
    zone: Option<Tz>,
    words: &'static Words,
    notifier: Notifier,
    tray: Option<Tray>,
    /// Whether the tray icon is shown, for whoever asks over the socket.
    has_tray: Arc<AtomicBool>,
    tray_commands: UnboundedSender<TrayCommand>,
    windows: HashMap<WindowId, UnboundedSender<FromAgent>>,
    /// The window process that was started and has not connected yet.
    coming: Option<tokio::process::Child>,
    /// The page to show in that window once it connects.
    page: Option<serde_json::Value>,
    inbox: Inbox,
    /// What the last round saw, which is also what the windows have been told.
    seen: Option<Seen>,
    /// Whether the last round left nothing undone and nothing has happened since.
    settled: bool,
    /// Whether the program was off, asleep or asked not to disturb since the last round that posted everything due.
    absent: bool,
    /// Whether a notification service appeared that may lack what the one before it showed.
    newcomer: bool,
    /// Whether notices on the screen may name people, by the setting as last read.
    names: bool,
    /// When to post again after the system failed to show what it had taken.
    not_before: Option<Instant>,
    /// Whether a round broke off with an error, perhaps after claiming a reminder and before marking it.
    broke_off: bool,
    /// The size and the time of a file that took the place of the open database, at the last look.
    new_file: Option<(u64, std::time::SystemTime)>,
    /// The same of one that could not be opened.
    refused: Option<(u64, std::time::SystemTime)>,
    /// The agent's work besides reminding.
    chores: Chores,
    /// Keeps a second agent away. Declared last, so that it is dropped last.
    lock: Lock,
}

/// When a round took place, and what it saw. Until `until`, another round sees the same unless the version or the zone
/// changes.
struct Seen {
    at: DateTime<Utc>,
    until: DateTime<Utc>,
    version: i64,
    zone: Tz,
}

/// The channels through which events reach the loop.
struct Inbox {
    link: UnboundedReceiver<Incoming>,
    notifier: UnboundedReceiver<NotifierEvent>,
    tray: UnboundedReceiver<TrayCommand>,
    wakeup: Wakeup,
}

/// What woke the loop.
enum Happened {
    Time,
    Said(Incoming),
    Notice(NotifierEvent),
    Tray(TrayCommand),
    Woke(Wake),
    Quit,
}

/// What the loop does after reminding.
enum Then {
    /// Nothing is left to do until this moment, if there is one, unless something happens.
    Until(Option<DateTime<Utc>>),
    /// Something waits or failed; try again after this long.
    Again(Duration),
}

/// Whether the loop goes on.
#[derive(PartialEq)]
enum Next {
    Round,
    End,
}

impl Agent {
    fn new(store: Store, folder: PathBuf, zone: Option<Tz>, lock: Lock) -> std::result::Result<Agent, LinkError> {
        let words = Words::english();
        let (incoming, link) = unbounded_channel();
        let (pressed, notifier_events) = unbounded_channel();
        let (tray_commands, tray) = unbounded_channel();
        let has_tray = Arc::new(AtomicBool::new(false));
        let server = Server::bind(&link::socket_path(&folder), Arc::clone(&has_tray))?;
        tokio::spawn(server.run(incoming));
        let notifier = Notifier::new(pressed, words.plain("button-open"), &folder);
        Ok(Agent {
            store,
            folder,
            zone,
            words,
            notifier,
            tray: None,
            has_tray,
            tray_commands,
            windows: HashMap::new(),
            coming: None,
            page: None,
            inbox: Inbox { link, notifier: notifier_events, tray, wakeup: Wakeup::start() },
            seen: None,
            settled: false,
            absent: true,
            newcomer: false,
            names: false,
            not_before: None,
            new_file: None,
            refused: None,
            lock,
            broke_off: false,
            chores: Chores::new(),
        })
    }

    async fn run(mut self) -> Result<()> {
        let again = reminders::recover(&self.store)?;
        tracing::info!(again, "the agent runs");
        self.mend_autostart();
        self.notifier.watch().await;
        self.note_server().await;
        let mut end = Box::pin(termination());
        loop {
            let sleep = match self.round().await {
                Ok(sleep) => sleep,
                Err(error) => {
                    self.broke_off = true;
                    // A full disk or a locked file is temporary; until then the reminders stay due.
                    tracing::error!(error = error.message, "a round failed");
                    if error.code.is_unusable() {
                        self.chores.suspect_damage(&self.folder);
                    }
                    self.do_chores(self.moment()).await;
                    RETRY
                }
            };
            let started = clock::now();
            let happened = tokio::select! {
                () = tokio::time::sleep(sleep) => Happened::Time,
                Some(said) = self.inbox.link.recv() => Happened::Said(said),
                Some(event) = self.inbox.notifier.recv() => Happened::Notice(event),
                Some(command) = self.inbox.tray.recv() => Happened::Tray(command),
                wake = self.inbox.wakeup.next() => Happened::Woke(wake),
                () = &mut end => Happened::Quit,
            };
            self.absent |=
                matches!(happened, Happened::Woke(Wake::Resumed)) || reminders::is_overtaken(started, clock::now());
            match self.handle(happened).await {
                Ok(Next::Round) => {}
                Ok(Next::End) => break,
                Err(error) => tracing::error!(%error, "an event was not handled"),
            }
        }
        self.push(&FromAgent::Close);
        // Gives the windows time to read what was pushed before their connections close.
        tokio::time::sleep(Duration::from_millis(100)).await;
        tracing::info!("the agent ends");
        Ok(())
    }

    fn moment(&self) -> Moment {
        Moment { now: clock::now(), system_zone: clock::system_zone(), zone: self.zone }
    }

    /// Does everything that is due, unless nothing can have changed since the last round. Returns how long to sleep.
    async fn round(&mut self) -> Result<Duration> {
        let moment = self.moment();
        // Read before the work, so that what others commit during it is noticed in the next round.
        if !self.store.is_in_place() {
            match self.take_new_records().await {
                Ok(true) => {}
                Ok(false) => return Ok(SOON),
                Err(error) => {
                    tracing::warn!(error = error.message, "the records that are there now cannot be opened");
                    self.refused = self.new_file;
                    if error.code.is_unusable() {
                        // A window says what can be done: the one that is open, once it begins anew, or another.
                        if self.windows.is_empty() {
                            self.open(None);
                        }
                        self.push(&FromAgent::Replaced);
                    }
                    return Ok(RETRY);
                }
            }
        }
        let version = self.store.data_version()?;
        if !self.absent && self.is_settled(moment, version) {
            return Ok(self.nap());
        }
        if self.broke_off {
            reminders::recover(&self.store)?;
            self.broke_off = false;
        }
        self.settled = false;
        let before = self.seen.take();
        let turned =
            |before: &Seen| !(before.at..before.until).contains(&moment.now) || before.zone != moment.system_zone;
        if before.as_ref().is_some_and(turned) {
            self.push(&FromAgent::Turned);
        } else if before.is_some_and(|before| before.version != version) {
            self.push(&FromAgent::Changed);
        }
        // Catches changes that were not reported: of the zone, of the rules, or of facts by a program that could not
        // reach the agent.
        use_cases::reindex::reindex(&self.store, moment)?;
        for notice in reminders::answered(&self.store, moment)? {
            self.withdraw(&notice).await;
        }
        self.hide_names(moment).await?;
        let then = self.remind(moment).await?;
        let turns = self.show_tray(moment).await?;
        self.do_chores(moment).await;
        let until = if let Then::Until(Some(wake_at)) = then { wake_at.min(turns) } else { turns };
        self.seen = Some(Seen { at: moment.now, until, version, zone: moment.system_zone });
        match then {
            Then::Until(_) => {
                self.absent = false;
                self.settled = true;
                Ok(self.nap())
            }
            Then::Again(pause) => Ok(pause.min(self.nap())),
        }
    }

    /// Goes on with the database that was put in the place of the open one. Returns false while there is none: whoever
    /// deletes the data folder does not want it back.
    async fn take_new_records(&mut self) -> Result<bool> {
        let Ok(file) = self.folder.join(FILE_NAME).metadata() else { return Ok(false) };
        // It may still be being copied.
        let look = file.modified().ok().map(|at| (file.len(), at));
        if !file.is_file() || std::mem::replace(&mut self.new_file, look) != look || self.refused == look {
            return Ok(false);
        }
        // If the whole folder is another one, so is the lock in it.
        match lock::acquire(&self.folder, lock::AGENT) {
            Ok(new) => self.lock = new,
            Err(LockError::Held(pid)) if pid.is_none_or(|pid| pid == std::process::id()) => {}
            Err(error) => return Err(Error::conflict("error-store-in-use").with("detail", error.to_string())),
        }
        self.store = Store::open(&self.folder, clock::now())?;
        (self.seen, self.settled, self.absent, self.broke_off) = (None, false, true, true);
        self.push(&FromAgent::Replaced);
        tracing::warn!("other records are in the place of those that were open; they are used from now on");
        for tag in self.notifier.open_tags() {
            self.notifier.withdraw(&tag).await;
        }
        rescue::count_on(&self.store)?;
        self.note_server().await;
        Ok(true)
    }

    /// Does the agent's other work. Damage is reported to the windows; if none is open, one is opened to report it.
    /// Reminders go on as far as the records can be read.
    async fn do_chores(&mut self, moment: Moment) {
        if self.chores.round(&self.store, moment).await {
            if self.windows.is_empty() {
                self.open(None);
            }
            self.push(&FromAgent::Damaged);
        }
    }

    /// When the user turns on private notifications, posts the notices on the screen again, without names.
    async fn hide_names(&mut self, moment: Moment) -> Result<()> {
        let names = !Snapshot::take(&self.store, moment)?.settings.private_notifications;
        if self.names
            && !names
            && let Lost::Show(open) = reminders::lost(&self.store, moment, "")?
        {
            // A notice of an earlier agent process is left out: its new version would appear beside it and not replace
            // it.
            let shown = self.notifier.open_tags();
            for posting in open.into_iter().filter(|posting| shown.contains(&posting.tag)) {
                self.post(moment, posting).await?;
            }
        }
        self.names = names;
        Ok(())
    }

    /// Takes a notice off the screen, even if an earlier agent process posted it.
    async fn withdraw(&mut self, notice: &OpenNotice) {
        if self.notifier.open_tags().contains(&notice.notice) {
            self.notifier.withdraw(&notice.notice).await;
        } else {
            self.notifier.withdraw_posted(&notice.notice, notice.server_id, &notice.server_owner).await;
        }
    }

    /// Whether the last round still holds: no event, no other work, same database version, same zone, nothing due
    /// since, and the clock not set back.
    fn is_settled(&self, moment: Moment, version: i64) -> bool {
        self.settled
            && self.chores.is_quiet(moment.now)
            && self.seen.as_ref().is_some_and(|seen| {
                (seen.at..seen.until).contains(&moment.now)
                    && seen.zone == moment.system_zone
                    && seen.version == version
            })
    }

    fn nap(&self) -> Duration {
        let until = self.seen.as_ref().map(|seen| (seen.until - clock::now()).to_std().unwrap_or_default());
        until.unwrap_or_default().min(self.chores.nap()).min(LONGEST_SLEEP)
    }

    /// Posts the reminders that are due.
    async fn remind(&mut self, moment: Moment) -> Result<Then> {
        if let Some(pause) = self.not_before.map(|at| at.saturating_duration_since(Instant::now()))
            && !pause.is_zero()
        {
            return Ok(Then::Again(pause));
        }
        let due = reminders::anything_due(&self.store, moment)?;
        if (due || self.newcomer) && self.notifier.inhibited().await {
            // Held back, not dropped, until the desktop reports that it may be disturbed. For the user this time is as
            // good as an absence, so what waited is then posted as one notification.
            self.absent |= due;
            return Ok(Then::Again(LONGEST_SLEEP));
        }
        if self.newcomer
            && let Some(then) = self.show_again(moment).await?
        {
            return Ok(then);
        }
        let round = reminders::claim_due(&self.store, moment, self.absent)?;
        for posting in round.post {
            let overtaken = reminders::is_overtaken(moment.now, clock::now());
            if overtaken || !self.post(moment, posting).await? {
                // The rest of the round waits for the next one too.
                reminders::recover(&self.store)?;
                self.absent |= overtaken;
                return Ok(Then::Again(if overtaken { Duration::ZERO } else { RETRY }));
            }
        }
        if reminders::all_delivered(&self.store, moment)? {
            self.push(&FromAgent::Changed);
        }
        Ok(Then::Until(round.wake_at))
    }

    /// Posts again what an earlier notification service showed and the present one does not. Returns `None` when that
    /// is done or no service runs, otherwise how the loop goes on.
    async fn show_again(&mut self, moment: Moment) -> Result<Option<Then>> {
        let Some(server) = self.notifier.server().await.ok().flatten() else { return Ok(None) };
        let shown = self.notifier.open_tags();
        let lost = match reminders::lost(&self.store, moment, &server.owner)? {
            Lost::Show(lost) => lost,
            Lost::Held(until) => return Ok(Some(Then::Until(Some(until)))),
        };
        for posting in lost {
            if !shown.contains(&posting.tag) && !self.post(moment, posting).await? {
                return Ok(Some(Then::Again(RETRY)));
            }
        }
        self.newcomer = false;
        Ok(None)
    }

    /// Posts a claimed notice and marks it. Returns false if it must be tried again.
    async fn post(&mut self, moment: Moment, posting: Posting) -> Result<bool> {
        let notice = notice(&posting);
        match self.notifier.post(&notice).await {
            Ok(Posted { id, server }) => {
                for older in reminders::posted(&self.store, moment, &posting, id, &server.owner)? {
                    self.withdraw(&older).await;
                }
                tracing::info!(kind = kind(&posting.tag), "a reminder was posted");
                self.note(Some(&server));
                Ok(true)
            }
            Err(error) => {
                if matches!(error, NotifyError::NoBus(_)) {
                    // If the bus is gone, so is the tray icon that was on it.
                    self.tray = None;
                    self.has_tray.store(false, Ordering::Relaxed);
                }
                if reminders::failed(&self.store, moment, &posting.tag, problem(&error))? {
                    tracing::warn!(%error, "a reminder was not posted; it is tried again");
                    self.push(&FromAgent::Changed);
                }
                Ok(false)
            }
        }
    }

    async fn handle(&mut self, happened: Happened) -> Result<Next> {
        if !matches!(happened, Happened::Time) {
            self.settled = false;
        }
        match happened {
            Happened::Time => {}
            Happened::Woke(_) => self.push(&FromAgent::Turned),
            Happened::Quit => return Ok(Next::End),
            Happened::Said(incoming) => return Ok(self.hear(incoming).await),
            Happened::Notice(event) => self.notice(event).await?,
            Happened::Tray(command) => return self.tray(command),
        }
        Ok(Next::Round)
    }

    async fn hear(&mut self, incoming: Incoming) -> Next {
        match incoming {
            Incoming::Said(ToAgent::Quit) => return Next::End,
            Incoming::Said(ToAgent::Changed) => self.push(&FromAgent::Changed),
            Incoming::Said(ToAgent::Show { page }) => self.open(page),
            // The server answers `Ping` itself, and passes the other two on as `TestReminder` and `WindowCame`.
            Incoming::Said(ToAgent::Ping | ToAgent::TestReminder | ToAgent::Window { .. }) => {}
            Incoming::TestReminder(answer) => {
                let problem = self.test_reminder().await.map(str::to_owned);
                if answer.send(FromAgent::Tested { problem }).is_err() {
                    tracing::debug!("whoever asked for a test reminder went");
                }
                self.note_server().await;
            }
            Incoming::WindowCame { window, pushes, .. } => {
                if let Some(page) = self.page.take()
                    && pushes.send(FromAgent::Go { page }).is_err()
                {
                    tracing::debug!("a window went as it came");
                }
                self.coming = None;
                self.windows.insert(window, pushes);
            }
            Incoming::WindowGone(window) => {
                self.windows.remove(&window);
            }
        }
        Next::Round
    }

    /// Posts a test notice, which is about no step. If that fails, returns the reason as a message id.
    async fn test_reminder(&mut self) -> Option<&'static str> {
        if self.notifier.inhibited().await {
            return Some("error-test-inhibited");
        }
        let text = reminders::test_notice();
        let posted = self.notifier.post(&notice(&Posting { tag: TEST.to_owned(), steps: Vec::new(), text })).await;
        posted.err().map(|error| match error {
            NotifyError::NoBus(_) => "error-test-no-bus",
            NotifyError::NoServer => "error-test-no-server",
            NotifyError::TimedOut => "error-test-timed-out",
            NotifyError::NotAllowed => "error-test-not-allowed",
            NotifyError::Refused(_) => "error-test-refused",
        })
    }

    async fn notice(&mut self, event: NotifierEvent) -> Result<()> {
        let moment = self.moment();
        match event {
            NotifierEvent::Pressed { tag, button } => {
                // A click on the text itself counts as the button Open.
                let button = if button == notifier::DEFAULT { Ok(NoticeButton::Open) } else { button.parse() };
                let Ok(button) = button else {
                    tracing::warn!("a button that no reminder has was pressed; nothing was done");
                    return Ok(());
                };
                let keys = reminders::steps_of(&self.store, &tag)?;
                self.pressed(moment, &keys, button);
                reminders::closed(&self.store, moment, &tag)?;
                self.notifier.withdraw(&tag).await;
            }
            NotifierEvent::Dismissed { tag } => reminders::closed(&self.store, moment, &tag)?,
            NotifierEvent::Failed { tag } => {
                reminders::not_shown(&self.store, moment, &tag, "problem-refused")?;
                self.not_before = Some(Instant::now() + RETRY);
                self.push(&FromAgent::Changed);
            }
            NotifierEvent::ServerGone => {
                let lost = self.notifier.forget_all().len();
                tracing::info!(lost, "the notification service went");
                self.note_server().await;
            }
            NotifierEvent::ServerCame => {
                self.newcomer = true;
                self.note_server().await;
            }
            NotifierEvent::Disturbance => {}
        }
        Ok(())
    }

    /// Records which notification service runs, for the report on the reminders. If it merely does not answer now, what
    /// was recorded stays.
    async fn note_server(&mut self) {
        match self.notifier.server().await {
            Ok(Some(server)) => self.note(Some(&server)),
            Err(NotifyError::TimedOut | NotifyError::Refused(_)) => {}
            Ok(None) | Err(_) => self.note(None),
        }
    }

    fn note(&mut self, server: Option<&notifier::Server>) {
        let (name, capabilities) = server.map_or((String::new(), &[][..]), |server| {
            (format!("{} {}", server.name, server.version), server.capabilities.as_slice())
        });
        match reminders::note_server(&self.store, self.moment(), name.trim(), capabilities) {
            Ok(true) => self.push(&FromAgent::Changed),
            Ok(false) => {}
            Err(error) => tracing::debug!(%error, "the notification service was not noted"),
        }
    }

    /// Does what a button says, for each step of the notice. A step that was answered in the meantime is left alone.
    fn pressed(&mut self, moment: Moment, keys: &[StepKey], button: NoticeButton) {
        match button {
            NoticeButton::Done => keys.iter().for_each(|key| self.done(moment, *key, None, None)),
            NoticeButton::Spoke => {
                keys.iter().for_each(|key| self.done(moment, *key, Some(Channel::Phone), Some(Outcome::Spoke)))
            }
            NoticeButton::NoAnswer => {
                keys.iter().for_each(|key| self.done(moment, *key, Some(Channel::Phone), Some(Outcome::NoAnswer)));
            }
            NoticeButton::Snooze => self.snooze(moment, keys),
            NoticeButton::Open => self.open(serde_json::to_value(page_of(keys, &self.store, moment)).ok()),
        }
    }

    fn done(&mut self, moment: Moment, key: StepKey, channel: Option<Channel>, outcome: Option<Outcome>) {
        if let Err(error) = steps::done(&self.store, moment, key, channel, outcome) {
            tracing::info!(%error, "a step was not marked as done");
        }
        self.push(&FromAgent::Changed);
    }

    fn snooze(&mut self, moment: Moment, keys: &[StepKey]) {
        if let Err(error) = steps::snooze_usual(&self.store, moment, keys) {
            tracing::info!(%error, "nothing was snoozed");
        }
        self.push(&FromAgent::Changed);
    }

    fn tray(&mut self, command: TrayCommand) -> Result<Next> {
        let moment = self.moment();
        match command {
            TrayCommand::Open => self.open(None),
            TrayCommand::NewInterview => {
                self.open(serde_json::to_value(PageRef::Interview { id: None, application: None }).ok());
            }
            TrayCommand::Done(step) => match steps::key(&step)? {
                // The step that asks for cards is done by entering one, so its page opens.
                key if key.kind() == StepKind::Cards => self.pressed(moment, &[key], NoticeButton::Open),
                key => self.done(moment, key, None, None),
            },
            TrayCommand::Snooze(step) => self.snooze(moment, &[steps::key(&step)?]),
            TrayCommand::PauseUntilTomorrow => reminders::pause(&self.store, moment, true)?,
            TrayCommand::Resume => reminders::pause(&self.store, moment, false)?,
            TrayCommand::Quit => return Ok(Next::End),
        }
        Ok(Next::Round)
    }

    /// Brings the tray icon up to date. Returns when to do so again: when time alone changes what it shows, or, if it
    /// could not be offered, when to try again.
    async fn show_tray(&mut self, moment: Moment) -> Result<DateTime<Utc>> {
        let state = afterword_core::pages::tray::tray_state(&self.store, moment)?;
        let (view, until) = (self.tray_view(&state), state.until);
        match &self.tray {
            Some(tray) => tray.show(view).await,
            None => match Tray::start(self.tray_commands.clone(), view).await {
                Ok(tray) => {
                    self.tray = Some(tray);
                    self.has_tray.store(true, Ordering::Relaxed);
                }
                Err(error) => {
                    tracing::debug!(%error, "there is no tray");
                    return Ok(until.min(moment.now + TRAY_AGAIN));
                }
            },
        }
        Ok(until)
    }

    fn tray_view(&self, state: &TrayState) -> TrayView {
        let words = self.words;
        let TrayState { snapshot, due, paused, .. } = state;
        let summary = match due.len() {
            0 => words.plain("tray-nothing"),
            count => words.say("tray-due", &[("count", count.into())]),
        };
        let command = |label: &str, command| TrayEntry::Command { label: words.plain(label), command };
        let mut entries = vec![TrayEntry::Text(summary.clone())];
        for step in due.iter().take(LISTED) {
            let teller = snapshot.teller();
            let company = snapshot.facts.company_name(step.application);
            let key = step.key.to_string();
            entries.push(TrayEntry::Menu {
                label: format!("{} · {company}", teller.title(step)),
                entries: vec![
                    command("button-done", TrayCommand::Done(key.clone())),
                    command("button-snooze", TrayCommand::Snooze(key)),
                ],
            });
        }
        if due.len() > LISTED {
            entries.push(TrayEntry::Text(words.say("tray-more", &[("count", (due.len() - LISTED).into())])));
        }
        entries.push(TrayEntry::Separator);
        entries.push(command("tray-new", TrayCommand::NewInterview));
        entries.push(command("tray-open", TrayCommand::Open));
        entries.push(TrayEntry::Separator);
        if *paused {
            entries.push(TrayEntry::Text(words.plain("tray-paused")));
            entries.push(command("tray-resume", TrayCommand::Resume));
        } else {
            entries.push(command("tray-pause", TrayCommand::PauseUntilTomorrow));
        }
        entries.push(command("tray-quit", TrayCommand::Quit));
        TrayView { title: words.plain("tray-title"), tooltip: summary, due: !due.is_empty(), entries }
    }

    /// Brings up the window, at a page if one is given: the open window, the one that is starting, or a new one.
    fn open(&mut self, page: Option<serde_json::Value>) {
        if !self.windows.is_empty() {
            if let Some(page) = page {
                self.push(&FromAgent::Go { page });
            }
            self.push(&FromAgent::Raise);
            return;
        }
        if page.is_some() {
            self.page = page;
        }
        if self.coming.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None))) {
            return;
        }
        match self.start_window() {
            Ok(child) => self.coming = Some(child),
            Err(error) => tracing::error!(%error, "the window could not be started"),
        }
    }

    fn start_window(&self) -> std::io::Result<tokio::process::Child> {
        tokio::process::Command::from(window_command(&self.folder, self.zone)?).spawn()
    }

    fn push(&mut self, message: &FromAgent) {
        self.windows.retain(|_, pushes| pushes.send(message.clone()).is_ok());
    }

    /// If the program that starts at login is gone, because it was moved, makes that entry point to this one.
    fn mend_autostart(&self) {
        let mended = folders::background_program().map(|program| autostart::mend(&program));
        match mended {
            Ok(Ok(true)) => tracing::info!("the start at login points here again"),
            Ok(Ok(false)) => {}
            Ok(Err(error)) => tracing::debug!(%error, "the start at login was not looked at"),
            Err(error) => tracing::debug!(%error, "this program's own path is not known"),
        }
    }
}

/// The page on which a notification's steps are answered. For a single letter or call, that is the page with what to
/// say; for several steps, Today.
fn page_of(keys: &[StepKey], store: &Store, moment: Moment) -> PageRef {
    let [key] = keys else { return PageRef::Today };
    let Ok(snapshot) = Snapshot::take(store, moment) else { return PageRef::Today };
    let application =
        || snapshot.facts.application_of(*key).map_or(PageRef::Today, |a| PageRef::Application { id: a.0 });
    match key {
        StepKey::Cards(interview) => PageRef::Interview { id: Some(interview.0), application: None },
        StepKey::Prepare(_) => application(),
        StepKey::ThankYou(..) | StepKey::CheckIn(..) => match snapshot.open_step(*key) {
            Ok(step) if step.channel == Channel::Phone => PageRef::Call { step: key.to_string() },
            Ok(_) => PageRef::Write { step: key.to_string(), template: None },
            Err(_) => application(),
        },
    }
}

/// Why a notice was not posted, as a message id.
fn problem(error: &NotifyError) -> &'static str {
    match error {
        NotifyError::NoBus(_) => "problem-no-bus",
        NotifyError::NoServer => "problem-no-server",
        NotifyError::TimedOut => "problem-timed-out",
        NotifyError::NotAllowed => "problem-not-allowed",
        NotifyError::Refused(_) => "problem-refused",
    }
}

/// Turns a posting into a notice for the notification service.
fn notice(posting: &Posting) -> Notice {
    let text = posting.text.clone();
    Notice {
        tag: posting.tag.clone(),
        summary: text.summary,
        body: text.body,
        buttons: text.buttons.into_iter().map(|(id, label)| Button { id: id.code().to_owned(), label }).collect(),
        without_buttons: text.without_buttons,
    }
}

/// The kind of notice that a tag names. The log shows only this, because the rest of the tag holds ids of records.
fn kind(tag: &str) -> &str {
    tag.split(':').next().unwrap_or(tag)
}

/// Waits until the system or the terminal asks the process to end.
async fn termination() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()];
        let mut signals: Vec<_> = kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect();
        let waits = signals.iter_mut().map(|signal| Box::pin(signal.recv()));
        futures_util::future::select_all(waits).await;
    }
    #[cfg(windows)]
    {
        use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};
        // If the system does not report one of these, the others remain.
        let (mut c, mut pause, mut close) = (ctrl_c().ok(), ctrl_break().ok(), ctrl_close().ok());
        let (mut logoff, mut shutdown) = (ctrl_logoff().ok(), ctrl_shutdown().ok());
        tokio::select! {
            Some(()) = async { c.as_mut()?.recv().await } => {}
            Some(()) = async { pause.as_mut()?.recv().await } => {}
            Some(()) = async { close.as_mut()?.recv().await } => {}
            Some(()) = async { logoff.as_mut()?.recv().await } => {}
            Some(()) = async { shutdown.as_mut()?.recv().await } => {}
            else => std::future::pending::<()>().await,
        }
    }
}
