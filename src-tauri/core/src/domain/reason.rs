//! Why a step is planned for its moment and its channel, as data; `wording/steps.rs` gives it words.

use chrono::{DateTime, NaiveDate, Utc};

use super::codes::Channel;
use super::ids::{ApplicationId, ContactId};

/// The two halves of a why-line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Why now.
    pub date: DateReason,
    /// What moved the date after that, if anything.
    pub moved: Option<Moved>,
    /// Why this way.
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
    /// They spoke with the user.
    Interviewed {
        /// The interview's end.
        end: DateTime<Utc>,
        /// How many people are to be thanked for it.
        people: usize,
    },
    /// The date they named.
    Named {
        /// The date.
        on: NaiveDate,
    },
    /// Nothing was said: some days after the interview.
    AfterInterview {
        /// The interview's day.
        day: NaiveDate,
        /// The days from then to the step.
        days: i64,
    },
    /// They had promised to answer by then.
    AfterPromise {
        /// The promised day.
        by: NaiveDate,
    },
    /// Some days since the last check-in.
    SinceCheckIn {
        /// How it went out.
        channel: Channel,
        /// Its day.
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
    /// Nobody picked up.
    Retry {
        /// The attempt's day.
        day: NaiveDate,
    },
}

/// What moved a date that nobody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// They promised to answer by then.
    Promise {
        /// The promised day.
        by: NaiveDate,
    },
    /// Somebody at the company was touched.
    Gap {
        /// On that day.
        day: NaiveDate,
    },
    /// Somebody there was thanked.
    AfterThanks {
        /// On that day.
        day: NaiveDate,
    },
    /// Another application at the company checks in first.
    SharedCompany {
        /// That application.
        other: ApplicationId,
        /// Its day.
        day: NaiveDate,
    },
}

/// Why a step goes the way it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayReason {
    /// No way is part of the step (prepare, cards).
    None,
    /// Nothing was sent yet; writing comes first.
    First,
    /// A thank-you is written.
    Thanks,
    /// The last counted touch went the other way.
    Alternate {
        /// The last way.
        last: Channel,
    },
    /// They asked for one way only.
    Asked,
    /// The card has no address for the other way.
    Lacks {
        /// The way that is missing.
        missing: Channel,
    },
    /// The card has neither an e-mail address nor a phone number.
    NoAddress,
    /// There is no card at all to write to.
    NoCard,
    /// A call that was not picked up is tried again.
    CallAgain,
    /// Their office hours leave no moment for a call.
    OfficeClosed,
    /// The same, and there is no e-mail address to write to instead.
    OfficeClosedNoEmail,
}

/// What the guard warns of (docs/rules.md, Guard).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Who was touched.
    pub contact: Option<ContactId>,
    /// The channel it went by.
    pub channel: Channel,
    /// On which of the user's days.
    pub day: NaiveDate,
    /// The first day on which the gap is kept.
    pub good_day: NaiveDate,
}
