//! In which sense a text of a date field is to be read.

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
