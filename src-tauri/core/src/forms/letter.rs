//! A letter as typed in the Write panel, and how it is taken to another program.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::email::EmailAddress;
use crate::domain::ids::ContactId;
use crate::domain::letter::{Letter, one_line, plain};

/// A letter as typed in the Write panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct LetterForm {
    /// The address it goes to; may be empty.
    pub to: String,
    /// The subject, one line.
    pub subject: String,
    /// The body, plain text.
    pub body: String,
}

/// How a letter was taken to another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Taken {
    /// To the mail program: by link, as a file, or by copying it.
    Mail,
    /// To a chat.
    Chat,
}

/// The letter to hand to another program. An address that is not valid is left out.
#[must_use]
pub fn letter_of(form: &LetterForm) -> Letter {
    Letter { to: EmailAddress::read(&form.to), subject: one_line(&form.subject), body: plain(&form.body) }
}

/// A draft that is kept: it was changed in the panel, or taken to another program, and the user has not yet said
/// whether it was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KeptDraft {
    pub(crate) letter: LetterForm,
    pub(crate) taken: Option<Taken>,
    /// The contact it was first written for.
    pub(crate) contact: Option<i64>,
    /// When it was changed last, in seconds since 1970.
    pub(crate) at: i64,
}

impl KeptDraft {
    /// Reads a kept draft. `None` if it is in the format of another version.
    pub(crate) fn read(text: &str) -> Option<KeptDraft> {
        serde_json::from_str(text).ok()
    }

    /// After `from` was merged into `to`: the draft, now for `to`. `None` if it was not for `from`.
    pub(crate) fn handed_over(self, from: ContactId, to: ContactId) -> Option<KeptDraft> {
        (self.contact == Some(from.0)).then_some(KeptDraft { contact: Some(to.0), ..self })
    }

    /// The draft as JSON, for the table of saved forms.
    pub(crate) fn text(&self) -> String {
        // Text and numbers can always be written as JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}
