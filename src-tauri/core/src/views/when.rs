//! What a date field is told about the text in it.

use serde::Serialize;
use ts_rs::TS;

/// What was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WhenRead {
    /// "Friday 27 November 2026, 15:00"; empty where nothing was typed or nothing was understood.
    pub text: String,
    /// The same for a native picker: `2026-11-27T15:00`, or `2026-11-27` of a day.
    pub value: String,
    /// Why it cannot be read.
    pub problem: String,
}
