//! A template as it is typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A template as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct TemplateForm {
    /// The code of its language.
    pub language: String,
    /// Its name.
    pub name: String,
    /// One line.
    pub subject: String,
    /// The letter.
    pub body: String,
}
