//! One application with everything of it.

use chrono::{DateTime, NaiveTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use super::applications::application_row;
use super::interview::KnownContact;
use super::step_row::{LapsedRow, StepRow, lapsed_rows, listed_at, rfc3339, step_rows};
use super::{Icon, Stage};
use crate::domain::calendar::instant;
use crate::domain::codes::{Channel, Outcome, TouchKind};
use crate::domain::facts::{Application, Interview, Reply, Touch};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::step::Step;
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;

/// One application.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationView {
    /// Its id.
    pub id: i64,
    /// Where.
    pub company: String,
    /// As what.
    pub role: String,
    /// Where it stands.
    pub stage: Stage,
    /// The same, in words.
    pub stage_label: String,
    /// Whether it is over.
    pub closed: bool,
    /// Where it stands and what comes next.
    pub summary: String,
    /// What is to be done.
    pub steps: Vec<StepRow>,
    /// What lapsed within the last week.
    pub lapsed: Vec<LapsedRow>,
    /// Its interviews, latest first.
    pub interviews: Vec<InterviewCard>,
    /// The people of it.
    pub people: Vec<ApplicationPerson>,
    /// What happened, latest first.
    pub timeline: Vec<Event>,
}

/// An interview on its application's page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct InterviewCard {
    /// Its id.
    pub id: i64,
    /// When, in words.
    pub when: String,
    /// Who, in words.
    pub people: String,
    /// What was said about following up.
    pub follow_up: String,
    /// The notes that are not empty.
    pub notes: Vec<Note>,
    /// Called off.
    pub cancelled: bool,
    /// Whether it can be called off, or called on again: one that was held cannot.
    pub movable: bool,
}

/// A titled note.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Note {
    /// Its title.
    pub label: String,
    /// Its text.
    pub text: String,
}

/// A person of an application.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationPerson {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Title and company.
    pub line: String,
    /// Whether check-ins go to them.
    pub lead: bool,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Event {
    /// A name for it within the page.
    pub key: String,
    /// When, in words.
    pub when: String,
    /// The same, RFC 3339.
    pub at: String,
    /// The picture.
    pub icon: Icon,
    /// What happened.
    pub text: String,
    /// What was noted.
    pub note: String,
    /// How to take it out again.
    pub remove: Removable,
}

/// What an event can be taken out as.
#[derive(Clone, Copy, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct Removable {
    /// A touch.
    pub touch: Option<i64>,
    /// A reply.
    pub reply: Option<i64>,
}

/// One application.
///
/// # Errors
/// `NotFound`.
pub fn application(snapshot: &Snapshot, id: i64) -> Result<ApplicationView> {
    let application = snapshot
        .facts
        .applications
        .get(&ApplicationId(id))
        .ok_or_else(|| Error::not_found("error-no-application", id))?;
    let row = application_row(snapshot, application);
    let summary = match row.next.as_str() {
        "" => snapshot.words.say("application-summary", &[("stage", row.stage_label.as_str().into())]),
        next => snapshot
            .words
            .say("application-summary-next", &[("stage", row.stage_label.as_str().into()), ("next", next.into())]),
    };
    let mut interviews: Vec<&Interview> =
        snapshot.facts.interviews.values().filter(|i| i.application == application.id).collect();
    interviews.sort_by_key(|i| std::cmp::Reverse((i.start, i.id)));
    Ok(ApplicationView {
        id,
        company: row.company,
        role: row.role,
        stage: row.stage,
        stage_label: row.stage_label,
        closed: row.closed,
        summary,
        steps: step_rows(snapshot, snapshot.open_steps().filter(|(step, _)| step.application == application.id)),
        lapsed: lapsed_rows(snapshot, Some(id)),
        people: people(snapshot, application),
        interviews: interviews.into_iter().map(|i| interview_card(snapshot, i)).collect(),
        // What is still to come stands among the interviews.
        timeline: application_events(snapshot, application.id)
            .into_iter()
            .filter(|(at, event)| *at <= snapshot.now || event.icon != Icon::Interview)
            .map(|(_, event)| event)
            .collect(),
    })
}

/// The people of an application, in the order they came in, the lead marked.
#[must_use]
pub fn people(snapshot: &Snapshot, application: &Application) -> Vec<ApplicationPerson> {
    let mut ids: Vec<ContactId> = Vec::new();
    let of_interviews = snapshot
        .facts
        .interviews
        .values()
        .filter(|i| i.application == application.id)
        .flat_map(|i| i.interviewers.iter().map(|p| p.contact));
    let of_touches =
        snapshot.facts.touches.values().filter(|t| t.application == application.id).filter_map(|t| t.contact);
    for id in of_interviews.chain(application.lead).chain(of_touches) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter()
        .filter_map(|id| snapshot.facts.contacts.get(&id))
        .map(|contact| ApplicationPerson {
            id: contact.id.0,
            name: contact.card.name.clone(),
            line: contact.card.line(),
            lead: application.lead == Some(contact.id),
        })
        .collect()
}

/// The same people, to choose from.
#[must_use]
pub fn known_contacts(snapshot: &Snapshot, application: &Application) -> Vec<KnownContact> {
    let known = |person: ApplicationPerson| KnownContact { id: person.id, name: person.name, line: person.line };
    people(snapshot, application).into_iter().map(known).collect()
}

/// What happened with a person, latest first.
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

/// What happened on an application, latest first, each with its moment.
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

fn event(snapshot: &Snapshot, key: String, at: DateTime<Utc>, icon: Icon, text: String, note: String) -> Event {
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

fn interview_card(snapshot: &Snapshot, interview: &Interview) -> InterviewCard {
    let words = snapshot.words;
    let today = snapshot.calendar().day(snapshot.now);
    let follow_up = match (interview.follow_up_on, interview.reply_promised_by) {
        (Some(on), _) => words.say("interview-named", &[("date", words.date(on, today).into())]),
        (None, Some(by)) => words.say("interview-promised", &[("date", words.date(by, today).into())]),
        (None, None) => String::new(),
    };
    let notes = [
        ("note-shared", &interview.notes.shared),
        ("note-wished", &interview.notes.wished),
        ("note-seeking", &interview.notes.seeking),
        ("note-strengths", &interview.notes.strengths),
    ];
    let spoke_about = interview.interviewers.iter().map(|person| Note {
        label: words.say("note-spoke-about", &[("name", named(snapshot, Some(person.contact)).into())]),
        text: person.spoke_about.clone(),
    });
    InterviewCard {
        id: interview.id.0,
        when: words.when(interview.start, snapshot.now, &snapshot.calendar()),
        people: names(snapshot, interview),
        follow_up,
        notes: notes
            .into_iter()
            .map(|(id, text)| Note { label: words.plain(id), text: text.clone() })
            .chain(spoke_about)
            .filter(|note| !note.text.trim().is_empty())
            .collect(),
        cancelled: interview.cancelled,
        movable: interview.cancelled || interview.end() > snapshot.now,
    }
}

fn names(snapshot: &Snapshot, interview: &Interview) -> String {
    let names: Vec<String> = interview.interviewers.iter().map(|p| snapshot.teller().name(Some(p.contact))).collect();
    if names.is_empty() { snapshot.words.plain("interview-nobody") } else { snapshot.words.list(&names) }
}

fn named(snapshot: &Snapshot, contact: Option<ContactId>) -> String {
    match snapshot.teller().name(contact) {
        name if name.is_empty() => snapshot.words.plain("somebody"),
        name => name,
    }
}

/// "Monday 30 November, 10:00: Call Tan Mei Ling"
pub(super) fn next_step(snapshot: &Snapshot, step: &Step) -> String {
    let when = snapshot.words.when(listed_at(snapshot, step), snapshot.now, &snapshot.calendar());
    snapshot.words.say("next-step", &[("when", when.into()), ("title", snapshot.teller().title(step).into())])
}
