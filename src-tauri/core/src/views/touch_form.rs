//! The dialogs that record a touch and a reply.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::views::interview::KnownContact;
use crate::views::{Channel, Meaning, Outcome, TouchKind};

/// The dialog of a touch.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TouchFormView {
    /// Its title.
    pub title: String,
    /// What the guard says, shown before anything is done.
    pub warning: Option<String>,
    /// Whom it may concern.
    pub contacts: Vec<KnownContact>,
    /// What to begin with.
    pub form: TouchForm,
}

/// A touch as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TouchForm {
    /// On which application.
    pub application: i64,
    /// To whom.
    pub contact: Option<i64>,
    /// What for.
    pub kind: TouchKind,
    /// By which way.
    pub channel: Channel,
    /// With what outcome.
    pub outcome: Outcome,
    /// When, as typed.
    pub when: String,
    /// Anything to remember.
    pub note: String,
    /// The step it answers.
    pub step: Option<String>,
    /// The date they named on the phone, as typed; may be empty.
    pub named: String,
}

/// The dialog of a reply.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ReplyFormView {
    /// Its title.
    pub title: String,
    /// From whom it may be.
    pub contacts: Vec<KnownContact>,
    /// What to begin with.
    pub form: ReplyForm,
}

/// A reply as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReplyForm {
    /// On which application.
    pub application: i64,
    /// From whom.
    pub contact: Option<i64>,
    /// When, as typed.
    pub when: String,
    /// What it means.
    pub meaning: Meaning,
    /// The date they named, as typed; may be empty.
    pub follow_up_on: String,
    /// "We will tell you by", as typed; may be empty.
    pub reply_promised_by: String,
    /// Where it stands, in their words.
    pub stands: String,
    /// Anything to remember.
    pub note: String,
}
