//! Two cards of one person are merged, field by field and with their history, and the merge can be undone.

use std::collections::BTreeMap;

use afterword_core::domain::codes::{CardField, Side};
use afterword_core::domain::ids::{ApplicationId, ContactId, InterviewId};
use afterword_core::domain::step::StepKey;
use afterword_core::error::Code;
use afterword_core::forms::card::CardForm;
use afterword_core::forms::letter::LetterForm;
use afterword_core::forms::person::Erasure;
use afterword_core::pages::duplicates::pairs;
use afterword_core::pages::write;
use afterword_core::store;
use afterword_core::use_cases::merge;
use afterword_core::use_cases::{applications, drafts, people, sample};
use serde_json::{Value, json};

use crate::app::{TestApp, refused};

/// One person met twice and entered twice; the second entry was thanked already.
fn app() -> TestApp {
    let app = TestApp::new();
    app.enter(json!({"company": "ACME", "role": "Engineer", "start": "2026-11-23T14:00:00+08:00", "interviewers": [
        {"name": "Tan Mei Ling", "title": "Head", "emails": ["tan@acme.example"], "phones": ["+65 6555 0142"], "note": "Likes maps", "spoke_about": "Maps"},
        {"name": "Ravi Menon", "emails": ["ravi@acme.example"]}]})).unwrap();
    app.enter(json!({"company": "ACME", "role": "Lead", "start": "2026-11-23T15:30:00+08:00", "minutes": 30, "interviewers": [
        {"name": "Mei Ling Tan", "title": "Head of R&D", "emails": ["TAN@acme.example", "mei@home.example"], "website": "acme.example", "note": "Two cats", "spoke_about": "Cats"}]})).unwrap();
    app.at("2026-11-23 18:20").done("thank_you:2:3").unwrap();
    app
}

fn merge_them(app: &TestApp, chosen: &[(CardField, Side)]) {
    let chosen: BTreeMap<_, _> = chosen.iter().copied().collect();
    merge::merge(&app.store, app.moment(), 1, 3, &chosen).unwrap();
}

fn found(app: &TestApp) -> Vec<(i64, i64)> {
    let snapshot = app.snapshot();
    let pairs = app.store.read(|c| pairs(c, &snapshot)).unwrap();
    pairs.iter().map(|pair| (pair.one.0, pair.other.0)).collect()
}

#[test]
fn the_history_of_both_goes_to_the_one_who_stays() {
    let app = app();
    let before = app.facts();
    merge_them(&app, &[]);
    let facts = app.facts();
    assert_eq!(facts.contacts.keys().map(|id| id.0).collect::<Vec<_>>(), [1, 2]);
    let second = &facts.interviews[&InterviewId(2)];
    assert_eq!(
        second.interviewers.iter().map(|p| (p.contact, p.spoke_about.as_str())).collect::<Vec<_>>(),
        [(ContactId(1), "Cats")]
    );
    assert_eq!(facts.applications[&ApplicationId(2)].lead, Some(ContactId(1)), "and check-ins go to them");
    let touch = facts.touches.values().next().unwrap();
    assert_eq!(
        (touch.contact, touch.step),
        (Some(ContactId(1)), Some(StepKey::ThankYou(InterviewId(2), ContactId(1))))
    );
    app.undo(None).unwrap();
    assert_eq!(app.facts(), before, "one step takes it back whole");
}

#[test]
fn each_field_comes_from_the_chosen_card_and_none_is_lost() {
    let usual = app();
    merge_them(&usual, &[]);
    let card = usual.facts().contacts[&ContactId(1)].card.clone();
    assert_eq!((card.name.as_str(), card.title.as_str()), ("Tan Mei Ling", "Head"), "of the one who stays");
    assert_eq!(card.emails, ["tan@acme.example", "mei@home.example"], "both, and each once");
    assert_eq!(card.note, "Likes maps\n\nTwo cats");
    assert_eq!(card.website, "acme.example", "what only one fills in stays");
    let chosen = app();
    merge_them(
        &chosen,
        &[
            (CardField::Title, Side::Other),
            (CardField::Emails, Side::Keep),
            (CardField::Note, Side::Other),
            (CardField::Website, Side::Keep),
        ],
    );
    let card = chosen.facts().contacts[&ContactId(1)].card.clone();
    assert_eq!((card.title.as_str(), card.note.as_str()), ("Head of R&D", "Two cats"));
    assert_eq!(card.emails, ["tan@acme.example"]);
    assert_eq!(card.website, "acme.example", "an empty choice keeps the value");
}

#[test]
fn both_at_one_interview_become_one_interviewer() {
    let app = app();
    app.edit(
        1,
        json!({"interviewers": [{"contact": 1, "spoke_about": "Maps"}, {"contact": 3, "spoke_about": "Cats"}]}),
    )
    .unwrap();
    merge_them(&app, &[]);
    let people = app.facts().interviews[&InterviewId(1)].interviewers.clone();
    assert_eq!(
        people.iter().map(|p| (p.contact, p.spoke_about.as_str())).collect::<Vec<_>>(),
        [(ContactId(1), "Cats\nMaps")]
    );
}

#[test]
fn a_reminder_that_came_does_not_come_again_for_the_one_who_stays() {
    let app = app();
    app.store
        .write(|c| {
            let sql = "INSERT INTO delivery (occurrence, step, notice, planned_at, zone, state, claimed_at)
                       VALUES ('thank_you:2:3@2026-11-23#1', 'thank_you:2:3', 'n', 1, 'UTC', 'posted', 1)";
            Ok(c.execute(sql, [])?)
        })
        .unwrap();
    merge_them(&app, &[]);
    let names = app.store.read(|c| store::deliveries::names(c)).unwrap();
    assert!(names.contains("thank_you:2:1@2026-11-23#1"), "{names:?}");
    assert!(names.contains("thank_you:2:3@2026-11-23#1"), "nor for the other person after an undo");
}

#[test]
fn pairs_are_proposed_until_they_are_declared_different_people() {
    let app = app();
    assert_eq!(found(&app), [(1, 3)], "the order of the parts of a name does not matter");
    merge::keep_apart(&app.store, app.moment(), 3, 1).unwrap();
    assert_eq!(found(&app), []);
    app.undo(None).unwrap();
    assert_eq!(found(&app), [(1, 3)]);
    merge::keep_apart(&app.store, app.moment(), 1, 3).unwrap();
    merge_them(&app, &[]);
    assert_eq!(app.rows()["apart"].len(), 0, "no pair with a deleted person is kept");
    refused(&app, Code::Conflict, |d| merge::merge(&d.store, d.moment(), 1, 1, &BTreeMap::new()));
    refused(&app, Code::NotFound, |d| merge::merge(&d.store, d.moment(), 1, 3, &BTreeMap::new()));
}

#[test]
fn possible_duplicates_are_found_by_name_in_any_spelling_and_by_address() {
    let alike = |one: Value, other: Value| {
        let app = TestApp::new();
        for card in [one, other] {
            people::add(&app.store, app.moment(), &serde_json::from_value(card).unwrap()).unwrap();
        }
        !found(&app).is_empty()
    };
    let named = |one: &str, other: &str| alike(json!({"name": one}), json!({"name": other}));
    assert!(named("陳偉 Chen Wei", "Wei Chen"), "in one script or in two");
    assert!(named("陳偉 Chen Wei", "陳偉"));
    assert!(named("陳偉Chen Wei", "chen wei 陳偉"));
    assert!(named("Aoife O'Sullivan", "Aoife OSullivan"));
    assert!(named("Aoife O’Sullivan", "Aoife O'Sullivan"));
    assert!(named("Jean-Luc Müller", "Jean Luc Muller"));
    assert!(!named("陳偉 Chen Wei", "陳瑋 Chen Wei"), "what differs in one script are two names");
    assert!(!named("Chen Wei", "Chen Wei Ming"));
    let with = |name: &str, email: &str, phone: &str| json!({"name": name, "emails": [email], "phones": [phone]});
    assert!(alike(with("A. Berg", "anna@acme.example", ""), with("Anna Berg", "Anna@acme.example", "")), "one address");
    assert!(
        !alike(with("A. Berg", "", "+65 6555 0142"), with("Ravi Menon", "", "+65 6555 0142")),
        "an office's number"
    );
}

#[test]
fn a_merged_field_that_is_too_long_is_refused_until_a_side_is_chosen() {
    let app = TestApp::new();
    let many = |of: &str| (0..15).map(|i| format!("{of}{i}@acme.example")).collect::<Vec<_>>();
    app.enter(json!({"company": "ACME", "role": "R", "start": "2026-11-23T14:00:00+08:00", "interviewers": [
        {"name": "Tan", "emails": many("a"), "note": "n".repeat(15_000)},
        {"name": "Tan ", "emails": many("b"), "note": "m".repeat(15_000)}]}))
        .unwrap();
    let sides = |list: &[(CardField, Side)]| list.iter().copied().collect::<BTreeMap<_, _>>();
    let merge = |app: &TestApp, chosen: &[(CardField, Side)]| {
        merge::merge(&app.store, app.moment(), 1, 2, &sides(chosen)).map(drop)
    };
    let said = refused(&app, Code::Conflict, |d| merge(d, &[(CardField::Note, Side::Keep)]));
    assert!(said.contains("E-mail") && !said.contains("Note"), "{said}");
    merge(&app, &[(CardField::Note, Side::Keep), (CardField::Emails, Side::Other)]).unwrap();
    assert_eq!(app.facts().contacts[&ContactId(1)].card.emails, many("b"));
}

#[test]
fn unfinished_letters_to_both_survive_the_merge_and_its_undo() {
    let app = app();
    let keep = |step: &str, body: &str| {
        let form = LetterForm { to: String::new(), subject: "S".into(), body: body.into() };
        drafts::keep(&app.store, app.moment(), step, "thank_you", &form, None).unwrap();
    };
    keep("other:1:3", "to the one who goes");
    keep("other:2:3", "to the one who goes, of the other application");
    keep("other:2:1", "to the one who stays");
    let forms = || app.store.read(|c| store::saved_forms::all(c)).unwrap();
    let before = forms();
    merge_them(&app, &[]);
    let of = |forms: &BTreeMap<String, String>, step: &str| {
        forms.iter().find(|(key, _)| key.contains(&format!("|{step}|"))).map(|(_, text)| text.clone())
    };
    let after = forms();
    assert!(of(&after, "other:1:1").is_some_and(|text| text.contains("the one who goes")), "{after:?}");
    let letter = |step: &str| {
        let snapshot = app.snapshot();
        app.store.read(|c| write::page(c, &snapshot, step, None)).unwrap().letter.body
    };
    assert_eq!(letter("other:1:1"), "to the one who goes", "and it is what the page shows");
    assert_eq!(letter("other:2:1"), "to the one who stays");
    assert!(of(&after, "other:2:1").is_some_and(|text| text.contains("the one who stays")), "nothing is written over");
    app.undo(None).unwrap();
    for (key, text) in &before {
        assert_eq!(forms().get(key), Some(text), "as it was");
    }
    merge_them(&app, &[]);
    people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).unwrap();
    assert_eq!(forms(), BTreeMap::new(), "a deleted person leaves no letter, not even under an earlier id");
}

#[test]
fn a_sample_person_merged_with_a_real_one_becomes_real() {
    let app = TestApp::new();
    sample::add(&app.store, app.moment()).unwrap();
    let made_up = *app.facts().contacts.keys().next().unwrap();
    let form = CardForm { name: "Real".into(), ..CardForm::default() };
    let real = people::add(&app.store, app.moment(), &form).unwrap().value;
    merge::merge(&app.store, app.moment(), made_up.0, real.0, &BTreeMap::new()).unwrap();
    sample::remove(&app.store, app.moment()).unwrap();
    assert_eq!(app.facts().contacts.keys().copied().collect::<Vec<_>>(), [made_up]);
}

#[test]
fn an_unfinished_letter_follows_its_recipient_through_a_merge() {
    let app = TestApp::example_2();
    app.edit(1, json!({"interviewers": [{"contact": 1}, {"name": "Lead", "emails": ["lead@acme.example"]}]})).unwrap();
    app.at("2026-11-30 10:30");
    let form = LetterForm { to: String::new(), subject: "S".into(), body: "to Tan alone".into() };
    let step = app.steps().into_iter().find(|line| line.starts_with("check_in")).unwrap();
    let step = step.split(' ').next().unwrap().to_owned();
    drafts::keep(&app.store, app.moment(), &step, "check_in_1", &form, None).unwrap();
    applications::lead(&app.store, app.moment(), 1, 2).unwrap();
    let card = CardForm { name: "Tan Mei Ling".into(), ..CardForm::default() };
    let same = people::add(&app.store, app.moment(), &card).unwrap().value;
    merge::merge(&app.store, app.moment(), same.0, 1, &BTreeMap::new()).unwrap();
    let body = || {
        let snapshot = app.snapshot();
        app.store.read(|c| write::page(c, &snapshot, &step, Some("check_in_1"))).unwrap().letter.body
    };
    assert_ne!(body(), "to Tan alone", "the lead is another now");
    applications::lead(&app.store, app.moment(), 1, same.0).unwrap();
    assert_eq!(body(), "to Tan alone", "the letter was begun to this person");
}
