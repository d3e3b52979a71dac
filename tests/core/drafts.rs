//! Drafts: which template an occasion gets, its text with full, sparse and empty notes (golden files, for each template
//! in each language), and what happens to a draft until the user says that it was sent.

use afterword_core::domain::codes::{Language, Original, Outcome};
use afterword_core::domain::email::EmailAddress;
use afterword_core::domain::letter::{Letter, words};
use afterword_core::error::{Code, Result};
use afterword_core::exchange::mailto::mailto;
use afterword_core::forms::card::CardForm;
use afterword_core::forms::letter::{LetterForm, Taken};
use afterword_core::forms::person::Erasure;
use afterword_core::letters::material::{Material, NOTED};
use afterword_core::letters::occasion::{About, Occasion};
use afterword_core::letters::template::{original, render};
use afterword_core::pages::call;
use afterword_core::pages::write::Drafted;
use afterword_core::snapshot::Snapshot;
use afterword_core::use_cases::applications;
use afterword_core::use_cases::drafts;
use afterword_core::use_cases::people;
use afterword_core::views::write::WriteView;
use afterword_core::wire::Meaning;
use serde_json::{Value, json};

use crate::app::{TestApp, refused, said, tan};
use crate::exports::golden;

/// Three people, four notes, and what each of them talked about.
fn panel() -> Value {
    json!({
        "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00",
        "interviewers": [
            {"name": "Tan Mei Ling", "emails": ["mei.ling@acme.example"], "phones": ["+65 6555 0142"], "spoke_about": "Maps without a network"},
            {"name": "Okafor", "emails": ["okafor@acme.example"], "spoke_about": "Why their tests are slow."},
            {"name": "Lim Wei", "emails": ["lim@acme.example"], "spoke_about": "- Hiring\n- The office in Tromsø"}
        ],
        "notes": {
            "shared": "How we moved the ledger without a night of downtime",
            "wished": "That I was on call for two years",
            "seeking": "Somebody who writes things down, and asks before they build",
            "strengths": "I keep the runbooks that two teams work by"
        }
    })
}

fn of(app: &TestApp, step: &str) -> Drafted {
    with(app, step, None).unwrap()
}

fn with(app: &TestApp, step: &str, template: Option<&str>) -> Result<Drafted> {
    afterword_core::pages::write::draft(&app.store, app.moment(), Occasion::read(step)?, template)
}

fn panel_of(app: &TestApp, step: &str, template: Option<&str>) -> Result<WriteView> {
    app.store.read(|c| {
        let snapshot = Snapshot::load(c, app.moment())?;
        afterword_core::pages::write::page(c, &snapshot, step, template)
    })
}

/// The name of the template that an occasion gets.
fn chosen(app: &TestApp, step: &str) -> String {
    panel_of(app, step, None).unwrap().template
}

/// The notes that a golden file is made with.
fn notes(name: &str, material: &mut Material) {
    let sparse = ["spoke_about", "signature"];
    for note in NOTED {
        if name == "empty" || name == "sparse" && !sparse.contains(&note) {
            material.set(note, "");
        }
    }
    if name == "empty" {
        ["last_way", "last_on", "stands", "named_on", "promised_by", "replied_on", "my_name"]
            .iter()
            .for_each(|name| material.set(name, ""));
    }
}

#[test]
fn every_template_is_sound_with_full_sparse_and_empty_notes() {
    let app = TestApp::new();
    app.at("2026-11-24 18:00").set("name", "Alex Rivera").unwrap();
    let snapshot = app.snapshot();
    for language in Language::ALL {
        for code in Original::ALL {
            let mut letters = Vec::new();
            for set in ["full", "sparse", "empty"] {
                let mut material = Material::example(&snapshot, *language);
                notes(set, &mut material);
                let made = render(&original(*code, *language), &material);
                let made = made.unwrap_or_else(|mistake| panic!("{language} {code} has a mistake: {mistake:?}"));
                let text = match made.subject.as_str() {
                    "" => format!("{}\n", made.body),
                    subject => format!("Subject: {subject}\n\n{}\n", made.body),
                };
                sound(&text, &format!("{language} {code} {set}"));
                golden(&text, &format!("drafts/{language}/{code}.{set}.txt"));
                letters.push(text);
            }
            if *code != Original::NextRound {
                assert_ne!(letters[0], letters[2], "{language} {code} makes something of what was noted");
            }
        }
    }
}

/// What no draft may show, whatever was noted.
fn sound(text: &str, which: &str) {
    for hole in [
        "{{",
        "{%",
        "[...]",
        "[…]",
        "()",
        " ,",
        " .",
        " :",
        ",,",
        "..",
        ":\n\n",
        ": \n",
        "  ",
        "\n\n\n",
        ", \n",
        "None",
        "undefined",
    ] {
        assert!(!text.contains(hole), "{which}: {hole:?} stands in a draft that claims to be ready:\n{text}");
    }
    let said = text.to_lowercase();
    for phrase in
        ["just checking in", "touching base", "circling back", "follow up on my", "sir", "madam", "herr ", "frau "]
    {
        assert!(!said.contains(phrase), "{which}: nobody wants to read {phrase:?}:\n{text}");
    }
    assert!(words(text) <= 160, "{which}: {} words are too many to be read readily", words(text));
}

#[test]
fn three_interviewers_get_three_letters() {
    let app = TestApp::new();
    app.enter(panel()).unwrap();
    let drafts: Vec<Drafted> = ["thank_you:1:1", "thank_you:1:2", "thank_you:1:3"].map(|step| of(&app, step)).into();
    let has = |at: usize, text: &str| {
        let body = &drafts[at].letter.body;
        assert!(body.contains(text), "{text:?} stands in:\n{body}");
    };
    has(0, "Dear Tan Mei Ling,\n\nThank you for taking the time to talk with me today");
    has(0, "What has stayed with me: Maps without a network.");
    has(1, "Dear Okafor,");
    has(1, "Why their tests are slow.");
    has(2, "- Hiring\n- The office in Tromsø");
    let tos: Vec<&str> = drafts.iter().map(|d| d.letter.to.as_ref().unwrap().as_str()).collect();
    assert_eq!(tos, ["mei.ling@acme.example", "okafor@acme.example", "lim@acme.example"]);
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        assert_ne!(drafts[a].letter.subject, drafts[b].letter.subject, "people compare their mail");
        let lines = |at: usize| drafts[at].letter.body.lines().filter(|l| l.len() > 40).collect::<Vec<_>>();
        let shared = lines(a).into_iter().filter(|line| lines(b).contains(line)).count();
        assert!(shared <= 1, "letters {a} and {b} share {shared} sentences beside what was wished");
    }
    assert_eq!(of(&app, "thank_you:1:1").letter, drafts[0].letter, "the same facts make the same draft");
}

#[test]
fn three_interviewers_with_nothing_noted_still_get_three_letters() {
    let app = TestApp::new();
    let mut json = panel();
    json["notes"] = json!({});
    (0..3).for_each(|at| json["interviewers"][at]["spoke_about"] = json!(""));
    app.enter(json).unwrap();
    let bodies = ["thank_you:1:1", "thank_you:1:2", "thank_you:1:3"].map(|step| of(&app, step).letter.body);
    let tails = bodies.clone().map(|body| body.split_once('\n').unwrap().1.to_owned());
    assert!(tails[0] != tails[1] && tails[1] != tails[2] && tails[0] != tails[2], "{tails:?}");
    assert_eq!(chosen(&app, "thank_you:1:1"), "quick_thank_you", "with nothing to say, one says it shortly");
    let missing = of(&app, "thank_you:1:1").missing;
    let texts: Vec<&str> = missing.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "What you spoke about with Tan Mei Ling is not noted; with it, no two letters would be alike.",
            "Your name is not known yet: the draft ends without it."
        ]
    );
}

#[test]
fn a_salutation_uses_the_name_as_the_card_gives_it() {
    let app = TestApp::example_1();
    let first = |app: &TestApp| of(app, "thank_you:1:1").letter.body.lines().next().unwrap().to_owned();
    assert_eq!(first(&app), "Dear Tan Mei Ling,", "the whole name as printed: nobody knows which part is the family's");
    card(&app, |card| card.address_as = "Dr Tan".to_owned()).unwrap();
    assert_eq!(first(&app), "Dear Dr Tan,");
    card(&app, |card| card.language = "de".to_owned()).unwrap();
    assert_eq!(first(&app), "Guten Tag Dr Tan,", "the language is the card's");
}

/// Changes the card of the first person.
fn card(app: &TestApp, change: impl FnOnce(&mut CardForm)) -> Result<()> {
    let mut form = CardForm::from(&app.facts().contacts.values().next().unwrap().card);
    change(&mut form);
    people::save(&app.store, app.moment(), 1, &form).map(drop)
}

#[test]
fn each_occasion_gets_its_template() {
    let check = |app: &TestApp, step: &str, expect: &str, why: &str| assert_eq!(chosen(app, step), expect, "{why}");
    let app = TestApp::new();
    app.enter(panel()).unwrap();
    check(&app, "thank_you:1:1", "thank_you", "there is something to sum up");
    app.at("2026-11-30 10:00");
    check(&app, "check_in:1:i1", "check_in_with_thanks", "the thank-you lapsed");

    let app = TestApp::example_2();
    app.at("2026-11-30 10:00");
    check(&app, "check_in:1:i1", "check_in_1", "the first");
    app.done_by("check_in:1:i1", None, Some(Outcome::Voicemail)).unwrap();
    app.at("2026-12-14 10:00");
    check(&app, "check_in:1:t2", "check_in_2", "the second, though the first was a call");
    app.done("check_in:1:t2").unwrap();
    app.at("2026-12-28 10:00");
    check(&app, "check_in:1:t3", "check_in_3", "the third");
    app.done("check_in:1:t3").unwrap();
    app.at("2027-01-11 10:00");
    check(&app, "check_in:1:t4", "check_in_1", "the fourth; where letters and calls take turns, a new one again");

    let app = TestApp::example_2();
    app.at("2026-11-24 10:00").reply(Meaning::NextRound, |_| {}).unwrap();
    check(&app, "check_in:1:r1", "next_round", "there is a date to find");

    let app = TestApp::new();
    let mut promised = tan();
    promised["reply_promised_by"] = json!("2026-12-04");
    app.enter(promised).unwrap();
    app.done("thank_you:1:1").unwrap();
    app.at("2026-12-07 10:00");
    check(&app, "check_in:1:i1", "after_promise", "the day has passed");
    let body = of(&app, "check_in:1:i1").letter.body;
    assert!(body.contains("by Friday 4 December"), "{body}");

    let app = TestApp::example_2();
    app.at("2026-12-01 10:00").reply(Meaning::Rejected, |_| {}).unwrap();
    check(&app, "other:1:1", "rejection_reply", "no step asks for it, but it is kind and remembered");
    assert_eq!(said(&with(&app, "check_in:1:i1", None).unwrap_err()), said(&app.done("check_in:1:i1").unwrap_err()));
}

#[test]
fn a_check_in_never_repeats_the_one_before() {
    let app = TestApp::new();
    let mut json = panel();
    json["interviewers"] = json!([{"name": "Tan Mei Ling", "emails": ["mei.ling@acme.example"]}]);
    app.enter(json).unwrap();
    app.done("thank_you:1:1").unwrap();
    let mut letters: Vec<Letter> = Vec::new();
    for (day, step) in
        [("2026-11-30", "check_in:1:i1"), ("2026-12-14", "check_in:1:t2"), ("2026-12-28", "check_in:1:t3")]
    {
        app.at(&format!("{day} 10:00"));
        letters.push(of(&app, step).letter);
        app.done(step).unwrap();
    }
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let lines = |at: usize| letters[at].body.lines().filter(|l| l.len() > 30).collect::<Vec<_>>();
        assert!(lines(a).iter().all(|line| !lines(b).contains(line)), "a new angle each:\n{letters:?}");
        assert_ne!(letters[a].subject, letters[b].subject);
    }
    assert!(letters[1].body.contains("Since I wrote on Monday 30 November I have come back to"), "{}", letters[1].body);
}

#[test]
fn a_letter_looks_back_on_what_happened() {
    let check = |outcome, expect: &str| {
        let app = TestApp::example_2();
        app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(outcome)).unwrap();
        app.at("2026-12-14 10:00");
        let body = of(&app, "check_in:1:t2").letter.body;
        assert!(body.contains(expect), "{expect:?} in:\n{body}");
    };
    check(Outcome::Voicemail, "Since the message I left you on Monday 30 November");
    check(Outcome::Spoke, "Since our call on Monday 30 November");

    let app = TestApp::new();
    let mut named = tan();
    named["follow_up_on"] = json!("2026-12-05");
    app.enter(named).unwrap();
    app.done("thank_you:1:1").unwrap();
    app.at("2026-12-05 10:00");
    let body = with(&app, "check_in:1:i1", Some("check_in_1")).unwrap().letter.body;
    assert!(body.contains("You suggested that I get in touch around Saturday 5 December"), "{body}");
}

#[test]
fn missing_notes_are_named_beside_the_draft() {
    let app = TestApp::example_1();
    app.set("signature", "Alex\nSecond line").unwrap();
    let view = panel_of(&app, "thank_you:1:1", Some("thank_you")).unwrap();
    let texts: Vec<&str> = view.missing.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "What you spoke about with Tan Mei Ling is not noted.",
            "What you shared is not noted.",
            "What you wish you had said is not noted.",
            "What they look for is not noted.",
            "How you fit is not noted.",
        ]
    );
    assert!(view.missing.iter().all(|m| m.page.is_some()), "each says where it can be filled in");
    assert!(view.letter.body.ends_with("Kind regards,\nAlex\nSecond line"));
    card(&app, |card| card.emails = vec!["mei.ling (at) acme".to_owned()]).unwrap();
    let view = panel_of(&app, "thank_you:1:1", None).unwrap();
    assert_eq!(
        view.missing[0].text,
        "“mei.ling (at) acme” is no address that mail can be sent to: the draft is to nobody yet."
    );
    assert_eq!(view.letter.to, "");
}

#[test]
fn a_changed_draft_is_kept_until_it_is_sent() {
    let app = TestApp::example_1();
    let fresh = panel_of(&app, "thank_you:1:1", None).unwrap();
    assert_eq!((fresh.kept.as_str(), fresh.taken), ("", None));
    let changed = LetterForm { body: "In my own words.".to_owned(), ..fresh.letter.clone() };
    let keep = |template: &str, letter: &LetterForm, taken| {
        drafts::keep(&app.store, app.moment(), "thank_you:1:1", template, letter, taken).unwrap();
    };
    keep("quick_thank_you", &changed, None);
    let again = panel_of(&app, "thank_you:1:1", None).unwrap();
    assert_eq!(again.letter, changed);
    assert_eq!(again.kept, "As you left it today at 16:10.");
    keep("thank_you", &LetterForm { body: "Another.".to_owned(), ..fresh.letter.clone() }, Some(Taken::Mail));
    app.at("2026-11-24 09:00");
    let other = panel_of(&app, "thank_you:1:1", Some("thank_you")).unwrap();
    assert_eq!((other.letter.body.as_str(), other.taken), ("Another.", Some(Taken::Mail)));
    assert!(other.kept.ends_with("look at words like “today” again."), "{}", other.kept);
    app.at("2026-11-23 16:10");
    let fresh = panel_of(&app, "thank_you:1:1", Some("check_in_1")).unwrap().letter;
    keep("check_in_1", &fresh, None);
    assert_eq!(app.count("SELECT count(*) FROM unfinished"), 2, "one that is as it was made is not kept");
    drafts::start_afresh(&app.store, app.moment(), "thank_you:1:1", "thank_you").unwrap();
    assert_eq!(panel_of(&app, "thank_you:1:1", Some("thank_you")).unwrap().kept, "");
    assert_eq!(app.facts().touches.len(), 0, "nothing counts as sent before the user says so");
    let done = drafts::sent(&app.store, app.moment(), "thank_you:1:1", Taken::Mail).unwrap();
    assert_eq!(done.text, "Thanked Tan Mei Ling.");
    assert_eq!(app.count("SELECT count(*) FROM unfinished"), 0, "a sent draft is not kept");
    let touch = app.facts().touches.into_values().next().unwrap();
    assert_eq!((touch.channel.code(), touch.outcome.code()), ("email", "sent"));
    let again = |app: &TestApp| drafts::sent(&app.store, app.moment(), "thank_you:1:1", Taken::Mail);
    assert!(refused(&app, Code::NotFound, again).contains("There is no open step"), "one letter is recorded once");
}

#[test]
fn a_sent_letter_is_recorded_under_its_own_kind() {
    let recorded = |app: &TestApp, step: &str, way| {
        drafts::sent(&app.store, app.moment(), step, way).unwrap();
        let touch = app.facts().touches.into_values().next_back().unwrap();
        format!("{} {} {}", touch.kind, touch.channel, touch.outcome)
    };
    let app = TestApp::example_1();
    assert_eq!(recorded(&app, "thank_you:1:1", Taken::Chat), "thank_you other sent");
    assert_eq!(
        recorded(&app, "other:1:1", Taken::Mail),
        "check_in email sent",
        "ahead of the plan it counts all the same"
    );
    app.reply(Meaning::Rejected, |_| {}).unwrap();
    assert_eq!(recorded(&app, "other:1:1", Taken::Mail), "other email sent", "after the end there is nothing to ask");
}

#[test]
fn a_draft_shows_the_guards_warning() {
    let app = TestApp::example_2();
    app.at("2026-11-25 10:00").touch(|_| {}).unwrap();
    app.at("2026-11-27 10:00");
    let view = panel_of(&app, "other:1:1", None).unwrap();
    let warning = view.head.warning.expect("two days after the last message");
    assert!(warning.contains("Tan Mei Ling"), "{warning}");
    let done = drafts::sent(&app.store, app.moment(), "other:1:1", Taken::Mail).unwrap();
    assert_eq!(done.warning, Some(warning), "the user may go ahead, and the touch records it");
    assert!(app.facts().touches.values().next_back().unwrap().guarded);
}

#[test]
fn a_call_and_its_notes_are_recorded_by_one_press() {
    let call = |app: &TestApp, outcome, note: &str, named: &str| {
        drafts::called(&app.store, app.moment(), "check_in:1:i1", outcome, note, named)
    };
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00");
    drafts::keep_note(&app.store, app.moment(), "check_in:1:i1", "Asks for Thursday").unwrap();
    let view = app
        .store
        .read(|c| {
            let snapshot = Snapshot::load(c, app.moment())?;
            call::page(c, &snapshot, "check_in:1:i1")
        })
        .unwrap();
    assert_eq!(view.note, "Asks for Thursday");
    assert_eq!(view.numbers[0].href, "tel:+6565550142");
    assert_eq!(view.script.len(), 2, "two lines: {:?}", view.script);
    assert_eq!(view.best, "This is a good time to call, until 17:00.");
    assert!(view.good_now);
    let early = |app: &TestApp| call(app, Outcome::Spoke, "", "1 November");
    assert!(refused(&app, Code::Validation, early).starts_with("named: "), "a date they named lies ahead");
    call(&app, Outcome::Spoke, "Asks for Thursday", "Thursday 10 December").unwrap();
    let facts = app.facts();
    let touch = facts.touches.values().next_back().unwrap();
    assert_eq!((touch.outcome.code(), touch.note.as_str()), ("spoke", "Asks for Thursday"));
    assert_eq!(facts.replies.values().next().unwrap().follow_up_on.unwrap().to_string(), "2026-12-10");
    assert_eq!(app.check_ins(), "Thu 10 Dec 10:00 email", "the date they named is what the plan goes by");
    assert_eq!(app.count("SELECT count(*) FROM unfinished"), 0, "the note is on the call now");
}

#[test]
fn the_best_time_to_call_is_given_in_both_zones() {
    let best = |zone: &str, now: &str| {
        let app = TestApp::example_2();
        card(&app, |card| card.zone = zone.to_owned()).unwrap();
        app.at(now);
        app.store
            .read(|c| {
                let snapshot = Snapshot::load(c, app.moment())?;
                call::page(c, &snapshot, "other:1:1")
            })
            .unwrap()
            .best
    };
    assert_eq!(
        best("Europe/London", "2026-11-30 10:00"),
        "It is 02:00 there. Best today at 17:00 your time, when it is 09:00 there."
    );
    assert_eq!(
        best("Europe/London", "2026-11-30 18:30"),
        "This is a good time to call: it is 10:30 there. Best until 21:30 (13:30 there).",
        "until the user's own quiet hours"
    );
    assert_eq!(best("", "2026-11-28 10:00"), "Best on Monday 30 November at 09:00, when offices are open.");
    assert_eq!(
        best("America/New_York", "2026-11-30 10:00"),
        "It is 21:00 there. Their office hours are your quiet hours; an e-mail may be kinder to both of you."
    );
}

#[test]
fn a_deleted_person_is_in_no_draft() {
    let app = TestApp::new();
    app.enter(panel()).unwrap();
    let keep = |step: &str, body: &str| {
        let letter = LetterForm { body: body.to_owned(), ..LetterForm::default() };
        drafts::keep(&app.store, app.moment(), step, "thank_you", &letter, None).unwrap();
    };
    keep("thank_you:1:1", "To her.");
    keep("thank_you:1:2", "Please give my regards to Tan Mei Ling.");
    keep("thank_you:1:3", "Nothing about anybody.");
    people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).unwrap();
    let left: String =
        app.store.read(|c| Ok(c.query_row("SELECT group_concat(key) FROM unfinished", [], |r| r.get(0))?)).unwrap();
    assert_eq!(left, "draft|thank_you:1:3|thank_you", "neither the draft to them nor the one that names them");
}

#[test]
fn the_first_step_without_a_draft_says_so() {
    let app = TestApp::new();
    let mut json = tan();
    json["interviewers"] = json!([]);
    app.enter(json).unwrap();
    assert_eq!(said(&with(&app, "cards:1", None).unwrap_err()), "step: For this step nothing is written or said.");
    assert!(said(&with(&app, "nonsense", None).unwrap_err()).contains("nonsense"));
    assert!(said(&with(&app, "other:1:9", None).unwrap_err()).contains("9"));
    let app = TestApp::example_1();
    let unknown = said(&with(&app, "thank_you:1:1", Some("love_letter")).unwrap_err());
    assert!(unknown.contains("thank_you, quick_thank_you, check_in_1"), "the names there are: {unknown}");
}

#[test]
fn a_long_letter_is_split_and_its_rest_is_offered() {
    let to = EmailAddress::read("a@b.example");
    let paragraph = "Forty characters of a long, long letter. ".repeat(10);
    let body = [paragraph.trim(); 6].join("\n\n");
    let made = mailto(&Letter { to: to.clone(), subject: "S".to_owned(), body: body.clone() });
    assert!(made.href.len() <= 1_800, "{}", made.href.len());
    assert!(!made.rest.is_empty() && body.ends_with(&made.rest), "the end of the letter is offered");
    assert!(made.rest.starts_with("Forty"), "it is cut between paragraphs");
    let short = mailto(&Letter { to, subject: "S".to_owned(), body: "a\nb".to_owned() });
    assert_eq!(short.href, "mailto:a@b.example?subject=S&body=a%0D%0Ab");
    assert_eq!(short.rest, "");
}

#[test]
fn a_chat_message_is_signed_with_the_name_only() {
    let app = TestApp::example_1();
    app.set("name", "Alex").unwrap();
    app.set("signature", "Alex Rivera\n12 Long Street\n+65 6555 0100").unwrap();
    let view = panel_of(&app, "thank_you:1:1", None).unwrap();
    assert!(view.letter.body.ends_with("Kind regards,\nAlex Rivera\n12 Long Street\n+65 6555 0100"));
    assert!(view.measure.chat.ends_with("Kind regards,\nAlex"), "{}", view.measure.chat);
}

#[test]
fn a_note_does_not_reach_into_another_occasion() {
    let app = TestApp::new();
    app.enter(panel()).unwrap();
    let snapshot = app.snapshot();
    let about = About::of(&snapshot, "thank_you:1:2".parse::<Occasion>().unwrap()).unwrap();
    assert_eq!(about.spoke_about(), "Why their tests are slow.");
    assert_eq!(about.interviewer(), Some(1));
}

#[test]
fn a_letter_written_without_a_step_answers_the_open_step_it_fits() {
    let app = TestApp::new();
    app.enter(panel()).unwrap();
    assert_eq!(chosen(&app, "other:1:2"), "thank_you", "thanks are not sent as a question");
    drafts::sent(&app.store, app.moment(), "other:1:2", Taken::Mail).unwrap();
    assert_eq!(app.facts().touches.values().next().unwrap().step.unwrap().to_string(), "thank_you:1:2");
    app.reply(Meaning::Offer, |_| {}).unwrap();
    assert_eq!(chosen(&app, "other:1:1"), "plain", "after an offer nobody asks where the decision stands");
}

#[test]
fn a_letter_does_not_mention_a_call_with_somebody_else() {
    let app = TestApp::new();
    app.enter(panel()).unwrap();
    for step in ["thank_you:1:1", "thank_you:1:2", "thank_you:1:3"] {
        app.done(step).unwrap();
    }
    app.at("2026-11-30 10:00").done_by("check_in:1:i1", None, Some(Outcome::Spoke)).unwrap();
    app.at("2026-12-08 10:00");
    let body = |step: &str| with(&app, step, Some("check_in_1")).unwrap().letter.body;
    assert!(body("other:1:1").contains("Thank you for talking with me on the phone on Monday 30 November."));
    assert!(!body("other:1:2").contains("phone"), "the call was with Ms Tan: {}", body("other:1:2"));
}

#[test]
fn a_draft_without_a_recipient_addresses_the_hiring_team() {
    let app = TestApp::example_2();
    people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).unwrap();
    app.at("2026-11-30 10:00");
    let drafted = of(&app, "check_in:1:i1");
    assert!(drafted.letter.body.starts_with("Dear hiring team,"), "{}", drafted.letter.body);
    assert_eq!(drafted.missing[0].text, "This application has no main contact: the draft is to nobody yet.");
}

#[test]
fn a_draft_goes_with_its_application_and_a_letter_not_with_a_call() {
    let app = TestApp::example_2();
    app.at("2026-11-30 10:00");
    let letter = LetterForm { body: "Mine.".to_owned(), ..LetterForm::default() };
    drafts::keep(&app.store, app.moment(), "check_in:1:i1", "check_in_1", &letter, None).unwrap();
    drafts::called(&app.store, app.moment(), "check_in:1:i1", Outcome::NoAnswer, "", "").unwrap();
    assert_eq!(app.count("SELECT count(*) FROM unfinished"), 1, "nobody picked up; the letter is still wanted");
    applications::delete(&app.store, app.moment(), 1).unwrap();
    assert_eq!(app.count("SELECT count(*) FROM unfinished"), 0, "nothing of it is left");
}
