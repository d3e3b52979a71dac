//! The command line in a terminal, which obeys some characters, and where there is no display.

use std::path::Path;

use serde_json::json;

use crate::reminders::BEFORE;
use crate::support::process::{Finished, wait_for};
use crate::support::{Desktop, SOON, programs};

/// A name that would rename the window, colour the text, turn its direction around and begin a line of its own.
const NAME: &str = "Tan\u{1b}]0;owned\u{7}\u{9b}31m \u{202e}gniL \u{2067}oh\u{2068}";

/// Runs the command line in a terminal (script(1) gives it one) and returns what the terminal got.
fn in_a_terminal(desktop: &Desktop, arguments: &[&str]) -> String {
    let quoted: Vec<String> = arguments.iter().map(|it| format!("'{}'", it.replace('\'', r"'\''"))).collect();
    let line = format!("{} {}", programs::afterword().display(), quoted.join(" "));
    let mut command = desktop.home.command("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).env("SHELL", "/bin/sh");
    desktop.home.start("script", &mut command).finish(SOON).output
}

fn has_control(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[test]
fn nothing_that_is_recorded_reaches_a_terminal_as_a_command() {
    let desktop = Desktop::start(BEFORE);
    let store = desktop.store();
    let moment =
        afterword_core::snapshot::Moment { now: BEFORE.parse().unwrap(), system_zone: chrono_tz::UTC, zone: None };
    Desktop::enter(
        &store,
        moment,
        json!({
            "company": "ACME", "role": "Engineer", "start": "2026-11-23T15:00:00+08:00",
            "interviewers": [{"name": "Tan Mei Ling", "emails": ["tan@acme.example"]}]
        }),
    );
    // As a file that is restored may have it: what is typed or imported is cleaned before.
    store
        .write(|tx| {
            tx.execute("UPDATE contact SET name = ?1", [NAME])?;
            tx.execute("UPDATE company SET name = ?1", [NAME])?;
            Ok(())
        })
        .unwrap();
    drop(store);
    for arguments in [
        &["people"][..],
        &["people", "--json"],
        &["agenda"],
        &["agenda", "--json"],
        &["show", "1"],
        &["applications"],
        &["draft", "thank_you:1:1"],
        &["export", "csv"],
        &["export", "vcard"],
        &["backup", "--list"],
        &["nothing", NAME],
        &[NAME],
        &["export", "csv", NAME],
        &["restore", NAME],
        &["done", NAME],
        &["card", NAME],
    ] {
        let seen = in_a_terminal(&desktop, arguments);
        assert!(!seen.is_empty(), "{arguments:?}");
        assert!(!has_control(&seen), "{arguments:?}: {seen:?}");
    }
    assert!(in_a_terminal(&desktop, &["people"]).contains("Tan␛]0;owned␇"), "they are shown");
    // For another program, everything is as it was recorded.
    assert_eq!(desktop.json(&["people"])[0]["name"], NAME);
}

#[test]
fn without_a_display_it_says_so() {
    let mut desktop = Desktop::start(BEFORE);
    let says = |finished: Finished| {
        assert_eq!(finished.status.code(), Some(1), "{}", finished.errors);
        let said = finished.errors.contains("There is no display here, so no window can open");
        assert!(said && finished.errors.trim().lines().count() == 1, "{}", finished.errors);
    };
    desktop.home.set("DISPLAY", ":987");
    says(desktop.home.start("window", &mut desktop.home.command(programs::window())).finish(SOON));
    desktop.home.unset("DISPLAY");
    says(desktop.home.start("window", &mut desktop.home.command(programs::window())).finish(SOON));
    says(desktop.cli(&[]));
    assert!(desktop.home.processes_of(&programs::afterword()).is_empty(), "nothing is left running");
    // Where the agent has a display, it opens the window.
    desktop.home.set("DISPLAY", &desktop.display_name());
    let _agent = desktop.agent();
    desktop.home.unset("DISPLAY");
    assert!(desktop.cli(&[]).status.success());
    desktop.wait_for_window();
}

/// The lock of a data folder is a file, and not a link that somebody else put there.
#[test]
fn links_in_a_folder_are_not_followed_and_a_shared_folder_is_refused() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let desktop = Desktop::start(BEFORE);
    let data = desktop.home.folder().join("home/afterword");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o7777;
    let set_mode = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    assert!(desktop.cli(&["people"]).status.success());
    set_mode(&data, 0o777);
    let refused = desktop.cli(&["people"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.errors.contains("Everybody on this machine can replace the files in"), "{}", refused.errors);
    assert!(refused.errors.contains(&format!("(chmod go-w '{}')", data.display())), "{}", refused.errors);
    set_mode(&data, 0o700);
    for name in ["afterword.lock", "agent.lock", "agent.log"] {
        let (link, target) = (data.join(name), desktop.home.folder().join(format!("target of {name}")));
        std::fs::write(&target, "theirs").unwrap();
        set_mode(&target, 0o644);
        drop(std::fs::remove_file(&link));
        symlink(&target, &link).unwrap();
        let mut command = desktop.home.command(programs::afterword());
        let started = if name == "afterword.lock" {
            desktop.cli(&["people"])
        } else {
            desktop
                .home
                .start("agent", command.args(if name == "agent.log" { &[][..] } else { &["--background"] }))
                .finish(SOON)
        };
        assert_eq!(started.status.code(), Some(1), "{name}: {}", started.errors);
        assert_eq!((mode(&target), std::fs::read_to_string(&target).unwrap().as_str()), (0o644, "theirs"), "{name}");
        std::fs::remove_file(&link).unwrap();
    }
    wait_for("it works again", SOON, || desktop.cli(&["people"]).status.success());
}
