//! The interview form, and the plan it leads to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Icon;
use super::person::CardForm;

/// The page with the form.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct InterviewView {
    /// "New interview"
    pub title: String,
    /// What to begin with.
    pub form: InterviewForm,
    /// People of the application who may have been there again.
    pub known: Vec<KnownContact>,
    /// Company names already entered.
    pub companies: Vec<String>,
    /// What the form leads to.
    pub preview: Preview,
    /// What was typed into this form and not saved, the last time.
    pub unfinished: Option<InterviewForm>,
    /// Whether the interview is called off.
    pub cancelled: bool,
    /// Zones to choose from.
    pub zones: Vec<String>,
}

/// A person to choose.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct KnownContact {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Title and company.
    pub line: String,
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InterviewForm {
    /// The interview that is edited.
    pub interview: Option<i64>,
    /// The application it is a further interview of.
    pub application: Option<i64>,
    /// The last change that the form knew of when it was opened; saving over a later one is refused.
    #[serde(default)]
    pub basis: Option<i64>,
    /// Company.
    pub company: String,
    /// Role.
    pub role: String,
    /// When, as typed.
    pub when: String,
    /// Minutes, as typed.
    pub minutes: String,
    /// IANA zone, or empty for the user's own.
    pub zone: String,
    /// Who was there.
    pub interviewers: Vec<InterviewerForm>,
    /// Which of them is the lead.
    pub lead: Option<usize>,
    /// What was said about following up.
    pub follow_up: FollowUpForm,
    /// The four notes.
    pub notes: NotesForm,
}

/// One person of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InterviewerForm {
    /// Somebody known already.
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
    /// Which of the five.
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

/// The four notes.
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

/// What the form leads to.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct Preview {
    /// The moment that was understood, in words.
    pub start: String,
    /// The same for a native picker, `2026-11-23T15:00`.
    pub start_value: String,
    /// The date that was understood, in words.
    pub follow_up: String,
    /// The same, `2026-12-05`.
    pub follow_up_value: String,
    /// The plan, oldest first.
    pub plan: Vec<PreviewStep>,
    /// What comes after it.
    pub closing: String,
    /// What saving would refuse.
    pub problems: Vec<Problem>,
    /// What is kept, and worth a second look.
    pub warnings: Vec<Problem>,
}

/// One step of the plan.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PreviewStep {
    /// "Today, 18:00"
    pub when: String,
    /// "Thank Tan Mei Ling"
    pub text: String,
    /// Why.
    pub why: String,
    /// The picture.
    pub icon: Icon,
}

/// A sentence at a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Problem {
    /// The field, "interviewers.0.name".
    pub field: String,
    /// The sentence.
    pub message: String,
}
