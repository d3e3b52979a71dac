//! The product from end to end: a card is entered, and a desktop reminder comes.
//!
//! Monday 23 November 2026 in Singapore. The interview was at 15:00; it is now ten past four.
//! The plan is that of the first two of docs/rules.md, Worked examples.

use serde_json::Value;

use crate::support::notifications::Notification;
use crate::support::process::{wait_for, wait_for_value};
use crate::support::webdriver::Browser;
use crate::support::{Desktop, SOON, WITHIN_A_MINUTE};

const NAME: &str = "Tan Mei Ling 陳美玲";
const EMAIL: &str = "meiling.tan@acme.example";
const PHONE: &str = "+65 6555 0142";

#[test]
fn a_card_goes_in_and_a_native_reminder_comes_out() {
    let desktop = Desktop::start("2026-11-23T16:10:00+08:00");
    let mut agent = desktop.agent();

    // Home again, the namecard on the table.
    let window = desktop.window();
    window.find("link", "New interview").click();
    fill_in_the_interview(&window);
    // The plan stands beside the form before anything is saved: thank her this evening, check in after a week.
    for part in ["18:00", NAME, "30 Nov"] {
        window.wait_for_text(part);
    }
    window.find("button", "Save").click();

    // Saved, it is the first thing to do today.
    window.wait_for_text("ACME, Backend Engineer");
    window.wait_for_text(NAME);
    assert_eq!(window.complaints(), [""; 0], "the window must work without an error or a blocked resource");

    // The window is closed, and the agent alone waits for the evening.
    desktop.close_window();
    drop(window);
    assert!(agent.is_running(), "closing the window must not stop the reminders");
    assert_eq!(desktop.notifications.posted().len(), 0, "nothing is due before 18:00, so nothing may ring");

    // 18:00: thank her.
    desktop.home.set_clock("2026-11-23T18:00:05+08:00");
    let reminder = the_only_notification(&desktop);
    assert!(reminder.summary.contains(NAME), "the reminder must name her: {reminder:?}");
    for action in ["done", "snooze", "open"] {
        assert!(
            reminder.action_keys().contains(&action),
            "a reminder to write must offer {action:?}: {:?}",
            reminder.actions
        );
    }
    wait_for("the tray menu to name her", SOON, || desktop.tray.labels().iter().any(|label| label.contains(NAME)));

    // The thank-you is written and sent; Done is pressed on the reminder.
    desktop.notifications.invoke(&reminder, "done");
    let thanked = wait_for_value("the touch to be recorded", SOON, || {
        let touches = touches(&desktop.json(&["show", "1"]));
        (!touches.is_empty()).then_some(touches)
    });
    assert_eq!(thanked.len(), 1, "one thank-you is one touch: {thanked:?}");
    assert_eq!(thanked[0]["kind"], "thank_you");
    assert_eq!(thanked[0]["channel"], "email");
    assert_eq!(thanked[0]["outcome"], "sent");
    wait_for("the reminder to leave the screen", SOON, || desktop.notifications.on_screen().is_empty());

    the_next_step_is_a_call_in_a_week(&desktop);

    // A power cut. What was posted and done before it is not posted again after it.
    agent.kill();
    wait_for("the tray item to go with the agent", SOON, || desktop.tray.item().is_none());
    let mut agent = desktop.agent();
    the_only_notification(&desktop);

    // A week later the call is due. This proves that the agent was working while it posted nothing above.
    desktop.home.set_clock("2026-11-30T10:00:05+08:00");
    let call =
        wait_for_value("the reminder to call her", WITHIN_A_MINUTE, || desktop.notifications.posted().get(1).cloned());
    assert!(call.summary.contains(NAME), "the call must name her: {call:?}");
    assert!(call.action_keys().contains(&"spoke"), "a call is answered by Spoke, not by Done: {:?}", call.actions);
    assert!(agent.is_running());
    assert_eq!(
        desktop.notifications.posted().len(),
        2,
        "one reminder for the thank-you and one for the call, and no third"
    );

    // The card goes out again, to any address book.
    let table = desktop.cli(&["export", "--format", "csv"]);
    let cards = desktop.cli(&["export", "--format", "vcard"]);
    for (format, export) in [("csv", table), ("vcard", cards)] {
        assert!(export.status.success(), "{format}: {}", export.errors);
        // A vCard folds long lines, and either format may group the digits of a number in its own way.
        let plain = export.output.replace("\r\n ", "").replace([' ', '-'], "");
        for part in ["TanMeiLing", "陳美玲", EMAIL, "65550142"] {
            assert!(plain.contains(part), "the {format} export must hold {part:?}:\n{}", export.output);
        }
    }
}

fn fill_in_the_interview(window: &Browser) {
    let write = |field, text| window.find("textbox", field).type_text(text);
    write("Company", "ACME");
    write("Role", "Backend Engineer");
    write("When", "today 15:00");
    write("Name", NAME);
    write("Title", "Engineering Manager");
    write("E-mail", EMAIL);
    write("Phone", PHONE);
    window.find("button", "More on the card").click();
    write("Postal address", "1 Raffles Place\n#20-01\nSingapore 048616");
    write("What you shared", "How we moved the ledger to a new database.");
    write("What they look for", "Somebody who writes things down.");
    assert_eq!(window.find("textbox", "Name").value(), NAME, "what is typed must stay as it was typed");
}

/// Waits for a first reminder, and makes sure that there is no second.
fn the_only_notification(desktop: &Desktop) -> Notification {
    wait_for("a reminder", WITHIN_A_MINUTE, || !desktop.notifications.posted().is_empty());
    let posted = desktop.notifications.posted();
    assert_eq!(posted.len(), 1, "one step rings once: {posted:?}");
    posted[0].clone()
}

fn the_next_step_is_a_call_in_a_week(desktop: &Desktop) {
    let agenda = desktop.json(&["agenda", "--days", "14"]);
    let steps = agenda.as_array().expect("the agenda must be a list of steps");
    assert_eq!(steps.len(), 1, "after the thanks only the check-in is left: {agenda}");
    let step = &steps[0];
    assert_eq!(step["kind"], "check_in");
    assert_eq!(step["channel"], "phone", "the thanks went by e-mail, so the check-in is a call");
    assert_eq!(step["due_at"], "2026-11-30T10:00:00+08:00");
}

/// The touches in what `show` says of an application.
fn touches(application: &Value) -> Vec<Value> {
    application["touches"].as_array().cloned().unwrap_or_default()
}
