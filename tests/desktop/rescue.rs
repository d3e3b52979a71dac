//! Records that cannot be opened, in the real programs: the window says what can be done, does it, and restarts with
//! everything that was in the backup.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::accessibility;
use crate::reminders::{BEFORE, INTERVIEW};
use crate::support::process::wait_for;
use crate::support::programs;
use crate::support::webdriver::Browser;
use crate::support::{Desktop, SOON, WITHIN_A_MINUTE};

/// A desktop with one interview and a backup of it, which the command line makes when no agent runs.
fn desktop_with_a_backup() -> (Desktop, PathBuf) {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let data = desktop.home.folder().join("home/afterword");
    assert_eq!(fs::read_dir(data.join("backups")).unwrap().count(), 1, "what was recorded is backed up");
    (desktop, data)
}

/// Presses a button that restarts the program, which ends the WebDriver session.
fn press_last(window: &Browser, control: &str) {
    window.script(
        "const button = document.querySelector(`[data-control=${arguments[0]}]`); setTimeout(() => button.click(), 300)",
        json!([control]),
    );
}

fn names(desktop: &Desktop) -> Vec<String> {
    let people = desktop.cli(&["people", "--json"]);
    let people: serde_json::Value = serde_json::from_str(&people.output).unwrap_or_default();
    people.as_array().into_iter().flatten().map(|person| person["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_window_restores_a_backup_over_unreadable_records() {
    let (desktop, data) = desktop_with_a_backup();
    fs::write(data.join("afterword.db"), b"").unwrap();
    let refused = desktop.cli(&["people"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.errors.contains("is empty, though it once held your records"), "{}", refused.errors);
    assert!(refused.errors.contains("The backups there are: afterword restore"), "{}", refused.errors);
    // Starting Afterword as usual shows a window, and a second start shows no second one.
    assert!(desktop.cli(&[]).status.success());
    desktop.wait_for_window();
    assert!(desktop.cli(&[]).status.success());
    wait_for("one window", SOON, || desktop.home.processes_of(&programs::window()).len() == 1);
    desktop.close_window();
    let window = desktop.window();
    window.wait_for_text("Your records cannot be opened");
    window.wait_for_text("One person, one application, one interview");
    window.wait_for_text("Interview at ACME saved");
    assert_eq!(accessibility::look_at(&window), [""; 0]);
    window.script("document.documentElement.dataset.appearance = 'dark'", json!([]));
    // The change of colours takes a moment.
    std::thread::sleep(std::time::Duration::from_millis(400));
    assert_eq!(accessibility::look_at(&window), [""; 0]);
    assert_eq!(window.complaints(), [""; 0]);
    assert_eq!(fs::read(data.join("afterword.db")).unwrap(), b"", "until one says so nothing is touched");
    let before = desktop.home.processes_of(&programs::window());
    window.find("button", "Restore the newest backup").click();
    window.wait_for_text("has taken the place of the records (One person, one application, one interview).");
    window.wait_for_text("put-aside");
    assert_eq!(names(&desktop), ["Tan Mei Ling"]);
    press_last(&window, "open");
    wait_for("the window to come back", SOON, || {
        let now = desktop.home.processes_of(&programs::window());
        !now.is_empty() && now.iter().all(|pid| !before.contains(pid))
    });
    wait_for("its agent", SOON, || desktop.health("In the background") == "Running");
    let aside = fs::read_dir(data.join("put-aside")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read(aside.join("afterword.db")).unwrap(), b"", "the old file is kept");
}

#[test]
fn starting_empty_takes_more_than_one_press() {
    let (desktop, data) = desktop_with_a_backup();
    fs::write(data.join("afterword.db"), b"a letter to a friend, not a database of ours").unwrap();
    let window = desktop.window();
    window.wait_for_text("Your records cannot be opened");
    window.find("button", "Look again").click();
    window.wait_for_text("Looked again just now: The records are damaged");
    window.find("button", "Begin with nothing…").click();
    window.find("button", "Put the old records aside and begin with nothing").click();
    window.wait_for_text("Afterword begins with nothing recorded.");
    assert_eq!(names(&desktop), [""; 0]);
    assert_eq!(fs::read_dir(data.join("backups")).unwrap().count(), 1, "the backups stay");
}

/// Damages a page in the middle: opening does not notice it, but the check after the window first shows does.
fn spoil(data: &std::path::Path) {
    let file = data.join("afterword.db");
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 4096;
    bytes[last..].fill(0xaa);
    fs::write(file, bytes).unwrap();
}

#[test]
fn the_window_looks_by_itself_where_no_agent_can() {
    let (desktop, data) = desktop_with_a_backup();
    spoil(&data);
    // Without the agent's program beside it.
    let alone = desktop.home.folder().join("alone");
    fs::create_dir(&alone).unwrap();
    fs::copy(programs::window(), alone.join("afterword-window")).unwrap();
    let window = Browser::open(&desktop.home, &alone.join("afterword-window"), &[]);
    window.wait_for_text("thank-you this evening");
    window.wait_for_text("The records are damaged");
}

#[test]
fn damage_that_is_found_later_is_told_and_leads_to_the_same_page() {
    let (desktop, data) = desktop_with_a_backup();
    spoil(&data);
    let window = desktop.window();
    window.wait_for_text("The records are damaged");
    assert!(desktop.cli(&["people"]).errors.contains("The records are damaged"), "every program keeps out from now on");
    let before = desktop.home.processes_of(&programs::window());
    press_last(&window, "repair");
    wait_for("the window to come back", SOON, || {
        let now = desktop.home.processes_of(&programs::window());
        !now.is_empty() && now.iter().all(|pid| !before.contains(pid))
    });
    drop(window);
    let restored = desktop.cli(&["restore", "latest"]);
    assert!(restored.status.success(), "the agent gives way: {}", restored.errors);
    assert_eq!(names(&desktop), ["Tan Mei Ling"]);
    wait_for("the window over the restored records", SOON, || desktop.health("In the background") == "Running");
    desktop.wait_for_window();
}

/// Whichever page of the database is damaged, `restore latest` repairs the records with no other step.
#[test]
fn a_damaged_database_page_is_repaired_by_restoring() {
    let (desktop, data) = desktop_with_a_backup();
    let whole = fs::read(data.join("afterword.db")).unwrap();
    for page in [0, 1, 4, 7, 12, whole.len() / 4096 - 1] {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0);
        fs::write(data.join("afterword.db"), bytes).unwrap();
        let restored = desktop.cli(&["restore", "latest"]);
        assert!(restored.status.success(), "page {page}: {}", restored.errors);
        assert_eq!(names(&desktop), ["Tan Mei Ling"], "page {page}");
    }
}

#[test]
fn records_that_cannot_be_reached_are_told_and_not_replaced() {
    let (desktop, data) = desktop_with_a_backup();
    fs::rename(data.join("afterword.db"), data.join("kept")).unwrap();
    fs::create_dir(data.join("afterword.db")).unwrap();
    let refused = desktop.cli(&["restore", "latest"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.errors.contains("cannot be reached"), "{}", refused.errors);
    let report = desktop.cli(&["doctor"]);
    assert!(report.output.contains("The records cannot be opened."), "{}", report.output);
    let window = desktop.window();
    window.wait_for_text("cannot be reached");
    assert_eq!(window.named("button").len(), 1, "there is nothing to do but to look again");
    fs::remove_dir(data.join("afterword.db")).unwrap();
    fs::rename(data.join("kept"), data.join("afterword.db")).unwrap();
    press_last(&window, "again");
    wait_for("the records", SOON, || desktop.health("In the background") == "Running");
    assert_eq!(names(&desktop), ["Tan Mei Ling"]);
}

/// The database opens, but a row cannot be read: the agent must report it instead of going silent.
#[test]
fn an_unreadable_record_opens_the_window() {
    let (desktop, data) = desktop_with_a_backup();
    let c = rusqlite::Connection::open(data.join("afterword.db")).unwrap();
    c.execute_batch("UPDATE contact SET emails = '5' WHERE id = 1").unwrap();
    drop(c);
    let _agent = desktop.home.start("agent", desktop.home.command(programs::afterword()).arg("--background"));
    desktop.wait_for_window();
    let restored = desktop.cli(&["restore", "latest"]);
    assert!(restored.status.success(), "{}", restored.errors);
    assert_eq!(names(&desktop), ["Tan Mei Ling"]);
}

#[test]
fn an_agent_that_finds_damage_brings_the_window() {
    let (desktop, data) = desktop_with_a_backup();
    spoil(&data);
    let _agent = desktop.agent();
    desktop.wait_for_window();
    assert!(data.join("afterword.damaged").exists());
}

#[test]
fn an_agent_that_cannot_begin_brings_the_window() {
    let (desktop, data) = desktop_with_a_backup();
    fs::remove_file(data.join("afterword.db")).unwrap();
    let ended = desktop.cli(&["--background"]);
    assert!(ended.errors.contains("is gone, though there are backups of it"), "{}", ended.errors);
    desktop.wait_for_window();
    assert!(!data.join("afterword.db").exists(), "it is not taken for a first run");
}

/// The records are moved away, and others begun or copied to their place, while the agent runs.
#[test]
fn the_agent_reminds_from_records_that_take_the_place_of_the_open_ones() {
    let (desktop, data) = desktop_with_a_backup();
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Tan Mei Ling");
    let before = desktop.home.processes_of(&programs::window());
    fs::rename(&data, desktop.home.folder().join("moved away")).unwrap();
    // Nothing comes back by itself.
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(!data.exists());
    desktop.add_interview(&INTERVIEW.replace("Tan Mei Ling", "Ravi Menon"));
    desktop.home.set_clock(crate::reminders::EVENING);
    let posted = crate::reminders::wait_for_reminders(&desktop, 1).remove(0);
    assert!(format!("{posted:?}").contains("Ravi Menon"), "{posted:?}");
    wait_for("the health to be noted", SOON, || desktop.health_sentence().starts_with("Reminders are working"));
    wait_for("the window to begin anew", SOON, || {
        let now = desktop.home.processes_of(&programs::window());
        !now.is_empty() && now.iter().all(|pid| !before.contains(pid))
    });
    assert_eq!(desktop.home.processes_of(&programs::afterword()).len(), 1, "one agent");
    // A backup put there by hand counts, too.
    let (file, backup) = (data.join("afterword.db"), desktop.home.folder().join("moved away/backups"));
    let backup = fs::read_dir(backup).unwrap().next().unwrap().unwrap().path();
    for ending in ["-wal", "-shm", ""] {
        fs::rename(data.join(format!("afterword.db{ending}")), desktop.home.folder().join(format!("old{ending}")))
            .unwrap();
    }
    fs::copy(&backup, &file).unwrap();
    // The agent looks once a minute, and whenever it wakes.
    desktop.home.set_clock("2026-11-23T18:01:00+08:00");
    crate::reminders::wait_for_tray(&desktop, "Tan Mei Ling");
    // Copied over the open one, it would be mixed with its log; the window begins anew and says what can be done.
    desktop.wait_for_window();
    let before = desktop.home.processes_of(&programs::window());
    fs::copy(&backup, &file).unwrap();
    desktop.home.set_clock("2026-11-23T18:02:00+08:00");
    wait_for("the window to begin anew", WITHIN_A_MINUTE, || {
        let now = desktop.home.processes_of(&programs::window());
        !now.is_empty() && now.iter().all(|pid| !before.contains(pid))
    });
    let refused = desktop.cli(&["people"]);
    assert!(refused.errors.contains("was copied over another database"), "{}", refused.errors);
    assert!(!desktop.cli(&["doctor"]).status.success(), "and the doctor says so, too");
    assert!(desktop.cli(&["restore", backup.to_str().unwrap()]).status.success());
    assert_eq!(names(&desktop), ["Tan Mei Ling"]);
}

/// As Windows starts it at login.
#[test]
fn the_windows_program_in_the_background_opens_the_window_if_no_reminder_can_come() {
    let (desktop, data) = desktop_with_a_backup();
    let start = || {
        let mut command = desktop.home.command(programs::window());
        desktop.home.start("window", command.arg("--background"))
    };
    assert!(start().finish(SOON).status.success());
    assert_eq!(desktop.health("In the background"), "Running");
    assert!(desktop.home.processes_of(&programs::window()).is_empty());
    for agent in desktop.home.processes_of(&programs::afterword()) {
        rustix::process::kill_process(agent, rustix::process::Signal::KILL).unwrap();
    }
    fs::write(data.join("afterword.db"), b"").unwrap();
    let _window = start();
    desktop.wait_for_window();
}

#[test]
fn a_backup_is_restored_in_the_window_and_that_is_taken_back() {
    let (desktop, _) = desktop_with_a_backup();
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("thank-you this evening");
    window.script("location.hash = '#/backups'", json!([]));
    window.find("heading", "Backups");
    window.find("button", "Back up now").click();
    window.wait_for_text("Backed up as");
    assert!(desktop.cli(&["person", "delete", "1"]).status.success());
    wait_for("the person to be gone", SOON, || names(&desktop).is_empty());
    window.script("document.querySelector('[data-row^=backup] [data-control=restore]').click()", json!([]));
    window.wait_for_text("Everything is as it was today at");
    assert_eq!(names(&desktop), ["Tan Mei Ling"]);
    window.find("button", "Undo").click();
    wait_for("that to be taken back", SOON, || names(&desktop).is_empty());
    window.wait_for_text("Before a backup was restored");
    let delete = "document.querySelector('[data-row^=backup] [data-control=delete]').click()";
    let rows = || window.script("return document.querySelectorAll('[data-row^=backup]').length", json!([]));
    let before = rows().as_u64().unwrap();
    window.script(delete, json!([]));
    window.wait_for_text("Delete for good");
    assert_eq!(rows(), before, "one press deletes nothing");
    window.script(delete, json!([]));
    wait_for("the backup to go", SOON, || rows().as_u64() == Some(before - 1));
    assert_eq!(window.complaints(), [""; 0]);
}
