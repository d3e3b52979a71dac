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
    check(
        "src-tauri/agent/src",
        ".rs",
        &["tauri", "gtk", "webkit"],
        "",
        "the agent is a small program (ARCHITECTURE.md, invariant 9)",
    );
    for folder in ["views", "letters", "reports", "forms", "use_cases", "pages"] {
        let sql = [".execute(", ".query_row(", ".prepare(", ".prepare_cached(", "SELECT "];
        check(&format!("src-tauri/core/src/{folder}"), ".rs", &sql, "", "the store alone speaks SQL");
    }
    let by_message = ["error.message ==", "error.message !=", "match error.message", "contains(&error.message)"];
    check("src-tauri", ".rs", &by_message, "", "an error is told apart by its code");
}

#[test]
fn only_one_file_reads_the_clock() {
    let clocks = ["Utc::now", "Local::now", "SystemTime::now"];
    check("src-tauri", ".rs", &clocks, "agent/src/clock.rs", "`now` is a parameter (ARCHITECTURE.md, invariant 2)");
    assert!(read("src-tauri/agent/src/clock.rs").contains("SystemTime::now"), "this test looks for the right words");
    let now = ["new Date(", "Date.now", "Temporal"];
    check("ui", ".js", &now, "", "the page has no date arithmetic (ARCHITECTURE.md, invariant 3)");
}

#[test]
fn every_rust_file_says_what_it_is() {
    for (path, text) in files("src-tauri", ".rs").into_iter().chain(files("tests", ".rs")) {
        assert!(text.starts_with("//! "), "{} opens with what it is and why it exists", path.display());
    }
}

#[test]
fn the_page_asks_for_every_command_and_for_no_other() {
    let asked = |text: &str| {
        let calls =
            ["call(\"", "act(\"", "sendFile(\""].map(|call| text.split(call).skip(1).map(str::to_owned).collect());
        let names = calls
            .into_iter()
            .flat_map(|rests: Vec<String>| rests)
            .map(|rest| rest.split('"').next().unwrap().to_owned());
        names.collect::<BTreeSet<String>>()
    };
    let asked: BTreeSet<String> = files("ui", ".js").iter().flat_map(|(_, text)| asked(text)).collect();
    let attribute = "#[tauri::command";
    let written: BTreeSet<String> = files("src-tauri/commands", ".rs")
        .iter()
        .flat_map(|(_, text)| text.split(attribute).skip(1))
        .filter_map(|rest| rest.strip_prefix("(async)]\npub fn ").and_then(|rest| rest.split('(').next()))
        .map(str::to_owned)
        .collect();
    let attributes: usize =
        files("src-tauri/commands", ".rs").iter().map(|(_, text)| text.matches(attribute).count()).sum();
    assert_eq!(written.len(), attributes, "each is written as build.rs reads it, and runs beside the window's thread");
    let unknown: Vec<_> = asked.difference(&written).collect();
    assert!(unknown.is_empty(), "nobody answers these: {unknown:?}");
    let page: String = files("ui", ".js").into_iter().map(|(_, text)| text).collect();
    let unused: Vec<_> = written.iter().filter(|name| !page.contains(&format!("\"{name}\""))).collect();
    assert!(unused.is_empty(), "nobody asks for these: {unused:?}");
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    assert_eq!(config["app"]["security"]["capabilities"], serde_json::json!(["main"]), "build.rs says what it allows");
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
    check("ui", ".js", &ways, "lib/html.js", "imported text is text (ARCHITECTURE.md, invariant 8)");
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
        assert!(!core.contains(name), "the core must not need {name}: it has no window and no bus");
    }
    let agent = reach("afterword-agent");
    for name in ["tauri", "gtk", "wry", "webkit2gtk"] {
        assert!(!agent.contains(name), "the agent must not need {name} (ARCHITECTURE.md, invariant 9)");
    }
}

/// The parts of a document that code may cite: its headings, and the numbers of its numbered list.
fn parts_of(document: &str) -> BTreeSet<String> {
    let numbered =
        |line: &str| line.split_once(". ").filter(|(n, _)| n.parse::<u8>().is_ok()).map(|(n, _)| n.to_owned());
    let heading = |line: &str| line.strip_prefix("##").map(|rest| rest.trim_start_matches('#').trim().to_owned());
    read(document).lines().filter_map(|line| heading(line).or_else(|| numbered(line))).collect()
}

#[test]
fn what_a_comment_cites_exists() {
    let documents =
        [("docs/rules.md, ", parts_of("docs/rules.md")), ("ARCHITECTURE.md, invariant ", parts_of("ARCHITECTURE.md"))];
    let mut cited = 0;
    for (path, text) in files("src-tauri", ".rs").into_iter().chain(files("tests", ".rs")) {
        // A citation may go on in the next line of the comment.
        let lines: Vec<&str> =
            text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!']).trim()).collect();
        let text = lines.join(" ");
        for (document, parts) in &documents {
            for rest in text.split(document).skip(1).filter(|rest| !rest.starts_with('"')) {
                let exists = parts.iter().any(|part| rest.starts_with(part.as_str()));
                assert!(exists, "{}: {document}{:.30} is no part of that document", path.display(), rest);
                cited += 1;
            }
        }
        let gone = ["RULES", "DESIGN"].map(|name| format!("({name}, "));
        assert!(!gone.iter().any(|name| text.contains(name)), "{} cites what is not in the project", path.display());
    }
    assert!(cited > 40, "the comments cite the rules at all");
}
