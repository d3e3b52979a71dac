//! A private screen with a window manager, so that a window can have the focus and can be asked to close.
//! One per test: two windows on one screen would take the focus from each other.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::SOON;
use super::process::{Process, wait_for, wait_for_value};
use super::programs::Home;

pub struct Display {
    name: String,
    // In this order: the window manager goes before the screen it stands on.
    _manager: Process,
    _server: Process,
}

impl Display {
    pub fn start(home: &Home) -> Self {
        let mut command = home.command("Xvfb");
        // `-displayfd` takes a free number, so that tests need not agree on one.
        command.args(["-displayfd", "1", "-screen", "0", "1280x900x24"]);
        command.args(["-nolisten", "tcp", "-noreset"]);
        let mut server = home.start("Xvfb", &mut command);
        let name = format!(":{}", server.first_line(SOON));

        let mut command = home.command("openbox");
        command.env("DISPLAY", &name);
        let manager = home.start("openbox", &mut command);
        wait_for("the window manager", SOON, || run(xdotool(home, &name).arg("get_desktop")).is_some());
        Self { name, _manager: manager, _server: server }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether that program has a window on the screen.
    pub fn shows(&self, home: &Home, program: &Path) -> bool {
        !self.windows_of(home, program).is_empty()
    }

    /// Writes what that program's window shows, without its frame, to a PNG file.
    pub fn picture_of(&self, home: &Home, program: &Path, file: &Path) {
        let window = self.windows_of(home, program).pop().expect("the window must be on the screen");
        let mut command = home.command("import");
        command.env("DISPLAY", &self.name).args(["-window", &window]).arg(file);
        run(&mut command).expect("the screen must give a picture of the window");
    }

    /// Closes each window of that program as a person does: brought to the front, then Alt+F4.
    pub fn close_windows_of(&self, home: &Home, program: &Path) {
        for window in self.windows_of(home, program) {
            let front = ["windowactivate", "--sync", &window, "key", "alt+F4"];
            // A window that closed in the meantime is fine, too.
            run(xdotool(home, &self.name).args(front));
        }
    }

    /// Types into the window of that title and presses Enter, until it is gone: a dialog may show before it takes keys.
    pub fn answer(&self, home: &Home, title: &str, answer: &str) {
        let found = || run(xdotool(home, &self.name).args(["search", "--onlyvisible", "--name", title]));
        let mut window = wait_for_value(title, SOON, || found()?.lines().last().map(str::to_owned));
        for _ in 0..5 {
            let keys = ["windowactivate", "--sync", &window, "type", "--delay", "10", answer];
            run(xdotool(home, &self.name).args(keys)).expect("the dialog must take keys");
            run(xdotool(home, &self.name).args(["key", "Return"])).expect("the dialog must take Enter");
            let end = Instant::now() + Duration::from_secs(2);
            while let Some(still) = found().and_then(|windows| windows.lines().last().map(str::to_owned)) {
                window = still;
                if Instant::now() > end {
                    break;
                }
                thread::sleep(Duration::from_millis(20));
            }
            if Instant::now() <= end {
                return;
            }
            run(xdotool(home, &self.name).args(["key", "ctrl+a"]));
        }
        panic!("the dialog {title:?} never took {answer:?}");
    }

    fn windows_of(&self, home: &Home, program: &Path) -> Vec<String> {
        let mut windows = Vec::new();
        for process in home.processes_of(program) {
            let pid = process.as_raw_nonzero().to_string();
            let found = run(xdotool(home, &self.name).args(["search", "--onlyvisible", "--pid", &pid]));
            windows.extend(found.unwrap_or_default().lines().map(str::to_owned));
        }
        windows
    }
}

fn xdotool(home: &Home, display: &str) -> Command {
    let mut command = home.command("xdotool");
    command.env("DISPLAY", display);
    command
}

/// What it prints, if it succeeds.
fn run(command: &mut Command) -> Option<String> {
    let output = command.output().unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
