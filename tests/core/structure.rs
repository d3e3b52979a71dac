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
        check_text(&name, &text, words, why);
    }
}

fn check_text(name: &str, text: &str, words: &[&str], why: &str) {
    for word in words {
        let line = text.lines().position(|line| line.contains(word));
        assert_eq!(line, None, "{name} says {word:?} (the line counts from 0): {why}");
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
    let sql = [".execute(", ".execute_batch(", ".query_row(", "c.prepare(", ".prepare_cached(", ".pragma_", "SELECT "];
    let messages = ["core/src/error.rs", "core/src/wording/mod.rs"];
    for (path, text) in files("src-tauri", ".rs") {
        let name = path.to_string_lossy().replace('\\', "/");
        if !name.contains("/core/src/store/") {
            check_text(&name, &text, &sql, "the store alone speaks SQL");
        }
        if !messages.iter().any(|file| name.ends_with(file)) {
            let reads = |line: &&str| {
                line.replace(".message_id", "").replace(".message(", "").contains(".message")
                    && !line.contains("error = error.message")
            };
            let line = text.lines().find(reads);
            assert_eq!(line, None, "{name}: an error is told apart by its code, and worded in `wording`");
        }
    }
    for folder in ["views", "forms", "reports"] {
        check(
            &format!("src-tauri/core/src/{folder}"),
            ".rs",
            &["rusqlite"],
            "",
            "what is shown is computed from a snapshot",
        );
    }
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
    // Of each section of the manifest, because the lock file does not say for which system a crate is needed.
    let agent = |section: &str| -> BTreeSet<String> {
        let manifest = read("src-tauri/agent/Cargo.toml");
        let (_, rest) = manifest.split_once(&format!("[{section}]\n")).unwrap();
        let lines = rest.lines().take_while(|line| !line.starts_with('['));
        let names = lines.filter_map(|line| line.split([' ', '.', '=']).next()).filter(|name| !name.is_empty());
        let found: BTreeSet<String> = names.flat_map(reach).collect();
        assert!(found.len() > 5, "the manifest is read rightly");
        found
    };
    let linux = r#"target.'cfg(target_os = "linux")'.dependencies"#;
    for (section, heavy) in [
        ("dependencies", &["tauri", "gtk", "wry", "webkit2gtk"][..]),
        (linux, &["tauri", "gtk", "wry", "webkit2gtk"]),
        (r#"target.'cfg(target_os = "macos")'.dependencies"#, &["tauri", "wry"]),
        ("target.'cfg(windows)'.dependencies", &["tauri", "wry"]),
    ] {
        let agent = agent(section);
        for name in heavy {
            assert!(!agent.contains(*name), "the agent must not need {name} ({section}; ARCHITECTURE.md, invariant 9)");
        }
    }
}

/// What code may cite of a document: its headings, each with the numbers of the numbered lists below it.
fn parts_of(document: &str) -> BTreeMap<String, BTreeSet<u8>> {
    let mut parts: BTreeMap<String, BTreeSet<u8>> = BTreeMap::new();
    let mut heading = String::new();
    for line in read(document).lines() {
        if let Some(rest) = line.strip_prefix("##") {
            rest.trim_start_matches('#').trim().clone_into(&mut heading);
            parts.entry(heading.clone()).or_default();
        } else if let Some(number) = line.split_once(". ").and_then(|(number, _)| number.parse().ok()) {
            parts.entry(heading.clone()).or_default().insert(number);
        }
    }
    parts
}

/// The number at the beginning of a text.
fn number(text: &str) -> Option<u8> {
    text.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// Whether a heading exists that this text begins with, and below it the rule whose number follows.
fn is_cited_rightly(text: &str, parts: &BTreeMap<String, BTreeSet<u8>>) -> bool {
    let found = parts.iter().filter_map(|(heading, numbers)| Some((text.strip_prefix(heading.as_str())?, numbers)));
    found.filter(|(rest, _)| !rest.starts_with(char::is_alphanumeric)).any(|(rest, numbers)| {
        let rule = rest.strip_prefix(", rule ").or(rest.strip_prefix(", rules "));
        rule.is_none_or(|rule| number(rule).is_some_and(|number| numbers.contains(&number)))
    })
}

#[test]
fn what_a_comment_cites_exists() {
    let (rules, invariants) = (parts_of("docs/rules.md"), &parts_of("ARCHITECTURE.md")["Invariants"]);
    let mut cited = 0;
    for (path, text) in files("src-tauri", ".rs").into_iter().chain(files("tests", ".rs")) {
        // A citation may go on in the next line of the comment.
        let lines: Vec<&str> =
            text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!']).trim()).collect();
        let text = lines.join(" ");
        let after = |document: &str| {
            let cited = text.split(document).skip(1).filter(|rest| !rest.starts_with('"'));
            cited.map(str::to_owned).collect::<Vec<_>>()
        };
        for rest in after("docs/rules.md, ") {
            assert!(is_cited_rightly(&rest, &rules), "{}: docs/rules.md has no {:.40}", path.display(), rest);
            cited += 1;
        }
        for rest in after("ARCHITECTURE.md, invariant ") {
            let exists = number(&rest).is_some_and(|number| invariants.contains(&number));
            assert!(exists, "{}: ARCHITECTURE.md has no invariant {:.2}", path.display(), rest);
            cited += 1;
        }
        let gone = ["RULES", "DESIGN"].map(|name| format!("({name}, "));
        assert!(!gone.iter().any(|name| text.contains(name)), "{} cites what is not in the project", path.display());
    }
    assert!(cited > 40, "the comments cite the rules at all");
}

#[test]
fn a_citation_of_what_does_not_exist_is_noticed() {
    let parts = parts_of("docs/rules.md");
    for right in ["Check-in", "Check-in, rule 6)", "Check-in, rules 6 and 7", "Reminders. And more"] {
        assert!(is_cited_rightly(right, &parts), "{right}");
    }
    for wrong in ["Check", "Check-in, rule 42", "Check-ins", "Weather", "Check-in, rule six"] {
        assert!(!is_cited_rightly(wrong, &parts), "{wrong}");
    }
}
