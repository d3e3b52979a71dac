//! Files that others read or wrote. Text stays text: never markup, never a formula, never a header.

pub mod card_text;
pub mod content_line;
pub mod csv;
pub mod decode;
pub mod file_kind;
pub mod html;
pub mod icalendar;
pub mod mecard;
pub mod photo;
pub mod qr;
pub mod reading;
pub mod sheet;
pub mod table;
pub mod vcard;
pub mod xlsx;

use chrono::NaiveDate;

use crate::domain::codes::CardField;
use crate::domain::facts::Card;

pub use photo::Photo;

/// What a file holds at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A person.
    Card(Box<Incoming>),
    /// An application, without a person.
    Application(Box<IncomingApplication>),
    /// What cannot be taken.
    Unreadable(Unreadable),
}

impl Record {
    /// The line it begins at, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Record::Card(card) => card.line,
            Record::Application(application) => application.line,
            Record::Unreadable(unreadable) => unreadable.line,
        }
    }

    /// What is not as it was in the file.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        match self {
            Record::Card(card) => &card.remarks,
            Record::Application(application) => &application.remarks,
            Record::Unreadable(_) => &[],
        }
    }
}

/// A person of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The line it begins at, from 1.
    pub line: usize,
    /// What names this card wherever it goes, if the file says so.
    pub uid: Option<String>,
    /// The card, no larger than a card can be.
    pub card: Card,
    /// Everything the file said of them, as a vCard.
    pub kept: String,
    /// Their picture.
    pub photo: Option<Photo>,
    /// What is not as it was in the file.
    pub remarks: Vec<Remark>,
}

/// An application of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingApplication {
    /// The line it begins at, from 1.
    pub line: usize,
    /// Where.
    pub company: String,
    /// As what.
    pub role: String,
    /// When it was sent.
    pub applied_on: Option<NaiveDate>,
    /// Where the job is described.
    pub link: String,
    /// What is not as it was in the file.
    pub remarks: Vec<Remark>,
}

/// What cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line it begins at, from 1.
    pub line: usize,
    /// The message that says why.
    pub why: &'static str,
}

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
