//! The catalogue: every message that is asked for is there, every message that is there is asked for, and none comes
//! out with a hole in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use afterword_core::domain::codes::{
    Appearance, CloseOutcome, Column, Language, Meaning, Original, Outcome, Stage, StepKind,
};
use afterword_core::error::Arg;
use afterword_core::letters::material::VARIABLES;
use afterword_core::views::agenda::agenda;
use afterword_core::views::page_ref::ApplicationsTab;
use afterword_core::views::page_ref::PageRef;
use afterword_core::wording::Words;
use afterword_core::{pages, settings};
use fluent_bundle::FluentResource;
use serde_json::json;

use crate::app::{TestApp, lim, tan};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder of the project that ends like this, with its text.
pub fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "there are files in {folder} to look at");
    found
}

/// Every message with its text in the file.
fn catalogue() -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files("src-tauri/core/locales/en", ".ftl") {
        let mut id = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, rest)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                id = name.to_owned();
                let twice = all.insert(id.clone(), rest.to_owned());
                assert!(twice.is_none(), "{id} is there twice, the second time in {}", path.display());
            } else if let Some(message) = all.get_mut(&id) {
                message.push_str(&format!("\n{line}"));
            }
        }
    }
    all
}

/// Messages whose ids are put together, and the words they are put together from.
fn families() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut family = |prefix: &str, codes: &mut dyn Iterator<Item = String>| {
        ids.extend(codes.map(|code| format!("{prefix}{}", code.replace('_', "-"))));
    };
    family("stage-", &mut Stage::ALL.iter().map(|c| c.to_string()));
    family("event-closed-", &mut CloseOutcome::ALL.iter().map(|c| c.to_string()));
    family("event-reply-", &mut Meaning::ALL.iter().map(|c| c.to_string()));
    family("event-skipped-", &mut StepKind::ALL.iter().map(|c| c.to_string()));
    family("appearance-", &mut Appearance::ALL.iter().map(|c| c.to_string()));
    family("template-", &mut Original::ALL.iter().map(|c| c.to_string()));
    family("template-", &mut Original::ALL.iter().map(|c| format!("{c}-hint")));
    family("column-", &mut Column::ALL.iter().map(|c| c.to_string()));
    family("language-", &mut Language::ALL.iter().map(|c| c.to_string()));
    family("variable-", &mut VARIABLES.iter().map(|name| (*name).to_owned()));
    let shown = ["name", "address_as", "company", "role", "spoke_about", "stands", "my_name"];
    family("example-", &mut shown.iter().map(|name| (*name).to_owned()));
    family("weekday-", &mut (1..=7).map(|n| n.to_string()));
    family("month-", &mut (1..=12).map(|n| n.to_string()));
    family("month-short-", &mut (1..=12).map(|n| n.to_string()));
    family("number-", &mut (1..=10).map(|n| n.to_string()));
    family(
        "setting-",
        &mut settings::all(&TestApp::new().snapshot().settings).into_iter().map(|(key, _)| key.to_owned()),
    );
    ids
}

/// The texts between quotation marks, of any of the three kinds.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`', ' ', '=', ','])
}

fn looks_like_an_id(text: &str, subjects: &BTreeSet<String>) -> bool {
    let subject = text.split('-').next().unwrap_or_default();
    text.contains('-')
        && subjects.contains(subject)
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn a_language_of_letters_has_every_message_that_letters_need() {
    let ids = |file: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(root().join("src-tauri/core/locales").join(file)).unwrap();
        text.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id.to_owned()).collect()
    };
    assert_eq!(ids("de/letters.ftl"), ids("en/letters.ftl"));
    let only_shown =
        ["month-short", "date-short", "date-today", "date-tomorrow", "date-yesterday", "date-with", "moment"];
    let needed = ids("en/dates.ftl").into_iter().filter(|id| !only_shown.iter().any(|prefix| id.starts_with(prefix)));
    assert_eq!(ids("de/dates.ftl"), needed.collect::<BTreeSet<_>>(), "the dates that stand in letters");
}

#[test]
fn every_file_is_fluent() {
    for (path, text) in files("src-tauri/core/locales", ".ftl") {
        let errors = FluentResource::try_new(text).err().map(|(_, errors)| errors);
        assert_eq!(errors, None, "{} has mistakes", path.display());
    }
}

#[test]
fn what_is_asked_for_is_there() {
    let known = catalogue();
    let subjects: BTreeSet<String> =
        known.keys().filter_map(|id| id.split_once('-')).map(|(subject, _)| subject.to_owned()).collect();
    let mut missing = BTreeSet::new();
    for (path, text) in files("src-tauri", ".rs") {
        // Whatever stands alone between two quotation marks; prose between two literals never looks like an id.
        for literal in text.split('"').skip(1).filter(|literal| looks_like_an_id(literal, &subjects)) {
            if !known.contains_key(literal) && !literal.ends_with('-') {
                missing.insert(format!("{literal} in {}", path.display()));
            }
        }
    }
    let ui = BTreeSet::from(["ui".to_owned()]);
    for (path, text) in files("ui", ".js").into_iter().chain(files("ui", ".html")) {
        for literal in literals(&text).filter(|literal| looks_like_an_id(literal, &ui)) {
            if !known.contains_key(literal) {
                missing.insert(format!("{literal} in {}", path.display()));
            }
        }
    }
    for id in families() {
        if !known.contains_key(&id) {
            missing.insert(id);
        }
    }
    assert_eq!(missing, BTreeSet::new(), "these would be said as their ids");
}

#[test]
fn what_is_there_is_asked_for() {
    let mut asked = families();
    for (_, text) in files("src-tauri", ".rs") {
        asked.extend(text.split('"').skip(1).map(str::to_owned));
    }
    for (_, text) in files("ui", ".js").into_iter().chain(files("ui", ".html")) {
        asked.extend(literals(&text).filter(|text| text.starts_with("ui-")).map(str::to_owned));
    }
    let families = families();
    let unused: Vec<String> = catalogue()
        .into_keys()
        .filter(|id| !asked.contains(id))
        .filter(|id| !id.strip_suffix("-hint").is_some_and(|setting| families.contains(setting)))
        .collect();
    assert_eq!(unused, [""; 0], "nobody says these any more");
}

#[test]
fn the_program_holds_the_same_messages() {
    let held: Vec<String> = Words::english().catalogue("").into_keys().collect();
    let there: Vec<String> = catalogue().into_keys().collect();
    assert_eq!(held, there, "every file of the folder is built in, and every message of it is found");
    assert_eq!(Words::english().plain("no-such-message"), "no-such-message", "nothing is silent");
}

#[test]
fn no_message_has_a_hole() {
    let words = Words::english();
    for (id, text) in catalogue() {
        let variables: BTreeSet<&str> = text
            .split('$')
            .skip(1)
            .filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next())
            .collect();
        for number in [0, 1, 2] {
            let args: Vec<(&str, Arg)> = variables
                .iter()
                .map(|name| match text.contains(&format!("{{ ${name} ->")) {
                    true => (*name, Arg::Number(number)),
                    false => (*name, Arg::from("x")),
                })
                .collect();
            let said = words.say(&id, &args);
            assert!(!said.contains(['{', '}', '$']), "{id} with {args:?} comes out as {said:?}");
            assert!(!said.trim().is_empty(), "{id} says something");
        }
    }
}

/// An app in which nearly everything has happened.
fn busy() -> TestApp {
    let app = TestApp::new();
    let mut json = tan();
    json["interviewers"].as_array_mut().unwrap().push(json!({"name": "Okafor", "phones": ["5"], "only": "phone"}));
    app.enter(json).unwrap();
    app.done("thank_you:1:1").unwrap();
    app.enter(lim("acme", "2026-11-19T10:00:00+08:00")).unwrap();
    app.enter(json!({"company": "Hooli", "role": "C", "start": "2026-12-25 09:00", "reply_promised_by": "2027-01-15"}))
        .unwrap();
    app.enter(
        json!({"company": "Bare", "role": "D", "start": "2026-11-20 09:00", "interviewers": [{"name": "No card"}]}),
    )
    .unwrap();
    app.enter(json!({"company": "Cards", "role": "E", "start": "2026-11-20 09:00", "follow_up_on": "2026-12-05"}))
        .unwrap();
    app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::NoAnswer)).unwrap();
    app
}

#[test]
fn nothing_on_any_page_has_a_hole() {
    let app = busy();
    let mut said = String::new();
    let facts = app.facts();
    for at in ["2026-11-30 10:01", "2026-12-01 12:00", "2026-12-14 12:00", "2027-01-18 12:00"] {
        app.at(at);
        let mut all = vec![PageRef::Today, PageRef::Settings, PageRef::People { query: "o".into(), through: None }];
        let tabs = [
            ApplicationsTab::List,
            ApplicationsTab::Board,
            ApplicationsTab::Timeline,
            ApplicationsTab::Calendar,
            ApplicationsTab::Replies,
        ];
        all.extend(tabs.map(|tab| PageRef::Applications { tab, through: None }));
        all.extend(facts.contacts.keys().map(|id| PageRef::Person { id: id.0 }));
        all.extend(facts.applications.keys().map(|id| PageRef::Application { id: id.0 }));
        all.extend(facts.interviews.keys().map(|id| PageRef::Interview { id: Some(id.0), application: None }));
        for page in all {
            let boot = pages::window::boot(&app.store, app.moment(), page, pages::host::Host::default()).unwrap();
            said += &serde_json::to_string(&boot.view).unwrap();
        }
        said += &serde_json::to_string(&agenda(&app.snapshot(), None)).unwrap();
    }
    let hole = said.find("{$").map(|at| said[..at + 40].chars().rev().take(200).collect::<Vec<_>>());
    assert_eq!(hole.map(|text| text.into_iter().rev().collect::<String>()), None, "an argument is missing");
}

#[test]
fn names_written_from_right_to_left_are_kept_apart() {
    let words = Words::english();
    let thank = |name: &str| words.say("title-thank", &[("name", name.into())]);
    assert_eq!(thank("Tan Mei Ling"), "Thank Tan Mei Ling");
    assert_eq!(thank("陳美玲"), "Thank 陳美玲");
    assert_eq!(thank("דנה כהן"), "Thank \u{2068}דנה כהן\u{2069}", "or it reorders the sentence around it");
    assert_eq!(thank("محمد"), "Thank \u{2068}محمد\u{2069}");
}
