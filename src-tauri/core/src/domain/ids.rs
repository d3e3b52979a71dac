//! Ids as newtypes, so that a contact is never mistaken for an interview. The store gives out ids and never uses one
//! again.

use std::fmt;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

id! {
    /// A person with a card.
    ContactId,
    /// A company; names that fold to the same text are one company.
    CompanyId,
    /// A role at a company.
    ApplicationId,
    /// One interview of an application.
    InterviewId,
    /// Something the user did.
    TouchId,
    /// Something the company did.
    ReplyId,
    /// The skip of a step.
    SkipId,
    /// A snooze: a reminder the user put off.
    SnoozeId,
    /// The closing or reopening of an application.
    ClosureId,
}
