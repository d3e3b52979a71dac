//! The real window on a disk that is full, broken or read-only: it shows a clear sentence, keeps what was typed, and
//! works again once the cause is gone. strace injects the faults into the program's system calls.

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
        ("fdatasync,fsync", "EIO", "The database could not be used"),
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
        assert!(changed.errors.contains("Nothing was changed"), "{call} {error}: {}", changed.errors);
    }
    assert!(desktop.cli(&["settings", "evening", "20:00"]).status.success());
    let other = desktop.home.folder().join("closed");
    std::fs::create_dir(&other).unwrap();
    let refused = run("openat", "EROFS", &["--data-dir", &other.to_string_lossy(), "people"]);
    assert!(!refused.errors.contains("panicked"), "{}", refused.errors);
    assert!(!refused.status.success());
}
