//! Two programs on one set of records: no change of either is lost, and there are never two agents or two windows.
//! `AFTERWORD_CHANGES` says how many changes; `make soak` makes ten thousand.

use serde_json::json;

use crate::reminders::{BEFORE, INTERVIEW};
use crate::support::process::wait_for;
use crate::support::{Desktop, SOON, programs};

#[test]
fn window_and_command_line_write_at_once_and_lose_nothing() {
    let changes: u64 = std::env::var("AFTERWORD_CHANGES").ok().and_then(|n| n.parse().ok()).unwrap_or(600);
    // Starting a program takes as long as ten changes in a running one.
    let (theirs, ours) = (changes / 10, changes - changes / 10);
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("thank-you this evening");
    window.script(
        "window.told = []; window.done = 0;
         (async () => {
           for (let n = 1; n <= arguments[0]; n += 1) {
             const request = { key: 'signature', value: `window ${n}`, page: { page: 'today' } };
             try { await window.__TAURI__.core.invoke('setting_save', { request }); }
             catch (error) { window.told.push(JSON.stringify(error)); }
             window.done = n;
           }
         })()",
        json!([ours]),
    );
    for n in 1..=theirs {
        let changed = desktop.cli(&["settings", "name", &format!("command line {n}")]);
        assert!(changed.status.success(), "no change is turned away: {}", changed.errors);
    }
    let done = || window.script("return window.done", json!([])).as_u64();
    wait_for("the window's changes", SOON * 30, || done() == Some(ours));
    assert_eq!(window.script("return window.told", json!([])), json!([]), "none of them was refused");
    let setting = |key: &str| desktop.cli(&["settings", key]).output.trim().to_owned();
    assert_eq!((setting("signature"), setting("name")), (format!("window {ours}"), format!("command line {theirs}")));
    let entries: i64 = desktop
        .store()
        .read(|c| Ok(c.query_row("SELECT seq FROM sqlite_sequence WHERE name = 'undo_entry'", [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(entries as u64, changes + 1, "every change is in the log, and the interview");
    assert!(!window.text().contains("locked"), "nobody reads of a lock");
}

#[test]
fn a_second_start_raises_the_first_even_without_a_session_bus() {
    let mut desktop = Desktop::start(BEFORE);
    desktop.home.unset("DBUS_SESSION_BUS_ADDRESS");
    for _ in 0..2 {
        let started = desktop.cli(&[]);
        assert!(started.status.success(), "{}", started.errors);
        desktop.wait_for_window();
    }
    // Another session of the same user, with a bus of its own.
    desktop.home.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus");
    assert!(desktop.cli(&[]).status.success());
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(desktop.home.processes_of(&programs::window()).len(), 1, "one window");
    let agents = || desktop.home.processes_of(&programs::afterword()).len();
    wait_for("one agent", SOON, || agents() == 1);
    // A second agent finds the lock taken and exits without an error.
    assert!(desktop.cli(&["--background"]).status.success());
    assert_eq!(agents(), 1);
}

/// Some systems start the window's program itself, and not the command line.
#[test]
fn the_windows_program_opens_one_window() {
    let desktop = Desktop::start(BEFORE);
    let windows = || desktop.home.processes_of(&programs::window());
    let start = || desktop.home.start("window", &mut desktop.home.command(programs::window()));
    let mut first = start();
    desktop.wait_for_window();
    wait_for("its agent", SOON, || desktop.health("In the background") == "Running");
    let second = start().finish(SOON);
    assert!(second.status.success(), "{}", second.errors);
    assert!(first.is_running());
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(windows().len(), 1);
    // A window that was killed does not keep another from opening.
    first.kill();
    wait_for("the first to end", SOON, || windows().is_empty());
    let _third = start();
    desktop.wait_for_window();
}
