//! The dialog that records a touch, as it opens.

use crate::domain::codes::{Channel, Outcome, StepKind, TouchKind};
use crate::domain::guard::guard;
use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::forms::touch::TouchForm;
use crate::snapshot::Snapshot;
use crate::views::application_people::known_contacts;
use crate::views::touch_form::TouchFormView;

/// The dialog as it opens. If a step of this contact is due, its purpose and channel are chosen, unless a channel is
/// given.
///
/// # Errors
/// `NotFound`.
pub fn dialog(
    snapshot: &Snapshot,
    application: i64,
    contact: Option<i64>,
    channel: Option<Channel>,
) -> Result<TouchFormView> {
    let found = snapshot.application(application)?;
    let id = found.id;
    let contact = contact.map(ContactId).or(found.lead);
    // Also one that was put off: doing it is what the user may have come for.
    let mut due = snapshot.open_steps().map(|(step, _)| step).filter(|step| step.due_at <= snapshot.now);
    let step = due.find(|s| s.application == id && s.contact == contact && s.key.kind().reaches_somebody());
    let channel = channel.or(step.map(|s| s.channel)).unwrap_or(Channel::Email);
    let kind = match step.map(|s| s.key.kind()) {
        Some(StepKind::ThankYou) => TouchKind::ThankYou,
        _ => TouchKind::CheckIn,
    };
    Ok(TouchFormView {
        title: snapshot.words.say("touch-title", &[("company", snapshot.facts.company_name(id).into())]),
        warning: guard(&snapshot.facts, &snapshot.calendar(), id, snapshot.now)
            .filter(|_| kind != TouchKind::ThankYou)
            .map(|w| snapshot.teller().warning(&w)),
        contacts: known_contacts(snapshot, found),
        form: TouchForm {
            application,
            contact: contact.map(|c| c.0),
            kind: kind.into(),
            channel: channel.into(),
            outcome: Outcome::usual(channel).into(),
            when: snapshot.words.plain("when-today"),
            note: String::new(),
            step: step.filter(|s| s.key.kind() == StepKind::ThankYou).map(|s| s.key.to_string()),
            named: String::new(),
        },
    })
}
