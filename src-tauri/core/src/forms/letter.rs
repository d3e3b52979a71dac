//! A letter as it stands in the panel, and the ways in which it leaves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::email::EmailAddress;
use crate::domain::ids::ContactId;
use crate::domain::letter::{Letter, one_line, plain};

/// A letter as it stands in the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct LetterForm {
    /// To which address; empty for none.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// A way out of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Taken {
    /// Into the mail program, by link, by file or by hand.
    Mail,
    /// Into a chat.
    Chat,
}

/// A letter as typed, as it leaves for another program. An address that is none stays behind.
#[must_use]
pub fn letter_of(form: &LetterForm) -> Letter {
    Letter { to: EmailAddress::read(&form.to), subject: one_line(&form.subject), body: plain(&form.body) }
}

/// A draft that was changed in the panel, or taken to another program and not answered for yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KeptDraft {
    pub(crate) letter: LetterForm,
    pub(crate) taken: Option<Taken>,
    /// To whom it was begun.
    pub(crate) contact: Option<i64>,
    /// When it was changed last, in seconds since 1970.
    pub(crate) at: i64,
}

impl KeptDraft {
    /// Reads what was kept. What another version kept is forgotten.
    pub(crate) fn read(text: &str) -> Option<KeptDraft> {
        serde_json::from_str(text).ok()
    }

    /// The draft as one to another person, for the two are one; none where it is to somebody else.
    pub(crate) fn handed_over(self, from: ContactId, to: ContactId) -> Option<KeptDraft> {
        (self.contact == Some(from.0)).then_some(KeptDraft { contact: Some(to.0), ..self })
    }

    /// As the table of saved forms holds it.
    pub(crate) fn text(&self) -> String {
        // Plain text; it always has a JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}
