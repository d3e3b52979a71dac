//! The ways to remove a person from the records.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a person is removed from the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Erasure {
    /// The history is kept, but no longer names the person.
    Anonymise,
    /// The person is deleted for good.
    DeleteForGood,
}
