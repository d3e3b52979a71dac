//! The README's pictures, from a job hunt of two months: `make screenshots` writes them into docs/. A normal test run
//! takes them too, into a folder of the build, so that this keeps working.

use std::path::PathBuf;

use serde_json::json;

use crate::support::process::wait_for;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

/// The times of the clock, and what the user did at each.
const HUNT: [(&str, &str); 18] = [
    (
        "10-05T17:00",
        r#"{"company": "Harbour Labs", "role": "Data Engineer", "start": "2026-10-05T14:00:00+08:00",
        "interviewers": [{"name": "Adaeze Okafor", "title": "Head of Data", "emails": ["adaeze@harbour.example"], "phones": ["+65 6555 0101"]}]}"#,
    ),
    ("10-05T18:10", "done thank_you:1:1"),
    ("10-12T10:10", "done check_in:1:i1 --outcome voicemail"),
    (
        "10-14T17:00",
        r#"{"company": "Initech", "role": "Platform Engineer", "start": "2026-10-14T10:00:00+08:00",
        "interviewers": [{"name": "Lim Boon Keng", "title": "Director", "emails": ["lim@initech.example"], "phones": ["+65 6555 0199"]}]}"#,
    ),
    ("10-14T18:10", "done thank_you:2:2"),
    ("10-16T11:00", "reply --application 2 --meaning next_round"),
    ("10-20T11:00", "reply --application 1 --meaning deciding --reply-promised-by 2026-11-20"),
    (
        "10-27T16:00",
        r#"{"application": 2, "start": "2026-10-27T14:00:00+08:00",
        "interviewers": [{"name": "Sofia Alvarez", "title": "CTO", "emails": ["sofia@initech.example"]}]}"#,
    ),
    ("10-27T18:10", "done thank_you:3:3"),
    ("11-03T10:10", "done check_in:2:i3 --outcome spoke"),
    (
        "11-04T16:30",
        r#"{"company": "Bright Foods", "role": "Analyst", "start": "2026-11-04T15:00:00+08:00",
        "interviewers": [{"name": "Jonas Weber", "emails": ["jonas@bright.example"]}]}"#,
    ),
    ("11-06T10:10", "reply --application 2 --meaning offer"),
    ("11-10T10:10", "reply --application 3 --meaning rejected"),
    (
        "11-16T17:00",
        r#"{"company": "Nordlys", "role": "Site Reliability Engineer", "start": "2026-11-16T15:00:00+08:00",
        "reply_promised_by": "2026-12-04", "interviewers": [{"name": "Ingrid Solheim", "title": "Engineering Manager",
        "emails": ["ingrid@nordlys.example"], "phones": ["+47 555 0100"], "zone": "Europe/Oslo"}]}"#,
    ),
    ("11-16T18:10", "done thank_you:5:5"),
    (
        "11-18T09:00",
        r#"{"company": "Kaya & Sons", "role": "Backend Engineer", "start": "2026-12-03T10:30:00+08:00",
        "interviewers": [{"name": "Kaya Demir", "emails": ["kaya@kaya.example"]}]}"#,
    ),
    (
        "11-23T16:05",
        r#"{"company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00", "interviewers": [
        {"name": "Tan Mei Ling 陳美玲", "title": "Engineering Manager", "emails": ["meiling.tan@acme.example"], "phones": ["+65 6555 0142"],
        "spoke_about": "Maps that work without a network."},
        {"name": "Ravi Menon", "title": "Principal Engineer", "emails": ["ravi.menon@acme.example"]}],
        "notes": {"shared": "How we moved the ledger to a new database without a night of downtime.",
                  "seeking": "Somebody who writes things down.",
                  "wished": "That I was on call for two years.", "strengths": "I keep the runbooks that two teams work by."}}"#,
    ),
    ("11-23T16:10", "settings name Alex"),
];

#[test]
fn the_readmes_pictures_show_a_job_hunt() {
    let desktop = Desktop::start("2026-10-05T17:00:00+08:00");
    for (time, what) in HUNT {
        desktop.home.set_clock(&format!("2026-{time}:00+08:00"));
        if what.starts_with('{') {
            desktop.add_interview(what);
        } else {
            let done = desktop.cli(&what.split(' ').collect::<Vec<_>>());
            assert!(done.status.success(), "{what}: {}", done.errors);
        }
    }
    let window = desktop.window();
    window.find("button", "No").click();
    window.wait_for_text("As you like.");
    window.find("button", "Dismiss").click();
    picture(&desktop, &window, "today", "light", |window| window.wait_for_text("Thank two people: ACME"));
    picture(&desktop, &window, "write/thank_you%3A7%3A7", "light", |window| {
        window.find("heading", "Thank Tan Mei Ling 陳美玲");
    });
    picture(&desktop, &window, "applications", "light", |window| {
        let tab =
            "const tab = document.querySelector('.tabs input[value=timeline]'); tab?.click(); return tab !== null";
        wait_for("the tabs", SOON, || window.script(tab, json!([])) == true);
        window.wait_for_text("Nordlys");
    });
    picture(&desktop, &window, "interview", "dark", |window| {
        for (field, text) in [
            ("Company", "Meridian"),
            ("Role", "Data Engineer"),
            ("When", "today 11:00"),
            ("Name", "Amara Nwosu"),
            ("Title", "Head of Analytics"),
            ("E-mail", "amara.nwosu@meridian.example"),
            ("Phone", "+65 6555 0123"),
        ] {
            window.find("textbox", field).type_text(text);
        }
        window.wait_for_text("Then every 14 days");
    });
    assert_eq!(window.complaints(), [""; 0], "no page works with an error or a blocked resource");
}

fn picture(desktop: &Desktop, window: &Browser, page: &str, appearance: &str, ready: impl FnOnce(&Browser)) {
    assert!(desktop.cli(&["settings", "appearance", appearance]).status.success());
    window.press(&[key::CONTROL, ',']);
    let worn = "return document.documentElement.dataset.appearance";
    wait_for("the window to wear it", SOON, || window.script(worn, json!([])) == appearance);
    window.script("location.hash = `#/${arguments[0]}`", json!([page]));
    ready(window);
    let folder = std::env::var_os("AFTERWORD_PICTURES")
        .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
    let name = page.split('/').next().unwrap_or(page);
    let file = folder.join(format!("{name}-{appearance}.png"));
    desktop.screenshot(window, &file);
    let picture = std::fs::read(&file).unwrap();
    assert!(picture.starts_with(b"\x89PNG") && picture.len() > 20_000, "{} must show something", file.display());
}
