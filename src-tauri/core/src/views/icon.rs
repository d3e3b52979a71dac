//! The icon beside a step or an event.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The icon beside a step or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs, reason = "each names its picture")]
pub enum Icon {
    Email,
    Phone,
    Card,
    Prepare,
    Interview,
    Reply,
    Skip,
    Closed,
    Other,
}
