//! How far an application has come, for a letter or a call to refer to. When to write is decided in `plan.rs`.

use chrono::{DateTime, NaiveDate, Utc};

use super::calendar::Calendar;
use super::codes::{Channel, Outcome, TouchKind};
use super::facts::{Facts, Interview, Reply, Touch};
use super::history::{ApplicationHistory, histories};
use super::ids::{ApplicationId, ContactId};

/// What has happened on an application up to a moment.
#[derive(Debug)]
pub struct Progress<'a> {
    /// The latest interview that was held.
    pub held: Option<&'a Interview>,
    /// The number of check-ins since then that count; two attempts are one.
    pub check_ins: usize,
    /// The last touch since then that counts, not including thank-yous.
    pub last: Option<Last>,
    /// The last reply since then.
    pub reply: Option<&'a Reply>,
    /// The date they named last, as long as nothing was done about it.
    pub named: Option<NaiveDate>,
    /// The promise made last: the day by which they promised an answer.
    pub promised: Option<NaiveDate>,
}

/// The last touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// The moment it happened.
    pub at: DateTime<Utc>,
    /// How it went.
    pub way: LastWay,
    /// The contact.
    pub contact: Option<ContactId>,
}

/// How the last touch went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastWay {
    /// A message was written.
    Message,
    /// They talked.
    Call,
    /// A message was left on voicemail.
    Voicemail,
    /// Nobody picked up, twice.
    NoAnswer,
}

/// The progress of an application at `now`.
#[must_use]
pub fn progress<'a>(
    facts: &'a Facts,
    calendar: &Calendar<'_>,
    application: ApplicationId,
    now: DateTime<Utc>,
) -> Progress<'a> {
    let histories = histories(facts);
    let nothing = Progress { held: None, check_ins: 0, last: None, reply: None, named: None, promised: None };
    let Some(history) = histories.get(&application) else { return nothing };
    let held = history.interviews.iter().rev().copied().find(|i| i.end() <= now);
    let since = held.map(Interview::end);
    let counted = history.counted_events(calendar).counted;
    let after = counted.iter().filter(|c| since.is_none_or(|end| c.at > end) && c.at <= now);
    let check_ins = after.clone().filter(|c| c.kind == TouchKind::CheckIn);
    let last = after.clone().rfind(|c| c.kind != TouchKind::ThankYou);
    let reply = history.replies.iter().rev().copied().find(|r| r.at <= now && since.is_none_or(|end| r.at > end));
    let done_on = last.map(|c| calendar.day(c.at));
    Progress {
        held,
        check_ins: check_ins.count(),
        last: last.map(|c| Last { at: c.at, way: way(history, c.at, c.channel), contact: c.contact }),
        reply,
        named: held
            .and_then(|interview| history.named(interview, calendar))
            .map(|(on, _)| on)
            .filter(|on| done_on.is_none_or(|done| done < *on)),
        promised: history.last_promise(calendar),
    }
}

fn way(history: &ApplicationHistory<'_>, at: DateTime<Utc>, channel: Channel) -> LastWay {
    let touch = history.touches.iter().rev().find(|touch: &&&Touch| touch.at == at && touch.channel == channel);
    match (channel, touch.map(|touch| touch.outcome)) {
        (Channel::Phone, Some(Outcome::Voicemail)) => LastWay::Voicemail,
        (Channel::Phone, Some(Outcome::NoAnswer)) => LastWay::NoAnswer,
        (Channel::Phone, _) | (_, Some(Outcome::Spoke)) => LastWay::Call,
        _ => LastWay::Message,
    }
}
