//! The reminders of a step as they are delivered: the planned ones after quiet hours and snoozes
//! (docs/rules.md, Reminders). Each occurrence has a name that stays the same when the plan is computed anew, so
//! nothing is delivered twice.

use chrono::{DateTime, Duration, Utc};

use super::calendar::Calendar;
use super::codes::State;
use super::facts::{Facts, Snooze};
use super::step::{Ends, Step, StepKey};

/// One reminder that may be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Its name: the step's key, the planned local date, and its number, or for a snoozed reminder the snooze's id.
    pub name: String,
    /// The step it reminds of.
    pub step: StepKey,
    /// When it was planned for.
    pub planned_at: DateTime<Utc>,
    /// When it may be delivered: the plan's time, or the end of the quiet hours.
    pub deliver_at: DateTime<Utc>,
    /// When the step ends; nothing is delivered from then on.
    pub ends_at: Option<DateTime<Utc>>,
}

impl Occurrence {
    /// The part of the name that tells it from the step's other reminders in any time zone: its number, or its snooze.
    #[must_use]
    pub fn number(&self) -> &str {
        number_of(&self.name)
    }
}

/// The number or snooze at the end of an occurrence's name.
#[must_use]
pub fn number_of(name: &str) -> &str {
    name.rsplit_once('#').map_or(name, |(_, number)| number)
}

/// A reminder that was held back also stands for those of its step that are due within this time after it.
pub const REPLACES: Duration = Duration::hours(6);

/// All occurrences of a step, in order of delivery.
#[must_use]
pub fn occurrences(step: &Step, snooze: Option<&Snooze>, calendar: &Calendar<'_>) -> Vec<Occurrence> {
    let ends_at = step.ends.map(Ends::at);
    let mut all: Vec<Occurrence> = step
        .reminders
        .iter()
        .filter(|r| snooze.is_none_or(|s| r.at > s.until))
        .map(|r| Occurrence {
            name: format!("{}@{}#{}", step.key, r.day, r.number),
            step: step.key,
            planned_at: r.at,
            deliver_at: calendar.after_quiet(r.at),
            ends_at,
        })
        .collect();
    if let Some(snooze) = snooze {
        all.push(Occurrence {
            name: format!("{}@{}#z{}", step.key, calendar.day(snooze.until), snooze.id),
            step: step.key,
            planned_at: snooze.until,
            deliver_at: calendar.after_quiet(snooze.until),
            ends_at,
        });
    }
    all.sort_by_key(|o| (o.deliver_at, o.planned_at));
    let mut kept: Vec<Occurrence> = Vec::new();
    for next in all {
        let replaced = kept
            .last()
            .is_some_and(|last| last.deliver_at > last.planned_at && next.deliver_at <= last.deliver_at + REPLACES);
        if !replaced {
            kept.push(next);
        }
    }
    kept.retain(|o| ends_at.is_none_or(|end| o.deliver_at < end));
    kept
}

/// The snooze of a step that is in force: the one made last.
#[must_use]
pub fn snooze_of(facts: &Facts, step: StepKey) -> Option<&Snooze> {
    facts.snoozes.values().rev().find(|s| s.step == step)
}

/// When the next reminder of a step comes, judged by the plan alone. An occurrence that was over before the step was
/// recorded comes at once. None if no occurrence is left. If `now` is not the present, deliveries before it are taken
/// as made.
#[must_use]
pub fn next_delivery(step: &Step, facts: &Facts, calendar: &Calendar<'_>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if matches!(step.state(now, calendar), None | Some(State::Lapsed)) {
        return None;
    }
    let known = calendar.after_quiet(step.known_since);
    occurrences(step, snooze_of(facts, step.key), calendar)
        .into_iter()
        .map(|o| if step.known_since <= now { o.deliver_at.max(known) } else { o.deliver_at })
        .find(|at| *at >= now)
}
