//! How an imported record differs from what the file says.

use crate::domain::codes::CardField;

/// A difference between an imported record and the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The file ends in the middle of the card.
    CutShort,
    /// A field was longer than a card may hold, and was cut.
    TooLong(CardField),
    /// A field's text is not valid for that field.
    Odd(CardField),
    /// The role was too long.
    RoleTooLong,
    /// The link to the job was too long.
    LinkTooLong,
    /// The day of an application cannot be read as a date.
    OddDate,
    /// The picture is larger than a megabyte.
    PhotoTooLarge,
    /// The pictures of the file would take too much memory and time together.
    PhotosTooLarge,
    /// The picture cannot be read.
    PhotoUnreadable,
    /// Something else was too large to keep.
    LeftOutLarge,
}
