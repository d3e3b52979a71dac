//! What the Write and the Call panel have in common.

use serde::Serialize;
use ts_rs::TS;

/// What both panels begin with.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PanelHead {
    /// "Thank Tan Mei Ling"
    pub title: String,
    /// Company and role.
    pub place: String,
    /// Why now, and why this way; empty where no step asks for it.
    pub why: String,
    /// What the guard says.
    pub warning: Option<String>,
    /// What the tone advises.
    pub advice: Option<String>,
    /// The application it belongs to.
    pub application: i64,
    /// The contact it went to, if it went to one.
    pub contact: Option<i64>,
}

/// A note or a fact that stands beside a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SourceNote {
    /// What it is.
    pub label: String,
    /// As it was noted.
    pub text: String,
}
