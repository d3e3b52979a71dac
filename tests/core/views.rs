//! What the pages say at several moments, and that they stay fast with many records.

use std::collections::BTreeSet;

use afterword_core::domain::codes::{CloseOutcome, Outcome};
use afterword_core::domain::codes::{ExportFormat as Format, What};
use afterword_core::domain::ids::ContactId;
use afterword_core::error::Code;
use afterword_core::forms::card::CardForm;
use afterword_core::forms::export::ExportRequest;
use afterword_core::forms::interview_json;
use afterword_core::pages;
use afterword_core::pages::host::Host;
use afterword_core::pages::tray::tray_state;
use afterword_core::use_cases::exports;
use afterword_core::use_cases::reindex::reindex;
use afterword_core::use_cases::{applications, people, replies, touches};
use afterword_core::views::agenda::agenda;
use afterword_core::views::application::application;
use afterword_core::views::application_row::{ApplicationRows, application_rows};
use afterword_core::views::applications::{TabContent, applications as list};
use afterword_core::views::list::Part;
use afterword_core::views::page_ref::ApplicationsTab;
use afterword_core::views::page_ref::PageRef;
use afterword_core::views::people::PeopleView;
use afterword_core::views::person::person;
use afterword_core::views::record;
use afterword_core::views::step_row::snooze_choices;
use afterword_core::views::today::{TodayView, badge, today};
use afterword_core::views::window::View;
use afterword_core::wire::Meaning;
use serde_json::{Value, json};

use crate::app::{TestApp, lim, tan};
use crate::large;

fn page(app: &TestApp, at: &str) -> TodayView {
    app.at(at);
    today(&app.snapshot())
}

/// The page as lines: the headline, then a line for each group and row.
fn lines(page: &TodayView) -> Vec<String> {
    let mut lines = vec![page.headline.clone()];
    for group in &page.groups {
        lines.extend(group.rows.iter().map(|row| format!("{}: {}, {}", group.title, row.title, row.when)));
    }
    lines.extend(page.waiting.iter().map(|text| format!("Waiting: {text}")));
    lines.extend(page.lapsed.iter().map(|row| format!("Lapsed: {}. {}", row.title, row.text)));
    lines.extend(page.empty.iter().map(|empty| format!("Empty: {}", empty.title)));
    lines
}

fn check(app: &TestApp, at: &str, expect: &[&str]) {
    assert_eq!(lines(&page(app, at)), expect, "Today at {at}");
}

#[test]
fn an_empty_today_explains_the_one_thing_to_do() {
    let app = TestApp::new();
    check(&app, "2026-11-23 16:10", &["Say the right thing, at the right time.", "Empty: Nothing here yet"]);
    assert!(today(&app.snapshot()).empty.unwrap().first_run);
}

#[test]
fn today_follows_example_1() {
    let app = TestApp::new();
    app.at("2026-11-20 12:00").enter(tan()).unwrap();
    check(
        &app,
        "2026-11-20 12:00",
        &[
            "Nothing for today.",
            "The next seven days: Get ready for ACME, Monday 23 November, 09:00",
            "The next seven days: Thank Tan Mei Ling, Monday 23 November, 18:00",
            "Waiting: After that: Write to Tan Mei Ling (ACME), Monday 30 November.",
        ],
    );
    check(
        &app,
        "2026-11-23 10:00",
        &[
            "One thank-you this evening, one interview to prepare for.",
            "Today: Get ready for ACME, Today, 09:00",
            "Today: Thank Tan Mei Ling, Today, 18:00",
            "The next seven days: Write to Tan Mei Ling, Monday 30 November, 10:00",
        ],
    );
    check(
        &app,
        "2026-11-23 16:10",
        &[
            "One thank-you this evening.",
            "Today: Thank Tan Mei Ling, Today, 18:00",
            "The next seven days: Write to Tan Mei Ling, Monday 30 November, 10:00",
        ],
    );
    check(
        &app,
        "2026-11-24 08:00",
        &[
            "One late thank-you.",
            "Overdue: Thank Tan Mei Ling, Yesterday, 18:00",
            "The next seven days: Write to Tan Mei Ling, Monday 30 November, 10:00",
        ],
    );
    let lapsed = "Lapsed: Thank Tan Mei Ling. Missed today. Your next message will include the thank-you.";
    check(&app, "2026-11-30 10:00", &["One message due.", "Today: Write to Tan Mei Ling, Today, 10:00", lapsed]);
    let lapsed =
        "Lapsed: Thank Tan Mei Ling. Missed on Monday 30 November. Your next message will include the thank-you.";
    let overdue = "Overdue: Write to Tan Mei Ling, Monday 30 November, 10:00";
    check(&app, "2026-12-07 09:59", &["One message due.", overdue, lapsed]);
    check(&app, "2026-12-07 10:00", &["One message due.", overdue]);
}

#[test]
fn the_subline_is_calm_or_says_how_many_are_late() {
    let app = TestApp::example_1();
    let check = |at, expect: &str| assert_eq!(page(&app, at).subline, expect);
    check("2026-11-23 16:10", "Monday 23 November. You’re on schedule.");
    check("2026-11-24 08:00", "Tuesday 24 November. One step is overdue; a late word is better than none.");
    app.enter(lim("Initech", "2026-11-22T15:00:00+08:00")).unwrap();
    check("2026-11-24 08:00", "Tuesday 24 November. 2 steps are overdue; a late word is better than none.");
    assert_eq!(badge(&app.snapshot()), 2, "the sidebar's badge");
}

#[test]
fn the_headline_counts_in_words() {
    let app = TestApp::example_2();
    app.enter(lim("Initech", "2026-11-23T14:00:00+08:00")).unwrap();
    app.enter(json!({"company": "Hooli", "role": "C", "start": "2026-11-23T12:00:00+08:00"})).unwrap();
    let people: Vec<Value> = (0..11).map(|i| json!({"name": format!("P{i}"), "emails": ["a@b.c"]})).collect();
    app.enter(json!({"company": "Big", "role": "D", "start": "2026-11-20T12:00:00+08:00", "interviewers": people}))
        .unwrap();
    let headline = page(&app, "2026-11-23 19:00").headline;
    assert_eq!(headline, "One thank-you this evening, 11 late thank-yous, one interview without cards.");
    let headline = page(&app, "2026-11-30 12:00").headline;
    assert_eq!(headline, "One call due, three messages due, one interview without cards.");
}

#[test]
fn a_step_snoozed_until_another_day_is_listed_under_that_day() {
    let app = TestApp::new();
    let mut two = tan();
    two["interviewers"] = json!([{"name": "Tan", "emails": ["t@x.y"]}, {"name": "Lim", "emails": ["l@x.y"]}]);
    two["start"] = json!("2026-11-21T15:00:00+08:00");
    app.enter(two).unwrap();
    app.snooze("thank_you:1:1", "tomorrow 12:30").unwrap();
    check(
        &app,
        "2026-11-23 16:10",
        &[
            "One late thank-you.",
            "Overdue: Thank Lim, Saturday 21 November, 18:00",
            "The next seven days: Thank Tan, Snoozed until tomorrow at 12:30",
            "The next seven days: Write to Tan, Monday 30 November, 10:00",
        ],
    );
    let page = today(&app.snapshot());
    assert!(page.groups.iter().all(|group| group.bundles.is_empty()), "and is not thanked for with the others");
    assert_eq!(application_rows(&app.snapshot())[0].next, "Saturday 21 November, 18:00: Thank Lim");
    assert_eq!(badge(&app.snapshot()), 1);
    app.snooze("thank_you:1:2", "in two weeks").unwrap();
    assert_eq!(badge(&app.snapshot()), 0);
}

#[test]
fn a_long_list_does_not_split_the_thank_yous_of_one_interview() {
    let app = TestApp::new();
    for n in 0..18 {
        let people: Vec<Value> = (0..3).map(|i| json!({"name": format!("P{n}-{i}"), "emails": ["a@b.c"]})).collect();
        app.enter(json!({"company": format!("Company {n}"), "role": "A", "start": "2026-11-23T12:00:00+08:00",
            "interviewers": people}))
            .unwrap();
    }
    let group = today(&app.snapshot()).groups.remove(0);
    assert_eq!((group.rows.len(), group.bundles.len()), (51, 17), "fifty would leave out one of three");
    assert_eq!(group.more.as_deref(), Some("3 more move up as you answer these."));
}

#[test]
fn a_future_touch_is_not_shown_as_past() {
    let app = TestApp::example_1();
    app.enter(json!({"application": 1, "start": "2026-12-02 10:00", "interviewers": [{"contact": 1}]})).unwrap();
    let view = application(&app.snapshot(), 1).unwrap();
    let movable: Vec<_> = view.interviews.iter().map(|i| (i.when.as_str(), i.movable)).collect();
    assert_eq!(
        movable,
        [("Wednesday 2 December, 10:00", true), ("Today, 15:00", false)],
        "what was held cannot be called off"
    );
    let happened: Vec<_> = view.timeline.iter().map(|event| event.text.as_str()).collect();
    assert_eq!(happened, ["Interview with: Tan Mei Ling"]);
}

/// docs/rules.md, Reminders: a step that is snoozed is neither listed as overdue nor counted until then.
#[test]
fn what_is_put_off_is_not_overdue_and_not_counted() {
    let app = TestApp::example_1();
    let told = || {
        let view = today(&app.snapshot());
        let due = tray_state(&app.store, app.moment()).unwrap().due.len();
        let state = serde_json::to_value(agenda(&app.snapshot(), Some(1))).unwrap()[0]["state"].clone();
        (view.headline, view.subline, badge(&app.snapshot()), due, state.as_str().unwrap().to_owned())
    };
    let late = "Tuesday 24 November. One step is overdue; a late word is better than none.";
    app.at("2026-11-24 09:00");
    assert_eq!(told(), ("One late thank-you.".into(), late.into(), 1, 1, "overdue".into()));
    app.snooze("thank_you:1:1", "today 12:30").unwrap();
    let calm = "Tuesday 24 November. You’re on schedule.";
    assert_eq!(told(), ("Nothing for today.".into(), calm.into(), 0, 0, "upcoming".into()));
    let listed = today(&app.snapshot()).groups;
    assert_eq!((listed[0].title.as_str(), listed[0].rows[0].when.as_str()), ("Today", "Snoozed until today at 12:30"));
    let until = tray_state(&app.store, app.moment()).unwrap().until;
    assert_eq!(app.clock(until), "Tue 24 Nov 12:30", "the tray looks again when that is over");
    app.at("2026-11-24 12:30");
    assert_eq!(told(), ("One late thank-you.".into(), late.into(), 1, 1, "overdue".into()));
}

/// What one is to do this morning is not late only because it is not for the evening.
#[test]
fn a_thank_you_of_the_morning_is_not_called_late() {
    let app = TestApp::new();
    app.set("evening", "12:00").unwrap();
    app.enter(lim("ACME", "2026-11-23 09:00")).unwrap();
    app.at("2026-11-23 12:10");
    let view = today(&app.snapshot());
    assert_eq!(view.headline, "One thank-you today.");
    assert_eq!(view.subline, "Monday 23 November. You’re on schedule.");
}

#[test]
fn a_call_of_this_morning_is_waited_for() {
    let app = TestApp::example_2();
    let subline = |at: &str| page(&app, at).subline;
    assert_eq!(subline("2026-11-30 09:59"), "Monday 30 November. You’re on schedule.");
    assert_eq!(subline("2026-11-30 16:00"), "Monday 30 November");
}

#[test]
fn a_doubtful_address_is_shown_with_a_warning() {
    let app = TestApp::new();
    let mut odd = tan();
    odd["interviewers"] = json!([{"name": "Cher", "emails": ["cher(at)zurich", "cher@zurich", "cher@zurich.example"]}]);
    app.enter(odd).unwrap();
    let links = person(&app.snapshot(), 1).unwrap().links;
    let said: Vec<_> = links.iter().map(|l| format!("{} {} {}", l.text, l.href, l.note)).collect();
    assert_eq!(
        said,
        [
            "cher(at)zurich  This address looks incomplete",
            "cher@zurich mailto:cher@zurich This address looks incomplete",
            "cher@zurich.example mailto:cher@zurich.example ",
        ]
    );
}

#[test]
fn a_waiting_application_says_why_it_waits() {
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::Voicemail)).unwrap();
    let quiet = "Waiting: Nothing due for one application. Next: Write to Tan Mei Ling (ACME)";
    check(&app, "2026-11-30 11:00", &["Nothing for today.", &format!("{quiet}, Monday 14 December.")]);
    app.reply(Meaning::Deciding, |r| r.reply_promised_by = "18 Dec".into()).unwrap();
    check(
        &app,
        "2026-11-30 11:00",
        &[
            "Nothing for today.",
            "Waiting: ACME answers by 18 Dec; nothing before 21 Dec.",
            &format!("{quiet}, Monday 21 December."),
        ],
    );
    let app = TestApp::new();
    let mut promised = tan();
    promised["reply_promised_by"] = json!("2026-12-18");
    app.enter(promised.clone()).unwrap();
    assert_eq!(
        today(&app.snapshot()).waiting[0],
        "ACME answers by 18 Dec; nothing before 21 Dec.",
        "from the interview"
    );
    promised["follow_up_on"] = json!("2026-12-05");
    app.edit(1, promised).unwrap();
    let waiting = today(&app.snapshot()).waiting;
    assert_eq!(waiting.len(), 1, "a date they named comes before they answer, so the promise holds nothing back");
}

#[test]
fn the_page_says_when_no_step_is_open() {
    let app = TestApp::example_1();
    applications::close(&app.store, app.moment(), 1, CloseOutcome::LetRest).unwrap();
    check(&app, "2026-11-23 16:10", &["Nothing for today.", "Empty: Nothing is due"]);
}

#[test]
fn a_row_offers_the_buttons_that_answer_its_step() {
    let app = TestApp::example_1();
    let row = |at: &str, step: &str| {
        let page = page(&app, at);
        let row = page.groups.into_iter().flat_map(|g| g.rows).find(|r| r.step == step).unwrap();
        serde_json::to_value(row).unwrap()
    };
    let thanks = row("2026-11-23 16:10", "thank_you:1:1");
    assert_eq!(
        thanks["links"],
        json!([{"text": "mei.ling@acme.example", "href": "mailto:mei.ling@acme.example", "note": ""}])
    );
    let write = json!({"page": "write", "step": "thank_you:1:1", "template": null});
    assert_eq!(
        thanks["actions"],
        json!([
            {"kind": "open", "label": "Write", "page": write},
            {"kind": "done", "label": "Done", "channel": "email", "outcome": "sent"}
        ])
    );
    assert_eq!(thanks["place"], "ACME, Backend Engineer");
    app.done("thank_you:1:1").unwrap();
    let abroad = CardForm {
        zone: "Europe/London".into(),
        phones: vec!["+65 (6555) 0142 ext. 7".into()],
        ..CardForm::from(&app.facts().contacts[&ContactId(1)].card)
    };
    people::save(&app.store, app.moment(), 1, &abroad).unwrap();
    let call = row("2026-11-30 16:10", "check_in:1:i1");
    let link = json!({"text": "+65 (6555) 0142 ext. 7", "href": "tel:+6565550142;ext=7", "note": "It is 08:10 there"});
    assert_eq!(call["links"], json!([link]));
    let actions = call["actions"].as_array().unwrap();
    assert_eq!(actions[0]["page"], json!({"page": "call", "step": "check_in:1:i1"}), "what to say comes first");
    let outcomes: Vec<_> = actions[1..].iter().map(|a| a["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["spoke", "voicemail", "no_answer"]);
    let why = "7 days since your interview on 23 Nov. You last wrote, so call this time. It will be 09:00 there.";
    assert_eq!(call["why"], why);
}

#[test]
fn an_address_adds_nothing_else_to_a_link() {
    let app = TestApp::new();
    let mut json = tan();
    json["interviewers"][0]["emails"] = json!(["a@b.c?bcc=x@y.z&body=hi\"<b>"]);
    json["interviewers"][0]["website"] = json!("javascript:alert(1)");
    app.enter(json).unwrap();
    let View::Person(person) =
        pages::window::show(&app.store, app.moment(), &PageRef::Person { id: 1 }, Host::default()).unwrap().view
    else {
        panic!("a person's page")
    };
    let hrefs: Vec<_> = person.links.iter().map(|link| link.href.as_str()).collect();
    assert_eq!(hrefs[0], "", "what could be more than one address is no link (ARCHITECTURE.md, invariant 8)");
    assert_eq!(hrefs[2], "", "no scheme of its own choice: it is shown, and not opened");
}

#[test]
fn snooze_choices_lie_ahead_and_differ() {
    let check = |at: &str, expect: &[&str]| {
        let app = TestApp::new();
        app.at(at);
        let choices = snooze_choices(&app.snapshot());
        assert_eq!(choices.iter().map(|c| c.label.as_str()).collect::<Vec<_>>(), expect, "at {at}");
        let times: Vec<_> = choices.iter().map(|c| c.until.as_str()).collect();
        assert!(times.is_sorted_by(|a, b| a < b), "in order, none twice: {times:?}");
    };
    let (tomorrow, monday) = ("Tomorrow, 09:00", "Next Monday, 30 Nov");
    check("2026-11-23 16:10", &["In an hour, 17:10", "This evening, 18:00", tomorrow, "In three days, 26 Nov", monday]);
    check("2026-11-23 17:30", &["In an hour, 18:30", tomorrow, "In three days, 26 Nov", monday]);
    check("2026-11-23 17:00", &["In an hour, 18:00", tomorrow, "In three days, 26 Nov", monday]);
    check("2026-11-27 20:00", &["In an hour, 21:00", "Tomorrow, 09:00", "In three days, 30 Nov"]);
    check("2026-11-28 20:00", &["In an hour, 21:00", "Tomorrow, 09:00", monday, "In three days, 1 Dec"]);
    check("2026-11-29 20:00", &["In an hour, 21:00", "Tomorrow, 09:00", "In three days, 2 Dec"]);
}

#[test]
fn the_agenda_is_as_the_command_line_promises() {
    let app = TestApp::example_1();
    let agenda = serde_json::to_value(agenda(&app.snapshot(), None)).unwrap();
    assert_eq!(
        agenda,
        json!([
            {
                "step": "thank_you:1:1", "kind": "thank_you", "application": 1, "interview": 1, "contact": 1,
                "name": "Tan Mei Ling", "company": "ACME", "role": "Backend Engineer", "channel": "email",
                "due_at": "2026-11-23T16:00:00+08:00", "remind_at": "2026-11-23T18:00:00+08:00", "state": "due",
                "tone": "calm", "title": "Thank Tan Mei Ling",
                "why": "You spoke today until 16:00. A note this evening waits in their inbox tomorrow morning."
            },
            {
                "step": "check_in:1:i1", "kind": "check_in", "application": 1, "interview": 1, "contact": 1,
                "name": "Tan Mei Ling", "company": "ACME", "role": "Backend Engineer", "channel": "email",
                "due_at": "2026-11-30T10:00:00+08:00", "remind_at": "2026-11-30T10:00:00+08:00", "state": "upcoming",
                "tone": "calm", "title": "Write to Tan Mei Ling",
                "why": "7 days since your interview on 23 Nov. Includes your thank-you if you haven’t sent one."
            }
        ])
    );
    let keys = |days| self::agenda(&app.snapshot(), days).into_iter().map(|s| s.step).collect::<Vec<_>>();
    assert_eq!(keys(Some(6)), ["thank_you:1:1"], "six days and a few hours are too few");
    assert_eq!(keys(Some(7)).len(), 2);
    assert_eq!(keys(Some(i64::MAX)).len(), 2, "any number may be typed");
    assert_eq!(keys(Some(i64::MIN)).len(), 0, "any number may be typed");
}

#[test]
fn the_next_reminder_is_told_after_snooze_and_quiet_hours() {
    let app = TestApp::example_1();
    let next = |at: &str| {
        app.at(at);
        let agenda = agenda(&app.snapshot(), None);
        agenda.into_iter().find(|s| s.step == "thank_you:1:1").unwrap().remind_at.unwrap_or("none".into())
    };
    assert_eq!(next("2026-11-23 18:01"), "2026-11-24T09:00:00+08:00");
    assert_eq!(next("2026-11-25 09:01"), "none", "after the third it only stays listed");
    app.snooze("thank_you:1:1", "2026-11-25 22:00").unwrap();
    assert_eq!(next("2026-11-25 09:01"), "2026-11-26T08:00:00+08:00", "22:00 is quiet");
    let late = TestApp::new();
    late.at("2026-11-25 11:00").enter(tan()).unwrap();
    let agenda = agenda(&late.snapshot(), None);
    assert_eq!(agenda[0].remind_at.as_deref(), Some("2026-11-25T11:00:00+08:00"), "worked example 17: at once");
}

#[test]
fn applications_are_listed_open_ones_first() {
    let app = TestApp::example_1();
    app.enter(lim("aardvark", "2026-11-20T10:00:00+08:00")).unwrap();
    app.enter(lim("Initech", "2026-12-20T10:00:00+08:00")).unwrap();
    applications::close(&app.store, app.moment(), 2, CloseOutcome::Withdrawn).unwrap();
    assert_eq!(list(&app.snapshot(), ApplicationsTab::List, Part::First).summary, "3 applications, 2 open");
    let rows: Vec<_> = application_rows(&app.snapshot())
        .iter()
        .map(|r| format!("{} | {} | {} | {} | {}", r.company, r.role, r.stage_label, r.lead, r.next))
        .collect();
    assert_eq!(
        rows,
        [
            "ACME | Backend Engineer | Waiting | Tan Mei Ling | Today, 18:00: Thank Tan Mei Ling",
            "Initech | Analyst | Interview coming | Lim | Sunday 20 December, 09:00: Get ready for Initech",
            "aardvark | Analyst | Closed | Lim | ",
        ]
    );
    assert!(list(&TestApp::new().snapshot(), ApplicationsTab::Board, Part::First).empty.unwrap().first_run);
}

#[test]
fn an_application_tells_its_history_latest_first() {
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::NoAnswer)).unwrap();
    app.at("2026-12-01 10:00").skip("check_in:1:t2").unwrap();
    app.at("2026-12-02 10:00")
        .reply(Meaning::Deciding, |r| {
            (r.follow_up_on, r.stands, r.note) = ("10 Dec".into(), "shortlist".into(), "nice call".into());
        })
        .unwrap();
    applications::close(&app.store, app.at("2026-12-03 10:00").moment(), 1, CloseOutcome::LetRest).unwrap();
    applications::reopen(&app.store, app.at("2026-12-04 10:00").moment(), 1).unwrap();
    let view = application(&app.snapshot(), 1).unwrap();
    let told: Vec<_> = view.timeline.iter().map(|e| format!("{}: {}", e.when, e.text)).collect();
    assert_eq!(
        told,
        [
            "Today, 10:00: You opened the application again.",
            "Yesterday, 10:00: You paused follow-ups.",
            "Wednesday 2 December, 10:00: They are still deciding. They named Thursday 10 December.",
            "Tuesday 1 December, 10:00: You skipped a check-in.",
            "Monday 30 November, 10:00: You called Tan Mei Ling; nobody picked up.",
            "Monday 23 November, 18:20: You thanked Tan Mei Ling.",
            "Monday 23 November, 15:00: Interview with: Tan Mei Ling",
        ]
    );
    assert_eq!(view.timeline[2].note, "shortlist\nnice call");
    assert_eq!(view.summary, "Waiting. Next: Thursday 10 December, 10:00: Call Tan Mei Ling", "one attempt is no call");
    assert_eq!(application(&app.snapshot(), 9).unwrap_err().code, Code::NotFound);
    let record = record::application(&app.snapshot(), 1).unwrap();
    assert_eq!((record.touches.len(), record.replies.len(), record.plan.len()), (2, 1, 1));
    assert_eq!(record.interviews[0].start, "2026-11-23T15:00:00+08:00");
}

fn search(app: &TestApp, query: &str) -> PeopleView {
    show_people(app, PageRef::People { query: query.into(), through: None })
}

fn people_through(app: &TestApp, through: i64) -> PeopleView {
    show_people(app, PageRef::People { query: String::new(), through: Some(through) })
}

fn show_people(app: &TestApp, page: PageRef) -> PeopleView {
    match pages::window::show(&app.store, app.moment(), &page, Host::default()).unwrap().view {
        View::People(people) => people,
        other => panic!("another page: {other:?}"),
    }
}

#[test]
fn a_card_says_where_they_are_and_what_they_asked_for() {
    let lines = |card: CardForm| {
        let app = TestApp::example_1();
        people::save(&app.store, app.moment(), 1, &card).unwrap();
        person(&app.snapshot(), 1).unwrap().lines
    };
    let card = CardForm { name: "Tan".into(), ..CardForm::default() };
    assert_eq!(lines(card.clone()), [""; 0]);
    let abroad = CardForm { zone: "America/New_York".into(), address: "1 Road\n2 Town".into(), ..card.clone() };
    assert_eq!(lines(abroad.clone()), ["1 Road\n2 Town", "America/New York"]);
    assert_eq!(lines(CardForm { only: "phone".into(), ..card }), ["Phone only"]);
    assert_eq!(lines(CardForm { only: "email".into(), ..abroad })[1], "America/New York · E-mail only");
}

#[test]
fn people_are_listed_with_the_last_touch() {
    let app = TestApp::example_2();
    app.enter(lim("Initech", "2026-11-20T10:00:00+08:00")).unwrap();
    let view = search(&app, "");
    assert_eq!((view.summary.as_str(), view.more), ("2 people", false));
    let rows: Vec<_> = view.rows.iter().map(|r| format!("{} | {} | {}", r.name, r.company, r.last)).collect();
    assert_eq!(rows, ["Lim | Initech | ", "Tan Mei Ling | ACME | Thanked today"]);
    assert_eq!(search(&app, "tan").summary, "1 of 2");
    let none = search(&app, "zzz").empty.unwrap();
    assert_eq!((none.title.as_str(), none.first_run), ("Nobody matches “zzz”", false));
    assert!(search(&TestApp::new(), "").empty.unwrap().first_run);
}

#[test]
fn the_preview_of_example_1_looks_three_check_ins_ahead() {
    let app = TestApp::new();
    let form = interview_json::form_from_json(&app.snapshot(), None, serde_json::from_value(tan()).unwrap()).unwrap();
    let preview = pages::interview_preview::preview(&app.snapshot(), &form);
    let plan: Vec<_> = preview.plan.iter().map(|step| format!("{}: {}", step.when, step.text)).collect();
    assert_eq!(
        plan,
        [
            "Today, 18:00: Thank Tan Mei Ling",
            "Monday 30 November, 10:00: Call Tan Mei Ling",
            "Monday 14 December, 10:00: Write to Tan Mei Ling",
            "Monday 28 December, 10:00: Call Tan Mei Ling",
        ]
    );
    assert_eq!(preview.start, "Monday 23 November 2026, 15:00 to 16:00");
    assert_eq!((preview.start_value.as_str(), preview.follow_up.as_str()), ("2026-11-23T15:00", ""));
    assert_eq!(preview.closing, "Then every 14 days, calling and writing in turn, until they answer.");
    let mut written = tan();
    written["interviewers"][0]["phones"] = json!([]);
    let form = interview_json::form_from_json(&app.snapshot(), None, serde_json::from_value(written).unwrap()).unwrap();
    let closing = pages::interview_preview::preview(&app.snapshot(), &form).closing;
    assert_eq!(closing, "Then every 14 days, until they answer.", "there is no number to call");
    assert!(preview.problems.is_empty() && preview.warnings.is_empty());
    assert!(app.facts().interviews.is_empty(), "looking ahead records nothing");
}

#[test]
fn the_preview_says_what_is_understood_so_far() {
    let app = TestApp::new();
    let mut form = pages::interview::view(&app.snapshot(), None, None).unwrap().form;
    form.when = "tomorrow 3pm".into();
    form.zone = "Europe/Berlin".into();
    let preview = pages::interview_preview::preview(&app.snapshot(), &form);
    assert_eq!(preview.start, "Tuesday 24 November 2026, 15:00 to 16:00 (Europe/Berlin)");
    let fields: Vec<_> = preview.problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["company", "role"], "only what is missing is asked for");
}

#[test]
fn an_edit_previews_the_interview_it_edits() {
    let app = TestApp::example_1();
    let view = pages::interview::view(&app.snapshot(), Some(1), None).unwrap();
    assert_eq!(view.title, "Edit the interview");
    let plan: Vec<_> = view.preview.plan.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(plan, ["Thank Tan Mei Ling", "Call Tan Mei Ling", "Write to Tan Mei Ling", "Call Tan Mei Ling"]);
    let further = pages::interview::view(&app.snapshot(), None, Some(1)).unwrap();
    assert_eq!((further.title.as_str(), further.form.company.as_str()), ("One more interview", "ACME"));
    assert_eq!(further.known.iter().map(|k| k.name.as_str()).collect::<Vec<_>>(), ["Tan Mei Ling"]);
}

#[test]
fn the_dialogs_begin_with_what_is_likely() {
    let app = TestApp::example_1();
    let touch = pages::touch_form::dialog(&app.snapshot(), 1, None, None).unwrap();
    assert_eq!(touch.title, "What did you do at ACME?");
    assert_eq!((touch.form.contact, touch.form.step.as_deref()), (Some(1), Some("thank_you:1:1")));
    let saved = touches::save(&app.store, app.moment(), &touch.form).unwrap();
    assert_eq!(saved.text, "Thanked Tan Mei Ling.", "saved as it came, it answers the open step");
    let reply = pages::reply_form::dialog(&app.snapshot(), 1).unwrap();
    assert_eq!((reply.title.as_str(), reply.form.contact), ("What did ACME say?", Some(1)));
    replies::save(&app.store, app.moment(), &reply.form).unwrap();
}

#[test]
fn every_page_is_shown_and_a_missing_one_falls_back() {
    let app = TestApp::example_1();
    let all = [
        PageRef::Today,
        PageRef::People { query: "tan".into(), through: None },
        PageRef::Person { id: 1 },
        PageRef::Applications { tab: ApplicationsTab::List, through: None },
        PageRef::Application { id: 1 },
        PageRef::Interview { id: Some(1), application: None },
        PageRef::Interview { id: None, application: Some(1) },
        PageRef::Interview { id: None, application: None },
        PageRef::Settings,
    ];
    for page in all {
        let asked = serde_json::to_value(&page).unwrap();
        let read: PageRef = serde_json::from_value(asked.clone()).unwrap();
        assert_eq!(read, page, "a page is asked for as it is told");
        let view = pages::window::show(&app.store, app.moment(), &page, Host::default()).unwrap().view;
        assert_eq!(serde_json::to_value(&view).unwrap()["page"], asked["page"]);
        let boot = pages::window::boot(&app.store, app.moment(), page.clone(), Host::default()).unwrap();
        assert_eq!(boot.page, page);
    }
    for missing in [
        PageRef::Person { id: 9 },
        PageRef::Application { id: 9 },
        PageRef::Interview { id: Some(9), application: None },
        PageRef::Interview { id: None, application: Some(9) },
    ] {
        let error = pages::window::show(&app.store, app.moment(), &missing, Host::default()).unwrap_err();
        assert_eq!(error.code, Code::NotFound);
        assert_eq!(
            pages::window::boot(&app.store, app.moment(), missing.clone(), Host::default()).unwrap().page,
            PageRef::Today
        );
        let done = app.at("2026-11-23 16:11").set("evening", "18:00").unwrap();
        let changed = pages::window::changed(&app.store, done, &missing, Host::default()).unwrap();
        assert!(matches!(changed.view, View::Today(_)), "after undoing what the page was about, Today");
    }
}

#[test]
fn the_sidebar_counts() {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-20T10:00:00+08:00")).unwrap();
    app.reply(Meaning::Rejected, |_| ()).unwrap();
    let sidebar = pages::window::sidebar(&app.snapshot());
    assert_eq!((sidebar.today, sidebar.people, sidebar.applications), (1, 2, 1), "closed applications are not counted");
}

#[test]
fn pages_stay_fast_with_many_records() {
    let app = TestApp::new();
    large::fill(&app.store, app.moment().now);
    assert!(reindex(&app.store, app.moment()).unwrap());
    let found = search(&app, "person99");
    assert_eq!((found.rows.len(), found.summary.as_str()), (Part::ROWS, "111 of 10000"));
    let all = search(&app, "");
    let mut listed: Vec<i64> = all.rows.iter().map(|row| row.id).collect();
    while let Some(last) = listed.last().filter(|_| listed.len() < 10_000) {
        let found = pages::people::people_after(&app.store, app.moment(), "", *last).unwrap();
        assert_eq!(found.more, listed.len() + found.rows.len() < 10_000);
        listed.extend(found.rows.iter().map(|row| row.id));
    }
    assert_eq!((listed.len(), BTreeSet::from_iter(&listed).len()), (10_000, 10_000), "page by page, each once");
    let gone = pages::people::people_after(&app.store, app.moment(), "", 99_999).unwrap();
    assert_eq!((gone.rows.len(), gone.more), (0, false), "after one that is gone there is nothing to add");
    assert_eq!(people_through(&app, listed[249]).rows.len(), 250, "a list that grew is shown again as long as it was");
    assert_eq!((all.rows.len(), all.more, all.summary.as_str()), (Part::ROWS, true, "10000 people"));
    let many = search(&app, "person1");
    assert_eq!(
        (many.rows.len(), many.more, many.summary.as_str()),
        (Part::ROWS, true, "1111 of 10000"),
        "the summary counts all matches"
    );
    let TabContent::List(ApplicationRows { rows, more: true }) =
        list(&app.snapshot(), ApplicationsTab::List, Part::First).content
    else {
        panic!("two thousand are more than one page")
    };
    assert_eq!(rows.len(), Part::ROWS);
    let mut shown: Vec<i64> = rows.iter().map(|row| row.id).collect();
    while shown.len() < 2_000 {
        let found = pages::applications::applications_after(&app.store, app.moment(), shown[shown.len() - 1]).unwrap();
        shown.extend(found.rows.iter().map(|row| row.id));
    }
    let all: Vec<i64> = application_rows(&app.snapshot()).iter().map(|row| row.id).collect();
    assert!(shown == all, "page by page, each once and in order");
    let TabContent::Board { columns } = list(&app.snapshot(), ApplicationsTab::Board, Part::First).content else {
        panic!("no board")
    };
    let column = columns.into_iter().max_by_key(|column| column.count).unwrap();
    assert!(column.cards.len() < 100 && column.more.is_some(), "a column shows the first of two thousand");
    let page = today(&app.snapshot());
    assert!(page.headline.ends_with('.'));
    assert!(page.groups.iter().all(|group| group.rows.len() <= 50));
    let more: Vec<_> = page.groups.iter().filter_map(|group| group.more.as_deref()).collect();
    assert!(more[0].ends_with(" more move up as you answer these."), "{more:?}");
    assert_eq!(pages::window::sidebar(&app.snapshot()).applications, 2_000);
    for format in [Format::Csv, Format::Vcard] {
        assert_eq!(
            exports::make(&app.store, app.moment(), &ExportRequest::all(What::Contacts, format)).unwrap().count,
            10_000
        );
    }
    app.done("thank_you:1:1").unwrap();
    app.undo(None).unwrap();
}
