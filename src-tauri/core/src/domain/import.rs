//! What an entry of a file would become, and what the user may choose instead. Nobody is ever merged unasked.

use std::fmt;
use std::str::FromStr;

use super::codes::CardField;
use super::duplicates::Likeness;
use super::ids::{ApplicationId, ContactId};

/// What a record means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportOutcome {
    /// Somebody new.
    New,
    /// Nothing that is not here.
    Unchanged(Option<ContactId>),
    /// The same card as earlier in the file.
    Twice,
    /// Somebody who is here, and of whom the file says something new.
    Update {
        /// The contact.
        contact: ContactId,
        /// What is taken from the file.
        fields: Vec<CardField>,
        /// What the file says differently too, and the user has changed here since: it stays.
        own: Vec<CardField>,
        /// Whether the user typed what would be changed: the file may be older.
        typed: bool,
    },
    /// Somebody who looks like these.
    Alike(Vec<(ContactId, Likeness)>),
    /// An application that is not here.
    NewApplication,
    /// An application that is here, and of which the file says more.
    FurtherApplication {
        /// The application that is there already.
        application: ApplicationId,
    },
    /// What cannot be read; the message that says why.
    Unreadable(&'static str),
}

impl ImportOutcome {
    /// What is done with it unless the user says otherwise: nothing that would overwrite what they typed or make two of
    /// one.
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

    /// Whether something else can be done with it.
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
    /// Add it as somebody new.
    Add,
    /// Change what the file says differently.
    Update,
    /// Add what this person's card does not say.
    FillInto(ContactId),
    /// Leave it.
    LeaveOut,
}

/// As forms and the command line spell it: `add`, `update`, `fill:PERSON`, `leave_out`.
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

/// A text that is no choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAChoice(pub String);

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People who are new.
    pub added: usize,
    /// People whose card changed.
    pub updated: usize,
    /// Applications that are new or know more.
    pub applications: usize,
    /// Records that changed nothing.
    pub unchanged: usize,
    /// Records that may be people who are here, and were left.
    pub left_out: usize,
    /// Records that could not be read.
    pub unreadable: usize,
}

impl Counts {
    /// What would come of the records as they are chosen.
    #[must_use]
    pub fn of(fates: &[ImportOutcome], choice: impl Fn(usize, &ImportOutcome) -> Choice) -> Counts {
        let mut counts = Counts::default();
        for (at, fate) in fates.iter().enumerate() {
            match (fate, choice(at, fate)) {
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
