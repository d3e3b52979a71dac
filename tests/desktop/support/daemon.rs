//! dunst, a notification daemon that people run, on the private bus and screen. It is asked by `dunstctl`, as they do.

use serde_json::Value;

use super::SOON;
use super::bus::Bus;
use super::process::{Process, Signal, wait_for};
use super::programs::Home;

pub struct Dunst {
    daemon: Process,
}

impl Dunst {
    pub fn start(home: &Home, bus: &Bus) -> Self {
        let configuration = home.folder().join("dunstrc");
        // Its behaviour must not depend on the machine's own settings.
        std::fs::write(&configuration, "[global]\nmonitor = 0\nhistory_length = 50\n").unwrap();
        let mut command = home.command("dunst");
        let daemon = home.start("dunst", command.arg("-conf").arg(&configuration));
        let witness = bus.connect(|it| it);
        wait_for("dunst", SOON, || witness.is_owned("org.freedesktop.Notifications"));
        Self { daemon }
    }

    /// Suspends it, so that it answers nothing until it continues.
    pub fn hang(&self) {
        self.daemon.signal(Signal::STOP);
    }

    pub fn go_on(&self) {
        self.daemon.signal(Signal::CONT);
    }

    /// How many notifications are on the screen.
    pub fn displayed(&self, home: &Home) -> usize {
        ask(home, &["count", "displayed"]).trim().parse().unwrap_or(0)
    }

    /// Presses a button of the notification on top.
    pub fn act(&self, home: &Home) {
        ask(home, &["action", "0"]);
    }

    /// Closes all, and returns the headings that were shown so far.
    pub fn history(&self, home: &Home) -> Vec<String> {
        ask(home, &["close-all"]);
        let history: Value = serde_json::from_str(&ask(home, &["history"])).unwrap();
        let shown = history["data"][0].as_array().cloned().unwrap_or_default();
        shown.iter().map(|it| it["summary"]["data"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

fn ask(home: &Home, arguments: &[&str]) -> String {
    let mut command = home.command("dunstctl");
    home.start("dunstctl", command.args(arguments)).finish(SOON).output
}
