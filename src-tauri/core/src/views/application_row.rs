//! An application as a row of a list, and the order of such lists.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::domain::facts::Application;
use crate::domain::ids::ApplicationId;
use crate::domain::step::Step;
use crate::domain::{codes, plan};
use crate::snapshot::Snapshot;
use crate::views::list::Part;
use crate::views::step_row::listed_at;
use crate::wire::Stage;

/// An application in a list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationRow {
    /// Its id.
    pub id: i64,
    /// The company.
    pub company: String,
    /// The role applied for.
    pub role: String,
    /// Its stage.
    pub stage: Stage,
    /// The stage, in words.
    pub stage_label: String,
    /// The lead's name; may be empty.
    pub lead: String,
    /// The next step and when; empty if there is none.
    pub next: String,
    /// Whether the next step is overdue.
    pub overdue: bool,
    /// Whether it is closed.
    pub closed: bool,
}

/// A part of the list of applications.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationRows {
    /// The rows in this part: the first ones, all up to a given application, or those after it.
    pub rows: Vec<ApplicationRow>,
    /// Whether more rows follow.
    pub more: bool,
}

/// An application with its stage and next step, by which the lists are sorted.
pub(super) struct ApplicationLine<'a> {
    pub(super) application: &'a Application,
    pub(super) stage: codes::Stage,
    pub(super) next: Option<&'a Step>,
}

impl ApplicationLine<'_> {
    pub(super) fn is_open(&self) -> bool {
        self.stage != codes::Stage::Closed
    }
}

/// Every application: open ones first, and of those what is overdue, each by company and role.
#[must_use]
pub fn application_rows(snapshot: &Snapshot) -> Vec<ApplicationRow> {
    lines(snapshot).iter().map(|line| row(snapshot, line)).collect()
}

/// An application's row.
#[must_use]
pub fn application_row(snapshot: &Snapshot, application: &Application) -> ApplicationRow {
    let stage = plan::stage(&snapshot.facts, application.id, snapshot.now);
    let steps = snapshot.open_steps().map(|(step, _)| step).filter(|step| step.application == application.id);
    let next = steps.min_by_key(|step| listed_at(snapshot, step));
    row(snapshot, &ApplicationLine { application, stage, next })
}

pub(super) fn lines(snapshot: &Snapshot) -> Vec<ApplicationLine<'_>> {
    let stages = plan::stages(&snapshot.facts, snapshot.now);
    let mut next: BTreeMap<ApplicationId, &Step> = BTreeMap::new();
    for (step, _) in snapshot.open_steps() {
        let first = next.entry(step.application).or_insert(step);
        if listed_at(snapshot, step) < listed_at(snapshot, first) {
            *first = step;
        }
    }
    let mut lines: Vec<ApplicationLine<'_>> = snapshot
        .facts
        .applications
        .values()
        .map(|application| ApplicationLine {
            application,
            stage: stages.get(&application.id).copied().unwrap_or(codes::Stage::Applied),
            next: next.get(&application.id).copied(),
        })
        .collect();
    lines.sort_by_cached_key(|line| {
        let company = snapshot.facts.company_name(line.application.id).to_lowercase();
        (
            !line.is_open(),
            !is_overdue(snapshot, line),
            company,
            line.application.role.to_lowercase(),
            line.application.id,
        )
    });
    lines
}

pub(super) fn rows(snapshot: &Snapshot, lines: &[ApplicationLine<'_>], part: Part) -> ApplicationRows {
    let (shown, more) = part.of(lines, |line| line.application.id.0);
    ApplicationRows { rows: shown.iter().map(|line| row(snapshot, line)).collect(), more }
}

fn row(snapshot: &Snapshot, line: &ApplicationLine<'_>) -> ApplicationRow {
    let ApplicationLine { application, stage, next } = line;
    ApplicationRow {
        id: application.id.0,
        company: snapshot.facts.company_name(application.id).to_owned(),
        role: application.role.clone(),
        stage: (*stage).into(),
        stage_label: stage_label(snapshot, *stage),
        lead: snapshot.teller().name(application.lead),
        next: next.map(|step| next_step(snapshot, step)).unwrap_or_default(),
        overdue: is_overdue(snapshot, line),
        closed: !line.is_open(),
    }
}

fn is_overdue(snapshot: &Snapshot, line: &ApplicationLine<'_>) -> bool {
    line.next.and_then(|step| snapshot.state(step)) == Some(codes::State::Overdue)
}

/// The name of a stage.
pub(super) fn stage_label(snapshot: &Snapshot, stage: codes::Stage) -> String {
    snapshot.words.plain(&format!("stage-{}", stage.code().replace('_', "-")))
}

/// "Monday 30 November, 10:00: Call Tan Mei Ling"
pub(super) fn next_step(snapshot: &Snapshot, step: &Step) -> String {
    let when = snapshot.words.when(listed_at(snapshot, step), snapshot.now, &snapshot.calendar());
    snapshot.words.say("next-step", &[("when", when.into()), ("title", snapshot.teller().title(step).into())])
}
