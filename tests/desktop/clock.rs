//! The agent and the clock: the machine wakes, the time is set, a step is snoozed or moved into the past.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::reminders::{BEFORE, EVENING, INTERVIEW, NEXT_MORNING, settle, wait_for_reminders};
use crate::support::process::wait_for;
use crate::support::{Desktop, SOON, WITHIN_A_MINUTE};

/// Two seconds after the system's signal, at the latest (docs/rules.md, Delivery).
const AT_ONCE: Duration = Duration::from_secs(2);

/// A desktop on which the agent does not watch the test clock: only what wakes it in real use wakes it here.
fn unwatched() -> Desktop {
    let mut desktop = Desktop::start(BEFORE);
    desktop.home.set("AFTERWORD_TEST_CLOCK_UNWATCHED", "1");
    desktop.add_interview(INTERVIEW);
    desktop
}

#[test]
fn a_resume_is_acted_on_at_once() {
    let desktop = unwatched();
    let logind = desktop.logind();
    let _agent = desktop.agent();
    logind.suspend();
    desktop.home.set_clock(EVENING);
    assert_eq!(desktop.notifications.posted().len(), 0, "the agent must not have noticed by itself");
    logind.resume();
    wait_for("the reminder after the resume", AT_ONCE, || desktop.notifications.posted().len() == 1);
}

/// Setting the machine's clock wakes every program, so this must not run beside a test that expects no reaction.
static CLOCK: Mutex<()> = Mutex::new(());

#[test]
fn a_clock_that_is_set_is_acted_on_at_once() {
    let _alone = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let desktop = unwatched();
    let _agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    // The machine's own clock, set to the time it already has: the kernel reports that it was set all the same.
    let clock = rustix::time::ClockId::Realtime;
    if let Err(error) = rustix::time::clock_settime(clock, rustix::time::clock_gettime(clock)) {
        // Only root may set it, and in a container not even root. Written in this way, it shows though the test passes.
        assert_eq!(error, rustix::io::Errno::PERM);
        return std::io::stderr()
            .write_all(b"\nNot tried here: a clock that is set, because this user may not.\n")
            .unwrap();
    }
    wait_for("the reminder after the clock was set", AT_ONCE, || desktop.notifications.posted().len() == 1);
}

#[test]
fn without_a_signal_the_clock_is_checked_within_a_minute() {
    let _alone = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let desktop = unwatched();
    let _agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    wait_for("the reminder", WITHIN_A_MINUTE, || desktop.notifications.posted().len() == 1);
}

#[test]
fn a_clock_set_back_or_far_ahead_repeats_no_reminder_and_loses_none() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    wait_for_reminders(&desktop, 1);
    // An hour back, and the same evening once more; a year back, and the evening again.
    for time in ["2026-11-23T17:00:05+08:00", EVENING, "2025-11-23T18:00:05+08:00", EVENING] {
        settle_at(&desktop, time);
    }
    wait_for_reminders(&desktop, 1);
    // Far ahead the thank-you has lapsed and the check-in is long due; back again, it is taken off the screen.
    desktop.home.set_clock("2098-01-01T12:00:00+08:00");
    let early = wait_for_reminders(&desktop, 2).remove(1);
    desktop.home.set_clock("2026-11-23T18:10:00+08:00");
    wait_for("what came too early to go", SOON, || desktop.notifications.closed().contains(&early.id));
    // The next reminders come on time, and once each.
    desktop.home.set_clock(NEXT_MORNING);
    wait_for_reminders(&desktop, 3);
    desktop.home.set_clock("2026-11-30T10:00:05+08:00");
    let call = wait_for_reminders(&desktop, 4).remove(3);
    assert!(call.summary.contains("Write to Tan Mei Ling"), "the check-in comes on its day: {call:?}");
}

#[test]
fn a_snooze_fires_once_and_moves_nothing() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    let plan = desktop.json(&["agenda"]);
    let refused = desktop.cli(&["snooze", "thank_you:1:1", "--until", "2026-11-23 12:00"]);
    assert!(!refused.status.success() && refused.errors.contains("has passed"), "the past is no time: {refused:?}");
    let put_off = desktop.cli(&["snooze", "thank_you:1:1", "--until", "2026-11-23 19:00"]);
    assert!(put_off.status.success(), "{}", put_off.errors);
    let due = |agenda: &serde_json::Value| {
        agenda.as_array().unwrap().iter().map(|step| (step["step"].clone(), step["due_at"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(due(&desktop.json(&["agenda"])), due(&plan), "a snooze never moves the plan");
    settle_at(&desktop, EVENING);
    assert_eq!(desktop.notifications.posted().len(), 0, "put off is put off");
    desktop.home.set_clock("2026-11-23T19:00:05+08:00");
    wait_for_reminders(&desktop, 1);
    settle_at(&desktop, "2026-11-23T19:05:00+08:00");
    wait_for_reminders(&desktop, 1);
}

#[test]
fn an_edit_into_the_past_reminds_at_most_once() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    // The evening is set earlier, to ten minutes ago.
    desktop.home.set_clock("2026-11-23T16:40:00+08:00");
    assert!(desktop.cli(&["settings", "evening", "16:30"]).status.success());
    wait_for_reminders(&desktop, 1);
    // The interview is moved to a week earlier: its thank-you has lapsed, and the check-in is due and posted once.
    assert!(desktop.cli(&["interview", "move", "1", "2026-11-16 15:00"]).status.success());
    wait_for_reminders(&desktop, 2);
    settle_at(&desktop, "2026-11-23T16:50:00+08:00");
    wait_for_reminders(&desktop, 2);
}

/// Sets the clock, and makes the agent check everything.
fn settle_at(desktop: &Desktop, time: &str) {
    desktop.home.set_clock(time);
    settle(desktop);
}
