//! The agenda as the command line prints it (docs/cli.md): a list of steps with stable fields.

use chrono::{DateTime, Duration, Utc};
use serde::Serialize;

use super::step_row::{rfc3339, when};
use crate::domain::codes;
use crate::domain::reminder::next_delivery;
use crate::domain::step::Step;
use crate::snapshot::Snapshot;
use crate::wire::{Channel, State, StepKind, Tone};

/// One step of the agenda.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaStep {
    /// Its key.
    pub step: String,
    /// The kind of step.
    pub kind: StepKind,
    /// The application it belongs to.
    pub application: i64,
    /// The interview it follows.
    pub interview: i64,
    /// The contact it is about, if it is about one.
    pub contact: Option<i64>,
    /// That contact's name.
    pub name: String,
    /// The company.
    pub company: String,
    /// The role applied for.
    pub role: String,
    /// The channel.
    pub channel: Channel,
    /// When it is due, in RFC 3339.
    pub due_at: String,
    /// When it is best done, or until when it was put off, in words, as in the window. For people, so not in the JSON.
    #[serde(skip)]
    pub when: String,
    /// When the next reminder of it comes, in RFC 3339; none if no reminder is left.
    pub remind_at: Option<String>,
    /// Its state, such as due or overdue.
    pub state: State,
    /// How patient the advice is.
    pub tone: Tone,
    /// What to do, in words.
    pub title: String,
    /// Why, in words.
    pub why: String,
}

/// The open steps due within a number of days, or all of them, in order of due time.
#[must_use]
pub fn agenda(snapshot: &Snapshot, days: Option<i64>) -> Vec<AgendaStep> {
    // Limited to a hundred years, so that the date stays within the calendar's range.
    let until = days.map(|days| snapshot.now + Duration::days(days.clamp(-36_500, 36_500)));
    snapshot
        .open_steps()
        .filter(|(step, _)| until.is_none_or(|until| step.due_at <= until))
        .map(|(step, state)| agenda_step(snapshot, step, state))
        .collect()
}

/// The open steps of one application.
#[must_use]
pub fn of_application(snapshot: &Snapshot, application: i64) -> Vec<AgendaStep> {
    snapshot
        .open_steps()
        .filter(|(step, _)| step.application.0 == application)
        .map(|(step, state)| agenda_step(snapshot, step, state))
        .collect()
}

fn agenda_step(snapshot: &Snapshot, step: &Step, state: codes::State) -> AgendaStep {
    let teller = snapshot.teller();
    let next: Option<DateTime<Utc>> = next_delivery(step, &snapshot.facts, &snapshot.calendar(), snapshot.now);
    AgendaStep {
        step: step.key.to_string(),
        kind: step.key.kind().into(),
        application: step.application.0,
        interview: step.interview.0,
        contact: step.contact.map(|c| c.0),
        name: teller.name(step.contact),
        company: snapshot.facts.company_name(step.application).to_owned(),
        role: snapshot.facts.applications.get(&step.application).map(|a| a.role.clone()).unwrap_or_default(),
        channel: step.channel.into(),
        due_at: rfc3339(snapshot, step.due_at),
        when: when(snapshot, step),
        remind_at: next.map(|at| rfc3339(snapshot, at)),
        state: state.into(),
        tone: step.tone.into(),
        title: teller.title(step),
        why: teller.why(step),
    }
}
