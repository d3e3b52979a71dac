//! All templates, by language.

use serde::Serialize;
use ts_rs::TS;

/// All templates.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplatesView {
    /// By language.
    pub groups: Vec<TemplateGroup>,
}

/// The templates of a language.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateGroup {
    /// Its code.
    pub language: String,
    /// Its name.
    pub title: String,
    /// Its templates.
    pub rows: Vec<TemplateRow>,
}

/// A template in the list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateRow {
    /// Its name in addresses and on the command line.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// When it is used.
    pub hint: String,
    /// Whether it was changed or added, or what is wrong with it.
    pub note: String,
}
