//! How the text of a date field was understood.

use serde::Serialize;
use ts_rs::TS;

/// How the text of a date field was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WhenRead {
    /// "Friday 27 November 2026, 15:00"; empty if nothing was typed or it cannot be read.
    pub text: String,
    /// The same for a native picker: `2026-11-27T15:00`, or `2026-11-27` for a day.
    pub value: String,
    /// Why the text cannot be read; empty if it can.
    pub problem: String,
}
