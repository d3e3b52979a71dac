//! The agent is killed again and again, at any moment around posting: no reminder is lost, a kill repeats at most one
//! notification, and what it had recorded as posted never comes again (docs/rules.md, Delivery).
//! `AFTERWORD_KILLS` says how often; `make soak` lets it go on for thousands.

use std::collections::BTreeSet;
use std::time::Duration;

use afterword_core::snapshot::Moment;
use afterword_core::store::Store;
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::support::notifications::Notification;
use crate::support::process::wait_for;
use crate::support::{Desktop, SOON, programs};

/// Minutes between two interviews, and so between two first reminders.
const APART: i64 = 3;

#[test]
fn kills_around_posting_lose_nothing_and_repeat_at_most_one_each() {
    let kills: u64 = std::env::var("AFTERWORD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    // A day holds three hundred; then another begins.
    for batch in 0..kills.div_ceil(300) {
        day_of_kills(batch, (kills - batch * 300).min(300));
    }
}

/// Interviews all day, one every few minutes, each with a reminder half an hour after its end; evening and quiet hours
/// are set so that they do not interfere. The agent is started and killed after each.
fn day_of_kills(seed: u64, kills: u64) {
    let start: DateTime<Utc> = "2026-11-23T01:00:00Z".parse().unwrap();
    let desktop = Desktop::start("2026-11-23T09:00:00+08:00");
    let store = desktop.store();
    let moment = Moment { now: start, system_zone: chrono_tz::Asia::Singapore, zone: None };
    for (key, value) in [("evening", "00:30"), ("quiet_from", "03:00"), ("quiet_to", "03:00")] {
        afterword_core::use_cases::settings::set(&store, moment, key, value).unwrap();
    }
    let mut random = seed + 7;
    let mut below = |n: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % n
    };
    let mut due = 0;
    let mut posted_before: BTreeSet<String> = BTreeSet::new();
    let mut seen = 0;
    for n in 0..kills as i64 {
        // Entered when it falls due. Every fourth comes with two colleagues, so that there are digests, too.
        let now = start + chrono::Duration::minutes(n * APART + 40);
        desktop.home.set_clock(&now.to_rfc3339());
        due += enter(&store, Moment { now, ..moment }, n, if n % 4 == 3 { 3 } else { 1 });
        let mut command = desktop.home.command(programs::afterword());
        let mut agent = desktop.home.start("agent", command.arg("--background"));
        match n % 4 {
            // In the middle of the call, or a moment after its answer.
            0 => {
                desktop.notifications.kill_at_the_next(agent.pid());
                wait_for("the agent to die", SOON, || !agent.is_running());
            }
            1 | 2 => {
                wait_for("a notification", SOON, || desktop.notifications.posted().len() > seen);
                std::thread::sleep(Duration::from_micros(below(6_000)));
            }
            // At any moment since its start.
            _ => std::thread::sleep(Duration::from_millis(below(250))),
        }
        agent.kill();
        let posted = desktop.notifications.posted();
        let fresh = &posted[seen..];
        for name in fresh.iter().flat_map(names) {
            assert!(!posted_before.contains(&name), "{name} was noted as posted, and came again");
        }
        let known: BTreeSet<String> = posted[..seen].iter().flat_map(names).collect();
        let again = fresh.iter().filter(|it| names(it).iter().any(|name| known.contains(name))).count();
        assert!(again <= 1, "one kill costs one notification at most: {fresh:#?}");
        seen = posted.len();
        posted_before.extend(noted(&store));
    }
    // The last agent is not killed, and posts whatever is still missing.
    let _agent = desktop.agent();
    wait_for("everything that is owed: nothing may be lost", SOON, || noted(&store).len() == due);
    let posted = desktop.notifications.posted();
    let unnamed = due - posted.iter().flat_map(names).collect::<BTreeSet<_>>().len();
    let counted: usize = posted.iter().map(named_by_number).sum();
    assert!(unnamed <= counted, "{unnamed} were noted as posted and never on the screen");
    let repeated = notices_that_repeat(&desktop);
    assert!(repeated as u64 <= kills, "{kills} kills cost {repeated} notifications");
    println!("{kills} kills: {due} reminders, none lost; {repeated} notifications came again");
}

/// An interview with that many people that ended half an hour ago, so that its thank-yous are due for a reminder.
fn enter(store: &Store, moment: Moment, n: i64, people: usize) -> usize {
    let cards: Vec<_> = ["a", "b", "c"][..people]
        .iter()
        .map(|letter| json!({"name": format!("Person {n:04}{letter}"), "emails": ["p@x.example"]}))
        .collect();
    let start = (moment.now - chrono::Duration::minutes(40)).to_rfc3339();
    let entry = json!({"company": format!("Company {n}"), "role": "Engineer", "start": start, "minutes": 10,
        "interviewers": cards});
    Desktop::enter(store, moment, entry);
    people
}

/// The people named in a heading or on the lines of a digest.
fn names(notification: &Notification) -> Vec<String> {
    let text = format!("{}\n{}", notification.summary, notification.body);
    let starts = text.match_indices("Person ").map(|(at, _)| at);
    starts.map(|at| text[at..].chars().take("Person 0000a".len()).collect()).collect()
}

/// How many a digest counts without naming them: "and 3 more".
fn named_by_number(notification: &Notification) -> usize {
    let last = notification.body.lines().last().unwrap_or_default();
    let number = last.strip_prefix("and ").and_then(|rest| rest.strip_suffix(" more"));
    number.map_or(0, |number| number.parse().unwrap_or(1))
}

/// How many notifications named somebody who had been named before.
fn notices_that_repeat(desktop: &Desktop) -> usize {
    let mut shown = BTreeSet::new();
    let posted = desktop.notifications.posted();
    posted.iter().filter(|it| names(it).into_iter().filter(|name| !shown.insert(name.clone())).count() > 0).count()
}

/// The occurrences that the ledger records as posted.
fn noted(store: &Store) -> Vec<String> {
    let names = store.read(|c| {
        let mut statement = c.prepare(
            "SELECT contact.name FROM delivery JOIN contact ON delivery.step LIKE 'thank_you:%:' || contact.id
             WHERE delivery.state = 'posted'",
        )?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    });
    names.unwrap()
}
