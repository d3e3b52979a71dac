//! Databases that somebody else made to do harm: what they hold is copied or refused, and nothing in them runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use afterword_core::domain::codes::{ExportFormat, What};
use afterword_core::error::{Code, Error};
use afterword_core::exchange::file_kind;
use afterword_core::forms::export::ExportRequest;
use afterword_core::forms::person::Erasure;
use afterword_core::store;
use afterword_core::store::backup::{self, Occasion};
use afterword_core::store::files::FILE_NAME;
use afterword_core::use_cases::{
    backup_files, backups, calendar_file, exports, imports, people, reminders, rescue, restore,
};
use rusqlite::Connection;

use crate::app::{TestApp, lim, open, refused, tan};
use crate::words;

/// The path of a database with the schema of a version, changed by some SQL.
fn database(app: &TestApp, version: usize, sql: &str) -> PathBuf {
    let path = app.folder.path().join("from elsewhere.db");
    drop(fs::remove_file(&path));
    let c = Connection::open(&path).unwrap();
    let migrations = ["0001_facts", "0002_templates", "0003_imports"];
    for name in &migrations[..version] {
        let file = words::root().join(format!("src-tauri/core/migrations/{name}.sql"));
        c.execute_batch(&fs::read_to_string(file).unwrap()).unwrap();
    }
    c.pragma_update(None, "application_id", store::migration::APPLICATION_ID).unwrap();
    c.pragma_update(None, "user_version", version as i64).unwrap();
    c.execute_batch("INSERT INTO contact (uid, name, created_at, modified_at) VALUES ('u', 'Ms Okafor', 1, 1)")
        .unwrap();
    c.execute_batch(sql).unwrap();
    path
}

/// Changes the SQL of the schema itself, as no statement of SQL could.
fn rewrite(sql: &str) -> String {
    format!("PRAGMA writable_schema = ON; {sql}; PRAGMA writable_schema = RESET;")
}

fn restored(app: &TestApp, path: &Path) -> Result<(), Error> {
    let begun = Instant::now();
    let done = restore::restore(&app.store, app.moment(), path.to_str().unwrap()).map(drop);
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
    done
}

/// A statement that would run for hours.
const FOR_EVER: &str = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

#[test]
fn code_in_a_schema_never_runs() {
    let app = TestApp::example_1();
    let with_condition = |table: &str, condition: &str| {
        rewrite(&format!(
            "UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT NOT NULL', 'name TEXT NOT NULL CHECK ({condition})')
             WHERE name = '{table}'"
        ))
    };
    let attacks = [
        (
            "a trigger",
            format!(
                "CREATE TRIGGER t AFTER INSERT ON setting BEGIN INSERT INTO company (uid, name, created_at, modified_at) SELECT 'x', ({FOR_EVER}), 1, 1; END"
            ),
        ),
        ("a view", format!("CREATE VIEW v AS {FOR_EVER}")),
        ("a view in place of a table", format!("DROP TABLE unfinished; CREATE VIEW unfinished AS {FOR_EVER}")),
        ("a condition that takes memory", with_condition("contact", "length(zeroblob(900000000)) > 0")),
        (
            "a column that is computed",
            rewrite(
                "UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT NOT NULL', 'name TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000)))') WHERE name = 'contact'",
            ),
        ),
    ];
    for version in 1..=3 {
        for (what, sql) in &attacks {
            let path = database(&app, version, sql);
            let text = refused(&app, Code::Conflict, |app| restored(app, &path));
            assert!(text.contains("is damaged or holds no records of Afterword"), "{what}, version {version}: {text}");
            assert!(
                backup::content(&path).is_err() && backup::holds(&path, "u").is_err(),
                "{what}: nor is it looked into"
            );
            // The same file in the place of the records.
            let folder = tempfile::tempdir().unwrap();
            fs::copy(&path, folder.path().join(FILE_NAME)).unwrap();
            let begun = Instant::now();
            assert_eq!(open(folder.path()).map(drop).unwrap_err().code, Code::Damaged, "{what}, version {version}");
            assert!(begun.elapsed() < Duration::from_secs(5));
        }
    }
}

/// Only rows are copied: what other tools added stays where it was, and the size of the pages does not matter.
#[test]
fn rows_are_copied_and_nothing_else() {
    let app = TestApp::example_1();
    for version in 1..=3 {
        let path = database(
            &app,
            version,
            "PRAGMA page_size = 65536; VACUUM; CREATE TABLE extra (a CHECK (zeroblob(900000000) > a))",
        );
        restored(&app, &path).unwrap();
        assert_eq!(app.facts().contacts.values().map(|it| it.card.name.as_str()).collect::<Vec<_>>(), ["Ms Okafor"]);
        assert_eq!(app.count("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"), 0);
        app.enter(tan()).expect("work goes on");
        app.undo(None).unwrap();
        app.undo(None).expect("and the restore is taken back");
    }
}

#[test]
fn rows_that_break_the_rules_of_a_table_are_refused() {
    let app = TestApp::example_1();
    for (what, sql) in [
        ("an id after which none could be given", "UPDATE contact SET id = 9223372036854775807"),
        ("an id that JSON cannot hold", "UPDATE contact SET id = 9007199254740993"),
        ("a sequence that ends", "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'contact'"),
        ("a sequence that is text", "UPDATE sqlite_sequence SET seq = 'x' WHERE name = 'contact'"),
        (
            "a reference to nothing",
            "PRAGMA foreign_keys = OFF; INSERT INTO interviewer (uid, interview_id, contact_id, position, created_at, modified_at) VALUES ('r', 7, 7, 1, 1, 1)",
        ),
    ] {
        let path = database(&app, 3, sql);
        let text = refused(&app, Code::Conflict, |app| restored(app, &path));
        assert!(text.contains("is damaged or holds no records"), "{what}: {text}");
    }
}

#[test]
fn an_undo_log_without_end_is_cut() {
    let app = TestApp::example_1();
    let path = database(
        &app,
        3,
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000)
         INSERT INTO undo_entry (at, text) SELECT 1, 'x' FROM n",
    );
    restored(&app, &path).unwrap();
    assert!(app.count("SELECT count(*) FROM undo_entry") <= 501);
}

/// A setting that names a place on this machine does not come with records from elsewhere.
#[test]
fn a_restore_brings_no_file_to_be_written() {
    let app = TestApp::example_1();
    let (theirs, ours) = (app.folder.path().join("theirs.ics"), app.folder.path().join("ours.ics"));
    let setting = |path: &Path| {
        let path = path.display();
        format!("INSERT INTO setting (key, value, created_at, modified_at) VALUES ('calendar_file', '{path}', 1, 1)")
    };
    let path = database(&app, 3, &setting(&theirs));
    restored(&app, &path).unwrap();
    assert_eq!(app.snapshot().settings.calendar_file, "");
    app.set("calendar_file", ours.to_str().unwrap()).unwrap();
    restored(&app, &path).unwrap();
    assert_eq!(app.snapshot().settings.calendar_file, ours.to_str().unwrap());
    assert!(calendar_file::keep(&app.store, app.moment()).unwrap() && ours.exists() && !theirs.exists());
    // Where the records cannot be opened, too.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FILE_NAME), b"").unwrap();
    rescue::restore(folder.path(), app.moment(), path.to_str().unwrap()).unwrap();
    let store = open(folder.path()).unwrap();
    assert_eq!(store.read(|c| store::settings::all(c)).unwrap().remove("calendar_file"), None);
}

#[test]
fn a_calendar_of_another_program_is_left_alone() {
    let app = TestApp::example_1();
    let file = app.folder.path().join("mine.ics");
    let path = file.to_str().unwrap();
    let theirs = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n";
    fs::write(&file, theirs).unwrap();
    let text = refused(&app, Code::Conflict, |app| app.set("calendar_file", path));
    assert!(
        text.ends_with(
            "is a file of another program. It was left as it is; choose another name, or move it away first."
        )
    );
    fs::remove_file(&file).unwrap();
    app.set("calendar_file", path).unwrap();
    assert!(calendar_file::keep(&app.store, app.moment()).unwrap());
    // Somebody puts another file in its place.
    fs::write(&file, theirs).unwrap();
    app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    assert!(!calendar_file::keep(&app.store, app.moment()).unwrap());
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    let problem = app.store.read(|c| calendar_file::problem_in(c)).unwrap();
    assert!(problem.contains("is a file of another program"), "{problem}");
    fs::write(&file, "").unwrap();
    assert!(calendar_file::keep(&app.store, app.moment()).unwrap(), "an empty file is nobody's");
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    let app = TestApp::example_1();
    let [link, target] = ["link.ics", "target.ics"].map(|name| app.folder.path().join(name));
    std::os::unix::fs::symlink(&target, &link).unwrap();
    app.set("calendar_file", link.to_str().unwrap()).unwrap();
    assert!(!calendar_file::keep(&app.store, app.moment()).unwrap(), "it leads nowhere");
    let problem = app.store.read(|c| calendar_file::problem_in(c)).unwrap();
    assert!(problem.contains("it is a link to a file that is not there"), "{problem}");
    fs::write(&target, "").unwrap();
    assert!(calendar_file::keep(&app.store, app.moment()).unwrap());
    assert!(link.symlink_metadata().unwrap().is_symlink(), "the link stays");
    assert!(fs::read_to_string(&target).unwrap().starts_with("BEGIN:VCALENDAR"));
}

/// The clock was wrong once: the backup of that time is not the latest for ever.
#[test]
fn the_latest_backup_is_the_one_with_the_latest_changes() {
    let app = TestApp::example_1();
    app.at("2099-01-01 12:00");
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    app.at("2026-11-23 18:00").enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    let listed = backup_files::inspect_all(app.folder.path());
    assert_eq!(listed[0].1.as_ref().unwrap().people, 2, "it is listed first");
    restore::restore(&app.store, app.moment(), backup_files::LATEST).unwrap();
    assert_eq!(app.facts().contacts.len(), 2);
    // After a new beginning, the changes are counted on, so that older backups are older.
    let (folder, moment) = (app.folder.path().to_owned(), app.moment());
    let TestApp { store, folder: kept, .. } = app;
    drop(store);
    rescue::begin_anew(&folder, moment).unwrap();
    let begun = open(&folder).unwrap();
    people::add(&begun, moment, &serde_json::from_value(serde_json::json!({"name": "Adaeze Okafor"})).unwrap())
        .unwrap();
    backups::make(&begun, moment, Occasion::Asked).unwrap();
    assert_eq!(backup_files::inspect_all(&folder)[0].1.as_ref().unwrap().people, 1, "the new beginning is the latest");
    drop(kept);
}

/// A pipe where a file should be keeps nobody waiting.
#[cfg(unix)]
#[test]
fn pipes_in_the_place_of_files_are_passed_over() {
    let app = TestApp::example_1();
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    let usual = backup::usual_folder(app.folder.path());
    let pipe = usual.join("afterword-20991231T000000Z-asked.db");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let begun = Instant::now();
    assert!(backup::content(&pipe).is_err());
    restore::restore(&app.store, app.moment(), backup_files::LATEST).unwrap();
    people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).unwrap();
    let TestApp { store, folder, .. } = app;
    drop(store);
    for name in ["afterword.damaged", "backups.folder", "afterword.db-journal", "afterword.db-wal"] {
        drop(fs::remove_file(folder.path().join(name)));
        let pipe = folder.path().join(name);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let opened = open(folder.path()).map(drop);
        assert_eq!(opened.is_ok(), name == "backups.folder", "{opened:?}");
        fs::remove_file(&pipe).unwrap();
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let secret = folder.path().join("secret");
    fs::write(&secret, "from elsewhere").unwrap();
    std::os::unix::fs::symlink(&secret, folder.path().join("afterword.damaged")).unwrap();
    let refused = open(folder.path()).map(drop).unwrap_err();
    assert!(!crate::app::said(&refused).contains("from elsewhere"), "a link is not followed: {refused}");
}

/// Records that were put in place by hand have the same limits as those that are restored.
#[test]
fn a_value_of_tens_of_megabytes_is_not_read() {
    let app = TestApp::example_1();
    let TestApp { store, folder, .. } = app;
    drop(store);
    let c = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    c.execute("UPDATE contact SET note = hex(zeroblob(40000000))", []).unwrap();
    drop(c);
    let refused = open(folder.path()).and_then(|store| store.read(|c| store::facts(c)).map(drop)).unwrap_err();
    assert_eq!(refused.code, Code::Damaged, "{refused}");
}

/// What cannot be read after a restore came with the file, so the user's own records are not called damaged.
#[test]
fn a_file_with_rows_that_cannot_be_read_is_named() {
    let app = TestApp::example_1();
    let row = "INSERT INTO reminder (occurrence, step, planned_at, deliver_at) VALUES ('o1', 's1', 1, 1)";
    let path = database(&app, 3, row);
    let refused = restored(&app, &path).unwrap_err();
    assert_eq!(refused.message, "error-backup-damaged", "{refused}");
    assert_eq!(app.facts().contacts[&afterword_core::domain::ids::ContactId(1)].card.name, "Tan Mei Ling");
}

/// A guess at an encoding needs a part of the text, not all of it.
#[test]
fn megabytes_of_bytes_that_are_no_text_are_refused_soon() {
    let begun = Instant::now();
    assert!(file_kind::read("ff", &vec![0xff; 10_000_000]).is_err());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

/// A backup that was killed half-way is a copy like any other.
#[test]
fn deleting_a_person_for_good_tells_of_copies_that_were_only_begun() {
    let app = TestApp::example_1();
    let made = backups::make(&app.store, app.moment(), Occasion::Asked).unwrap().backup.path;
    let begun = made.with_file_name(".afterword-x1y2z3");
    fs::rename(&made, &begun).unwrap();
    let done = people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).unwrap();
    let warning = done.warning.unwrap();
    assert!(warning.contains("One backup"), "{warning}");
    // One that is too old to be in the making is removed.
    app.enter(tan()).unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH;
    fs::File::options().write(true).open(&begun).unwrap().set_modified(old).unwrap();
    let person = *app.facts().contacts.keys().next().unwrap();
    let done = people::erase(&app.store, app.moment(), person.0, Erasure::DeleteForGood).unwrap();
    assert_eq!((done.warning, begun.exists()), (None, false));
}

#[test]
fn cards_without_end_are_cut_to_what_a_card_can_be() {
    for property in ["EMAIL:a{}@b.example", "TEL:+65 6555 {}", "X-OTHER:{}"] {
        let lines: String = (0..100_000).map(|n| property.replace("{}", &n.to_string()) + "\r\n").collect();
        let text = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Chen Wei\r\n{lines}END:VCARD\r\n");
        let begun = Instant::now();
        let file = file_kind::read("cards.vcf", text.as_bytes()).unwrap();
        assert_eq!(file.records.len(), 1);
        assert!(format!("{:?}", file.records[0]).len() < 500_000, "{property}: what is kept besides is bounded, too");
        assert!(begun.elapsed() < Duration::from_secs(20), "{property}: {:?}", begun.elapsed());
    }
    let begun = Instant::now();
    drop(file_kind::read("code.txt", format!("MECARD:N:Chen;{};", "ADR:1,2,3;".repeat(200_000)).as_bytes()));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn texts_without_end_are_read_in_no_time() {
    for part in [
        "1 · ",
        "• ",
        "Tel 1 · ",
        "a@b.example ",
        "www.a.example · ",
        "Tel +65 6555 0142\n",
        "Ms. A. B.\n",
        "12 Main St, ",
    ] {
        for size in [20_000, 2_000_000] {
            let text = part.repeat(size / part.len());
            let begun = Instant::now();
            drop(afterword_core::exchange::card_text::read(&text));
            assert!(begun.elapsed() < Duration::from_secs(5), "{part:?}, {size}: {:?}", begun.elapsed());
        }
    }
    // The card at the end of a long thread is still found.
    let thread = "We talked about the plan for the quarter, at some length.\n".repeat(300);
    let text = format!("{thread}\nBest regards,\nChen Wei\nHiring Manager\nchen.wei@shopee.example");
    let found = afterword_core::exchange::card_text::read(&text);
    assert_eq!((found.card.name.as_str(), found.card.title.as_str()), ("Chen Wei", "Hiring Manager"));
}

/// A picture of hundreds of the squares by which a code is found, without any code.
fn squares(side: u32, step: u32) -> Vec<u8> {
    let dark = |at: u32| matches!(at % step, 0 | 2..=4 | 6);
    let ring = |at: u32| matches!(at % step, 0 | 6);
    let inside = |at: u32| (at % step) < 7;
    let picture = image::GrayImage::from_fn(side, side, |x, y| {
        let black = inside(x) && inside(y) && (ring(x) || ring(y) || dark(x) && dark(y) && !ring(x) && !ring(y));
        image::Luma([if black { 0 } else { 255 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[test]
fn pictures_made_to_take_long_are_refused_soon() {
    let begun = Instant::now();
    for png in [squares(400, 8), squares(600, 9)] {
        let read = file_kind::read("code.png", &png).map(drop).map_err(|error| crate::app::said(&error));
        assert!(read.is_err(), "there is no code in it");
    }
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
    // A small file of many pixels.
    let huge = image::RgbImage::new(11_000, 5_500);
    let mut png = std::io::Cursor::new(Vec::new());
    huge.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let begun = Instant::now();
    let refused = file_kind::read("huge.png", &png.into_inner()).map(drop).unwrap_err();
    assert!(crate::app::said(&refused).contains("cannot be read"), "{refused}");
    assert!(begun.elapsed() < Duration::from_secs(2), "it is not decoded: {:?}", begun.elapsed());
}

#[test]
fn pictures_of_few_octets_and_many_pixels_are_too_large_together() {
    use afterword_core::exchange::record::Record;
    use afterword_core::exchange::remark::Remark;
    use base64::Engine;

    let read = |png: &[u8], times: usize| {
        let photo = base64::engine::general_purpose::STANDARD.encode(png);
        let card = format!("BEGIN:VCARD\nVERSION:3.0\nFN:Tan Mei Ling\nPHOTO;ENCODING=b;TYPE=PNG:{photo}\nEND:VCARD\n");
        let records = afterword_core::exchange::vcard::records(&card.repeat(times));
        let cards = records.into_iter().map(|record| match record {
            Record::Card(card) => *card,
            other => panic!("a card is taken also without its picture: {other:?}"),
        });
        cards.collect::<Vec<_>>()
    };
    let png = |picture: image::GrayImage| {
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        png.into_inner()
    };
    // Its head alone says how large it is.
    let large = png(image::GrayImage::new(6_000, 6_000));
    let cards = read(&large[..300], 40);
    let refused = cards.iter().filter(|card| card.remarks == [Remark::PhotosTooLarge]).count();
    assert_eq!(refused, 27, "13 of 36 MB are looked at");
    let speckled = png(image::GrayImage::from_fn(100, 100, |x, y| image::Luma([(x.wrapping_mul(7919) ^ y) as u8])));
    let cards = read(&speckled, 300);
    assert!(cards.iter().all(|card| card.photo.is_some()), "real pictures have as many octets as they need");
}

#[test]
fn calendars_made_to_take_long_are_read_in_no_time() {
    let day = |text: &str| text.parse().unwrap();
    let event = |rule: &str| format!("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\n{rule}\r\nEND:VEVENT\r\n");
    let calendar = |events: &str| format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    let never = event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").repeat(5_000);
    let dates = vec!["20261225"; 100_000].join(",");
    let plain = event("SUMMARY:Christmas");
    for (what, events) in [
        ("rules that never occur", format!("{plain}{never}")),
        ("dates without end", format!("{plain}{}", event(&format!("RDATE;VALUE=DATE:{dates}")))),
    ] {
        let begun = Instant::now();
        let days =
            afterword_core::exchange::icalendar::days_off(&calendar(&events), day("2026-01-01"), day("2027-12-31"));
        assert!(days.unwrap().contains(&day("2026-12-25")), "{what}: the others count");
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}: {:?}", begun.elapsed());
    }
}

/// An export of everything, changed by hand.
#[test]
fn everything_from_elsewhere_is_checked_like_what_is_typed() {
    let mine = TestApp::example_1();
    let wish = ExportRequest::all(What::Everything, ExportFormat::Json);
    let whole = String::from_utf8(exports::make(&mine.store, mine.moment(), &wish).unwrap().bytes).unwrap();
    let app = TestApp::new();
    let take = |text: &str| {
        let begun = Instant::now();
        let taken = file_kind::read("all.json", text.as_bytes())
            .and_then(|file| imports::take(&app.store, app.moment(), &file, &mut ()).map(drop));
        assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
        taken.map_err(|error| crate::app::said(&error))
    };
    let one = "\"name\": \"Tan Mei Ling\"";
    assert!(whole.contains(one) && whole.contains("\"id\": 1,"));
    let addresses = serde_json::to_string(&vec!["a@b.example"; 100_000]).unwrap();
    let marks = "e\u{301}".repeat(100_000);
    let emails = whole.split_once("\"emails\": ").unwrap().1.split_once(",\n").unwrap().0.to_owned();
    let numbers = format!("{{\"afterword\": 1, \"tables\": {{\"contact\": [{}]}}}}", vec!["1"; 5_000_000].join(","));
    for (what, text) in [
        ("an id after which none could be given", whole.replace("\"id\": 1,", "\"id\": 9223372036854775807,")),
        ("a name without end", whole.replace(one, &format!("\"name\": \"{marks}\""))),
        ("addresses without end", whole.replacen(&emails, &serde_json::to_string(&addresses).unwrap(), 1)),
        ("rows without end", numbers),
        ("a column that there is not", whole.replace(one, &format!("{one}, \"unknown\": 1"))),
    ] {
        let refused = take(&text).expect_err(what);
        assert!(refused.contains("does not hold together"), "{what}: {refused}");
        assert_eq!(app.facts().contacts.len(), 0, "{what}");
    }
    // A byte order mark, as some editors add it.
    take(&format!("\u{feff}{whole}")).unwrap();
    assert_eq!(app.facts(), mine.facts());
}

/// The log is cut in the middle of a change and its undo; the backup must still be one.
#[test]
fn a_log_that_is_cut_between_a_change_and_its_undo_holds_together() {
    let app = TestApp::example_1();
    for n in 0..250 {
        app.set("name", &format!("no. {n}")).unwrap();
        app.undo(None).unwrap();
    }
    let made = |app: &TestApp| backups::make(&app.store, app.moment(), Occasion::Asked).unwrap().backup.name();
    let earlier = made(&app);
    for n in 0..3 {
        // Each restore moves the numbers on by one, so that the cut falls on a change, and then on its undo.
        app.set("name", &format!("later {n}")).unwrap();
        let done = restore::restore(&app.store, app.moment(), &earlier).unwrap();
        let name = made(&app);
        restore::restore(&app.store, app.moment(), &name).unwrap();
        app.undo(None).unwrap();
        restore::restore(&app.store, app.moment(), &done.value).unwrap();
    }
    assert!(app.count("SELECT count(*) FROM undo_entry") <= 501);
}

/// Somebody goes back to an older backup on purpose: what is recorded after that is later than what was passed over.
#[test]
fn the_latest_backup_after_a_rescue_is_one_made_after_it() {
    let app = TestApp::example_1();
    let older = backups::make(&app.store, app.moment(), Occasion::Asked).unwrap().backup.name();
    for company in ["Initech", "Globex", "Hooli"] {
        app.enter(lim(company, "2026-11-20 10:00")).unwrap();
    }
    app.at("2026-11-23 18:00");
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    let (moment, path) = (app.moment(), app.folder.path().to_owned());
    let TestApp { store, folder, .. } = app;
    drop(store);
    fs::write(path.join(FILE_NAME), b"").unwrap();
    rescue::restore(&path, moment, &older).unwrap();
    let store = open(&path).unwrap();
    people::add(&store, moment, &serde_json::from_value(serde_json::json!({"name": "Adaeze Okafor"})).unwrap())
        .unwrap();
    backups::make(&store, moment, Occasion::Asked).unwrap();
    restore::restore(&store, moment, backup_files::LATEST).unwrap();
    let names: Vec<_> =
        store.read(|c| store::facts(c)).unwrap().contacts.into_values().map(|it| it.card.name).collect();
    assert_eq!(names, ["Tan Mei Ling", "Adaeze Okafor"]);
    drop(folder);
}

/// What takes a moment each takes a moment more with each, and no more than that.
#[test]
fn thousands_of_records_of_one_kind_are_planned_in_no_time() {
    let app = TestApp::example_1();
    let many = |sql: &str| {
        let n = "WITH RECURSIVE n(x) AS (SELECT 1000 UNION ALL SELECT x + 1 FROM n WHERE x < 20000)";
        app.store.write(|tx| Ok(tx.execute(&format!("{n} {sql} FROM n"), [])?)).unwrap();
        // A change, so that the reminders are planned anew.
        app.set("interval_days", "14").unwrap();
        app.snapshot()
    };
    let begun = Instant::now();
    let snapshot = many(
        "INSERT INTO interview (uid, application_id, starts_at, zone, minutes, created_at, modified_at)
         SELECT 'i' || x, 1, 1764000000 + x * 60, 'Asia/Singapore', 60, 1, 1",
    );
    assert!(snapshot.steps.len() > 19_000);
    assert!(reminders::anything_due(&app.store, app.moment()).unwrap());
    many(
        "INSERT INTO application (id, uid, company_id, role, created_at, modified_at)
         SELECT x, 'a' || x, 1, 'Engineer ' || x, 1, 1",
    );
    let snapshot = many(
        "INSERT INTO interview (uid, application_id, starts_at, zone, minutes, created_at, modified_at)
         SELECT 'j' || x, x, 1764000000, 'Asia/Singapore', 60, 1, 1",
    );
    assert!(snapshot.steps.len() > 38_000);
    assert!(reminders::anything_due(&app.store, app.moment()).unwrap());
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

/// The largest card that can be imported is backed up, restored and undone like any other.
#[test]
fn a_large_card_can_be_restored() {
    let app = TestApp::example_1();
    let lines: String = (0..90).map(|n| format!("X-LONG-{n}:{}\r\n", "\"\u{1f600}x".repeat(8_000))).collect();
    let text = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Chen Wei\r\n{lines}END:VCARD\r\n");
    let file = file_kind::read("cards.vcf", text.as_bytes()).unwrap();
    imports::take(&app.store, app.moment(), &file, &mut ()).unwrap();
    let name = backups::make(&app.store, app.moment(), Occasion::Asked).unwrap().backup.name();
    restore::restore(&app.store, app.moment(), &name).unwrap();
    app.undo(None).unwrap();
    app.undo(None).unwrap();
    assert_eq!(app.facts().contacts.len(), 1, "the import is undone");
}

/// A backup is copied over the records by hand while they are open.
#[cfg(unix)]
#[test]
fn a_database_that_is_copied_over_an_open_one_is_not_mixed_with_its_log() {
    let app = TestApp::example_1();
    let backup = backups::make(&app.store, app.moment(), Occasion::Asked).unwrap().backup.path;
    app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    assert!(app.store.is_in_place());
    let file = app.folder.path().join(FILE_NAME);
    fs::copy(&backup, &file).unwrap();
    let whole = fs::read(&file).unwrap();
    assert!(!app.store.is_in_place(), "it is noticed");
    let refused = app.set("name", "lost").unwrap_err();
    assert_eq!(refused.message, "error-records-replaced", "nothing is saved into what is gone");
    let refused = open(app.folder.path()).map(drop).unwrap_err();
    assert_eq!((refused.code, refused.message), (Code::Damaged, "error-store-copied"));
    assert!(rescue::reconsider(app.folder.path()).is_err(), "nor is it sound after all");
    assert!(fs::read(&file).unwrap() == whole, "and left as it is");
}

#[cfg(unix)]
#[test]
fn nothing_is_saved_into_records_that_were_deleted() {
    let app = TestApp::example_1();
    fs::remove_dir_all(app.folder.path()).unwrap();
    let refused = app.enter(tan()).map(drop).unwrap_err();
    assert_eq!(refused.message, "error-records-replaced");
    assert!(!app.folder.path().exists());
}
