//! What the window or the command line asks to be done with an entry of a file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Alike;

/// What the window or the command line asks to be done with an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ImportChange {
    /// Another choice for an entry.
    Choice {
        /// The entry.
        record: usize,
        /// The code of the choice.
        choice: String,
    },
    /// A choice for all who may be people who are here.
    Alike {
        /// The choice.
        choice: Alike,
    },
    /// Another meaning for a column.
    Column {
        /// The column.
        column: usize,
        /// The code of the meaning.
        meaning: String,
    },
}
