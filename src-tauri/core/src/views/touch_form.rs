//! The dialog that records a touch.

use serde::Serialize;
use ts_rs::TS;

use crate::forms::touch::TouchForm;
use crate::views::application_people::KnownContact;

/// The dialog that records a touch.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TouchFormView {
    /// Its title.
    pub title: String,
    /// The guard's warning, if any, shown before the touch is recorded.
    pub warning: Option<String>,
    /// The people it may have gone to.
    pub contacts: Vec<KnownContact>,
    /// The form to start with.
    pub form: TouchForm,
}
