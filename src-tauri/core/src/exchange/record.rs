//! One entry of an imported file: a card, an application, or something that cannot be imported.

use chrono::NaiveDate;

use crate::domain::facts::Card;
use crate::exchange::photo::Photo;
use crate::exchange::remark::Remark;

/// One entry of an imported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A person.
    Card(Box<Incoming>),
    /// An application, without a person.
    Application(Box<IncomingApplication>),
    /// An entry that cannot be imported.
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

    /// The differences from the file.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        match self {
            Record::Card(card) => &card.remarks,
            Record::Application(application) => &application.remarks,
            Record::Unreadable(_) => &[],
        }
    }
}

/// A person in an imported file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The line it begins at, from 1.
    pub line: usize,
    /// The card's UID, if the file has one: it identifies the card everywhere.
    pub uid: Option<String>,
    /// The card, cut to what a card may hold.
    pub card: Card,
    /// Everything the file says about the person, as a vCard.
    pub kept: String,
    /// Their picture.
    pub photo: Option<Photo>,
    /// The differences from the file.
    pub remarks: Vec<Remark>,
}

/// An application in an imported file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingApplication {
    /// The line it begins at, from 1.
    pub line: usize,
    /// The company.
    pub company: String,
    /// The role applied for.
    pub role: String,
    /// The day of the application.
    pub applied_on: Option<NaiveDate>,
    /// A link to the job's description.
    pub link: String,
    /// The differences from the file.
    pub remarks: Vec<Remark>,
}

/// An entry that cannot be imported, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line it begins at, from 1.
    pub line: usize,
    /// The id of the message that says why.
    pub why: &'static str,
}
