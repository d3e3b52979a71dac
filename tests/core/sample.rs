//! The sample data: it fills every page, causes no reminders, and can be removed without a trace.

use afterword_core::domain::codes::CloseOutcome;
use afterword_core::error::Code;
use afterword_core::pages::tray;
use afterword_core::use_cases::{applications, sample};
use afterword_core::views::applications::{TabContent, applications as look_at};
use afterword_core::views::list::Part;
use afterword_core::views::page_ref::ApplicationsTab;
use afterword_core::views::today::today;
use serde_json::json;

use crate::app::{TestApp, lim, refused};

fn add(app: &TestApp) -> Option<i64> {
    sample::add(&app.store, app.moment()).unwrap().undo
}

/// At any hour of any day, every page has something to show.
#[test]
fn it_shows_every_part_at_any_time() {
    for now in ["2026-11-23 16:10", "2026-11-23 00:05", "2026-11-28 09:00", "2026-12-31 23:59", "2027-03-01 12:00"] {
        let app = TestApp::new();
        app.at(now);
        add(&app);
        let page = today(&app.snapshot());
        let titles: Vec<_> = page.groups.iter().flat_map(|group| &group.rows).map(|row| row.title.as_str()).collect();
        let all = titles.join("; ");
        assert!(titles.iter().filter(|title| title.starts_with("Thank ")).count() >= 3, "{now}: {all}");
        assert!(all.contains("Call Adaeze Okafor"), "{now}: {all}");
        assert!(page.groups.iter().any(|group| !group.bundles.is_empty()), "{now}: the three stand together");
        assert!(
            page.waiting.iter().any(|text| text.starts_with("Harbour Labs answers by")),
            "{now}: {:?}",
            page.waiting
        );
        assert!(page.sample.is_some(), "{now}: the page says that it is made up");
        let TabContent::Board { columns } = look_at(&app.snapshot(), ApplicationsTab::Board, Part::First).content
        else {
            panic!("no board")
        };
        let full: Vec<_> = columns.iter().filter(|c| c.count > 0).map(|c| c.title.as_str()).collect();
        assert_eq!(full, ["Interview coming", "Waiting", "Closed"], "{now}");
        let TabContent::Replies(replies) = look_at(&app.snapshot(), ApplicationsTab::Replies, Part::First).content
        else {
            panic!("no figures")
        };
        assert!(!replies.tables.is_empty(), "{now}: enough answers to draw them: {}", replies.sentence);
    }
}

#[test]
fn nobody_is_reminded_of_sample_data() {
    let app = TestApp::new();
    add(&app);
    assert_eq!(app.snapshot().occurrences().len(), 0);
    let state = tray::tray_state(&app.store, app.moment()).unwrap();
    assert_eq!(state.due.len(), 0, "nor does the tray ask for it");
    app.enter(lim("Initech", "2026-11-20T10:00:00+08:00")).unwrap();
    let snapshot = app.snapshot();
    assert!(snapshot.occurrences().iter().all(|o| snapshot.facts.application_of(o.step).map(|a| a.0) == Some(6)));
    assert!(!snapshot.occurrences().is_empty(), "but of one's own, as ever");
}

#[test]
fn removing_the_sample_removes_later_changes_to_it_and_can_be_undone() {
    let app = TestApp::new();
    let nothing = app.records();
    add(&app);
    let full = app.records();
    refused(&app, Code::Conflict, |d| sample::add(&d.store, d.moment()));
    for step in app.steps().iter().filter(|step| step.starts_with("thank_you:1:")) {
        app.done(step.split(' ').next().unwrap()).unwrap();
    }
    app.skip("check_in:2:i2").unwrap();
    app.snooze("check_in:3:r1", "tomorrow").unwrap();
    applications::close(&app.store, app.moment(), 4, CloseOutcome::LetRest).unwrap();
    let played = app.records();
    sample::remove(&app.store, app.moment()).unwrap();
    assert!(app.records() == nothing, "all of it is gone");
    refused(&app, Code::NotFound, |d| sample::remove(&d.store, d.moment()));
    app.undo(None).unwrap();
    assert!(app.records() == played, "and comes back as it was");
    assert!(full != nothing);
}

#[test]
fn the_sample_can_be_removed_after_its_applications_were_deleted() {
    let app = TestApp::new();
    let nothing = app.records();
    add(&app);
    for id in 1..=5 {
        applications::delete(&app.store, app.moment(), id).unwrap();
    }
    assert!(today(&app.snapshot()).sample.is_some(), "its people are still there");
    sample::remove(&app.store, app.moment()).unwrap();
    assert!(app.records() == nothing);
}

#[test]
fn removing_the_sample_keeps_everything_real() {
    let app = TestApp::example_1();
    refused(&app, Code::Conflict, |d| sample::add(&d.store, d.moment()));
    let app = TestApp::new();
    add(&app);
    app.enter(lim("Initech", "2026-11-20T10:00:00+08:00")).unwrap();
    // A real interview makes a sample application the user's own, and a sample person met in one stays.
    app.enter(json!({"application": 1, "start": "2026-11-22 10:00", "interviewers": [{"contact": 1}]})).unwrap();
    app.enter(
        json!({"company": "Hooli", "role": "SRE", "start": "2026-11-22 12:00", "interviewers": [{"contact": 4}]}),
    )
    .unwrap();
    sample::remove(&app.store, app.moment()).unwrap();
    let facts = app.facts();
    let companies: Vec<_> = facts.companies.values().map(|company| company.name.as_str()).collect();
    assert_eq!(companies, ["Meridian Maps", "Initech", "Hooli"]);
    let people: Vec<_> = facts.contacts.values().map(|contact| contact.card.name.as_str()).collect();
    assert_eq!(people, ["Ingrid Solheim", "Tan Mei Ling 陳美玲", "Ravi Menon", "Adaeze Okafor", "Lim"]);
    assert_eq!(today(&app.snapshot()).sample, None, "no sample data is left");
}
