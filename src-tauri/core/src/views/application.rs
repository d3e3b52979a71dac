//! The page of one application, with everything that belongs to it.

use serde::Serialize;
use ts_rs::TS;

use super::application_row::application_row;
use super::icon::Icon;
use super::step_row::{LapsedRow, StepRow, lapsed_rows, step_rows};
use crate::domain::facts::Interview;
use crate::domain::ids::ApplicationId;
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;
use crate::views::application_people::{ApplicationPerson, people};
use crate::views::timeline::{Event, application_events, named, names};
use crate::wire::Stage;

/// The page of one application.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationView {
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
    /// Whether it is closed.
    pub closed: bool,
    /// One sentence: the stage and the next step.
    pub summary: String,
    /// Its open steps.
    pub steps: Vec<StepRow>,
    /// Steps that lapsed within the last week.
    pub lapsed: Vec<LapsedRow>,
    /// Its interviews, latest first.
    pub interviews: Vec<InterviewCard>,
    /// Its people.
    pub people: Vec<ApplicationPerson>,
    /// What happened, latest first.
    pub timeline: Vec<Event>,
}

/// An interview on its application's page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct InterviewCard {
    /// Its id.
    pub id: i64,
    /// When, in words.
    pub when: String,
    /// The interviewers, in words.
    pub people: String,
    /// What was said about following up; may be empty.
    pub follow_up: String,
    /// The notes that are not empty.
    pub notes: Vec<Note>,
    /// Whether it is called off.
    pub cancelled: bool,
    /// Whether it can be called off or reinstated. An interview that is over and was not called off cannot.
    pub movable: bool,
}

/// A titled note.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Note {
    /// Its title.
    pub label: String,
    /// Its text.
    pub text: String,
}

/// The page of one application.
///
/// # Errors
/// `NotFound` if there is no such application.
pub fn application(snapshot: &Snapshot, id: i64) -> Result<ApplicationView> {
    let application = snapshot
        .facts
        .applications
        .get(&ApplicationId(id))
        .ok_or_else(|| Error::not_found("error-no-application", id))?;
    let row = application_row(snapshot, application);
    let summary = match row.next.as_str() {
        "" => snapshot.words.say("application-summary", &[("stage", row.stage_label.as_str().into())]),
        next => snapshot
            .words
            .say("application-summary-next", &[("stage", row.stage_label.as_str().into()), ("next", next.into())]),
    };
    let mut interviews: Vec<&Interview> =
        snapshot.facts.interviews.values().filter(|i| i.application == application.id).collect();
    interviews.sort_by_key(|i| std::cmp::Reverse((i.start, i.id)));
    Ok(ApplicationView {
        id,
        company: row.company,
        role: row.role,
        stage: row.stage,
        stage_label: row.stage_label,
        closed: row.closed,
        summary,
        steps: step_rows(snapshot, snapshot.open_steps().filter(|(step, _)| step.application == application.id)),
        lapsed: lapsed_rows(snapshot, Some(id)),
        people: people(snapshot, application),
        interviews: interviews.into_iter().map(|i| interview_card(snapshot, i)).collect(),
        // Interviews to come are left out: they are in the list of interviews.
        timeline: application_events(snapshot, application.id)
            .into_iter()
            .filter(|(at, event)| *at <= snapshot.now || event.icon != Icon::Interview)
            .map(|(_, event)| event)
            .collect(),
    })
}

fn interview_card(snapshot: &Snapshot, interview: &Interview) -> InterviewCard {
    let words = snapshot.words;
    let today = snapshot.calendar().day(snapshot.now);
    let follow_up = match (interview.follow_up_on, interview.reply_promised_by) {
        (Some(on), _) => words.say("interview-named", &[("date", words.date(on, today).into())]),
        (None, Some(by)) => words.say("interview-promised", &[("date", words.date(by, today).into())]),
        (None, None) => String::new(),
    };
    let notes = [
        ("note-shared", &interview.notes.shared),
        ("note-wished", &interview.notes.wished),
        ("note-seeking", &interview.notes.seeking),
        ("note-strengths", &interview.notes.strengths),
    ];
    let spoke_about = interview.interviewers.iter().map(|person| Note {
        label: words.say("note-spoke-about", &[("name", named(snapshot, Some(person.contact)).into())]),
        text: person.spoke_about.clone(),
    });
    InterviewCard {
        id: interview.id.0,
        when: words.when(interview.start, snapshot.now, &snapshot.calendar()),
        people: names(snapshot, interview),
        follow_up,
        notes: notes
            .into_iter()
            .map(|(id, text)| Note { label: words.plain(id), text: text.clone() })
            .chain(spoke_about)
            .filter(|note| !note.text.trim().is_empty())
            .collect(),
        cancelled: interview.cancelled,
        movable: interview.cancelled || interview.end() > snapshot.now,
    }
}
