//! The form for a reply, as typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Meaning;

/// The form for a reply, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReplyForm {
    /// The application it belongs to.
    pub application: i64,
    /// The contact it came from, if known.
    pub contact: Option<i64>,
    /// When it came, as typed.
    pub when: String,
    /// What it means.
    pub meaning: Meaning,
    /// The date they named, as typed; may be empty.
    pub follow_up_on: String,
    /// "We will tell you by", as typed; may be empty.
    pub reply_promised_by: String,
    /// Where the application stands, in their words.
    pub stands: String,
    /// Anything to remember.
    pub note: String,
}
