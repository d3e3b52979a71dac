//! Recording what the company answered.

use super::change::{ChangeReport, Committed, change};
use super::touches::ahead;
use crate::domain::facts::Reply;
use crate::domain::ids::ReplyId;
use crate::error::{Error, Result};
use crate::forms::reply::ReplyForm;
use crate::input;
use crate::snapshot::Moment;
use crate::store::{self, Store};

/// Records a reply, by which the plan of the application ends, waits, or moves.
///
/// # Errors
/// A field that cannot be accepted; `NotFound`. Nothing was saved then.
pub fn save(store: &Store, moment: Moment, form: &ReplyForm) -> Result<Committed<ReplyId>> {
    change(store, moment, |c, snapshot| {
        let application = snapshot.application(form.application)?.id;
        let contact = form.contact.map(|id| snapshot.contact(id).map(|c| c.id)).transpose()?;
        let at = input::past_moment("when", &form.when, Some(application), snapshot.present(), &snapshot.facts)?;
        input::near("when", at, snapshot.present())?;
        let day = snapshot.calendar().day(at);
        let follow_up_on = input::date("follow_up_on", &form.follow_up_on, snapshot.present())?;
        if follow_up_on.is_some_and(|on| on <= day) {
            return Err(Error::invalid("follow_up_on", "error-named-early"));
        }
        let reply_promised_by = input::date("reply_promised_by", &form.reply_promised_by, snapshot.present())?;
        if reply_promised_by.is_some_and(|by| by < day) {
            return Err(Error::invalid("reply_promised_by", "error-promise-early"));
        }
        for (field, date) in [("follow_up_on", follow_up_on), ("reply_promised_by", reply_promised_by)] {
            date.map_or(Ok(()), |date| input::soon(field, date, day))?;
        }
        let reply = Reply {
            id: ReplyId(0),
            application,
            contact,
            at,
            meaning: form.meaning.into(),
            follow_up_on,
            reply_promised_by,
            stands: input::text("stands", &form.stands)?,
            note: input::text("note", &form.note)?,
            created_at: snapshot.now,
        };
        let id = store::replies::insert(c, &reply, snapshot.now)?;
        let company = snapshot.facts.company_name(application);
        let message = if reply.meaning.ends() { "toast-reply-ended" } else { "toast-reply" };
        let mut told = ChangeReport::new(id, snapshot.words.say(message, &[("company", company.into())]));
        told.warning = ahead(snapshot, at);
        Ok(told)
    })
}

/// Deletes a reply.
///
/// # Errors
/// `NotFound`.
pub fn remove(store: &Store, moment: Moment, id: i64) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        if !store::replies::delete(c, ReplyId(id), snapshot.now)? {
            return Err(Error::not_found("error-no-reply", id));
        }
        Ok(ChangeReport::new((), snapshot.words.plain("toast-reply-removed")))
    })
}
