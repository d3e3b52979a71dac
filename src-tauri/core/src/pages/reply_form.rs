//! The dialog that records a reply, as it opens.

use crate::error::Result;
use crate::forms::reply::ReplyForm;
use crate::snapshot::Snapshot;
use crate::views::application_people::known_contacts;
use crate::views::reply_form::ReplyFormView;
use crate::wire::Meaning;

/// The dialog as it opens.
///
/// # Errors
/// `NotFound`.
pub fn dialog(snapshot: &Snapshot, application: i64) -> Result<ReplyFormView> {
    let found = snapshot.application(application)?;
    let id = found.id;
    Ok(ReplyFormView {
        title: snapshot.words.say("reply-title", &[("company", snapshot.facts.company_name(id).into())]),
        contacts: known_contacts(snapshot, found),
        form: ReplyForm {
            application,
            contact: found.lead.map(|l| l.0),
            when: snapshot.words.plain("when-today"),
            meaning: Meaning::Deciding,
            follow_up_on: String::new(),
            reply_promised_by: String::new(),
            stands: String::new(),
            note: String::new(),
        },
    })
}
