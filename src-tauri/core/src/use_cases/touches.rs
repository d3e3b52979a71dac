//! Recording what the user did: a letter, a call, a message.

use crate::domain::codes::Meaning;
use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use crate::domain::codes::{Channel, Outcome, TouchKind};
use crate::domain::facts::{Reply, Touch};
use crate::domain::guard::guard;
use crate::domain::ids::{ApplicationId, ContactId, ReplyId, TouchId};
use crate::domain::step::StepKey;
use crate::error::{Error, Result};
use crate::forms::touch::TouchForm;
use crate::input;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};

/// Records a touch. If they named a date, that is recorded too, as a reply "still deciding".
///
/// # Errors
/// A field that cannot be accepted; `NotFound`. Nothing was saved then.
pub fn save(store: &Store, moment: Moment, form: &TouchForm) -> Result<Committed<TouchId>> {
    change(store, moment, |c, snapshot| record(c, snapshot, form))
}

/// Records a touch as typed, within a change.
pub(super) fn record(c: &Connection, snapshot: &Snapshot, form: &TouchForm) -> Result<ChangeReport<TouchId>> {
    let application = snapshot.application(form.application)?.id;
    let contact = form.contact.map(|id| snapshot.contact(id).map(|c| c.id)).transpose()?;
    let at = input::past_moment("when", &form.when, Some(application), snapshot.present(), &snapshot.facts)?;
    input::near("when", at, snapshot.present())?;
    let day = snapshot.calendar().day(at);
    let step = form
        .step
        .as_deref()
        .map(|key| key.parse::<StepKey>().map_err(|_| Error::not_found("error-no-step", key)))
        .transpose()?
        .filter(|key| answers(*key, application, contact, form.kind.into()));
    let named = input::date("named", &form.named, snapshot.present())?;
    if named.is_some_and(|on| on <= day) {
        return Err(Error::invalid("named", "error-named-early"));
    }
    named.map_or(Ok(()), |on| input::soon("named", on, day))?;
    let (channel, outcome): (Channel, Outcome) = (form.channel.into(), form.outcome.into());
    if !fits(channel, outcome) {
        return Err(Error::invalid("outcome", "error-outcome-channel"));
    }
    let mut touch = Touch {
        id: TouchId(0),
        application,
        contact,
        kind: form.kind.into(),
        channel,
        at,
        outcome,
        note: input::text("note", &form.note)?,
        step,
        guarded: false,
        created_at: snapshot.now,
    };
    let warning = guarded(snapshot, &touch);
    touch.guarded = warning.is_some();
    let id = store::touches::insert(c, &touch, snapshot.now)?;
    if let Some(on) = named {
        let reply = Reply {
            id: ReplyId(0),
            application,
            contact,
            at,
            meaning: Meaning::Deciding,
            follow_up_on: Some(on),
            reply_promised_by: None,
            stands: String::new(),
            note: String::new(),
            created_at: snapshot.now,
        };
        store::replies::insert(c, &reply, snapshot.now)?;
    }
    let mut told = ChangeReport::new(id, told(snapshot, &touch));
    told.warning = warning.or_else(|| ahead(snapshot, at));
    Ok(told)
}

/// Deletes a touch.
///
/// # Errors
/// `NotFound`.
pub fn remove(store: &Store, moment: Moment, id: i64) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        if !store::touches::delete(c, TouchId(id), snapshot.now)? {
            return Err(Error::not_found("error-no-touch", id));
        }
        Ok(ChangeReport::new((), snapshot.words.plain("toast-touch-removed")))
    })
}

/// Whether a touch answers a step. It does not if the user has since chosen another person or purpose in the dialog.
fn answers(key: StepKey, application: ApplicationId, contact: Option<ContactId>, kind: TouchKind) -> bool {
    match key {
        StepKey::ThankYou(_, person) => kind == TouchKind::ThankYou && contact == Some(person),
        StepKey::CheckIn(of, _) => kind == TouchKind::CheckIn && of == application,
        StepKey::Prepare(_) | StepKey::Cards(_) => false,
    }
}

/// Whether an outcome makes sense for a channel: a voicemail or no answer, for example, only for a call.
pub(super) fn fits(channel: Channel, outcome: Outcome) -> bool {
    match outcome {
        Outcome::Voicemail | Outcome::NoAnswer => channel == Channel::Phone,
        Outcome::Sent => channel != Channel::Phone,
        Outcome::Spoke => channel != Channel::Email,
    }
}

/// The guard's warning about a touch. There is none for a thank-you, or for a touch of another day than today
/// (docs/rules.md, Guard).
pub(super) fn guarded(snapshot: &Snapshot, touch: &Touch) -> Option<String> {
    let calendar = snapshot.calendar();
    if touch.kind == TouchKind::ThankYou || calendar.day(touch.at) != calendar.day(snapshot.now) {
        return None;
    }
    guard(&snapshot.facts, &calendar, touch.application, snapshot.now).map(|w| snapshot.teller().warning(&w))
}

/// A warning about a fact that is dated in the future.
pub(super) fn ahead(snapshot: &Snapshot, at: chrono::DateTime<chrono::Utc>) -> Option<String> {
    (at > snapshot.now).then(|| snapshot.words.plain("warn-future"))
}

/// The toast that tells of a touch.
pub(super) fn told(snapshot: &Snapshot, touch: &Touch) -> String {
    let id = match (touch.kind, touch.outcome, touch.channel) {
        (_, Outcome::NoAnswer, _) => "toast-no-answer",
        (_, Outcome::Voicemail, _) => "toast-voicemail",
        (TouchKind::ThankYou, ..) => "toast-thanked",
        (_, _, Channel::Phone) => "toast-called",
        _ => "toast-wrote",
    };
    let name = match snapshot.teller().name(touch.contact) {
        name if name.is_empty() => snapshot.facts.company_name(touch.application).to_owned(),
        name => name,
    };
    snapshot.words.say(id, &[("name", name.into())])
}
