//! A desktop to test on: a bus, a screen, a notification server, a tray host and a home folder, private to one test.
//!
//! Every process is owned by a guard that kills it when the test ends, however it ends, and that prints the
//! process's log when the test failed. Nothing here knows what Afterword's rules are.

// The desktop may offer more than the present tests use.
#![allow(dead_code)]

pub mod bus;
pub mod daemon;
pub mod display;
pub mod logind;
pub mod notifications;
pub mod page;
pub mod process;
pub mod programs;
pub mod tray_host;
pub mod webdriver;

use std::path::Path;
use std::time::Duration;

use afterword_core::forms::interview_json;
use afterword_core::snapshot::Moment;
use afterword_core::snapshot::Snapshot;
use afterword_core::store::Store;
use afterword_core::use_cases::interviews;
use bus::Bus;
use daemon::Dunst;
use display::Display;
use logind::Logind;
use notifications::NotificationServer;
use process::{Finished, Process, wait_for};
use programs::Home;
use tray_host::TrayHost;
use webdriver::Browser;

/// Long enough for a slow machine that builds something else meanwhile; a passing test never waits this long.
pub const SOON: Duration = Duration::from_secs(20);

/// The agent may sleep for a minute before it looks at the clock again (docs/rules.md, Delivery).
pub const WITHIN_A_MINUTE: Duration = Duration::from_secs(75);

/// The desktop of one test. The fields drop in this order: first what uses the bus, then the bus.
pub struct Desktop {
    pub notifications: NotificationServer,
    pub tray: TrayHost,
    pub home: Home,
    display: Display,
    bus: Bus,
}

impl Desktop {
    /// Starts everything but the programs; the test clock stands at `now` (RFC 3339).
    pub fn start(now: &str) -> Self {
        let mut home = Home::new(now);
        let bus = Bus::start(&home);
        let display = Display::start(&home);
        // The system bus too, so that no test hears from, or speaks to, the machine it runs on.
        home.set("DBUS_SESSION_BUS_ADDRESS", bus.address());
        home.set("DBUS_SYSTEM_BUS_ADDRESS", bus.address());
        home.set("DISPLAY", display.name());
        Self { notifications: NotificationServer::start(&bus), tray: TrayHost::start(&bus), home, display, bus }
    }

    /// Starts the agent alone, where no tray shows that it runs, and waits until it answers.
    pub fn agent_without_tray(&self) -> Process {
        let mut command = self.home.command(programs::afterword());
        let agent = self.home.start("agent", command.arg("--background"));
        wait_for("the agent to answer", SOON, || self.health("In the background") == "Running");
        agent
    }

    /// What `doctor` says of something.
    pub fn health(&self, label: &str) -> String {
        let health = self.json(&["doctor"]);
        let found = health["facts"].as_array().unwrap().iter().find(|fact| fact["label"] == label);
        found.map_or_else(String::new, |fact| fact["value"].as_str().unwrap().to_owned())
    }

    /// Whether reminders come, as `doctor` says it.
    pub fn health_sentence(&self) -> String {
        self.json(&["doctor"])["sentence"].as_str().unwrap().to_owned()
    }

    /// Starts the agent alone and waits until its tray item answers, which it does only once it runs.
    pub fn agent(&self) -> Process {
        let mut command = self.home.command(programs::afterword());
        let agent = self.home.start("agent", command.arg("--background"));
        wait_for("the agent's tray item", SOON, || self.tray.item().is_some());
        agent
    }

    /// Opens the window under WebDriver.
    pub fn window(&self) -> Browser {
        Browser::open(&self.home, &programs::window(), &[])
    }

    /// The name of the display.
    pub fn display_name(&self) -> String {
        self.display.name().to_owned()
    }

    /// Waits for a window that the agent opens.
    pub fn wait_for_window(&self) {
        wait_for("the window", SOON, || self.display.shows(&self.home, &programs::window()));
    }

    /// Writes what the window shows to a PNG file. The picture is taken from the screen: the driver, asked while the page is
    /// being drawn anew, sometimes never answers.
    pub fn screenshot(&self, window: &Browser, file: &Path) {
        window.wait_for_paint();
        self.display.picture_of(&self.home, &programs::window(), file);
    }

    /// Closes the window as its close button does, and waits for its process to end.
    pub fn close_window(&self) {
        self.close_window_of(&programs::window());
    }

    pub fn close_window_of(&self, program: &Path) {
        self.display.close_windows_of(&self.home, program);
        wait_for("the window's process to end", SOON, || self.home.processes_of(program).is_empty());
    }

    /// Types an answer into a dialog of the desktop's own, and confirms it.
    pub fn answer_dialog(&self, title: &str, answer: &str) {
        self.display.answer(&self.home, title, answer);
    }

    /// Runs the command line to its end.
    pub fn cli(&self, arguments: &[&str]) -> Finished {
        let mut command = self.home.command(programs::afterword());
        self.home.start("cli", command.args(arguments)).finish(SOON)
    }

    /// Enters an interview by command line, in the form that `interview add` reads.
    pub fn add_interview(&self, json: &str) {
        let file = self.home.folder().join("interview.json");
        std::fs::write(&file, json).unwrap();
        let added = self.cli(&["interview", "add", &file.to_string_lossy()]);
        assert!(added.status.success(), "the interview must be taken: {}", added.errors);
    }

    /// Runs a reading command with `--json`.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let finished = self.cli(&[arguments, &["--json"]].concat());
        assert!(
            finished.status.success(),
            "`afterword {} --json` must succeed, but said: {}",
            arguments.join(" "),
            finished.errors
        );
        serde_json::from_str(&finished.output).unwrap_or_else(|error| panic!("not JSON ({error}): {}", finished.output))
    }

    /// The records, to enter more of them than a person could by command line.
    pub fn store(&self) -> Store {
        Store::open(&self.home.folder().join("home/afterword"), chrono::DateTime::UNIX_EPOCH).unwrap()
    }

    /// Enters an interview as the command line does, without the time that a program takes to start.
    pub fn enter(store: &Store, moment: Moment, json: serde_json::Value) {
        let json = serde_json::from_value(json).unwrap();
        let form = interview_json::form_from_json(&Snapshot::take(store, moment).unwrap(), None, json).unwrap();
        interviews::save(store, moment, &form).unwrap();
    }

    /// Programs that start from now on find no bus and no screen, until [`Self::log_in`].
    pub fn log_out(&mut self) {
        let plug = self.plug();
        self.home.set("DBUS_SESSION_BUS_ADDRESS", &format!("unix:path={}", plug.display()));
        self.home.unset("DISPLAY");
    }

    /// The bus can be reached.
    pub fn log_in(&self) {
        std::os::unix::fs::symlink(self.bus.socket(), self.plug()).unwrap();
    }

    fn plug(&self) -> std::path::PathBuf {
        self.home.folder().join("run/later")
    }

    /// Replaces the recording notification server by dunst, as people run it.
    pub fn start_dunst(&mut self) -> Dunst {
        self.notifications.stop();
        Dunst::start(&self.home, &self.bus)
    }

    /// Starts a tray host.
    pub fn restart_tray(&mut self) {
        self.tray = TrayHost::start(&self.bus);
    }

    /// Another notification server takes the place of the present one.
    pub fn replace_notifications(&mut self) {
        self.notifications.is_replaced(&self.bus);
    }

    pub fn logind(&self) -> Logind {
        Logind::start(&self.bus)
    }

    /// Brings the notification server back after `notifications.stop()`, with an empty screen.
    pub fn restart_notifications(&mut self) {
        self.notifications.start_again(&self.bus);
    }
}
