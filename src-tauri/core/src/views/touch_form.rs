//! The dialog that records a touch.

use serde::Serialize;
use ts_rs::TS;

use crate::forms::touch::TouchForm;
use crate::views::application_people::KnownContact;

/// The dialog of a touch.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TouchFormView {
    /// Its title.
    pub title: String,
    /// What the guard says, shown before anything is done.
    pub warning: Option<String>,
    /// Whom it may concern.
    pub contacts: Vec<KnownContact>,
    /// What to begin with.
    pub form: TouchForm,
}
