//! Keys in the window: a form is saved once, undoing goes one way, and the row that has the focus has keys of its own.

use serde_json::json;

use crate::support::process::wait_for;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

const EVENING: &str = "2026-11-23T17:00:00+08:00";

const TWO: &str = r#"{
    "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00",
    "interviewers": [
        {"name": "Tan Mei Ling", "emails": ["meiling.tan@acme.example"], "phones": ["+6565550142"]},
        {"name": "Ravi Menon", "emails": ["ravi@acme.example"]}]
}"#;

fn evening() -> (Desktop, crate::support::process::Process, Browser) {
    let desktop = Desktop::start(EVENING);
    desktop.add_interview(TWO);
    let agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Two thank-yous this evening.");
    (desktop, agent, window)
}

fn count(desktop: &Desktop, list: &str) -> usize {
    desktop.json(&["show", "1"])[list].as_array().map_or(0, Vec::len)
}

/// Opens a page and puts the focus on its first row.
fn first_row(window: &Browser, page: char) {
    // From another page, because the focus stays where it is on the one that is shown.
    for page in [',', page] {
        let before = window.text();
        window.press(&[key::CONTROL, page]);
        let is_there = "return document.activeElement?.localName === 'h1'";
        wait_for("the page", SOON, || window.text() != before && window.script(is_there, json!([])) == true);
    }
    window.press(&[key::DOWN]);
}

#[test]
fn ctrl_z_goes_back_step_by_step_and_ctrl_shift_z_forward() {
    let (desktop, _agent, window) = evening();
    for note in ["one", "two", "three", "four"] {
        let touch = ["touch", "--application", "1", "--contact", "1", "--kind", "other", "--channel", "phone"];
        assert!(desktop.cli(&[&touch[..], &["--outcome", "spoke", "--note", note]].concat()).status.success());
    }
    let touches = || count(&desktop, "touches");
    assert_eq!(touches(), 4);
    window.press(&[key::CONTROL, '1']);
    // Slowly, each when the toast of the one before shows; then quickly.
    for left in [3, 2] {
        window.press(&[key::CONTROL, 'z']);
        wait_for("one less", SOON, || touches() == left);
        window.wait_for_text("Undone:");
    }
    window.press(&[key::CONTROL, 'z']);
    window.press(&[key::CONTROL, 'z']);
    wait_for("all to be undone", SOON, || touches() == 0);
    for _ in 0..4 {
        window.press(&[key::CONTROL, key::SHIFT, 'z']);
    }
    wait_for("all to be done again", SOON, || touches() == 4);
    window.press(&[key::CONTROL, key::SHIFT, 'z']);
    window.press(&[key::CONTROL, 'z']);
    wait_for("the last to be undone", SOON, || touches() == 3);
    window.find("button", "Redo").click();
    wait_for("it to be done again", SOON, || touches() == 4);
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn the_row_that_has_the_focus_has_keys() {
    let (desktop, _agent, window) = evening();
    first_row(&window, '1');
    window.press(&['w']);
    window.find("heading", "Thank Tan Mei Ling");
    first_row(&window, '1');
    window.press(&['c']);
    window.find("heading", "Call Tan Mei Ling to say thank you");
    first_row(&window, '1');
    window.press(&['s']);
    window.find("menuitem", "Another time…");
    window.press(&[key::ESCAPE]);
    first_row(&window, '1');
    window.press(&['r']);
    window.wait_for_text("What did ACME say?");
    window.press(&['d']);
    window.press(&[key::ESCAPE]);
    assert_eq!(count(&desktop, "touches"), 0, "in a dialog, a letter is a letter");
    first_row(&window, '1');
    window.press(&['d']);
    window.wait_for_text("Thanked Tan Mei Ling.");
    first_row(&window, '3');
    window.press(&['r']);
    window.wait_for_text("What did ACME say?");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}
