//! The window by keyboard alone, and the views of the applications.

use crate::reminders::{BEFORE, INTERVIEW};
use crate::support::process::wait_for;
use crate::support::programs;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

#[test]
fn a_whole_evening_by_keyboard_alone() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Nothing here yet");
    window.press(&[key::CONTROL, 'n']);
    window.wait_for_text("New interview");
    for (field, text) in [
        ("Company", "ACME"),
        ("Role", "Backend Engineer"),
        ("When", "today 15:00"),
        ("Name", "Tan Mei Ling"),
        ("E-mail", "t@acme.example"),
    ] {
        tab_to(&window, field);
        window.type_keys(text);
    }
    window.press(&[key::CONTROL, key::ENTER]);
    window.wait_for_text("Interview at ACME saved.");
    // The arrows go from the heading to the first row.
    wait_for("Today to have the focus", SOON, || window.focus() == "One thank-you this evening.");
    window.press(&[key::DOWN]);
    assert_eq!(window.focus(), "Write", "what to say is the nearest");
    window.press(&[key::ENTER]);
    let letter = || window.find("textbox", "Letter").value();
    wait_for("the draft", SOON, || letter().contains("Thank you for your time today"));
    window.press(&[key::CONTROL, '1']);
    wait_for("Today to have the focus", SOON, || window.focus() == "One thank-you this evening.");
    window.press(&[key::DOWN]);
    window.press(&[key::TAB]);
    assert_eq!(window.focus(), "Done", "and the usual answer is beside it");
    window.press(&[key::ENTER]);
    window.wait_for_text("Thanked Tan Mei Ling.");
    assert_ne!(window.focus(), "", "the focus is not lost with the row");
    window.press(&[key::CONTROL, 'z']);
    window.wait_for_text("Undone: Thanked Tan Mei Ling.");
    window.wait_for_text("You spoke today until 16:00.");
    // Exported to a file. The dialog is the desktop's own, so its keys are pressed on the screen.
    window.press(&[key::CONTROL, '2']);
    window.wait_for_text("One person");
    tab_to(&window, "Export…");
    window.press(&[key::ENTER]);
    window.wait_for_text("One contact");
    tab_to(&window, "Save as…");
    window.press(&[key::ENTER]);
    // The dialog selects the proposed name without its extension, so that typing replaces the name only.
    let file = desktop.home.folder().join("people");
    desktop.answer_dialog("Export contacts", &file.to_string_lossy());
    window.wait_for_text("One contact written to");
    let written = std::fs::read(file.with_extension("xlsx")).unwrap();
    assert!(written.starts_with(b"PK"), "a spreadsheet is what is offered first");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn the_board_moves_an_application_by_what_they_answered() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("One thank-you this evening.");
    window.press(&[key::CONTROL, '3']);
    tab_to(&window, "List");
    window.press(&[key::RIGHT]);
    window.wait_for_text("Next round 0");
    window.find("button", "Move").click();
    window.find("menuitem", "They made an offer…").click();
    // The form has the answer filled in already, and asks for the rest.
    window.wait_for_text("What did ACME say?");
    assert_eq!(window.focus(), "They made an offer", "the answer is what one would press next");
    window.find("button", "Save").click();
    window.wait_for_text("Reply saved. No further follow-ups.");
    window.wait_for_text("Offer 1");
    window.press(&[key::CONTROL, 'z']);
    window.wait_for_text("Waiting 1");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn three_people_are_thanked_with_one_press_and_undone_with_one() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(&INTERVIEW.replace("}]", r#"}, {"name": "Ravi Menon", "emails": ["r@acme.example"]}]"#));
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Thank two people: ACME, Backend Engineer");
    window.press(&[key::CONTROL, '1']);
    window.press(&[key::DOWN]);
    assert_eq!(window.focus(), "Write", "the arrows pass over the line that answers for both");
    let ring = "return document.activeElement.matches(':focus-visible')";
    assert_eq!(window.script(ring, serde_json::json!([])), true, "and show where they are");
    window.find("button", "Done for all").click();
    window.wait_for_text("Thanked Tan Mei Ling and Ravi Menon.");
    window.find("button", "Undo").click();
    window.wait_for_text("Thank two people: ACME, Backend Engineer");
}

/// Presses Tab until that has the focus.
fn tab_to(window: &Browser, name: &str) {
    for _ in 0..60 {
        if window.focus() == name {
            return;
        }
        window.press(&[key::TAB]);
    }
    panic!("Tab never reaches {name:?}; the focus is on {:?}", window.focus());
}

#[test]
fn closing_by_key_waits_for_what_saves_itself() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Thank Tan Mei Ling");
    window.script("location.hash = '#/person/1'", serde_json::json!([]));
    window.find("button", "Edit card").click();
    window.find("textbox", "Note").type_text("Writes things down.");
    // WebDriver could not answer for a key that ends its own session.
    let close =
        "setTimeout(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', ctrlKey: true })), 50)";
    window.script(close, serde_json::json!([]));
    wait_for("the window to be gone", SOON, || desktop.home.processes_of(&programs::window()).is_empty());
    assert_eq!(desktop.json(&["people"])[0]["note"], "Writes things down.");
}

#[test]
fn the_window_comes_back_as_large_as_it_was() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.resize(900, 640);
    let size = "return [outerWidth, outerHeight]";
    let before = window.script(size, serde_json::json!([]));
    desktop.close_window();
    drop(window);
    let window = desktop.window();
    wait_for("the window as it was", SOON, || window.script(size, serde_json::json!([])) == before);
}
