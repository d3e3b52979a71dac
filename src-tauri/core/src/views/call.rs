//! The Call panel: the numbers to call, and what to say.

use serde::Serialize;
use ts_rs::TS;

use crate::views::panel::{PanelHead, SourceNote};

/// The Call panel.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CallView {
    /// What the call is for: a step's key, or `other:APPLICATION:CONTACT`.
    pub occasion: String,
    /// The step, why it is due, and what to know before calling.
    pub head: PanelHead,
    /// The numbers on the card, the best first.
    pub numbers: Vec<PhoneNumber>,
    /// When it is a good time to call, with the contact's local time.
    pub best: String,
    /// Whether now is a good time.
    pub good_now: bool,
    /// What to say, a line each.
    pub script: Vec<String>,
    /// The notes and the last events.
    pub sources: Vec<SourceNote>,
    /// What was noted during the call and is not recorded yet.
    pub note: String,
    /// What is wrong with the template, if its original was used instead.
    pub mistake: Option<String>,
}

/// A number to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PhoneNumber {
    /// The number in international groups, or as typed if its country is not known.
    pub shown: String,
    /// The number as typed, if that differs; otherwise empty.
    pub typed: String,
    /// A `tel:` link; empty if the number cannot be called.
    pub href: String,
}
