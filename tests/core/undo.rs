//! Every change can be undone, and undoing never harms later changes.

use afterword_core::domain::codes::{CloseOutcome, Outcome};
use afterword_core::error::Code;
use afterword_core::forms::card::CardForm;
use afterword_core::store;
use afterword_core::use_cases::{applications, interviews, people, reminders, replies, sample, touches};
use afterword_core::wire::Meaning;
use serde_json::json;

use crate::app::{TestApp, lim, refused, tan};

/// Makes the change, undoes it, makes it again and undoes that, and compares all records, the settings and the indexes.
fn check(what: &str, app: TestApp, change: impl FnOnce(&TestApp) -> Option<i64>) {
    let before = app.records();
    let entry = change(&app).unwrap_or_else(|| panic!("{what} gives an entry to undo"));
    let after = app.records();
    assert!(after != before, "{what} changes something");
    let undone = app.at("2026-12-01 09:00").undo(Some(entry)).unwrap();
    // The indexes follow the facts at any moment, so the later moment of the undo changes nothing in them.
    assert!(app.records() == before, "{what} is taken back without a trace");
    let again = app.undo(Some(undone.undo.expect("taking back can be taken back"))).unwrap();
    assert!(app.records() == after, "{what} is done again as it was");
    assert_eq!(again.undo, None, "an undo makes no undo entry");
    app.undo(None).unwrap();
    assert!(app.records() == before, "{what} can be taken back once more, as the last thing done");
}

#[test]
fn every_change_can_be_taken_back() {
    let app = TestApp::example_1;
    check("a first interview", TestApp::new(), |d| d.enter(tan()).unwrap().undo);
    check("a second one", app(), |d| d.enter(lim("Initech", "2026-11-20 10:00")).unwrap().undo);
    check("one at the same company", app(), |d| d.enter(lim(" acme ", "2026-11-20 10:00")).unwrap().undo);
    check("a further one", app(), |d| {
        d.enter(json!({"application": 1, "start": "2026-12-02 10:00", "interviewers": [{"contact": 1}]})).unwrap().undo
    });
    check("a changed role", app(), |d| d.edit(1, json!({"role": "Architect"})).unwrap().undo);
    check("a changed company", app(), |d| d.edit(1, json!({"company": "Initech"})).unwrap().undo);
    check("other interviewers", app(), |d| {
        d.edit(1, json!({"interviewers": [{"name": "Okafor"}, {"name": "Raman"}]})).unwrap().undo
    });
    check("a moved interview", app(), |d| {
        interviews::move_to(&d.store, d.moment(), 1, "2026-11-25 10:00").unwrap().undo
    });
    check("a cancelled interview", app(), |d| interviews::set_cancelled(&d.store, d.moment(), 1, true).unwrap().undo);
    let cancelled = app();
    interviews::set_cancelled(&cancelled.store, cancelled.moment(), 1, true).unwrap();
    check("a restored interview", cancelled, |d| {
        interviews::set_cancelled(&d.store, d.moment(), 1, false).unwrap().undo
    });
    check("a closed application", app(), |d| {
        applications::close(&d.store, d.moment(), 1, CloseOutcome::LetRest).unwrap().undo
    });
    let closed = app();
    applications::close(&closed.store, closed.moment(), 1, CloseOutcome::Rejected).unwrap();
    check("a reopened application", closed, |d| applications::reopen(&d.store, d.moment(), 1).unwrap().undo);
    let two = app();
    two.edit(1, json!({"interviewers": [{"contact": 1}, {"name": "Okafor"}]})).unwrap();
    let two_lines = app();
    two_lines.reply(Meaning::Deciding, |_| ()).unwrap();
    two_lines.snooze("thank_you:1:1", "tomorrow").unwrap();
    two_lines.enter(lim("acme", "2026-11-20 10:00")).unwrap();
    check("a deleted application", two_lines, |d| applications::delete(&d.store, d.moment(), 1).unwrap().undo);
    check("the only application of a company", app(), |d| applications::delete(&d.store, d.moment(), 1).unwrap().undo);
    check("sample data", TestApp::new(), |d| sample::add(&d.store, d.moment()).unwrap().undo);
    check("another lead", two, |d| applications::lead(&d.store, d.moment(), 1, 2).unwrap().undo);
    check("a thank-you done", app(), |d| d.done("thank_you:1:1").unwrap().undo);
    check("a check-in done", app(), |d| d.at("2026-11-30 10:00").done("check_in:1:i1").unwrap().undo);
    check("a call nobody answered", app(), |d| {
        d.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::NoAnswer)).unwrap().undo
    });
    let coming = TestApp::new();
    coming.at("2026-11-23 08:00").enter(tan()).unwrap();
    check("being prepared", coming, |d| d.done("prepare:1").unwrap().undo);
    check("a skip", app(), |d| d.skip("thank_you:1:1").unwrap().undo);
    check("a snooze", app(), |d| d.snooze("thank_you:1:1", "tomorrow 12:00").unwrap().undo);
    check("a touch", app(), |d| d.touch(|_| ()).unwrap().undo);
    check("a touch with a named date", app(), |d| d.touch(|t| t.named = "5 December".into()).unwrap().undo);
    let touched = app();
    touched.touch(|_| ()).unwrap();
    check("a touch taken out", touched, |d| touches::remove(&d.store, d.moment(), 1).unwrap().undo);
    check("a reply", app(), |d| d.reply(Meaning::Deciding, |r| r.follow_up_on = "5 Dec".into()).unwrap().undo);
    check("an ending reply", app(), |d| d.reply(Meaning::Rejected, |_| ()).unwrap().undo);
    let replied = app();
    replied.reply(Meaning::Offer, |_| ()).unwrap();
    check("a reply taken out", replied, |d| replies::remove(&d.store, d.moment(), 1).unwrap().undo);
    check("a changed card", app(), |d| {
        let card = CardForm { name: "Tan M. L.".into(), zone: "Europe/London".into(), ..CardForm::default() };
        people::save(&d.store, d.moment(), 1, &card).unwrap().undo
    });
    check("a first setting", app(), |d| d.set("evening", "19:00").unwrap().undo);
    let set = app();
    set.set("zone", "Europe/Berlin").unwrap();
    check("a setting changed again", set, |d| d.set("zone", "America/New_York").unwrap().undo);
}

#[test]
fn undo_again_goes_back_further() {
    let app = TestApp::new();
    let nothing = app.records();
    app.enter(tan()).unwrap();
    let entered = app.records();
    app.done("thank_you:1:1").unwrap();
    assert_eq!(app.undo(None).unwrap().text, "Undone: Thanked Tan Mei Ling.", "it says what was taken back");
    assert!(app.records() == entered, "the first undo takes back the last change");
    app.undo(None).unwrap();
    assert!(app.records() == nothing, "the second one goes back one further");
    let text = refused(&app, Code::NotFound, |d| d.undo(None));
    assert_eq!(
        text, "There is nothing to undo.",
        "an undo is no change of its own, so there is no going forth and back"
    );
}

#[test]
fn successive_automatic_saves_of_a_card_are_one_change() {
    let app = TestApp::example_1();
    let before = app.records();
    let save = |note: &str| {
        let card = CardForm { name: "Tan M. L.".into(), note: note.into(), ..CardForm::default() };
        people::save(&app.store, app.moment(), 1, &card).unwrap().undo
    };
    save("Writes");
    save("Writes things");
    app.at("2026-11-23 16:14");
    let last = save("Writes things down");
    app.undo(None).unwrap();
    assert!(app.records() == before, "all of it");
    app.undo(last).unwrap_err();
    save("Writes");
    app.at("2026-11-23 16:30");
    save("Writes things");
    app.undo(None).unwrap();
    assert_eq!(app.facts().contacts.values().next().unwrap().card.note, "Writes", "but not a save of long ago");
    app.done("thank_you:1:1").unwrap();
    save("Writes things");
    app.undo(None).unwrap();
    app.undo(None).unwrap();
    assert_eq!(app.facts().contacts.values().next().unwrap().card.note, "Writes", "nor with another change between");
}

#[test]
fn an_entry_is_undone_once() {
    let app = TestApp::example_1();
    let entry = app.done("thank_you:1:1").unwrap().undo;
    app.undo(entry).unwrap();
    assert_eq!(refused(&app, Code::NotFound, |d| d.undo(entry)), "There is nothing to undo.");
    assert_eq!(refused(&app, Code::NotFound, |d| d.undo(Some(99))), "There is nothing to undo.");
}

#[test]
fn an_older_entry_is_undone_beside_later_changes() {
    let app = TestApp::example_1();
    let older = app.done("thank_you:1:1").unwrap().undo;
    app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    app.set("evening", "19:00").unwrap();
    app.undo(older).unwrap();
    let facts = app.facts();
    assert!(facts.touches.is_empty(), "the older change is taken back");
    assert_eq!(facts.interviews.len(), 2, "what came later stays");
    assert_eq!(app.snapshot().settings.evening.to_string(), "19:00:00", "what came later stays");
}

#[test]
fn an_older_entry_is_refused_where_later_changes_touch_the_same_rows() {
    let sentence =
        |text: &str| format!("This cannot be undone, because something later changed the same records: {text}");
    let check = |what: &str, older: fn(&TestApp) -> Option<i64>, later: fn(&TestApp), text: &str| {
        let app = TestApp::new();
        let entry = older(&app);
        later(&app);
        assert_eq!(refused(&app, Code::Conflict, |d| d.undo(entry)), sentence(text), "{what}");
    };
    let enter: fn(&TestApp) -> Option<i64> = |d| d.enter(tan()).unwrap().undo;
    let saved = "Interview at ACME saved.";
    check(
        "an interview edited since",
        enter,
        |d| {
            d.edit(1, json!({"role": "Architect"})).unwrap();
        },
        saved,
    );
    check(
        "an application touched since: the touch would hang in the air",
        enter,
        |d| {
            d.done("thank_you:1:1").unwrap();
        },
        saved,
    );
    check(
        "a person met again since",
        enter,
        |d| {
            d.enter(json!({"company": "Initech", "role": "A", "start": "2026-11-20 10:00",
                "interviewers": [{"contact": 1}]}))
                .unwrap();
        },
        saved,
    );
    check(
        "a company applied to again since",
        enter,
        |d| {
            d.enter(lim("ACME", "2026-11-20 10:00")).unwrap();
        },
        saved,
    );
    check(
        "a setting set again since",
        |d| d.set("evening", "19:00").unwrap().undo,
        |d| {
            d.at("2026-11-23 16:11").set("evening", "20:00").unwrap();
        },
        "Setting changed: Evening",
    );
}

#[test]
fn once_the_later_change_is_undone_the_older_one_can_be() {
    let app = TestApp::new();
    let older = app.enter(tan()).unwrap().undo;
    let later = app.edit(1, json!({"role": "Architect"})).unwrap().undo;
    assert!(app.undo(older).is_err(), "the edit is in the way");
    app.undo(later).unwrap();
    app.undo(older).unwrap();
    assert!(app.facts().interviews.is_empty(), "nothing is in the way any more");
}

#[test]
fn a_change_that_changes_nothing_leaves_no_entry() {
    let app = TestApp::example_1();
    let card = CardForm::from(&app.facts().contacts.values().next().unwrap().card);
    let done = people::save(&app.store, app.moment(), 1, &card).unwrap();
    assert_eq!(done.undo, None, "saving a card as it is must not be what the next undo takes back");
    assert_eq!(app.undo(None).unwrap().text, "Undone: Interview at ACME saved.");
}

#[test]
fn a_refused_change_leaves_no_entry_behind_for_the_next_one() {
    let app = TestApp::example_1();
    assert!(app.enter(json!({"role": "A"})).is_err());
    assert!(app.set("evening", "late").is_err());
    app.done("thank_you:1:1").unwrap();
    app.undo(None).unwrap();
    assert_eq!(app.steps()[0], "thank_you:1:1 Mon 23 Nov 16:00 email", "the entry holds its own change only");
}

#[test]
fn undoing_a_done_does_not_remind_again() {
    let app = TestApp::example_1();
    app.at("2026-11-23 18:00");
    let round = reminders::claim_due(&app.store, app.moment(), false).unwrap();
    reminders::posted(&app.store, app.moment(), &round.post[0], 7, ":1.5").unwrap();
    app.done("thank_you:1:1").unwrap();
    app.undo(None).unwrap();
    assert_eq!(app.steps()[0], "thank_you:1:1 Mon 23 Nov 16:00 email", "the step is back");
    assert_eq!(
        app.store.read(|c| store::deliveries::names(c)).unwrap().len(),
        1,
        "the ledger is no part of what is undone"
    );
    let round = reminders::claim_due(&app.store, app.moment(), false).unwrap();
    assert_eq!(round.post, [], "undoing a done does not post again (docs/rules.md, Delivery)");
    let wake = round.wake_at.map(|at| app.clock(at));
    assert_eq!(wake.as_deref(), Some("Tue 24 Nov 09:00"), "the next reminder is the one of the day after");
}

#[test]
fn the_log_keeps_the_last_five_hundred() {
    let app = TestApp::new();
    for i in 0..505 {
        app.set("interval_days", if i % 2 == 0 { "20" } else { "21" }).unwrap();
    }
    assert_eq!(app.count("SELECT count(*) FROM undo_entry"), 500, "the log does not grow without end");
    let orphans = "SELECT count(*) FROM undo_change WHERE entry_id NOT IN (SELECT id FROM undo_entry)";
    assert_eq!(app.count(orphans), 0, "what an entry changed goes with it");
}
