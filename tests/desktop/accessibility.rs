//! What axe-core finds on every page, light and dark, empty and full: nothing. And what it does not look for: everything
//! that takes the focus has a name, is large enough to be hit, and shows where it is.

use serde_json::{Value, json};

use crate::reminders::BEFORE;
use crate::support::process::wait_for;
use crate::support::webdriver::Browser;
use crate::support::{Desktop, SOON};

/// Everything there can be on a page: three thank-yous of one interview, an application that is over, one that comes.
const FULL: [&str; 3] = [
    r#"{"company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00", "interviewers": [
        {"name": "Tan Mei Ling 陳美玲", "title": "Manager", "emails": ["t@acme.example"], "phones": ["+65 6555 0142"]},
        {"name": "Ravi Menon", "emails": ["ravi@acme.example"]}, {"name": "דוד כהן", "phones": ["5"]}],
        "notes": {"shared": "The ledger.", "seeking": "Somebody who writes things down."}}"#,
    r#"{"company": "Harbour", "role": "Analyst", "start": "2026-11-02T10:00:00+08:00", "follow_up_on": "2026-11-20",
        "interviewers": [{"name": "Lim", "emails": ["lim@harbour.example"], "phones": ["+65 6555 0199"]}]}"#,
    r#"{"company": "Kaya & Sons", "role": "SRE", "start": "2026-12-02T09:30:00+08:00"}"#,
];

/// The pages by their addresses, and how the applications can be looked at.
const PAGES: [&str; 8] =
    ["today", "people", "applications/list", "settings", "interview", "person/1", "application/1", "interview/1"];
const LOOKS: [&str; 4] = ["Board", "Timeline", "Calendar", "Replies"];

#[test]
fn axe_finds_nothing_on_a_full_desk() {
    let desktop = Desktop::start(BEFORE);
    FULL.iter().for_each(|interview| desktop.add_interview(interview));
    assert!(desktop.cli(&["reply", "--application", "2", "--meaning", "rejected"]).status.success());
    let _agent = desktop.agent();
    let window = desktop.window();
    let mut faults = Vec::new();
    for appearance in ["light", "dark"] {
        wear(&desktop, &window, appearance);
        for page in PAGES {
            go(&window, page);
            faults.extend(look_at(&window, &format!("{page}, {appearance}")));
        }
        go(&window, "applications/list");
        for look in LOOKS {
            // The pill covers its radio button.
            window.script(
                "document.querySelector(`.looks input[value=${arguments[0]}]`).click()",
                json!([look.to_lowercase()]),
            );
            faults.extend(look_at(&window, &format!("{look}, {appearance}")));
        }
        window.script("document.querySelector('.looks input').click()", json!([]));
    }
    assert_eq!(faults, [""; 0]);
    assert_eq!(window.complaints(), [""; 0], "no page works with an error or a blocked resource");
}

#[test]
fn axe_finds_nothing_on_an_empty_desk() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = desktop.window();
    let mut faults = Vec::new();
    for appearance in ["light", "dark"] {
        wear(&desktop, &window, appearance);
        for page in &PAGES[..5] {
            go(&window, page);
            faults.extend(look_at(&window, &format!("{page}, {appearance}, empty")));
        }
    }
    assert_eq!(faults, [""; 0]);
    assert_eq!(window.complaints(), [""; 0], "no page works with an error or a blocked resource");
}

fn wear(desktop: &Desktop, window: &Browser, appearance: &str) {
    assert!(desktop.cli(&["settings", "appearance", appearance]).status.success());
    go(window, "settings");
    let worn = "return document.documentElement.dataset.appearance";
    wait_for("the window to wear it", SOON, || window.script(worn, json!([])) == appearance);
}

fn go(window: &Browser, page: &str) {
    window.script("location.hash = `#/${arguments[0]}`", json!([page]));
    let shown = "return document.querySelector('main h1')?.textContent !== '' && location.hash === `#/${arguments[0]}`
        && document.querySelector('main > .page') !== window.lastPage && (window.lastPage = document.querySelector('main > .page'), true)";
    wait_for(page, SOON, || window.script(shown, json!([page])) == true);
}

/// What axe-core says against the page, and what our own look says.
fn look_at(window: &Browser, page: &str) -> Vec<String> {
    if window.script("return typeof window.axe", json!([])) == "undefined" {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(file).expect("axe-core must be there: run `npm ci --prefix tests/tools`");
        window.script(&format!("{axe}; window.axe = axe;"), json!([]));
    }
    let found = window.script_later(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
            .then(({ violations }) => done(violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) =>
                `${id} (${help}): ${target} ${html.slice(0, 160)}`))), error => done([String(error)]));",
        json!([]),
    );
    let focusable = window.script(
        "const seen = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [aria-hidden=true]');
         const text = element => element.ariaLabel || element.title || element.textContent.trim()
            || [...(element.labels ?? [])].map(label => label.textContent).join('').trim()
            || (element.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('');
         const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(seen);
         return all.flatMap(element => {
            const { width, height } = element.getBoundingClientRect();
            const hit = element.closest('label') ?? element;
            const around = hit.getBoundingClientRect();
            const inText = element.localName === 'a' && getComputedStyle(element).display === 'inline';
            const what = `${element.outerHTML.slice(0, 120)} (${Math.round(around.width)} x ${Math.round(around.height)})`;
            return [
                ...(text(element) ? [] : [`no name: ${what}`]),
                ...(inText || Math.min(around.width, around.height) >= 24 || Math.min(width, height) >= 24 ? [] : [`too small: ${what}`]),
            ];
         });",
        json!([]),
    );
    let lines = |found: &Value| found.as_array().unwrap().clone().into_iter();
    lines(&found).chain(lines(&focusable)).map(|line| format!("{page}: {}", line.as_str().unwrap())).collect()
}
