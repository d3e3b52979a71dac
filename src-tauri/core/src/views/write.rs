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
    /// What is to be done, why, and what to know before.
    pub head: PanelHead,
    /// The template it was made with.
    pub template: String,
    /// All templates of this language.
    pub templates: Vec<Choice>,
    /// The language, as the templates' addresses have it.
    pub language: String,
    /// "In English, as the card says" and where that can be changed.
    pub language_note: String,
    /// The addresses on the card that can be written to.
    pub addresses: Vec<String>,
    /// The draft, as it was left if it was changed.
    pub letter: LetterForm,
    /// How long it is.
    pub measure: Measure,
    /// Says that it is as it was left, and since when; empty for a fresh one.
    pub kept: String,
    /// What the draft does without, because nothing was noted.
    pub missing: Vec<Missing>,
    /// What it was made from, and what happened before.
    pub sources: Vec<SourceNote>,
    /// Where the notes can be changed.
    pub notes_page: Option<PageRef>,
    /// What is wrong with the template, if its original stands in for it.
    pub mistake: Option<String>,
    /// The way it was taken to another program, if that was not answered yet.
    pub taken: Option<Taken>,
}

/// What there is to say of a letter before it is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Measure {
    /// "132 words"
    pub length: String,
    /// Whether it is longer than is read readily.
    pub long: bool,
    /// Says that a mail link would be too long for it; empty where it fits.
    pub mail: String,
    /// What would have to be pasted after it.
    pub rest: String,
    /// The letter for a chat: no subject, and a name for a signature.
    pub chat: String,
}

/// What a draft does without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Missing {
    /// What is missing.
    pub text: String,
    /// Where it can be filled in.
    pub page: Option<PageRef>,
}
