//! A touch as it is typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Channel, Outcome, TouchKind};

/// A touch as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TouchForm {
    /// The application it belongs to.
    pub application: i64,
    /// The contact it went to, if it went to one.
    pub contact: Option<i64>,
    /// The purpose.
    pub kind: TouchKind,
    /// The channel.
    pub channel: Channel,
    /// The outcome.
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
