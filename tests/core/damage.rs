//! Databases that cannot be used as they are. They are never overwritten or mistaken for a first run; when a backup
//! replaces one, the old file is put aside and kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use afterword_core::error::{Code, Error};
use afterword_core::snapshot::Moment;
use afterword_core::store;
use afterword_core::store::backup::{self, Occasion};
use afterword_core::store::check::{self, Depth};
use afterword_core::store::files::FILE_NAME;
use afterword_core::use_cases::undo;
use afterword_core::use_cases::{backup_files, backups, rescue};
use afterword_core::wording::Words;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::app::{TestApp, lim, open, tan};
use crate::large;

/// A data folder with records and one backup of them, not open in any program.
fn closed() -> (TempDir, Moment) {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    backups::make(&app.store, app.moment(), Occasion::Change).unwrap();
    let moment = app.moment();
    let TestApp { store, folder, .. } = app;
    drop(store);
    (folder, moment)
}

/// Every file below a folder except locks, with its content.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_none_or(|ending| ending != "lock") {
            found.insert(entry.clone(), fs::read(&entry).unwrap());
        }
    }
    found
}

fn people(folder: &Path) -> Vec<String> {
    let store = open(folder).unwrap();
    let facts = store.read(|c| store::facts(c)).unwrap();
    facts.contacts.values().map(|contact| contact.card.name.clone()).collect()
}

fn sentence(error: &Error, folder: &Path) -> String {
    Words::english().error(error).replace(&folder.display().to_string(), "FOLDER")
}

/// Opening must refuse such a file with that sentence and change no byte of it or its folder. Then the newest backup
/// takes its place, and the file lies in `put-aside` unchanged.
fn refused(what: &str, damage: impl FnOnce(&Path), says: &str) {
    let (folder, moment) = closed();
    let folder = folder.path();
    let file = folder.join(FILE_NAME);
    damage(&file);
    let before = files(folder);
    for _ in 0..2 {
        let error = open(folder).map(drop).unwrap_err();
        let code = match what {
            "newer" | "much newer" | "odd" => Code::Newer,
            "another program's mark" | "another program's file" => Code::Foreign,
            _ => Code::Damaged,
        };
        assert_eq!(error.code, code, "{what}: it is told apart from other troubles");
        assert!(error.code.is_unusable(), "{what}: a backup may take its place");
        let text = sentence(&error, folder);
        assert!(text.contains(says), "{what}: it says what is the matter: {text}");
        assert!(files(folder) == before, "{what}: every byte is as it was, and nothing new lies there");
    }
    let view = afterword_core::pages::rescue::page(folder, moment, &open(folder).map(drop).unwrap_err());
    assert_eq!(view.rows.len(), 1, "{what}: the backup is offered");
    assert_eq!(view.rows[0].holds, "2 people, 2 applications, 2 interviews", "{what}: with what is in it");
    let told = rescue::restore(folder, moment, backup_files::LATEST).unwrap();
    let date =
        "The backup of Today, 16:10 has taken the place of the records (2 people, 2 applications, 2 interviews).";
    assert!(told.starts_with(date), "{told}");
    assert_eq!(people(folder), ["Tan Mei Ling", "Lim"], "{what}: everything is there again");
    let aside = files(&folder.join(store::files::PUT_ASIDE));
    let kept: Vec<&Vec<u8>> =
        aside.iter().filter(|(path, _)| path.ends_with(FILE_NAME)).map(|(_, bytes)| bytes).collect();
    let was: Vec<&Vec<u8>> = before.iter().filter(|(path, _)| **path == file).map(|(_, bytes)| bytes).collect();
    assert_eq!(kept, was, "{what}: the old file is kept, byte for byte");
}

#[test]
fn an_unusable_file_is_never_overwritten_nor_taken_for_a_first_run() {
    let newer = "was written by a newer version of Afterword. It was left untouched";
    let foreign = "belongs to another program. It was left untouched";
    let sql = |sql: &'static str| {
        move |file: &Path| {
            let c = Connection::open(file).unwrap();
            c.pragma_update(None, "journal_mode", "DELETE").unwrap();
            c.execute_batch(sql).unwrap();
        }
    };
    refused("newer", sql("PRAGMA user_version = 1000"), newer);
    refused("much newer", sql("PRAGMA user_version = 2000000000"), newer);
    refused("odd", sql("PRAGMA user_version = -1"), newer);
    refused("another program's mark", sql("PRAGMA application_id = 7"), foreign);
    let other = |file: &Path| {
        fs::remove_file(file).unwrap();
        Connection::open(file).unwrap().execute_batch("CREATE TABLE bookmark (id INTEGER)").unwrap();
    };
    refused("another program's file", other, foreign);
    let damaged = "The records are damaged";
    refused("no database", |file| fs::write(file, b"Dear diary, today I had an interview.").unwrap(), damaged);
    refused("noise", |file| fs::write(file, vec![0xff; 8192]).unwrap(), damaged);
    refused("empty", |file| fs::write(file, b"").unwrap(), "is empty, though it once held your records");
    refused("gone", |file| fs::remove_file(file).unwrap(), "is gone, though there are backups of it");
    refused("zeroes", |file| fs::write(file, vec![0; 8192]).unwrap(), damaged);
}

#[test]
fn a_file_that_is_cut_short_is_found_out() {
    let (folder, _) = closed();
    let whole = fs::read(folder.path().join(FILE_NAME)).unwrap();
    for length in [1, 15, 16, 100, 4095, 4096, 5000, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        let cut = |file: &Path| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, &bytes[..length.min(bytes.len() - 1)]).unwrap();
            // Opening may read only the first pages and succeed; the check after the start must not.
            drop(check::examine(file.parent().unwrap(), Depth::Quick));
            // The check's finding is now noted beside the file.
        };
        refused(&format!("cut to {length}"), cut, "The records are damaged");
    }
}

/// Single bytes are changed, as by a bad disk. The full check must find each change, unless it alters nothing that is
/// recorded; and the quick check at the start finds a good part of them at once.
#[test]
fn flipped_bytes_are_found_by_the_full_check() {
    let (folder, moment) = closed();
    // Enough records that most of the file is in use.
    let store = open(folder.path()).unwrap();
    large::fill(&store, moment.now);
    store
        .write(|tx| Ok(tx.execute_batch("DELETE FROM contact_search WHERE contact_id > 50; DELETE FROM undo_change")?))
        .unwrap();
    store.scrub().unwrap();
    drop(store);
    let whole = fs::read(folder.path().join(FILE_NAME)).unwrap();
    let facts = open(folder.path()).unwrap().read(|c| store::facts(c)).unwrap();
    let file = folder.path().join(FILE_NAME);
    let (mut quick, mut full, mut harmless) = (0, 0, 0);
    let mut random = 11_u64;
    for _ in 0..120 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (random >> 20) as usize % whole.len();
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (random % 8);
        fs::write(&file, &bytes).unwrap();
        let is_found = |depth| check::check(&file, depth).is_err_and(|error| error.code == Code::Damaged);
        quick += u32::from(is_found(Depth::Quick));
        if is_found(Depth::Full) {
            full += 1;
            continue;
        }
        // Free space, or a letter within a text: the file is still a valid database, and no check can tell.
        let store = open(folder.path()).unwrap_or_else(|e| panic!("{e} {:?} {at}", check::check(&file, Depth::Full)));
        match store.read(|c| store::facts(c)) {
            Ok(read) if read == facts => harmless += 1,
            Ok(_) => {}
            Err(error) => assert_eq!(error.code, Code::Damaged, "an unreadable row is reported as damage"),
        }
    }
    println!("of 120 flips the quick look found {quick}, the close one {full}; {harmless} changed nothing recorded");
    assert!(full >= quick && full > 0, "the close look finds what the quick one does, and more");
    assert!(quick > 0, "the quick look finds some");
}

#[test]
fn known_damage_keeps_every_program_out_until_it_is_repaired() {
    let (folder, moment) = closed();
    let folder = folder.path();
    let file = folder.join(FILE_NAME);
    let whole = fs::read(&file).unwrap();
    let mut bytes = whole.clone();
    // The last page is damaged, which opening does not notice.
    let last = bytes.len() - 4096;
    bytes[last..].fill(0xaa);
    fs::write(&file, &bytes).unwrap();
    drop(open(folder).expect("opening looks at the first pages only"));
    let found = check::examine(folder, Depth::Quick).unwrap_err();
    assert_eq!(found.code, Code::Damaged);
    let refused = open(folder).map(drop).unwrap_err();
    assert_eq!(sentence(&refused, folder), sentence(&found, folder), "from now on every program says the same");
    assert!(rescue::reconsider(folder).is_err(), "it still is damaged");
    assert_eq!(open(folder).map(drop).unwrap_err().code, Code::Damaged);
    fs::write(&file, &whole).unwrap();
    rescue::reconsider(folder).unwrap();
    assert_eq!(people(folder), ["Tan Mei Ling", "Lim"], "a file that somebody mended is used again");
    fs::write(&file, &bytes).unwrap();
    drop(check::examine(folder, Depth::Full));
    rescue::begin_anew(folder, moment).unwrap();
    assert_eq!(people(folder), Vec::<String>::new(), "one may begin with nothing");
    assert_eq!(files(&folder.join(store::files::PUT_ASIDE)).into_values().next().unwrap(), bytes, "and loses nothing");
}

#[test]
fn the_newest_sound_backup_is_restored() {
    let (folder, moment) = closed();
    let folder = folder.path();
    let store = open(folder).unwrap();
    undo::undo(&store, moment, None).unwrap();
    backups::make(&store, moment, Occasion::Asked).unwrap();
    drop(store);
    let newest = backup_files::all(folder)[0].path.clone();
    let mut bytes = fs::read(&newest).unwrap();
    let half = bytes.len() / 2;
    bytes[half..].fill(0);
    fs::write(&newest, bytes).unwrap();
    fs::write(folder.join(FILE_NAME), b"").unwrap();
    let name = newest.file_name().unwrap().to_str().unwrap();
    let error = rescue::restore(folder, moment, name).unwrap_err();
    assert!(sentence(&error, folder).contains("is damaged or holds no records of Afterword"), "{error}");
    assert_eq!(fs::read(folder.join(FILE_NAME)).unwrap(), b"", "nothing was put aside for it");
    rescue::restore(folder, moment, backup_files::LATEST).unwrap();
    assert_eq!(people(folder), ["Tan Mei Ling", "Lim"], "the one before it is sound");
}

#[test]
fn nothing_is_put_aside_while_another_program_has_the_records_open() {
    let app = TestApp::example_1();
    backups::make(&app.store, app.moment(), Occasion::Change).unwrap();
    let error = rescue::restore(app.folder.path(), app.moment(), backup_files::LATEST).unwrap_err();
    assert_eq!(error.message, "error-store-in-use");
    assert!(rescue::reconsider(app.folder.path()).is_ok(), "looking is allowed");
    app.enter(tan()).expect("who had it open goes on");
    drop(open(app.folder.path()).expect("and others can open it"));
}

#[test]
fn an_interrupted_first_run_is_still_a_first_run() {
    let folder = tempfile::tempdir().unwrap();
    for cut in [&b""[..], b"half a page"] {
        fs::write(folder.path().join("afterword.db.new"), cut).unwrap();
        drop(open(folder.path()).unwrap());
        let names: Vec<_> = files(folder.path()).into_keys().map(|path| path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, [FILE_NAME], "nothing half is left");
        fs::remove_file(folder.path().join(FILE_NAME)).unwrap();
    }
    assert!(backup::list(&backup::usual_folder(folder.path())).is_empty());
}

#[test]
fn many_first_runs_at_once_make_one_database() {
    // The first one keeps the database open, as an agent does for weeks.
    for _ in 0..10 {
        let folder = tempfile::tempdir_in("/dev/shm").unwrap();
        let stores: Vec<_> = std::thread::scope(|scope| {
            let begin = |n: i64| {
                let folder = folder.path();
                move || {
                    let store = open(folder).unwrap();
                    let now = "2026-11-23T08:10:00Z".parse().unwrap();
                    store.write(|tx| store::companies::find_or_insert(tx, &format!("Company {n}"), now)).unwrap();
                    store
                }
            };
            let threads: Vec<_> = (0..8).map(|n| scope.spawn(begin(n))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let seen = stores[0].read(|c| store::facts(c)).unwrap().companies.len();
        assert_eq!(seen, 8, "none wrote to one that another replaced");
    }
}

/// A kill in the middle of a replacement leaves the database without its write-ahead log: it looks sound, but lacks the
/// latest changes.
#[test]
fn an_interrupted_replacement_does_not_count_as_repaired() {
    let (folder, moment) = closed();
    let folder = folder.path();
    fs::write(folder.join("afterword.damaged"), "another was about to take its place").unwrap();
    assert!(rescue::reconsider(folder).is_err(), "a look cannot tell what is elsewhere already");
    assert_eq!(open(folder).map(drop).unwrap_err().code, Code::Damaged);
    rescue::restore(folder, moment, backup_files::LATEST).unwrap();
    assert_eq!(people(folder), ["Tan Mei Ling", "Lim"], "one that ends lifts it");
}

#[test]
fn tables_added_by_other_tools_are_no_damage_but_triggers_are() {
    let (folder, _) = closed();
    let file = folder.path().join(FILE_NAME);
    let run = |sql: &str| Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    run("ANALYZE; CREATE TABLE notes (text TEXT)");
    check::check(&file, Depth::Full).expect("statistics, and a table of somebody's own");
    run("CREATE TRIGGER t AFTER INSERT ON contact BEGIN DELETE FROM touch; END");
    assert_eq!(check::check(&file, Depth::Full).unwrap_err().code, Code::Damaged);
    run("DROP TRIGGER t; DROP INDEX touch_contact");
    assert_eq!(check::check(&file, Depth::Full).unwrap_err().code, Code::Damaged, "a missing index is damage, too");
}

#[test]
fn a_missing_backup_folder_neither_hides_a_loss_nor_blocks_the_records() {
    let (folder, moment) = closed();
    let folder = folder.path();
    let away =
        if cfg!(windows) { r"Q:\no\such\drive\afterword-backups-x" } else { "/no/such/drive/afterword-backups-x" };
    backup::choose_folder(folder, Some(Path::new(away))).unwrap();
    fs::remove_dir_all(folder.join("backups")).unwrap();
    fs::remove_file(folder.join(FILE_NAME)).unwrap();
    assert_eq!(open(folder).map(drop).unwrap_err().message, "error-store-missing", "it is no first run");
    rescue::begin_anew(folder, moment).unwrap();
    assert_eq!(people(folder), Vec::<String>::new());
}

/// A database may open, and be sound to SQLite, and still hold a row that cannot be read as a record.
#[test]
fn records_with_an_unreadable_row_are_not_backed_up() {
    let app = TestApp::example_1();
    app.store.write(|tx| Ok(tx.execute_batch("UPDATE contact SET emails = '5' WHERE id = 1")?)).unwrap();
    let data = app.folder.path();
    let error = backup::make(data, &backup::usual_folder(data), Occasion::Change, app.moment().now).unwrap_err();
    assert_eq!(error.code, Code::Damaged, "a row that cannot be read is damage");
    assert!(data.join("afterword.damaged").exists(), "and it is noted, so that every program keeps out");
    assert!(backup::list(&backup::usual_folder(data)).is_empty());
}

/// If nothing could be put aside, nothing was moved: the file is unchanged, and no program is kept out of it.
#[test]
fn a_replacement_that_moved_nothing_leaves_no_trace() {
    let (folder, moment) = closed();
    let folder = folder.path();
    fs::write(folder.join(store::files::PUT_ASIDE), b"in the way").unwrap();
    let whole = fs::read(folder.join(FILE_NAME)).unwrap();
    assert!(rescue::restore(folder, moment, backup_files::LATEST).is_err());
    assert!(fs::read(folder.join(FILE_NAME)).unwrap() == whole);
    assert_eq!(people(folder), ["Tan Mei Ling", "Lim"], "every program can still open sound records");
    fs::write(folder.join("afterword.damaged"), "page 7 is gone").unwrap();
    assert!(rescue::restore(folder, moment, backup_files::LATEST).is_err());
    assert!(
        sentence(&open(folder).map(drop).unwrap_err(), folder).contains("page 7 is gone"),
        "the noted damage is still reported"
    );
}

/// An older agent may still run after a newer program migrated the records; it cannot judge a schema it does not know.
#[test]
fn a_newer_schema_is_not_reported_as_damage() {
    let (folder, _) = closed();
    let file = folder.path().join(FILE_NAME);
    let c = Connection::open(&file).unwrap();
    c.execute_batch("ALTER TABLE contact ADD COLUMN pronouns TEXT; PRAGMA user_version = 1000").unwrap();
    drop(c);
    let error = check::examine(folder.path(), Depth::Full).unwrap_err();
    assert_eq!(error.message, "error-store-ahead");
    assert!(!folder.path().join("afterword.damaged").exists());
}
