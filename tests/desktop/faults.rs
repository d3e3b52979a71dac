//! The real programs on a disk that is full, broken or read-only: they show a clear sentence, which is true, keep what
//! was typed, and work again once the cause is gone. strace injects the faults into the program's system calls.

use std::path::Path;

use crate::reminders::INTERVIEW;
use rustix::process::Signal;
use serde_json::json;

use crate::reminders::BEFORE;
use crate::support::process::{Process, wait_for};
use crate::support::webdriver::Browser;
use crate::support::{Desktop, SOON, programs};

/// While this lives, every such system call of a program fails.
struct Fault(Process);

impl Fault {
    fn of(desktop: &Desktop, calls: &str, error: &str) -> Fault {
        let pid = desktop.home.processes_of(&programs::window())[0].as_raw_nonzero().to_string();
        let log = desktop.home.folder().join("faults");
        let inject = format!("inject={calls}:error={error}");
        let mut command = desktop.home.command("strace");
        command.args(["-f", "-p", &pid, "-e", &format!("trace={calls}"), "-e", &inject, "-o"]).arg(&log);
        let process = desktop.home.start("strace", &mut command);
        // strace is attached once the kernel names it as the program's tracer.
        let status = format!("/proc/{pid}/status");
        let tracer = format!("TracerPid:\t{}", process.pid().as_raw_nonzero());
        wait_for("strace", SOON, || std::fs::read_to_string(&status).unwrap().contains(&tracer));
        std::thread::sleep(std::time::Duration::from_millis(300));
        Fault(process)
    }

    fn end(self) {
        self.0.signal(Signal::INT);
        self.0.finish(SOON);
    }
}

fn fill_in(window: &Browser) {
    window.script("location.hash = '#/interview'", json!([]));
    window.find("textbox", "Company").type_text("Lantern");
    window.find("textbox", "Role").type_text("Writer");
    window.find("textbox", "When").type_text("today 15:00");
    window.find("textbox", "Name").type_text("Adaeze Okafor");
}

fn people(desktop: &Desktop) -> usize {
    desktop.json(&["people"]).as_array().unwrap().len()
}

#[test]
fn a_disk_fault_is_reported_and_loses_no_typed_text() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Nothing here yet");
    fill_in(&window);
    for (calls, error, says) in [
        ("pwrite64", "ENOSPC", "The disk is full. Nothing was changed; free some space and try again."),
        ("fdatasync,fsync", "EIO", "Whether the change was saved shows when Afterword is started again"),
        ("pwrite64", "EROFS", "The database could not be used"),
        ("pwrite64", "EIO", "The database could not be used"),
    ] {
        let fault = Fault::of(&desktop, calls, error);
        window.find("button", "Save").click();
        window.wait_for_text(says);
        assert_eq!(window.find("textbox", "Company").value(), "Lantern", "{error}: what was typed stays");
        assert_eq!(window.find("textbox", "Name").value(), "Adaeze Okafor", "{error}");
        fault.end();
        assert_eq!(people(&desktop), 0, "{error}: nothing is half saved");
    }
    window.find("button", "Save").click();
    window.wait_for_text("Interview at Lantern saved.");
    assert_eq!(people(&desktop), 1, "once the cause is gone it works again");
    assert!(!window.complaints().iter().any(|it| it.starts_with("error")), "{:?}", window.complaints());
    assert_eq!(desktop.health("Records").split(',').next(), Some("Sound"));
}

/// The same for the command line, and for a user who may not write to the folder.
#[test]
fn a_read_only_folder_is_reported() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let run = |call: &str, error: &str, arguments: &[&str]| {
        let mut command = desktop.home.command("strace");
        let inject = format!("inject={call}:error={error}");
        command.args(["-f", "-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"]);
        desktop.home.start("cli", command.arg(programs::afterword()).args(arguments)).finish(SOON)
    };
    for (call, error) in [("pwrite64", "EROFS"), ("pwrite64", "ENOSPC"), ("fdatasync", "EIO"), ("ftruncate", "EIO")] {
        let changed = run(call, error, &["settings", "evening", "20:00"]);
        assert!(!changed.errors.contains("panicked"), "{call} {error}: {}", changed.errors);
        if changed.status.success() {
            continue;
        }
        assert_eq!(changed.status.code(), Some(1), "{call} {error}");
        assert_eq!(changed.errors.trim().lines().count(), 1, "one sentence: {}", changed.errors);
        let says = if call == "fdatasync" { "Whether the change was saved" } else { "Nothing was changed" };
        assert!(changed.errors.contains(says), "{call} {error}: {}", changed.errors);
    }
    assert!(desktop.cli(&["settings", "evening", "20:00"]).status.success());
    let other = desktop.home.folder().join("closed");
    std::fs::create_dir(&other).unwrap();
    let refused = run("openat", "EROFS", &["--data-dir", &other.to_string_lossy(), "people"]);
    assert!(!refused.errors.contains("panicked"), "{}", refused.errors);
    assert!(!refused.status.success());
}

/// A folder's files, to be put back before the next fault.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else if from.is_file() {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

/// Every command, with a fault at one of its writes, and then at another, says the truth about what was kept.
/// `AFTERWORD_FAULTS` says at how many of them; the soak tries a thousand, which is all.
#[test]
fn every_sentence_about_what_was_kept_is_true() {
    let most: usize = std::env::var("AFTERWORD_FAULTS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let backup = desktop.json(&["backup", "--list"])["rows"][0]["name"].as_str().unwrap().to_owned();
    assert!(desktop.cli(&["settings", "evening", "19:00"]).status.success());
    let [cards, others, interview] =
        ["cards.vcf", "others.vcf", "interview.json"].map(|name| desktop.home.folder().join(name));
    std::fs::write(&cards, "BEGIN:VCARD\nVERSION:3.0\nFN:Adaeze Okafor\nEND:VCARD\n").unwrap();
    std::fs::write(&others, "BEGIN:VCARD\nVERSION:3.0\nFN:Ravi Menon\nEND:VCARD\n").unwrap();
    let [cards, others, interview] = [&cards, &others, &interview].map(|path| path.to_str().unwrap());
    let data = desktop.home.folder().join("home/afterword");
    let pristine = desktop.home.folder().join("pristine");
    copy(&data, &pristine);
    let reset = || {
        std::fs::remove_dir_all(&data).unwrap();
        copy(&pristine, &data);
    };
    let state = || {
        let exported = desktop.cli(&["export", "json"]);
        assert!(exported.status.success(), "{}", exported.errors);
        exported.output
    };
    let traced = |options: &[&str], arguments: &[&str]| {
        let log = desktop.home.folder().join("calls");
        let mut command = desktop.home.command("strace");
        command.args(["-f", "-o"]).arg(&log).args(options).arg(programs::afterword()).args(arguments);
        let finished = desktop.home.start("cli", &mut command).finish(SOON);
        (finished, std::fs::read_to_string(log).unwrap())
    };
    let before = state();
    let (mut tried, mut failed) = (0, 0);
    for (arguments, is_change) in [
        (&["done", "thank_you:1:1"][..], true),
        (&["undo"], true),
        (&["settings", "evening", "20:00"], true),
        (&["import", cards], true),
        (&["import", cards, others], true),
        (&["restore", &backup], true),
        (&["backup"], false),
        (&["person", "delete", "1"], true),
        (&["interview", "add", interview], true),
        (&["touch", "--application", "1", "--kind", "other"], true),
        (&["snooze", "thank_you:1:1", "--until", "tomorrow 9:00"], true),
        (&["export", "csv", "-o", "table.csv"], false),
    ] {
        // A full disk stays full, an error of the disk passes.
        for (calls, error, stays) in [
            ("pwrite64,write", "ENOSPC", "+"),
            ("pwrite64", "EIO", ""),
            ("fdatasync,fsync", "EIO", ""),
            ("rename,renameat,renameat2,linkat,link", "EIO", ""),
        ] {
            let trace = format!("trace={calls}");
            reset();
            let (_, log) = traced(&["-e", &trace], arguments);
            let count = log.lines().filter(|line| line.contains('(')).count();
            let places = (0..count.min(most)).map(|n| 1 + n * count / count.min(most));
            for place in places {
                reset();
                let inject = format!("inject={calls}:error={error}:when={place}{stays}");
                let (done, _) = traced(&["-e", &trace, "-e", &inject], arguments);
                let what = format!("{arguments:?}, {error} at {calls} {place}: {}", done.errors);
                assert!(!done.errors.contains("panicked"), "{what}");
                let is_changed = state() != before;
                tried += 1;
                if done.status.success() {
                    assert_eq!(is_changed, is_change, "{what}");
                    assert!(!done.errors.contains("Nothing was changed"), "nor does a warning say so: {what}");
                    continue;
                }
                failed += 1;
                assert_eq!(done.status.code(), Some(1), "{what}");
                // If standard error is full as well, the exit status has to do.
                if done.errors.contains("Whether the change was saved") || done.errors.is_empty() {
                    continue;
                }
                let told =
                    ["It was done", "The files before it were imported"].iter().any(|it| done.errors.contains(it));
                assert_eq!(is_changed, told, "{what}");
            }
        }
    }
    println!("{tried} faults, {failed} of them reported");
    assert!(failed > 20, "the faults reach the program");
}

/// Where records that cannot be opened are replaced, a fault in the middle leaves the old ones in a folder of their own. That
/// is said, and the same command gets to the end afterwards.
#[test]
fn a_rescue_that_stops_in_the_middle_says_where_the_old_records_are() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let data = desktop.home.folder().join("home/afterword");
    let file = data.join("afterword.db");
    let damaged = vec![7; 50_000];
    std::fs::write(&file, &damaged).unwrap();
    let pristine = desktop.home.folder().join("pristine");
    copy(&data, &pristine);
    let mut moved = 0;
    for (arguments, calls, error) in [
        (&["restore", "--anew"][..], "pwrite64", "ENOSPC"),
        (&["restore", "--anew"], "fsync", "EIO"),
        (&["restore", "latest"], "fsync", "EIO"),
        (&["restore", "latest"], "rename", "EIO"),
    ] {
        for place in (1..40).step_by(3) {
            std::fs::remove_dir_all(&data).unwrap();
            copy(&pristine, &data);
            let inject = format!("inject={calls}:error={error}:when={place}");
            let mut command = desktop.home.command("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-e", &inject]);
            command.arg(programs::afterword()).args(arguments);
            let done = desktop.home.start("cli", &mut command).finish(SOON);
            let what = format!("{arguments:?}, {error} at {calls} {place}: {}", done.errors);
            if done.status.success() {
                continue;
            }
            let is_in_place = std::fs::read(&file).is_ok_and(|found| found == damaged);
            assert!(is_in_place || done.errors.contains("kept in"), "{what}");
            if !is_in_place {
                moved += 1;
                assert!(
                    !done.errors.contains("Nothing was changed") && !done.errors.contains("left as it is"),
                    "{what}"
                );
            }
            if !std::fs::exists(&file).unwrap() {
                let refused = desktop.cli(&["people"]).errors;
                assert!(refused.contains("kept in") && !refused.contains("left as it is"), "{what}: {refused}");
                assert!(desktop.cli(arguments).status.success(), "{what}");
                assert!(desktop.cli(&["people"]).status.success(), "{what}");
            }
        }
    }
    assert!(moved > 3, "the faults reach the middle");
}
