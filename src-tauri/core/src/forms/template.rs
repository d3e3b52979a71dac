//! The form for a template, as typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The form for a template, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct TemplateForm {
    /// The code of its language.
    pub language: String,
    /// Its name.
    pub name: String,
    /// The subject, one line.
    pub subject: String,
    /// The text of the letter or call.
    pub body: String,
}
