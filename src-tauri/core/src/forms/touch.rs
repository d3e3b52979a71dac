//! A touch as it is typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Channel, Outcome, TouchKind};

/// A touch as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TouchForm {
    /// On which application.
    pub application: i64,
    /// To whom.
    pub contact: Option<i64>,
    /// What for.
    pub kind: TouchKind,
    /// By which way.
    pub channel: Channel,
    /// With what outcome.
    pub outcome: Outcome,
    /// When, as typed.
    pub when: String,
    /// Anything to remember.
    pub note: String,
    /// The step it answers.
    pub step: Option<String>,
    /// The date they named on the phone, as typed; may be empty.
    pub named: String,
}
