//! Imports: what each file would add, that it adds it only once, and that one undo takes it back.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use afterword_core::domain::codes::{Alike, CardField, ExportFormat, What};
use afterword_core::domain::facts::Contact;
use afterword_core::domain::import::{Choice, Counts};
use afterword_core::error::Code;
use afterword_core::exchange::csv::neutral;
use afterword_core::exchange::file_kind::MOST_OCTETS;
use afterword_core::exchange::parsed_file::ParsedFile;
use afterword_core::forms::card::CardForm;
use afterword_core::forms::export::ExportRequest;
use afterword_core::forms::import::ImportChange;
use afterword_core::forms::person::Erasure;
use afterword_core::pages::form_cards;
use afterword_core::store::attachments::Attachment;
use afterword_core::use_cases::exports;
use afterword_core::use_cases::import_comparison;
use afterword_core::use_cases::imports;
use afterword_core::use_cases::people;
use afterword_core::use_cases::sample;
use afterword_core::views::application::application;
use afterword_core::views::import_record::ImportRecord;
use image::{ImageFormat, Luma, Rgb, RgbImage};
use serde_json::json;

use crate::app::{TestApp, refused, tan};
use crate::exports::golden;
use crate::words;

const DIALECTS: [&str; 9] = [
    "google_old",
    "google_new",
    "outlook",
    "outlook_de",
    "thunderbird",
    "linkedin_connections",
    "linkedin_jobs",
    "other",
    "utf16",
];

fn fixture(name: &str) -> PathBuf {
    words::root().join("tests/fixtures/import").join(format!("{name}.csv"))
}

fn preview(app: &TestApp, reading: &ParsedFile) -> ImportRecord {
    let snapshot = app.snapshot();
    let fates = app.store.read(|c| import_comparison::outcomes(c, &snapshot, &reading.records)).unwrap();
    afterword_core::views::import_record::import(&snapshot, reading, &fates, true)
}

fn take(app: &TestApp, reading: &ParsedFile) -> Counts {
    imports::take(&app.store, app.moment(), reading, &mut ()).unwrap().value
}

fn cards(text: &str) -> ParsedFile {
    afterword_core::exchange::file_kind::read("cards.vcf", text.as_bytes()).unwrap()
}

/// A card of these lines.
fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{}\r\nEND:VCARD\r\n", lines.replace('\n', "\r\n"))
}

fn fates(app: &TestApp, text: &str) -> Vec<&'static str> {
    preview(app, &cards(text)).entries.iter().map(|entry| entry.fate).collect()
}

fn everybody(app: &TestApp) -> Vec<Contact> {
    app.facts().contacts.into_values().collect()
}

#[test]
fn every_table_dialect_matches_its_golden_file() {
    let mut told = String::new();
    for name in DIALECTS {
        let reading = afterword_core::exchange::file_kind::read_file(&fixture(name)).unwrap();
        let app = TestApp::new();
        let record = preview(&app, &reading);
        told.push_str(&format!("{name}: {}\n", record.kind));
        for entry in record.entries.iter().filter(|entry| entry.fate == "unreadable") {
            told.push_str(&format!("  line {}: {}\n", entry.line, entry.notes.join(" ")));
        }
        take(&app, &reading);
        let facts = app.facts();
        for Contact { card, .. } in facts.contacts.values() {
            told.push_str(&format!("  {}\n", card.name));
            for field in CardField::ALL.iter().filter(|field| **field != CardField::Name) {
                let text = card.text_of(*field).replace('\n', " / ");
                if !text.is_empty() {
                    told.push_str(&format!("    {field}: {text}\n"));
                }
            }
        }
        for application in facts.applications.values() {
            let applied = application.applied_on.map(|date| date.to_string()).unwrap_or_default();
            let company = facts.company_name(application.id);
            told.push_str(&format!("  {company}: {} {applied} {}\n", application.role, application.link));
        }
    }
    golden(&told, "import/understood.txt");
}

#[test]
fn the_same_file_brings_nothing_twice_and_one_step_takes_it_back() {
    for name in DIALECTS {
        let app = TestApp::new();
        let before = app.facts();
        let reading = afterword_core::exchange::file_kind::read_file(&fixture(name)).unwrap();
        let first = take(&app, &reading);
        assert!(first.added + first.applications > 2, "{name}: the file holds people or applications");
        let with = app.facts();
        let again = take(&app, &afterword_core::exchange::file_kind::read_file(&fixture(name)).unwrap());
        assert_eq!((again.added, again.updated, again.applications), (0, 0, 0), "{name}: nothing comes twice");
        assert_eq!(app.facts(), with, "{name}");
        app.undo(None).unwrap();
        assert_eq!(app.facts(), before, "{name}: one step takes the whole file back");
        for table in ["card_source", "photo"] {
            assert!(app.rows()[table].is_empty(), "{name}: and what came with it, in {table}");
        }
    }
}

#[test]
fn a_known_card_is_changed_where_the_file_changed_and_not_where_the_user_did() {
    let app = TestApp::new();
    let first =
        card("UID:u1\nFN:Tan Mei Ling\nTITLE:Engineer\nTEL:+65 6555 0142\nEMAIL:tan@acme.example\nBDAY:1980-01-02");
    assert_eq!(take(&app, &cards(&first)).added, 1);
    assert_eq!(fates(&app, &first), ["unchanged"]);
    let mut form = CardForm::from(&everybody(&app)[0].card);
    form.phones = vec!["+65 6555 0199".into()];
    people::save(&app.store, app.moment(), 1, &form).unwrap();
    assert_eq!(fates(&app, &first), ["unchanged"], "the same file has nothing to say against a change made here");
    let second =
        first.replace("TITLE:Engineer", "TITLE:Head of Platform").replace("TEL:+65 6555 0142", "TEL:+65 6555 0150");
    let entry = preview(&app, &cards(&second)).entries.remove(0);
    assert_eq!((entry.fate, entry.choice.as_str()), ("update", "update"));
    assert!(entry.notes.join(" ").contains("it stays as you have it: Phone"), "{:?}", entry.notes);
    assert_eq!(take(&app, &cards(&second)).updated, 1);
    let known = &everybody(&app)[0].card;
    assert_eq!(
        (known.title.as_str(), known.phones.as_slice()),
        ("Head of Platform", ["+65 6555 0199".to_owned()].as_slice())
    );
    let third = second.replace("1980", "1981");
    assert_eq!(fates(&app, &third), ["update"], "what is only kept for others counts too");
    take(&app, &cards(&third));
    assert_eq!(fates(&app, &third), ["unchanged"]);
}

#[test]
fn nobody_is_merged_without_being_asked() {
    let app = TestApp::example_1();
    let name = &everybody(&app)[0].card.name.clone();
    let email = &everybody(&app)[0].card.emails[0].clone();
    let same = card(&format!("FN:{name}\nEMAIL:{email}\nTEL:+65 6555 0177"));
    let entry = preview(&app, &cards(&same)).entries.remove(0);
    assert_eq!((entry.fate, entry.choice.as_str()), ("possible_duplicate", "leave_out"));
    assert_eq!(entry.choices, ["add", "fill:1", "leave_out"]);
    take(&app, &cards(&same));
    assert_eq!(everybody(&app).len(), 1, "left out unless the user says otherwise");
    let other = card(&format!("FN:Lim Boon Keng\nEMAIL:{email}"));
    assert_eq!(take(&app, &cards(&other)).added, 1, "two who share an address stay two");
    let fill = cards(&same).with_alike(Alike::Fill);
    assert_eq!(take(&app, &fill).updated, 1);
    assert!(everybody(&app)[0].card.phones.contains(&"+65 6555 0177".to_owned()), "filled in, as chosen");
    assert_eq!(fates(&app, &same), ["unchanged"], "then there is nothing left to add");
    let turned = card("FN:Mei Ling Tan");
    assert_eq!(fates(&app, &turned), ["possible_duplicate"], "the order of the parts of a name makes nobody new");
}

#[test]
fn a_choice_counts_only_where_it_is_possible() {
    let app = TestApp::example_1();
    let reading = cards(&card("FN:Somebody New"));
    let change = |choice: &str| {
        afterword_core::pages::import::changed(
            reading.clone(),
            &ImportChange::Choice { record: 0, choice: choice.into() },
        )
    };
    assert_eq!(take(&app, &change("leave_out").unwrap()), Counts { left_out: 1, ..Counts::default() });
    assert_eq!(take(&app, &change("fill:1").unwrap()).added, 1, "nobody is filled in who is not alike");
    assert!(change("fill:x").is_err() && change("").is_err(), "and an unknown choice is refused");
    let beyond = afterword_core::pages::import::changed(
        reading.clone(),
        &ImportChange::Choice { record: 1, choice: "add".into() },
    );
    assert!(beyond.is_err(), "so is one for an entry that is not there");
    assert_eq!(reading.with_choice(7, Choice::Add).records.len(), 1);
}

#[test]
fn what_cannot_be_read_is_listed_with_its_line_and_the_rest_comes() {
    let app = TestApp::new();
    let text =
        format!("{}{}{}", card("FN:One"), card("NOTE:nobody"), "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Two\r\nTEL:+65 65");
    let record = preview(&app, &cards(&text));
    let told: Vec<_> = record.entries.iter().map(|e| (e.line, e.fate, e.notes.join(" "))).collect();
    assert_eq!(told[0], (1, "new", String::new()));
    assert_eq!(
        told[1],
        (5, "unreadable", "This card names nobody: no name, company, e-mail address or number.".into())
    );
    assert_eq!((told[2].0, told[2].1), (9, "new"));
    assert!(told[2].2.starts_with("The file ends in the middle of this card"), "{}", told[2].2);
    assert_eq!(take(&app, &cards(&text)).added, 2);
    let rows = "name,company\nAnn,ACME\nBob,ACME,Ltd\n,,\nCyd,\"ACME\nDon,ACME\n";
    let record = preview(&app, &afterword_core::exchange::file_kind::read("rows.csv", rows.as_bytes()).unwrap());
    let told: Vec<_> = record.entries.iter().map(|e| (e.line, e.fate)).collect();
    assert_eq!(told, [(2, "new"), (3, "unreadable"), (5, "unreadable")], "a cell too many, and a quote never closed");
}

#[test]
fn a_file_beyond_the_limits_is_refused_at_once_and_changes_nothing() {
    let app = TestApp::new();
    let refuse = |bytes: &[u8], message: &str| {
        let begun = Instant::now();
        let error = afterword_core::exchange::file_kind::read("big", bytes).unwrap_err();
        assert_eq!(error.message, message);
        // Generous, for this build is not optimised; `make bench` measures the real time.
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not read all of it first");
    };
    refuse(&vec![b'x'; MOST_OCTETS + 1], "error-import-too-large");
    refuse(&[b'x'; 70_000], "error-import-long-line");
    refuse(card(&format!("FN:A\nNOTE:{}", "x".repeat(70_000))).as_bytes(), "error-import-long-line");
    refuse("BEGIN:VCARD\nFN:A\nEND:VCARD\n".repeat(100_001).as_bytes(), "error-import-too-many");
    refuse("a,b\n".repeat(100_002).as_bytes(), "error-import-too-many");
    refuse(b"Dear diary", "error-import-unknown");
    refuse(b"", "error-import-unknown");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.vcf");
    fs::File::create(&file).unwrap().set_len(MOST_OCTETS as u64 + 1).unwrap();
    assert_eq!(afterword_core::exchange::file_kind::read_file(&file).unwrap_err().message, "error-import-too-large");
    assert_eq!(
        afterword_core::exchange::file_kind::read_text("text", &"x ".repeat(3 << 20)).unwrap_err().message,
        "error-import-text-too-long"
    );
    assert_eq!(app.rows()["contact"].len(), 0);
}

#[test]
fn formulas_come_back_unchanged_and_a_file_cannot_add_sample_people() {
    let app = TestApp::new();
    let cell = |text: &str| format!("\"{}\"", neutral(text).replace('"', "\"\""));
    let text = format!("name,phone,note\n{},{},{}\n", cell("=Ann"), cell("+65 6555 0142"), cell("'quoted'"));
    take(&app, &afterword_core::exchange::file_kind::read("own.csv", text.as_bytes()).unwrap());
    let card_of = &everybody(&app)[0].card;
    assert_eq!(card_of.name, "=Ann");
    assert_eq!(card_of.phones, ["+65 6555 0142"]);
    assert_eq!(card_of.note, "'quoted'");
    take(&app, &cards(&card("UID:sample-1\nFN:Made Up")));
    assert!(app.facts().samples.contacts.is_empty(), "an import may not mark records as sample data");
}

#[test]
fn a_picture_of_a_code_brings_its_card() {
    let app = TestApp::new();
    let picture = |text: &str, dark: u8, light: u8| {
        let code = qrcode::QrCode::new(text).unwrap();
        let width = u32::try_from(code.width()).unwrap();
        let dots = code.to_colors();
        let image = image::GrayImage::from_fn((width + 8) * 6, (width + 8) * 6, |x, y| {
            let (x, y) = ((x / 6).wrapping_sub(4), (y / 6).wrapping_sub(4));
            let at = usize::try_from(y.wrapping_mul(width).wrapping_add(x)).unwrap_or(usize::MAX);
            let is_dark = x < width && y < width && dots[at] == qrcode::Color::Dark;
            Luma([if is_dark { dark } else { light }])
        });
        let mut png = std::io::Cursor::new(Vec::new());
        image.write_to(&mut png, ImageFormat::Png).unwrap();
        png.into_inner()
    };
    let read =
        |text: &str, dark, light| afterword_core::exchange::file_kind::read("code.png", &picture(text, dark, light));
    let mecard = "MECARD:N:Tan,Mei Ling;ORG:ACME\\, Inc.;TEL:+6565550142;EMAIL:tan@acme.example;NOTE:a\\;b;;";
    take(&app, &read(mecard, 0, 255).unwrap());
    let found = &everybody(&app)[0].card;
    assert_eq!(
        (found.name.as_str(), found.company.as_str(), found.note.as_str()),
        ("Mei Ling Tan", "ACME, Inc.", "a;b")
    );
    assert_eq!((found.phones[0].as_str(), found.emails[0].as_str()), ("+6565550142", "tan@acme.example"));
    take(&app, &read(&card("FN:陈思远\nTITLE:市场部"), 40, 200).unwrap());
    take(&app, &read(&card("FN:White on Black"), 255, 0).unwrap());
    let names: Vec<_> = everybody(&app).into_iter().map(|contact| contact.card.name).collect();
    assert_eq!(names, ["Mei Ling Tan", "陈思远", "White on Black"]);
    let error = read("https://acme.example", 0, 255).unwrap_err();
    assert_eq!(error.message, "error-import-code-without-card");
    let mut blank = std::io::Cursor::new(Vec::new());
    RgbImage::new(40, 40).write_to(&mut blank, ImageFormat::Png).unwrap();
    assert_eq!(
        afterword_core::exchange::file_kind::read("blank.png", &blank.into_inner()).unwrap_err().message,
        "error-import-no-code"
    );
    assert_eq!(
        afterword_core::exchange::file_kind::read("cut.png", b"\x89PNG\r\n\x1a\n").unwrap_err().message,
        "error-import-no-picture"
    );
}

#[test]
fn a_picture_of_a_person_is_kept_small_and_goes_with_them() {
    let app = TestApp::new();
    let jpeg = |side: u32| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let noise = |x: u32, y: u32| (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)).to_le_bytes();
        let picture = RgbImage::from_fn(side, side, |x, y| {
            let [r, g, b, _] = noise(x, y);
            Rgb([r, g, b])
        });
        picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        base64(&bytes.into_inner())
    };
    let with = |photo: &str| card(&format!("UID:p\nFN:Pictured\nPHOTO;ENCODING=b;TYPE=JPEG:{photo}"));
    let large = with(&jpeg(700));
    take(&app, &cards(&large));
    let kept = app.store.read(|c| Attachment::Photo.all(c)).unwrap();
    let kept = kept.values().next().expect("the picture is kept").clone();
    assert!(kept.len() < 140_000, "and small: {} octets", kept.len());
    assert_eq!(fates(&app, &large), ["unchanged"]);
    assert_eq!(fates(&app, &with(&jpeg(100))), ["update"], "another picture is news");
    let note = |text: &str| preview(&TestApp::new(), &cards(text)).entries.remove(0).notes.join(" ");
    assert!(note(&with(&base64(&vec![0xff; 1 << 21]))).contains("larger than 1 MB"));
    assert!(note(&with(&base64(b"no picture at all"))).contains("cannot be read"));
    people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).unwrap();
    let file = fs::read(app.folder.path().join("afterword.db")).unwrap();
    let canary = &kept.as_bytes()[200..240];
    assert!(!file.windows(40).any(|window| window == canary), "nothing of the picture is left in the file");
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[test]
fn columns_are_chosen_by_hand_where_nobody_knows_the_table() {
    let app = TestApp::new();
    let text = "a;b;c\nAnn;ACME;Engineer\nBob;Initech;Tester\n";
    let reading = afterword_core::exchange::file_kind::read("own.csv", text.as_bytes()).unwrap();
    assert!(!reading.is_known());
    assert_eq!(preview(&app, &reading).unreadable, 2, "no column is known to hold a name");
    let column = |reading: ParsedFile, column: usize, meaning: &str| {
        afterword_core::pages::import::changed(reading, &ImportChange::Column { column, meaning: meaning.into() })
    };
    let reading = column(column(column(reading, 0, "name").unwrap(), 1, "company").unwrap(), 2, "role").unwrap();
    let counts = take(&app, &reading);
    assert_eq!((counts.added, counts.applications), (2, 2), "a role that was applied for makes an application");
    assert!(column(reading.clone(), 3, "name").is_err() && column(reading, 0, "nonsense").is_err());
}

#[test]
fn an_application_that_is_here_is_filled_in_and_not_doubled() {
    let app = TestApp::new();
    app.enter(json!({"company": "Copperline, Inc.", "role": "backend  engineer", "start": "2026-11-23T15:00:00+08:00",
        "interviewers": tan()["interviewers"]}))
        .unwrap();
    let reading = afterword_core::exchange::file_kind::read_file(&fixture("linkedin_jobs")).unwrap();
    assert_eq!(take(&app, &reading).applications, 4);
    let facts = app.facts();
    assert_eq!(facts.applications.len(), 4, "one of the four was here");
    let known = facts.applications.values().next().unwrap();
    assert_eq!(
        (known.role.as_str(), known.applied_on.map(|d| d.to_string())),
        ("backend engineer", Some("2026-11-03".into()))
    );
    assert!(known.lead.is_some(), "and what was known of it stays");
    let page = application(&app.snapshot(), known.id.0).unwrap();
    let told = page.timeline.iter().find(|event| event.text == "You applied.").expect("its page tells when");
    assert!(told.at.starts_with("2026-11-03") && told.note.starts_with("http://www.linkedin.com/jobs/"), "{told:?}");
}

#[test]
fn two_cards_with_the_same_uid_stay_two_people() {
    let app = TestApp::new();
    let text = format!("{}{}", card("UID:u\nFN:Ann"), card("UID:u\nFN:Bob"));
    assert_eq!(take(&app, &cards(&text)).added, 2);
    assert_eq!(fates(&app, &text), ["unchanged", "unchanged"]);
    let names: Vec<_> = everybody(&app).into_iter().map(|contact| contact.card.name).collect();
    assert_eq!(names, ["Ann", "Bob"]);
}

#[test]
fn two_entries_that_fill_in_one_card_both_do() {
    let app = TestApp::new();
    take(&app, &cards(&card("FN:Ann Lee\nEMAIL:ann@acme.example")));
    let text = format!(
        "{}{}",
        card("FN:Ann Lee\nEMAIL:ann@acme.example\nTEL:+65 6555 0101"),
        card("FN:Ann Lee\nEMAIL:ann@acme.example\nTITLE:Head")
    );
    take(&app, &cards(&text).with_alike(Alike::Fill));
    let known = &everybody(&app)[0].card;
    assert_eq!((known.phones.as_slice(), known.title.as_str()), (["+65 6555 0101".to_owned()].as_slice(), "Head"));
}

#[test]
fn a_removed_person_is_not_recognised_by_uid() {
    let app = TestApp::new();
    let text = card("UID:ann.lee@acme.example\nFN:Ann Lee\nEMAIL:ann@acme.example");
    take(&app, &cards(&text));
    people::erase(&app.store, app.moment(), 1, Erasure::Anonymise).unwrap();
    assert_eq!(fates(&app, &text), ["new"], "the anonymised record matches nobody");
    take(&app, &cards(&text));
    people::erase(&app.store, app.moment(), 2, Erasure::DeleteForGood).unwrap();
    assert!(!format!("{:?}", app.rows()).contains("ann.lee"), "no uid that names them is left");
    let file = fs::read(app.folder.path().join("afterword.db")).unwrap();
    assert!(!file.windows(7).any(|window| window == b"ann.lee"));
}

#[test]
fn a_uid_cannot_add_lines_to_an_exported_card() {
    let app = TestApp::new();
    let text = card("UID:urn:x\\nTEL:+1\\nEND:VCARD\nFN:Ann");
    take(&app, &cards(&text));
    let wish = ExportRequest::all(What::Contacts, ExportFormat::Vcard4);
    let out = String::from_utf8(exports::make(&app.store, app.moment(), &wish).unwrap().bytes).unwrap();
    assert_eq!(out.matches("\r\nEND:VCARD\r\n").count(), 1, "{out}");
    assert!(!out.contains("\r\nTEL"), "{out}");
}

#[test]
fn deeply_nested_cards_are_all_read() {
    let app = TestApp::new();
    let text = "BEGIN:VCARD\nFN:Nested\nAGENT:\n".repeat(20_000);
    let records = cards(&text).records.len();
    assert_eq!(records, 20_000, "each is a card, however deep");
    assert_eq!(take(&app, &cards(&text)).added, 1, "and they are all the same");
}

#[test]
fn an_older_export_does_not_overwrite_what_the_user_typed() {
    let app = TestApp::new();
    app.enter(tan()).unwrap();
    let export = |app: &TestApp| {
        let wish = ExportRequest::all(What::Contacts, ExportFormat::Vcard4);
        String::from_utf8(exports::make(&app.store, app.moment(), &wish).unwrap().bytes).unwrap()
    };
    let older = export(&app);
    app.edit(
        1,
        json!({"interviewers": [{"contact": 1, "name": "Tan Mei Ling", "title": "Head",
        "emails": ["mei.ling@acme.example"], "phones": ["+65 6555 0199"]}]}),
    )
    .unwrap();
    let entry = &preview(&app, &cards(&older)).entries[0];
    assert_eq!((entry.fate, entry.choice.as_str()), ("update", "leave_out"), "the file may be the older of the two");
    assert!(entry.notes.join(" ").contains("typed"), "and it says so: {:?}", entry.notes);
    assert_eq!(take(&app, &cards(&older)), Counts { left_out: 1, ..Counts::default() });
    assert_eq!(everybody(&app)[0].card.phones, ["+65 6555 0199"]);
    take(&app, &cards(&older).with_choice(0, Choice::Update));
    assert_eq!(everybody(&app)[0].card.phones, ["+65 6555 0142"], "unless one says so");
    // An entry that only adds values needs no confirmation.
    let app = TestApp::new();
    app.enter(json!({"company": "ACME", "role": "R", "start": "2026-11-23T15:00:00+08:00",
        "interviewers": [{"name": "Tan Mei Ling"}]}))
        .unwrap();
    let more = export(&app).replace("END:VCARD", "TITLE:Head\r\nEND:VCARD");
    assert_eq!(take(&app, &cards(&more)).updated, 1);
    assert_eq!(everybody(&app)[0].card.title, "Head");
}

#[test]
fn an_entry_that_adds_nothing_to_a_known_person_is_left_out() {
    let app = TestApp::new();
    take(&app, &cards(&card("FN:Tan Mei Ling\nORG:ACME\nTITLE:Head\nEMAIL:tan@acme.example")));
    let choice = |lines: &str| {
        let record = preview(&app, &cards(&card(lines)));
        (record.entries[0].fate, record.entries[0].choice.clone())
    };
    let fated = |fate: &'static str, choice: &str| (fate, choice.to_owned());
    assert_eq!(choice("FN:Mei Ling Tan\nORG:ACME"), fated("possible_duplicate", "leave_out"), "no more than is known");
    assert_eq!(choice("FN:Mei Ling Tan\nORG:Harbour"), fated("possible_duplicate", "add"), "perhaps another");
    let other_title = "FN:Tan Mei Ling\nTITLE:Recruiter\nEMAIL:tan@acme.example";
    assert_eq!(choice(other_title), fated("possible_duplicate", "leave_out"), "another title adds no person");
    assert_eq!(choice("FN:Tan Mei Ling\nEMAIL:TAN@acme.example").0, "unchanged");
    // Our own table has no UID column: still, everybody in it must be recognised, even without address or number.
    let app = TestApp::new();
    app.enter(json!({"company": "ACME", "role": "R", "start": "2026-11-23T15:00:00+08:00",
        "interviewers": [{"name": "Ravi"}, {"name": "Lim", "title": "Head", "emails": ["lim@acme.example"]}]}))
        .unwrap();
    let table =
        exports::make(&app.store, app.moment(), &ExportRequest::all(What::Contacts, ExportFormat::Csv)).unwrap().bytes;
    let counts = take(&app, &afterword_core::exchange::file_kind::read("mine.csv", &table).unwrap());
    assert_eq!((counts.added, counts.updated), (0, 0), "{counts:?}");
}

#[test]
fn a_sample_person_filled_in_from_a_file_becomes_real() {
    let app = TestApp::new();
    sample::add(&app.store, app.moment()).unwrap();
    let made_up = everybody(&app)[0].clone();
    let reading = cards(&card(&format!("FN:{}\nTITLE:Real", made_up.card.name)));
    take(&app, &reading.with_choice(0, Choice::FillInto(made_up.id)));
    sample::remove(&app.store, app.moment()).unwrap();
    let left = everybody(&app);
    assert_eq!(left.iter().map(|c| c.id).collect::<Vec<_>>(), [made_up.id], "a person filled in from a file stays");
}

#[test]
fn values_that_fit_no_field_are_reported() {
    let long = "x".repeat(400);
    let table = format!(
        "Name,Company,Position,Date Applied,Job Url,Time zone\n\
         Ann,ACME,{long},someday,https://acme.example/{},Mars\n\
         Ben,ACME,Clerk,2026-11-02,https://acme.example/1,Asia/Singapore\n",
        "y".repeat(3000)
    );
    let mut reading = afterword_core::exchange::file_kind::read("t.csv", table.as_bytes()).unwrap();
    for (column, meaning) in [(0, "name"), (1, "company"), (2, "role"), (3, "applied_on"), (4, "job_link"), (5, "zone")]
    {
        reading = reading.with_column(column, meaning.parse().unwrap()).unwrap();
    }
    let app = TestApp::new();
    let record = preview(&app, &reading);
    let notes = record.entries[0].notes.join(" ");
    for part in ["role", "link", "day you applied", "zone"] {
        assert!(notes.to_lowercase().contains(part), "{part} of {notes}");
    }
    assert!(record.entries.iter().skip(2).all(|entry| entry.notes.is_empty()), "values that fit have no note");
    take(&app, &reading);
    let facts = app.facts();
    let first = facts.applications.values().next().unwrap();
    assert_eq!((first.role.chars().count(), first.link.as_str(), first.applied_on), (300, "", None));
}

#[test]
fn a_quotation_mark_within_a_cell_opens_nothing() {
    let last = |row: &str| {
        let table = format!("Name,E-mail Address,Company\nAnn,ann@acme.example,ACME\n{row}");
        preview(&TestApp::new(), &afterword_core::exchange::file_kind::read("t.csv", table.as_bytes()).unwrap()).entries
            [1]
        .fate
    };
    assert_eq!(last("Ben,ben@acme.example,19\" Racks\n"), "new");
    assert_eq!(last("Ben,ben@acme.example,\"Racks, \"\"19\"\"\"\n"), "new");
    assert_eq!(last("Ben,ben@acme.example,\"Racks\n"), "unreadable", "one that is never closed swallows the rest");
}

#[test]
fn a_file_of_everything_may_be_larger_than_any_other() {
    let app = TestApp::example_1();
    let wish = ExportRequest::all(What::Everything, ExportFormat::Json);
    let mut json = exports::make(&app.store, app.moment(), &wish).unwrap().bytes;
    json.resize(MOST_OCTETS + 100, b' ');
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.json");
    fs::write(&file, &json).unwrap();
    let other = TestApp::new();
    take(&other, &afterword_core::exchange::file_kind::read_file(&file).unwrap());
    assert_eq!(other.facts(), app.facts());
    json[2] = b'x';
    fs::write(&file, &json).unwrap();
    let refusal = afterword_core::exchange::file_kind::read_file(&file).unwrap_err();
    assert_eq!(refusal.message, "error-import-too-large", "what only looks a little like one is like any other");
}

#[test]
fn pasted_text_too_long_for_a_namecard_is_refused() {
    let lines: String = (0..2_000).map(|i| format!("person{i}@acme.example\n")).collect();
    assert_eq!(
        afterword_core::exchange::file_kind::read_text("pasted", &lines).unwrap_err().message,
        "error-import-text-no-card"
    );
    assert!(
        afterword_core::exchange::file_kind::read_text("pasted", "Tan Mei Ling\ntan@acme.example").unwrap().is_none()
    );
}

#[test]
fn cards_for_the_form_come_from_a_file_a_code_or_a_text_and_tell_who_may_be_here() {
    let app = TestApp::example_1();
    let snapshot = app.snapshot();
    let of_text = |text: &str| form_cards::of_text(&snapshot, text).unwrap();
    let read = of_text("Tan Mei Ling\nHead of Hiring\nACME Pte Ltd\nmei.ling@acme.example\n~~ est. 1982 ~~");
    assert_eq!((read.len(), read[0].card.name.as_str()), (1, "Tan Mei Ling"));
    assert!(read[0].remark.contains("est. 1982"), "what fitted nowhere is told: {}", read[0].remark);
    assert_eq!(read[0].known.as_ref().map(|known| known.contact), Some(1), "and who may be the same person");
    let read = of_text("MECARD:N:Lim,Wei;EMAIL:lim@harbour.example;;");
    assert_eq!((read[0].card.emails.clone(), read[0].known.is_none()), (vec!["lim@harbour.example".to_owned()], true));
    let several = card("FN:Ann\nTITLE:Head") + &card("FN:Ben") + &card("NOTE:nobody");
    let read = of_text(&several);
    assert_eq!(read.iter().map(|c| c.card.name.as_str()).collect::<Vec<_>>(), ["Ann", "Ben"]);
    let refusal = |text: &str| form_cards::of_text(&snapshot, text).unwrap_err().message;
    assert_eq!(refusal("nothing to be seen here"), "card-text-nothing");
    assert_eq!(refusal(&card("NOTE:nobody")), "error-form-cards-none");
    let crowd: String = (0..13).map(|i| card(&format!("FN:Person {i}"))).collect();
    assert_eq!(refusal(&crowd), "error-form-cards-many");
}

#[test]
fn a_file_of_everything_that_is_cut_short_is_damaged_and_not_a_table() {
    let app = TestApp::example_1();
    let wish = ExportRequest::all(What::Everything, ExportFormat::Json);
    let json = exports::make(&app.store, app.moment(), &wish).unwrap().bytes;
    let refusal = afterword_core::exchange::file_kind::read("all.json", &json[..json.len() / 2]).unwrap_err();
    assert_eq!(refusal.message, "error-import-damaged");
}

/// What is neither a table nor a card is called what it is.
#[test]
fn files_of_other_kinds_are_named() {
    let refused = |name: &str, bytes: &[u8]| {
        afterword_core::exchange::file_kind::read(name, bytes).map(drop).unwrap_err().message
    };
    let app = TestApp::example_1();
    let xlsx =
        exports::make(&app.store, app.moment(), &ExportRequest::all(What::Contacts, ExportFormat::Xlsx)).unwrap();
    assert_eq!(refused("contacts.xlsx", &xlsx.bytes), "error-import-spreadsheet", "Afterword's own");
    let calendar = exports::make(&app.store, app.moment(), &ExportRequest::all(What::Plan, ExportFormat::Ics)).unwrap();
    assert_eq!(refused("plan.ics", &calendar.bytes), "error-import-calendar");
    assert_eq!(refused("cv.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "error-import-pdf");
    assert_eq!(refused("cards.zip", b"PK\x03\x04\x14\0\0\0\x08\0cards.vcf"), "error-import-archive");
    assert_eq!(refused("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), "error-import-compound");
    assert_eq!(refused("card.heic", b"\0\0\0\x24ftypheic\0\0\0\0mif1"), "error-import-heic");
    let mail = "Received: from mx.example\nDate: Mon, 23 Nov 2026 10:00:00 +0800\nFrom: Anna Berg <anna@acme.example>\nSubject: Hello, again\n\nDear Alex,\n";
    assert_eq!(refused("mail.eml", mail.as_bytes()), "error-import-mail");
    let ldif = "version: 1\n\ndn: cn=Anna Berg,mail=anna@acme.example\ncn: Anna Berg\n";
    assert_eq!(refused("book.ldif", ldif.as_bytes()), "error-import-ldif");
    let table = "From,Subject,Name\nx,y,Anna Berg\n";
    assert!(afterword_core::exchange::file_kind::read("table.csv", table.as_bytes()).is_ok());
}

/// Headers of other programs, in the languages they are written in.
#[test]
fn columns_are_known_in_several_languages() {
    let meanings = |header: &str| {
        let row = header.split(',').map(|_| "x").collect::<Vec<_>>().join(",");
        let table = afterword_core::exchange::table::read(&format!("{header}\n{row}\n")).unwrap();
        table.columns.iter().map(|column| column.code()).collect::<Vec<_>>().join(" ")
    };
    for (header, expected) in [
        ("First,Middle,Last,Email,Company", "given middle family email company"),
        ("Vorname,Nachname,Tel. dienstlich,Mobil-Tel.-Nr.,Arbeitstitel", "given family phone phone title"),
        ("Name,Telefon (privat),Telefon (geschäftlich),E-Mail", "name phone phone email"),
        ("Contact Name,Work e-mail,Contact Email,Associated Company", "name email email company"),
        ("Company,Position,Applied Date", "company role applied_on"),
        ("Nom,Prénom,Société,Fonction,Courriel,Téléphone (bureau)", "family given company title email phone"),
        ("Nom,Entreprise,Adresse e-mail", "name company email"),
        ("Nombre,Apellidos,Empresa,Cargo,Correo electrónico,Teléfono móvil", "given family company title email phone"),
        ("Nombre,Empresa,Correo", "name company email"),
        ("姓名,公司,职位,电子邮件,手机,备注", "name company title email phone note"),
        ("姓,名,公司,職稱,電郵,電話", "family given company title email phone"),
        ("氏名,会社名,役職,メールアドレス,携帯電話", "name company title email phone"),
    ] {
        assert_eq!(meanings(header), expected, "{header}");
    }
    let file = "First,Last,Company\nAnna,Berg,ACME\n";
    let found =
        preview(&TestApp::new(), &afterword_core::exchange::file_kind::read("yahoo.csv", file.as_bytes()).unwrap())
            .entries;
    assert_eq!(found[0].name, "Anna Berg", "and nobody is called after a company");
}

#[test]
fn a_table_that_begins_like_a_picture_is_a_table() {
    for header in ["BMW contacts,E-mail Address", "P1,Name", "P6,Name"] {
        let reading =
            afterword_core::exchange::file_kind::read("t.csv", format!("{header}\nAnn,ann@acme.example\n").as_bytes())
                .unwrap();
        assert_eq!(reading.records.len(), 1, "{header}");
    }
}

#[test]
fn a_role_beside_an_application_date_is_the_role_applied_for() {
    let rows = |header: &str| {
        let text = format!("{header}\nAnn,ACME,Clerk,2026-11-02\n");
        let app = TestApp::new();
        let counts = take(&app, &afterword_core::exchange::file_kind::read("t.csv", text.as_bytes()).unwrap());
        (counts.added, counts.applications)
    };
    assert_eq!(rows("Name,Company,Role,Applied on"), (1, 1));
    assert_eq!(rows("Name,Company,Position,Date applied"), (1, 1));
    assert_eq!(rows("Name,Company,Position,Birthday"), (1, 0), "else it is the person's own");
}

#[test]
fn an_import_that_brings_nothing_says_why() {
    let app = TestApp::new();
    let told = |text: &str| {
        let reading = afterword_core::exchange::file_kind::read("t.vcf", text.as_bytes()).unwrap();
        imports::take(&app.store, app.moment(), &reading, &mut ()).unwrap().text
    };
    assert_eq!(told(&card("NOTE:nobody")), "Nothing was imported; one entry cannot be read.");
    told(&card("FN:Ann"));
    assert_eq!(told(&card("FN:Ann")), "Nothing to import: everything is here already.");
}

#[test]
fn filling_a_card_beyond_its_limits_is_refused() {
    let app = TestApp::new();
    let many = |from: usize| (from..from + 15).map(|i| format!("EMAIL:a{i}@acme.example\n")).collect::<String>();
    take(&app, &cards(&card(&format!("FN:Ann\n{}", many(0)))));
    let more = cards(&card(&format!("FN:Ann\n{}", many(14)))).with_choice(0, Choice::FillInto(everybody(&app)[0].id));
    let said = refused(&app, Code::Conflict, |d| imports::take(&d.store, d.moment(), &more, &mut ()));
    assert!(said.contains("E-mail") && said.contains("Ann"), "{said}");
}
