//! The dialog that records a reply.

use serde::Serialize;
use ts_rs::TS;

use crate::forms::reply::ReplyForm;
use crate::views::application_people::KnownContact;

/// The dialog of a reply.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ReplyFormView {
    /// Its title.
    pub title: String,
    /// From whom it may be.
    pub contacts: Vec<KnownContact>,
    /// What to begin with.
    pub form: ReplyForm,
}
