//! The page of the interview form, with a preview of the plan.

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
    /// The form to start with.
    pub form: InterviewForm,
    /// People of the application who may be interviewers again.
    pub known: Vec<KnownContact>,
    /// Company names already entered.
    pub companies: Vec<String>,
    /// The preview of the form.
    pub preview: Preview,
    /// What was typed into this form earlier and not saved.
    pub unfinished: Option<InterviewForm>,
    /// Whether the interview is called off.
    pub cancelled: bool,
    /// Zones to choose from.
    pub zones: Vec<String>,
}

/// How the form was understood, and the plan that would follow from it.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct Preview {
    /// The start and end as understood, in words.
    pub start: String,
    /// The start for a native picker, such as `2026-11-23T15:00`.
    pub start_value: String,
    /// The date they named or promised, as understood, in words.
    pub follow_up: String,
    /// That date for a native picker, such as `2026-12-05`.
    pub follow_up_value: String,
    /// The plan, oldest first.
    pub plan: Vec<PreviewStep>,
    /// A sentence on what comes after the plan; may be empty.
    pub closing: String,
    /// Problems for which saving would be refused.
    pub problems: Vec<Problem>,
    /// Warnings: the values are saved all the same, but are worth a second look.
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
    /// The icon.
    pub icon: Icon,
}

/// A message about a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Problem {
    /// The field, such as "interviewers.0.name"; may be empty.
    pub field: String,
    /// The sentence.
    pub message: String,
}
