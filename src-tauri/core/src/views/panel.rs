//! What the Write panel and the Call panel have in common.

use serde::Serialize;
use ts_rs::TS;

/// The head of both panels.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PanelHead {
    /// "Thank Tan Mei Ling"
    pub title: String,
    /// Company and role.
    pub place: String,
    /// Why now, and why on this channel; empty if there is no step for it.
    pub why: String,
    /// The guard's warning, if any.
    pub warning: Option<String>,
    /// The advice for the tone, if any.
    pub advice: Option<String>,
    /// The application it belongs to.
    pub application: i64,
    /// The contact it is for, if there is one.
    pub contact: Option<i64>,
}

/// A note or an event that is shown beside a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SourceNote {
    /// Its label.
    pub label: String,
    /// Its text.
    pub text: String,
}
