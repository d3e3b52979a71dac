//! Backups: they are made automatically, whole or not at all, thinned but never to none, and restore what they hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use afterword_core::domain::backup_retention::kept;
use afterword_core::error::Code;
use afterword_core::exchange::file_kind;
use afterword_core::exchange::parsed_file::ParsedFile;
use afterword_core::forms::person::Erasure;
use afterword_core::pages::interview;
use afterword_core::snapshot::Moment;
use afterword_core::store;
use afterword_core::store::backup::{self, Backup, Occasion};
use afterword_core::store::check::{self, Depth};
use afterword_core::store::files::FILE_NAME;
use afterword_core::use_cases::{backup_files, backups, imports, interviews, people, restore, soundness};
use afterword_core::wire::Meaning;
use chrono::{Duration, NaiveDateTime};

use crate::app::{TestApp, lim, open, refused, tan};
use crate::child;
use crate::large;
use crate::words;

fn list(app: &TestApp) -> Vec<Backup> {
    backup_files::all(app.folder.path())
}

fn names(app: &TestApp) -> Vec<String> {
    app.facts().contacts.values().map(|contact| contact.card.name.clone()).collect()
}

fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

#[test]
fn the_latest_twelve_ten_days_and_nine_weeks_are_kept() {
    let now = time("2026-11-23 18:00");
    // One every half hour for half a year.
    let made: Vec<_> = (0..48 * 180).map(|n| now - Duration::minutes(30 * n)).collect();
    let stay: Vec<_> = made.iter().zip(kept(&made, now)).filter(|(_, stays)| *stays).map(|(at, _)| *at).collect();
    assert_eq!(stay[..12], made[..12], "the twelve latest");
    let last_of_days: Vec<_> = stay[12..].iter().map(|at| at.format("%m-%d %H:%M").to_string()).collect();
    let days = [
        "11-22 23:30",
        "11-21 23:30",
        "11-20 23:30",
        "11-19 23:30",
        "11-18 23:30",
        "11-17 23:30",
        "11-16 23:30",
        "11-15 23:30",
        "11-14 23:30",
    ];
    let weeks = ["11-08 23:30", "11-01 23:30", "10-25 23:30", "10-18 23:30", "10-11 23:30", "10-04 23:30"];
    assert_eq!(last_of_days, [&days[..], &weeks[..]].concat(), "the last of each of ten days and of nine weeks");
}

#[test]
fn thinning_keeps_the_latest_backup_even_after_a_wrong_clock() {
    let now = time("2026-11-23 18:00");
    assert_eq!(kept(&[], now), Vec::<bool>::new());
    assert_eq!(kept(&[now - Duration::days(4000)], now), [true], "the only one stays, however old");
    let ahead: Vec<_> = (1..=40).map(|n| time("2098-01-01 00:00") + Duration::hours(n)).collect();
    let made = [&ahead[..], &[now, now - Duration::days(1)]].concat();
    let stay = kept(&made, now);
    assert!(stay[40] && stay[41], "backups made under a wrong clock displace no others");
    assert_eq!(stay.iter().filter(|stays| **stays).count(), 12 + 2, "and does not pile up");
    // Thinning again and again as time goes on keeps the same files as thinning once.
    let mut left: BTreeSet<NaiveDateTime> = BTreeSet::new();
    for n in 0..2000 {
        let now = now + Duration::minutes(47 * n);
        left.insert(now);
        let made: Vec<_> = left.iter().copied().collect();
        left = made.iter().zip(kept(&made, now)).filter(|(_, stays)| *stays).map(|(at, _)| *at).collect();
        assert!(left.contains(&now) && left.len() <= 31);
    }
    assert!(left.len() >= 25, "a month and a half of changes leaves days and weeks: {}", left.len());
}

#[test]
fn a_backup_is_due_half_an_hour_after_the_last_and_only_after_a_change() {
    let app = TestApp::new();
    let keep = |count: usize, why: &str| {
        backups::keep(&app.store, app.moment()).unwrap();
        assert_eq!(list(&app).len(), count, "{why}");
    };
    keep(0, "nothing is recorded");
    app.enter(tan()).unwrap();
    keep(1, "the first thing recorded is backed up at once");
    keep(1, "nothing changed since");
    app.at("2026-11-23 16:20").enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    keep(1, "it waits");
    app.at("2026-11-23 16:39");
    keep(1, "for half an hour");
    app.at("2026-11-23 16:40");
    keep(2, "since the last one");
    app.at("2026-11-25 09:00");
    keep(2, "days without a change need none");
    app.set("evening", "19:00").unwrap();
    keep(3, "a setting is a change");
    app.at("2026-11-20 09:00").set("evening", "19:30").unwrap();
    keep(4, "a clock that was set back holds up none");
    let content = backup::content(&list(&app)[0].path).unwrap();
    assert_eq!((content.people, content.applications, content.interviews), (2, 2, 2));
    assert_eq!(content.last.unwrap().1, "Setting changed: Evening", "the last thing that was done is told");
}

#[test]
fn each_backup_is_sound_private_and_stands_alone() {
    let app = TestApp::example_1();
    let backup = backups::make(&app.store, app.moment(), Occasion::Asked).unwrap().backup;
    check::check(&backup.path, Depth::Full).unwrap();
    let folder = backup.path.parent().unwrap();
    let beside: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, [backup.path.file_name().unwrap()], "nothing lies beside it, also after a look into it");
    assert_eq!(fs::read(&backup.path).unwrap()[18..20], [1, 1], "it can be read where nothing may be written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(folder), mode(&backup.path)), (0o700, 0o600));
    }
}

/// A drill: a day of work, a backup, more work and a mistake. Restoring brings back the state of the backup, and undo
/// then brings back the state before the restore.
#[test]
fn a_restored_backup_brings_back_every_row_and_can_be_taken_back() {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    app.reply(Meaning::Deciding, |_| ()).unwrap();
    let then = app.records();
    let made = backups::make(&app.store, app.moment(), Occasion::Asked).unwrap().backup;
    let name = made.path.file_name().unwrap().to_str().unwrap().to_owned();
    app.at("2026-11-24 09:00").set("evening", "20:00").unwrap();
    app.enter(lim("Globex", "2026-11-19 10:00")).unwrap();
    people::erase(&app.store, app.moment(), 1, Erasure::DeleteForGood).unwrap();
    let now = app.records();
    let other = open(app.folder.path()).unwrap();
    let seen = other.data_version().unwrap();
    let open_form = interview::view(&app.snapshot(), Some(2), None).unwrap().form;
    let restored = restore::restore(&app.store, app.moment(), &name).unwrap();
    let overwrites = interviews::save(&app.store, app.moment(), &open_form);
    assert_eq!(overwrites.unwrap_err().code, Code::Conflict, "a form that was open before the restore is refused");
    let without_health = |mut rows: std::collections::BTreeMap<_, _>| {
        rows.remove("health");
        rows
    };
    assert!(without_health(app.records()) == without_health(then), "every row is as it was");
    assert_eq!(
        restored.text,
        "Everything is as it was yesterday at 16:10. What was here until now is kept as a backup."
    );
    assert_eq!(restored.snapshot.facts.contacts.len(), 2, "what is shown is what was restored");
    assert_ne!(other.data_version().unwrap(), seen, "other programs notice");
    assert_eq!(other.read(|c| store::facts(c)).unwrap(), app.facts());
    check::check(&app.folder.path().join(FILE_NAME), Depth::Full).unwrap();
    let entered = app.enter(lim("Hooli", "2026-11-21 10:00")).unwrap().value;
    assert!(
        entered.contacts[0].0 > 3 && entered.interview.0 > 3,
        "no id that was given after the backup is given again"
    );
    app.undo(None).unwrap();
    app.set("morning", "08:00").expect("work goes on");
    app.undo(None).expect("what was done since is undone first");
    let kept = list(&app).into_iter().find(|b| b.occasion == Occasion::Restore).unwrap();
    assert_eq!(kept.path.file_name().unwrap().to_str(), Some(restored.value.as_str()));
    let undone = app.undo(None).unwrap();
    assert!(without_health(app.records()) == without_health(now), "undo takes the restore back");
    app.undo(undone.undo).unwrap();
    assert_eq!(app.facts().contacts.len(), 2, "and done again");
}

#[test]
fn a_backup_that_cannot_be_used_changes_nothing() {
    let app = TestApp::example_1();
    let elsewhere = app.folder.path().join("elsewhere.db");
    let path = elsewhere.to_str().unwrap();
    let refuse = |expect: &str, why: &str| {
        let code = if why == "a newer one" { Code::Newer } else { Code::Conflict };
        let text = refused(&app, code, |app| restore::restore(&app.store, app.moment(), path));
        assert!(text.contains(expect), "{why}: {text}");
        assert_eq!(list(&app), [], "no backup is made when nothing is restored");
    };
    fs::write(&elsewhere, b"not a database").unwrap();
    refuse("is damaged or holds no records of Afterword. Nothing was changed", "another file");
    rusqlite::Connection::open(app.folder.path().join("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE x (y)")
        .unwrap();
    fs::rename(app.folder.path().join("other.db"), &elsewhere).unwrap();
    refuse("is damaged or holds no records of Afterword", "another program's");
    fs::copy(app.folder.path().join(FILE_NAME), &elsewhere).unwrap();
    let c = rusqlite::Connection::open(&elsewhere).unwrap();
    c.pragma_update(None, "application_id", store::migration::APPLICATION_ID).unwrap();
    c.pragma_update(None, "user_version", 99).unwrap();
    drop(c);
    refuse("was written by a newer version of Afterword", "a newer one");
    fs::write(&elsewhere, b"BEGIN:VCARD\nFN:Ann\nEND:VCARD").unwrap();
    refuse("is a file to import, not a backup", "cards");
    fs::write(&elsewhere, b"{\"afterword\": 1}").unwrap();
    refuse("is a file to import, not a backup", "everything as JSON");
    let text = refused(&app, Code::Conflict, |app| restore::restore(&app.store, app.moment(), backup_files::LATEST));
    assert!(text.starts_with("None of the backups can be used."), "{text}");
    let text = refused(&app, Code::NotFound, |app| restore::restore(&app.store, app.moment(), "nothing.db"));
    assert_eq!(
        text,
        "There is no backup nothing.db. Nothing was changed; `afterword backup --list` names those there are."
    );
}

#[test]
fn the_current_records_are_backed_up_before_they_are_replaced() {
    let app = TestApp::example_1();
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    // No backup can be made any more.
    let usual = backup::usual_folder(app.folder.path());
    let name = list(&app)[0].path.clone();
    let aside = app.folder.path().join("aside.db");
    fs::rename(&name, &aside).unwrap();
    fs::remove_dir_all(&usual).unwrap();
    fs::write(&usual, b"in the way").unwrap();
    let before = names(&app);
    let failed = restore::restore(&app.store, app.moment(), aside.to_str().unwrap());
    assert!(failed.is_err(), "nothing is restored that could not be taken back");
    assert_eq!(names(&app), before);
    app.set("evening", "20:00").expect("work goes on");
}

#[test]
fn a_backup_of_an_older_schema_is_restored_and_brought_up_to_date() {
    let app = TestApp::example_1();
    let old = app.folder.path().join("old.db");
    let c = rusqlite::Connection::open(&old).unwrap();
    c.execute_batch(&fs::read_to_string(words::root().join("src-tauri/core/migrations/0001_facts.sql")).unwrap())
        .unwrap();
    c.execute_batch("INSERT INTO contact (uid, name, created_at, modified_at) VALUES ('u', 'Ms Okafor', 1, 1)")
        .unwrap();
    c.pragma_update(None, "application_id", store::migration::APPLICATION_ID).unwrap();
    c.pragma_update(None, "user_version", 1).unwrap();
    drop(c);
    let before = fs::read(&old).unwrap();
    restore::restore(&app.store, app.moment(), old.to_str().unwrap()).unwrap();
    assert_eq!(names(&app), ["Ms Okafor"]);
    app.enter(tan()).expect("today's program works on it");
    assert!(fs::read(&old).unwrap() == before, "the file itself is only read");
}

#[test]
fn an_import_is_preceded_by_a_backup_unless_there_is_a_fresh_one() {
    let app = TestApp::new();
    let import = |name: &str| {
        let text = format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n");
        let reading: ParsedFile = file_kind::read("cards.vcf", text.as_bytes()).unwrap();
        imports::take(&app.store, app.moment(), &reading, &mut ()).unwrap();
    };
    import("Ann");
    assert_eq!(list(&app), [], "nothing was there to lose");
    import("Bob");
    assert_eq!(list(&app).iter().map(|b| b.occasion).collect::<Vec<_>>(), [Occasion::Import]);
    assert_eq!(backup::content(&list(&app)[0].path).unwrap().people, 1, "of what was there before");
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    import("Carl");
    assert_eq!(list(&app).len(), 2, "the one just made holds everything");
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    let newest = list(&app)[0].path.file_name().unwrap().to_str().unwrap().to_owned();
    backups::delete(&app.store, app.moment(), &newest).unwrap();
    assert!(backups::due(&app.store).unwrap().is_some(), "what was in it is to be backed up anew");
    import("Dora");
    assert_eq!(backup::content(&list(&app)[0].path).unwrap().people, 3, "a backup that was deleted holds nothing");
}

#[test]
fn backups_go_where_the_user_says_and_to_the_usual_folder_while_that_is_away() {
    let app = TestApp::example_1();
    let chosen = tempfile::tempdir().unwrap();
    let (path, data) = (chosen.path().to_owned(), app.folder.path());
    let choose = |folder: &Path| backups::choose_folder(&app.store, app.moment(), Some(folder)).map(drop);
    let error = choose(Path::new("/no/such/folder")).unwrap_err();
    assert_eq!(error.message, "error-backup-folder");
    assert_eq!(backup::folder(data), backup::usual_folder(data), "a folder that cannot be used is not chosen");
    choose(&path).unwrap();
    let own = backup::folder(data);
    assert!(own.starts_with(&path) && own != path, "two machines may choose the same folder, and get one each");
    assert_eq!(backup::list(&own).len(), 1, "it is tried at once");
    choose(&own).unwrap();
    assert_eq!(backup::folder(data), own, "one that is a folder of backups already is taken as it is");
    backups::delete(&app.store, app.moment(), backup::list(&own)[0].path.file_name().unwrap().to_str().unwrap())
        .unwrap();
    app.at("2026-11-23 17:00").set("evening", "20:00").unwrap();
    let moved = path.with_extension("away");
    fs::rename(&path, &moved).unwrap();
    backups::keep(&app.store, app.moment()).unwrap();
    assert_eq!(backup::list(&backup::usual_folder(data)).len(), 1, "nothing goes without a backup");
    let snapshot = app.snapshot();
    let view = app
        .store
        .read(|c| afterword_core::pages::backups::page(c, &snapshot, data, &backup_files::inspect_all(data)))
        .unwrap();
    assert!(view.problem.starts_with("The folder you chose could not be used"), "{}", view.problem);
    assert!(!path.exists(), "a folder on a missing drive is not created");
    fs::rename(&moved, &path).unwrap();
    app.at("2026-11-23 18:00").set("evening", "21:00").unwrap();
    backups::keep(&app.store, app.moment()).unwrap();
    let view = app
        .store
        .read(|c| afterword_core::pages::backups::page(c, &snapshot, data, &backup_files::inspect_all(data)))
        .unwrap();
    assert_eq!(view.problem, "", "once it is back all is well");
    assert_eq!(backup::list(&own).len(), 2);
    assert_eq!(view.rows.len(), 3, "those in the usual folder are listed too");
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    let view = app
        .store
        .read(|c| afterword_core::pages::backups::page(c, &snapshot, data, &backup_files::inspect_all(data)))
        .unwrap();
    let times: Vec<_> = view.rows.iter().map(|row| row.when.as_str()).collect();
    assert_eq!(
        times[..3],
        ["Today, 18:00:02", "Today, 18:00:01", "Today, 18:00:00"],
        "those of one minute are told apart"
    );
    // A folder that hangs is not waited for: the next backup goes beside the records, and a problem says why.
    let wanted = backups::wanted(&app.store, app.moment(), Occasion::Change).unwrap().beside_the_records();
    let made = backups::write(&wanted);
    assert_eq!(made.as_ref().unwrap().backup.path.parent(), Some(backup::usual_folder(data).as_path()));
    backups::note(&app.store, app.moment(), &wanted, &made).unwrap();
    let view = app
        .store
        .read(|c| afterword_core::pages::backups::page(c, &snapshot, data, &backup_files::inspect_all(data)))
        .unwrap();
    assert!(view.problem.ends_with("Its folder does not answer. It is tried again by itself."), "{}", view.problem);
    let told = backups::choose_folder(&app.store, app.moment(), None).unwrap().text;
    assert!(told.contains("4 stay in") && told.contains("are no longer listed"), "{told}");
    assert_eq!(backup::folder(data), backup::usual_folder(data));
}

#[test]
fn thinning_deletes_only_files_that_are_backups() {
    let app = TestApp::example_1();
    let usual = backup::usual_folder(app.folder.path());
    fs::create_dir_all(&usual).unwrap();
    for other in ["holiday.db", "afterword-20200101T000000Z-party.db", "afterword-2020-change.db", "notes.txt"] {
        fs::write(usual.join(other), b"mine").unwrap();
    }
    for n in 0..40 {
        let at = app.moment().now + Duration::minutes(31 * n);
        let moment = Moment { now: at, ..app.moment() };
        backups::make(&app.store, moment, Occasion::Asked).unwrap();
    }
    assert!(list(&app).len() < 20, "what is too much goes: {}", list(&app).len());
    assert!(
        usual.join("holiday.db").exists()
            && usual.join("notes.txt").exists()
            && usual.join("afterword-2020-change.db").exists()
    );
}

#[test]
fn the_only_backup_is_not_deleted_without_another() {
    let app = TestApp::example_1();
    backups::make(&app.store, app.moment(), Occasion::Change).unwrap();
    let first = list(&app)[0].path.file_name().unwrap().to_str().unwrap().to_owned();
    app.at("2026-11-23 17:00");
    backups::delete(&app.store, app.moment(), &first).unwrap();
    assert_eq!(list(&app).len(), 1);
    assert_ne!(list(&app)[0].path.file_name().unwrap().to_str(), Some(first.as_str()));
    for wrong in ["../afterword.db", "afterword.db", "/etc/passwd", ""] {
        assert_eq!(backups::delete(&app.store, app.moment(), wrong).unwrap_err().code, Code::NotFound, "{wrong}");
    }
    assert!(app.folder.path().join(FILE_NAME).exists());
}

#[test]
fn child_makes_backups_until_it_dies() {
    let Some((folder, _)) = child::told() else { return };
    let store = open(&folder).unwrap();
    for n in 0.. {
        let now = "2026-11-23T08:10:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() + Duration::minutes(n);
        backup::make(store.folder(), &backup::usual_folder(&folder), Occasion::Change, now).unwrap();
    }
}

#[test]
fn a_kill_in_the_middle_of_a_backup_leaves_no_half_one() {
    let app = TestApp::new();
    large::fill(&app.store, app.moment().now);
    let usual = backup::usual_folder(app.folder.path());
    for n in 0..12 {
        let mut child = child::start("backups::child_makes_backups_until_it_dies", app.folder.path(), "");
        std::thread::sleep(std::time::Duration::from_millis(150 + 17 * n));
        child.kill().unwrap();
        child.wait().unwrap();
        for backup in backup::list(&usual) {
            check::check(&backup.path, Depth::Full).expect("whatever has a backup's name is whole");
            fs::remove_file(&backup.path).unwrap();
        }
    }
    let half = fs::read_dir(&usual).unwrap().count();
    println!("12 kills left {half} copies without a name");
    // A kill between two backups leaves no temporary file; one during a backup does, and the next backup removes it.
    assert!(half > 0, "some of the kills came in the middle");
    let later = "2030-01-01T00:00:00Z".parse().unwrap();
    backup::make(app.folder.path(), &usual, Occasion::Change, later).unwrap();
    assert_eq!(fs::read_dir(&usual).unwrap().count(), 1, "the temporary file is removed");
}

#[test]
fn deleting_a_person_for_good_tells_which_backups_still_hold_them() {
    let app = TestApp::example_1();
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    app.at("2026-11-23 17:00").enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    backups::make(&app.store, app.moment(), Occasion::Asked).unwrap();
    let erased = people::erase(&app.store, app.moment(), 2, Erasure::DeleteForGood).unwrap();
    let warning = erased.warning.unwrap();
    assert_eq!(
        warning,
        "One backup still holds them, made today at 17:00. Delete it under Settings, Backups; else the last goes after nine weeks. What was put aside stays until you delete it."
    );
    let erased = people::erase(&app.store, app.moment(), 1, Erasure::Anonymise).unwrap();
    assert!(erased.warning.unwrap().starts_with("2 backups still hold them, the oldest made today at 16:10."));
    for backup in list(&app) {
        fs::remove_file(backup.path).unwrap();
    }
    app.enter(lim("Hooli", "2026-11-21 10:00")).unwrap();
    let id = app.facts().contacts.keys().last().unwrap().0;
    assert_eq!(people::erase(&app.store, app.moment(), id, Erasure::DeleteForGood).unwrap().warning, None);
}

#[test]
fn the_full_check_runs_once_a_week_and_the_quick_one_at_each_start() {
    let app = TestApp::example_1();
    let due = |start: bool| soundness::due(&app.store, app.moment(), start).unwrap();
    assert_eq!(due(true), Some(Depth::Full), "it was never looked at closely");
    soundness::note(&app.store, app.moment(), Depth::Full).unwrap();
    assert_eq!((due(true), due(false)), (Some(Depth::Quick), None));
    app.at("2026-11-30 16:00");
    assert_eq!((due(true), due(false)), (Some(Depth::Quick), None));
    app.at("2026-11-30 16:10");
    assert_eq!((due(true), due(false)), (Some(Depth::Full), Some(Depth::Full)), "a week later");
    soundness::note(&app.store, app.moment(), Depth::Quick).unwrap();
    assert_eq!(due(false), Some(Depth::Full), "the quick one does not stand for it");
    app.at("2026-11-22 16:10");
    assert_eq!(due(false), Some(Depth::Full), "one that was taken later than now was taken while the clock was wrong");
}
