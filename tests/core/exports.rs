//! The contact summary as files for other programs: compared with golden files, read back by an independent reader, and
//! written whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use afterword_core::domain::codes::{ExportFormat as Format, What};
use afterword_core::domain::facts::Card;
use afterword_core::error::Code;
use afterword_core::forms::export::ExportRequest;
use afterword_core::store;
use afterword_core::use_cases::{exports, imports, people};
use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use serde_json::json;

#[cfg(unix)]
use crate::app::said;
use crate::app::{TestApp, refused};

/// People whose names and notes are as awkward as an export may meet.
fn app() -> TestApp {
    let app = TestApp::new();
    app.enter(json!({
        "company": "ACME, Inc.; \"the\" company", "role": "=HYPERLINK(\"http://evil.example\")",
        "start": "2026-11-23T15:00:00+08:00",
        "interviewers": [
            {"name": "Tan Mei Ling", "address_as": "Ms Tan", "title": "Head of R&D; Platform, Tools",
             "emails": ["mei.ling@acme.example", "tan@home.example"], "phones": ["+65 6555 0142", "6555 0143"],
             "address": "1 Fusionopolis Way\n#03-01, Tower B\nSingapore 138632", "website": "acme.example/?a=1,2;b",
             "zone": "Asia/Singapore", "note": "Likes C:\\new; says \"hello\" to whom she meets, asks how the crossing was, and \
             remembers what was said the last time they spoke, which is more than most people do\n\n=2+3 on its own line"},
            {"name": "陳美玲", "title": "技術長，負責一切事務與所有後端系統以及所有人員的招聘、培訓與考核工作", "company": "頂尖科技股份有限公司",
             "emails": ["mei@例子.example"], "note": "😀👩‍👩‍👧 e\u{301}", "address": "＝SUM(1)，臺北市信義區市府路一號十二樓之三，請由側門進入並於櫃檯登記"}
        ]
    }))
    .unwrap();
    app.enter(json!({
        "company": "Initech", "role": "-1+1", "start": "2026-11-20T10:00:00+08:00",
        "interviewers": [
            {"name": "Eve\nEND:VCARD\nBEGIN:VCARD\nFN:Mallory", "title": "\r\nTEL:+1 900 555 0100",
             "company": "@SUM(1+1)*cmd|' /C calc'!A0", "emails": ["+eve@initech.example"], "phones": ["-5"],
             "note": "END:VCARD\r\nBEGIN:VCARD\nFN:Mallory\n\"=1+1\",x"}
        ]
    }))
    .unwrap();
    // A person who belongs to no application.
    let alone = Card { name: "abigail Öz".into(), note: "\n=1+1".into(), ..Card::default() };
    let now = app.moment().now;
    app.store.write(|tx| store::contacts::insert(tx, &alone, now)).unwrap();
    app.store.write(|tx| Ok(tx.execute("UPDATE contact SET uid = 'uid-of-' || id", [])?)).unwrap();
    app.at("2026-11-23 18:20").done("thank_you:1:1").unwrap();
    app
}

fn export(app: &TestApp, format: Format) -> String {
    String::from_utf8(
        exports::make(&app.store, app.moment(), &ExportRequest::all(What::Contacts, format)).unwrap().bytes,
    )
    .unwrap()
}

/// Compares with the golden file; `UPDATE_GOLDEN=1` writes it.
pub fn golden(actual: &str, name: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let expect = fs::read(&path).unwrap();
    assert!(actual.as_bytes() == expect, "{name} changed; look at it, then UPDATE_GOLDEN=1. It is now:\n{actual}");
}

#[test]
fn csv_matches_the_golden_file() {
    golden(&export(&app(), Format::Csv), "contacts.csv");
}

#[test]
fn vcard_matches_the_golden_file() {
    golden(&export(&app(), Format::Vcard), "contacts.vcf");
}

#[test]
fn csv_reads_back_and_runs_nothing() {
    let app = app();
    let text = export(&app, Format::Csv);
    let body = text.strip_prefix('\u{feff}').expect("a byte order mark, or a spreadsheet garbles 陳");
    assert_eq!(body.lines().next().map(str::len), body.find("\r\n"), "lines end in CRLF (RFC 4180)");
    let mut reader = csv::Reader::from_reader(body.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), 4, "a row for each person and application, one for who has none");
    let is_number = |cell: &str| {
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ' ');
        cell.strip_prefix('+').is_some_and(|rest| rest.split("; ").all(digits) && rest.contains(' '))
    };
    for cell in rows.iter().flat_map(BTreeMap::values).filter(|cell| !is_number(cell)) {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']),
            "a spreadsheet would run this: {cell:?}"
        );
    }
    let row = |name: &str| rows.iter().find(|row| row["name"].contains(name)).unwrap();
    let cell = |name: &str, column: &str| row(name)[column].clone();
    assert_eq!(columns.len(), 19);
    assert_eq!(cell("Tan", "emails"), "mei.ling@acme.example; tan@home.example");
    assert_eq!(cell("Tan", "phones"), "+65 6555 0142; 6555 0143", "with spaces, a + begins no formula");
    assert_eq!(cell("Tan", "address"), "1 Fusionopolis Way\n#03-01, Tower B\nSingapore 138632");
    assert_eq!(cell("Tan", "role"), "'=HYPERLINK(\"http://evil.example\")");
    assert_eq!(cell("Tan", "application_company"), "ACME, Inc.; \"the\" company");
    assert_eq!((cell("Tan", "last_interview"), cell("Tan", "last_touch")), ("2026-11-23".into(), "2026-11-23".into()));
    assert_eq!((cell("Tan", "next_step"), cell("Tan", "next_due")), ("Check in by phone".into(), "2026-11-30".into()));
    assert_eq!((cell("陳", "next_step"), cell("陳", "stage")), ("Thank-you".into(), "Waiting".into()));
    assert_eq!(cell("Eve", "company"), "'@SUM(1+1)*cmd|' /C calc'!A0");
    assert_eq!(cell("Eve", "name"), "Eve END:VCARD BEGIN:VCARD FN:Mallory");
    assert_eq!((cell("abigail", "role"), cell("abigail", "note")), (String::new(), "'\n=1+1".into()));
}

/// What was said of the parts of a name is kept; what was not is split by the rule in docs/cli.md.
#[test]
fn a_vcard_has_the_name_in_parts() {
    let app = TestApp::new();
    let table = "Vorname,Nachname,E-Mail\nMei Ling,Tan,tan@acme.example\n";
    let file = afterword_core::exchange::file_kind::read("people.csv", table.as_bytes()).unwrap();
    imports::take(&app.store, app.moment(), &file, &mut ()).unwrap();
    for name in ["Anna van den Berg", "陳偉", "Cher"] {
        let card = serde_json::from_value(serde_json::json!({"name": name})).unwrap();
        people::add(&app.store, app.moment(), &card).unwrap();
    }
    let text = export(&app, Format::Vcard);
    for line in ["N:Tan;Mei Ling;;;", "N:van den Berg;Anna;;;", "N:陳;偉;;;", "N:;Cher;;;", "FN:Mei Ling Tan"] {
        assert!(text.lines().any(|found| found.trim_end() == line), "{line} in\n{text}");
    }
}

/// LibreOffice and Excel take "+44207946" for a number, and "+1-555" for a formula, but not what has spaces in it.
#[test]
fn phone_numbers_stay_numbers_in_a_spreadsheet() {
    let app = TestApp::new();
    let phones = ["+442079460958", "+1-212-555-0142", "+65 6555 0142", "+999123456", "030 123456", "+1+2", "=1+2"];
    for phone in phones {
        let card = serde_json::from_value(serde_json::json!({"name": phone, "phones": [phone]})).unwrap();
        people::add(&app.store, app.moment(), &card).unwrap();
    }
    let text = export(&app, Format::Csv);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    let written = |phone: &str| {
        let is_it = |row: &&BTreeMap<String, String>| row["name"].trim_start_matches('\'') == phone;
        rows.iter().find(is_it).unwrap()["phones"].clone()
    };
    assert_eq!(
        phones.map(written),
        ["+44 20 7946 0958", "+1 212 555 0142", "+65 6555 0142", "+99 9123456", "030 123456", "'+1+2", "'=1+2"]
    );
}

/// The components of a property, one after the other.
fn texts(entry: &VCardEntry) -> Vec<String> {
    let parts = entry.values.iter().flat_map(|value| match value {
        VCardValue::Text(text) => vec![text.clone()],
        VCardValue::Component(parts) => parts.clone(),
        other => vec![format!("{other:?}")],
    });
    parts.filter(|part| !part.is_empty()).collect()
}

fn read(text: &str) -> Vec<VCard> {
    let mut parser = Parser::new(text);
    let mut cards = Vec::new();
    loop {
        match parser.entry() {
            Entry::VCard(card) => cards.push(card),
            Entry::Eof => return cards,
            other => panic!("not a card: {other:?}"),
        }
    }
}

#[test]
fn every_vcard_reads_back_with_the_same_fields() {
    let app = app();
    let cards = read(&export(&app, Format::Vcard));
    let facts = app.facts();
    assert_eq!(cards.len(), facts.contacts.len(), "one card a person, and no hostile name makes another");
    for contact in facts.contacts.values() {
        let card = &contact.card;
        let find = |read: &&VCard| {
            read.entries.iter().any(|e| e.name == VCardProperty::Fn && texts(e) == [card.name.as_str()])
        };
        let read = cards.iter().find(find).unwrap_or_else(|| panic!("the card of {}", card.name));
        let all = |name: VCardProperty| -> Vec<String> {
            read.entries.iter().filter(|e| e.name == name).flat_map(texts).collect()
        };
        let check = |name: VCardProperty, expect: &[&str]| {
            let expect: Vec<&str> = expect.iter().copied().filter(|text| !text.is_empty()).collect();
            assert_eq!(all(name.clone()), expect, "{} of {}", name.as_str(), card.name);
        };
        let parts = afterword_core::exchange::name_parts::name_parts(&card.name);
        check(VCardProperty::N, &[&parts.family, &parts.given, &parts.prefix, &parts.suffix]);
        check(VCardProperty::Other("X-AFTERWORD-ADDRESS-AS".into()), &[&card.address_as]);
        check(VCardProperty::Nickname, &[]);
        check(VCardProperty::Org, &[&card.company]);
        check(VCardProperty::Title, &[&card.title]);
        check(VCardProperty::Email, &card.emails.iter().map(String::as_str).collect::<Vec<_>>());
        check(VCardProperty::Tel, &card.phones.iter().map(String::as_str).collect::<Vec<_>>());
        check(VCardProperty::Url, &[&card.website]);
        check(VCardProperty::Tz, &[card.zone.map_or("", |z| z.name())]);
        check(VCardProperty::Note, &[&card.note]);
        check(VCardProperty::Adr, &[&card.address]);
        check(VCardProperty::Uid, &[&format!("uid-of-{}", contact.id)]);
        check(VCardProperty::Version, &["3.0"]);
    }
}

#[test]
fn vcard_lines_are_short_and_whole() {
    let text = export(&app(), Format::Vcard);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "lines end in CRLF only");
    assert!(text.ends_with("END:VCARD\r\n"));
    let mut folded = 0;
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "at most 75 octets (RFC 2426, 2.6), and whole characters: {line}");
        folded += usize::from(line.starts_with(' '));
    }
    assert!(folded >= 3, "long lines are there to be folded");
    let properties = text.split("\r\n").filter(|line| line.starts_with("TEL") || line.starts_with("BEGIN"));
    assert_eq!(properties.count(), 4 + 3, "four cards and three numbers, whatever the names say");
}

#[test]
fn without_people_an_empty_list_is_exported() {
    let app = TestApp::new();
    assert_eq!(export(&app, Format::Csv).matches("\r\n").count(), 1, "the heading alone");
    assert_eq!(export(&app, Format::Vcard), "");
}

#[test]
fn an_export_reports_the_file_it_wrote() {
    let app = app();
    let path = app.folder.path().join("people.csv");
    let done =
        exports::to_file(&app.store, app.moment(), &ExportRequest::all(What::Contacts, Format::Csv), &path).unwrap();
    assert_eq!(done.text, format!("4 contacts written to {}.", path.display()));
    assert_eq!(fs::read_to_string(&path).unwrap(), export(&app, Format::Csv));
    assert_eq!(done.undo, None, "nothing was recorded, so nothing is to be undone");
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_failed_export_is_reported_and_leaves_no_file() {
    let app = app();
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &Path| {
        refused(&app, Code::Conflict, |d| {
            exports::to_file(&d.store, d.moment(), &ExportRequest::all(What::Contacts, Format::Csv), path)
        })
    };
    let missing = write(&folder.path().join("missing/people.csv"));
    assert!(missing.ends_with("Nothing else was changed."), "{missing}");
    fs::create_dir(folder.path().join("people.csv")).unwrap();
    fs::write(folder.path().join("people.csv/older"), "older").unwrap();
    write(&folder.path().join("people.csv"));
    assert_eq!(fs::read_to_string(folder.path().join("people.csv/older")).unwrap(), "older", "a folder is no file");
    assert_eq!(names(folder.path()), ["people.csv"], "nothing half-written lies around");
}

#[cfg(unix)]
#[test]
fn an_export_writes_into_a_pipe_instead_of_replacing_it() {
    use std::os::unix::fs::FileTypeExt;
    let app = app();
    let pipe = app.folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    exports::to_file(&app.store, app.moment(), &ExportRequest::all(What::Contacts, Format::Vcard), &pipe).unwrap();
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo(), "`-o /dev/stdout` must not replace the device");
    assert_eq!(reader.join().unwrap(), export(&app, Format::Vcard));
}

/// Runs itself again with a limit on file sizes, which to the program looks like a full disk.
#[cfg(unix)]
#[test]
fn an_older_file_stays_when_the_disk_is_full() {
    const FOLDER: &str = "AFTERWORD_TEST_FULL_DISK";
    if let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) {
        let store = crate::app::open(&folder).unwrap();
        let moment = TestApp::new().moment();
        let error = exports::to_file(
            &store,
            moment,
            &ExportRequest::all(What::Contacts, Format::Csv),
            &folder.join("people.csv"),
        )
        .unwrap_err();
        assert!(said(&error).contains("could not be written"), "{}", said(&error));
        return;
    }
    let app = TestApp::new();
    let note = "n".repeat(20_000);
    app.enter(json!({"company": "ACME", "role": "A", "start": "today 15:00", "interviewers": [
        {"name": "Tan", "note": note}]}))
        .unwrap();
    // A row for each application: the export outgrows the limit, the database stays below it.
    for i in 0..60 {
        let again = json!({"company": "ACME", "role": format!("A{i}"), "start": "today 15:00", "interviewers": [{"contact": 1}]});
        app.enter(again).unwrap();
    }
    let path = app.folder.path().join("people.csv");
    fs::write(&path, "older").unwrap();
    let folder = app.folder;
    drop(app.store);
    let kept = names(folder.path());
    let script = "trap '' XFSZ; ulimit -f 2000; exec \"$0\" --exact exports::an_older_file_stays_when_the_disk_is_full";
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script]).arg(std::env::current_exe().unwrap()).env(FOLDER, folder.path());
    let output = shell.output().unwrap();
    assert!(output.status.success(), "the export was refused: {}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(fs::read_to_string(&path).unwrap(), "older", "the older file is as it was");
    assert_eq!(names(folder.path()), kept, "nothing half-written lies around");
}
