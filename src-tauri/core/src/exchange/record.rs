//! What a file holds at one place: a card, an application, or what cannot be taken.

use chrono::NaiveDate;

use crate::domain::facts::Card;
use crate::exchange::photo::Photo;
use crate::exchange::remark::Remark;

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
    /// The company.
    pub company: String,
    /// The role applied for.
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
