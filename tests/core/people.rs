//! Deleting a person for good, and anonymising them: nothing that names them may stay in any file.

use std::fs;

use afterword_core::domain::codes::{CloseOutcome, TouchKind};
use afterword_core::domain::facts::Card;
use afterword_core::domain::ids::ContactId;
use afterword_core::error::Code;
use afterword_core::forms::card::CardForm;
use afterword_core::forms::interview::{InterviewForm, InterviewerForm};
use afterword_core::forms::person::Erasure;
use afterword_core::store;
use afterword_core::use_cases::{applications, interviews, people};
use afterword_core::views::application::application;
use afterword_core::wire::{Channel, Meaning, Outcome};
use serde_json::json;

use crate::app::{TestApp, lim, refused};

/// What is known of one person, in every place where a person can be, and of a colleague of theirs.
const WORDS: [&str; 7] = ["Zenobia", "zenobia@", "5550142", "falconry", "harpsichord", "marzipan", "quagmire"];

fn app() -> TestApp {
    let app = TestApp::new();
    app.enter(json!({
        "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T14:00:00+08:00",
        "interviewers": [
            {"name": "Zenobia", "emails": ["zenobia@acme.example"], "phones": ["5550142"], "note": "falconry",
             "spoke_about": "harpsichord"},
            {"name": "Lim", "emails": ["lim@acme.example"]},
        ],
        "notes": {"shared": "The ledger."}
    }))
    .unwrap();
    app.touch(|form| form.note = "marzipan".into()).unwrap();
    app.reply(Meaning::Deciding, |form| form.stands = "quagmire".into()).unwrap();
    let mut unfinished = afterword_core::pages::interview::view(&app.snapshot(), None, Some(1)).unwrap().form;
    unfinished.interviewers =
        afterword_core::pages::interview::view(&app.snapshot(), Some(1), None).unwrap().form.interviewers;
    interviews::keep(&app.store, app.moment(), &unfinished, true).unwrap();
    app
}

/// Which of the words occur in the files of the data folder, in any table or free page.
fn left(app: &TestApp) -> Vec<&'static str> {
    let files = fs::read_dir(app.folder.path()).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
    let bytes: Vec<u8> = files.flatten().map(|byte| byte.to_ascii_lowercase()).collect();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    WORDS.into_iter().filter(|word| text.contains(&word.to_lowercase())).collect()
}

fn erase(app: &TestApp, how: Erasure) -> String {
    people::erase(&app.store, app.moment(), 1, how).unwrap().text
}

fn timeline(app: &TestApp) -> Vec<String> {
    let view = application(&app.snapshot(), 1).unwrap();
    view.timeline.into_iter().map(|event| format!("{} {}", event.text, event.note).trim_end().to_owned()).collect()
}

#[test]
fn a_person_deleted_for_good_is_in_no_file() {
    let app = app();
    assert_eq!(left(&app), WORDS, "this test looks for the right words in the right files");
    assert_eq!(erase(&app, Erasure::DeleteForGood), "Zenobia is deleted for good.");
    assert_eq!(
        left(&app),
        [""; 0],
        "neither in a table nor in the undo log, a form, a free page or the write-ahead log"
    );
    let facts = app.facts();
    assert_eq!(facts.contacts.len(), 1);
    assert_eq!(facts.applications.values().next().unwrap().lead.map(|l| l.0), Some(2), "the check-ins go on to Lim");
    assert_eq!(
        timeline(&app),
        ["You wrote to somebody.", "They are still deciding.", "Interview with: Lim"],
        "that they were written to stays, for the plan counts from it"
    );
    assert_eq!(app.steps(), ["thank_you:1:2 Mon 23 Nov 15:00 email", "check_in:1:r1 Mon 7 Dec 10:00 email"]);
    refused(&app, Code::NotFound, |d| d.undo(None));
    refused(&app, Code::NotFound, |d| people::erase(&d.store, d.moment(), 1, Erasure::Anonymise));
    assert_eq!(app.count("SELECT count(*) FROM tombstone"), 2, "a copy elsewhere can learn of it: card, interviewer");
}

#[test]
fn an_anonymised_person_leaves_a_readable_history() {
    let app = app();
    assert_eq!(erase(&app, Erasure::Anonymise), "Zenobia is only “Former contact” now; what you did stays.");
    assert_eq!(left(&app), [""; 0]);
    assert_eq!(
        timeline(&app),
        ["You wrote to Former contact.", "They are still deciding.", "Interview with: Former contact and Lim"]
    );
    assert_eq!(app.facts().contacts.values().next().unwrap().card.company, "ACME", "the gap counts by it");
    assert_eq!(
        app.steps(),
        ["thank_you:1:2 Mon 23 Nov 15:00 email", "check_in:1:r1 Mon 7 Dec 10:00 email"],
        "nobody is asked to write to them"
    );
    let thanks = TestApp::example_1();
    erase(&thanks, Erasure::Anonymise);
    assert_eq!(thanks.steps(), ["check_in:1:i1 Mon 30 Nov 10:00 email"], "nor to thank them");
}

#[test]
fn an_interview_with_nobody_left_does_not_ask_for_cards_again() {
    let app = TestApp::example_1();
    app.snooze("thank_you:1:1", "tomorrow 12:00").unwrap();
    erase(&app, Erasure::DeleteForGood);
    assert_eq!(app.steps(), ["check_in:1:i1 Mon 30 Nov 10:00 email"]);
    assert_eq!(app.facts().snoozes.len(), 0, "what was put off for them is gone");
    let coming = TestApp::new();
    coming.enter(lim("Initech", "2026-11-25T10:00:00+08:00")).unwrap();
    erase(&coming, Erasure::DeleteForGood);
    let steps = coming.at("2026-11-25 12:00").steps();
    assert_eq!(steps[0], "cards:1 Wed 25 Nov 11:00 other", "of one still to come one does bring cards: {steps:?}");
}

#[test]
fn deleting_a_person_leaves_other_plans_and_forms_unchanged() {
    let app = app();
    app.enter(lim("Initech", "2026-11-20T10:00:00+08:00")).unwrap();
    let mut typed = afterword_core::pages::interview::view(&app.snapshot(), None, None).unwrap().form;
    typed.company = "Hooli".into();
    interviews::keep(&app.store, app.moment(), &typed, true).unwrap();
    app.at("2026-11-30 10:00");
    app.touch(|form| form.kind = TouchKind::Other.into()).unwrap();
    let other = |app: &TestApp| app.steps().into_iter().filter(|step| step.contains(":2:")).collect::<Vec<_>>();
    let before = other(&app);
    erase(&app, Erasure::DeleteForGood);
    assert_eq!(other(&app), before);
    let kept = |key: &str| {
        let all = app.store.read(|c| store::saved_forms::all(c)).unwrap();
        serde_json::from_str::<InterviewForm>(&all[key]).unwrap()
    };
    assert_eq!(kept("interview").company, "Hooli", "another form that was left is still there");
    let names: Vec<_> = kept("application:1").interviewers.into_iter().map(|p| p.card.name).collect();
    assert_eq!(names, ["Lim"], "of the form that named them, the others are kept");
}

#[test]
fn a_deleted_person_is_found_in_kept_forms_by_name_address_or_number() {
    let card = |change: &dyn Fn(&mut CardForm)| {
        let mut card = CardForm { name: "Somebody".into(), ..CardForm::default() };
        change(&mut card);
        card
    };
    let left = |card: CardForm| {
        let app = app();
        let mut form = afterword_core::pages::interview::view(&app.snapshot(), None, None).unwrap().form;
        form.interviewers = vec![InterviewerForm { contact: None, card, spoke_about: String::new() }];
        interviews::keep(&app.store, app.moment(), &form, true).unwrap();
        erase(&app, Erasure::DeleteForGood);
        let all = app.store.read(|c| store::saved_forms::all(c)).unwrap();
        serde_json::from_str::<InterviewForm>(&all["interview"]).unwrap().interviewers.len()
    };
    assert_eq!(left(card(&|c| c.name = " zenobia ".into())), 0);
    assert_eq!(left(card(&|c| c.emails = vec!["Zenobia@acme.example".into()])), 0);
    assert_eq!(left(card(&|c| c.phones = vec!["5550142".into()])), 0);
    assert_eq!(left(card(&|_| ())), 1, "other people stay");
}

#[test]
fn two_unanswered_calls_still_count_as_one_after_the_person_is_deleted() {
    let app = TestApp::example_2();
    for at in ["2026-11-30 10:00", "2026-12-01 10:00"] {
        app.at(at).touch(|form| (form.channel, form.outcome) = (Channel::Phone, Outcome::NoAnswer)).unwrap();
    }
    let before = app.check_ins();
    assert!(before.starts_with("Tue 15 Dec"), "worked example 5: {before}");
    erase(&app, Erasure::DeleteForGood);
    assert!(app.check_ins().starts_with("Tue 15 Dec"), "the plan counts from what was done: {}", app.check_ins());
}

#[test]
fn reopening_an_application_plans_no_thanks_to_a_deleted_person() {
    let app = TestApp::example_1();
    applications::close(&app.store, app.moment(), 1, CloseOutcome::LetRest).unwrap();
    erase(&app, Erasure::Anonymise);
    applications::reopen(&app.store, app.at("2026-11-23 17:00").moment(), 1).unwrap();
    assert_eq!(app.steps(), ["check_in:1:i1 Mon 30 Nov 10:00 email"]);
}

#[test]
fn an_interview_edited_meanwhile_is_not_overwritten_because_the_log_is_empty() {
    let app = app();
    erase(&app, Erasure::DeleteForGood);
    let form = afterword_core::pages::interview::view(&app.snapshot(), Some(1), None).unwrap().form;
    interviews::move_to(&app.store, app.moment(), 1, "2026-11-23 13:00").unwrap();
    let sentence = refused(&app, Code::Conflict, |d| interviews::save(&d.store, d.moment(), &form));
    assert!(sentence.starts_with("This was changed elsewhere since you opened the form."), "{sentence}");
}

/// The file has many pages here, and rows were moved within it before they were deleted.
#[test]
fn deleting_some_of_many_people_leaves_no_trace_of_them() {
    for seed in 0..6 {
        let app = TestApp::new();
        let now = app.moment().now;
        let name = |n: usize| format!("Zenobia{:05}", n * 7 + seed);
        let fill = |tx: &store::Session<'_>| {
            for n in 0..400 {
                store::contacts::insert(tx, &Card { name: name(n), ..Card::default() }, now)?;
            }
            for n in (0..400).filter(|n| n % 3 == seed % 3) {
                let long = Card { name: name(n), note: "n".repeat(40 + n % 90 * 7), ..Card::default() };
                store::contacts::update(tx, ContactId(n as i64 + 1), &long, now)?;
            }
            Ok(())
        };
        app.store.write(fill).unwrap();
        app.set("gap_days", "8").unwrap();
        let gone: Vec<usize> = (0..400).filter(|n| n % 57 == seed).collect();
        for n in &gone {
            let done = people::erase(&app.store, app.moment(), *n as i64 + 1, Erasure::DeleteForGood).unwrap();
            assert_eq!(done.warning, None);
        }
        let files = fs::read_dir(app.folder.path()).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
        let text = String::from_utf8_lossy(&files.flatten().collect::<Vec<u8>>()).into_owned();
        let left: Vec<_> = gone.into_iter().map(name).filter(|name| text.contains(name.as_str())).collect();
        assert_eq!(left, [""; 0], "seed {seed}");
        assert!(text.contains(&name(398)), "this test looks for the right words in the right files");
    }
}

#[test]
fn a_warning_tells_when_traces_cannot_be_removed_yet() {
    let app = app();
    let other = crate::app::open(app.folder.path()).unwrap();
    let told = other.read(|c| {
        let _facts = store::facts(c)?;
        people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).map(|done| done.warning)
    });
    let warning = told.unwrap().expect("the other one still sees the old pages");
    assert!(warning.starts_with("Traces may be left in the database file"), "{warning}");
    assert_eq!(app.facts().contacts.len(), 1, "the person is deleted all the same");
}
