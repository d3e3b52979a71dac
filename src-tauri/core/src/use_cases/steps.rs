//! Answering a step: recording that it was done, putting it off, or skipping it.

use crate::domain::calendar;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use super::touches::{fits, guarded, told};
use crate::domain::codes::{Channel, Outcome, StepKind, TouchKind};
use crate::domain::facts::Touch;
use crate::domain::ids::TouchId;
use crate::domain::step::StepKey;
use crate::error::{Error, Result};
use crate::snapshot::{LONGEST_SNOOZE, Moment, Snapshot};
use crate::store::{self, Store};

/// Reads a step's key.
///
/// # Errors
/// `NotFound` when the text is not a step's key.
pub fn key(text: &str) -> Result<StepKey> {
    text.parse().map_err(|_| Error::not_found("error-no-step", text))
}

/// Records that a step was done. For a thank-you or a check-in this is a touch, with the channel of the step and the
/// usual outcome unless others are given. For a preparation it is a skip. A step that asks for cards is only done by
/// entering one.
///
/// # Errors
/// `NotFound` when the step is no longer to be done; a validation error when it asks for cards, or the outcome does not
/// fit the channel.
pub fn done(
    store: &Store,
    moment: Moment,
    key: StepKey,
    channel: Option<Channel>,
    outcome: Option<Outcome>,
) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| record(c, snapshot, key, channel, outcome))
}

/// Records that several thank-yous were said, each by the channel of its step. They are undone together.
///
/// # Errors
/// `NotFound` when one of the steps is no longer to be done. Nothing was recorded then.
pub fn done_all(store: &Store, moment: Moment, keys: &[StepKey]) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let mut names = Vec::new();
        for key in keys {
            names.push(snapshot.teller().name(snapshot.open_step(*key)?.contact));
            record(c, snapshot, *key, None, None)?;
        }
        let names = snapshot.words.list(&names);
        Ok(ChangeReport::new((), snapshot.words.say("toast-thanked-all", &[("names", names.into())])))
    })
}

fn record(
    c: &Connection,
    snapshot: &Snapshot,
    key: StepKey,
    channel: Option<Channel>,
    outcome: Option<Outcome>,
) -> Result<ChangeReport<()>> {
    let step = snapshot.open_step(key)?;
    let kind = match key.kind() {
        StepKind::Cards => return Err(Error::invalid("step", "error-cards-need-entering")),
        StepKind::Prepare => {
            let day = snapshot.calendar().day(step.due_at);
            store::skips::insert(c, key, day, snapshot.now)?;
            return Ok(ChangeReport::new((), snapshot.words.plain("toast-prepared")));
        }
        StepKind::ThankYou => TouchKind::ThankYou,
        StepKind::CheckIn => TouchKind::CheckIn,
    };
    // An outcome without a channel implies one: a voicemail, for example, is left by phone.
    let channel = channel.unwrap_or(match outcome {
        Some(Outcome::Spoke | Outcome::Voicemail | Outcome::NoAnswer) => Channel::Phone,
        Some(Outcome::Sent) => Channel::Email,
        None => step.channel,
    });
    let outcome = outcome.unwrap_or(Outcome::usual(channel));
    if !fits(channel, outcome) {
        return Err(Error::invalid("outcome", "error-outcome-channel"));
    }
    let mut touch = Touch {
        id: TouchId(0),
        application: step.application,
        contact: step.contact,
        kind,
        channel,
        at: snapshot.now,
        outcome,
        note: String::new(),
        step: Some(key),
        guarded: false,
        created_at: snapshot.now,
    };
    let warning = guarded(snapshot, &touch);
    touch.guarded = warning.is_some();
    store::touches::insert(c, &touch, snapshot.now)?;
    let mut told = ChangeReport::new((), told(snapshot, &touch));
    told.warning = warning;
    Ok(told)
}

/// Puts off the reminders of a step until a moment. The plan stays the same.
///
/// # Errors
/// `NotFound` when the step is no longer to be done; a validation error for a moment that has passed or is too far
/// ahead.
pub fn snooze(store: &Store, moment: Moment, key: StepKey, until: DateTime<Utc>) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let step = snapshot.open_step(key)?;
        if until <= snapshot.now {
            return Err(Error::invalid("until", "error-snooze-past"));
        }
        if until - snapshot.now >= LONGEST_SNOOZE {
            return Err(Error::invalid("until", "error-snooze-far"));
        }
        store::snoozes::insert(c, key, until, snapshot.now)?;
        let when = snapshot.words.at_moment(until, snapshot.now, &snapshot.calendar());
        let title = snapshot.teller().title(step);
        Ok(ChangeReport::new(
            (),
            snapshot.words.say("toast-snoozed", &[("title", title.into()), ("when", when.into())]),
        ))
    })
}

/// Puts off the reminders of several steps by the usual time. They are undone together. A step that is no longer to be
/// done is left out.
///
/// # Errors
/// `NotFound` when none of the steps is still to be done.
pub fn snooze_usual(store: &Store, moment: Moment, keys: &[StepKey]) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let until = usual_snooze(snapshot);
        let open: Vec<StepKey> = snapshot.open_steps().map(|(step, _)| step.key).filter(|k| keys.contains(k)).collect();
        let Some(first) = open.first() else {
            return Err(Error::not_found("error-no-step", keys.first().map(ToString::to_string).unwrap_or_default()));
        };
        open.iter().try_for_each(|key| store::snoozes::insert(c, *key, until, snapshot.now).map(drop))?;
        let when = ("when", snapshot.words.at_moment(until, snapshot.now, &snapshot.calendar()).into());
        let text = match open.len() {
            1 => {
                let title = snapshot.teller().title(snapshot.open_step(*first)?);
                snapshot.words.say("toast-snoozed", &[("title", title.into()), when])
            }
            count => snapshot.words.say("toast-snoozed-all", &[("count", count.into()), when]),
        };
        Ok(ChangeReport::new((), text))
    })
}

/// Skips a step.
///
/// # Errors
/// `NotFound` when the step is no longer to be done.
pub fn skip(store: &Store, moment: Moment, key: StepKey) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let step = snapshot.open_step(key)?;
        let day = snapshot.calendar().day(step.due_at);
        store::skips::insert(c, key, day, snapshot.now)?;
        let title = snapshot.teller().title(step);
        Ok(ChangeReport::new((), snapshot.words.say("toast-skipped", &[("title", title.into())])))
    })
}

/// The end of the usual snooze, for a button that offers no choice: in an hour, or if that is in the quiet hours, the
/// next morning.
#[must_use]
pub fn usual_snooze(snapshot: &Snapshot) -> DateTime<Utc> {
    let calendar = snapshot.calendar();
    let hour = snapshot.now + chrono::Duration::hours(1);
    if !calendar.is_quiet(hour) {
        return hour;
    }
    let today = calendar.day(snapshot.now);
    let morning = calendar.instant(today, snapshot.settings.morning);
    if morning > snapshot.now {
        return morning;
    }
    calendar.instant(calendar::plus_days(today, 1), snapshot.settings.morning)
}
