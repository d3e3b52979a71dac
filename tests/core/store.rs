//! The database file: how it is opened, who may read it, and that facts are read back as they were written.

use std::fs;
#[cfg(unix)]
use std::path::Path;

use afterword_core::domain::codes::{Channel, CloseOutcome, Meaning, Only, Outcome, TouchKind};
use afterword_core::domain::facts::{
    Application, Card, Closure, Company, Contact, Facts, Interview, Interviewer, Notes, Reply, Skip, Snooze, Touch,
};
use afterword_core::domain::ids::{
    ApplicationId, ClosureId, CompanyId, ContactId, InterviewId, ReplyId, SkipId, SnoozeId, TouchId,
};
use afterword_core::error::{Code, Error};
use afterword_core::snapshot::Snapshot;
use afterword_core::store;
use afterword_core::store::files::FILE_NAME;
use afterword_core::use_cases::reindex::reindex;
use afterword_core::use_cases::touches;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::app::{TestApp, lim, tan};
use crate::words;
use crate::world::day;

fn pragma(app: &TestApp, name: &str) -> String {
    let value =
        app.store.read(|c| Ok(c.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))?));
    match value.unwrap() {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => format!("{other:?}"),
    }
}

#[test]
fn the_database_is_opened_with_durable_settings() {
    let app = TestApp::new();
    let check = |name, expect: &str, why| assert_eq!(pragma(&app, name), expect, "{name}: {why}");
    check("journal_mode", "wal", "the window, the agent and the command line share the file");
    check("synchronous", "2", "a commit survives a power cut");
    check("foreign_keys", "1", "no touch without its application");
    check("secure_delete", "1", "what was deleted is not left readable in the file");
    check("trusted_schema", "0", "a file from elsewhere runs nothing");
    check("application_id", &store::APPLICATION_ID.to_string(), "the file says whose it is");
    check("user_version", "3", "three migrations so far");
}

#[test]
fn sqlite_is_new_enough() {
    assert!(rusqlite::version_number() >= 3_051_003, "before 3.51.3 resetting the WAL could lose a commit");
}

#[test]
fn every_table_is_strict() {
    let app = TestApp::new();
    let lax = "SELECT count(*) FROM pragma_table_list
               WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT strict";
    assert_eq!(app.count(lax), 0, "a column holds its type and nothing else");
    assert!(app.count("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict") > 10);
}

#[cfg(unix)]
#[test]
fn the_database_is_readable_by_its_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("deep/afterword");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let store = crate::app::open(&folder).unwrap();
    store.write(|tx| store::settings::set(tx, "evening", "19:00", at(0))).unwrap();
    assert_eq!(mode(&folder), 0o700, "the data folder");
    for ending in ["", "-wal", "-shm"] {
        let file = folder.join(format!("{FILE_NAME}{ending}"));
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    drop(store);
    let file = folder.join(FILE_NAME);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    drop(crate::app::open(&folder).unwrap());
    assert_eq!(mode(&file), 0o600, "a file that was open to others is closed to them");
    assert_eq!(mode(&folder), 0o755, "a folder that was there is the user's own affair");
}

#[test]
fn a_file_of_the_first_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let first = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    let schema = fs::read_to_string(words::root().join("src-tauri/core/migrations/0001_facts.sql")).unwrap();
    first.execute_batch(&schema).unwrap();
    let rows = "INSERT INTO contact (uid, name, created_at, modified_at) VALUES ('u', 'Ms Tan', 1, 1);
                INSERT INTO setting (key, value, created_at, modified_at) VALUES ('evening', '19:00', 1, 1);";
    first.execute_batch(rows).unwrap();
    first.pragma_update(None, "application_id", store::APPLICATION_ID).unwrap();
    first.pragma_update(None, "user_version", 1).unwrap();
    drop(first);
    let store = crate::app::open(folder.path()).unwrap();
    let facts = store.read(|c| store::facts(c)).unwrap();
    assert_eq!(facts.contacts.values().map(|c| c.card.name.as_str()).collect::<Vec<_>>(), ["Ms Tan"]);
    assert_eq!(store.read(|c| store::templates::all(c)).unwrap().len(), 0, "there is a place for templates now");
    let version: i64 = store.read(|c| Ok(c.pragma_query_value(None, "user_version", |row| row.get(0))?)).unwrap();
    assert_eq!(version, 3);
}

#[test]
fn changes_made_before_a_migration_can_be_undone_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let second = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    let migrations = words::root().join("src-tauri/core/migrations");
    for file in ["0001_facts.sql", "0002_templates.sql"] {
        second.execute_batch(&fs::read_to_string(migrations.join(file)).unwrap()).unwrap();
    }
    let row = |role: &str| {
        format!(
            "json_object('id', 1, 'uid', 'a', 'company_id', 1, 'role', '{role}', 'lead_id', NULL, 'created_at', 1, 'modified_at', 1)"
        )
    };
    let sql = format!(
        "INSERT INTO company (uid, name, folded, created_at, modified_at) VALUES ('c', 'ACME', 'acme', 1, 1);
         INSERT INTO application (uid, company_id, role, created_at, modified_at) VALUES ('a', 1, 'New', 1, 1);
         INSERT INTO undo_entry (at, text) VALUES (1, 'renamed');
         INSERT INTO undo_change (entry_id, tbl, row, before, after) VALUES (1, 'application', 1, {}, {});",
        row("Old"),
        row("New"),
    );
    second.execute_batch(&sql).unwrap();
    second.pragma_update(None, "application_id", store::APPLICATION_ID).unwrap();
    second.pragma_update(None, "user_version", 2).unwrap();
    drop(second);
    let store = crate::app::open(folder.path()).unwrap();
    store.write(|c| store::journal::undo(c, None, "2026-11-23T12:00:00Z".parse().unwrap())).unwrap();
    let facts = store.read(|c| store::facts(c)).unwrap();
    assert_eq!(facts.applications.values().map(|a| a.role.as_str()).collect::<Vec<_>>(), ["Old"]);
}

#[test]
fn opening_again_finds_what_was_kept() {
    let app = TestApp::example_1();
    let before = app.facts();
    let again = crate::app::open(app.folder.path()).unwrap();
    assert_eq!(again.read(|c| store::facts(c)).unwrap(), before, "a second start reads what the first one wrote");
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    let app = TestApp::example_1();
    let before = app.rows();
    let failed = app.store.write(|tx| {
        store::companies::find_or_insert(tx, "Initech", app.moment().now)?;
        store::settings::set(tx, "evening", "19:00", app.moment().now)?;
        Err::<(), Error>(Error::conflict("error-is-open"))
    });
    assert!(failed.is_err());
    assert!(app.rows() == before, "all or nothing");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        app.store.write(|tx| -> afterword_core::error::Result<()> {
            store::companies::find_or_insert(tx, "Initech", app.moment().now)?;
            panic!("a mistake in a closure")
        })
    }));
    assert!(panicked.is_err());
    assert!(app.rows() == before, "a panic rolls back too, and the store goes on");
    app.done("thank_you:1:1").unwrap();
}

#[test]
fn a_reference_to_nothing_is_refused() {
    let app = TestApp::example_1();
    let touch = Touch { application: ApplicationId(9), ..touch() };
    let error = app.store.write(|tx| store::touches::insert(tx, &touch, app.moment().now)).unwrap_err();
    assert_eq!(error.code, Code::Store, "a touch needs its application");
}

#[test]
fn an_id_is_never_used_again() {
    let app = TestApp::example_1();
    let first = app.touch(|_| ()).unwrap();
    app.undo(first.undo).unwrap();
    assert_eq!(app.touch(|_| ()).unwrap().value, first.value + 1, "an old anchor never names a new fact");
    let entered = app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    app.undo(None).unwrap();
    let again = app.enter(lim("Initech", "2026-11-20 10:00")).unwrap().value;
    assert!(again.interview > entered.value.interview && again.application > entered.value.application);
    assert!(again.contacts > entered.value.contacts, "nor a person's");
}

#[test]
fn what_is_deleted_leaves_a_tombstone() {
    let app = TestApp::example_1();
    let uid = |table: &str| {
        app.store
            .read(|c| Ok(c.query_row(&format!("SELECT uid FROM {table}"), [], |r| r.get::<_, String>(0))?))
            .unwrap()
    };
    let check = |uid: &str, expect, why: &str| {
        assert_eq!(app.count(&format!("SELECT count(*) FROM tombstone WHERE uid = '{uid}'")), expect, "{why}");
    };
    app.touch(|_| ()).unwrap();
    let touch = uid("touch");
    let removed = touches::remove(&app.store, app.moment(), 1).unwrap();
    check(&touch, 1, "a later sync learns that it is gone");
    app.undo(removed.undo).unwrap();
    check(&touch, 0, "what came back is not dead");
    assert_eq!(uid("touch"), touch, "and is the same");
    app.undo(None).unwrap();
    check(&touch, 1, "an addition that was undone is gone too");
    let person = uid("interviewer");
    app.edit(1, serde_json::json!({"interviewers": [{"name": "Okafor"}]})).unwrap();
    check(&person, 1, "somebody who was not there after all");
}

#[test]
fn uids_are_all_different() {
    let app = TestApp::example_1();
    app.enter(lim("Initech", "2026-11-20 10:00")).unwrap();
    let twice = "SELECT count(*) - count(DISTINCT uid) FROM
                 (SELECT uid FROM contact UNION ALL SELECT uid FROM interview UNION ALL SELECT uid FROM company)";
    assert_eq!(app.count(twice), 0);
}

#[test]
fn two_connections_see_each_others_commits() {
    let app = TestApp::new();
    let other = crate::app::open(app.folder.path()).unwrap();
    let (mine, theirs) = (app.store.data_version().unwrap(), other.data_version().unwrap());
    app.enter(tan()).unwrap();
    assert_ne!(other.data_version().unwrap(), theirs, "another process's commit changes the number");
    assert_eq!(app.store.data_version().unwrap(), mine, "one's own does not");
    assert_eq!(other.read(|c| store::facts(c)).unwrap(), app.facts(), "and is seen");
    let seen = other.data_version().unwrap();
    Snapshot::take(&app.store, app.moment()).unwrap();
    assert_eq!(other.data_version().unwrap(), seen, "reading is no change");
}

#[test]
fn the_indexes_can_be_rebuilt_from_nothing() {
    let app = TestApp::example_1();
    let before = app.records();
    assert!(!reindex(&app.store, app.moment()).unwrap(), "nothing differs, so nothing is written");
    app.store.write(|tx| Ok(tx.execute_batch("DELETE FROM reminder; DELETE FROM contact_search")?)).unwrap();
    assert!(reindex(&app.store, app.moment()).unwrap(), "it says that something differed");
    assert!(app.records() == before, "derived rows follow from the facts alone");
}

#[test]
fn an_unreadable_row_is_reported_and_not_guessed() {
    let app = TestApp::example_1();
    app.store.write(|tx| Ok(tx.execute_batch("UPDATE interview SET zone = 'Mars/Olympus'")?)).unwrap();
    let error = app.store.read(|c| store::facts(c)).unwrap_err();
    assert_eq!((error.code, error.message), (Code::Damaged, "error-store-damaged"));
}

fn touch() -> Touch {
    Touch {
        id: TouchId(1),
        application: ApplicationId(1),
        contact: Some(ContactId(2)),
        kind: TouchKind::Other,
        channel: Channel::Phone,
        at: at(1_800_000_100),
        outcome: Outcome::Voicemail,
        note: "left a word,\nwith \"quotes\" and 😀".into(),
        step: Some("check_in:1:r1".parse().unwrap()),
        guarded: true,
        created_at: at(1_900_000_000),
    }
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

/// Facts with every field filled, and of each kind one with only the required fields.
fn filled() -> Facts {
    let now = at(1_900_000_000);
    let card = Card {
        name: "陳美玲 \"Mei\"".into(),
        address_as: "Ms Tan".into(),
        title: "Head; of, things\\".into(),
        company: "ACME's <b>".into(),
        emails: vec!["a@example.org".into(), "\"b c\"@example.org".into()],
        phones: vec!["+65 6555 0142".into(), "0".into()],
        address: "1 Fusionopolis Way\n#03-01".into(),
        website: "https://acme.example/?a=1&b=2".into(),
        zone: Some(chrono_tz::America::Argentina::Buenos_Aires),
        only: Some(Only::Phone),
        language: "zh-Hant".into(),
        note: "'; DROP TABLE contact; --".into(),
    };
    let bare = Card { name: "Lim".into(), ..Card::default() };
    let interview = Interview {
        id: InterviewId(1),
        application: ApplicationId(1),
        start: at(-5),
        zone: chrono_tz::Africa::Cairo,
        minutes: 45,
        interviewers: vec![
            Interviewer { contact: ContactId(2), spoke_about: "sailing\nand Rust".into(), created_at: now },
            Interviewer { contact: ContactId(1), spoke_about: String::new(), created_at: now },
        ],
        follow_up_on: Some(day("2026-12-05")),
        reply_promised_by: Some(day("2026-12-18")),
        notes: Notes { shared: "a".into(), wished: "b".into(), seeking: "c".into(), strengths: "d".into() },
        cancelled: true,
        created_at: now,
    };
    let reply = Reply {
        id: ReplyId(1),
        application: ApplicationId(1),
        contact: Some(ContactId(1)),
        at: at(1_800_000_200),
        meaning: Meaning::NextRound,
        follow_up_on: Some(day("2026-12-06")),
        reply_promised_by: Some(day("2026-12-19")),
        stands: "They \"like\" me".into(),
        note: "n".into(),
        created_at: now,
    };
    let mut facts = Facts::default();
    for (id, card) in [(1, card), (2, bare)] {
        facts.contacts.insert(ContactId(id), Contact { id: ContactId(id), card });
    }
    facts.companies.insert(CompanyId(1), Company { id: CompanyId(1), name: "ACME  Ltd".into() });
    for (id, lead) in [(1, Some(ContactId(2))), (2, None)] {
        let id = ApplicationId(id);
        let role = format!("Role {id}");
        let link = lead.map(|_| "https://acme.example/jobs/1".to_owned()).unwrap_or_default();
        let applied_on = lead.and_then(|_| chrono::NaiveDate::from_ymd_opt(2026, 11, 3));
        facts.applications.insert(id, Application { id, company: CompanyId(1), role, lead, applied_on, link });
    }
    let empty = Interview {
        id: InterviewId(2),
        interviewers: Vec::new(),
        follow_up_on: None,
        reply_promised_by: None,
        notes: Notes::default(),
        cancelled: false,
        ..interview.clone()
    };
    facts.interviews.extend([(interview.id, interview), (empty.id, empty)]);
    let bare = Touch { id: TouchId(2), contact: None, step: None, guarded: false, note: String::new(), ..touch() };
    facts.touches.extend([(TouchId(1), touch()), (TouchId(2), bare)]);
    let bare = Reply {
        id: ReplyId(2),
        contact: None,
        follow_up_on: None,
        reply_promised_by: None,
        meaning: Meaning::Withdrawn,
        ..reply.clone()
    };
    facts.replies.extend([(ReplyId(1), reply), (ReplyId(2), bare)]);
    let step = "thank_you:1:2".parse().unwrap();
    facts.skips.insert(SkipId(1), Skip { id: SkipId(1), step, at: now, planned_for: day("2026-11-23") });
    facts.snoozes.insert(SnoozeId(1), Snooze { id: SnoozeId(1), step, until: at(1_800_000_300) });
    for (id, outcome) in [(1, Some(CloseOutcome::LetRest)), (2, None)] {
        let id = ClosureId(id);
        facts
            .closures
            .insert(id, Closure { id, application: ApplicationId(2), at: at(1_800_000_400), outcome, created_at: now });
    }
    facts
}

#[test]
fn facts_come_back_as_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let store = crate::app::open(folder.path()).unwrap();
    let facts = filled();
    let now = at(1_900_000_000);
    store
        .write(|tx| {
            for contact in facts.contacts.values() {
                store::contacts::insert(tx, &contact.card, now)?;
            }
            for company in facts.companies.values() {
                store::companies::find_or_insert(tx, &company.name, now)?;
            }
            for application in facts.applications.values() {
                store::applications::insert(tx, application.company, &application.role, now)?;
                store::applications::update(tx, application, now)?;
            }
            for interview in facts.interviews.values() {
                store::interviews::insert(tx, interview, now)?;
            }
            for touch in facts.touches.values() {
                store::touches::insert(tx, touch, now)?;
            }
            for reply in facts.replies.values() {
                store::replies::insert(tx, reply, now)?;
            }
            for skip in facts.skips.values() {
                store::skips::insert(tx, skip.step, skip.planned_for, skip.at)?;
            }
            for snooze in facts.snoozes.values() {
                store::snoozes::insert(tx, snooze.step, snooze.until, now)?;
            }
            for closure in facts.closures.values() {
                store::closures::insert(tx, closure.application, closure.at, closure.outcome, now)?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(store.read(|c| store::facts(c)).unwrap(), facts, "every field survives the file");
}

#[test]
fn an_updated_row_reads_as_the_new_fact() {
    let app = TestApp::example_1();
    let facts = filled();
    let card = facts.contacts[&ContactId(1)].card.clone();
    let interview = Interview {
        interviewers: vec![Interviewer {
            contact: ContactId(1),
            spoke_about: "again".into(),
            created_at: app.moment().now,
        }],
        created_at: app.moment().now,
        ..facts.interviews[&InterviewId(1)].clone()
    };
    app.store
        .write(|tx| {
            store::contacts::update(tx, ContactId(1), &card, at(2_000_000_000))?;
            store::interviews::update(tx, &interview, at(2_000_000_000))
        })
        .unwrap();
    let stored = app.facts();
    assert_eq!(stored.contacts[&ContactId(1)].card, card);
    assert_eq!(stored.interviews[&InterviewId(1)], interview, "and keeps when it was made");
}

#[test]
fn companies_with_the_same_folded_name_are_one() {
    let app = TestApp::new();
    let id = |name: &str| app.store.write(|tx| store::companies::find_or_insert(tx, name, at(0))).unwrap();
    let acme = id("ACME  Pte Ltd");
    assert_eq!(id(" acme pte  LTD "), acme, "trimming, case and runs of spaces make no other company");
    assert_ne!(id("ACME Pte"), acme);
    assert_eq!(app.facts().companies[&acme].name, "ACME  Pte Ltd", "it keeps the name first typed");
}

#[test]
fn people_are_found_by_any_part_of_their_card() {
    let app = TestApp::example_1();
    app.enter(serde_json::json!({"company": "Zürich AG", "role": "A", "start": "2026-11-20 10:00", "interviewers": [
        {"name": "José Müller", "emails": ["jose@example.org"], "phones": ["+41 (44) 555-01 99"]},
        {"name": "陳美玲", "title": "技術長"},
        {"name": "Ştefan Ιωάννης"}
    ]}))
    .unwrap();
    let check = |query: &str, expect: &[i64]| {
        let found = app.store.read(|c| store::contacts::search(c, query)).unwrap();
        assert_eq!(found.iter().map(|id| id.0).collect::<Vec<_>>(), expect, "search for {query:?}");
    };
    check("", &[2, 4, 1, 3]);
    check("tan", &[1]);
    check("LING tan", &[1]);
    check("jose", &[2]);
    check("JOSÉ", &[2]);
    check("muller zurich", &[2]);
    check("4455501", &[2]);
    check("陳", &[3]);
    check("技術", &[3]);
    check("stefan", &[4]);
    check("ιωαννης", &[4]);
    check("acme.example", &[1]);
    check("nobody", &[]);
    check("%", &[]);
    check("'", &[]);
}

/// Counts how often the value (the number of contacts) is computed again, and what readers get.
#[test]
fn values_computed_from_the_database_are_cached_until_it_changes() {
    let app = TestApp::example_1();
    let made = std::cell::Cell::new(0);
    let count = |session: &store::Session<'_>| {
        session.remember(
            |_: &i64| true,
            |c| {
                made.set(made.get() + 1);
                Ok(c.query_row("SELECT count(*) FROM contact", [], |row| row.get::<_, i64>(0))?)
            },
        )
    };
    let look = |expected: i64, times: i32, why: &str| {
        assert_eq!(*app.store.read(count).unwrap(), expected, "{why}");
        assert_eq!(made.get(), times, "{why}");
    };
    look(1, 1, "the first look");
    look(1, 1, "nothing changed, so nothing is read again");
    let card = Card { name: "Okafor".to_owned(), ..Card::default() };
    let add = |c: &Connection| store::contacts::insert(c, &card, app.moment().now);
    app.store.write(|tx| add(tx)).unwrap();
    look(2, 2, "our own change is seen");
    let rolled_back = app.store.write(|tx| {
        add(tx)?;
        assert_eq!(*count(tx)?, 3, "a transaction sees what it did");
        Err::<(), _>(Error::conflict("error-form"))
    });
    assert!(rolled_back.is_err());
    look(2, 4, "what was rolled back was never kept");
    let other = crate::app::open(app.folder.path()).unwrap();
    other.write(|tx| add(tx)).unwrap();
    look(3, 5, "and so is the change of another program");
}
