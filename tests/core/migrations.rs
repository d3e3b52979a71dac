//! Databases of every earlier schema are brought up to date, even if the program is killed after any statement of a
//! migration; and a schema that was in use is never changed afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use afterword_core::store::backup::{self, Occasion};
use afterword_core::store::files::FILE_NAME;
use afterword_core::store::{self, migration};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::app::open;
use crate::child;
use crate::words::root;

type Rows = BTreeMap<String, Vec<BTreeMap<String, Value>>>;

/// The migrations, in order.
fn migrations() -> Vec<String> {
    let mut files: Vec<_> =
        fs::read_dir(root().join("src-tauri/core/migrations")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

/// Records for the tables that each schema added: at least one row in each.
const RECORDS: [&str; 3] = [
    "INSERT INTO setting (key, value, created_at, modified_at) VALUES ('evening', '19:00', 1, 2);
     INSERT INTO company (uid, name, folded, created_at, modified_at) VALUES ('c1', 'ACME', 'acme', 1, 2);
     INSERT INTO contact (uid, name, emails, note, created_at, modified_at) VALUES ('p1', 'Tan Mei Ling', '[\"mei@acme.example\"]', 'tea', 1, 2), ('p2', 'Lim', '[]', '', 1, 2);
     INSERT INTO application (uid, company_id, role, lead_id, created_at, modified_at) VALUES ('a1', 1, 'Engineer', 1, 1, 2);
     INSERT INTO interview (uid, application_id, starts_at, zone, minutes, shared, created_at, modified_at) VALUES ('i1', 1, 1795000000, 'Asia/Singapore', 60, 'a plan', 1, 2);
     INSERT INTO interviewer (uid, interview_id, contact_id, position, created_at, modified_at) VALUES ('ip1', 1, 1, 0, 1, 2);
     INSERT INTO touch (uid, application_id, contact_id, kind, channel, at, outcome, created_at, modified_at) VALUES ('t1', 1, 1, 'thank_you', 'email', 1795010000, 'sent', 1, 2);
     INSERT INTO reply (uid, application_id, at, meaning, created_at, modified_at) VALUES ('r1', 1, 1795020000, 'deciding', 1, 2);
     INSERT INTO skip (uid, step, at, planned_for, created_at, modified_at) VALUES ('s1', 'prepare:1', 1795000000, '2026-11-18', 1, 2);
     INSERT INTO snooze (uid, step, until, created_at, modified_at) VALUES ('z1', 'check_in:1:r1', 1796000000, 1, 2);
     INSERT INTO closure (uid, application_id, at, outcome, created_at, modified_at) VALUES ('x1', 1, 1797000000, 'let_rest', 1, 2);
     INSERT INTO tombstone (uid, at) VALUES ('gone', 3);
     INSERT INTO undo_entry (at, text) VALUES (4, 'Entered');
     INSERT INTO undo_change (entry_id, tbl, row, before, after) VALUES (1, 'company', 1, NULL, '{}');
     INSERT INTO delivery (occurrence, step, notice, planned_at, zone, state, claimed_at) VALUES ('o1', 'thank_you:1:1', 'n1', 1, 'UTC', 'posted', 2);
     INSERT INTO unfinished (key, form, at) VALUES ('interview', '{}', 5);
     INSERT INTO health (subject, value, at) VALUES ('server', 'dunst', 6);",
    "INSERT INTO template (uid, name, language, subject, body, created_at, modified_at) VALUES ('m1', 'thanks', 'en', 'Thank you', 'Dear', 1, 2);",
    "INSERT INTO card_source (uid, contact_id, vcard, created_at, modified_at) VALUES ('v1', 1, 'BEGIN:VCARD', 1, 2);
     INSERT INTO apart (uid, first_id, second_id, created_at, modified_at) VALUES ('b1', 1, 2, 1, 2);",
];

/// Makes a database as the program of that schema left it.
fn make(folder: &Path, schema: usize) {
    let c = Connection::open(folder.join(FILE_NAME)).unwrap();
    c.pragma_update(None, "journal_mode", "WAL").unwrap();
    for (sql, records) in migrations().iter().zip(RECORDS).take(schema) {
        c.execute_batch(sql).unwrap();
        c.execute_batch(records).unwrap();
    }
    c.pragma_update(None, "application_id", migration::APPLICATION_ID).unwrap();
    c.pragma_update(None, "user_version", schema as i64).unwrap();
}

/// Every row of every table that an older schema had, by its columns.
fn rows(file: &Path, schema: usize) -> Rows {
    let old = Connection::open_in_memory().unwrap();
    migrations().iter().take(schema).for_each(|sql| old.execute_batch(sql).unwrap());
    let c = Connection::open(file).unwrap();
    let mut all = Rows::new();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                  AND name NOT IN ('reminder', 'contact_search')";
    let names: Vec<String> =
        old.prepare(tables).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        let columns: Vec<String> = old
            .prepare("SELECT name FROM pragma_table_info(?1)")
            .unwrap()
            .query_map([&name], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let sql = format!("SELECT {} FROM {name} ORDER BY rowid", columns.join(", "));
        let mut statement = c.prepare(&sql).unwrap();
        let read = statement.query_map([], |row| {
            columns.iter().enumerate().map(|(at, column)| Ok((column.clone(), row.get(at)?))).collect()
        });
        all.insert(name, read.unwrap().map(Result::unwrap).collect());
    }
    all
}

fn version(file: &Path) -> usize {
    let c = Connection::open(file).unwrap();
    c.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap() as usize
}

#[test]
fn every_migration_has_records_to_try_it_with() {
    assert_eq!(migrations().len(), RECORDS.len(), "a new table needs a row here");
}

/// The whole schema as it stood after each migration. Made once, when it went into use: a migration that changes
/// afterwards would leave the databases of those who ran it behind.
#[test]
fn a_schema_that_was_in_use_is_never_changed_afterwards() {
    let c = Connection::open_in_memory().unwrap();
    for (at, sql) in migrations().iter().enumerate() {
        c.execute_batch(sql).unwrap();
        let mut statement =
            c.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name").unwrap();
        let parts: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let schema = parts.join(";\n") + ";\n";
        let file = root().join(format!("tests/fixtures/schemas/{}.sql", at + 1));
        if std::env::var_os("UPDATE_GOLDEN").is_some() && !file.exists() {
            fs::write(&file, &schema).unwrap();
        }
        let known = fs::read_to_string(&file).expect("a new schema is kept with UPDATE_GOLDEN=1");
        assert!(schema == known, "migration {} was changed after it went into use: add another instead", at + 1);
    }
}

#[test]
fn child_migrates_until_it_dies() {
    let Some((folder, word)) = child::told() else { return };
    let last: usize = word.parse().unwrap();
    let mut c = Connection::open(folder.join(FILE_NAME)).unwrap();
    c.pragma_update(None, "synchronous", "FULL").unwrap();
    let mut each = |count: usize| {
        if count == last {
            child::die();
        }
    };
    migration::migrate(&mut c, &mut each).unwrap();
}

#[test]
fn a_migration_that_is_killed_after_any_statement_goes_on_at_the_next_start() {
    let (mut kills, newest) = (0, migrations().len());
    for schema in 1..newest {
        for at in 1.. {
            let folder = tempfile::tempdir_in("/dev/shm").unwrap();
            make(folder.path(), schema);
            let file = folder.path().join(FILE_NAME);
            let before = rows(&file, schema);
            let killed = child::start("migrations::child_migrates_until_it_dies", folder.path(), &at.to_string());
            if killed.wait_with_output().unwrap().status.success() {
                break;
            }
            kills += 1;
            let half = version(&file);
            assert!(half == schema || half == newest, "all of it or nothing: {half}");
            assert!(rows(&file, schema) == before, "schema {schema}, killed after statement {at}: no row is another");
            drop(open(folder.path()).unwrap());
            assert_eq!(version(&file), newest, "the next start brings it up to date");
            let mut after = rows(&file, schema);
            // The health table and the undo log may have gained rows.
            for known in ["health", "undo_change"] {
                after.remove(known);
            }
            assert!(
                after.iter().all(|(table, rows)| before[table] == *rows),
                "schema {schema}: every row is as it was"
            );
            let facts = open(folder.path()).unwrap().read(|c| store::facts(c)).unwrap();
            assert_eq!(
                (facts.contacts.len(), facts.interviews.len(), facts.touches.len()),
                (2, 1, 1),
                "and reads as a fact"
            );
        }
    }
    println!("{kills} kills");
    assert!(kills > 8, "there were statements to be killed after");
}

#[test]
fn a_backup_of_the_older_schema_is_made_before_it_changes() {
    for schema in 1..migrations().len() {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), schema);
        let before = rows(&folder.path().join(FILE_NAME), schema);
        drop(open(folder.path()).unwrap());
        let backups = backup::list(&backup::usual_folder(folder.path()));
        assert_eq!(backups.iter().map(|backup| backup.occasion).collect::<Vec<_>>(), [Occasion::Migration]);
        assert_eq!(version(&backups[0].path), schema, "as it was before");
        assert!(rows(&backups[0].path, schema) == before);
        drop(open(folder.path()).unwrap());
        assert_eq!(backup::list(&backup::usual_folder(folder.path())).len(), 1, "once");
    }
}

#[test]
fn without_room_for_a_backup_nothing_is_migrated() {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path(), 1);
    // Where the folder should be, there is a file.
    fs::write(folder.path().join("backups"), b"in the way").unwrap();
    assert!(open(folder.path()).is_err());
    assert_eq!(version(&folder.path().join(FILE_NAME)), 1, "it is unchanged");
    fs::remove_file(folder.path().join("backups")).unwrap();
    // A chosen folder that is missing must not block access to the records.
    backup::choose_folder(folder.path(), Some(Path::new("/no/such/drive"))).unwrap();
    drop(open(folder.path()).unwrap());
    assert_eq!(backup::list(&backup::usual_folder(folder.path())).len(), 1);
}
