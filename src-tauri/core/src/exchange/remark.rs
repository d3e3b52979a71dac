//! What is not in the records as it was in a file.

use crate::domain::codes::CardField;

/// What is not as it was in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The file ends in the middle of the card.
    CutShort,
    /// A field was longer than a card can hold.
    TooLong(CardField),
    /// A field does not read as what it should be.
    Odd(CardField),
    /// The role is longer than fits.
    RoleTooLong,
    /// The link to the job is longer than fits.
    LinkTooLong,
    /// The day of an application does not read as one.
    OddDate,
    /// The picture is larger than a megabyte.
    PhotoTooLarge,
    /// The picture cannot be read.
    PhotoUnreadable,
    /// Something besides was too large to keep.
    LeftOutLarge,
}
