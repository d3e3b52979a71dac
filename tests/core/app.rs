//! `TestApp`: a store in a folder of its own, a clock that moves only when told to, and short ways to do what a user
//! does. It goes through the use cases, as the window and the command line do.

use std::cell::Cell;
use std::collections::BTreeMap;

use afterword_core::domain::calendar::instant;
use afterword_core::domain::codes::{Channel, Outcome};
use afterword_core::domain::facts::Facts;
use afterword_core::error::{Code, Error, Result};
use afterword_core::forms::interview_json;
use afterword_core::forms::reply::ReplyForm;
use afterword_core::forms::touch::TouchForm;
use afterword_core::pages::when;
use afterword_core::snapshot::{Moment, Snapshot};
use afterword_core::store::{self, Store};
use afterword_core::use_cases::change::Committed;
use afterword_core::use_cases::interviews::{self, Recorded};
use afterword_core::use_cases::undo::undo;
use afterword_core::use_cases::{replies, steps, touches};
use afterword_core::wire::{Meaning, TouchKind};
use afterword_core::wording::Words;
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use rusqlite::types::Value as Field;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Opens a data folder at the time when tests begin.
pub fn open(folder: &std::path::Path) -> Result<Store> {
    Store::open(folder, "2026-11-23T08:10:00Z".parse().unwrap())
}

/// A user's records at a moment that the test sets.
pub struct TestApp {
    pub store: Store,
    pub folder: TempDir,
    pub zone: Tz,
    now: Cell<DateTime<Utc>>,
}

impl TestApp {
    /// Nothing recorded; Singapore, Monday 23 November 2026, 16:10.
    pub fn new() -> TestApp {
        // In memory where /dev/shm exists: no test here is about the disk, and every change would wait for it.
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let store = open(folder.path()).unwrap();
        let app = TestApp { store, folder, zone: chrono_tz::Asia::Singapore, now: Cell::new(DateTime::UNIX_EPOCH) };
        app.at("2026-11-23 16:10");
        app
    }

    /// Empties the database, for tests that need thousands of them: opening one takes longer than using it.
    pub fn clear(&self) {
        let sql: String = self.rows().keys().map(|table| format!("DELETE FROM {table};")).collect();
        let clear = |tx: &store::Session<'_>| {
            tx.pragma_update(None, "defer_foreign_keys", true)?;
            Ok(tx.execute_batch(&sql)?)
        };
        self.store.write(clear).unwrap();
        self.at("2026-11-23 16:10");
    }

    /// Worked example 1: Ms Tan of ACME, met today from 15:00 to 16:00.
    pub fn example_1() -> TestApp {
        let app = TestApp::new();
        app.enter(tan()).unwrap();
        app
    }

    /// Worked example 2: the same, thanked by e-mail at 18:20.
    pub fn example_2() -> TestApp {
        let app = TestApp::example_1();
        app.at("2026-11-23 18:20").done("thank_you:1:1").unwrap();
        app
    }

    /// Sets the user's clock to this local time.
    pub fn at(&self, local: &str) -> &TestApp {
        self.now.set(self.instant(local));
        self
    }

    /// Sets the clock to this instant.
    pub fn at_instant(&self, now: DateTime<Utc>) {
        self.now.set(now);
    }

    pub fn instant(&self, local: &str) -> DateTime<Utc> {
        instant(self.zone, NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap())
    }

    /// An instant as the user's clock shows it: "Mon 23 Nov 18:00".
    pub fn clock(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%a %-d %b %H:%M").to_string()
    }

    pub fn moment(&self) -> Moment {
        Moment { now: self.now.get(), system_zone: self.zone, zone: None }
    }

    pub fn snapshot(&self) -> Snapshot {
        Snapshot::take(&self.store, self.moment()).unwrap()
    }

    pub fn facts(&self) -> Facts {
        self.store.read(|c| store::facts(c)).unwrap()
    }

    /// Enters an interview from the JSON of the command line.
    pub fn enter(&self, json: Value) -> Result<Committed<Recorded>> {
        self.write_interview(None, json)
    }

    /// Edits an interview by the same JSON.
    pub fn edit(&self, id: i64, json: Value) -> Result<Committed<Recorded>> {
        self.write_interview(Some(id), json)
    }

    fn write_interview(&self, edits: Option<i64>, json: Value) -> Result<Committed<Recorded>> {
        let form = interview_json::form_from_json(&self.snapshot(), edits, serde_json::from_value(json).unwrap())?;
        interviews::save(&self.store, self.moment(), &form)
    }

    pub fn done(&self, step: &str) -> Result<Committed<()>> {
        self.done_by(step, None, None)
    }

    pub fn done_by(&self, step: &str, channel: Option<Channel>, outcome: Option<Outcome>) -> Result<Committed<()>> {
        steps::done(&self.store, self.moment(), steps::key(step)?, channel, outcome)
    }

    pub fn skip(&self, step: &str) -> Result<Committed<()>> {
        steps::skip(&self.store, self.moment(), steps::key(step)?)
    }

    /// Snoozes a step until a time, given as a user types it.
    pub fn snooze(&self, step: &str, until: &str) -> Result<Committed<()>> {
        let until = when::until(&self.snapshot(), until)?;
        steps::snooze(&self.store, self.moment(), steps::key(step)?, until)
    }

    /// Records a touch of Ms Tan; `change` may alter the form first.
    pub fn touch(&self, change: impl FnOnce(&mut TouchForm)) -> Result<Committed<i64>> {
        let mut form = TouchForm {
            application: 1,
            contact: Some(1),
            kind: TouchKind::CheckIn,
            channel: Channel::Email.into(),
            outcome: Outcome::Sent.into(),
            when: String::new(),
            note: String::new(),
            step: None,
            named: String::new(),
        };
        change(&mut form);
        touches::save(&self.store, self.moment(), &form).map(|done| done.map(|id| id.0))
    }

    /// Records a reply on the first application.
    pub fn reply(&self, meaning: Meaning, change: impl FnOnce(&mut ReplyForm)) -> Result<Committed<i64>> {
        let mut form = ReplyForm {
            application: 1,
            contact: Some(1),
            when: String::new(),
            meaning,
            follow_up_on: String::new(),
            reply_promised_by: String::new(),
            stands: String::new(),
            note: String::new(),
        };
        change(&mut form);
        replies::save(&self.store, self.moment(), &form).map(|done| done.map(|id| id.0))
    }

    pub fn set(&self, key: &str, value: &str) -> Result<Committed<()>> {
        afterword_core::use_cases::settings::set(&self.store, self.moment(), key, value)
    }

    pub fn undo(&self, entry: Option<i64>) -> Result<Committed<()>> {
        undo(&self.store, self.moment(), entry)
    }

    /// The open steps, a line each: "thank_you:1:1 Mon 23 Nov 16:00 email".
    pub fn steps(&self) -> Vec<String> {
        let snapshot = self.snapshot();
        snapshot.open_steps().map(|(s, _)| format!("{} {} {}", s.key, self.clock(s.due_at), s.channel)).collect()
    }

    /// The open check-ins, without their keys: "Mon 30 Nov 10:00 phone".
    pub fn check_ins(&self) -> String {
        let steps = self.steps();
        let check_ins = steps.iter().filter(|line| line.starts_with("check_in"));
        check_ins.filter_map(|line| line.split_once(' ')).map(|(_, line)| line).collect::<Vec<_>>().join("; ")
    }

    /// Every row of every table. A refused change must leave all of them unchanged.
    pub fn rows(&self) -> BTreeMap<String, Vec<Vec<Field>>> {
        self.store.read(|c| every_row(c)).unwrap()
    }

    /// The rows of facts and of what is derived from them, without the undo log.
    pub fn records(&self) -> BTreeMap<String, Vec<Vec<Field>>> {
        let mut rows = self.rows();
        rows.retain(|table, _| {
            !["undo_entry", "undo_change", "tombstone", "sqlite_sequence"].contains(&table.as_str())
        });
        rows
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.store.read(|c| Ok(c.query_row(sql, [], |row| row.get(0))?)).unwrap()
    }
}

trait Map<T> {
    fn map<U>(self, f: impl FnOnce(T) -> U) -> Committed<U>;
}

impl<T> Map<T> for Committed<T> {
    fn map<U>(self, f: impl FnOnce(T) -> U) -> Committed<U> {
        let Committed { value, text, warning, undo, snapshot } = self;
        Committed { value: f(value), text, warning, undo, snapshot }
    }
}

fn every_row(c: &rusqlite::Connection) -> Result<BTreeMap<String, Vec<Vec<Field>>>> {
    let mut tables = c.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut all = BTreeMap::new();
    for name in names {
        let mut statement = c.prepare(&format!("SELECT * FROM main.{name} ORDER BY 1"))?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|i| row.get(i)).collect())?;
        all.insert(name, rows.collect::<rusqlite::Result<_>>()?);
    }
    Ok(all)
}

/// The interview of worked example 1.
pub fn tan() -> Value {
    json!({
        "company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00",
        "interviewers": [
            {"name": "Tan Mei Ling", "emails": ["mei.ling@acme.example"], "phones": ["+65 6555 0142"]}
        ]
    })
}

/// An interview with another person, at another company and time.
pub fn lim(company: &str, start: &str) -> Value {
    json!({
        "company": company, "role": "Analyst", "start": start,
        "interviewers": [{"name": "Lim", "emails": ["lim@example.org"], "phones": ["+65 6555 0199"]}]
    })
}

/// The sentence of an error, after the field it belongs to.
pub fn said(error: &Error) -> String {
    let field = error.field.as_deref().map(|field| format!("{field}: ")).unwrap_or_default();
    format!("{field}{}", Words::english().error(error))
}

/// The sentence of a refused change. It must be refused with that code and leave every row as it was.
pub fn refused<T>(app: &TestApp, code: Code, change: impl FnOnce(&TestApp) -> Result<T>) -> String {
    let rows = || {
        let mut rows = app.rows();
        // A backup may have been made first, and the health table notes it.
        rows.remove("health");
        rows
    };
    let before = rows();
    let error = change(app).err().expect("this must be refused");
    assert_eq!(error.code, code, "what the caller branches on, of: {}", said(&error));
    assert!(rows() == before, "nothing may be half-saved when it is refused: {}", said(&error));
    said(&error)
}
