//! How a person is taken out of the records.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a person is taken out of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Erasure {
    /// The history stays, with nobody in particular in it.
    Anonymise,
    /// The person is gone.
    DeleteForGood,
}
