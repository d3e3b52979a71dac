//! All applications, looked at in one of five ways. Only the look that is asked for is made, and of a long list only the
//! part that is shown: nobody reads two thousand lines at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::application::next_step;
use super::board::{BoardColumn, board};
use super::charts::{CalendarView, LanesView, RepliesView, calendar, lanes, replies};
use super::step_row::listed_at;
use super::{EmptyState, Part, Stage};
use crate::domain::codes;
use crate::domain::facts::Application;
use crate::domain::ids::ApplicationId;
use crate::domain::plan;
use crate::domain::step::Step;
use crate::error::Arg;
use crate::snapshot::Snapshot;

/// The ways to look at them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Look {
    /// One line each.
    #[default]
    List,
    /// By stage.
    Board,
    /// Along time, a lane each.
    Timeline,
    /// What is due on which day.
    Calendar,
    /// How answers come.
    Replies,
}

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationsView {
    /// "Six applications, four open"
    pub summary: String,
    /// What is looked at.
    pub seen: Seen,
    /// What to say when there is none.
    pub empty: Option<EmptyState>,
}

/// What one look shows.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "look", rename_all = "snake_case")]
#[ts(export)]
pub enum Seen {
    /// Open ones first, each by company and role.
    List(ApplicationRows),
    /// By stage.
    Board {
        /// In the order in which applications walk through them.
        columns: Vec<BoardColumn>,
    },
    /// The open ones along time.
    Timeline(LanesView),
    /// What is due in the next six weeks.
    Calendar(CalendarView),
    /// How answers come.
    Replies(RepliesView),
}

/// An application in the list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationRow {
    /// Its id.
    pub id: i64,
    /// Where.
    pub company: String,
    /// As what.
    pub role: String,
    /// Where it stands.
    pub stage: Stage,
    /// The same, in words.
    pub stage_label: String,
    /// The lead's name, or nothing.
    pub lead: String,
    /// The next step, or nothing.
    pub next: String,
    /// Whether it is over.
    pub closed: bool,
}

/// A part of the list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationRows {
    /// The first of them, those up to the one that was asked for, or those that follow it.
    pub rows: Vec<ApplicationRow>,
    /// Whether there are more.
    pub more: bool,
}

/// An application with what the lists are sorted by.
pub(super) struct Line<'a> {
    pub(super) application: &'a Application,
    pub(super) stage: codes::Stage,
    pub(super) next: Option<&'a Step>,
}

impl Line<'_> {
    fn is_open(&self) -> bool {
        self.stage != codes::Stage::Closed
    }
}

/// One look at all applications; of the list, what is shown of it.
#[must_use]
pub fn applications(snapshot: &Snapshot, look: Look, part: Part) -> ApplicationsView {
    let words = snapshot.words;
    let lines = lines(snapshot);
    let open = lines.iter().filter(|line| line.is_open()).count();
    let empty = lines.is_empty().then(|| EmptyState {
        title: words.plain("applications-first-title"),
        text: words.plain("applications-first-text"),
        first_run: true,
    });
    ApplicationsView {
        summary: match lines.len() {
            0 => String::new(),
            count => words.say("applications-summary", &[("count", Arg::from(count)), ("open", Arg::from(open))]),
        },
        seen: match look {
            Look::List => Seen::List(rows(snapshot, &lines, part)),
            Look::Board => Seen::Board { columns: board(snapshot, &lines) },
            Look::Timeline => {
                let open = lines.iter().filter(|line| line.is_open());
                Seen::Timeline(lanes(snapshot, open.map(|line| (line.application, line.next)).collect()))
            }
            Look::Calendar => Seen::Calendar(calendar(snapshot)),
            Look::Replies => Seen::Replies(replies(snapshot)),
        },
        empty,
    }
}

/// Those of the list that follow one of it.
#[must_use]
pub fn applications_after(snapshot: &Snapshot, after: i64) -> ApplicationRows {
    rows(snapshot, &lines(snapshot), Part::After(after))
}

/// Every application, open ones first, each by company and role.
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
    row(snapshot, &Line { application, stage, next })
}

fn lines(snapshot: &Snapshot) -> Vec<Line<'_>> {
    let stages = plan::stages(&snapshot.facts, snapshot.now);
    let mut next: BTreeMap<ApplicationId, &Step> = BTreeMap::new();
    for (step, _) in snapshot.open_steps() {
        let first = next.entry(step.application).or_insert(step);
        if listed_at(snapshot, step) < listed_at(snapshot, first) {
            *first = step;
        }
    }
    let mut lines: Vec<Line<'_>> = snapshot
        .facts
        .applications
        .values()
        .map(|application| Line {
            application,
            stage: stages.get(&application.id).copied().unwrap_or(codes::Stage::Applied),
            next: next.get(&application.id).copied(),
        })
        .collect();
    lines.sort_by_cached_key(|line| {
        let company = snapshot.facts.company_name(line.application.id).to_lowercase();
        (!line.is_open(), company, line.application.role.to_lowercase(), line.application.id)
    });
    lines
}

fn rows(snapshot: &Snapshot, lines: &[Line<'_>], part: Part) -> ApplicationRows {
    let (shown, more) = part.of(lines, |line| line.application.id.0);
    ApplicationRows { rows: shown.iter().map(|line| row(snapshot, line)).collect(), more }
}

fn row(snapshot: &Snapshot, line: &Line<'_>) -> ApplicationRow {
    let Line { application, stage, next } = line;
    ApplicationRow {
        id: application.id.0,
        company: snapshot.facts.company_name(application.id).to_owned(),
        role: application.role.clone(),
        stage: (*stage).into(),
        stage_label: stage_label(snapshot, *stage),
        lead: snapshot.teller().name(application.lead),
        next: next.map(|step| next_step(snapshot, step)).unwrap_or_default(),
        closed: !line.is_open(),
    }
}

/// The name of a stage.
pub(super) fn stage_label(snapshot: &Snapshot, stage: codes::Stage) -> String {
    snapshot.words.plain(&format!("stage-{}", stage.code().replace('_', "-")))
}
