//! Imports in the real window: files are dropped or pasted as text, previewed, imported and undone; and two cards of
//! one person are merged.

use serde_json::json;

use crate::support::process::wait_for;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

const EVENING: &str = "2026-11-23T17:00:00+08:00";

const KNOWN: &str = r#"{"company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00",
    "interviewers": [{"name": "Tan Mei Ling", "emails": ["meiling.tan@acme.example"]}]}"#;

/// A new person, a known one with the same name and address, and a card without a name.
pub const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ravi Menon\r\nTITLE:Architect\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Tan Mei Ling\r\nEMAIL:meiling.tan@acme.example\r\nTEL:+65 6555 0142\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n";

/// Drops a file on the window, as a desktop does.
pub fn drop_file(window: &Browser, name: &str, text: &str) {
    window.script(
        "const data = new DataTransfer();
         data.items.add(new File([arguments[1]], arguments[0]));
         document.querySelector('main').dispatchEvent(
             new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))",
        json!([name, text]),
    );
}

fn people(desktop: &Desktop) -> Vec<String> {
    let all = desktop.json(&["people"]);
    all.as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_dropped_file_is_looked_at_taken_over_and_taken_back() {
    let desktop = Desktop::start(EVENING);
    desktop.add_interview(KNOWN);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("thank-you this evening");
    window.press(&[key::CONTROL, '2']);
    window.find("link", "Import…").click();
    window.find("heading", "Import");
    drop_file(&window, "my cards.vcf", CARDS);
    window.find("heading", "my cards.vcf");
    window.wait_for_text("One new person, one left out, one cannot be read.");
    window.wait_for_text("Line 12");
    window.wait_for_text("This card names nobody");
    window.wait_for_text("Same name and e-mail address as Tan Mei Ling (ACME)");
    assert_eq!(people(&desktop), ["Tan Mei Ling"], "nothing is saved before one says so");
    window.script(
        "const list = document.querySelector('[data-group=alike] .entry select');
         list.value = 'fill:1';
         list.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    );
    window.wait_for_text("One new person, one card changed, one cannot be read.");
    window.find("button", "Import 2 people").click();
    window.wait_for_text("Added one person, updated one card.");
    assert_eq!(people(&desktop), ["Ravi Menon", "Tan Mei Ling"]);
    let known = desktop.json(&["people", "Tan"]);
    assert_eq!(known[0]["phones"], json!(["+65 6555 0142"]), "filled in, as it was chosen");
    window.find("button", "Undo").click();
    wait_for("the file taken back", SOON, || people(&desktop) == ["Tan Mei Ling"]);
    assert_eq!(desktop.json(&["people", "Tan"])[0]["phones"], json!([]));
    assert_eq!(window.complaints(), [""; 0]);
}

#[test]
fn an_import_error_is_reported_and_the_page_still_works() {
    let desktop = Desktop::start(EVENING);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Nothing here yet");
    window.script("location.hash = '#/import'", json!([]));
    window.find("heading", "Import");
    drop_file(&window, "diary.txt", "Dear diary");
    window.wait_for_text("diary.txt is no list of people that I can read.");
    drop_file(&window, "people.csv", "Who;Firm\nAnn;ACME\nBob;Initech\n");
    window.find("heading", "people.csv");
    window.wait_for_text("We don’t recognise these columns.");
    window.find("button", "Import 2 people");
    window.find("button", "Close without importing").click();
    window.wait_for_text("Drop a file here");
    assert!(people(&desktop).is_empty());
}

#[test]
fn a_signature_is_read_looked_at_and_saved() {
    let desktop = Desktop::start(EVENING);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Nothing here yet");
    window.script("location.hash = '#/import'", json!([]));
    let signature = "Kind regards,\n\nMei Ling Tan\nHead of Platform\nACME Pte Ltd\n1 Fusionopolis Way, Singapore 138632\n\
                     T: +65 6555 0142\nmeiling.tan@acme.example\nwww.acme.example\nWe love maps";
    window.find("textbox", "The text of a namecard or a signature").type_text(signature);
    window.find("button", "Read it").click();
    window.wait_for_text("Please look at each field before you save the card.");
    wait_for("the name", SOON, || window.find("textbox", "Name").value() == "Mei Ling Tan");
    assert_eq!(window.find("textbox", "Title").value(), "Head of Platform");
    window.wait_for_text("We love maps");
    assert!(people(&desktop).is_empty(), "nothing is saved before it was looked at");
    window.find("textbox", "Name").replace_text("Tan Mei Ling");
    window.press(&[key::ENTER]);
    window.find("heading", "Tan Mei Ling");
    let saved = desktop.json(&["people"]);
    assert_eq!(saved[0]["phones"], json!(["+65 6555 0142"]));
    assert_eq!(saved[0]["website"], "www.acme.example");
}

#[test]
fn two_cards_of_one_person_are_merged_field_by_field() {
    let desktop = Desktop::start(EVENING);
    desktop.add_interview(KNOWN);
    let other = KNOWN.replace("meiling.tan@acme.example", "tan@home.example").replace("Backend", "Platform");
    desktop.add_interview(&other);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("this evening");
    window.press(&[key::CONTROL, '2']);
    window.find("link", "Find duplicates").click();
    window.wait_for_text("One pair of cards may be the same person.");
    window.find("link", "Compare…").click();
    window.find("heading", "One person or two?");
    window.find("radio", "tan@home.example").click();
    window.find("button", "Merge").click();
    window.find("heading", "Tan Mei Ling");
    assert_eq!(people(&desktop), ["Tan Mei Ling"]);
    assert_eq!(desktop.json(&["people"])[0]["emails"], json!(["tan@home.example"]));
    assert_eq!(
        desktop.json(&["show", "2"])["interviews"][0]["interviewers"][0]["contact"],
        1,
        "both interviews are theirs"
    );
    window.find("button", "Undo").click();
    wait_for("two again", SOON, || people(&desktop).len() == 2);
}

#[test]
fn cards_are_read_into_the_interview_form() {
    let desktop = Desktop::start(EVENING);
    desktop.add_interview(KNOWN);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("thank-you this evening");
    window.press(&[key::CONTROL, 'n']);
    window.find("textbox", "Company").type_text("Harbour");
    window.find("textbox", "Role").type_text("SRE");
    window.find("textbox", "When").type_text("today 16:00");
    drop_file(
        &window,
        "lim.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lim Wei\r\nEMAIL:lim@harbour.example\r\nEND:VCARD\r\n",
    );
    // The card replaces the empty one, so the element is looked up again each time.
    let first_name = "return document.querySelector('interviewer-card .name input')?.value";
    wait_for("the card", SOON, || window.script(first_name, json!([])) == "Lim Wei");
    window.find("button", "Read a card…").click();
    let text = window.find("textbox", "The text of a namecard or a signature");
    text.type_text("nothing to be seen here");
    window.find("button", "Read it").click();
    window.wait_for_text("I find no name, address or number in this text.");
    text.replace_text("Tan Mei Ling\nHead of Platform\nmeiling.tan@acme.example\n~ since 1982 ~");
    window.press(&[key::CONTROL, key::ENTER]);
    window.wait_for_text("Fitted nowhere: ~ since 1982 ~");
    window.wait_for_text("Same name and e-mail address as Tan Mei Ling (ACME)");
    wait_for("the focus on the new card", SOON, || window.focus().contains("Name"));
    window.find("button", "Take the card that is here").click();
    wait_for("the card that is here in its place", SOON, || !window.text().contains("Fitted nowhere"));
    drop_file(&window, "diary.txt", "Dear diary");
    window.wait_for_text("diary.txt is no list of people that I can read.");
    window.find("button", "Save").click();
    window.wait_for_text("Two thank-yous this evening.");
    assert_eq!(people(&desktop), ["Lim Wei", "Tan Mei Ling"], "nobody is doubled");
    let interview = &desktop.json(&["show", "2"])["interviews"][0];
    let names: Vec<_> = interview["interviewers"].as_array().unwrap().iter().map(|p| p["contact"].clone()).collect();
    assert_eq!(names, [json!(2), json!(1)]);
    assert_eq!(desktop.json(&["people", "Lim"])[0]["emails"], json!(["lim@harbour.example"]));
    assert_eq!(window.complaints(), [""; 0]);
}

#[test]
fn the_command_line_refuses_an_impossible_choice() {
    let desktop = Desktop::start(EVENING);
    let file = desktop.home.folder().join("cards.vcf");
    std::fs::write(&file, CARDS).unwrap();
    let file = file.to_str().unwrap();
    let refused = desktop.cli(&["import", file, "--choose", "0=update"]);
    assert_eq!(refused.status.code(), Some(1), "{}", refused.errors);
    assert!(refused.errors.contains("entry 0"), "{}", refused.errors);
    assert!(people(&desktop).is_empty(), "nothing was imported");
    let several = desktop.cli(&["import", file, file, "--choose", "0=leave_out"]);
    assert_eq!(several.status.code(), Some(2), "an entry of which file? {}", several.errors);
    let left = desktop.json(&["import", file, "--choose", "0=leave_out"]);
    assert_eq!((left[0]["added"].clone(), left[0]["left_out"].clone()), (json!(1), json!(1)));
    assert_eq!(left[0]["entries"].as_array().map(Vec::len), Some(3), "JSON lists them all");
    assert_eq!(people(&desktop), ["Tan Mei Ling"]);
}
