//! Reminders on a desktop: the agent is killed, the notification service is away, the person wants quiet or answers in
//! the tray.
//! The plan behind the reminders is the first of docs/rules.md, Worked examples: thank her on Monday at 18:00, and
//! again on Tuesday at 09:00.

use crate::support::notifications::Notification;
use crate::support::process::{wait_for, wait_for_value};
use crate::support::{Desktop, SOON, WITHIN_A_MINUTE};

pub const BEFORE: &str = "2026-11-23T16:10:00+08:00";
pub const EVENING: &str = "2026-11-23T18:00:05+08:00";
pub const NEXT_MORNING: &str = "2026-11-24T09:00:05+08:00";
pub const INTERVIEW: &str = r#"{
    "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00",
    "interviewers": [{"name": "Tan Mei Ling", "emails": ["meiling.tan@acme.example"], "phones": ["+65 6555 0142"]}]
}"#;

#[test]
fn a_killed_agent_posts_nothing_twice() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let mut agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    wait_for_reminders(&desktop, 1);

    agent.kill();
    wait_for("the tray item to go with the agent", WITHIN_A_MINUTE, || desktop.tray.item().is_none());
    let _agent = desktop.agent();

    // The next reminder proves that the agent is at work again, and that it did not repeat the first.
    desktop.home.set_clock(NEXT_MORNING);
    wait_for_reminders(&desktop, 2);
}

#[test]
fn a_reminder_waits_for_a_notification_service() {
    let mut desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    desktop.notifications.stop();
    let mut agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    wait_for_tray(&desktop, "Tan Mei Ling");
    assert!(agent.is_running(), "no notification service is no reason to end");

    desktop.restart_notifications();
    wait_for_reminders(&desktop, 1);
}

#[test]
fn a_calendar_folder_that_hangs_holds_up_no_reminder() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    // Opening a pipe for writing blocks until somebody reads it, like a file on a lost network drive.
    let pipe = desktop.home.folder().join("plan.ics");
    let made = desktop.home.command("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let set = desktop.cli(&["settings", "calendar_file", pipe.to_str().unwrap()]);
    assert!(set.status.success(), "{}", set.errors);
    let _agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    wait_for_reminders(&desktop, 1);
    desktop.home.set_clock(NEXT_MORNING);
    wait_for_reminders(&desktop, 2);
}

#[test]
fn the_doctor_names_the_service_and_the_next_reminder() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let fact = |label| desktop.health(label);
    assert_eq!(fact("In the background"), "Not running", "nobody reminds before the agent is started");
    let _agent = desktop.agent();
    wait_for("the agent to have looked around", SOON, || fact("Notification service").starts_with("recorder"));
    assert_eq!(fact("In the background"), "Running");
    assert_eq!(fact("Next reminder"), "Today, 18:00");
    assert_eq!(fact("Last reminder"), "None");
}

#[test]
fn done_in_the_tray_withdraws_the_notification() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    let reminder = wait_for_reminders(&desktop, 1).remove(0);

    let done = wait_for_value("the tray to offer Done", SOON, || {
        let menu = desktop.tray.menu();
        menu.into_iter().map(|entry| entry.path).find(|path| path.iter().any(|label| label == "Done"))
    });
    assert!(done[0].contains("Tan Mei Ling"), "Done must say what is done: {done:?}");
    desktop.tray.click(&done);
    wait_for("the notification to be withdrawn", SOON, || desktop.notifications.closed() == [reminder.id]);
    let agenda = desktop.json(&["agenda"]);
    assert!(!agenda.to_string().contains("thank_you"), "what is done must leave the agenda: {agenda}");
}

#[test]
fn a_click_on_the_tray_opens_the_window_and_closing_it_leaves_the_agent() {
    let desktop = Desktop::start(BEFORE);
    let mut agent = desktop.agent();
    desktop.tray.activate();
    desktop.wait_for_window();
    desktop.close_window();
    assert!(agent.is_running(), "closing the window must not stop the reminders");
}

pub fn wait_for_tray(desktop: &Desktop, name: &str) {
    wait_for(&format!("the tray to name {name}"), WITHIN_A_MINUTE, || {
        desktop.tray.labels().iter().any(|label| label.contains(name))
    });
}

/// Waits until so many reminders were posted in all, and makes sure that there are no more, even after the agent has
/// checked everything again.
pub fn wait_for_reminders(desktop: &Desktop, count: usize) -> Vec<Notification> {
    let what = format!("reminder number {count}");
    wait_for(&what, WITHIN_A_MINUTE, || desktop.notifications.posted().len() >= count);
    if desktop.tray.item().is_some() {
        settle(desktop);
    }
    let posted = desktop.notifications.posted();
    assert_eq!(posted.len(), count, "each reminder comes once: {posted:#?}");
    posted
}

/// Makes the agent check everything: it is done once its tray shows a later change.
pub fn settle(desktop: &Desktop) {
    let paused = || desktop.tray.labels().iter().any(|label| label.contains("paused"));
    for (entry, then) in [("Pause until tomorrow", true), ("Resume reminders", false)] {
        desktop.tray.click(&[entry]);
        wait_for("the agent to have done so", SOON, || paused() == then);
    }
}
