//! What a new interview will lead to: the rules applied as if each step were done on time, three check-ins deep
//! (docs/rules.md, Preview).

use chrono::{DateTime, Utc};

use super::calendar::Calendar;
use super::codes::{Channel, Outcome, StepKind, TouchKind};
use super::facts::{Facts, Touch};
use super::ids::{InterviewId, TouchId};
use super::plan::plan;
use super::step::Step;

/// How many check-ins ahead a preview looks.
const DEPTH: usize = 3;

/// The steps of one interview in the order they would be done, each with the moment it would be shown.
#[must_use]
pub fn preview(facts: &Facts, calendar: &Calendar<'_>, interview: InterviewId) -> Vec<(DateTime<Utc>, Step)> {
    let mut facts = facts.clone();
    let mut done: Vec<(DateTime<Utc>, Step)> = Vec::new();
    let shown = |step: &Step| step.reminders.first().map_or(step.due_at, |r| r.at);
    for step in plan(&facts, calendar).into_iter().filter(|s| s.interview == interview) {
        if step.key.kind() == StepKind::CheckIn {
            continue;
        }
        if step.key.kind() == StepKind::ThankYou {
            record(&mut facts, &step, TouchKind::ThankYou, shown(&step));
        }
        done.push((shown(&step), step));
    }
    for _ in 0..DEPTH {
        let next =
            plan(&facts, calendar).into_iter().find(|s| s.interview == interview && s.key.kind() == StepKind::CheckIn);
        let Some(step) = next else { break };
        record(&mut facts, &step, TouchKind::CheckIn, step.due_at);
        done.push((step.due_at, step));
    }
    done.sort_by_key(|(at, step)| (*at, step.key));
    done
}

fn record(facts: &mut Facts, step: &Step, kind: TouchKind, at: DateTime<Utc>) {
    let id = TouchId(facts.touches.keys().last().map_or(0, |id| id.0) + 1);
    let channel = if step.channel == Channel::Phone { Channel::Phone } else { Channel::Email };
    facts.touches.insert(
        id,
        Touch {
            id,
            application: step.application,
            contact: step.contact,
            kind,
            channel,
            at,
            outcome: Outcome::usual(channel),
            note: String::new(),
            step: Some(step.key),
            guarded: false,
            created_at: at,
        },
    );
}
