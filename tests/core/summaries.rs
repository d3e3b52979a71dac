//! Exported summaries: the record of activities, the plan as a calendar, a page to print, a spreadsheet, and the file
//! of everything, which can be imported again unchanged.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use afterword_core::domain::codes::{ExportFormat, What};
use afterword_core::domain::ids::{ApplicationId, ContactId};
use afterword_core::error::Code;
use afterword_core::exchange::file_kind;
use afterword_core::forms::export::ExportRequest;
use afterword_core::use_cases::calendar_file;
use afterword_core::use_cases::exports::{self, Exported};
use afterword_core::use_cases::imports;
use afterword_core::use_cases::interviews;
use afterword_core::wire::Meaning;
use calcard::icalendar::{ICalendar, ICalendarProperty};
use serde_json::json;

use crate::app::{TestApp, refused};
use crate::exports::golden;
use crate::words;

/// A person met, thanked, called in vain and written to; a reply; a coming interview; an application without any.
pub fn app() -> TestApp {
    let app = TestApp::new();
    app.enter(json!({"company": "ACME", "role": "Backend <Engineer>", "start": "2026-11-23T15:00:00+08:00", "interviewers": [
        {"name": "Tan Mei Ling", "emails": ["tan@acme.example"], "phones": ["+65 6555 0142"], "address": "1 Way\nSingapore", "website": "acme.example"},
        {"name": "Ravi <b>Menon</b>", "emails": ["not an address", "ravi@acme.example"], "website": "javascript:alert(1)"}]})).unwrap();
    app.at("2026-11-23 18:20").done("thank_you:1:1").unwrap();
    app.at("2026-11-24 10:00");
    app.enter(json!({"company": "Harbour", "role": "SRE", "start": "2026-12-02T09:30:00+08:00", "minutes": 45,
        "interviewers": [{"name": "Lim"}]}))
        .unwrap();
    let jobs = words::root().join("tests/fixtures/import/linkedin_jobs.csv");
    imports::take(&app.store, app.moment(), &afterword_core::exchange::file_kind::read_file(&jobs).unwrap(), &mut ())
        .unwrap();
    afterword_core::use_cases::settings::set(&app.store, app.moment(), "name", "Alex Rivera").unwrap();
    app.at("2026-11-30 18:00");
    app
}

fn make(app: &TestApp, wish: &ExportRequest) -> Exported {
    exports::make(&app.store, app.moment(), wish).unwrap()
}

fn text(app: &TestApp, wish: &ExportRequest) -> String {
    String::from_utf8(make(app, wish).bytes).unwrap()
}

/// The events of a calendar by UID: what each says of start, sequence and status.
fn events(text: &str) -> BTreeMap<String, [String; 3]> {
    let calendar = ICalendar::parse(text).expect("a calendar");
    let events = calendar.components.iter().filter(|c| c.component_type.as_str() == "VEVENT");
    events
        .map(|event| {
            let line = |name: &ICalendarProperty| {
                let property = event.property(name).unwrap_or_else(|| panic!("{} of {event:?}", name.as_str()));
                format!("{:?}", property.values)
            };
            let uid = event.uid().expect("a UID").to_owned();
            let said =
                [&ICalendarProperty::Dtstart, &ICalendarProperty::Sequence, &ICalendarProperty::Status].map(line);
            (uid, said)
        })
        .collect()
}

/// An office asks what became of an application, not what was said first.
#[test]
fn the_record_of_activities_tells_the_newest_answer() {
    let app = TestApp::example_1();
    let reply = |at: &str, meaning| {
        app.at(at);
        app.reply(meaning, |_| ()).unwrap();
    };
    reply("2026-11-25 10:00", Meaning::Deciding);
    reply("2026-11-27 10:00", Meaning::Rejected);
    let page = text(&app, &ExportRequest::all(What::Activity, ExportFormat::Html));
    assert!(page.contains("27 November 2026: declined") && !page.contains("still deciding"), "{page}");
    assert!(page.contains("size: landscape"), "{page}");
}

#[test]
fn the_record_of_activities_matches_the_golden_file() {
    let app = app();
    golden(&text(&app, &ExportRequest::all(What::Activity, ExportFormat::Csv)), "activities.csv");
    golden(&text(&app, &ExportRequest::all(What::Activity, ExportFormat::Html)), "activities.html");
}

#[test]
fn a_page_to_print_has_no_script_and_loads_no_file() {
    let page = text(&app(), &ExportRequest::all(What::Contacts, ExportFormat::Html));
    assert!(page.contains("Ravi &lt;b&gt;Menon"), "a name is text");
    assert_eq!(
        page.matches("<th ").count(),
        5,
        "what belongs together stands together; six columns fit, five say something"
    );
    assert!(page.contains("<div>Last interview: 23\u{a0}Nov</div>"), "{page}");
    assert!(!page.contains("javascript:alert(1)\""), "and no link that would run");
    let lower = page.to_lowercase();
    for loads in ["<script", "<img", "<link", "<iframe", "@import", "url(", "src="] {
        assert!(!lower.contains(loads), "it needs no other file: {loads}");
    }
    assert!(
        page.contains("href=\"mailto:tan@acme.example\"") && page.contains("href=\"https:&#x2f;&#x2f;acme.example\"")
    );
}

#[test]
fn an_export_is_narrowed_to_people_an_application_and_a_time() {
    let app = app();
    let lines = |wish: &ExportRequest| text(&app, wish).lines().count() - 1;
    let all = ExportRequest::all(What::Activity, ExportFormat::Csv);
    let from = ExportRequest { from: "2026-11-24".parse().ok(), ..all.clone() };
    let of_acme = ExportRequest { application: Some(ApplicationId(1)), ..all.clone() };
    let of_tan = ExportRequest { people: BTreeSet::from([ContactId(1)]), ..all.clone() };
    assert_eq!(make(&app, &all).count, 6, "four applications, an interview, a thank-you");
    assert_eq!(make(&app, &from).count, 0);
    assert_eq!(make(&app, &of_acme).count, 2);
    assert_eq!(make(&app, &of_tan).count, 2);
    let of_ravi = ExportRequest { people: BTreeSet::from([ContactId(2)]), ..all.clone() };
    assert_eq!(make(&app, &of_ravi).count, 1, "an interview is that of each who was there");
    let december = ExportRequest { to: "2026-10-31".parse().ok(), ..all };
    assert_eq!(make(&app, &december).count, 3, "applied for until then");
    let contacts = |wish: ExportRequest| make(&app, &wish).count;
    let cards = ExportRequest::all(What::Contacts, ExportFormat::Vcard4);
    assert_eq!(contacts(cards.clone()), 3);
    assert_eq!(contacts(ExportRequest { application: Some(ApplicationId(1)), ..cards.clone() }), 2);
    assert_eq!(contacts(ExportRequest { from: "2026-12-01".parse().ok(), ..cards.clone() }), 1);
    assert_eq!(
        lines(&ExportRequest {
            people: BTreeSet::from([ContactId(3)]),
            ..ExportRequest::all(What::Contacts, ExportFormat::Csv)
        }),
        1
    );
    let nobody = ExportRequest { people: BTreeSet::from([ContactId(99)]), ..cards.clone() };
    refused(&app, Code::NotFound, |d| exports::make(&d.store, d.moment(), &nobody));
    let backwards = ExportRequest { from: "2026-12-27".parse().ok(), to: "2026-12-01".parse().ok(), ..cards.clone() };
    refused(&app, Code::Validation, |d| exports::make(&d.store, d.moment(), &backwards));
    let odd = ExportRequest { format: ExportFormat::Ics, ..cards };
    refused(&app, Code::Validation, |d| exports::make(&d.store, d.moment(), &odd));
}

#[test]
fn a_calendar_export_updates_earlier_events() {
    let app = app();
    let plan = ExportRequest::all(What::Plan, ExportFormat::Ics);
    let ics = text(&app, &plan);
    let before = events(&ics);
    assert!(before.len() >= 4, "steps and the interview to come: {before:?}");
    assert!(ics.contains("END:VALARM\r\nEND:VEVENT"), "the alarm is the last of an event");
    assert!(ics.lines().all(|line| line.len() <= 75), "folded");
    let sequence = |events: &BTreeMap<String, [String; 3]>| events.values().next().map(|said| said[1].clone());
    let moved = app.edit(2, json!({"start": "2026-12-03T11:00:00+08:00"}));
    moved.unwrap();
    let after = events(&text(&app, &plan));
    let interview = |events: &BTreeMap<String, [String; 3]>| {
        events.iter().find(|(uid, _)| uid.starts_with("interview-2.")).map(|(uid, said)| (uid.clone(), said.clone()))
    };
    let (old, new) = (interview(&before).expect("it was there"), interview(&after).expect("and is"));
    assert_eq!(old.0, new.0, "the same event");
    assert_ne!(old.1[0], new.1[0], "at another time");
    assert_ne!(sequence(&before), sequence(&after), "with a higher sequence number");
    interviews::set_cancelled(&app.store, app.moment(), 2, true).unwrap();
    let cancelled = interview(&events(&text(&app, &plan))).expect("a cancelled interview is told, not left out");
    assert!(cancelled.1[2].contains("Cancelled"), "{cancelled:?}");
}

#[test]
fn a_spreadsheet_has_dates_links_a_frozen_heading_and_no_formula() {
    let app = app();
    let bytes = make(&app, &ExportRequest::all(What::Activity, ExportFormat::Xlsx)).bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP file");
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<cols>") && !sheet.contains("<f>"));
    let bytes = make(&app, &ExportRequest::all(What::Contacts, ExportFormat::Xlsx)).bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP file");
    let mut links = String::new();
    archive.by_name("xl/worksheets/_rels/sheet1.xml.rels").unwrap().read_to_string(&mut links).unwrap();
    assert!(links.contains("mailto:tan@acme.example") && links.contains("https://acme.example"));
    assert!(!links.contains("javascript"), "{links}");
}

#[test]
fn a_full_export_is_imported_unchanged() {
    let app = app();
    let everything = ExportRequest::all(What::Everything, ExportFormat::Json);
    let json = make(&app, &everything).bytes;
    let other = TestApp::new();
    other.at("2026-11-30 18:00");
    afterword_core::use_cases::settings::set(&other.store, other.moment(), "evening", "21:00").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.ics");
    afterword_core::use_cases::settings::set(&app.store, app.moment(), "calendar_file", &file.to_string_lossy())
        .unwrap();
    assert!(!text(&app, &everything).contains("mine.ics"), "which file to write is this machine's own affair");
    let reading = file_kind::read("all.json", &json).unwrap();
    imports::take(&other.store, other.moment(), &reading, &mut ()).unwrap();
    let without_changes = |bytes: &[u8]| {
        let mut all: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        let changes = all.as_object_mut().unwrap().remove("changes").and_then(|changes| changes.as_i64());
        (all, changes.unwrap())
    };
    let (again, changes) = without_changes(&make(&other, &everything).bytes);
    let (all, changes_before) = without_changes(&json);
    assert_eq!(again, all, "row by row, with ids, uids and times");
    assert!(changes >= changes_before, "the next change must have a higher sequence number in calendars");
    assert_eq!(other.facts(), app.facts());
    let next = other.enter(json!({"company": "New", "role": "R", "start": "2026-12-09T15:00:00+08:00"})).unwrap();
    assert!(!app.facts().interviews.contains_key(&next.value.interview), "and no id is given twice");
    refused(&other, Code::Conflict, |d| imports::take(&d.store, d.moment(), &reading, &mut ()));
    let fresh = TestApp::new();
    // Tombstones and the like of deleted records do not prevent an import.
    fresh.store.write(|c| Ok(c.execute("INSERT INTO tombstone (uid, at) VALUES ('gone', 1)", [])?)).unwrap();
    imports::take(&fresh.store, fresh.moment(), &reading, &mut ()).unwrap();
    fresh.undo(None).unwrap();
    assert!(fresh.facts().contacts.is_empty(), "one step takes it back");
}

#[test]
fn a_damaged_full_export_changes_nothing() {
    let app = app();
    let json: serde_json::Value =
        serde_json::from_slice(&make(&app, &ExportRequest::all(What::Everything, ExportFormat::Json)).bytes).unwrap();
    let take = |value: &serde_json::Value| {
        let empty = TestApp::new();
        let reading = file_kind::read("all.json", value.to_string().as_bytes());
        let result = reading.and_then(|reading| imports::take(&empty.store, empty.moment(), &reading, &mut ()));
        assert!(empty.facts().contacts.is_empty() && empty.facts().applications.is_empty());
        result.map(|_| ()).unwrap_err().message
    };
    let with = |path: &str, value: serde_json::Value| {
        let mut changed = json.clone();
        *changed.pointer_mut(path).expect(path) = value;
        changed
    };
    assert_eq!(take(&with("/tables/contact/0/emails", json!("no list"))), "error-import-damaged");
    assert_eq!(take(&with("/tables/contact/0/name", json!(""))), "error-import-damaged");
    assert_eq!(take(&with("/tables/contact/0/zone", json!("Mars/Olympus"))), "error-import-damaged");
    assert_eq!(take(&with("/tables/interview/0/application_id", json!(77))), "error-import-damaged");
    assert_eq!(take(&with("/tables/touch/0/kind", json!("bribe"))), "error-import-damaged");
    assert_eq!(
        take(&with("/tables/contact/0", json!({"id": 1, "x\"; DROP TABLE contact; --": 1}))),
        "error-import-damaged"
    );
    assert_eq!(take(&with("/tables/contact/0", json!(7))), "error-import-damaged");
    assert_eq!(take(&with("/afterword", json!(2))), "error-import-newer");
    assert_eq!(take(&with("/tables", json!({}))), "error-import-damaged");
    assert_eq!(take(&with("/sequences/contact", json!(i64::MAX))), "error-import-damaged");
}

#[test]
fn the_calendar_file_is_rewritten_only_when_the_plan_changed() {
    let app = app();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("synced").join("plan.ics");
    std::fs::create_dir(file.parent().unwrap()).unwrap();
    let keep = || calendar_file::keep(&app.store, app.moment()).unwrap();
    let problem = || app.store.read(|c| calendar_file::problem_in(c)).unwrap();
    assert!(!keep(), "none is kept unless one was chosen");
    afterword_core::use_cases::settings::set(&app.store, app.moment(), "calendar_file", &file.to_string_lossy())
        .unwrap();
    assert!(keep());
    let first = std::fs::read_to_string(&file).unwrap();
    assert!(first.contains("BEGIN:VEVENT"));
    app.at("2026-11-30 18:05");
    assert!(!keep(), "an unchanged plan is not written again");
    afterword_core::use_cases::settings::set(&app.store, app.moment(), "name", "Alex R").unwrap();
    assert!(!keep(), "also not after a change that the plan does not show");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), first);
    app.edit(2, json!({"start": "2026-12-03T11:00:00+08:00"})).unwrap();
    assert!(keep());
    assert_ne!(std::fs::read_to_string(&file).unwrap(), first);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
    assert!(!keep());
    assert!(problem().contains("plan.ics"), "the obstacle is reported: {}", problem());
    std::fs::create_dir(file.parent().unwrap()).unwrap();
    assert!(keep() && problem().is_empty(), "the problem is gone once the obstacle is");
}

#[test]
fn a_calendar_without_events_is_still_valid() {
    let app = TestApp::new();
    let ics = text(&app, &ExportRequest::all(What::Plan, ExportFormat::Ics));
    assert!(events(&ics).is_empty());
    assert!(ics.contains("BEGIN:VTIMEZONE"), "a calendar has at least one component: {ics}");
    assert!(!text(&self::app(), &ExportRequest::all(What::Plan, ExportFormat::Ics)).contains("VTIMEZONE"));
}

#[test]
fn a_plan_is_narrowed_to_anybody_of_an_interview() {
    let app = app();
    app.edit(2, json!({"interviewers": [{"contact": 3}, {"name": "Second"}]})).unwrap();
    let second = app.facts().contacts.keys().copied().max().unwrap();
    let plan = ExportRequest { people: BTreeSet::from([second]), ..ExportRequest::all(What::Plan, ExportFormat::Ics) };
    let found = events(&text(&app, &plan));
    assert!(found.keys().any(|uid| uid.starts_with("interview-2.")), "{found:?}");
}

#[test]
fn a_phone_link_is_exported_as_a_number_in_vcard_3() {
    let app = TestApp::new();
    let card =
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nTEL;VALUE=uri;TYPE=work:tel:+65-6555-0142;ext=7\r\nEND:VCARD\r\n";
    imports::take(&app.store, app.moment(), &file_kind::read("a.vcf", card.as_bytes()).unwrap(), &mut ()).unwrap();
    let three = text(&app, &ExportRequest::all(What::Contacts, ExportFormat::Vcard));
    assert!(three.contains(":+65-6555-0142 ext. 7\r\n") && !three.contains("VALUE=uri"), "{three}");
    let four = text(&app, &ExportRequest::all(What::Contacts, ExportFormat::Vcard4));
    assert!(four.contains("tel:+65-6555-0142"), "as it came: {four}");
}
