//! The Call panel: the number, and what to say.

use serde::Serialize;
use ts_rs::TS;

use crate::views::panel::{PanelHead, SourceNote};

/// The Call panel.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CallView {
    /// What it is for.
    pub occasion: String,
    /// What is to be done, why, and what to know before.
    pub head: PanelHead,
    /// The numbers on the card, the best first.
    pub numbers: Vec<PhoneNumber>,
    /// When it is a good time, with the time there.
    pub best: String,
    /// Whether now is one.
    pub good_now: bool,
    /// What to say, a line each.
    pub script: Vec<String>,
    /// The last facts and the notes.
    pub sources: Vec<SourceNote>,
    /// What was noted during the call and not saved yet.
    pub note: String,
    /// What is wrong with the template, if its original stands in for it.
    pub mistake: Option<String>,
}

/// A number to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PhoneNumber {
    /// In groups.
    pub shown: String,
    /// As typed, where that differs; else empty.
    pub typed: String,
    /// `tel:`; empty where it cannot be called.
    pub href: String,
}
