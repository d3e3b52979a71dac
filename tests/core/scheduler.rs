//! The scheduler's pure function: from the reminders and the present moment to what must be posted.

use std::collections::{BTreeMap, BTreeSet};

use afterword_core::domain::reminder::Occurrence;
use afterword_core::scheduler::{Orders, Scene, step};
use chrono::{DateTime, NaiveDateTime, Utc};

fn at(text: &str) -> DateTime<Utc> {
    let text = if text.contains('-') { text.to_owned() } else { format!("2026-11-23 {text}") };
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

/// The input: reminders as "name step planned [deliver [ends]]", and those already in the ledger.
#[derive(Default)]
struct Known {
    index: BTreeMap<String, Occurrence>,
    ledger: BTreeSet<String>,
    hold: Option<DateTime<Utc>>,
    absent: bool,
}

fn known(lines: &[&str]) -> Known {
    let mut known = Known::default();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let planned_at = at(words[2]);
        let occurrence = Occurrence {
            name: words[0].to_owned(),
            step: words[1].parse().unwrap(),
            planned_at,
            deliver_at: words.get(3).map_or(planned_at, |w| at(w)),
            ends_at: words.get(4).map(|w| at(w)),
        };
        known.index.insert(occurrence.name.clone(), occurrence);
    }
    known
}

impl Known {
    fn claimed(mut self, names: &[&str]) -> Known {
        self.ledger.extend(names.iter().map(|name| (*name).to_owned()));
        self
    }

    fn held(mut self, until: &str) -> Known {
        self.hold = Some(at(until));
        self
    }

    fn absent(mut self) -> Known {
        self.absent = true;
        self
    }

    fn step(&self, now: &str) -> Orders {
        step(Scene {
            index: &self.index,
            ledger: &self.ledger,
            elsewhere: &[],
            now: at(now),
            hold_until: self.hold,
            absent: self.absent,
        })
    }
}

/// At time `now`, these must be posted ("a+b" is one digest; each names the occurrences it covers), and the scheduler
/// must next wake at `wake`.
fn check(known: &Known, now: &str, posts: &[&str], wake: &str) {
    let orders = known.step(now);
    let posted: Vec<String> = orders
        .post
        .iter()
        .map(|post| post.occurrences.iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join("+"))
        .collect();
    assert_eq!(posted, posts, "posted at {now}");
    let next = orders.wake_at.map_or("never".to_owned(), |at| at.format("%H:%M").to_string());
    assert_eq!(next, wake, "the next look after {now}");
}

const THREE: &[&str] = &["a thank_you:1:1 18:00", "b thank_you:1:2 18:00", "c thank_you:1:3 18:00"];

#[test]
fn a_reminder_is_due_once() {
    let one = ["a thank_you:1:1 18:00"];
    check(&known(&one), "17:59", &[], "18:00");
    check(&known(&one), "18:00", &["a"], "never");
    check(&known(&one), "23:00", &["a"], "never");
    check(&known(&one).claimed(&["a"]), "18:00", &[], "never");
    check(&known(&[]), "18:00", &[], "never");
}

#[test]
fn missed_reminders_of_one_step_are_one_notice() {
    let step = ["a thank_you:1:1 10:00", "b thank_you:1:1 11:00", "c thank_you:1:1 12:00"];
    // The late one replaces the one that would follow shortly after.
    check(&known(&step), "11:30", &["a+b+c"], "12:00");
    check(&known(&step).claimed(&["a"]), "12:00", &["b+c"], "never");
    let orders = known(&step).step("11:30");
    assert_eq!(
        orders.post[0].steps,
        [("thank_you:1:1".parse().unwrap(), at("10:00"))],
        "told with the time it was first planned for"
    );
}

#[test]
fn three_steps_at_once_are_a_digest() {
    check(&known(&THREE[..2]), "18:00", &["a", "b"], "never");
    check(&known(THREE), "18:00", &["a+b+c"], "never");
    check(&known(THREE).claimed(&["b"]), "18:00", &["a", "c"], "never");
    let orders = known(&["a thank_you:1:1 18:00", "b thank_you:1:2 16:00", "c thank_you:1:3 17:00"]).step("18:00");
    let times: Vec<_> = orders.post[0].steps.iter().map(|(_, at)| at.format("%H:%M").to_string()).collect();
    assert_eq!(times, ["16:00", "17:00", "18:00"], "in order of their original times");
}

#[test]
fn after_absence_two_are_a_digest() {
    check(&known(&THREE[..2]).absent(), "18:00", &["a+b"], "never");
    check(&known(&THREE[..1]).absent(), "18:00", &["a"], "never");
    let one_step = ["a thank_you:1:1 10:00", "b thank_you:1:1 11:00"];
    check(&known(&one_step).absent(), "18:00", &["a+b"], "never");
    assert_eq!(
        known(&one_step).absent().step("18:00").post[0].steps.len(),
        1,
        "two reminders of one step are no digest"
    );
}

#[test]
fn nothing_is_posted_while_reminders_are_held_back() {
    check(&known(THREE).held("20:00"), "18:30", &[], "20:00");
    check(&known(THREE).held("20:00"), "20:00", &["a+b+c"], "never");
    check(&known(&["a thank_you:1:1 18:00", "b thank_you:1:1 21:00"]).held("20:00"), "18:30", &[], "20:00");
    check(&known(&["a thank_you:1:1 21:00"]).held("20:00"), "18:30", &[], "21:00");
}

#[test]
fn a_deferred_reminder_comes_at_its_new_time() {
    let deferred = ["a thank_you:1:1 06:00 08:00"];
    check(&known(&deferred), "06:00", &[], "08:00");
    check(&known(&deferred), "08:00", &["a"], "never");
    assert_eq!(known(&deferred).step("08:00").post[0].steps[0].1, at("06:00"), "told with the time it was planned for");
}

#[test]
fn nothing_comes_after_the_end_of_its_step() {
    let ends = ["a thank_you:1:1 18:00 18:00 19:00"];
    check(&known(&ends), "18:59", &["a"], "never");
    check(&known(&ends), "19:00", &[], "never");
    check(&known(&ends).held("20:00"), "18:30", &[], "20:00");
    check(&known(&ends).held("20:00"), "20:00", &[], "never");
}

#[test]
fn the_scheduler_wakes_for_the_earliest_remaining_reminder() {
    let several = ["a thank_you:1:1 20:00", "b thank_you:1:2 19:00", "c thank_you:1:3 21:00"];
    check(&known(&several), "18:00", &[], "19:00");
    check(&known(&several), "19:00", &["b"], "20:00");
    check(&known(&several).claimed(&["b"]), "19:00", &[], "20:00");
}
