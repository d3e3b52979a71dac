//! A writing process is killed at any moment: no change that it reported as done is lost, and none is half done. A full
//! disk loses nothing either, and two processes that write at once never lose each other's changes. `AFTERWORD_KILLS`
//! says how many kills.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::time::Duration;

use afterword_core::domain::codes::Channel;
use afterword_core::domain::codes::Meaning;
use afterword_core::domain::codes::Outcome;
use afterword_core::domain::codes::TouchKind;
use afterword_core::domain::facts::Facts;
use afterword_core::forms::card::CardForm;
use afterword_core::forms::interview_json;
use afterword_core::forms::reply::ReplyForm;
use afterword_core::forms::touch::TouchForm;
use afterword_core::settings;
use afterword_core::snapshot::Moment;
use afterword_core::snapshot::Snapshot;
use afterword_core::store::backup::Occasion;
use afterword_core::store::check::{self, Depth};
use afterword_core::store::files::FILE_NAME;
use afterword_core::store::{self, Store};
use afterword_core::use_cases::undo::undo;
use afterword_core::use_cases::{backup_files, backups, interviews, people, replies, restore, touches};
use afterword_core::wording::Words;
use serde_json::json;

use crate::child;

/// After so many kills the records are emptied, for a large database only makes each change slower.
const BATCH: u64 = 10;

fn moment(n: i64) -> Moment {
    let start: chrono::DateTime<chrono::Utc> = "2026-11-23T08:10:00Z".parse().unwrap();
    Moment { now: start + chrono::Duration::minutes(n), system_zone: chrono_tz::Asia::Singapore, zone: None }
}

/// The nth thing that the child does: one change each, some of them to many tables.
fn act(store: &Store, n: i64) {
    let moment = moment(n);
    let application = 1 + (n / 6) / 2;
    match n % 6 {
        0 => {
            let json = json!({"company": format!("Company {n}"), "role": "Engineer", "start": "2026-11-23T09:00:00+08:00",
                "interviewers": [{"name": format!("Ann {n}"), "emails": ["ann@x.example"]}, {"name": format!("Bob {n}")}]});
            let form = interview_json::form_from_json(&Snapshot::take(store, moment).unwrap(), None, serde_json::from_value(json).unwrap())
                .unwrap();
            interviews::save(store, moment, &form).map(drop)
        }
        1 => touches::save(store, moment, &TouchForm {
            application,
            contact: None,
            kind: TouchKind::Other.into(),
            channel: Channel::Email.into(),
            outcome: Outcome::Sent.into(),
            when: String::new(),
            note: format!("note {n}"),
            step: None,
            named: String::new(),
        })
        .map(drop),
        2 => replies::save(store, moment, &ReplyForm {
            application,
            contact: None,
            when: String::new(),
            meaning: Meaning::Deciding.into(),
            follow_up_on: "2026-12-01".to_owned(),
            reply_promised_by: String::new(),
            stands: String::new(),
            note: format!("reply {n}"),
        })
        .map(drop),
        3 => afterword_core::use_cases::settings::set(store, moment, "evening", &format!("19:{:02}", n % 60)).map(drop),
        4 => people::add(store, moment, &CardForm { name: format!("Carl {n}"), ..CardForm::default() }).map(drop),
        _ => undo(store, moment, None).map(drop),
    }
    .unwrap_or_else(|error| panic!("change {n}: {error}"));
}

/// How many changes were made: each is one entry of the undo log.
fn done(store: &Store) -> i64 {
    store.read(|c| store::journal::last(c)).unwrap().unwrap_or_default()
}

fn facts(store: &Store) -> Facts {
    store.read(|c| store::facts(c)).unwrap()
}

#[test]
fn child_acts_and_tells() {
    let Some((folder, _)) = child::told() else { return };
    let store = Store::open(&folder, moment(0).now).unwrap();
    let mut out = std::io::stdout();
    writeln!(out, "begun").unwrap();
    for n in done(&store).. {
        act(&store, n);
        // Printed only when the change is done: the parent relies on it.
        writeln!(out, "{}", n + 1).unwrap();
    }
}

#[test]
fn a_killed_writer_loses_no_acknowledged_change_and_leaves_none_half_done() {
    let kills: u64 = std::env::var("AFTERWORD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
    let mut random = 5_u64;
    let (mut told, mut untold) = (0, 0);
    for batch in 0..kills.div_ceil(BATCH) {
        let (folder, reference) = (tempfile::tempdir().unwrap(), tempfile::tempdir_in("/dev/shm").unwrap());
        let reference = Store::open(reference.path(), moment(0).now).unwrap();
        for _ in 0..BATCH.min(kills - batch * BATCH) {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let delay = Duration::from_micros((random >> 33) % 60_000);
            let last = kill_after(folder.path(), delay);
            check::check(&folder.path().join(FILE_NAME), Depth::Full).expect("the database is sound after every kill");
            let store = Store::open(folder.path(), moment(0).now).unwrap();
            let kept = done(&store);
            assert!(kept >= last, "change {last} was told to be done, and only {kept} are there");
            assert!(kept <= last + 1, "one change at most was under way");
            told += kept - done(&reference);
            untold += i64::from(kept > last);
            (done(&reference)..kept).for_each(|n| act(&reference, n));
            assert!(facts(&store) == facts(&reference), "the records are those after change {kept}, whole");
        }
    }
    println!("{kills} kills: {told} changes, none lost; {untold} were done and not told any more");
    assert!(told as u64 > kills, "the writer came to write");
}

/// Lets a child work until a moment after its first change, and kills it. Returns the last change that it reported.
fn kill_after(folder: &Path, delay: Duration) -> i64 {
    let mut writer = child::start("durability::child_acts_and_tells", folder, "");
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    let mut numbers = lines.map_while(Result::ok).skip_while(|line| !line.ends_with("begun")).skip(1);
    let first: i64 = numbers.next().expect("the child acts").parse().unwrap();
    std::thread::sleep(delay);
    writer.kill().unwrap();
    writer.wait().unwrap();
    // A last line that is cut short does not count as reported.
    numbers.filter_map(|line| line.parse().ok()).fold(first, i64::max)
}

#[test]
fn child_fills_the_disk() {
    let Some((folder, _)) = child::told() else { return };
    // A file that takes up the room and is deleted later.
    let other = folder.join("film.mp4");
    std::fs::write(&other, vec![7; 400 * 1024]).unwrap();
    let data = folder.join("data");
    let store = Store::open(&data, moment(0).now).unwrap();
    people::add(&store, moment(0), &CardForm { name: "Zoe".to_owned(), ..CardForm::default() }).unwrap();
    backups::make(&store, moment(0), Occasion::Asked).unwrap();
    let add = |n: i64| {
        let card = CardForm { name: format!("Ann {n}"), note: "much to say ".repeat(300), ..CardForm::default() };
        people::add(&store, moment(n), &card)
    };
    let error = (0..10_000).find_map(|n| add(n).err()).expect("a disk of two megabytes is full sooner or later");
    let text = Words::english().error(&error);
    assert_eq!(text, "The disk is full. Nothing was changed; free some space and try again.");
    let before = facts(&store);
    assert!(undo(&store, moment(20_000), None).is_err(), "not even an undo has room");
    assert!(facts(&store) == before, "what was recorded is as it was");
    check::check(&data.join(FILE_NAME), Depth::Full).unwrap();
    let folder = store::backup::usual_folder(&data);
    assert!(store::backup::make(&data, &folder, Occasion::Change, moment(0).now).is_err());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no half backup is left");
    let error = restore::restore(&store, moment(0), backup_files::LATEST).unwrap_err();
    assert_eq!(error.message, "error-disk-full", "the backup is not to blame for the disk: {error}");
    assert!(facts(&store) == before);
    drop(store);
    let store = Store::open(&data, moment(0).now).expect("the next start reads everything");
    assert!(facts(&store) == before);
    std::fs::remove_file(other).unwrap();
    people::add(&store, moment(30_000), &CardForm { name: "Bob".to_owned(), ..CardForm::default() }).unwrap();
    assert_eq!(facts(&store).contacts.len(), before.contacts.len() + 1, "once there is room it works again");
    check::check(&data.join(FILE_NAME), Depth::Full).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported_and_loses_nothing() {
    const TEST: &str = "durability::child_fills_the_disk";
    const ROOM: u32 = 2048;

    let mut folder = tempfile::tempdir().unwrap();
    let mounted = child::start_on_a_disk_of(ROOM, TEST, folder.path());
    let child = mounted.or_else(|| {
        folder = child::small_shared_disk(ROOM.into())?;
        Some(child::start(TEST, folder.path(), ""))
    });
    let Some(child) = child else {
        return child::tell_untried(
            "a disk that fills up while records are saved, because this user may not mount one.",
        );
    };
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{}: {said}", ended.status);
    assert!(said.contains("1 passed"), "it ran: {said}");
}

/// Whoever closes the database last clears its log away. Closing any descriptor of the file would give up the lock by which
/// other programs (the window, the command line, SQLite's own shell) see that this one is not the last.
#[cfg(target_os = "linux")]
#[test]
fn an_open_database_stays_locked_whatever_is_done_with_it() {
    use std::os::unix::fs::MetadataExt;

    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), moment(0).now).unwrap();
    let inode = format!(":{} ", folder.path().join(FILE_NAME).metadata().unwrap().ino());
    let process = format!(" {} ", std::process::id());
    if !std::path::Path::new("/proc/locks").exists() {
        return child::tell_untried("whether an open database stays locked, because /proc is not mounted.");
    }
    let is_locked = || {
        let locks = std::fs::read_to_string("/proc/locks").unwrap();
        locks.lines().any(|line| line.contains("POSIX") && line.contains(&inode) && line.contains(&process))
    };
    assert!(is_locked(), "after opening");
    afterword_core::use_cases::settings::set(&store, moment(1), "name", "Alex Rivera").unwrap();
    assert!(is_locked(), "after a change");
    assert!(store.is_in_place() && is_locked(), "after a look at the file");
    backups::make(&store, moment(2), Occasion::Asked).unwrap();
    assert!(is_locked(), "after a backup");
    check::examine(folder.path(), Depth::Full).unwrap();
    assert!(is_locked(), "after a check");
}

/// What each of the two writers sets, over and over.
const KEYS: [&str; 2] = ["name", "signature"];

#[test]
fn child_sets_one_key() {
    let Some((folder, word)) = child::told() else { return };
    let (key, count) = word.split_once(' ').unwrap();
    let store = Store::open(&folder, moment(0).now).unwrap();
    for n in 1..=count.parse::<i64>().unwrap() {
        let before = settings::get(&Snapshot::take(&store, moment(n)).unwrap().settings, key).unwrap();
        assert_eq!(before, if n == 1 { String::new() } else { format!("no. {}", n - 1) }, "what one set is kept");
        afterword_core::use_cases::settings::set(&store, moment(n), key, &format!("no. {n}"))
            .unwrap_or_else(|error| panic!("{key} {n}: {error}"));
    }
}

#[test]
fn two_processes_write_ten_thousand_changes_and_none_is_lost() {
    const EACH: i64 = 5_000;
    let folder = tempfile::tempdir().unwrap();
    let writers =
        KEYS.map(|key| child::start("durability::child_sets_one_key", folder.path(), &format!("{key} {EACH}")));
    for writer in writers {
        assert!(writer.wait_with_output().unwrap().status.success(), "no writer was turned away");
    }
    let store = Store::open(folder.path(), moment(0).now).unwrap();
    assert_eq!(done(&store), 2 * EACH, "every change is there");
    for key in KEYS {
        assert_eq!(
            settings::get(&Snapshot::take(&store, moment(0)).unwrap().settings, key).unwrap(),
            format!("no. {EACH}")
        );
    }
}
