//! The dialog that records a reply.

use serde::Serialize;
use ts_rs::TS;

use crate::forms::reply::ReplyForm;
use crate::views::application_people::KnownContact;

/// The dialog that records a reply.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ReplyFormView {
    /// Its title.
    pub title: String,
    /// The people it may have come from.
    pub contacts: Vec<KnownContact>,
    /// The form to start with.
    pub form: ReplyForm,
}
