//! The interview form, and the plan it leads to.

use serde::Serialize;
use ts_rs::TS;

use super::icon::Icon;
use crate::forms::interview::InterviewForm;
use crate::views::application_people::KnownContact;

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
