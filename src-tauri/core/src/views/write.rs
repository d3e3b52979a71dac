//! The Write panel: a draft beside the notes it came from.

use serde::Serialize;
use ts_rs::TS;

use crate::forms::letter::{LetterForm, Taken};
use crate::views::choice::Choice;
use crate::views::page_ref::PageRef;
use crate::views::panel::{PanelHead, SourceNote};

/// The Write panel: a draft beside the notes it came from.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct WriteView {
    /// What it is for: a step's key, or `other:APPLICATION:CONTACT`.
    pub occasion: String,
    /// The step, why it is due, and what to know before writing.
    pub head: PanelHead,
    /// The name of the template the draft was made with.
    pub template: String,
    /// The templates for letters in this language.
    pub templates: Vec<Choice>,
    /// The code of the language.
    pub language: String,
    /// The language in words, and why it was chosen: "In English, as the card says."
    pub language_note: String,
    /// The valid e-mail addresses on the card.
    pub addresses: Vec<String>,
    /// The draft, with the user's changes if there are any.
    pub letter: LetterForm,
    /// Its length, and how it can be sent.
    pub measure: Measure,
    /// A sentence that the draft is as the user left it, and when that was; empty for a new draft.
    pub kept: String,
    /// What the draft lacks, such as an address, a signature or a note.
    pub missing: Vec<Missing>,
    /// The notes it was made from, and the last events.
    pub sources: Vec<SourceNote>,
    /// The page on which the notes can be changed.
    pub notes_page: Option<PageRef>,
    /// What is wrong with the template, if its original was used instead.
    pub mistake: Option<String>,
    /// How it was taken to another program, if the user has not yet said whether it was sent.
    pub taken: Option<Taken>,
}

/// The length of a letter, and how it fits into a mail link or a chat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Measure {
    /// "132 words"
    pub length: String,
    /// Whether it is longer than people like to read.
    pub long: bool,
    /// A sentence that it is too long for a mail link; empty if it fits.
    pub mail: String,
    /// The part that does not fit into the mail link and has to be pasted after it.
    pub rest: String,
    /// The letter for a chat: without the subject, and signed with the name only.
    pub chat: String,
}

/// Something that a draft lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Missing {
    /// What is missing, in a sentence.
    pub text: String,
    /// The page on which it can be filled in.
    pub page: Option<PageRef>,
}
