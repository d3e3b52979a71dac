//! A story on the real command line and agent, told on every system: Linux, macOS, Windows, and the Windows programs under
//! Wine (`make windows`). It needs no desktop; with `AFTERWORD_NO_SERVICE` there is none that could show a reminder.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod program;

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use afterword_agent::link::{self, FromAgent, ToAgent};
use program::Program;
use serde_json::{Value, json};

/// A quarter past four, after the interview.
const NOW: &str = "2026-11-23T16:15:00+08:00";

fn interview() -> Value {
    json!({
        "company": "虾皮 Shopee", "role": "Data Analyst", "start": "2026-11-23T15:00:00+08:00",
        "interviewers": [{"name": "陈伟 Chen Wei", "emails": ["wei.chen@shopee.example"], "phones": ["+65 6555 0142"]}]
    })
}

/// The program in a data folder with a name that is not ASCII, with one interview in it.
fn begun() -> Program {
    let program = Program::new(NOW);
    program.run_with(&["interview", "add", "-"], &interview().to_string());
    program
}

fn names(program: &Program) -> Vec<String> {
    let people = program.json(&["people"]);
    people.as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap().to_owned()).collect()
}

/// What the doctor says of something; empty if nothing.
fn fact(program: &Program, label: &str) -> String {
    let report = program.json(&["doctor"]);
    let found = report["facts"].as_array().unwrap().iter().find(|fact| fact["label"] == label);
    found.map(|fact| fact["value"].as_str().unwrap().to_owned()).unwrap_or_default()
}

/// Waits until something is so, ten times a second.
fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        sleep(Duration::from_millis(100));
    }
}

#[test]
fn an_interview_is_entered_planned_and_exported() {
    let program = begun();
    assert_eq!(names(&program), ["陈伟 Chen Wei"]);
    let agenda = program.run(&["agenda"]);
    assert!(agenda.contains("陈伟 Chen Wei") && agenda.contains("虾皮 Shopee"), "{agenda}");
    let card = program.run(&["export", "vcf"]);
    assert!(card.contains("FN:陈伟 Chen Wei"), "{card}");
    let table = program.folder().join("联系人.csv");
    program.run(&["export", "csv", "-o", table.to_str().unwrap()]);
    assert!(fs::read_to_string(&table).unwrap().contains("wei.chen@shopee.example"));
    let draft = program.run(&["draft", "thank_you:1:1"]);
    assert!(draft.contains("虾皮 Shopee"), "{draft}");
}

#[test]
fn a_change_is_taken_back() {
    let program = begun();
    program.run(&["done", "thank_you:1:1"]);
    assert_eq!(program.json(&["show", "1"])["touches"].as_array().unwrap().len(), 1);
    program.run(&["undo"]);
    assert_eq!(program.json(&["show", "1"])["touches"].as_array().unwrap().len(), 0);
    program.run(&["undo"]);
    assert_eq!(names(&program), [""; 0], "the interview is gone with its people");
}

#[test]
fn a_backup_is_restored_while_another_process_reads() {
    let program = begun();
    program.run(&["backup"]);
    program.run(&["person", "delete", "1"]);
    assert_eq!(names(&program), [""; 0]);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| (0..5).map(|_| names(&program)).collect::<Vec<_>>());
        program.run(&["restore", "latest"]);
        for seen in reader.join().unwrap() {
            assert!(seen.is_empty() || seen == ["陈伟 Chen Wei"], "before or after, and nothing in between: {seen:?}");
        }
    });
    assert_eq!(names(&program), ["陈伟 Chen Wei"]);
    program.run(&["undo"]);
    assert_eq!(names(&program), [""; 0], "the restore is taken back");
}

#[test]
fn there_is_one_agent_and_it_is_reached_over_its_socket() {
    let program = begun();
    let socket = link::socket_path(&program.data());
    let mut agent = program.start_agent();
    let pid = || match link::send(&socket, &ToAgent::Ping) {
        Ok(FromAgent::Status { pid, .. }) => Some(pid),
        _ => None,
    };
    wait_for("the agent to listen", || pid().is_some());
    assert_eq!(pid(), Some(agent.id()));
    let second = program.start_agent().wait().unwrap();
    assert!(second.success(), "one agent is enough");
    assert_eq!(pid(), Some(agent.id()), "the first one stays");
    assert_eq!(fact(&program, "In the background"), "Running");
    if cfg!(not(target_os = "linux")) {
        wait_for("the tray icon", || fact(&program, "Tray") == "There is one");
    }
    // Another process changes something while the agent has the records open.
    program.run(&["touch", "--application", "1", "--kind", "other"]);
    assert_eq!(link::send(&socket, &ToAgent::Quit).unwrap(), FromAgent::Ok);
    assert!(agent.wait().unwrap().success(), "it ends when it is told to");
    assert_eq!(pid(), None);
}

#[test]
fn a_killed_agent_can_be_started_again() {
    let program = begun();
    let socket = link::socket_path(&program.data());
    let is_there = || link::send(&socket, &ToAgent::Ping).is_ok();
    for _ in 0..3 {
        let mut agent = program.start_agent();
        wait_for("the agent to listen", is_there);
        agent.kill().unwrap();
        agent.wait().unwrap();
    }
    assert_eq!(names(&program), ["陈伟 Chen Wei"], "and the records are whole");
    assert!(fact(&program, "Records").starts_with("Sound"));
}

/// Whether no notification service can be there: under Wine (`tests/wine/run` says so), on Linux, where the story has no
/// session bus, and on macOS, where its programs are in no bundle.
fn is_without_service() -> bool {
    !cfg!(windows) || std::env::var_os("AFTERWORD_NO_SERVICE").is_some()
}

#[test]
fn a_reminder_that_cannot_be_shown_is_told_kept_and_tried_again_except_on_windows_itself() {
    if !is_without_service() {
        return;
    }
    let program = begun();
    program.set_clock("2026-11-23T18:00:05+08:00");
    let socket = link::socket_path(&program.data());
    let mut agent = program.start_agent();
    let is_told = || {
        let report = program.json(&["doctor"]);
        report["well"] == false && report["sentence"].as_str().unwrap().contains("notification service")
            || report["sentence"].as_str().unwrap().contains("no desktop session")
    };
    wait_for("the doctor to say that no reminder comes", is_told);
    let agenda = program.json(&["agenda"]);
    assert_eq!(agenda[0]["step"], "thank_you:1:1", "it is still to be done: {agenda}");
    // The agent goes on, and answers.
    assert!(link::send(&socket, &ToAgent::Ping).is_ok());
    assert_eq!(link::send(&socket, &ToAgent::Quit).unwrap(), FromAgent::Ok);
    assert!(agent.wait().unwrap().success());
    let log = program.agent_log();
    assert!(log.contains("it is tried again"), "{log}");
}

#[test]
fn the_doctor_claims_nothing_that_it_did_not_check() {
    let program = begun();
    let files = fact(&program, "Files");
    if cfg!(unix) {
        assert_eq!(files, "Only you can read them");
    } else {
        assert!(files.starts_with("In your user profile") || files.starts_with("Not known"), "{files}");
    }
    assert!(fact(&program, "Records").starts_with("Sound"));
    assert!(fact(&program, "System").starts_with(std::env::consts::OS));
    assert_eq!(fact(&program, "Notifications").is_empty(), cfg!(target_os = "linux"));
}

#[test]
fn a_data_folder_with_a_long_path_works() {
    let program = Program::new(NOW).with_long_data_folder();
    program.run_with(&["interview", "add", "-"], &interview().to_string());
    program.run(&["backup"]);
    assert_eq!(names(&program), ["陈伟 Chen Wei"]);
}

/// Where that changes nothing of the user's own: under Wine, and on Linux, where the story has a configuration of its own.
#[test]
fn the_start_at_login_is_switched_on_and_off_except_on_a_users_own_windows_or_mac() {
    if cfg!(target_os = "macos") || !is_without_service() {
        return;
    }
    let program = begun();
    let setting = || program.run(&["settings", "start_at_login"]).trim().to_owned();
    let fact = || fact(&program, "Start at login");
    assert_eq!((setting().as_str(), fact().as_str()), ("false", "Off"));
    program.run(&["settings", "start_at_login", "true"]);
    assert_eq!((setting().as_str(), fact().as_str()), ("true", "On"));
    program.run(&["settings", "start_at_login", "false"]);
    assert_eq!((setting().as_str(), fact().as_str()), ("false", "Off"));
}
