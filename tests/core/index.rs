//! The indexes are updated with each change. After any random series of changes, undo included, they must equal a
//! rebuild from nothing.

use std::collections::BTreeMap;

use afterword_core::domain::codes::{CloseOutcome, Meaning, Outcome};
use afterword_core::domain::reminder::Occurrence;
use afterword_core::error::Result;
use afterword_core::forms::card::CardForm;
use afterword_core::store;
use afterword_core::use_cases::{applications, interviews, people};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rusqlite::Connection;
use serde_json::json;

use crate::app::TestApp;
use crate::properties::thorough;

/// Something a user does, after so many hours. If it is impossible then, it is refused and changes nothing.
#[derive(Clone, Debug)]
enum Act {
    Enter { company: usize, person: usize, day: i64 },
    Further { application: i64, person: usize },
    Done { step: usize, no_answer: bool },
    Skip { step: usize },
    Snooze { step: usize, hours: i64 },
    Reply { meaning: usize },
    Move { interview: i64, days: i64 },
    Cancel { interview: i64, cancelled: bool },
    Close { application: i64, close: bool },
    Set { setting: usize },
    Card { person: i64, zone: usize },
    Undo,
}

const SETTINGS: [(&str, &str); 6] = [
    ("evening", "20:00"),
    ("gap_days", "3"),
    ("quiet_from", "17:00"),
    ("zone", "America/New_York"),
    ("working_days", "tue,sat"),
    ("zone", ""),
];

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..2_usize, 0..3_usize, -3..9_i64).prop_map(|(company, person, day)| Act::Enter { company, person, day }),
        2 => (1..3_i64, 0..3_usize).prop_map(|(application, person)| Act::Further { application, person }),
        4 => (0..6_usize, any::<bool>()).prop_map(|(step, no_answer)| Act::Done { step, no_answer }),
        2 => (0..6_usize).prop_map(|step| Act::Skip { step }),
        3 => (0..6_usize, 1..60_i64).prop_map(|(step, hours)| Act::Snooze { step, hours }),
        2 => (0..Meaning::ALL.len()).prop_map(|meaning| Act::Reply { meaning }),
        1 => (1..4_i64, -3..9_i64).prop_map(|(interview, days)| Act::Move { interview, days }),
        1 => (1..4_i64, any::<bool>()).prop_map(|(interview, cancelled)| Act::Cancel { interview, cancelled }),
        1 => (1..3_i64, any::<bool>()).prop_map(|(application, close)| Act::Close { application, close }),
        2 => (0..SETTINGS.len()).prop_map(|setting| Act::Set { setting }),
        1 => (1..4_i64, 0..3_usize).prop_map(|(person, zone)| Act::Card { person, zone }),
        3 => Just(Act::Undo),
    ]
}

fn perform(app: &TestApp, act: &Act) -> Result<()> {
    let (store, moment) = (&app.store, app.moment());
    let steps = || app.snapshot().open_steps().map(|(step, _)| step.key).collect::<Vec<_>>();
    let nth = |n: usize| {
        let steps = steps();
        steps.get(n % steps.len().max(1)).map(ToString::to_string).unwrap_or_default()
    };
    let person = |n: usize| {
        let name = ["Tan Mei Ling", "Lim", "Okafor"][n];
        json!([{"name": name, "emails": [format!("{n}@example.org")], "phones": ["+65 6555 0142"]}])
    };
    let on_day = |days: i64| (moment.now + chrono::Duration::days(days)).to_rfc3339();
    match act {
        Act::Enter { company, person: who, day } => drop(app.enter(json!({
            "company": (["ACME", "Harbour"][*company]), "role": "R", "start": on_day(*day), "interviewers": person(*who)
        }))?),
        Act::Further { application, person: who } => drop(app.enter(json!({
            "application": application, "company": "ACME", "role": "R", "start": on_day(1), "interviewers": person(*who)
        }))?),
        Act::Done { step, no_answer } => {
            drop(app.done_by(&nth(*step), None, no_answer.then_some(Outcome::NoAnswer))?);
        }
        Act::Skip { step } => drop(app.skip(&nth(*step))?),
        Act::Snooze { step, hours } => {
            drop(app.snooze(&nth(*step), &(moment.now + chrono::Duration::hours(*hours)).to_rfc3339())?);
        }
        Act::Reply { meaning } => drop(app.reply(Meaning::ALL[*meaning].into(), |_| ())?),
        Act::Move { interview, days } => drop(interviews::move_to(store, moment, *interview, &on_day(*days))?),
        Act::Cancel { interview, cancelled } => {
            drop(interviews::set_cancelled(store, moment, *interview, *cancelled)?);
        }
        Act::Close { application, close: true } => {
            drop(applications::close(store, moment, *application, CloseOutcome::LetRest)?);
        }
        Act::Close { application, .. } => drop(applications::reopen(store, moment, *application)?),
        Act::Set { setting } => drop(app.set(SETTINGS[*setting].0, SETTINGS[*setting].1)?),
        Act::Card { person, zone } => {
            let Some(contact) = app.facts().contacts.into_values().find(|c| c.id.0 == *person) else { return Ok(()) };
            let zone = ["", "Europe/London", "America/New_York"][*zone].to_owned();
            drop(people::save(store, moment, *person, &CardForm { zone, ..CardForm::from(&contact.card) })?);
        }
        Act::Undo => drop(app.undo(None)?),
    }
    Ok(())
}

type Indexes = (BTreeMap<String, Occurrence>, Vec<(i64, String, String)>);

fn indexes(c: &Connection) -> Result<Indexes> {
    let mut statement = c.prepare("SELECT contact_id, sort_key, text FROM contact_search ORDER BY 1")?;
    let search = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok((store::reminders::all(c)?, search.collect::<rusqlite::Result<_>>()?))
}

/// Throws both indexes away and makes them from the facts alone.
fn rebuilt(app: &TestApp) -> Indexes {
    let snapshot = app.snapshot();
    let rebuild = app.store.write(|tx| {
        tx.execute_batch("DELETE FROM reminder; DELETE FROM contact_search;")?;
        store::contacts::index(tx, &snapshot.facts.contacts)?;
        store::reminders::replace(tx, &snapshot.occurrences())?;
        indexes(tx)
    });
    rebuild.unwrap()
}

#[test]
fn an_index_kept_along_the_way_is_one_built_from_nothing() {
    let app = TestApp::new();
    let mut runner = TestRunner::new(thorough());
    let sitting = runner.run(&vec((act(), 0..40_i64), 1..12), |acts| {
        app.clear();
        let mut now = app.moment().now;
        for (act, hours) in acts {
            now += chrono::Duration::hours(hours);
            app.at_instant(now);
            // What is refused must leave the indexes right, too.
            drop(perform(&app, &act));
        }
        let kept = app.store.read(|c| indexes(c)).unwrap();
        prop_assert_eq!(kept, rebuilt(&app));
        Ok(())
    });
    sitting.unwrap();
}
