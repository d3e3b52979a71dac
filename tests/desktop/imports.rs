//! Files on their way in, in the real window: dropped, pasted as a text, looked at, taken over, taken back; and two cards
//! of one person made one.

use serde_json::json;

use crate::support::process::wait_for;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

const EVENING: &str = "2026-11-23T17:00:00+08:00";

const KNOWN: &str = r#"{"company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00",
    "interviewers": [{"name": "Tan Mei Ling", "emails": ["meiling.tan@acme.example"]}]}"#;

/// Somebody new, somebody who is here by name and address, and nobody.
pub const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ravi Menon\r\nTITLE:Architect\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Tan Mei Ling\r\nEMAIL:meiling.tan@acme.example\r\nTEL:+65 6555 0142\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n";

/// Drops a file on the window, as a desktop does.
fn drop_file(window: &Browser, name: &str, text: &str) {
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
fn what_cannot_be_imported_is_told_and_the_page_goes_on() {
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
    window.wait_for_text("Nobody knows this kind of table.");
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
fn two_cards_of_one_person_are_made_one_field_by_field() {
    let desktop = Desktop::start(EVENING);
    desktop.add_interview(KNOWN);
    let other = KNOWN.replace("meiling.tan@acme.example", "tan@home.example").replace("Backend", "Platform");
    desktop.add_interview(&other);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("this evening");
    window.press(&[key::CONTROL, '2']);
    window.find("link", "Find duplicates").click();
    window.wait_for_text("One pair has the same name. Are they one person?");
    window.find("link", "Compare…").click();
    window.find("heading", "One person or two?");
    window.find("radio", "tan@home.example").click();
    window.find("button", "Put them together").click();
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
