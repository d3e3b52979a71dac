//! The interview form as typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::facts::{Interview, Notes};
use crate::error::Result;
use crate::forms::card::CardForm;
use crate::input::{Findings, text};
use crate::snapshot::Snapshot;

/// The interview form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InterviewForm {
    /// The interview that is edited; none for a new one.
    pub interview: Option<i64>,
    /// The application it belongs to; none for a new one.
    pub application: Option<i64>,
    /// The last change in the log when the form was opened. Saving is refused if the interview was changed since.
    #[serde(default)]
    pub basis: Option<i64>,
    /// Company.
    pub company: String,
    /// Role.
    pub role: String,
    /// The start, as typed.
    pub when: String,
    /// The length in minutes, as typed.
    pub minutes: String,
    /// IANA zone, or empty for the user's own.
    pub zone: String,
    /// The interviewers.
    pub interviewers: Vec<InterviewerForm>,
    /// The position of the lead among the interviewers, from 0.
    pub lead: Option<usize>,
    /// What was said about following up.
    pub follow_up: FollowUpForm,
    /// The four notes of the interview.
    pub notes: NotesForm,
}

/// One interviewer in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InterviewerForm {
    /// Their id, if they are in the records already.
    pub contact: Option<i64>,
    /// Their card.
    pub card: CardForm,
    /// What the two spoke about.
    pub spoke_about: String,
}

/// What was said about following up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FollowUpForm {
    /// Which of the five answers.
    pub kind: FollowUpKind,
    /// The date, as typed.
    pub date: String,
    /// A promise beside a named date, which only the command line can enter; the window's form keeps an old one.
    #[serde(skip)]
    #[ts(skip)]
    pub promise: Option<String>,
}

/// The five answers to "When may I follow up?".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FollowUpKind {
    /// Nothing was said.
    #[default]
    Nothing,
    /// They named a date.
    Date,
    /// They will get back by a date.
    Promise,
    /// We agreed on a week.
    Week,
    /// We agreed on two weeks.
    Fortnight,
}

/// The four notes of an interview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export)]
pub struct NotesForm {
    /// What I shared.
    pub shared: String,
    /// What I wish I had said.
    pub wished: String,
    /// What they look for.
    pub seeking: String,
    /// How I fit.
    pub strengths: String,
}

/// Reads the four notes. `None` if one of them is refused; the findings say why.
pub fn notes(form: &NotesForm, findings: &mut Findings) -> Option<Notes> {
    Some(Notes {
        shared: findings.take(text("notes.shared", &form.shared))?,
        wished: findings.take(text("notes.wished", &form.wished))?,
        seeking: findings.take(text("notes.seeking", &form.seeking))?,
        strengths: findings.take(text("notes.strengths", &form.strengths))?,
    })
}

/// The form to start with: empty, for a further interview of an application, or filled in with the interview to edit.
///
/// # Errors
/// `NotFound` if there is no such interview or application.
pub fn form_to_begin_with(snapshot: &Snapshot, id: Option<i64>, application: Option<i64>) -> Result<InterviewForm> {
    let form = match (id, application) {
        (Some(id), _) => form_of(snapshot, snapshot.interview(id)?),
        (None, application) => {
            let application = application.map(|id| snapshot.application(id)).transpose()?;
            InterviewForm {
                application: application.map(|a| a.id.0),
                company: application.map(|a| snapshot.facts.company_name(a.id).to_owned()).unwrap_or_default(),
                role: application.map(|a| a.role.clone()).unwrap_or_default(),
                minutes: "60".to_owned(),
                ..InterviewForm::default()
            }
        }
    };
    Ok(InterviewForm { basis: snapshot.last_change, ..form })
}

/// The form filled in from a recorded interview.
#[must_use]
pub fn form_of(snapshot: &Snapshot, interview: &Interview) -> InterviewForm {
    let application = snapshot.facts.applications.get(&interview.application);
    let lead = application.and_then(|a| a.lead);
    let (kind, date) = match (interview.follow_up_on, interview.reply_promised_by) {
        (Some(on), _) => (FollowUpKind::Date, on.to_string()),
        (None, Some(by)) => (FollowUpKind::Promise, by.to_string()),
        (None, None) => (FollowUpKind::Nothing, String::new()),
    };
    InterviewForm {
        interview: Some(interview.id.0),
        basis: None,
        application: Some(interview.application.0),
        company: snapshot.facts.company_name(interview.application).to_owned(),
        role: application.map(|a| a.role.clone()).unwrap_or_default(),
        when: interview.start.with_timezone(&interview.zone).format("%Y-%m-%d %H:%M").to_string(),
        minutes: interview.minutes.to_string(),
        zone: if interview.zone == snapshot.zone { String::new() } else { interview.zone.name().to_owned() },
        interviewers: interview
            .interviewers
            .iter()
            .filter_map(|p| snapshot.facts.contacts.get(&p.contact).map(|c| (p, c)))
            .map(|(p, c)| InterviewerForm {
                contact: Some(c.id.0),
                card: CardForm::from(&c.card),
                spoke_about: p.spoke_about.clone(),
            })
            .collect(),
        lead: interview.interviewers.iter().position(|p| Some(p.contact) == lead),
        follow_up: FollowUpForm { kind, date, promise: None },
        notes: NotesForm {
            shared: interview.notes.shared.clone(),
            wished: interview.notes.wished.clone(),
            seeking: interview.notes.seeking.clone(),
            strengths: interview.notes.strengths.clone(),
        },
    }
}
