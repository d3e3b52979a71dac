//! One template with what it makes.

use serde::Serialize;
use ts_rs::TS;

use crate::forms::template::TemplateForm;
use crate::views::choice::Choice;

/// One template with what it makes.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateView {
    /// What it is called.
    pub title: String,
    /// The name of its language.
    pub language: String,
    /// When it is used.
    pub hint: String,
    /// Whether the user added it.
    pub own: bool,
    /// Whether the user changed the original.
    pub changed: bool,
    /// Whether it has a subject; what is said on the phone has none.
    pub has_subject: bool,
    /// The template.
    pub form: TemplateForm,
    /// What can stand in it.
    pub variables: Vec<VariableRow>,
    /// What the preview can be about.
    pub abouts: Vec<Choice>,
    /// What it is about.
    pub about: String,
    /// What it makes of that.
    pub preview: TemplatePreview,
}

/// A variable of templates.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct VariableRow {
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// What a template makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TemplatePreview {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// What is wrong in it, if anything; then it makes nothing.
    pub mistake: Option<TemplateMistake>,
}

/// What is wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TemplateMistake {
    /// `subject` or `body`.
    pub field: String,
    /// The line, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
}
