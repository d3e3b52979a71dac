//! The Write and Call panels and the templates, in the real window, with a mail program that only records what it is
//! handed.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::json;

use crate::support::process::wait_for;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

const EVENING: &str = "2026-11-23T17:00:00+08:00";

const PANEL: &str = r#"{
    "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00", "follow_up_on": "2026-11-30",
    "interviewers": [
        {"name": "Tan Mei Ling", "emails": ["meiling.tan@acme.example"], "phones": ["+6565550142"], "spoke_about": "Maps without a network"},
        {"name": "Ravi Menon", "emails": ["ravi@acme.example"], "spoke_about": "Why their tests are slow"}],
    "notes": {"seeking": "Somebody who writes things down"}
}"#;

/// Makes a program that writes links to a file the desktop's program for letters, calls and pages; returns that file.
pub fn note_links(desktop: &mut Desktop) -> PathBuf {
    let (programs, opened) = (desktop.home.folder().join("programs"), desktop.home.folder().join("opened"));
    std::fs::create_dir(&programs).unwrap();
    let program = programs.join("xdg-open");
    std::fs::write(&program, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", opened.display())).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let entries = desktop.home.folder().join("home/data/applications");
    std::fs::create_dir_all(&entries).unwrap();
    let entry = "[Desktop Entry]\nType=Application\nName=Notes links\nExec=xdg-open %u\nNoDisplay=true\n";
    std::fs::write(entries.join("notes-links.desktop"), entry).unwrap();
    let schemes: String =
        ["mailto", "tel", "https"].map(|it| format!("x-scheme-handler/{it}=notes-links.desktop\n")).concat();
    std::fs::write(entries.join("mimeapps.list"), format!("[Default Applications]\n{schemes}")).unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    desktop.home.set("PATH", &format!("{}:{path}", programs.display()));
    opened
}

/// A desktop on which links open in a program that writes them to a file, and that file.
fn desktop_that_notes_links() -> (Desktop, PathBuf) {
    let mut desktop = Desktop::start(EVENING);
    let opened = note_links(&mut desktop);
    desktop.add_interview(PANEL);
    assert!(desktop.cli(&["settings", "name", "Alex Rivera"]).status.success());
    (desktop, opened)
}

fn page(window: &Browser, address: &str, heading: &str) {
    window.script("location.hash = `#/${arguments[0]}`", json!([address]));
    window.find("heading", heading);
}

fn touches(desktop: &Desktop) -> Vec<serde_json::Value> {
    desktop.json(&["show", "1"])["touches"].as_array().unwrap().clone()
}

/// Where the pictures of these tests go: in a normal run a folder of the build, else beside those of the README.
fn picture(desktop: &Desktop, window: &Browser, name: &str) {
    desktop.screenshot(window, &PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png")));
}

#[test]
fn a_letter_is_written_opened_in_mail_and_only_then_recorded() {
    let (desktop, opened) = desktop_that_notes_links();
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Two thank-yous this evening.");
    page(&window, "write/thank_you%3A1%3A1", "Thank Tan Mei Ling");
    let body = || window.find("textbox", "Letter").value();
    wait_for("the draft", SOON, || body().starts_with("Dear Tan Mei Ling,\n\nThank you for taking the time"));
    assert!(body().contains("Maps without a network."), "made from the notes: {}", body());
    window.wait_for_text("What you wish you had said is not noted.");
    window.wait_for_text("Somebody who writes things down");
    window.find("textbox", "Letter").replace_text("Dear Mei Ling,\n\nThank you & see you soon.\n\nAlex");
    window.wait_for_text("9 words");
    picture(&desktop, &window, "write");
    window.press(&[key::CONTROL, '1']);
    window.wait_for_text("Two thank-yous this evening.");
    window.press(&[key::DOWN]);
    wait_for("the first row", SOON, || window.focus() == "Write");
    window.press(&[key::ENTER]);
    window.wait_for_text("As you left it");
    assert_eq!(body(), "Dear Mei Ling,\n\nThank you & see you soon.\n\nAlex", "what was changed waits");
    window.press(&[key::CONTROL, key::ENTER]);
    window.wait_for_text("Did you send it?");
    let link = "mailto:meiling.tan@acme.example?subject=Thank%20you%20for%20the%20conversation%20%E2%80%93%20Backend%20Engineer\
                &body=Dear%20Mei%20Ling%2C%0D%0A%0D%0AThank%20you%20%26%20see%20you%20soon.%0D%0A%0D%0AAlex\n";
    wait_for("the mail program", SOON, || std::fs::read_to_string(&opened).is_ok_and(|text| text == link));
    assert!(touches(&desktop).is_empty(), "nothing is recorded before one says so");
    picture(&desktop, &window, "write-sent");
    window.find("button", "Yes, sent").click();
    window.wait_for_text("Thanked Tan Mei Ling.");
    assert_eq!(touches(&desktop)[0]["channel"], "email");
    window.find("button", "Undo").click();
    wait_for("the step to be back", SOON, || touches(&desktop).is_empty());
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn without_a_mail_program_nobody_is_said_to_have_the_draft() {
    let mut desktop = Desktop::start(EVENING);
    // Nor one that this machine has for all users: everything of its folder is there, but no entries of programs.
    let shared = desktop.home.folder().join("share");
    std::fs::create_dir(&shared).unwrap();
    for entry in
        std::fs::read_dir("/usr/share").unwrap().map(Result::unwrap).filter(|it| it.file_name() != "applications")
    {
        std::os::unix::fs::symlink(entry.path(), shared.join(entry.file_name())).unwrap();
    }
    desktop.home.set("XDG_DATA_DIRS", &shared.to_string_lossy());
    desktop.add_interview(PANEL);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Two thank-yous this evening.");
    page(&window, "write/thank_you%3A1%3A2", "Thank Ravi Menon");
    window.find("button", "Open in mail").click();
    window.wait_for_text("No mail program is set up on this computer.");
    assert!(!window.text().contains("Did you send it?"), "{}", window.text());
    page(&window, "call/check_in%3A1%3Ai1", "Call Tan Mei Ling");
    window.find("link", "+65 6555 0142").click();
    window.wait_for_text("No program for phone calls is set up on this computer.");
}

#[test]
fn a_letter_leaves_by_the_clipboard_and_as_a_file() {
    let (desktop, _) = desktop_that_notes_links();
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Two thank-yous this evening.");
    page(&window, "write/thank_you%3A1%3A2", "Thank Ravi Menon");
    let body = || window.find("textbox", "Letter").value();
    wait_for("the draft", SOON, || body().contains("Why their tests are slow."));
    let letter = body();
    window.find("button", "Copy").click();
    window.wait_for_text("Copied. Paste it where you want to send it from.");
    window.find("textbox", "Letter").replace_text("x");
    window.press(&[key::CONTROL, 'a']);
    window.press(&[key::CONTROL, 'v']);
    wait_for("what was copied", SOON, || body() == letter);
    let file = desktop.home.folder().join("to ravi.eml");
    window.find("button", "Save .eml…").click();
    // The dialog keeps its own file extension after the typed name.
    desktop.answer_dialog("Save the draft", &file.with_extension("").to_string_lossy());
    window.wait_for_text("Draft written to");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("X-Unsent: 1\r\n") && text.contains("To: <ravi@acme.example>\r\n"), "{text}");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    window.find("button", "Copy for LinkedIn").click();
    window.wait_for_text("Copied.");
    window.find("button", "Yes, sent").click();
    window.wait_for_text("Thanked Ravi Menon.");
    assert_eq!(touches(&desktop)[0]["channel"], "other", "a chat is another way");
    page(&window, "write/thank_you%3A1%3A1", "Thank Tan Mei Ling");
    wait_for("the draft", SOON, || body().contains("Maps"));
    window.find("textbox", "Letter").replace_text(&format!("Begin.\n\n{}", "Long words. ".repeat(200)));
    window.wait_for_text("401 words; up to 150 are read most readily");
    window.wait_for_text("Many mail programs cut a link as long as this.");
    window.find("button", "Copy the rest").click();
    window.wait_for_text("Paste it below the beginning in your mail.");
    window.find("button", "Reset draft").click();
    wait_for("a fresh draft", SOON, || body().contains("Maps without a network."));
    window.find("button", "Undo").click();
    wait_for("what was typed", SOON, || body().starts_with("Begin."));
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn the_call_panel_shows_number_and_words_and_records_the_outcome() {
    let (desktop, opened) = desktop_that_notes_links();
    for step in ["thank_you:1:1", "thank_you:1:2"] {
        assert!(desktop.cli(&["done", step]).status.success());
    }
    desktop.home.set_clock("2026-11-30T11:00:00+08:00");
    let _agent = desktop.agent();
    let window = desktop.window();
    window.find("button", "Call").click();
    window.find("heading", "Call Tan Mei Ling");
    window.wait_for_text("This is a good time to call, until 17:00.");
    window.wait_for_text(
        "Hello, this is Alex Rivera; we spoke on Monday 23 November about the Backend Engineer role at ACME.",
    );
    window.wait_for_text("You suggested that I call around Monday 30 November");
    window.wait_for_text("On the card: +6565550142");
    window.find("link", "+65 6555 0142").click();
    wait_for("the phone program", SOON, || {
        std::fs::read_to_string(&opened).is_ok_and(|text| text == "tel:+6565550142\n")
    });
    window.find("textbox", "Notes on this call").type_text("Asks for the board first.");
    picture(&desktop, &window, "call");
    window.press(&[key::CONTROL, '1']);
    window.find("button", "Call").click();
    wait_for("the note", SOON, || window.find("textbox", "Notes on this call").value() == "Asks for the board first.");
    window.find("button", "They named a date…").click();
    window.find("textbox", "The date").type_text("1 November");
    window.press(&[key::ENTER]);
    window.wait_for_text("must lie after the day of this call");
    window.find("textbox", "The date").replace_text("Thursday 10 December");
    window.press(&[key::ENTER]);
    window.wait_for_text("Spoke with Tan Mei Ling.");
    let shown = desktop.json(&["show", "1"]);
    assert_eq!(shown["touches"][2]["note"], "Asks for the board first.");
    assert_eq!(shown["replies"][0]["follow_up_on"], "2026-12-10");
    assert_eq!(shown["plan"][0]["due_at"], "2026-12-10T10:00:00+08:00", "the plan goes by the date they named");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}

#[test]
fn a_template_is_edited_with_live_preview_and_reset() {
    let (desktop, _) = desktop_that_notes_links();
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Two thank-yous this evening.");
    window.press(&[key::CONTROL, ',']);
    window.find("link", "Templates").click();
    window.find("heading", "Templates");
    page(&window, "template/en/quick_thank_you", "Quick thank-you English");
    window.wait_for_text("What has stayed with me: Maps without a network.");
    let source = || window.find("textbox", "Template");
    source().replace_text("Hello {{ nickname }}");
    window.wait_for_text("Line 1: there is no variable “nickname”. The list says which there are.");
    source().replace_text("Hello {{ name }},\n{% if seeking %}");
    window.wait_for_text("Line 2:");
    picture(&desktop, &window, "template");
    source().replace_text("Hello {{ name }}, from me.");
    window.wait_for_text("Hello Tan Mei Ling, from me.");
    let draft = || desktop.cli(&["draft", "thank_you:1:1", "--template", "quick_thank_you"]).output;
    wait_for("it to be kept", SOON, || draft().contains("Hello Tan Mei Ling, from me."));
    window.find("button", "Back to the original").click();
    window.wait_for_text("“Quick thank-you” is as it came.");
    wait_for("the original", SOON, || source().value().starts_with("Dear {{ address_as }}"));
    window.press(&[key::CONTROL, 'z']);
    wait_for("one's own again", SOON, || source().value() == "Hello {{ name }}, from me.");
    page(&window, "templates", "Templates");
    window.script("document.querySelector('[data-control=add]').click()", json!([]));
    window.find("textbox", "Name").type_text("Short");
    window.press(&[key::ENTER]);
    window.find("heading", "Short English");
    source().replace_text("Short: {{ role }}");
    window.wait_for_text("Short: Backend Engineer");
    page(&window, "write/thank_you%3A1%3A1/Short", "Thank Tan Mei Ling");
    wait_for("the draft", SOON, || window.find("textbox", "Letter").value() == "Short: Backend Engineer");
    page(&window, "template/en/Short", "Short English");
    window.find("button", "Remove this template").click();
    window.find("heading", "Templates");
    assert!(
        desktop.cli(&["draft", "thank_you:1:1", "--template", "Short"]).errors.contains("There is no template Short")
    );
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong on the way");
}
