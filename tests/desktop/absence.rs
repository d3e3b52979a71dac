//! The machine was off for days: one notification, or one digest, covers everything that was missed.

use crate::support::WITHIN_A_MINUTE;
use crate::support::process;
use afterword_core::snapshot::Moment;
use serde_json::json;

use crate::reminders::wait_for_reminders;
use crate::support::Desktop;

/// Interviews on Monday with that many people, entered in time; then the machine is off until Wednesday morning.
fn missed(count: usize) -> (Desktop, Vec<String>) {
    let desktop = Desktop::start("2026-11-23T16:10:00+08:00");
    let store = desktop.store();
    let now = "2026-11-23T08:10:00Z".parse().unwrap();
    let moment = Moment { now, system_zone: chrono_tz::Asia::Singapore, zone: None };
    let names: Vec<String> = (0..count).map(|n| format!("Person {n:03}")).collect();
    for (n, name) in names.iter().enumerate() {
        let entry = json!({"company": format!("Company {n}"), "role": "Engineer", "start": "2026-11-23T15:00:00+08:00",
            "interviewers": [{"name": name, "emails": ["p@x.example"]}]});
        Desktop::enter(&store, moment, entry);
    }
    drop(store);
    desktop.home.set_clock("2026-11-25T12:00:00+08:00");
    (desktop, names)
}

#[test]
fn one_that_was_missed_is_one_notification() {
    let (desktop, _) = missed(1);
    let _agent = desktop.agent();
    let reminder = wait_for_reminders(&desktop, 1).remove(0);
    assert!(reminder.summary.contains("Thank Person 000"), "{reminder:?}");
    assert!(reminder.body.contains("Planned for: Monday 23 November, 18:00"), "with its original time: {reminder:?}");
    assert_eq!(reminder.action_keys(), ["default", "done", "snooze", "open"]);
}

#[test]
fn five_that_were_missed_are_one_digest() {
    let (desktop, names) = missed(5);
    let _agent = desktop.agent();
    let digest = wait_for_reminders(&desktop, 1).remove(0);
    assert_eq!(digest.summary, "5 things are due");
    for name in names {
        let line = digest.body.lines().find(|line| line.contains(&name));
        let line = line.unwrap_or_else(|| panic!("{name} must be named: {digest:?}"));
        assert!(line.ends_with("Monday 23 November, 18:00"), "with the original time: {line}");
    }
}

#[test]
fn five_hundred_that_were_missed_are_one_digest() {
    let (desktop, _) = missed(500);
    let _agent = desktop.agent();
    let digest = wait_for_reminders(&desktop, 1).remove(0);
    assert_eq!(digest.summary, "500 things are due");
    assert!(digest.body.ends_with("and 494 more"), "what does not fit is counted: {digest:?}");
    assert!(digest.body.chars().count() <= 500, "no server has to cut it");
    desktop.notifications.invoke(&digest, "snooze");
    process::wait_for("all to be put off", WITHIN_A_MINUTE, || {
        let agenda = desktop.json(&["agenda"]);
        let thanks = agenda.as_array().unwrap().iter().filter(|step| step["kind"] == "thank_you");
        thanks.clone().count() == 500 && thanks.clone().all(|step| step["remind_at"] == "2026-11-25T13:00:00+08:00")
    });
    let undone = desktop.cli(&["undo"]);
    assert!(undone.output.contains("500 steps"), "one press is one change: {undone:?}");
}
