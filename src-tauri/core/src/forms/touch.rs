//! The form for a touch, as typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Channel, Outcome, TouchKind};

/// The form for a touch, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TouchForm {
    /// The application it belongs to.
    pub application: i64,
    /// The contact it went to, if any.
    pub contact: Option<i64>,
    /// The purpose.
    pub kind: TouchKind,
    /// The channel.
    pub channel: Channel,
    /// The outcome.
    pub outcome: Outcome,
    /// When it happened, as typed.
    pub when: String,
    /// Anything to remember.
    pub note: String,
    /// The key of the step it answers, if any.
    pub step: Option<String>,
    /// The date they named on the phone, as typed; may be empty.
    pub named: String,
}
