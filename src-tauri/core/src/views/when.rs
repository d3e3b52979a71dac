//! What a date field asks and is told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In which sense a text is to be read.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Sense {
    /// A day.
    Day,
    /// A moment at which something happened on an application; a day alone will do.
    Happened {
        /// The application.
        application: i64,
    },
    /// A moment to come; a day alone means its morning.
    Ahead,
}

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
