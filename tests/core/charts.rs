//! The views that are drawn: grouped thank-yous, the board, the lanes, the calendar, and the answer figures.

use afterword_core::domain::codes::CloseOutcome;
use afterword_core::use_cases::{applications as use_case, steps};
use afterword_core::views::applications::{TabContent, applications};
use afterword_core::views::board::{BoardColumn, MovedBy};
use afterword_core::views::charts::{CalendarView, LanesView, RepliesView};
use afterword_core::views::list::Part;
use afterword_core::views::page_ref::ApplicationsTab;
use afterword_core::views::today::today;
use afterword_core::wire::Meaning;
use serde_json::json;

use crate::app::{TestApp, lim, tan};

fn seen(app: &TestApp, look: ApplicationsTab) -> TabContent {
    applications(&app.snapshot(), look, Part::First).content
}

fn board(app: &TestApp) -> Vec<BoardColumn> {
    match seen(app, ApplicationsTab::Board) {
        TabContent::Board { columns } => columns,
        other => panic!("another look: {other:?}"),
    }
}

fn lanes(app: &TestApp) -> LanesView {
    match seen(app, ApplicationsTab::Timeline) {
        TabContent::Timeline(lanes) => lanes,
        other => panic!("another look: {other:?}"),
    }
}

fn calendar(app: &TestApp) -> CalendarView {
    match seen(app, ApplicationsTab::Calendar) {
        TabContent::Calendar(calendar) => calendar,
        other => panic!("another look: {other:?}"),
    }
}

fn replies(app: &TestApp) -> RepliesView {
    match seen(app, ApplicationsTab::Replies) {
        TabContent::Replies(replies) => replies,
        other => panic!("another look: {other:?}"),
    }
}

fn three_people() -> serde_json::Value {
    let mut json = tan();
    json["interviewers"] = json!([
        {"name": "Tan", "emails": ["t@x.y"]}, {"name": "Okafor", "phones": ["5"]}, {"name": "Lim", "emails": ["l@x.y"]}
    ]);
    json
}

#[test]
fn thank_yous_of_one_interview_are_one_bundle_and_one_change() {
    let app = TestApp::new();
    app.enter(three_people()).unwrap();
    let bundles = || today(&app.snapshot()).groups.remove(0).bundles;
    let bundle = bundles().remove(0);
    assert_eq!(bundle.title, "Thank three people: ACME, Backend Engineer");
    assert_eq!(bundle.steps, ["thank_you:1:1", "thank_you:1:2", "thank_you:1:3"]);
    let keys: Vec<_> = bundle.steps.iter().map(|step| steps::key(step).unwrap()).collect();
    let done = steps::done_all(&app.store, app.moment(), &keys).unwrap();
    assert_eq!(done.text, "Thanked Tan, Okafor and Lim.");
    let channels: Vec<_> = app.facts().touches.values().map(|t| t.channel.to_string()).collect();
    assert_eq!(channels, ["email", "phone", "email"], "each by their own way");
    assert!(steps::done_all(&app.store, app.moment(), &keys).is_err(), "what is done is done");
    assert_eq!(app.facts().touches.len(), 3, "and nothing is half-saved");
    app.undo(None).unwrap();
    assert_eq!(app.facts().touches.len(), 0, "undone as one");
    app.done("thank_you:1:1").unwrap();
    app.done("thank_you:1:2").unwrap();
    assert_eq!(bundles(), [], "one alone is no bundle");
}

#[test]
fn nobody_is_thanked_for_an_interview_that_is_still_to_come() {
    let app = TestApp::new();
    let mut coming = three_people();
    coming["start"] = json!("2026-11-23T17:30:00+08:00");
    app.enter(coming).unwrap();
    assert!(today(&app.snapshot()).groups.iter().all(|group| group.bundles.is_empty()));
}

/// The columns that hold anything: "waiting: ACME Harbour".
fn columns(app: &TestApp) -> Vec<String> {
    let board = board(app);
    let full = board.into_iter().filter(|column| column.count > 0);
    full.map(|column| {
        let names: Vec<_> = column.cards.iter().map(|card| card.company.as_str()).collect();
        format!("{}: {}", column.title, names.join(" "))
    })
    .collect()
}

#[test]
fn the_board_follows_the_facts() {
    let app = TestApp::example_1();
    app.enter(lim("Harbour", "2026-11-25T10:00:00+08:00")).unwrap();
    assert_eq!(columns(&app), ["Interview coming: Harbour", "Waiting: ACME"]);
    let titles: Vec<_> = board(&app).into_iter().map(|column| column.title).collect();
    assert_eq!(titles, ["Interview coming", "Waiting", "Next round", "Offer", "Closed"], "empty ones can be moved to");
    app.reply(Meaning::Offer, |_| ()).unwrap();
    assert_eq!(columns(&app), ["Interview coming: Harbour", "Offer: ACME"]);
    app.at("2026-11-23 16:20");
    use_case::close(&app.store, app.moment(), 2, CloseOutcome::LetRest).unwrap();
    assert_eq!(columns(&app), ["Offer: ACME", "Closed: Harbour"]);
    let moves = |company: &str| {
        let cards = board(&app).into_iter().flat_map(|column| column.cards);
        let card = cards.into_iter().find(|card| card.company == company).unwrap();
        card.moves.into_iter().map(|a_move| (a_move.label, a_move.by)).collect::<Vec<_>>()
    };
    let closed = moves("Harbour");
    assert!(matches!(&closed[0], (label, MovedBy::Reopen) if label == "Open it again"), "{closed:?}");
    let open: Vec<_> = moves("ACME").into_iter().map(|(label, _)| label).collect();
    assert!(open.contains(&"They said no…".to_owned()) && open.contains(&"Pause follow-ups".to_owned()), "{open:?}");
    assert!(!open.contains(&"They made an offer…".to_owned()), "it is there already: {open:?}");
}

#[test]
fn lanes_stand_in_order_of_what_comes_next() {
    let app = TestApp::example_2();
    app.enter(lim("Harbour", "2026-11-20T10:00:00+08:00")).unwrap();
    let drawn = lanes(&app);
    // The lanes show seventy days back and thirty-five ahead; at 18:20, three quarters of today are over.
    assert!((drawn.today - 100.0 * 70.76 / 105.0).abs() < 0.1, "{}", drawn.today);
    let months: Vec<_> = drawn.months.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(months, ["October", "November", "December"]);
    let names: Vec<_> = drawn.lanes.iter().map(|lane| lane.company.as_str()).collect();
    assert_eq!(names, ["Harbour", "ACME"], "overdue first");
    let acme = &drawn.lanes[1];
    let marks: Vec<_> = acme.marks.iter().map(|mark| (mark.ahead, mark.label.as_str())).collect();
    assert_eq!(
        marks,
        [
            (false, "Today, 15:00: Interview with: Tan Mei Ling\nToday, 18:20: You thanked Tan Mei Ling."),
            (true, "Monday 30 November, 10:00: Call Tan Mei Ling")
        ],
        "what is too close to be told apart is one mark"
    );
    assert!(acme.marks[0].x <= drawn.today && acme.marks[1].x > drawn.today + 4.0);
    assert_eq!(acme.to, acme.marks[1].x, "a lane goes on to what comes next");
    app.reply(Meaning::Rejected, |_| ()).unwrap();
    assert_eq!(lanes(&app).lanes.len(), 1, "a closed application has no lane");
}

#[test]
fn the_next_step_is_not_drawn_past_an_interview_it_precedes() {
    let app = TestApp::new();
    app.enter(lim("Harbour", "2026-12-02T09:30:00+08:00")).unwrap();
    let lane = lanes(&app).lanes.remove(0);
    let marks: Vec<_> = lane.marks.iter().map(|mark| mark.label.as_str()).collect();
    assert_eq!(
        marks,
        ["Wednesday 2 December, 09:30: Interview coming with: Lim", "Tuesday 1 December, 18:00: Get ready for Harbour"]
    );
    assert!(lane.marks[1].x < lane.marks[0].x - 4.0, "one gets ready before it: {lane:?}");
    assert_eq!(lane.from, lane.marks[1].x);
    let lanes = lanes(app.at("2026-12-01 12:00"));
    let marks: Vec<_> = lanes.lanes[0].marks.iter().map(|mark| (mark.x > lanes.today, mark.label.as_str())).collect();
    assert_eq!(
        marks,
        [(true, "Today, 18:00: Get ready for Harbour\nTomorrow, 09:30: Interview coming with: Lim")],
        "where there is no room for it before the interview, the two are one, and nothing is drawn the wrong way round"
    );
}

#[test]
fn six_weeks_begin_on_this_monday_and_hold_what_is_overdue_today() {
    let app = TestApp::example_1();
    app.set("holidays", "2026-11-27").unwrap();
    app.at("2026-11-25 12:00");
    let calendar = calendar(&app);
    assert_eq!((calendar.weeks.len(), calendar.weeks[5][6].date.as_str()), (6, "2027-01-03"));
    let days: Vec<_> = calendar.weeks[0].iter().map(|d| (d.label.as_str(), d.over, d.today, d.working)).collect();
    assert_eq!(days[0], ("23 Nov", true, false, true));
    assert_eq!(days[2], ("25", false, true, true));
    assert_eq!((days[4].3, days[5].3), (false, false), "a holiday, a Saturday");
    let titles = |week: usize, day: usize| {
        let entries = calendar.weeks[week][day].entries.iter();
        entries.map(|e| format!("{} {} {}", e.time, e.title, e.overdue)).collect::<Vec<_>>()
    };
    assert_eq!(
        titles(0, 0),
        ["15:00 Interview false"],
        "an interview stays where it was; nothing can be done yesterday"
    );
    assert_eq!(titles(0, 2), [" Thank Tan Mei Ling true"]);
    assert_eq!(titles(1, 0), ["10:00 Write to Tan Mei Ling false"]);
    assert_eq!(calendar.weeks[1][0].long, "Monday 30 November");
    app.snooze("thank_you:1:1", "tomorrow 12:30").unwrap();
    let day = self::calendar(&app).weeks.remove(0).remove(3);
    let labels: Vec<_> = day.entries.iter().map(|entry| (entry.label.as_str(), entry.overdue)).collect();
    assert_eq!(labels, [("12:30: Thank Tan Mei Ling (ACME)", false)], "what was put off is for then");
}

#[test]
fn answer_figures_appear_only_after_three_answers() {
    let app = TestApp::new();
    assert_eq!(replies(&app).sentence, "Once an interview is over, this says how answers come.");
    for (n, company) in ["ACME", "Harbour", "Initech", "Hooli"].into_iter().enumerate() {
        app.at("2026-11-23 16:10").enter(lim(company, "2026-11-23T15:00:00+08:00")).unwrap();
        if n == 0 {
            app.done("thank_you:1:1").unwrap();
        }
        if n < 3 {
            app.at(["2026-11-25 09:00", "2026-11-29 17:00", "2026-12-20 12:00"][n]);
            app.reply(Meaning::Deciding, |form| form.application = n as i64 + 1).unwrap();
        }
        let replies = replies(&app);
        if n == 1 {
            let few =
                "2 interviews so far, 1 thanked for, 2 answered. From three answers on, this says how long they take.";
            assert_eq!((replies.sentence.as_str(), replies.tables.len()), (few, 0));
        }
    }
    let replies = replies(app.at("2026-12-21 12:00"));
    assert_eq!(
        replies.sentence,
        "3 of 4 interviews were answered, half of them within 6 days; you said thank you after 1."
    );
    let waits: Vec<_> = replies.tables[1].rows.iter().map(|row| row.count).collect();
    assert_eq!(waits, [1, 1, 0, 1]);
    assert_eq!(replies.tables[0].rows[1].share, 25.0);
}

#[test]
fn the_calendar_omits_ended_steps_and_never_hides_an_interview() {
    let app = TestApp::new();
    for n in 0..6 {
        let mut old = lim(&format!("Company {n}"), "2026-11-20T10:00:00+08:00");
        old["interviewers"][0]["name"] = json!(format!("Person {n}"));
        app.enter(old).unwrap();
    }
    app.enter(lim("Harbour", "2026-11-25T18:30:00+08:00")).unwrap();
    app.at("2026-11-25 12:00");
    let today = |app: &TestApp| {
        let entries = calendar(app).weeks.remove(0).remove(2).entries;
        entries.into_iter().map(|entry| entry.label).collect::<Vec<_>>()
    };
    let labels = today(&app);
    assert!(
        labels.iter().any(|label| label == "18:30: Interview (Harbour)"),
        "before six that are overdue: {labels:?}"
    );
    use_case::close(&app.store, app.moment(), 7, afterword_core::domain::codes::CloseOutcome::Withdrawn).unwrap();
    let labels = today(&app);
    assert!(labels.iter().all(|label| !label.contains("Harbour")), "one that is called off with the rest: {labels:?}");
}
