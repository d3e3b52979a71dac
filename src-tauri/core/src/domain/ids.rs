//! Ids as newtypes, so that a contact is never mistaken for an interview.
//! An id is given by the store and never used again.

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
    /// A company; two names that fold alike are one company.
    CompanyId,
    /// A role at a company.
    ApplicationId,
    /// One interview of an application.
    InterviewId,
    /// Something the user did.
    TouchId,
    /// Something the company did.
    ReplyId,
    /// A step the user chose not to do.
    SkipId,
    /// A reminder the user put off.
    SnoozeId,
    /// An application closed or opened again.
    ClosureId,
}
