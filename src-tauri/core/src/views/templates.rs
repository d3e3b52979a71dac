//! The page of all templates, by language.

use serde::Serialize;
use ts_rs::TS;

/// The page of all templates.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplatesView {
    /// The templates of each language.
    pub groups: Vec<TemplateGroup>,
}

/// The templates of a language.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateGroup {
    /// The code of the language.
    pub language: String,
    /// The name of the language.
    pub title: String,
    /// Its templates.
    pub rows: Vec<TemplateRow>,
}

/// A template in the list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateRow {
    /// Its name in page addresses and on the command line.
    pub name: String,
    /// Its name to show.
    pub label: String,
    /// When it is used.
    pub hint: String,
    /// Whether the user changed or added it, or what is wrong with it; may be empty.
    pub note: String,
}
