//! Notification services, buses and trays that come late, go away, hang, are set to do-not-disturb, or have few
//! abilities; and what the person does meanwhile.

use std::time::Duration;

use crate::reminders::{BEFORE, EVENING, INTERVIEW, NEXT_MORNING, wait_for_reminders, wait_for_tray};
use crate::support::notifications::Notification;
use crate::support::process::Process;
use crate::support::process::{Signal, wait_for};
use crate::support::webdriver::key;
use crate::support::{Desktop, SOON, WITHIN_A_MINUTE, programs};

/// An interview with people whose names are hard to display, at a company with an ampersand in its name.
const HARD_NAMES: &str = r#"{
    "company": "Fish & Chips <Ltd>", "role": "C++\nEngineer", "start": "2026-11-23T15:00:00+08:00",
    "interviewers": [{"name": "<b>Tan</b> & \"Ling\" 陳美玲 דוד", "emails": ["t@x.example"]}]
}"#;

fn at_evening() -> (Desktop, Process) {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    (desktop, agent)
}

#[test]
fn do_not_disturb_holds_a_reminder_back_and_then_shows_it_once() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    desktop.add_interview(&INTERVIEW.replace("ACME", "Harbour").replace("Tan Mei Ling", "Ravi Menon"));
    desktop.notifications.set_inhibited(true);
    let _agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    wait_for_tray(&desktop, "Tan Mei Ling");
    // Once a later change shows, the agent has certainly dealt with the first.
    desktop.add_interview(&INTERVIEW.replace("ACME", "Initech").replace("Tan Mei Ling", "Lim"));
    wait_for_tray(&desktop, "Lim");
    assert_eq!(desktop.notifications.posted().len(), 0, "do not disturb");

    desktop.notifications.set_inhibited(false);
    // The desktop signals the end of do-not-disturb, so the agent does not wait for its next check.
    wait_for("what was held back", Duration::from_secs(5), || !desktop.notifications.posted().is_empty());
    let digest = wait_for_reminders(&desktop, 1).remove(0);
    for part in ["Tan Mei Ling", "Ravi Menon", "Lim", "18:00"] {
        assert!(digest.body.contains(part), "one digest tells of all, with the original times: {digest:?}");
    }
    assert!(!digest.disturbed, "a reminder must wait until it may disturb");
}

#[test]
fn quiet_hours_delay_reminders_and_drop_none() {
    let desktop = Desktop::start("2026-11-23T22:00:00+08:00");
    let late = INTERVIEW.replace("15:00:00", "20:45:00");
    desktop.add_interview(&late);
    let _agent = desktop.agent();
    wait_for_tray(&desktop, "Tan Mei Ling");
    assert_eq!(desktop.notifications.posted().len(), 0, "nobody is reminded at ten at night");
    desktop.home.set_clock("2026-11-24T08:00:05+08:00");
    let reminder = wait_for_reminders(&desktop, 1).remove(0);
    assert!(reminder.body.contains("Planned for: Yesterday, 21:45"), "it says when it was planned for: {reminder:?}");
    // It replaces the one of 09:00.
    desktop.home.set_clock(NEXT_MORNING);
    wait_for_tray(&desktop, "Tan Mei Ling");
    desktop.home.set_clock("2026-11-25T09:00:05+08:00");
    wait_for_reminders(&desktop, 2);
}

#[test]
fn a_new_service_shows_open_notifications_again() {
    let (mut desktop, _agent) = at_evening();
    let first = wait_for_reminders(&desktop, 1).remove(0);
    desktop.replace_notifications();
    let again = wait_for_reminders(&desktop, 2).remove(1);
    assert_eq!(again.replaces_id, 0, "the new service knows nothing of the old one's ids");
    assert_eq!(again.summary, first.summary);
    // The old service also counted its ids from 1; its late signals must be ignored.
    desktop.notifications.invoke_late(&first, "done");
    // So must they be if others follow at once.
    desktop.notifications.invoke_late(&Notification { id: first.id + 1, ..first.clone() }, "done");
    wait_for("the snooze to be recorded", SOON, || {
        // A press in the moment of the late signal may go unheard, so it is pressed again, as a person would.
        desktop.notifications.invoke(&again, "snooze");
        desktop.json(&["agenda"])[0]["remind_at"] == "2026-11-23T19:00:05+08:00"
    });
    let agenda = desktop.json(&["agenda"]);
    assert_eq!(agenda[0]["step"], "thank_you:1:1", "nobody said that it was done: {agenda}");
}

#[test]
fn a_service_that_hangs_holds_up_nobody() {
    let mut desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let dunst = desktop.start_dunst();
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Thank Tan Mei Ling");
    dunst.hang();
    desktop.home.set_clock(EVENING);
    // Five seconds for the call and two for asking about do-not-disturb; a second time-out would not fit in here.
    let told = "the notification service does not answer. Trying again.";
    wait_for("the window to say what is the matter", Duration::from_secs(12), || window.text().contains(told));
    // The settings ask the agent, which answers while it waits for the service.
    window.press(&[key::CONTROL, '4']);
    window.wait_for_text("Last reminder");
    assert!(window.text().contains(told), "the settings say so, too");
    window.press(&[key::CONTROL, '1']);
    window.wait_for_text(told);
    dunst.go_on();
    wait_for("the reminder", WITHIN_A_MINUTE, || dunst.displayed(&desktop.home) == 1);
    wait_for("the trouble to be over", SOON, || !window.text().contains("does not answer"));
    assert_eq!(desktop.health_sentence(), "Reminders are working.", "a service that had hung is still the same");
    assert_eq!(window.complaints(), [""; 0], "nothing went wrong in the window");
}

#[test]
fn a_button_pressed_in_dunst_reaches_the_agent() {
    let mut desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let dunst = desktop.start_dunst();
    let _agent = desktop.agent();
    assert_eq!(desktop.health_sentence(), "Reminders are working.");
    desktop.home.set_clock(EVENING);
    wait_for("the reminder", SOON, || dunst.displayed(&desktop.home) == 1);
    dunst.act(&desktop.home);
    // dunst's first action is the click on the text: it opens the application's page.
    desktop.wait_for_window();
    assert!(dunst.history(&desktop.home)[0].contains("Thank Tan Mei Ling"), "it showed her name");
}

#[test]
fn without_a_session_the_agent_waits_for_one() {
    let mut desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    desktop.log_out();
    let mut agent = desktop.agent_without_tray();
    desktop.home.set_clock(EVENING);
    wait_for("the doctor to tell", SOON, || desktop.health_sentence().contains("there is no desktop session"));
    let agenda = desktop.json(&["agenda"]);
    assert_eq!(agenda[0]["state"], "due", "the list is kept: {agenda}");
    assert!(agent.is_running());

    desktop.log_in();
    wait_for_reminders(&desktop, 1);
    wait_for("the tray", WITHIN_A_MINUTE, || desktop.tray.item().is_some());
    wait_for("the trouble to be over", SOON, || desktop.health_sentence() == "Reminders are working.");
}

#[test]
fn the_tray_appears_when_a_host_does() {
    let mut desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    desktop.tray.stop();
    let _agent = desktop.agent_without_tray();
    desktop.home.set_clock(EVENING);
    wait_for_reminders(&desktop, 1);
    desktop.restart_tray();
    wait_for_tray(&desktop, "Tan Mei Ling");
}

#[test]
fn without_buttons_the_notification_says_how_to_answer() {
    let desktop = Desktop::start(BEFORE);
    desktop.notifications.set_capabilities(&["body"]);
    desktop.add_interview(HARD_NAMES);
    let _agent = desktop.agent();
    wait_for("the doctor to tell", SOON, || desktop.health_sentence().contains("without buttons"));
    desktop.home.set_clock(EVENING);
    let reminder = wait_for_reminders(&desktop, 1).remove(0);
    assert!(reminder.actions.is_empty(), "no buttons for whoever draws none: {reminder:?}");
    assert!(reminder.body.ends_with("\nOpen Afterword to say what you did."), "{reminder:?}");
}

#[test]
fn every_name_arrives_as_it_was_written() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(HARD_NAMES);
    desktop.add_interview(&HARD_NAMES.replace("Fish & Chips <Ltd>", "A"));
    desktop.add_interview(&HARD_NAMES.replace("Fish & Chips <Ltd>", "B"));
    let _agent = desktop.agent();
    desktop.home.set_clock(EVENING);
    let digest = wait_for_reminders(&desktop, 1).remove(0);
    // The body is markup for this server, so what could be markup is escaped; the Hebrew is kept apart from the rest.
    let title = "Thank \u{2068}&lt;b&gt;Tan&lt;/b&gt; &amp; \"Ling\" 陳美玲 דוד\u{2069}";
    assert!(digest.body.contains(&format!("{title}\u{2069} (Fish &amp; Chips &lt;Ltd&gt;)")), "{digest:?}");
    assert_eq!(digest.body.lines().count(), 3, "a line break in a role breaks no line: {digest:?}");
    assert_eq!(digest.action_keys(), ["default", "open", "snooze"], "a digest is never done with one click");
    // A single reminder: its heading is not markup, and is not escaped.
    for step in ["thank_you:2:2", "thank_you:3:3"] {
        assert!(desktop.cli(&["done", step]).status.success());
    }
    desktop.home.set_clock(NEXT_MORNING);
    let one = wait_for_reminders(&desktop, 2).remove(1);
    assert!(one.summary.contains("<b>Tan</b> & \"Ling\" 陳美玲 דוד"), "{one:?}");
    assert!(one.summary.contains("Fish & Chips <Ltd>, C++ Engineer"), "{one:?}");
}

#[test]
fn done_by_command_line_closes_it_and_undoing_does_not_repeat_it() {
    let (desktop, _agent) = at_evening();
    let reminder = wait_for_reminders(&desktop, 1).remove(0);
    assert!(desktop.cli(&["done", "thank_you:1:1"]).status.success());
    wait_for("the notification to go", SOON, || desktop.notifications.closed() == [reminder.id]);
    assert!(desktop.cli(&["undo"]).status.success());
    wait_for_tray(&desktop, "Tan Mei Ling");
    wait_for_reminders(&desktop, 1);
}

#[test]
fn deleting_a_person_closes_the_notification_that_names_them() {
    let (desktop, _agent) = at_evening();
    assert!(desktop.cli(&["done", "thank_you:1:1"]).status.success());
    desktop.home.set_clock("2026-11-30T10:00:05+08:00");
    let call = wait_for_reminders(&desktop, 1).remove(0);
    assert!(call.summary.contains("Tan Mei Ling"), "{call:?}");
    assert!(desktop.cli(&["person", "anonymise", "1"]).status.success());
    wait_for("the notification to go", SOON, || desktop.notifications.closed().contains(&call.id));
    let anew = wait_for_reminders(&desktop, 2).remove(1);
    let said = format!("{} {}", anew.summary, anew.body);
    assert!(!said.contains("Tan Mei Ling") && said.contains("ACME"), "what is to be done is told anew: {said}");
}

#[test]
fn done_in_the_window_closes_it_and_a_crash_of_the_window_disturbs_nothing() {
    let (desktop, mut agent) = at_evening();
    let reminder = wait_for_reminders(&desktop, 1).remove(0);
    let window = desktop.window();
    window.wait_for_text("Thank Tan Mei Ling");
    // The first of the two; the other is next week's.
    let buttons = window.named("button");
    buttons.iter().find(|(_, name)| name == "Done").expect("there is something to do").0.click();
    wait_for("the notification to go", SOON, || desktop.notifications.closed() == [reminder.id]);
    for process in desktop.home.processes_of(&programs::window()) {
        rustix::process::kill_process(process, Signal::KILL).unwrap();
    }
    drop(window);
    wait_for("the window to be gone", SOON, || desktop.home.processes_of(&programs::window()).is_empty());
    desktop.home.set_clock("2026-11-30T10:00:05+08:00");
    let call = wait_for_reminders(&desktop, 2).remove(1);
    assert_eq!(call.action_keys(), ["default", "spoke", "no_answer", "snooze"], "what a call is answered by");
    assert!(agent.is_running());
    // The next day's reminder takes the place of this one.
    desktop.home.set_clock("2026-12-01T10:00:05+08:00");
    let again = wait_for_reminders(&desktop, 3).remove(2);
    assert_eq!((again.replaces_id, again.id), (call.id, call.id), "one step is on the screen once");
    desktop.notifications.invoke(&again, "no_answer");
    wait_for("the attempt to be recorded", SOON, || {
        let touches = desktop.json(&["show", "1"])["touches"].clone();
        touches.as_array().is_some_and(|touches| touches.iter().any(|touch| touch["outcome"] == "no_answer"))
    });
}

#[test]
fn a_test_reminder_is_posted_and_says_what_came_of_it() {
    let mut desktop = Desktop::start(BEFORE);
    let nobody = desktop.cli(&["doctor", "--test"]);
    assert_eq!(nobody.status.code(), Some(1), "no agent, no test: {}", nobody.output);
    let _agent = desktop.agent();
    let tested = desktop.cli(&["doctor", "--test"]);
    assert!(tested.status.success(), "{}", tested.errors);
    let test = wait_for_reminders(&desktop, 1).remove(0);
    assert_eq!(test.summary, "A test reminder");
    desktop.notifications.invoke(&test, "open");
    desktop.wait_for_window();
    desktop.notifications.set_inhibited(true);
    let held = desktop.cli(&["doctor", "--test"]);
    assert!(held.errors.contains("do not disturb"), "it says why nothing was shown: {}", held.errors);
    desktop.notifications.stop();
    let unheard = desktop.cli(&["doctor", "--test"]);
    assert!(unheard.errors.contains("no notification service is running"), "{}", unheard.errors);
    wait_for_reminders(&desktop, 1);
    desktop.restart_notifications();
}

#[test]
fn the_settings_show_whether_reminders_work_and_send_a_test() {
    let desktop = Desktop::start(BEFORE);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    let window = desktop.window();
    // The question is answered once: from then on the session starts this very program's agent.
    window.find("button", "Yes, start with the session").click();
    window.wait_for_text("Setting changed: Start at login");
    let entry = std::fs::read_to_string(desktop.home.folder().join("home/config/autostart/afterword.desktop")).unwrap();
    assert!(entry.contains(&format!("\"{}\" --background", programs::afterword().display())), "{entry}");
    assert!(!window.text().contains("Shall Afterword wait"), "asked once is asked once");
    window.press(&[key::CONTROL, '4']);
    for part in ["Reminders are working.", "recorder 1", "text, buttons, kept in a list", "Today, 18:00"] {
        window.wait_for_text(part);
    }
    window.find("button", "Send a test reminder").click();
    window.wait_for_text("Do you see it?");
    assert_eq!(wait_for_reminders(&desktop, 1)[0].summary, "A test reminder");
    assert_eq!(window.complaints(), [""; 0], "the window must work without an error or a blocked resource");
}

#[test]
fn a_moved_program_is_started_from_where_it_is_now() {
    let desktop = Desktop::start(BEFORE);
    let file = desktop.home.folder().join("home/config/autostart/afterword.desktop");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "[Desktop Entry]\nType=Application\nName=Afterword\nExec=\"/gone/afterword\" --background\n")
        .unwrap();
    let _agent = desktop.agent();
    let entry = std::fs::read_to_string(&file).unwrap();
    assert!(entry.contains(&programs::afterword().display().to_string()), "{entry}");
}

#[test]
fn switching_to_private_notifications_takes_effect_at_once() {
    let (desktop, _agent) = at_evening();
    let named = wait_for_reminders(&desktop, 1).remove(0);
    assert!(desktop.cli(&["settings", "private_notifications", "true"]).status.success());
    let private = wait_for_reminders(&desktop, 2).remove(1);
    assert_eq!((private.id, private.summary.as_str()), (named.id, "A thank-you is due"), "the one on the screen, too");
    assert!(!format!("{private:?}").contains("Tan"), "nobody is named: {private:?}");
}
