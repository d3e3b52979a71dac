//! How the text of a date field is to be read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the text of a date field is to be read.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Sense {
    /// A day.
    Day,
    /// A moment at which something happened on an application; a day alone is enough.
    Happened {
        /// The application.
        application: i64,
    },
    /// A moment in the future; a day alone means the morning of that day.
    Ahead,
}
