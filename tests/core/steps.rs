//! Answering a step: what it records, what it plans next, and what is refused.

use afterword_core::domain::codes::{Channel, CloseOutcome, Outcome, TouchKind};
use afterword_core::domain::facts::Touch;
use afterword_core::error::Code;
use afterword_core::forms::touch::TouchForm;
use afterword_core::use_cases::{applications, steps};
use afterword_core::views::today::today;
use afterword_core::wire::Meaning;
use serde_json::json;

use crate::app::{TestApp, refused, tan};
use crate::world::day;

fn last_touch(app: &TestApp) -> Touch {
    app.facts().touches.into_values().next_back().unwrap()
}

/// Answers the check-in of 30 November, and compares the recorded touch and the check-in planned next.
fn check(channel: Option<Channel>, outcome: Option<Outcome>, touch: (Channel, Outcome), told: &str, next: &str) {
    let app = TestApp::example_2();
    let done = app.at("2026-11-30 10:00").done_by("check_in:1:i1", channel, outcome).unwrap();
    assert_eq!((done.text.as_str(), done.warning), (told, None));
    let recorded = last_touch(&app);
    assert_eq!((recorded.channel, recorded.outcome), touch);
    assert_eq!((recorded.kind, recorded.contact.map(|c| c.0)), (TouchKind::CheckIn, Some(1)));
    assert_eq!((recorded.at, recorded.step.unwrap().to_string()), (app.moment().now, "check_in:1:i1".to_owned()));
    assert_eq!(app.check_ins(), next, "{channel:?} {outcome:?}");
}

#[test]
fn an_answer_records_a_touch_and_plans_the_next_step() {
    use Channel::{Email, Other, Phone};
    use Outcome::{NoAnswer, Sent, Spoke, Voicemail};
    check(None, None, (Phone, Spoke), "Spoke with Tan Mei Ling.", "Mon 14 Dec 10:00 email");
    check(None, Some(Spoke), (Phone, Spoke), "Spoke with Tan Mei Ling.", "Mon 14 Dec 10:00 email");
    check(
        Some(Phone),
        Some(Voicemail),
        (Phone, Voicemail),
        "Voicemail left for Tan Mei Ling.",
        "Mon 14 Dec 10:00 email",
    );
    check(None, Some(Voicemail), (Phone, Voicemail), "Voicemail left for Tan Mei Ling.", "Mon 14 Dec 10:00 email");
    let again = "No answer from Tan Mei Ling; the next try is on the list.";
    check(None, Some(NoAnswer), (Phone, NoAnswer), again, "Tue 1 Dec 10:00 phone");
    check(None, Some(Sent), (Email, Sent), "Wrote to Tan Mei Ling.", "Mon 14 Dec 10:00 phone");
    check(Some(Email), None, (Email, Sent), "Wrote to Tan Mei Ling.", "Mon 14 Dec 10:00 phone");
    check(Some(Other), None, (Other, Sent), "Wrote to Tan Mei Ling.", "Mon 14 Dec 10:00 phone");
}

#[test]
fn an_outcome_must_fit_its_channel() {
    let app = TestApp::example_1();
    let sentence =
        "outcome: This outcome does not fit the channel: voicemail and no answer are for calls, sent is for messages.";
    for (channel, outcome) in
        [(Channel::Email, Outcome::NoAnswer), (Channel::Email, Outcome::Spoke), (Channel::Phone, Outcome::Sent)]
    {
        let done = |d: &TestApp| d.done_by("thank_you:1:1", Some(channel), Some(outcome));
        assert_eq!(refused(&app, Code::Validation, done), sentence, "{outcome} by {channel}");
    }
}

#[test]
fn two_calls_without_an_answer_stand_for_one() {
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::NoAnswer)).unwrap();
    app.at("2026-12-01 10:00").done_by("check_in:1:t2", None, Some(Outcome::NoAnswer)).unwrap();
    assert_eq!(app.check_ins(), "Tue 15 Dec 10:00 email", "worked example 5");
}

#[test]
fn thanks_are_one_step_for_each_person() {
    let app = TestApp::new();
    let mut json = tan();
    json["interviewers"] = json!([{"name": "Tan", "emails": ["t@x.y"]}, {"name": "Okafor", "phones": ["5"]}]);
    app.enter(json).unwrap();
    assert_eq!(app.done("thank_you:1:2").unwrap().text, "Thanked Okafor.");
    assert_eq!(last_touch(&app).channel, Channel::Phone, "by the way the card allows");
    assert_eq!(app.steps()[0], "thank_you:1:1 Mon 23 Nov 16:00 email", "the other one is still to be thanked");
    assert_eq!(app.done("thank_you:1:1").unwrap().warning, None, "a thank-you is never guarded");
}

/// A step that is not open, or no longer open, cannot be answered in any way.
fn check_gone(app: &TestApp, step: &str, why: &str) {
    let sentence = format!("There is no open step {step}. It may be done, skipped or moved; look at the agenda.");
    assert_eq!(refused(app, Code::NotFound, |d| d.done(step)), sentence, "{why}");
    assert_eq!(refused(app, Code::NotFound, |d| d.skip(step)), sentence, "{why}");
    assert_eq!(refused(app, Code::NotFound, |d| d.snooze(step, "2026-12-31 12:00")), sentence, "{why}");
}

#[test]
fn a_step_is_answered_once() {
    let app = TestApp::example_2();
    check_gone(&app, "thank_you:1:1", "it is done");
    check_gone(&app, "cards:1", "a card was entered");
    check_gone(&app, "check_in:1:t9", "it was never planned");
    check_gone(&app, "prepare:1", "the interview is over");
    app.at("2026-11-30 10:00").skip("check_in:1:i1").unwrap();
    check_gone(&app, "check_in:1:i1", "it is skipped");
    let app = TestApp::example_1();
    app.at("2026-11-30 10:00");
    check_gone(&app, "thank_you:1:1", "it lapsed");
}

#[test]
fn a_skip_says_what_was_left_out_and_plans_on() {
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::Voicemail)).unwrap();
    let done = app.at("2026-12-01 09:00").skip("check_in:1:t2").unwrap();
    assert_eq!(done.text, "Skipped: Write to Tan Mei Ling");
    assert_eq!(app.facts().skips.into_values().next().unwrap().planned_for, day("2026-12-14"));
    assert_eq!(
        app.check_ins(),
        "Mon 28 Dec 10:00 email",
        "worked example 19: it counts from the day it was planned for"
    );
}

#[test]
fn cards_are_entered_or_skipped() {
    let app = TestApp::new();
    let mut json = tan();
    json["interviewers"] = json!([]);
    app.enter(json.clone()).unwrap();
    let text = refused(&app, Code::Validation, |d| d.done("cards:1"));
    assert_eq!(text, "step: Enter a card for this interview, or skip the step.");
    let skipped = app.skip("cards:1").unwrap();
    assert!(!app.steps().iter().any(|s| s.starts_with("cards")));
    app.undo(skipped.undo).unwrap();
    app.edit(1, json!({"interviewers": [{"name": "Tan", "emails": ["t@x.y"]}]})).unwrap();
    assert_eq!(app.steps(), ["thank_you:1:1 Mon 23 Nov 16:00 email", "check_in:1:i1 Mon 30 Nov 10:00 email"]);
    assert_eq!(
        app.facts().applications.into_values().next().unwrap().lead.map(|l| l.0),
        Some(1),
        "the first is the lead"
    );
}

#[test]
fn preparing_records_no_touch() {
    let app = TestApp::new();
    app.at("2026-11-23 09:30").enter(tan()).unwrap();
    assert_eq!(app.done("prepare:1").unwrap().text, "Ready for the interview.");
    assert!(app.facts().touches.is_empty());
    assert!(!app.steps().iter().any(|s| s.starts_with("prepare")));
}

#[test]
fn a_snooze_lies_ahead() {
    let app = TestApp::example_1();
    let check = |until: &str, expect: &str| {
        assert_eq!(refused(&app, Code::Validation, |d| d.snooze("thank_you:1:1", until)), expect);
    };
    let past = "until: The time to be reminded at has passed; choose a later one.";
    check("2026-11-23 16:10", past);
    check("yesterday 10:00", past);
    check("2027-12-01 10:00", "until: A reminder can be put off by a year at most.");
    check("today", past);
    check(
        "soonish",
        "until: “soonish” is not a time I can read. Try “today 15:00”, “23 Nov 3pm” or “2026-11-23 15:00”.",
    );
    let before = app.steps();
    let done = app.snooze("thank_you:1:1", "tomorrow 12:00").unwrap();
    assert_eq!(done.text, "Thank Tan Mei Ling: you are reminded again tomorrow at 12:00.");
    assert_eq!(app.steps(), before, "a snooze never moves the plan");
    let done = app.snooze("thank_you:1:1", "Friday").unwrap();
    assert!(done.text.ends_with("again on Friday 27 November at 09:00."), "a day alone is its morning: {}", done.text);
}

#[test]
fn a_row_shows_the_guards_warning_before_it_is_answered() {
    let app = TestApp::new();
    let mut json = tan();
    json["follow_up_on"] = "2026-12-05".into();
    app.enter(json).unwrap();
    app.at("2026-12-05 09:30");
    let warning = |app: &TestApp| {
        let rows = today(&app.snapshot()).groups.into_iter().flat_map(|group| group.rows);
        rows.filter(|row| row.step.starts_with("check_in")).map(|row| row.warning).collect::<Vec<_>>()
    };
    assert_eq!(warning(&app), [None], "the way is free");
    app.touch(|form| form.kind = TouchKind::Other.into()).unwrap();
    app.at("2026-12-05 10:30");
    let sentence = "You wrote today (Tan Mei Ling). The first good day for the next touch is Monday 14 December.";
    assert_eq!(warning(&app), [Some(sentence.to_owned())], "they were written to an hour ago");
    let done = app.done(app.steps()[0].split(' ').next().unwrap()).unwrap();
    assert_eq!(done.warning.as_deref(), Some(sentence), "and what is done says the same");
}

#[test]
fn the_guard_warns_and_is_recorded() {
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::Voicemail)).unwrap();
    let sentence = "You spoke or called on Monday 30 November (Tan Mei Ling). The first good day for the next touch is Monday 7 December.";
    let done = app.at("2026-12-03 10:00").touch(|_| ()).unwrap();
    assert_eq!(done.warning.as_deref(), Some(sentence), "three days after a call");
    assert!(last_touch(&app).guarded, "the touch remembers that it was warned of");
    let past = app.touch(|t| t.when = "2026-12-02".into()).unwrap();
    assert_eq!(past.warning, None, "past touches are logged without a question");
    assert!(!last_touch(&app).guarded);
    let free = app.at("2026-12-10 10:00").touch(|_| ()).unwrap();
    assert_eq!((free.warning, last_touch(&app).guarded), (None, false), "a week later the way is free");
    let early = app.at("2026-12-11 10:00").done("check_in:1:t5").unwrap();
    assert!(early.warning.is_some() && last_touch(&app).guarded, "a step done before its time is guarded too");
}

#[test]
fn a_date_named_on_the_phone_is_a_reply_beside_the_touch() {
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00");
    let named = |t: &mut TouchForm| {
        (t.channel, t.outcome, t.named) = (Channel::Phone.into(), Outcome::Spoke.into(), "5 December".into());
    };
    let done = app.touch(named).unwrap();
    assert_eq!(app.check_ins(), "Sat 5 Dec 10:00 email", "the named date stands, weekend or not");
    assert_eq!(app.facts().replies.len(), 1);
    app.undo(done.undo).unwrap();
    assert!(app.facts().replies.is_empty() && app.facts().touches.len() == 1, "both go together");
}

#[test]
fn ending_replies_end_every_step() {
    for meaning in [Meaning::Offer, Meaning::Rejected, Meaning::Accepted, Meaning::Withdrawn] {
        let app = TestApp::example_1();
        let done = app.reply(meaning, |_| ()).unwrap();
        assert_eq!(done.text, "Reply saved. No further follow-ups.");
        assert!(app.steps().is_empty(), "{meaning:?}");
    }
    let app = TestApp::example_1();
    assert_eq!(app.reply(Meaning::NextRound, |_| ()).unwrap().text, "Noted what ACME said.");
    assert_eq!(app.steps().len(), 2, "thanks are owed, and the next round is to be arranged");
}

#[test]
fn closing_ends_and_reopening_revives() {
    let app = TestApp::example_2();
    let close = |d: &TestApp| applications::close(&d.store, d.moment(), 1, CloseOutcome::LetRest);
    let reopen = |d: &TestApp| applications::reopen(&d.store, d.moment(), 1);
    assert_eq!(refused(&app, Code::Conflict, reopen), "This application is open already.");
    assert_eq!(close(&app).unwrap().text, "ACME, Backend Engineer: follow-ups paused.");
    assert!(app.steps().is_empty());
    assert_eq!(refused(&app, Code::Conflict, close), "This application is closed already.");
    assert_eq!(reopen(&app).unwrap().text, "ACME, Backend Engineer: open again.");
    assert_eq!(app.steps(), ["check_in:1:i1 Mon 30 Nov 10:00 phone"], "the plan is as it was");
    close(&app).unwrap();
    assert!(app.steps().is_empty(), "and may be closed again, even within the same second");
    let app = TestApp::example_2();
    app.reply(Meaning::Offer, |_| ()).unwrap();
    reopen(app.at("2026-11-24 09:00")).unwrap();
    assert_eq!(app.steps().len(), 1, "an offer that came to nothing");
}

#[test]
fn a_later_interview_opens_a_closed_application() {
    let app = TestApp::example_2();
    app.at("2026-12-01 10:00").reply(Meaning::Rejected, |_| ()).unwrap();
    assert!(app.steps().is_empty());
    app.enter(json!({"application": 1, "start": "2026-12-15 15:00", "interviewers": [{"contact": 1}]})).unwrap();
    assert_eq!(
        app.steps(),
        [
            "prepare:2 Tue 15 Dec 09:00 other",
            "thank_you:2:1 Tue 15 Dec 16:00 email",
            "check_in:1:i2 Tue 22 Dec 10:00 phone"
        ],
        "worked example 21"
    );
}

#[test]
fn check_ins_go_to_the_lead() {
    let app = TestApp::example_1();
    app.edit(1, json!({"interviewers": [{"contact": 1}, {"name": "Okafor", "emails": ["o@acme.example"]}]})).unwrap();
    let to =
        || app.snapshot().steps.iter().find(|s| s.key.to_string() == "check_in:1:i1").unwrap().contact.map(|c| c.0);
    assert_eq!(to(), Some(1));
    let done = applications::lead(&app.store, app.moment(), 1, 2).unwrap();
    assert_eq!((done.text.as_str(), to()), ("Check-ins go to Okafor now.", Some(2)));
}

#[test]
fn the_usual_snooze_keeps_out_of_the_night() {
    let check = |now: &str, expect: &str| {
        let app = TestApp::new();
        app.at(now);
        assert_eq!(app.clock(steps::usual_snooze(&app.snapshot())), expect, "snoozed at {now}");
    };
    check("2026-11-23 10:00", "Mon 23 Nov 11:00");
    check("2026-11-23 20:29", "Mon 23 Nov 21:29");
    check("2026-11-23 20:30", "Tue 24 Nov 09:00");
    check("2026-11-24 00:10", "Tue 24 Nov 09:00");
    check("2026-11-24 06:59", "Tue 24 Nov 09:00");
    check("2026-11-24 07:00", "Tue 24 Nov 08:00");
}

#[test]
fn keys_are_read_as_they_are_written() {
    for key in
        ["prepare:3", "cards:3", "thank_you:3:12", "check_in:3:i4", "check_in:3:t4", "check_in:3:r4", "check_in:3:s4"]
    {
        assert_eq!(steps::key(key).unwrap().to_string(), key);
    }
    for key in [
        "",
        "prepare",
        "prepare:",
        "prepare:0",
        "prepare:-1",
        "prepare:1:1",
        "thank_you:1",
        "check_in:1:x4",
        "check_in:1:",
        "check_in:1:i",
        "check_in:1:é4",
        "check_in:1:i99999999999999999999",
        "PREPARE:1",
        "prepare: 1",
    ] {
        assert!(steps::key(key).is_err(), "{key:?} names no step");
    }
}
