//! The events of an application or with a person, latest first.

use chrono::{DateTime, NaiveTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::domain::calendar::instant;
use crate::domain::codes::{Channel, Outcome, TouchKind};
use crate::domain::facts::{Interview, Reply, Touch};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::snapshot::Snapshot;
use crate::views::icon::Icon;
use crate::views::step_row::rfc3339;

/// An event: something that happened, or an interview to come.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Event {
    /// A key for it within the page.
    pub key: String,
    /// When, in words.
    pub when: String,
    /// The time in RFC 3339.
    pub at: String,
    /// The icon.
    pub icon: Icon,
    /// What happened.
    pub text: String,
    /// The note on it; may be empty.
    pub note: String,
    /// How it can be removed.
    pub remove: Removable,
}

/// The record to remove for an event: a touch, a reply, or neither.
#[derive(Clone, Copy, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct Removable {
    /// The id of the touch.
    pub touch: Option<i64>,
    /// The id of the reply.
    pub reply: Option<i64>,
}

/// The events with a person, latest first, each with its time.
#[must_use]
pub fn contact_events(snapshot: &Snapshot, contact: ContactId) -> Vec<(DateTime<Utc>, Event)> {
    let facts = &snapshot.facts;
    let mut events: Vec<(DateTime<Utc>, Event)> = Vec::new();
    events.extend(
        facts.touches.values().filter(|t| t.contact == Some(contact)).map(|t| (t.at, touch_event(snapshot, t))),
    );
    events.extend(
        facts.replies.values().filter(|r| r.contact == Some(contact)).map(|r| (r.at, reply_event(snapshot, r))),
    );
    events
        .extend(facts.interviews.values().filter(|i| i.has(contact)).map(|i| (i.start, interview_event(snapshot, i))));
    latest_first(events)
}

/// The events of an application, latest first, each with its time.
pub(super) fn application_events(snapshot: &Snapshot, id: ApplicationId) -> Vec<(DateTime<Utc>, Event)> {
    let facts = &snapshot.facts;
    let words = snapshot.words;
    let mut events: Vec<(DateTime<Utc>, Event)> = Vec::new();
    events.extend(facts.touches.values().filter(|t| t.application == id).map(|t| (t.at, touch_event(snapshot, t))));
    events.extend(facts.replies.values().filter(|r| r.application == id).map(|r| (r.at, reply_event(snapshot, r))));
    events.extend(
        facts.interviews.values().filter(|i| i.application == id).map(|i| (i.start, interview_event(snapshot, i))),
    );
    events.extend(facts.applications.get(&id).and_then(|a| Some((a, a.applied_on?))).map(|(application, on)| {
        let at = instant(snapshot.zone, on.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()));
        let text = words.plain("event-applied");
        (at, event(snapshot, format!("applied:{id}"), at, Icon::Prepare, text, application.link.clone()))
    }));
    events.extend(facts.closures.values().filter(|c| c.application == id).map(|c| {
        let text = match c.outcome {
            Some(outcome) => words.plain(&format!("event-closed-{}", outcome.code().replace('_', "-"))),
            None => words.plain("event-reopened"),
        };
        (c.at, event(snapshot, format!("closure:{}", c.id), c.at, Icon::Closed, text, String::new()))
    }));
    events.extend(facts.skips.values().filter(|s| facts.application_of(s.step) == Some(id)).map(|s| {
        let text = words.plain(&format!("event-skipped-{}", s.step.kind().code().replace('_', "-")));
        (s.at, event(snapshot, format!("skip:{}", s.id), s.at, Icon::Skip, text, String::new()))
    }));
    latest_first(events)
}

fn latest_first(mut events: Vec<(DateTime<Utc>, Event)>) -> Vec<(DateTime<Utc>, Event)> {
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    events
}

pub(crate) fn event(
    snapshot: &Snapshot,
    key: String,
    at: DateTime<Utc>,
    icon: Icon,
    text: String,
    note: String,
) -> Event {
    Event {
        key,
        when: snapshot.words.when(at, snapshot.now, &snapshot.calendar()),
        at: rfc3339(snapshot, at),
        icon,
        text,
        note,
        remove: Removable::default(),
    }
}

fn touch_event(snapshot: &Snapshot, touch: &Touch) -> Event {
    let id = match (touch.kind, touch.channel, touch.outcome) {
        (_, _, Outcome::NoAnswer) => "event-no-answer",
        (_, _, Outcome::Voicemail) => "event-voicemail",
        (TouchKind::ThankYou, Channel::Phone, _) => "event-thanked-phone",
        (TouchKind::ThankYou, ..) => "event-thanked",
        (_, Channel::Phone, _) => "event-called",
        (_, Channel::Email, _) => "event-wrote",
        (_, Channel::Other, _) => "event-other",
    };
    let icon = match touch.channel {
        Channel::Phone => Icon::Phone,
        Channel::Email => Icon::Email,
        Channel::Other => Icon::Other,
    };
    let name = named(snapshot, touch.contact);
    let text = snapshot.words.say(id, &[("name", name.into())]);
    let mut event = event(snapshot, format!("touch:{}", touch.id), touch.at, icon, text, touch.note.clone());
    event.remove.touch = Some(touch.id.0);
    event
}

fn reply_event(snapshot: &Snapshot, reply: &Reply) -> Event {
    let words = snapshot.words;
    let today = snapshot.calendar().day(snapshot.now);
    let mut text = words.plain(&format!("event-reply-{}", reply.meaning.code().replace('_', "-")));
    if let Some(on) = reply.follow_up_on {
        text = format!("{text} {}", words.say("event-named", &[("date", words.date(on, today).into())]));
    }
    if let Some(by) = reply.reply_promised_by {
        text = format!("{text} {}", words.say("event-promised", &[("date", words.date(by, today).into())]));
    }
    let note = [reply.stands.as_str(), reply.note.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    let mut event = event(snapshot, format!("reply:{}", reply.id), reply.at, Icon::Reply, text, note);
    event.remove.reply = Some(reply.id.0);
    event
}

fn interview_event(snapshot: &Snapshot, interview: &Interview) -> Event {
    let id = match (interview.cancelled, interview.start > snapshot.now) {
        (true, _) => "event-interview-cancelled",
        (false, true) => "event-interview-coming",
        (false, false) => "event-interview",
    };
    let text = snapshot.words.say(id, &[("people", names(snapshot, interview).into())]);
    event(snapshot, format!("interview:{}", interview.id), interview.start, Icon::Interview, text, String::new())
}

pub(crate) fn names(snapshot: &Snapshot, interview: &Interview) -> String {
    let names: Vec<String> = interview.interviewers.iter().map(|p| snapshot.teller().name(Some(p.contact))).collect();
    if names.is_empty() { snapshot.words.plain("interview-nobody") } else { snapshot.words.list(&names) }
}

pub(crate) fn named(snapshot: &Snapshot, contact: Option<ContactId>) -> String {
    match snapshot.teller().name(contact) {
        name if name.is_empty() => snapshot.words.plain("somebody"),
        name => name,
    }
}
