//! What the programs leave on the machine and send from it: only their user can read the files, no name stands outside
//! the records, and no connection is opened.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::reminders::BEFORE;
use crate::support::process::{Process, wait_for};
use crate::support::webdriver::key;
use crate::support::{Desktop, SOON, programs};

/// A name, an address, a number and notes that occur nowhere else on the machine.
const CANARIES: [&str; 8] = [
    "Quillfeather",
    "Zephyrine",
    "zq-canary@wren.example",
    "555 0177",
    "Wrenhollow",
    "Marmalade",
    "told me of her heron",
    "Ostrichwell",
];

fn entry() -> String {
    json!({"company": "Wrenhollow", "role": "Marmalade Engineer", "start": "2026-11-23T15:00:00+08:00", "interviewers": [
        {"name": "Zephyrine Quillfeather", "emails": ["zq-canary@wren.example"], "phones": ["+65 6555 0177"],
         "note": "told me of her heron"}],
        "notes": {"shared": "Ostrichwell"}})
    .to_string()
}

/// A script that runs another program under a umask.
fn under(desktop: &Desktop, umask: &str, program: &Path) -> PathBuf {
    let script = desktop.home.folder().join(format!("{}-{umask}", program.file_name().unwrap().to_str().unwrap()));
    fs::write(&script, format!("#!/bin/sh\numask {umask}\nexec '{}' \"$@\"\n", program.display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script
}

/// Everything below a folder, and the folder itself.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    found.push(folder.to_owned());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() && !path.is_symlink() => walk(&path, found),
            path => found.push(path),
        }
    }
}

#[test]
fn files_are_private_under_any_umask() {
    for umask in ["000", "022", "777"] {
        let desktop = Desktop::start(BEFORE);
        let program = under(&desktop, umask, &programs::afterword());
        let data = desktop.home.folder().join("home/deep/afterword");
        let out = desktop.home.folder().join("out");
        fs::create_dir(&out).unwrap();
        let run = |arguments: &[&str]| {
            let mut command = desktop.home.command(&program);
            command.arg("--data-dir").arg(&data).args(arguments);
            desktop.home.start("cli", &mut command).finish(SOON)
        };
        let mut command = desktop.home.command(&program);
        let _agent = desktop.home.start("agent", command.arg("--background").arg("--data-dir").arg(&data));
        wait_for("the agent", SOON, || desktop.tray.item().is_some());
        let file = desktop.home.folder().join("entry.json");
        fs::write(&file, entry()).unwrap();
        let shown = |name: &str| out.join(name).to_string_lossy().into_owned();
        for arguments in [
            &["interview", "add", &file.to_string_lossy()][..],
            &["backup"],
            &["export", "csv", "-o", &shown("a.csv")],
            &["export", "xlsx", "-o", &shown("a.xlsx")],
            &["export", "html", "-o", &shown("a.html")],
            &["export", "vcard", "-o", &shown("a.vcf")],
            &["export", "ics", "-o", &shown("a.ics")],
            &["export", "json", "-o", &shown("a.json")],
            &["draft", "thank_you:1:1", "--format", "eml", "-o", &shown("a.eml")],
            &["settings", "calendar_file", &shown("kept.ics")],
            &["restore", "latest"],
        ] {
            let done = run(arguments);
            assert!(done.status.success(), "umask {umask}, {arguments:?}: {}", done.errors);
        }
        let mut found = Vec::new();
        walk(&data, &mut found);
        walk(&desktop.home.folder().join("run/afterword"), &mut found);
        found.extend(fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()));
        let names: BTreeSet<_> =
            found.iter().filter_map(|path| path.file_name()?.to_str()).map(str::to_owned).collect();
        for wanted in
            ["afterword.db", "afterword.db-wal", "afterword.db-shm", "backups", "agent.lock", "a.csv", "a.eml"]
        {
            assert!(names.contains(wanted), "umask {umask}: {wanted} is among {names:?}");
        }
        for path in found {
            let mode = path.symlink_metadata().unwrap().permissions().mode() & 0o777;
            let wanted = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "umask {umask}: {} is {mode:o}", path.display());
        }
    }
}

/// The command lines of every program of this home, gathered while they run.
fn gather(desktop: &Desktop, lines: &mut BTreeSet<String>) {
    for program in [programs::afterword(), programs::window()] {
        for pid in desktop.home.processes_of(&program) {
            let line = fs::read(format!("/proc/{}/cmdline", pid.as_raw_nonzero())).unwrap_or_default();
            lines.insert(String::from_utf8_lossy(&line).into_owned());
        }
    }
}

#[test]
fn no_name_stands_in_logs_arguments_or_temporary_files() {
    let mut desktop = Desktop::start(BEFORE);
    let temporary = desktop.home.folder().join("tmp");
    fs::create_dir(&temporary).unwrap();
    desktop.home.set("TMPDIR", &temporary.to_string_lossy());
    desktop.home.set("AFTERWORD_LOG", "trace");
    let mut lines = BTreeSet::new();
    let input = desktop.home.folder().join("clock.json");
    fs::write(&input, entry()).unwrap();
    // Started from the command line, so that it logs to the file beside the records.
    assert!(desktop.cli(&[]).status.success());
    desktop.wait_for_window();
    desktop.close_window();
    desktop.home.set_clock("2026-11-23T17:30:00+08:00");
    assert!(desktop.cli(&["interview", "add", &input.to_string_lossy()]).status.success());
    gather(&desktop, &mut lines);
    let window = desktop.window();
    window.wait_for_text("One thank-you this evening");
    for page in ["person/1", "application/1", "interview/1", "export", "backups"] {
        window.script("location.hash = `#/${arguments[0]}`", json!([page]));
        window.wait_for_text(if page == "backups" { "Back up now" } else { "e" });
        gather(&desktop, &mut lines);
    }
    window.press(&[key::CONTROL, '1']);
    window.wait_for_text("Zephyrine Quillfeather");
    desktop.home.set_clock("2026-11-23T18:01:00+08:00");
    wait_for("the reminder", SOON, || !desktop.notifications.posted().is_empty());
    // Failing commands too: a refusal must not be logged with the text that was typed.
    desktop.cli(&["interview", "edit", "99", &input.to_string_lossy()]);
    desktop.cli(&["import", &input.to_string_lossy()]);
    assert!(desktop.cli(&["doctor"]).status.success());
    let report = desktop.cli(&["doctor", "--json"]).output;
    gather(&desktop, &mut lines);
    drop(window);
    desktop.cli(&["person", "delete", "1"]);
    let data = desktop.home.folder().join("home/afterword");
    let mut looked_at = 0;
    let mut found = Vec::new();
    walk(desktop.home.folder(), &mut found);
    // Names may stand in the records only: the database, its backups, this test's input, and what a command was asked
    // to print.
    let is_asked = |path: &Path| path.to_string_lossy().ends_with("-cli.out");
    let holds_records = |path: &Path| path == input || path.starts_with(data.join("backups")) || is_asked(path);
    for path in found.into_iter().filter(|path| path.is_file() && !holds_records(path)) {
        let bytes = fs::read(&path).unwrap();
        looked_at += 1;
        for canary in CANARIES {
            let place = bytes.windows(canary.len()).position(|part| part == canary.as_bytes());
            // A person deleted for good must be in no page of the database either. The others were not deleted.
            if path.starts_with(&data) && ["Wrenhollow", "Marmalade", "Ostrichwell"].contains(&canary) {
                continue;
            }
            assert_eq!(place, None, "{canary} stands in {}", path.display());
        }
    }
    assert!(looked_at > 10 && data.join("agent.log").exists(), "there was something to look at");
    for line in &lines {
        assert!(!CANARIES.iter().any(|canary| line.contains(canary)), "the arguments of a program: {line}");
    }
    assert!(lines.len() >= 2, "{lines:?}");
    let home = desktop.home.folder().to_string_lossy().into_owned();
    assert!(!CANARIES.iter().any(|canary| report.contains(canary)) && !report.contains(&home), "{report}");
}

/// Sockets that could reach another machine, as strace prints them.
fn off_the_machine(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap();
    assert!(text.contains("AF_UNIX"), "strace wrote down the sockets that there are");
    let lines = text.lines().filter(|line| line.contains("AF_INET") || line.contains("AF_PACKET"));
    lines.map(str::to_owned).collect()
}

fn traced(desktop: &Desktop, log: &Path, program: &Path, arguments: &[&str]) -> Process {
    let mut command = desktop.home.command("strace");
    command.args(["-f", "-e", "trace=socket,socketpair,connect,sendto", "-o"]).arg(log).arg(program).args(arguments);
    desktop.home.start("traced", &mut command)
}

#[test]
fn no_program_opens_a_connection() {
    let desktop = Desktop::start(BEFORE);
    let log = |name: &str| desktop.home.folder().join(format!("strace-{name}"));
    let input = desktop.home.folder().join("entry.json");
    fs::write(&input, entry()).unwrap();
    let _agent = traced(&desktop, &log("agent"), &programs::afterword(), &["--background"]);
    wait_for("the agent", SOON * 3, || desktop.tray.item().is_some());
    for (n, arguments) in
        [&["interview", "add", input.to_str().unwrap()][..], &["export", "html"], &["backup"], &["doctor"], &["agenda"]]
            .iter()
            .enumerate()
    {
        assert!(traced(&desktop, &log("cli"), &programs::afterword(), arguments).finish(SOON).status.success());
        assert_eq!(off_the_machine_if_any(&log("cli")), [""; 0], "command {n}");
    }
    desktop.home.set_clock("2026-11-23T18:01:00+08:00");
    wait_for("the reminder", SOON, || !desktop.notifications.posted().is_empty());
    // Without WebDriver, which itself opens a connection to the page.
    let mut window = traced(&desktop, &log("window"), &programs::window(), &[]);
    desktop.wait_for_window();
    std::thread::sleep(std::time::Duration::from_secs(4));
    assert!(window.is_running());
    desktop.close_window();
    window.finish(SOON);
    assert_eq!(off_the_machine(&log("agent")), [""; 0], "the agent");
    assert_eq!(off_the_machine(&log("window")), [""; 0], "the window with its web processes");
}

/// A command may open no socket at all.
fn off_the_machine_if_any(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap();
    text.lines().filter(|line| line.contains("AF_INET") || line.contains("AF_PACKET")).map(str::to_owned).collect()
}

/// Crates that speak to other machines; WebKit's own library comes with the system, and its use is checked above.
const CLIENTS: [&str; 22] = [
    "attohttpc",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "surf",
    "tauri-plugin-http",
    "tauri-plugin-updater",
    "tauri-plugin-websocket",
    "tokio-tungstenite",
    "tonic",
    "tungstenite",
    "ureq",
    "webpki-roots",
];

#[test]
fn no_shipped_program_contains_a_client_for_the_network() {
    let tree = |edges: &str| {
        let mut command = Command::new(env!("CARGO"));
        command.args([
            "tree",
            "--offline",
            "--locked",
            "--workspace",
            "--edges",
            edges,
            "--prefix",
            "none",
            "--format",
            "{p}",
        ]);
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let shipped = tree("normal");
    assert!(shipped.contains("tauri") && shipped.contains("rusqlite"), "this is the right tree");
    let found: Vec<_> = CLIENTS.iter().filter(|name| shipped.contains(**name)).collect();
    assert_eq!(found, [&""; 0]);
    assert!(tree("normal,dev").contains("ureq"), "the tests have one, so this would be seen");
}
