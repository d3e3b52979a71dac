//! What holds of the source as a whole: who may know what, and that lists which must agree do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::words::{files, root};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// No file of the folder that ends like this holds any of the words, but for the one that may.
fn check(folder: &str, ending: &str, words: &[&str], may: &str, why: &str) {
    for (path, text) in files(folder, ending) {
        let name = path.to_string_lossy().replace('\\', "/");
        if !may.is_empty() && name.ends_with(may) {
            continue;
        }
        for word in words {
            let line = text.lines().position(|line| line.contains(word));
            assert_eq!(line, None, "{name} says {word:?} (the line counts from 0): {why}");
        }
    }
}

#[test]
fn each_part_knows_only_what_it_may() {
    let domain =
        ["rusqlite", "serde", "tracing", "fluent", "crate::store", "crate::views", "crate::use_cases", "std::fs"];
    check("src-tauri/core/src/domain", ".rs", &domain, "", "the rules know no SQL, no JSON, no words");
    let store = ["crate::views", "crate::use_cases", "crate::wording", "crate::snapshot"];
    check("src-tauri/core/src/store", ".rs", &store, "", "the store knows no view and no word");
    check(
        "src-tauri/core/src",
        ".rs",
        &["tauri", "tokio", "notify_rust", "zbus"],
        "",
        "the core has no window and no bus",
    );
    check("src-tauri/agent/src", ".rs", &["tauri", "gtk", "webkit"], "", "the agent is a small program (DESIGN, 3)");
    check("src-tauri/core/src/views", ".rs", &["rusqlite", ".execute("], "", "a view is computed from a snapshot");
}

#[test]
fn only_one_file_reads_the_clock() {
    let clocks = ["Utc::now", "Local::now", "SystemTime::now"];
    check("src-tauri", ".rs", &clocks, "agent/src/clock.rs", "`now` is a parameter (DESIGN, invariant 2)");
    assert!(read("src-tauri/agent/src/clock.rs").contains("SystemTime::now"), "this test looks for the right words");
    let now = ["new Date(", "Date.now", "Temporal"];
    check("ui", ".js", &now, "", "the page has no date arithmetic (DESIGN, invariant 3)");
}

#[test]
fn every_rust_file_says_what_it_is() {
    for (path, text) in files("src-tauri", ".rs").into_iter().chain(files("tests", ".rs")) {
        assert!(text.starts_with("//! "), "{} opens with what it is and why it exists", path.display());
    }
}

/// What stands in quotation marks between two words of a file.
fn quoted(text: &str, from: &str, to: &str) -> BTreeSet<String> {
    let part = text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).expect("the list is there").0;
    part.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn a_command_stands_in_all_three_lists() {
    let built = quoted(&read("src-tauri/build.rs"), "let commands = &[", "];");
    let handler = read("src-tauri/commands/mod.rs");
    let handled: BTreeSet<String> = handler
        .split("generate_handler![")
        .skip(1)
        .filter_map(|rest| rest.split_once(']'))
        .flat_map(|(list, _)| list.split(','))
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(built, handled, "build.rs and commands/mod.rs: an unlisted command needs no permission");
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    let capability = &config["app"]["security"]["capabilities"][0]["permissions"];
    let allowed: BTreeSet<String> = capability
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|permission| permission.as_str().unwrap().strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect();
    assert_eq!(built, allowed, "build.rs and the capability: the page could not call it");
    let written: BTreeSet<String> = files("src-tauri/commands", ".rs")
        .iter()
        .flat_map(|(_, text)| text.split("#[tauri::command(async)]\npub fn ").skip(1))
        .filter_map(|rest| rest.split('(').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(built, written, "every command that is written is registered");
}

#[test]
fn the_page_may_load_nothing_from_elsewhere() {
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    let security = &config["app"]["security"];
    let csp = security["csp"].as_str().unwrap();
    assert_eq!(
        csp,
        "default-src 'self'; connect-src ipc: http://ipc.localhost; img-src 'self' data:; style-src 'self'; \
         script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'",
        "a wider policy is a decision, not an accident"
    );
    let sources: BTreeMap<&str, &str> = csp.split("; ").filter_map(|rule| rule.split_once(' ')).collect();
    assert_eq!(sources["script-src"], "'self'", "no script but ours, not even as data:");
    let hosts: Vec<&str> = csp.split([' ', ';']).filter(|source| source.contains("://")).collect();
    assert_eq!(hosts, ["http://ipc.localhost"], "no remote origin");
    assert!(!csp.contains("unsafe-") && !csp.contains('*'));
    assert_eq!(security["freezePrototype"], true);
    let dangerous = ["dangerousDisableAssetCspModification", "devCsp", "assetProtocol"];
    assert!(dangerous.iter().all(|key| security.get(key).is_none()), "the policy is not undone beside itself");
    let window = read("tauri.conf.json");
    assert!(!window.contains("devUrl") && !window.contains("remote"), "the page comes from the program alone");
}

#[test]
fn the_page_puts_no_text_in_as_markup() {
    let ways = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"];
    check("ui", ".js", &ways, "lib/html.js", "imported text is text (DESIGN, invariant 8)");
    check(
        "ui",
        ".html",
        &["<style", "onclick=", "onload=", "javascript:", "http://", "https://"],
        "",
        "the policy forbids it",
    );
}

#[test]
fn the_core_needs_no_window_and_no_bus() {
    let mut needs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in read("Cargo.lock").split("[[package]]").skip(1) {
        let name = package.split_once("name = \"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
        let list =
            package.split_once("dependencies = [").and_then(|(_, rest)| rest.split_once(']')).map_or("", |l| l.0);
        let names = list.split('"').skip(1).step_by(2).filter_map(|entry| entry.split(' ').next());
        needs.entry(name.to_owned()).or_default().extend(names.map(str::to_owned));
    }
    let reach = |from: &str| {
        let mut reached = BTreeSet::new();
        let mut ahead = vec![from.to_owned()];
        while let Some(name) = ahead.pop() {
            if reached.insert(name.clone()) {
                ahead.extend(needs.get(&name).into_iter().flatten().cloned());
            }
        }
        reached
    };
    let core = reach("afterword-core");
    assert!(core.contains("rusqlite") && core.len() > 20, "the lock file is read rightly");
    for name in ["tauri", "tokio", "notify-rust", "zbus", "gtk", "ksni", "wry", "tracing", "clap"] {
        assert!(!core.contains(name), "the core must not need {name} (DESIGN, 3)");
    }
    let agent = reach("afterword-agent");
    for name in ["tauri", "gtk", "wry", "webkit2gtk"] {
        assert!(!agent.contains(name), "the agent must not need {name} (DESIGN, 3)");
    }
}
