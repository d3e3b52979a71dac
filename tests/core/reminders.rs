//! Reminders from claim to withdrawal, through the use cases: never lost, never twice, never in the night.

use afterword_core::domain::codes::Outcome;
use afterword_core::forms::card::CardForm;
use afterword_core::pages::health;
use afterword_core::pages::tray;
use afterword_core::store;
use afterword_core::use_cases::reindex::reindex;
use afterword_core::use_cases::reminders::{self, Lost, Posting, Round};
use afterword_core::use_cases::{people, steps};
use afterword_core::views::today::today;
use afterword_core::wire::Meaning;
use serde_json::json;

use crate::app::{TestApp, lim, tan};

/// What the agent does at a moment: it withdraws what is answered, claims what is due, and posts it.
fn post(app: &TestApp, at: &str) -> Vec<String> {
    app.at(at);
    reminders::answered(&app.store, app.moment()).unwrap();
    let round = claim(app, at, false);
    for posting in &round.post {
        posted(app, posting);
    }
    tags(&round)
}

fn claim(app: &TestApp, at: &str, absent: bool) -> Round {
    app.at(at);
    reminders::claim_due(&app.store, app.moment(), absent).unwrap()
}

fn posted(app: &TestApp, posting: &Posting) {
    reminders::posted(&app.store, app.moment(), posting, 7, ":1.5").unwrap();
}

fn tags(round: &Round) -> Vec<String> {
    round.post.iter().map(|posting| posting.tag.clone()).collect()
}

fn wake(app: &TestApp, round: &Round) -> String {
    round.wake_at.map_or("never".to_owned(), |at| app.clock(at))
}

/// At each of these times in turn, exactly these reminders must be posted.
fn check(app: &TestApp, moments: &[(&str, &[&str])]) {
    for (at, expect) in moments {
        assert_eq!(post(app, at), *expect, "posted at {at}");
        assert_eq!(post(app, at), [""; 0], "and nothing again at {at}: nothing fires twice (docs/rules.md, Delivery)");
    }
}

const THANKS: &[&str] = &["thank_you:1:1"];
const CHECK_IN: &[&str] = &["check_in:1:i1"];
const NOTHING: &[&str] = &[];

#[test]
fn a_thank_you_is_reminded_of_three_times() {
    check(
        &TestApp::example_1(),
        &[
            ("2026-11-23 17:59", NOTHING),
            ("2026-11-23 18:00", THANKS),
            ("2026-11-24 08:59", NOTHING),
            ("2026-11-24 09:00", THANKS),
            ("2026-11-25 09:00", THANKS),
            ("2026-11-26 09:00", NOTHING),
            ("2026-11-29 09:00", NOTHING),
            ("2026-11-30 09:59", NOTHING),
            ("2026-11-30 10:00", CHECK_IN),
            ("2026-12-01 10:00", CHECK_IN),
            ("2026-12-02 10:00", CHECK_IN),
            ("2026-12-03 10:00", NOTHING),
            ("2027-12-03 10:00", NOTHING),
        ],
    );
}

#[test]
fn the_agent_is_told_when_to_wake() {
    let app = TestApp::example_1();
    assert_eq!(wake(&app, &claim(&app, "2026-11-23 16:10", false)), "Mon 23 Nov 18:00");
    assert_eq!(wake(&app, &claim(&app, "2026-11-23 18:00", false)), "Tue 24 Nov 09:00");
    assert!(!reminders::anything_due(&app.store, app.moment()).unwrap(), "what is claimed is not due");
    assert_eq!(wake(&TestApp::new(), &claim(&TestApp::new(), "2026-11-23 18:00", false)), "never");
}

#[test]
fn a_notification_has_the_words_and_buttons_of_its_step() {
    let app = TestApp::example_1();
    let posting = claim(&app, "2026-11-23 18:00", false).post.remove(0);
    assert_eq!(posting.text.summary, "Thank Tan Mei Ling · ACME, Backend Engineer");
    assert_eq!(
        posting.text.body,
        "You spoke today until 16:00. A note this evening waits in their inbox tomorrow morning."
    );
    let buttons = |posting: &Posting| posting.text.buttons.iter().map(|(id, _)| id.code()).collect::<Vec<_>>();
    assert_eq!(buttons(&posting), ["done", "snooze", "open"], "a written step (docs/rules.md, Buttons)");
    let app = TestApp::example_2();
    let call = claim(&app, "2026-11-30 10:00", false).post.remove(0);
    assert_eq!(call.text.summary, "Call Tan Mei Ling · ACME, Backend Engineer");
    assert_eq!(buttons(&call), ["spoke", "no_answer", "snooze"], "a call (docs/rules.md, Buttons)");
    let late = claim(&TestApp::example_2(), "2026-11-30 11:00", false).post.remove(0);
    assert!(late.text.body.ends_with("\nPlanned for: Today, 10:00"), "an hour late says so: {}", late.text.body);
}

#[test]
fn two_claims_never_take_the_same_reminder() {
    let app = TestApp::example_1();
    let other = crate::app::open(app.folder.path()).unwrap();
    let first = claim(&app, "2026-11-23 18:00", false);
    let second = reminders::claim_due(&other, app.moment(), false).unwrap();
    assert_eq!((tags(&first).len(), tags(&second).len()), (1, 0), "both claims use the same ledger");
    let occurrence = app
        .store
        .read(|c| store::reminders::all(c))
        .unwrap()
        .into_values()
        .find(|o| o.name == "thank_you:1:1@2026-11-23#1");
    let twice = other.write(|tx| store::deliveries::claim(tx, "x", &[occurrence.unwrap()], app.zone, app.moment().now));
    assert!(twice.is_err(), "the database itself refuses a second claim");
}

#[test]
fn a_crash_between_claiming_and_marking_repeats_the_reminder_once() {
    let app = TestApp::example_1();
    assert_eq!(tags(&claim(&app, "2026-11-23 18:00", false)), THANKS);
    // The agent dies here; the next one recovers.
    assert_eq!(reminders::recover(&app.store).unwrap(), 1);
    check(&app, &[("2026-11-23 18:01", THANKS), ("2026-11-23 18:02", NOTHING)]);
    assert_eq!(reminders::recover(&app.store).unwrap(), 0, "what was posted never comes again after our restart");
    check(&app, &[("2026-11-23 18:03", NOTHING), ("2026-11-24 09:00", THANKS)]);
}

#[test]
fn a_failed_delivery_is_told_and_tried_again() {
    let app = TestApp::example_1();
    let tag = tags(&claim(&app, "2026-11-23 18:00", false)).remove(0);
    let fail = || reminders::failed(&app.store, app.moment(), &tag, "problem-no-server").unwrap();
    assert!(fail(), "the first failure is news");
    let told = "Reminders cannot be shown: no notification service is running. They wait here, and come as soon as there is one.";
    assert_eq!(today(&app.snapshot()).problem.as_deref(), Some(told), "Today says so");
    let again = claim(&app, "2026-11-23 18:01", false);
    assert_eq!(tags(&again), THANKS, "it is tried again, and no later reminder is skipped");
    assert!(!fail(), "the same failure again is no news");
    posted(&app, &claim(&app, "2026-11-23 18:02", false).post[0]);
    assert!(reminders::all_delivered(&app.store, app.moment()).unwrap(), "the problem shown must be updated");
    assert_eq!(today(&app.snapshot()).problem, None, "a delivery ends the problem");
    assert!(!reminders::all_delivered(&app.store, app.moment()).unwrap(), "once");
    check(&app, &[("2026-11-23 18:03", NOTHING)]);
}

#[test]
fn a_notice_that_was_taken_and_not_shown_comes_again() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS), ("2026-11-23 18:01", NOTHING)]);
    reminders::not_shown(&app.store, app.moment(), THANKS[0], "problem-refused").unwrap();
    assert!(today(&app.snapshot()).problem.is_some(), "Today says so");
    check(&app, &[("2026-11-23 18:02", THANKS), ("2026-11-23 18:03", NOTHING)]);
    reminders::closed(&app.store, app.moment(), THANKS[0]).unwrap();
    reminders::not_shown(&app.store, app.moment(), THANKS[0], "problem-refused").unwrap();
    check(&app, &[("2026-11-23 18:04", NOTHING)]);
}

#[test]
fn one_failure_does_not_give_back_another_notice() {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-23T14:00:00+08:00")).unwrap();
    let round = claim(&app, "2026-11-23 18:00", false);
    assert_eq!(round.post.len(), 2);
    reminders::failed(&app.store, app.moment(), &round.post[1].tag, "problem-refused").unwrap();
    posted(&app, &round.post[0]);
    check(&app, &[("2026-11-23 18:01", &[round.post[1].tag.as_str()])]);
}

/// After the change at 18:30, the notification of 18:00 must be withdrawn and no other one come.
fn withdraws(what: &str, act: fn(&TestApp)) {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS)]);
    let answered = || reminders::answered(&app.store, app.moment()).unwrap();
    assert_eq!(answered(), [], "nothing is answered yet");
    act(app.at("2026-11-23 18:30"));
    let gone = answered();
    assert_eq!(gone.iter().map(|n| n.notice.as_str()).collect::<Vec<_>>(), THANKS, "{what} withdraws the notice");
    assert_eq!((gone[0].server_id, gone[0].server_owner.as_str()), (7, ":1.5"), "what to withdraw, and where");
    assert_eq!(answered(), [], "{what} withdraws it once");
    check(&app, &[("2026-11-24 09:00", NOTHING), ("2026-11-25 09:00", NOTHING)]);
}

#[test]
fn an_answered_step_is_withdrawn() {
    withdraws("done", |d| drop(d.done("thank_you:1:1").unwrap()));
    withdraws("a skip", |d| drop(d.skip("thank_you:1:1").unwrap()));
    withdraws("a touch that reached them", |d| drop(d.touch(|_| ()).unwrap()));
    withdraws("a reply that ends all", |d| drop(d.reply(Meaning::Rejected, |_| ()).unwrap()));
}

#[test]
fn a_lapsed_step_is_withdrawn() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-25 09:00", THANKS)]);
    app.at("2026-11-30 10:00");
    assert_eq!(reminders::answered(&app.store, app.moment()).unwrap().len(), 1, "a lapsed reminder is withdrawn");
}

#[test]
fn a_notification_closed_by_the_user_is_not_shown_again() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS)]);
    let on_screen = || match reminders::lost(&app.store, app.moment(), ":1.9").unwrap() {
        Lost::Show(postings) => postings.len(),
        Lost::Held(until) => panic!("held until {until}"),
    };
    assert_eq!(on_screen(), 1, "after a restart of the notification service it comes once more");
    reminders::closed(&app.store, app.moment(), "thank_you:1:1").unwrap();
    assert_eq!(on_screen(), 0, "a closed notification does not come again");
    check(&app, &[("2026-11-23 18:01", NOTHING), ("2026-11-24 09:00", THANKS)]);
    assert_eq!(on_screen(), 1, "the next reminder is a new one");
}

#[test]
fn a_snooze_adds_a_reminder_beside_the_three() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS)]);
    app.snooze("thank_you:1:1", "2026-11-24 09:30").unwrap();
    check(
        &app,
        &[
            ("2026-11-24 09:00", NOTHING),
            ("2026-11-24 09:30", THANKS),
            ("2026-11-25 09:00", THANKS),
            ("2026-11-26 09:00", NOTHING),
        ],
    );
    app.snooze("thank_you:1:1", "2026-11-27 11:00").unwrap();
    check(&app, &[("2026-11-27 10:59", NOTHING), ("2026-11-27 11:00", THANKS), ("2026-11-28 11:00", NOTHING)]);
}

#[test]
fn the_snooze_made_last_holds() {
    let app = TestApp::example_1();
    app.snooze("thank_you:1:1", "2026-11-24 12:00").unwrap();
    app.snooze("thank_you:1:1", "2026-11-23 20:00").unwrap();
    check(&app, &[("2026-11-23 18:00", NOTHING), ("2026-11-23 20:00", THANKS), ("2026-11-24 12:00", THANKS)]);
}

#[test]
fn a_snooze_into_the_night_comes_in_the_morning_and_replaces_a_nearby_reminder() {
    let app = TestApp::example_1();
    app.snooze("thank_you:1:1", "2026-11-23 22:00").unwrap();
    check(
        &app,
        &[
            ("2026-11-23 22:00", NOTHING),
            ("2026-11-24 07:59", NOTHING),
            ("2026-11-24 08:00", THANKS),
            ("2026-11-24 09:00", NOTHING),
            ("2026-11-25 09:00", THANKS),
        ],
    );
}

#[test]
fn a_snooze_dies_with_its_step() {
    let app = TestApp::example_1();
    app.snooze("thank_you:1:1", "2026-11-24 12:00").unwrap();
    app.done("thank_you:1:1").unwrap();
    check(&app, &[("2026-11-24 12:00", NOTHING)]);
}

#[test]
fn quiet_hours_hold_back_what_is_missed_in_them() {
    let app = TestApp::example_1();
    let round = claim(&app, "2026-11-23 21:30", false);
    assert_eq!(tags(&round), NOTHING, "the evening's reminder was missed, and now it is quiet");
    assert_eq!(wake(&app, &round), "Tue 24 Nov 08:00");
    check(&app, &[("2026-11-24 07:59", NOTHING), ("2026-11-24 08:00", THANKS)]);
}

#[test]
fn an_interview_entered_late_is_reminded_of_at_once() {
    // Worked example 17: the interview of Monday, entered on Wednesday at 11:00.
    let app = TestApp::new();
    app.at("2026-11-25 11:00").enter(tan()).unwrap();
    check(&app, &[("2026-11-25 11:00", THANKS), ("2026-11-26 09:00", NOTHING)]);
    let app = TestApp::new();
    app.at("2026-11-23 23:00").enter(tan()).unwrap();
    check(&app, &[("2026-11-23 23:00", NOTHING), ("2026-11-24 08:00", THANKS)]);
    let app = TestApp::new();
    app.at("2026-11-30 10:00").enter(tan()).unwrap();
    check(&app, &[("2026-11-30 10:00", CHECK_IN)]);
}

#[test]
fn three_at_once_are_one_digest() {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-23T14:00:00+08:00")).unwrap();
    app.enter(json!({"company": "Hooli", "role": "C", "start": "2026-11-23T11:00:00+08:00",
        "interviewers": [{"name": "Okafor", "emails": ["o@hooli.example"]}]}))
        .unwrap();
    let posting = claim(&app, "2026-11-23 18:00", false).post;
    assert_eq!(posting.len(), 1, "three is a digest");
    let text = &posting[0].text;
    assert_eq!(text.summary, "3 things are due");
    assert_eq!(text.body.lines().count(), 3);
    assert!(text.body.contains("Thank Tan Mei Ling (ACME), Today, 18:00"), "with the original times: {}", text.body);
    let buttons: Vec<_> = text.buttons.iter().map(|(id, _)| id.code()).collect();
    assert_eq!(buttons, ["open", "snooze"], "never done: nobody thanks three people with one click");
    posted(&app, &posting[0]);
    check(&app, &[("2026-11-23 18:01", NOTHING)]);
    let steps = reminders::steps_of(&app.store, &posting[0].tag).unwrap();
    assert_eq!(steps.len(), 3, "Snooze all finds what the digest spoke of");
    app.done("thank_you:1:1").unwrap();
    app.done("thank_you:2:2").unwrap();
    let answered = || reminders::answered(&app.store, app.moment()).unwrap().len();
    assert_eq!(answered(), 0, "one of the three is still open");
    app.done("thank_you:3:3").unwrap();
    assert_eq!(answered(), 1, "with the last one answered the digest goes");
}

#[test]
fn two_are_a_digest_only_after_absence() {
    for (absent, expect) in [(false, 2), (true, 1)] {
        let app = TestApp::example_1();
        app.enter(lim("Initech", "2026-11-23T14:00:00+08:00")).unwrap();
        assert_eq!(claim(&app, "2026-11-23 18:00", absent).post.len(), expect, "absent: {absent}");
    }
}

#[test]
fn a_pause_holds_until_tomorrow_morning() {
    let app = TestApp::example_1();
    reminders::pause(&app.store, app.moment(), true).unwrap();
    assert!(tray::tray_state(&app.store, app.moment()).unwrap().paused, "the tray says that it is paused");
    let round = claim(&app, "2026-11-23 18:00", false);
    assert_eq!((tags(&round).len(), wake(&app, &round).as_str()), (0, "Tue 24 Nov 09:00"));
    check(&app, &[("2026-11-24 08:59", NOTHING), ("2026-11-24 09:00", THANKS)]);
    assert!(!tray::tray_state(&app.store, app.moment()).unwrap().paused, "it is over by itself");
    reminders::pause(&app.store, app.moment(), true).unwrap();
    check(&app, &[("2026-11-25 08:59", NOTHING)]);
    reminders::pause(&app.store, app.moment(), false).unwrap();
    check(&app, &[("2026-11-25 09:00", THANKS)]);
}

#[test]
fn replanning_after_a_change_repeats_no_reminder() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS)]);
    app.set("evening", "19:00").unwrap();
    check(&app, &[("2026-11-23 19:00", NOTHING)]);
    app.set("morning", "08:30").unwrap();
    check(&app, &[("2026-11-24 08:29", NOTHING), ("2026-11-24 08:30", THANKS), ("2026-11-24 09:00", NOTHING)]);
}

#[test]
fn another_zone_moves_the_reminders() {
    let mut app = TestApp::example_1();
    app.zone = chrono_tz::Europe::Berlin;
    let moment = app.at("2026-11-23 09:10").moment();
    assert!(reindex(&app.store, moment).unwrap(), "the index is rebuilt for the zone the user is in now");
    // The interview ended at 09:00 Berlin time; the evening there is 18:00.
    check(&app, &[("2026-11-23 17:59", NOTHING), ("2026-11-23 18:00", THANKS)]);
    assert!(!reindex(&app.store, app.moment()).unwrap(), "and then left alone");
}

#[test]
fn a_call_is_reminded_of_in_their_office_hours() {
    let app = TestApp::example_2();
    let card = CardForm {
        zone: "Europe/London".into(),
        ..CardForm::from(&app.facts().contacts.values().next().unwrap().card)
    };
    people::save(&app.store, app.moment(), 1, &card).unwrap();
    check(
        &app,
        &[
            ("2026-11-30 10:00", NOTHING),
            ("2026-11-30 17:00", CHECK_IN),
            ("2026-12-01 16:59", NOTHING),
            ("2026-12-01 17:00", CHECK_IN),
        ],
    );
}

#[test]
fn no_answer_reminds_of_the_retry() {
    let app = TestApp::example_2();
    check(&app, &[("2026-11-30 10:00", CHECK_IN)]);
    app.done_by("check_in:1:i1", None, Some(Outcome::NoAnswer)).unwrap();
    check(&app, &[("2026-12-01 10:00", &["check_in:1:t2"])]);
}

#[test]
fn the_tray_lists_what_is_due() {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-19T10:00:00+08:00")).unwrap();
    let state = tray::tray_state(&app.store, app.moment()).unwrap();
    let keys: Vec<_> = state.due.iter().map(|step| step.key.to_string()).collect();
    assert_eq!(keys, ["thank_you:2:2", "thank_you:1:1"], "most urgent first; a check-in of next week is not due");
    assert!(!state.paused);
}

#[test]
fn the_tray_is_told_when_its_state_next_changes() {
    let app = TestApp::example_1();
    let check = |at: &str, expect: &str, why: &str| {
        let until = tray::tray_state(&app.store, app.at(at).moment()).unwrap().until;
        assert_eq!(app.clock(until), expect, "{why}");
    };
    check("2026-11-23 15:30", "Mon 23 Nov 16:00", "a step falls due");
    check("2026-11-23 16:00", "Tue 24 Nov 00:00", "a step is overdue from midnight on");
    check("2026-11-30 09:59", "Mon 30 Nov 10:00", "one lapses, one falls due");
    reminders::pause(&app.store, app.at("2026-11-23 16:10").moment(), true).unwrap();
    check("2026-11-24 00:00", "Tue 24 Nov 09:00", "the pause ends");
}

#[test]
fn a_reminder_is_not_repeated_in_another_zone() {
    // Interviewed from 09:00 to 10:00 in Singapore; in Los Angeles that is the evening of the day before, and each
    // reminder has another date.
    let mut app = TestApp::new();
    let mut early = tan();
    early["start"] = json!("2026-11-23T09:00:00+08:00");
    app.enter(early).unwrap();
    check(&app, &[("2026-11-23 18:00", THANKS), ("2026-11-24 09:00", THANKS)]);
    app.zone = chrono_tz::America::Los_Angeles;
    reindex(&app.store, app.moment()).unwrap();
    check(&app, &[("2026-11-23 20:00", NOTHING), ("2026-11-24 09:00", THANKS), ("2026-11-25 09:00", NOTHING)]);
}

#[test]
fn reposting_to_a_new_service_waits_for_the_end_of_the_quiet_hours() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS)]);
    let lost = |at: &str, owner: &str| {
        app.at(at);
        match reminders::lost(&app.store, app.moment(), owner).unwrap() {
            Lost::Show(postings) => postings.len().to_string(),
            Lost::Held(until) => app.clock(until),
        }
    };
    assert_eq!(lost("2026-11-23 22:00", ":1.9"), "Tue 24 Nov 08:00", "not in the night");
    assert_eq!(lost("2026-11-24 08:00", ":1.9"), "1", "once more in the morning");
    assert_eq!(lost("2026-11-24 08:00", ":1.5"), "0", "the service that showed it still does");
}

#[test]
fn a_digest_replaces_the_notifications_it_covers() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS)]);
    app.enter(lim("Initech", "2026-11-23 13:00")).unwrap();
    let round = claim(&app, "2026-11-24 09:00", true);
    assert_eq!(round.post.len(), 1, "two after absence are one digest");
    let older = reminders::posted(&app.store, app.moment(), &round.post[0], 9, ":1.5").unwrap();
    assert_eq!(
        older.iter().map(|n| n.notice.as_str()).collect::<Vec<_>>(),
        ["thank_you:1:1"],
        "the digest covers this reminder"
    );
}

#[test]
fn a_snoozed_notification_leaves_the_screen() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS)]);
    app.snooze("thank_you:1:1", "2026-11-23 20:00").unwrap();
    let gone = reminders::answered(&app.store, app.moment()).unwrap();
    assert_eq!(gone.len(), 1, "a snoozed notification is withdrawn");
    check(&app, &[("2026-11-23 20:00", THANKS)]);
}

#[test]
fn a_late_reminder_replaces_one_due_shortly_after() {
    let app = TestApp::example_1();
    // The machine is off in the evening and on again at half past eight: a second reminder at 09:00 would only nag.
    check(&app, &[("2026-11-24 08:30", THANKS), ("2026-11-24 09:00", NOTHING), ("2026-11-25 09:00", THANKS)]);
}

#[test]
fn private_notifications_name_nobody() {
    let app = TestApp::example_1();
    app.set("private_notifications", "true").unwrap();
    app.enter(lim("Initech", "2026-11-23T14:00:00+08:00")).unwrap();
    let round = claim(&app, "2026-11-23 18:00", false);
    let one = &round.post[1].text;
    assert_eq!((one.summary.as_str(), one.body.as_str()), ("A thank-you is due", "The rest is in Afterword."));
    let buttons: Vec<_> = one.buttons.iter().map(|(id, _)| id.code()).collect();
    assert_eq!(buttons, ["done", "snooze", "open"], "it can be answered all the same");
    reminders::recover(&app.store).unwrap();
    let digest = claim(&app, "2026-11-24 08:00", true).post.remove(0).text;
    assert_eq!(digest.summary, "2 things are due");
    assert_eq!(digest.body, "A thank-you is due, Yesterday, 18:00\nA thank-you is due, Yesterday, 18:00");
    app.set("private_notifications", "false").unwrap();
    reminders::recover(&app.store).unwrap();
    let open = claim(&app, "2026-11-24 08:00", true).post.remove(0).text;
    assert!(open.body.contains("Tan Mei Ling"), "who does not ask for it gets the names: {}", open.body);
}

#[test]
fn the_health_record_names_the_service_and_its_abilities() {
    let app = TestApp::example_1();
    let can = ["actions".to_owned(), "body".to_owned()];
    let note = |name: &str, can: &[String]| reminders::note_server(&app.store, app.moment(), name, can).unwrap();
    assert!(note("dunst 1.9.0", &can), "the first look is news");
    assert!(!note("dunst 1.9.0", &can), "the same again is no news");
    assert!(note("dunst 1.9.0", &can[..1]), "a changed ability is news");
    let health = health::health(&app.store, app.moment()).unwrap();
    assert_eq!((health.server.as_deref(), health.capabilities.as_slice()), (Some("dunst 1.9.0"), &can[..1]));
    assert_eq!(health.paused, None);
    reminders::pause(&app.store, app.moment(), true).unwrap();
    assert!(note("", &[]), "it went");
    let health = health::health(&app.store, app.moment()).unwrap();
    assert_eq!((health.server, health.capabilities), (None, vec![]));
    assert_eq!(app.clock(health.paused.unwrap()), "Tue 24 Nov 09:00");
}

#[test]
fn a_clock_set_back_repeats_nothing() {
    let app = TestApp::example_1();
    check(&app, &[("2026-11-23 18:00", THANKS), ("2026-11-23 17:00", NOTHING), ("2026-11-23 18:00", NOTHING)]);
    // The clock cannot be right a year before the user's first entry: what was posted still counts, then and later.
    check(&app, &[("2025-11-23 18:00", NOTHING), ("2026-11-23 18:30", NOTHING), ("2026-11-24 09:00", THANKS)]);
}

#[test]
fn a_clock_that_was_years_ahead_uses_up_nothing() {
    let app = TestApp::example_2();
    check(&app, &[("2098-01-01 12:00", CHECK_IN)]);
    // The clock is corrected: what came too early leaves the screen, and comes again on its day.
    app.at("2026-11-23 18:30");
    let early = reminders::answered(&app.store, app.moment()).unwrap();
    assert_eq!(early.len(), 1, "nobody is to call on the wrong day");
    let monday = &["check_in:1:i1"][..];
    check(&app, &[("2026-11-23 18:31", NOTHING), ("2026-11-30 09:59", NOTHING), ("2026-11-30 10:00", monday)]);
    check(&app, &[("2026-11-30 10:01", NOTHING)]);
}

#[test]
fn a_clock_that_was_three_days_ahead_uses_up_nothing() {
    let app = TestApp::example_2();
    app.at("2026-11-28 12:00").done("thank_you:1:1").unwrap_err();
    check(&app, &[("2026-12-01 12:00", CHECK_IN), ("2026-11-28 12:05", NOTHING), ("2026-11-30 10:00", CHECK_IN)]);
    check(&app, &[("2026-12-01 10:00", CHECK_IN), ("2026-12-02 10:00", CHECK_IN), ("2026-12-03 10:00", NOTHING)]);
}

#[test]
fn a_snooze_from_a_wrong_clock_silences_nothing() {
    let app = TestApp::example_2();
    app.at("2098-01-01 12:00").snooze("check_in:1:i1", "2098-01-02 10:00").unwrap();
    reindex(&app.store, app.at("2026-11-23 18:30").moment()).unwrap();
    // Nor do changes made under the wrong clock make the right one look wrong.
    check(&app, &[("2026-11-30 10:00", CHECK_IN)]);
}

#[test]
fn snoozing_a_digest_is_one_change() {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-23T14:00:00+08:00")).unwrap();
    app.at("2026-11-23 18:00");
    let keys: Vec<_> = ["thank_you:1:1", "thank_you:2:2", "thank_you:9:9"].map(|key| key.parse().unwrap()).into();
    let done = steps::snooze_usual(&app.store, app.moment(), &keys).unwrap();
    assert_eq!(done.text, "2 steps: you are reminded again today at 19:00.", "steps that do not exist are ignored");
    assert_eq!(app.facts().snoozes.len(), 2);
    app.undo(None).unwrap();
    assert_eq!(app.facts().snoozes.len(), 0, "undone as one");
    let one = steps::snooze_usual(&app.store, app.moment(), &keys[..1]).unwrap();
    assert_eq!(one.text, "Thank Tan Mei Ling: you are reminded again today at 19:00.");
    assert!(steps::snooze_usual(&app.store, app.moment(), &keys[2..]).is_err());
}
