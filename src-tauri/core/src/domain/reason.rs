//! Why a step is planned for its moment and its channel, as data; `wording/steps.rs` gives it words.

use chrono::{DateTime, NaiveDate, Utc};

use super::codes::Channel;
use super::ids::{ApplicationId, ContactId};

/// The reason for a step: why on this date, and why by this channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Why the step comes on its date.
    pub date: DateReason,
    /// What moved it to that date, if anything did.
    pub moved: Option<Moved>,
    /// Why it uses its channel.
    pub way: WayReason,
}

/// Why a step is planned for its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateReason {
    /// An interview is coming.
    InterviewAhead {
        /// Its start.
        start: DateTime<Utc>,
    },
    /// An interview ended and no card was entered.
    NoCards {
        /// Its end.
        end: DateTime<Utc>,
    },
    /// An interview was held: thank the people.
    Interviewed {
        /// The interview's end.
        end: DateTime<Utc>,
        /// How many people are to be thanked for it.
        people: usize,
    },
    /// They named the date.
    Named {
        /// The date.
        on: NaiveDate,
    },
    /// Some days after the interview, because nothing else was agreed.
    AfterInterview {
        /// The interview's day.
        day: NaiveDate,
        /// The days from then to the step.
        days: i64,
    },
    /// They had promised to answer by a day, which has passed.
    AfterPromise {
        /// The promised day.
        by: NaiveDate,
    },
    /// Some days since the last check-in.
    SinceCheckIn {
        /// The channel of that check-in.
        channel: Channel,
        /// The day of that check-in.
        day: NaiveDate,
        /// The days from then to the step.
        days: i64,
        /// Check-ins without an answer so far.
        unanswered: usize,
    },
    /// Some days since they said they are deciding.
    SinceDeciding {
        /// The reply's day.
        day: NaiveDate,
        /// The days from then to the step.
        days: i64,
    },
    /// They want a next round.
    NextRound {
        /// The reply's day.
        day: NaiveDate,
        /// The days from then to the step.
        days: i64,
    },
    /// Some days since a check-in was skipped.
    SinceSkip {
        /// The skip's day.
        day: NaiveDate,
        /// The days from then to the step.
        days: i64,
    },
    /// Nobody answered the call, so it is tried again.
    Retry {
        /// The attempt's day.
        day: NaiveDate,
    },
}

/// What moved a date that nobody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// They promised to answer by a day.
    Promise {
        /// The promised day.
        by: NaiveDate,
    },
    /// Somebody at the company was written to or called.
    Gap {
        /// The day of that touch.
        day: NaiveDate,
    },
    /// Somebody there was thanked.
    AfterThanks {
        /// The day of the thanks.
        day: NaiveDate,
    },
    /// Another application at the company checks in first.
    SharedCompany {
        /// That application.
        other: ApplicationId,
        /// The day of its check-in.
        day: NaiveDate,
    },
}

/// Why a step uses its channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayReason {
    /// The step has no channel (prepare, cards).
    None,
    /// Nothing was sent yet; the first message is written.
    First,
    /// A thank-you is written.
    Thanks,
    /// The last touch that counts used the other channel.
    Alternate {
        /// The channel of that touch.
        last: Channel,
    },
    /// They asked for this channel only.
    Asked,
    /// The card has no address for the other way.
    Lacks {
        /// The channel that is missing.
        missing: Channel,
    },
    /// The card has neither an e-mail address nor a phone number.
    NoAddress,
    /// There is no contact to write to.
    NoCard,
    /// A call that was not picked up is tried again.
    CallAgain,
    /// Their office hours leave no moment for a call.
    OfficeClosed,
    /// The same, but there is no e-mail address, so the call stays.
    OfficeClosedNoEmail,
}

/// The warning of the guard (docs/rules.md, Guard).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The contact who was touched.
    pub contact: Option<ContactId>,
    /// The channel of that touch.
    pub channel: Channel,
    /// The day of that touch, in the user's zone.
    pub day: NaiveDate,
    /// The first day on which the gap is kept.
    pub good_day: NaiveDate,
}
