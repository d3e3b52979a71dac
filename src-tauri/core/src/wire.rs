//! The closed sets that the window and the command line use; ts-rs makes the window's types from them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::codes;

/// Declares such a set, with the spellings of the domain.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(export)]
        #[allow(missing_docs, reason = "the domain's own types describe each member")]
        pub enum $name { $($variant),+ }

        impl From<codes::$name> for $name {
            fn from(code: codes::$name) -> Self {
                match code { $(codes::$name::$variant => $name::$variant),+ }
            }
        }

        impl From<$name> for codes::$name {
            fn from(code: $name) -> Self {
                match code { $($name::$variant => codes::$name::$variant),+ }
            }
        }
    )+};
}

wire! {
    /// The channel of a touch.
    Channel { Email, Phone, Other }
    /// The result of a touch.
    Outcome { Sent, Spoke, Voicemail, NoAnswer }
    /// The purpose of a touch.
    TouchKind { ThankYou, CheckIn, Other }
    /// What a reply means.
    Meaning { Deciding, NextRound, Offer, Rejected, Accepted, Withdrawn }
    /// Why an application was closed.
    CloseOutcome { Offer, Rejected, Accepted, Withdrawn, LetRest }
    /// The kinds of steps.
    StepKind { Prepare, Cards, ThankYou, CheckIn }
    /// How a step is listed.
    State { Overdue, Due, Upcoming, Lapsed }
    /// How patient the advice is.
    Tone { Calm, Patient, Rest }
    /// Where an application stands.
    Stage { Applied, Interviewing, Waiting, NextRound, Offer, Closed }
    /// The colours of the window.
    Appearance { System, Light, Dark }
    /// When two cards are merged, whose version of a field is kept.
    Side { Keep, Other, Both }
    /// What an export holds.
    What { Contacts, Activity, Plan, Everything }
    /// The format of a file.
    ExportFormat { Csv, Xlsx, Vcard, Vcard4, Html, Ics, Json }
    /// In an import, what happens to all people who look like somebody already here.
    Alike { Add, Fill, LeaveOut }
}
