//! What may be typed into the forms: which input is refused, at which field and in which words, and which is kept.

use afterword_core::domain::codes::{Channel, Outcome};
use afterword_core::domain::facts::{Card, Interview};
use afterword_core::error::{Code, Result};
use afterword_core::forms::card::CardForm;
use afterword_core::forms::interview::{FollowUpForm, FollowUpKind, InterviewForm, InterviewerForm};
use afterword_core::forms::interview_json::InterviewJson;
use afterword_core::forms::reply::ReplyForm;
use afterword_core::forms::touch::TouchForm;
use afterword_core::pages;
use afterword_core::pages::host::Host;
use afterword_core::use_cases::change::Committed;
use afterword_core::use_cases::{applications, interviews, people, replies, touches};
use afterword_core::views::page_ref::PageRef;
use afterword_core::views::window::View;
use afterword_core::wire::{Meaning, TouchKind};
use serde_json::json;

use crate::app::{TestApp, refused, said, tan};
use crate::world::day;

fn person(name: &str) -> InterviewerForm {
    InterviewerForm { card: CardForm { name: name.to_owned(), ..CardForm::default() }, ..InterviewerForm::default() }
}

/// A form that would be saved as it is.
fn form() -> InterviewForm {
    InterviewForm {
        company: "ACME".into(),
        role: "Backend Engineer".into(),
        when: "today 15:00".into(),
        minutes: "60".into(),
        interviewers: vec![person("Tan Mei Ling")],
        ..InterviewForm::default()
    }
}

fn save(app: &TestApp, form: &InterviewForm) -> Result<Committed<interviews::Recorded>> {
    interviews::save(&app.store, app.moment(), form)
}

/// The form, changed like this, must be refused with that sentence at that field, and the preview must warn first.
fn check(change: impl FnOnce(&mut InterviewForm), expect: &str) {
    let app = TestApp::new();
    let mut form = form();
    change(&mut form);
    assert_eq!(refused(&app, Code::Validation, |d| save(d, &form)), expect);
    let preview = pages::interview_preview::preview(&app.snapshot(), &form);
    let problems: Vec<_> = preview.problems.iter().map(|p| format!("{}: {}", p.field, p.message)).collect();
    assert!(problems.iter().any(|p| p == expect), "the preview warns before saving does: {problems:?}");
}

/// The form, changed like this, must be saved with that warning (empty for none).
fn kept(change: impl FnOnce(&mut InterviewForm), warning: &str) -> TestApp {
    let app = TestApp::new();
    let mut form = form();
    change(&mut form);
    let done = save(&app, &form).map_err(|e| said(&e)).unwrap();
    assert_eq!(done.warning.unwrap_or_default(), warning);
    app
}

fn named(kind: FollowUpKind, date: &str) -> FollowUpForm {
    FollowUpForm { kind, date: date.into(), promise: None }
}

fn entered(app: &TestApp) -> (Card, Interview) {
    let facts = app.facts();
    let card = facts.contacts.values().next().unwrap().card.clone();
    (card, facts.interviews.into_values().next().unwrap())
}

#[test]
fn what_is_missing_is_asked_for_at_its_field() {
    check(|f| f.company.clear(), "company: The company is missing: which one is it?");
    check(|f| f.company = " \t\n ".into(), "company: The company is missing: which one is it?");
    check(|f| f.company = "\u{0}\u{7}".into(), "company: The company is missing: which one is it?");
    check(|f| f.role.clear(), "role: The role is missing: what is it about?");
    check(|f| f.role = "  ".into(), "role: The role is missing: what is it about?");
    check(
        |f| f.interviewers[0].card.name.clear(),
        "interviewers.0.name: The name is missing: what are they called? One word is enough.",
    );
    check(
        |f| f.interviewers.push(person(" ")),
        "interviewers.1.name: The name is missing: what are they called? One word is enough.",
    );
    check(|f| f.when.clear(), "when: When is the interview? Try “today 15:00” or “23 Nov 3pm”.");
    check(|f| f.when = "today".into(), "when: At what time? Add it to the day, for example “today 15:00”.");
    check(|f| f.when = "2026-11-23".into(), "when: At what time? Add it to the day, for example “today 15:00”.");
    let unread = |text: &str| {
        format!("when: “{text}” is not a time I can read. Try “today 15:00”, “23 Nov 3pm” or “2026-11-23 15:00”.")
    };
    check(|f| f.when = "soonish".into(), &unread("soonish"));
    check(|f| f.when = "today 25:00".into(), &unread("today 25:00"));
    check(|f| f.when = "<b>now</b>".into(), &unread("<b>now</b>"));
}

#[test]
fn an_unlikely_year_is_asked_about() {
    check(|f| f.when = "2040-01-01 10:00".into(), "when: Sunday 1 January 2040 is many years away. Is the year right?");
    check(
        |f| f.when = "1996-11-23 10:00".into(),
        "when: Saturday 23 November 1996 is many years away. Is the year right?",
    );
    check(|f| f.when = "0001-01-01 00:00".into(), &{
        let text = "“0001-01-01 00:00” is not a time I can read.";
        format!("when: {text} Try “today 15:00”, “23 Nov 3pm” or “2026-11-23 15:00”.")
    });
    kept(|f| f.when = "2029-11-23 15:00".into(), "");
    kept(|f| f.when = "2024-11-23 15:00".into(), "This interview is more than a year ago. Is the year right?");
    kept(|f| f.when = "2026-01-23 15:00".into(), "");
}

#[test]
fn extreme_years_break_nothing() {
    for when in
        ["+262142-12-31 23:59", "-262143-01-01 00:00", "-0001-06-01 10:00", "31.12.262142 23:59", "9999-12-31 23:59"]
    {
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"] {
            let app = TestApp::new();
            let form = InterviewForm { when: when.into(), zone: zone.into(), ..form() };
            let problems = pages::interview_preview::preview(&app.snapshot(), &form).problems;
            assert_eq!(problems.first().map(|p| p.field.as_str()), Some("when"), "{when} in {zone}");
            refused(&app, Code::Validation, |d| save(d, &form));
        }
    }
}

#[test]
fn minutes_are_a_small_whole_number() {
    let sentence = "minutes: How many minutes did it take? A whole number from 1 to 840.";
    for minutes in
        ["0", "-5", "841", "1e3", "an hour", "60.5", "4294967296", "9223372036854775807", "153722867280912931"]
    {
        check(|f| f.minutes = minutes.into(), sentence);
    }
    assert_eq!(entered(&kept(|f| f.minutes = " 840 ".into(), "")).1.minutes, 840);
    assert_eq!(entered(&kept(|f| f.minutes = String::new(), "")).1.minutes, 60, "the default is an hour");
}

#[test]
fn zones_are_known_by_name() {
    let sentence = |zone: &str| {
        format!("zone: “{zone}” is not a time zone. Choose one by region and city, for example Asia/Singapore.")
    };
    check(|f| f.zone = "Singapore time".into(), &sentence("Singapore time"));
    check(|f| f.zone = "+08:00".into(), &sentence("+08:00"));
    check(|f| f.interviewers[0].card.zone = "Nowhere".into(), &format!("interviewers.0.{}", sentence("Nowhere")));
    let app = kept(|f| f.zone = "Europe/Berlin".into(), "");
    let (_, interview) = entered(&app);
    assert_eq!((interview.zone, app.clock(interview.start)), (chrono_tz::Europe::Berlin, "Mon 23 Nov 22:00".into()));
}

#[test]
fn follow_up_dates_lie_after_the_interview() {
    use FollowUpKind::{Date, Promise};
    let early = "follow_up: The date must be after the day of the interview.";
    check(|f| f.follow_up = named(Date, "today"), early);
    check(|f| f.follow_up = named(Date, "2026-11-23"), early);
    check(|f| f.follow_up = named(Date, "yesterday"), early);
    check(|f| f.follow_up = named(Promise, "2026-11-23"), early);
    let past_midnight = |f: &mut InterviewForm| {
        f.when = "today 23:30".into();
        f.follow_up = named(Date, "tomorrow");
    };
    check(past_midnight, early);
    let empty = "follow_up: Which date? Choose “Nothing was said” if there was none.";
    check(|f| f.follow_up = named(Date, " "), empty);
    check(|f| f.follow_up = named(Promise, ""), empty);
    let unread = "follow_up: “soon” is not a date I can read. Try “5 December”, “next Friday” or “2026-12-05”.";
    check(|f| f.follow_up = named(Date, "soon"), unread);
    let timed = "follow_up: “5 Dec 10:00” is not a date I can read. Try “5 December”, “next Friday” or “2026-12-05”.";
    check(|f| f.follow_up = named(Date, "5 Dec 10:00"), timed);
    let far = "follow_up: Thursday 23 November 2028 is many years away. Is the year right?";
    check(|f| f.follow_up = named(Date, "2028-11-23"), far);
    let (_, interview) = entered(&kept(|f| f.follow_up = named(Date, "5 December"), ""));
    assert_eq!((interview.follow_up_on, interview.reply_promised_by), (Some(day("2026-12-05")), None));
    let (_, interview) = entered(&kept(|f| f.follow_up = named(Promise, "18 Dec"), ""));
    assert_eq!((interview.follow_up_on, interview.reply_promised_by), (None, Some(day("2026-12-18"))));
}

#[test]
fn a_week_or_two_becomes_a_named_working_date() {
    let check = |kind, when: &str, expect| {
        let app = kept(
            |f| {
                f.when = when.into();
                f.follow_up = named(kind, "");
            },
            "",
        );
        assert_eq!(entered(&app).1.follow_up_on, Some(day(expect)), "{kind:?} after {when}");
    };
    check(FollowUpKind::Week, "2026-11-23 15:00", "2026-11-30");
    check(FollowUpKind::Fortnight, "2026-11-23 15:00", "2026-12-07");
    check(FollowUpKind::Week, "2026-11-22 15:00", "2026-11-30");
    check(FollowUpKind::Fortnight, "2026-11-21 15:00", "2026-12-07");
    check(FollowUpKind::Week, "2026-11-23 23:30", "2026-12-01");
}

#[test]
fn long_texts_are_kept_up_to_a_limit() {
    let note = "é".repeat(10_000);
    let app = kept(|f| f.notes.shared = note.clone(), "");
    assert_eq!(entered(&app).1.notes.shared, note, "ten thousand characters are a long evening's notes, and kept");
    let app = kept(|f| f.interviewers[0].card.note = "n".repeat(20_000), "");
    assert_eq!(entered(&app).0.note.len(), 20_000);
    let long =
        |field: &str, count, most| format!("{field}: This is {count} characters long; {most} fit. Please shorten it.");
    check(|f| f.notes.wished = "n".repeat(20_001), &long("notes.wished", "20001", "20000"));
    check(|f| f.interviewers[0].card.note = "n".repeat(20_001), &long("interviewers.0.note", "20001", "20000"));
    check(
        |f| f.interviewers[0].spoke_about = "n".repeat(20_001),
        &long("interviewers.0.spoke_about", "20001", "20000"),
    );
    check(|f| f.company = "c".repeat(301), &long("company", "301", "300"));
    check(|f| f.role = "ф".repeat(301), &long("role", "301", "300"));
    check(|f| f.interviewers[0].card.emails = vec!["e".repeat(301)], &long("interviewers.0.emails.0", "301", "300"));
    kept(|f| f.company = "ф".repeat(300), "");
    let many = "interviewers.0.phones: A card holds 20 of these.";
    check(|f| f.interviewers[0].card.phones = (0..21).map(|i| format!("555 {i}")).collect(), many);
}

#[test]
fn doubtful_addresses_are_kept_and_asked_about() {
    let warned = |email: &str| format!("“{email}” has no @ or is not complete. It is kept as typed.");
    for email in
        ["mei.ling at acme", "@acme.example", "mei@", "a@b@c", "a b@example.org", "aisyah@shopee", "a@b.", "a@.b"]
    {
        let app = kept(|f| f.interviewers[0].card.emails = vec![email.into()], &warned(email));
        assert_eq!(entered(&app).0.emails, [email], "kept as typed");
    }
    let app = kept(
        |f| f.interviewers[0].card.phones = vec!["ask at the desk".into()],
        "“ask at the desk” has no digits. It is kept as typed.",
    );
    assert_eq!(entered(&app).0.phones, ["ask at the desk"]);
    for email in ["mei.ling@acme.example", "用户@例子.广告", "a+b@localhost.lan"] {
        kept(|f| f.interviewers[0].card.emails = vec![email.into()], "");
    }
    let app = kept(|f| f.interviewers[0].card.emails = vec![" ".into(), "a@b.c".into(), "a@b.c ".into()], "");
    assert_eq!(entered(&app).0.emails, ["a@b.c"], "empty lines and repetitions are dropped");
    let only = "interviewers.0.only: Choose e-mail only, phone only, or neither.";
    check(|f| f.interviewers[0].card.only = "fax".into(), only);
}

#[test]
fn markup_and_control_characters_stay_text() {
    let typed = "<b>\"Tan\"</b> & \u{202e}=1+1\u{0}\u{7}\u{1b}[31m; 'DROP TABLE'";
    let line = "<b>\"Tan\"</b> & \u{202e}=1+1[31m; 'DROP TABLE'";
    let app = kept(
        |f| {
            f.company = typed.into();
            f.role = typed.into();
            let card = &mut f.interviewers[0].card;
            for field in [&mut card.name, &mut card.title, &mut card.address_as, &mut card.website, &mut card.note] {
                *field = typed.into();
            }
            card.address = format!("{typed}\r\n\tsecond line\r");
            f.notes.shared = format!("  {typed}\n");
            f.interviewers[0].spoke_about = typed.into();
        },
        "",
    );
    let (card, interview) = entered(&app);
    let facts = app.facts();
    let fields = [&card.name, &card.title, &card.address_as, &card.website, &card.note, &card.company];
    assert!(fields.iter().all(|field| *field == line), "text stays text, without what cannot be seen: {card:?}");
    assert_eq!(facts.companies.values().next().unwrap().name, line);
    assert_eq!(facts.applications.values().next().unwrap().role, line);
    assert_eq!(card.address, format!("{line}\n\tsecond line"), "lines end in one way");
    assert_eq!(interview.notes.shared, format!("  {line}"), "the beginning is kept as typed");
    assert_eq!(interview.interviewers[0].spoke_about, line);
    assert_eq!(
        entered(&kept(|f| f.interviewers[0].card.name = " Tan\r\n  Mei\n\nLing ".into(), "")).0.name,
        "Tan Mei Ling"
    );
}

#[test]
fn the_lead_is_one_of_the_interviewers() {
    let sentence = "lead: The lead must be one of the interviewers.";
    check(|f| f.lead = Some(1), sentence);
    check(|f| f.lead = Some(usize::MAX), sentence);
    let app = kept(
        |f| {
            f.interviewers.push(person("Okafor"));
            f.lead = Some(1);
        },
        "",
    );
    assert_eq!(app.facts().applications.into_values().next().unwrap().lead.map(|l| l.0), Some(2));
    let app = kept(|f| f.interviewers.clear(), "");
    assert_eq!(app.facts().applications.into_values().next().unwrap().lead, None, "nobody yet");
}

#[test]
fn nobody_is_listed_twice() {
    let app = TestApp::example_1();
    let twice = json!({"interviewers": [{"contact": 1}, {"name": "Okafor"}, {"contact": 1}]});
    let text = refused(&app, Code::Validation, |d| d.edit(1, twice));
    assert_eq!(text, "interviewers.2.name: This person is on the list already.");
    let namesakes = json!({"interviewers": [{"name": "Tan"}, {"name": "Tan"}]});
    assert_eq!(app.edit(1, namesakes).unwrap().value.contacts.len(), 2, "two people may share a name");
}

#[test]
fn an_unknown_id_is_named_in_the_refusal() {
    let app = TestApp::example_1();
    let application = "There is no application with the number 99.";
    let contact = "There is no person with the number 99.";
    let interview = "There is no interview with the number 99.";
    let check = |expect: &str, change: &dyn Fn(&TestApp) -> Result<()>| {
        assert_eq!(refused(&app, Code::NotFound, change), expect);
    };
    check(application, &|d| save(d, &InterviewForm { application: Some(99), ..form() }).map(drop));
    check(application, &|d| d.enter(json!({"application": 99, "start": "today 15:00"})).map(drop));
    check(interview, &|d| save(d, &InterviewForm { interview: Some(99), ..form() }).map(drop));
    check(interview, &|d| d.edit(99, json!({})).map(drop));
    check(&format!("interviewers.0.name: {contact}"), &|d| {
        d.edit(1, json!({"interviewers": [{"contact": 99}]})).map(drop)
    });
    check(interview, &|d| interviews::move_to(&d.store, d.moment(), 99, "today 15:00").map(drop));
    check(interview, &|d| interviews::set_cancelled(&d.store, d.moment(), 99, true).map(drop));
    check(application, &|d| applications::reopen(&d.store, d.moment(), 99).map(drop));
    check(application, &|d| applications::lead(&d.store, d.moment(), 99, 1).map(drop));
    check(contact, &|d| applications::lead(&d.store, d.moment(), 1, 99).map(drop));
    check(contact, &|d| people::save(&d.store, d.moment(), 99, &CardForm::default()).map(drop));
    check(application, &|d| d.touch(|t| t.application = 99).map(drop));
    check(contact, &|d| d.touch(|t| t.contact = Some(99)).map(drop));
    check("There is no touch with the number 99.", &|d| touches::remove(&d.store, d.moment(), 99).map(drop));
    check(application, &|d| d.reply(Meaning::Offer, |r| r.application = 99).map(drop));
    check(contact, &|d| d.reply(Meaning::Offer, |r| r.contact = Some(-1)).map(drop).map_err(|e| e.with("id", 99_i64)));
    check("There is no reply with the number 99.", &|d| replies::remove(&d.store, d.moment(), 99).map(drop));
    let step = "There is no open step thank_you:9:9. It may be done, skipped or moved; look at the agenda.";
    check(step, &|d| d.done("thank_you:9:9").map(drop));
    check(&step.replace("thank_you:9:9", "thank you"), &|d| d.skip("thank you").map(drop));
    check(&step.replace("thank_you:9:9", "x"), &|d| d.touch(|t| t.step = Some("x".into())).map(drop));
}

#[test]
fn json_with_a_field_nobody_knows_is_refused() {
    let read = |json| serde_json::from_value::<InterviewJson>(json).map(drop).map_err(|e| e.to_string());
    assert!(read(tan()).is_ok());
    for json in [
        json!({"compny": "ACME"}),
        json!({"interviewers": [{"nmae": "Tan"}]}),
        json!({"notes": {"wish": ""}}),
        json!({"minutes": "sixty"}),
        json!({"lead": -1}),
    ] {
        assert!(read(json.clone()).is_err(), "a typing mistake must not be lost in silence: {json}");
    }
}

#[test]
fn editing_keeps_what_is_not_mentioned() {
    let app = TestApp::new();
    app.enter(json!({
        "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00", "minutes": 45,
        "zone": "Asia/Tokyo", "follow_up_on": "2026-12-05", "reply_promised_by": "2026-12-18", "lead": 1,
        "interviewers": [
            {"name": "Tan Mei Ling", "title": "Head", "note": "likes tea", "only": "phone", "spoke_about": "sailing",
             "zone": "Europe/London", "emails": ["a@b.c"], "phones": ["1", "2"], "address": "1 Road\n2 Town",
             "website": "acme.example", "address_as": "Ms Tan", "company": "ACME Labs"},
            {"name": "Okafor"}
        ],
        "notes": {"shared": "a", "wished": "b", "seeking": "c", "strengths": "d"}
    }))
    .unwrap();
    interviews::set_cancelled(&app.store, app.moment(), 1, true).unwrap();
    let before = app.facts();
    app.at("2026-11-24 09:00").edit(1, json!({})).unwrap();
    assert_eq!(app.facts(), before, "an empty edit changes nothing, not even when it was made or that it is cancelled");
    let known = json!({"interviewers": [{"contact": 1, "spoke_about": "sailing"}, {"contact": 2}]});
    app.edit(1, known).unwrap();
    assert_eq!(app.facts(), before, "who is only pointed at keeps the card");
    app.edit(1, json!({"interviewers": [{"contact": 1, "title": "CTO", "spoke_about": "sailing"}, {"contact": 2}]}))
        .unwrap();
    let mut expect = before.clone();
    expect.contacts.values_mut().next().unwrap().card.title = "CTO".into();
    assert_eq!(app.facts(), expect, "what is mentioned changes, the rest of the card stays");
    app.edit(1, json!({"follow_up_on": null, "reply_promised_by": null, "minutes": 30})).unwrap();
    let (_, interview) = entered(&app);
    assert_eq!((interview.follow_up_on, interview.reply_promised_by, interview.minutes), (None, None, 30));
    assert!(interview.cancelled, "an edit does not bring a cancelled interview back");
}

#[test]
fn the_windows_form_changes_nothing_when_saved_as_it_came() {
    let app = TestApp::new();
    let mut json = tan();
    json["follow_up_on"] = json!("2026-12-05");
    json["reply_promised_by"] = json!("2026-12-18");
    json["zone"] = json!("America/Sao_Paulo");
    app.enter(json).unwrap();
    let before = app.facts();
    let form = pages::interview::view(&app.snapshot(), Some(1), None).unwrap().form;
    let sent: InterviewForm = serde_json::from_value(serde_json::to_value(&form).unwrap()).unwrap();
    save(app.at("2026-11-24 09:00"), &sent).unwrap();
    assert_eq!(app.facts(), before);
}

#[test]
fn pointing_at_somebody_known_keeps_their_card() {
    let app = TestApp::example_1();
    let card = CardForm { name: "Tan Mei Ling".into(), title: "CTO".into(), ..CardForm::default() };
    people::save(&app.store, app.moment(), 1, &card).unwrap();
    let before = app.facts().contacts;
    assert_eq!(before.values().next().unwrap().card.company, "", "the card names no company of its own");
    app.enter(
        json!({"company": "Initech", "role": "A", "start": "2026-11-20 10:00", "interviewers": [{"contact": 1}]}),
    )
    .unwrap();
    assert_eq!(app.facts().contacts, before, "meeting somebody elsewhere does not rewrite their card");
}

#[test]
fn a_moved_interview_keeps_the_date_they_named_and_the_plan_ignores_it() {
    let app = TestApp::new();
    let mut json = tan();
    json["follow_up_on"] = json!("2026-12-05");
    app.enter(json).unwrap();
    assert_eq!(app.check_ins(), "Sat 5 Dec 10:00 email");
    interviews::move_to(&app.store, app.moment(), 1, "2026-12-06 15:00").unwrap();
    assert_eq!(entered(&app).1.follow_up_on, Some(day("2026-12-05")), "what they said is kept");
    assert_eq!(app.check_ins(), "Mon 14 Dec 10:00 email", "but the plan no longer follows up on it");
    interviews::move_to(&app.store, app.moment(), 1, "2026-12-01 15:00").unwrap();
    assert_eq!(app.check_ins(), "Sat 5 Dec 10:00 email", "after moving back, the date counts again");
    let far = refused(&app, Code::Validation, |d| interviews::move_to(&d.store, d.moment(), 1, "2040-01-01 10:00"));
    assert_eq!(far, "when: Sunday 1 January 2040 is many years away. Is the year right?");
    let empty = refused(&app, Code::Validation, |d| interviews::move_to(&d.store, d.moment(), 1, ""));
    assert_eq!(empty, "when: When is the interview? Try “today 15:00” or “23 Nov 3pm”.");
}

#[test]
fn a_further_interview_keeps_the_lead() {
    let app = TestApp::example_1();
    let further = |lead: Option<usize>| {
        let mut json = json!({"application": 1, "start": "2026-12-02 10:00", "interviewers": [{"name": "Okafor"}]});
        if let Some(lead) = lead {
            json["lead"] = json!(lead);
        }
        app.enter(json).unwrap();
        app.facts().applications.into_values().next().unwrap().lead.map(|l| l.0)
    };
    assert_eq!(further(None), Some(1), "the lead is kept when none is given");
    assert_eq!(further(Some(0)), Some(3), "it was said");
}

#[test]
fn a_card_is_checked_on_its_own_page_too() {
    let app = TestApp::example_1();
    let save = |change: &dyn Fn(&mut CardForm)| {
        let mut card = CardForm { name: "Tan Mei Ling".into(), ..CardForm::default() };
        change(&mut card);
        people::save(&app.store, app.moment(), 1, &card)
    };
    let check = |change: &dyn Fn(&mut CardForm), expect: &str| {
        assert_eq!(refused(&app, Code::Validation, |_| save(change)), expect);
    };
    check(&|c| c.name = " ".into(), "name: The name is missing: what are they called? One word is enough.");
    check(&|c| c.only = "letters".into(), "only: Choose e-mail only, phone only, or neither.");
    check(&|c| c.title = "t".repeat(301), "title: This is 301 characters long; 300 fit. Please shorten it.");
    let zone = "zone: “Mars” is not a time zone. Choose one by region and city, for example Asia/Singapore.";
    check(&|c| c.zone = "Mars".into(), zone);
    let done = save(&|c| c.emails = vec!["no address".into()]).unwrap();
    assert_eq!(done.warning.as_deref(), Some("“no address” has no @ or is not complete. It is kept as typed."));
}

#[test]
fn touches_are_checked() {
    let app = TestApp::example_1();
    let check = |change: &dyn Fn(&mut TouchForm), expect: &str| {
        assert_eq!(refused(&app, Code::Validation, |d| d.touch(change)), expect);
    };
    let unread = "is not a time I can read. Try “today 15:00”, “23 Nov 3pm” or “2026-11-23 15:00”.";
    check(&|t| t.when = "whenever".into(), &format!("when: “whenever” {unread}"));
    check(&|t| t.named = "today".into(), "named: The date they named must lie after the day of this call or message.");
    let date = "named: “soon” is not a date I can read. Try “5 December”, “next Friday” or “2026-12-05”.";
    check(&|t| t.named = "soon".into(), date);
    check(&|t| t.named = "31.12.9999".into(), "named: Friday 31 December 9999 is many years away. Is the year right?");
    check(&|t| t.note = "n".repeat(20_001), "note: This is 20001 characters long; 20000 fit. Please shorten it.");
    let fits =
        "outcome: This outcome does not fit the channel: voicemail and no answer are for calls, sent is for messages.";
    for (channel, outcome) in [
        (Channel::Email, Outcome::Voicemail),
        (Channel::Email, Outcome::NoAnswer),
        (Channel::Email, Outcome::Spoke),
        (Channel::Other, Outcome::NoAnswer),
        (Channel::Other, Outcome::Voicemail),
        (Channel::Phone, Outcome::Sent),
    ] {
        let change = |t: &mut TouchForm| {
            t.channel = channel.into();
            t.outcome = outcome.into();
        };
        check(&change, fits);
    }
    let at = |when: &str| {
        let id = app.touch(|t| (t.when, t.kind) = (when.into(), TouchKind::Other)).unwrap().value;
        let touch = app.facts().touches.into_values().find(|t| t.id.0 == id).unwrap();
        app.clock(touch.at)
    };
    assert_eq!(at(""), "Mon 23 Nov 16:10", "nothing typed is now");
    assert_eq!(at("today"), "Mon 23 Nov 16:10", "today is now too");
    assert_eq!(at("yesterday"), "Sun 22 Nov 12:00", "another day alone is its noon");
    assert_eq!(at("yesterday 9am"), "Sun 22 Nov 09:00");
}

#[test]
fn replies_are_checked() {
    let app = TestApp::example_1();
    let check = |change: &dyn Fn(&mut ReplyForm), expect: &str| {
        assert_eq!(refused(&app, Code::Validation, |d| d.reply(Meaning::Deciding, change)), expect);
    };
    check(
        &|r| r.follow_up_on = "today".into(),
        "follow_up_on: The date they named must lie after the day of this call or message.",
    );
    let passed = "reply_promised_by: The day they promised to answer by has passed already.";
    check(&|r| r.reply_promised_by = "yesterday".into(), passed);
    let date = "reply_promised_by: “soon” is not a date I can read. Try “5 December”, “next Friday” or “2026-12-05”.";
    check(&|r| r.reply_promised_by = "soon".into(), date);
    let far = "Friday 31 December 9999 is many years away. Is the year right?";
    check(&|r| r.follow_up_on = "31.12.9999".into(), &format!("follow_up_on: {far}"));
    check(&|r| r.reply_promised_by = "31.12.9999".into(), &format!("reply_promised_by: {far}"));
    check(&|r| r.stands = "n".repeat(20_001), "stands: This is 20001 characters long; 20000 fit. Please shorten it.");
    app.reply(Meaning::Deciding, |r| r.reply_promised_by = "today".into()).unwrap();
    let done = app.reply(Meaning::Deciding, |r| r.when = "tomorrow".into()).unwrap();
    assert_eq!(done.warning.as_deref(), Some("This lies in the future; it counts all the same."));
}

#[test]
fn a_form_that_was_left_is_kept_until_it_is_saved() {
    let app = TestApp::example_1();
    let fresh = || {
        let page = PageRef::Interview { id: None, application: None };
        match pages::window::show(&app.store, app.moment(), &page, Host::default()).unwrap().view {
            View::Interview(view) => view,
            other => panic!("the form was asked for: {other:?}"),
        }
    };
    assert_eq!(fresh().unfinished, None, "nothing was typed yet");
    let mut typed = fresh().form;
    typed.company = "Kestrel".into();
    interviews::keep(&app.store, app.moment(), &typed, true).unwrap();
    assert_eq!(fresh().unfinished.as_ref(), Some(&typed), "it comes back, however the window was closed");
    interviews::keep(&app.store, app.moment(), &typed, false).unwrap();
    assert_eq!(fresh().unfinished, None, "a discarded form does not come back");
    interviews::keep(&app.store, app.moment(), &typed, true).unwrap();
    typed.role = "Engineer".into();
    typed.when = "today 11:00".into();
    interviews::save(&app.store, app.moment(), &typed).unwrap();
    assert_eq!(fresh().unfinished, None, "what is saved needs no keeping");
}

#[test]
fn a_form_does_not_overwrite_what_was_changed_elsewhere() {
    let app = TestApp::example_1();
    let open = || pages::interview::view(&app.snapshot(), Some(1), None).unwrap().form;
    let stale = open();
    interviews::move_to(&app.store, app.moment(), 1, "2026-11-24 11:00").unwrap();
    let refused = interviews::save(&app.store, app.moment(), &stale).unwrap_err();
    assert_eq!((refused.code, refused.message), (Code::Conflict, "error-changed-meanwhile"));
    assert_eq!(open().when, "2026-11-24 11:00", "the move is kept");
    let fresh = open();
    app.done("thank_you:1:1").unwrap();
    interviews::save(&app.store, app.moment(), &fresh).expect("a touch beside it is in nobody's way");
}
