//! Drafts: the Write and the Call panel, and the templates.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::views::settings::Choice;
use crate::views::window::PageRef;

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

/// What both panels begin with.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct PanelHead {
    /// "Thank Tan Mei Ling"
    pub title: String,
    /// Company and role.
    pub place: String,
    /// Why now, and why this way; empty where no step asks for it.
    pub why: String,
    /// What the guard says.
    pub warning: Option<String>,
    /// What the tone advises.
    pub advice: Option<String>,
    /// Of which application.
    pub application: i64,
    /// To whom.
    pub contact: Option<i64>,
}

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
    /// What.
    pub text: String,
    /// Where it can be filled in.
    pub page: Option<PageRef>,
}

/// A note or a fact that stands beside a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SourceNote {
    /// What it is.
    pub label: String,
    /// As it was noted.
    pub text: String,
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

/// The Call panel.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CallView {
    /// What it is for.
    pub occasion: String,
    /// What is to be done, why, and what to know before.
    pub head: PanelHead,
    /// The numbers on the card, the best first.
    pub numbers: Vec<PhoneNumber>,
    /// When it is a good time, with the time there.
    pub best: String,
    /// Whether now is one.
    pub good_now: bool,
    /// What to say, a line each.
    pub script: Vec<String>,
    /// The last facts and the notes.
    pub sources: Vec<SourceNote>,
    /// What was noted during the call and not saved yet.
    pub note: String,
    /// What is wrong with the template, if its original stands in for it.
    pub mistake: Option<String>,
}

/// A number to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PhoneNumber {
    /// In groups.
    pub shown: String,
    /// As typed, where that differs; else empty.
    pub typed: String,
    /// `tel:`; empty where it cannot be called.
    pub href: String,
}

/// All templates.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplatesView {
    /// By language.
    pub groups: Vec<TemplateGroup>,
}

/// The templates of a language.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateGroup {
    /// Its code.
    pub language: String,
    /// Its name.
    pub title: String,
    /// Its templates.
    pub rows: Vec<TemplateRow>,
}

/// A template in the list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateRow {
    /// Its name in addresses and on the command line.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// When it is used.
    pub hint: String,
    /// Whether it was changed or added, or what is wrong with it.
    pub note: String,
}

/// One template with what it makes.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TemplateView {
    /// What it is called.
    pub title: String,
    /// The name of its language.
    pub language: String,
    /// When it is used.
    pub hint: String,
    /// Whether the user added it.
    pub own: bool,
    /// Whether the user changed the original.
    pub changed: bool,
    /// Whether it has a subject; what is said on the phone has none.
    pub has_subject: bool,
    /// The template.
    pub form: TemplateForm,
    /// What can stand in it.
    pub variables: Vec<VariableRow>,
    /// What the preview can be about.
    pub abouts: Vec<Choice>,
    /// What it is about.
    pub about: String,
    /// What it makes of that.
    pub preview: TemplatePreview,
}

/// A template as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct TemplateForm {
    /// The code of its language.
    pub language: String,
    /// Its name.
    pub name: String,
    /// One line.
    pub subject: String,
    /// The letter.
    pub body: String,
}

/// A variable of templates.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct VariableRow {
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// What a template makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TemplatePreview {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// What is wrong in it, if anything; then it makes nothing.
    pub mistake: Option<TemplateMistake>,
}

/// What is wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TemplateMistake {
    /// `subject` or `body`.
    pub field: String,
    /// The line, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
}
