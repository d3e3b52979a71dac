//! The tasks of each page, done as a person does them: elements are found by role and label, and changes are undone.

use serde_json::json;

use crate::large;
use crate::reminders::{BEFORE, INTERVIEW};
use crate::support::process::wait_for;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

const TWO: &str = r#"{
    "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00",
    "interviewers": [{"name": "Tan Mei Ling", "emails": ["meiling.tan@acme.example"], "phones": ["+65 6555 0142"]},
        {"name": "Ravi Menon", "emails": ["ravi@acme.example"]}]
}"#;

/// A window with these interviews, on this page.
fn window_at(desktop: &Desktop, interviews: &[&str], page: char) -> Browser {
    interviews.iter().for_each(|json| desktop.add_interview(json));
    let window = desktop.window();
    let ready = "return document.querySelector('main h1')?.textContent ?? ''";
    wait_for("the first page", SOON, || window.script(ready, json!([])) != "");
    window.press(&[key::CONTROL, page]);
    window
}

#[test]
fn people_are_found_and_their_cards_edited_in_place() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = window_at(&desktop, &[TWO], '2');
    window.wait_for_text("2 people");
    window.find("searchbox", "Search people").type_text("ravi");
    window.wait_for_text("1 of 2");
    window.find("link", "Ravi Menon").click();
    window.find("button", "Edit card").click();
    window.find("textbox", "Title").type_text("Principal Engineer");
    window.find("textbox", "Phone").type_text("+65 6555 0199");
    window.wait_for_text("Saved");
    let card = |desktop: &Desktop| desktop.json(&["people", "ravi"])[0].clone();
    wait_for("the card to be kept", SOON, || {
        card(&desktop)["title"] == "Principal Engineer" && card(&desktop)["phones"][0] == "+65 6555 0199"
    });
    window.find("textbox", "Name").replace_text(" ");
    window.find("textbox", "Note").type_text("Writes things down.\t");
    window.wait_for_text("The name is missing");
    wait_for("the rest to be kept", SOON, || card(&desktop)["note"] == "Writes things down.");
    assert_eq!(card(&desktop)["name"], "Ravi Menon", "what cannot be taken changes nothing");
    window.find("textbox", "Name").replace_text("Ravi Menon");
    window.find("button", "Close the card").click();
    window.find("button", "Edit card").click();
    window.find("textbox", "Name").replace_text("Ravi K. Menon");
    window.find("button", "Close the card").click();
    window.find("heading", "Ravi K. Menon");
    wait_for("the focus to go back to where one began", SOON, || window.focus() == "Edit card");
    window.press(&[key::CONTROL, 'z']);
    window.find("heading", "Ravi Menon");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn only_deleting_for_good_asks_for_confirmation_and_offers_to_anonymise() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = window_at(&desktop, &[TWO], '2');
    window.find("link", "Tan Mei Ling").click();
    window.find("button", "Delete…").click();
    window.find("heading", "Delete Tan Mei Ling for good?");
    assert_eq!(window.focus(), "Keep", "the harmless answer is the nearest");
    window.press(&[key::ENTER]);
    wait_for("the focus to be where it was", SOON, || window.focus() == "Delete…");
    window.press(&[key::ENTER]);
    window.find("button", "Anonymise").click();
    window.find("heading", "Former contact");
    window.find("button", "Delete…").click();
    window.find("button", "Delete for good").click();
    window.wait_for_text("Former contact is deleted for good.");
    window.wait_for_text("One person");
    assert_ne!(window.focus(), "", "the focus is not lost with the page");
    assert_eq!(desktop.json(&["people"]).as_array().unwrap().len(), 1);
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn settings_save_themselves_and_are_refused_in_place() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = window_at(&desktop, &[INTERVIEW], ',');
    let setting = |key: &str| desktop.cli(&["settings", key]).output.trim().to_owned();
    window.find("textbox", "Evening").replace_text("25:00\t");
    window.wait_for_text("“25:00” is not a time of day. Write it like 18:00.");
    assert_eq!(setting("evening"), "18:00");
    window.find("textbox", "Evening").replace_text("19:30\t");
    window.wait_for_text("Saved");
    assert_eq!(setting("evening"), "19:30");
    window.find("textbox", "My name").type_text("Jo Ng\t");
    wait_for("the name to be kept", SOON, || setting("name") == "Jo Ng");
    let file = desktop.home.folder().join("days.ics");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/holidays.ics"), &file).unwrap();
    window.find("button", "From an .ics file…").click();
    desktop.answer_dialog("Choose a calendar of holidays", &file.to_string_lossy());
    window.wait_for_text("13 days off read from days.ics");
    assert!(window.find("textbox", "Holidays").value().contains("2026-12-25"), "and the field shows them");
    window.find("button", "Undo").click();
    wait_for("the holidays to go", SOON, || window.find("textbox", "Holidays").value().is_empty());
    window.press(&[key::CONTROL, '1']);
    window.wait_for_text("Today, 19:30");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn an_applications_page_holds_everything_of_it() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = window_at(&desktop, &[TWO], '3');
    window.find("link", "ACME").click();
    window.find("button", "Make main contact").click();
    window.wait_for_text("Check-ins go to Ravi Menon now.");
    // A touch, with the date as a person types it.
    window.find("button", "Log a call or message…").click();
    window.find("textbox", "When").replace_text("yesterday");
    window.wait_for_text("Sunday 22 November 2026, 12:00");
    window.find("textbox", "Note").type_text("They liked the ledger.");
    window.find("button", "Save").click();
    window.wait_for_text("They liked the ledger.");
    window.find("button", "Remove").click();
    window.wait_for_text("Taken out of the history.");
    // A second interview.
    window.find("link", "Add an interview").click();
    window.find("heading", "One more interview");
    window.find("textbox", "When").type_text("2 Dec 10:00");
    window.find("button", "Save").click();
    window.wait_for_text("Interview at ACME saved.");
    assert!(desktop.json(&["show", "1"])["interviews"].as_array().unwrap().len() == 2);
    // A reply that ends it, a minute later: an interview entered in the same moment would count as later.
    desktop.home.set_clock("2026-11-23T16:11:00+08:00");
    window.press(&[key::CONTROL, '3']);
    window.find("button", "They replied…").click();
    window.find("radio", "They said no").click();
    window.find("button", "Save").click();
    window.wait_for_text("Reply saved. No further follow-ups.");
    window.find("link", "ACME").click();
    window.find("button", "Reopen").click();
    window.wait_for_text("ACME, Backend Engineer: open again.");
    // Entered by mistake.
    window.find("button", "More on this application").click();
    window.find("menuitem", "Delete this application").click();
    window.wait_for_text("No applications yet");
    window.find("button", "Undo").click();
    window.find("link", "ACME");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn a_snoozed_step_comes_back_at_the_chosen_time() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = window_at(&desktop, &[INTERVIEW], '1');
    window.named("button").into_iter().find(|(_, name)| name == "Snooze").unwrap().0.click();
    window.find("menuitem", "Another time…").click();
    window.find("textbox", "When").type_text("yesterday");
    let snooze = |window: &Browser| {
        let dialog = window.named("button").into_iter().rfind(|(_, name)| name == "Snooze");
        dialog.unwrap().0.click();
    };
    snooze(&window);
    window.wait_for_text("The time to be reminded at has passed; choose a later one.");
    window.find("textbox", "When").replace_text("tomorrow 8:15pm");
    window.wait_for_text("Tuesday 24 November 2026, 20:15");
    snooze(&window);
    window.wait_for_text("Snoozed until tomorrow at 20:15");
    wait_for("the focus to be on the row that was put off", SOON, || window.focus() == "Snooze");
    window.find("link", "Thank Tan Mei Ling").click();
    window.find("heading", "Tan Mei Ling");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn the_sample_fills_every_page_and_can_be_removed() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = window_at(&desktop, &[], '1');
    window.find("button", "Look around with sample data").click();
    window.wait_for_text("Three thank-yous this evening, one call due.");
    window.find("button", "Remove the sample data").click();
    window.wait_for_text("The sample data is gone.");
    window.wait_for_text("Nothing here yet");
    assert_ne!(window.focus(), "", "the focus is not lost with what it was on");
    window.find("button", "Undo").click();
    window.wait_for_text("Three thank-yous this evening, one call due.");
    assert_eq!(desktop.health("Next reminder"), "None", "nobody is reminded of what is made up");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn nothing_typed_into_the_form_is_lost_by_a_slip() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = window_at(&desktop, &[], 'n');
    window.find("textbox", "Company").type_text("ACME");
    window.find("textbox", "Name").type_text("Tan Mei Ling");
    window.find("button", "Remove this card").click();
    window.wait_for_text("Card removed.");
    window.press(&[key::CONTROL, 'z']);
    assert_eq!(window.find("textbox", "Name").value(), "Tan Mei Ling", "Ctrl+Z is what the toast offers");
    window.press(&[key::CONTROL, '1']);
    window.wait_for_text("Not saved yet. What you typed waits for you in the form.");
    window.press(&[key::CONTROL, 'n']);
    window.wait_for_text("What you had typed is still here.");
    window.find("button", "Start over").click();
    wait_for("an empty form", SOON, || window.find("textbox", "Company").value().is_empty());
    window.find("button", "Undo").click();
    wait_for("what was typed", SOON, || window.find("textbox", "Company").value() == "ACME");
    window.press(&[key::CONTROL, '1']);
    window.wait_for_text("Not saved yet. What you typed waits for you in the form.");
    window.press(&[key::CONTROL, 'n']);
    assert_eq!(window.find("textbox", "Company").value(), "ACME", "it was brought back for good");
    window.find("button", "Discard").click();
    window.wait_for_text("Discarded.");
    window.press(&[key::CONTROL, 'z']);
    wait_for("what was typed", SOON, || window.find("textbox", "Name").value() == "Tan Mei Ling");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn ten_thousand_people_come_a_page_at_a_time() {
    let desktop = Desktop::start(BEFORE);
    assert!(desktop.cli(&["settings", "gap_days", "7"]).status.success());
    large::fill(&desktop.store(), chrono::DateTime::parse_from_rfc3339(BEFORE).unwrap().to_utc());
    assert!(desktop.cli(&["settings", "gap_days", "8"]).status.success(), "any change brings the search up to date");
    let window = window_at(&desktop, &[], '2');
    window.wait_for_text("10000 people");
    let rows = |selector: &str| {
        let count = window.script("return document.querySelectorAll(arguments[0]).length", json!([selector]));
        count.as_u64().unwrap()
    };
    let people = || rows("name-card");
    assert!((100..=300).contains(&people()), "a window's worth and what follows, not {}", people());
    let before = people();
    window.script("document.querySelector('main').scrollTo(0, 1e9)", json!([]));
    wait_for("more people", SOON, || people() > before);
    window.find("link", "Person 0100").click();
    window.find("heading", "Person 0100");
    window.script("history.back()", json!([]));
    window.find("link", "Person 0100");
    window.find("searchbox", "Search people").type_text("person 9999");
    window.wait_for_text("1 of 10000");
    assert_eq!(people(), 1);
    window.press(&[key::CONTROL, '3']);
    window.wait_for_text("2000 applications, 2000 open");
    let lines = || rows("application-list li");
    let first = lines();
    assert!((100..=300).contains(&first), "not {first}");
    window.script("document.querySelector('main').scrollTo(0, 1e9)", json!([]));
    wait_for("more applications", SOON, || lines() > first);
    window.script("document.querySelector('.tabs input[value=board]').click()", json!([]));
    window.wait_for_text("Waiting 2000");
    assert!(rows("application-board li") <= 60, "a column shows the first of them");
    window.press(&[key::CONTROL, '1']);
    window.wait_for_text("more move up as you answer these.");
    assert!(rows("step-row") <= 150, "nobody does more in a day");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn the_command_line_offers_what_single_pages_offer() {
    let desktop = Desktop::start(BEFORE);
    let said = |arguments: &[&str]| {
        let done = desktop.cli(arguments);
        if done.status.success() { done.output.trim().to_owned() } else { done.errors.trim().to_owned() }
    };
    assert_eq!(said(&["sample", "add"]), "Here is a made-up job hunt to try things with.");
    assert!(said(&["sample", "add"]).contains("Sample data is for an empty Afterword"));
    assert_eq!(said(&["application", "delete", "5"]), "Oakline, Backend Engineer: deleted.");
    assert_eq!(said(&["person", "anonymise", "4"]), "Adaeze Okafor is only “Former contact” now; what you did stays.");
    assert_eq!(said(&["person", "delete", "4"]), "Former contact is deleted for good.");
    assert!(said(&["undo"]).contains("There is nothing to undo."));
    assert_eq!(said(&["sample", "remove"]), "The sample data is gone.");
    assert_eq!(desktop.json(&["people"]), json!([]));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/holidays.ics");
    assert!(said(&["settings", "holidays", "--ics", file]).starts_with("13 days off read from holidays.ics"));
    assert!(said(&["settings", "evening", "--ics", file]).contains("--ics is for the holidays"));
}
