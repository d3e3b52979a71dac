//! Closed sets as the window and the command line spell them; ts-rs makes the window's types from them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::codes;

/// Declares a closed set of the wire, spelled as the domain spells it.
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
    /// The way of a touch.
    Channel { Email, Phone, Other }
    /// What came of a touch.
    Outcome { Sent, Spoke, Voicemail, NoAnswer }
    /// What a touch was for.
    TouchKind { ThankYou, CheckIn, Other }
    /// What a reply means.
    Meaning { Deciding, NextRound, Offer, Rejected, Accepted, Withdrawn }
    /// Why an application was closed.
    CloseOutcome { Offer, Rejected, Accepted, Withdrawn, LetRest }
    /// The kinds of steps.
    StepKind { Prepare, Cards, ThankYou, CheckIn }
    /// Where a step stands.
    State { Overdue, Due, Upcoming, Lapsed }
    /// How patient the advice is.
    Tone { Calm, Patient, Rest }
    /// Where an application stands.
    Stage { Applied, Interviewing, Waiting, NextRound, Offer, Closed }
    /// How the window looks.
    Appearance { System, Light, Dark }
    /// Whose field stays where two cards become one.
    Side { Keep, Other, Both }
    /// What is written to a file.
    What { Contacts, Activity, Plan, Everything }
    /// The format of a file.
    ExportFormat { Csv, Xlsx, Vcard, Vcard4, Html, Ics, Json }
    /// What is done with all who may be people who are here.
    Alike { Add, Fill, LeaveOut }
}
