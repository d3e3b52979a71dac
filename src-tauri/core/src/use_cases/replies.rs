//! Recording what they did.

use super::touches::{ahead, contact_of};
use super::{Done, Told, change, check};
use crate::domain::facts::Reply;
use crate::domain::ids::{ApplicationId, ReplyId};
use crate::error::{Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::Meaning;
use crate::views::application::people;
use crate::views::interview::KnownContact;
use crate::views::touch::{ReplyForm, ReplyFormView};

/// The dialog to begin with.
///
/// # Errors
/// `NotFound`.
pub fn form(snapshot: &Snapshot, application: i64) -> Result<ReplyFormView> {
    let id = ApplicationId(application);
    let found =
        snapshot.facts.applications.get(&id).ok_or_else(|| Error::not_found("error-no-application", application))?;
    Ok(ReplyFormView {
        title: snapshot.words.say("reply-title", &[("company", snapshot.facts.company_name(id).into())]),
        contacts: people(snapshot, found)
            .into_iter()
            .map(|p| KnownContact { id: p.id, name: p.name, line: p.line })
            .collect(),
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

/// Records a reply: the line ends, waits, or moves by it.
///
/// # Errors
/// The field that cannot be taken; `NotFound`; then nothing was saved.
pub fn save(store: &Store, moment: Moment, form: &ReplyForm) -> Result<Done<ReplyId>> {
    change(store, moment, |c, snapshot| {
        let application = ApplicationId(form.application);
        if !snapshot.facts.applications.contains_key(&application) {
            return Err(Error::not_found("error-no-application", form.application));
        }
        let contact = form.contact.map(|id| contact_of(snapshot, id).map(|c| c.id)).transpose()?;
        let at = check::past_moment("when", &form.when, snapshot)?;
        let day = snapshot.calendar().day(at);
        let follow_up_on = check::date("follow_up_on", &form.follow_up_on, snapshot)?;
        if follow_up_on.is_some_and(|on| on <= day) {
            return Err(Error::invalid("follow_up_on", "error-named-early"));
        }
        let reply_promised_by = check::date("reply_promised_by", &form.reply_promised_by, snapshot)?;
        if reply_promised_by.is_some_and(|by| by < day) {
            return Err(Error::invalid("reply_promised_by", "error-promise-early"));
        }
        let reply = Reply {
            id: ReplyId(0),
            application,
            contact,
            at,
            meaning: form.meaning.into(),
            follow_up_on,
            reply_promised_by,
            stands: check::text("stands", &form.stands)?,
            note: check::text("note", &form.note)?,
            created_at: snapshot.now,
        };
        let id = store::touches::insert_reply(c, &reply, snapshot.now)?;
        let company = snapshot.facts.company_name(application);
        let message = if reply.meaning.ends() { "toast-reply-ended" } else { "toast-reply" };
        let mut told = Told::new(id, snapshot.words.say(message, &[("company", company.into())]));
        told.warning = ahead(snapshot, at);
        Ok(told)
    })
}

/// Takes a reply out again.
///
/// # Errors
/// `NotFound`.
pub fn remove(store: &Store, moment: Moment, id: i64) -> Result<Done<()>> {
    change(store, moment, |c, snapshot| {
        if !store::touches::delete_reply(c, ReplyId(id), snapshot.now)? {
            return Err(Error::not_found("error-no-reply", id));
        }
        Ok(Told::new((), snapshot.words.plain("toast-reply-removed")))
    })
}
