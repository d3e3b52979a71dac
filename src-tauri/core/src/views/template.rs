//! The page of one template, with a preview of the letter it makes.

use serde::Serialize;
use ts_rs::TS;

use crate::forms::template::TemplateForm;
use crate::views::choice::Choice;

/// The page of one template, with a preview of the letter it makes.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateView {
    /// Its name to show.
    pub title: String,
    /// The name of its language.
    pub language: String,
    /// When it is used.
    pub hint: String,
    /// Whether the user added it.
    pub own: bool,
    /// Whether the user changed the original.
    pub changed: bool,
    /// Whether it has a subject line; the template for calls has none.
    pub has_subject: bool,
    /// The text of the template.
    pub form: TemplateForm,
    /// The variables that can be used in it.
    pub variables: Vec<VariableRow>,
    /// The choices for what the preview is about.
    pub abouts: Vec<Choice>,
    /// The value of the choice the preview is about.
    pub about: String,
    /// The preview of the letter.
    pub preview: TemplatePreview,
}

/// A variable that templates can use.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct VariableRow {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub text: String,
}

/// The letter that a template makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TemplatePreview {
    /// The subject, one line.
    pub subject: String,
    /// The body, plain text.
    pub body: String,
    /// The mistake in the template, if any; then subject and body are empty.
    pub mistake: Option<TemplateMistake>,
}

/// A mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TemplateMistake {
    /// The field with the mistake: `subject` or `body`.
    pub field: String,
    /// The line number, from 1.
    pub line: usize,
    /// What is wrong, in a sentence.
    pub text: String,
}
