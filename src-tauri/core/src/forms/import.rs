//! The changes a user can make to an import before it is carried out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Alike;

/// A change to an import, asked for in the window or on the command line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ImportChange {
    /// Chooses what happens to one entry.
    Choice {
        /// The entry's number in the file, from 0.
        record: usize,
        /// The code of the choice.
        choice: String,
    },
    /// Chooses what happens to all entries that may be people already in the records.
    Alike {
        /// The choice.
        choice: Alike,
    },
    /// Changes what a column means.
    Column {
        /// The column's number, from 0.
        column: usize,
        /// The code of the meaning.
        meaning: String,
    },
}
