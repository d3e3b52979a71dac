//! What the import of a record would do, and what the user may choose instead. Nobody is ever merged unasked.

use std::fmt;
use std::str::FromStr;

use super::codes::CardField;
use super::duplicates::Likeness;
use super::ids::{ApplicationId, ContactId};

/// What the import finds a record to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportOutcome {
    /// A new person.
    New,
    /// A person or application that is already here, with nothing new.
    Unchanged(Option<ContactId>),
    /// The same card as earlier in the file.
    Twice,
    /// A person who is already here, for whom the file has something new.
    Update {
        /// The contact.
        contact: ContactId,
        /// The fields that are taken from the file.
        fields: Vec<CardField>,
        /// Fields in which the file differs too, but which the user has changed here since: they stay.
        own: Vec<CardField>,
        /// Whether the user typed one of the values that would change: the file may be older.
        typed: bool,
    },
    /// A person who looks like these.
    Alike(Vec<(ContactId, Likeness)>),
    /// A new application.
    NewApplication,
    /// An application that is already here, for which the file has more data.
    FurtherApplication {
        /// That application.
        application: ApplicationId,
    },
    /// A record that cannot be read; holds the id of the message that says why.
    Unreadable(&'static str),
}

impl ImportOutcome {
    /// What the import does unless the user chooses otherwise: nothing that would overwrite what they typed, or turn
    /// two people into one.
    #[must_use]
    pub fn usual(&self) -> Choice {
        match self {
            ImportOutcome::New | ImportOutcome::NewApplication => Choice::Add,
            ImportOutcome::Update { typed: true, .. } => Choice::LeaveOut,
            ImportOutcome::Update { .. } | ImportOutcome::FurtherApplication { .. } => Choice::Update,
            ImportOutcome::Alike(people) if people.iter().any(|(_, like)| like.is_strong() || like.says_no_more) => {
                Choice::LeaveOut
            }
            ImportOutcome::Alike(_) => Choice::Add,
            ImportOutcome::Unchanged(_) | ImportOutcome::Twice | ImportOutcome::Unreadable(_) => Choice::LeaveOut,
        }
    }

    /// Whether the user may choose this instead.
    #[must_use]
    pub fn allows(&self, choice: Choice) -> bool {
        match (self, choice) {
            (_, Choice::LeaveOut) => true,
            (ImportOutcome::New | ImportOutcome::NewApplication | ImportOutcome::Alike(_), Choice::Add) => true,
            (ImportOutcome::Update { .. } | ImportOutcome::FurtherApplication { .. }, Choice::Update) => true,
            (ImportOutcome::Alike(people), Choice::FillInto(contact)) => people.iter().any(|(id, _)| *id == contact),
            _ => false,
        }
    }
}

/// What to do with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Add it as a new person.
    Add,
    /// Take over the fields that differ.
    Update,
    /// Add to this person's card what it lacks.
    FillInto(ContactId),
    /// Leave it out.
    LeaveOut,
}

/// The spelling in forms and on the command line: `add`, `update`, `fill:PERSON`, `leave_out`.
impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::Add => f.write_str("add"),
            Choice::Update => f.write_str("update"),
            Choice::FillInto(contact) => write!(f, "fill:{contact}"),
            Choice::LeaveOut => f.write_str("leave_out"),
        }
    }
}

impl FromStr for Choice {
    type Err = NotAChoice;

    fn from_str(text: &str) -> Result<Self, NotAChoice> {
        let contact = || text.strip_prefix("fill:")?.parse().ok().map(ContactId);
        match text {
            "add" => Ok(Choice::Add),
            "update" => Ok(Choice::Update),
            "leave_out" => Ok(Choice::LeaveOut),
            _ => contact().map(Choice::FillInto).ok_or_else(|| NotAChoice(text.to_owned())),
        }
    }
}

/// The error for a text that is not a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAChoice(pub String);

impl fmt::Display for NotAChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown choice {:?}; expected one of add, update, leave_out, fill:PERSON", self.0)
    }
}

impl std::error::Error for NotAChoice {}

/// The results of an import, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New people.
    pub added: usize,
    /// People whose card changed.
    pub updated: usize,
    /// Applications that are new or got more data.
    pub applications: usize,
    /// Records that changed nothing.
    pub unchanged: usize,
    /// Records left out because they may be people who are already here.
    pub left_out: usize,
    /// Records that could not be read.
    pub unreadable: usize,
}

impl Counts {
    /// The results that the import would have with these choices.
    #[must_use]
    pub fn of(outcomes: &[ImportOutcome], choice: impl Fn(usize, &ImportOutcome) -> Choice) -> Counts {
        let mut counts = Counts::default();
        for (at, outcome) in outcomes.iter().enumerate() {
            match (outcome, choice(at, outcome)) {
                (ImportOutcome::Unreadable(_), _) => counts.unreadable += 1,
                (ImportOutcome::NewApplication, Choice::Add)
                | (ImportOutcome::FurtherApplication { .. }, Choice::Update) => {
                    counts.applications += 1;
                }
                (_, Choice::Add) => counts.added += 1,
                (_, Choice::Update | Choice::FillInto(_)) => counts.updated += 1,
                (ImportOutcome::Unchanged(_) | ImportOutcome::Twice, _) => counts.unchanged += 1,
                (_, Choice::LeaveOut) => counts.left_out += 1,
            }
        }
        counts
    }
}
