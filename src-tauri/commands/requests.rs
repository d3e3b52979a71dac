//! What the page sends with a command.

use std::collections::BTreeMap;
use std::path::Path;

use afterword_core::error::{Error, Result};
use afterword_core::forms::card::CardForm;
use afterword_core::forms::export::ExportForm;
use afterword_core::forms::import::ImportChange;
use afterword_core::forms::interview::InterviewForm;
use afterword_core::forms::letter::{LetterForm, Taken};
use afterword_core::forms::person::Erasure;
use afterword_core::forms::reply::ReplyForm;
use afterword_core::forms::template::TemplateForm;
use afterword_core::forms::touch::TouchForm;
use afterword_core::forms::when::Sense;
use afterword_core::views::page_ref::PageRef;
use afterword_core::wire::{Channel, CloseOutcome, Outcome, Side};
use serde::Deserialize;
use ts_rs::TS;

/// Declares requests: each carries what its command needs, and often the page to return.
macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize, TS)]
        #[serde(deny_unknown_fields)]
        #[ts(export)]
        pub struct $name { $(pub $field: $type),+ }
    )+};
}

requests! {
    /// `show`, `test_reminder`, `sample_add`, `sample_remove`, `holidays_import`, `calendar_keep`
    Show { page: PageRef }
    /// `backup_restore`, `backup_delete`, `rescue_restore`
    ByName { name: String }
    /// `people_after`
    PeopleAfter { query: String, after: i64 }
    /// `applications_after`
    ApplicationsAfter { after: i64 }
    /// `when_read`
    When { text: String, sense: Sense }
    /// `interview_preview`, `interview_save`
    Interview { form: InterviewForm }
    /// `interview_keep`
    Keep { form: InterviewForm, keep: bool }
    /// `interview_cancel`, `interview_restore`, `application_reopen`, `application_delete`, `touch_remove`, `reply_remove`
    ById { id: i64, page: PageRef }
    /// `application_close`
    Close { id: i64, outcome: CloseOutcome, page: PageRef }
    /// `application_lead`
    Lead { id: i64, contact: i64, page: PageRef }
    /// `step_done`
    StepDone { step: String, channel: Option<Channel>, outcome: Option<Outcome>, page: PageRef }
    /// `steps_done`
    StepsDone { steps: Vec<String>, page: PageRef }
    /// `step_snooze`
    StepSnooze { step: String, until: String, page: PageRef }
    /// `step_skip`
    StepSkip { step: String, page: PageRef }
    /// `undo`
    Undo { entry: Option<i64>, page: PageRef }
    /// `touch_form`
    TouchDialog { application: i64, contact: Option<i64>, channel: Option<Channel> }
    /// `touch_save`
    TouchSave { form: TouchForm, page: PageRef }
    /// `reply_form`
    ReplyDialog { application: i64 }
    /// `reply_save`
    ReplySave { form: ReplyForm, page: PageRef }
    /// `import_text`, `card_text`
    ImportText { text: String }
    /// `import_change`
    ImportChoice { change: ImportChange }
    /// `person_add`
    PersonAdd { card: CardForm }
    /// `people_merge`
    PeopleMerge { keep: i64, other: i64, chosen: BTreeMap<String, Side>, page: PageRef }
    /// `people_apart`
    PeopleApart { one: i64, other: i64, page: PageRef }
    /// `person_save`
    PersonSave { id: i64, card: CardForm, page: PageRef }
    /// `person_erase`
    PersonErase { id: i64, how: Erasure, page: PageRef }
    /// `draft_measure`
    DraftMeasure { letter: LetterForm }
    /// `draft_mail`
    DraftMail { letter: LetterForm }
    /// `draft_file`
    DraftFile { step: String, letter: LetterForm }
    /// `draft_keep`
    DraftKeep { step: String, template: String, letter: LetterForm, taken: Option<Taken> }
    /// `draft_afresh`
    DraftAfresh { step: String, template: String }
    /// `draft_sent`
    DraftSent { step: String, way: Taken, page: PageRef }
    /// `call_keep`
    CallKeep { step: String, note: String }
    /// `call_done`
    CallDone { step: String, outcome: Outcome, note: String, named: String, page: PageRef }
    /// `template_preview`
    TemplateShow { form: TemplateForm, about: String }
    /// `template_save`
    TemplateSave { form: TemplateForm, page: PageRef }
    /// `template_add`
    TemplateAdd { language: String, from: String, name: String }
    /// `template_remove`
    TemplateRemove { language: String, name: String, page: PageRef }
    /// `setting_save`
    SettingSave { key: String, value: String, page: PageRef }
    /// `start_offer`
    StartOfferAnswer { accept: bool, page: PageRef }
    /// `export_preview`, `export_print`
    ExportShow { form: ExportForm }
    /// `export_save`
    Export { form: ExportForm, page: PageRef }
    /// `open_link`
    OpenLink { link: String }
}

impl ByName {
    /// The name, if it is a plain file name and not a path.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn file_name(&self) -> Result<String> {
        let is_plain = Path::new(&self.name).file_name().is_some_and(|name| *name == *self.name.as_str());
        if is_plain { Ok(self.name.clone()) } else { Err(Error::not_found("error-no-backup", self.name.as_str())) }
    }
}
