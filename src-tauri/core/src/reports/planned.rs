//! The plan as an iCalendar file (RFC 5545): an event with an alarm for each step and each interview to come. Times are
//! in UTC. An event keeps its UID as long as it exists, and its SEQUENCE grows with every change, so that a calendar
//! that reads the file again updates its own events.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::domain::facts::Interview;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::step::Step;
use crate::exchange::content_line::{fold, text_line};
use crate::snapshot::Snapshot;

/// The name of this program in the calendars that it writes (RFC 5545, 3.7.3).
pub const PRODID: &str = "-//Afterword//Afterword//EN";

/// How long the event of a step lasts.
const STEP: Duration = Duration::minutes(15);

/// The content of a calendar without events: a time zone.
const EMPTY: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// An event of the calendar.
struct Event<'a> {
    uid: String,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    summary: String,
    description: String,
    /// How long before its start the alarm goes off; none if nothing is to be done.
    alarm: Option<Duration>,
    cancelled: bool,
    categories: &'a str,
}

/// The calendar of the plan. `wanted` decides about each event from its application, people and day. Also returns the
/// number of events.
#[must_use]
pub fn calendar(
    snapshot: &Snapshot,
    uids: &BTreeMap<ApplicationId, String>,
    wanted: &dyn Fn(ApplicationId, &[ContactId], NaiveDate) -> bool,
) -> (Vec<u8>, usize) {
    let words = snapshot.words;
    let day = |at: DateTime<Utc>| snapshot.calendar().day(at);
    let real = |application: ApplicationId| !snapshot.facts.is_made_up(application);
    let uid = |application: ApplicationId, key: &str| {
        let uid = uids.get(&application).map_or("", String::as_str);
        format!("{}.{uid}@afterword.app", key.replace(':', "-"))
    };
    let step = |step: &Step| Event {
        uid: uid(step.application, &step.key.to_string()),
        start: step.due_at,
        end: step.due_at + STEP,
        summary: snapshot.teller().title(step),
        description: described(snapshot, step),
        alarm: Some(Duration::zero()),
        cancelled: false,
        categories: "FOLLOW-UP",
    };
    let interview = |interview: &Interview| Event {
        uid: uid(interview.application, &format!("interview:{}", interview.id)),
        start: interview.start,
        end: interview.end(),
        summary: words.say(
            "event-name-interview",
            &[
                ("company", snapshot.facts.company_name(interview.application).into()),
                (
                    "role",
                    snapshot.facts.applications.get(&interview.application).map_or("", |a| a.role.as_str()).into(),
                ),
            ],
        ),
        description: String::new(),
        alarm: (!interview.cancelled).then(|| Duration::hours(1)),
        cancelled: interview.cancelled,
        categories: "INTERVIEW",
    };
    let steps = snapshot.open_steps().map(|(step, _)| step);
    let steps =
        steps.filter(|s| real(s.application) && wanted(s.application, s.contact.as_slice(), day(s.due_at))).map(step);
    let coming = snapshot.facts.interviews.values().filter(|i| i.end() > snapshot.now && real(i.application));
    let people = |i: &Interview| i.interviewers.iter().map(|person| person.contact).collect::<Vec<_>>();
    let coming = coming.filter(|i| wanted(i.application, &people(i), day(i.start)));
    let mut events: Vec<Event<'_>> = steps.chain(coming.map(interview)).collect();
    events.sort_by(|a, b| (a.start, &a.uid).cmp(&(b.start, &b.uid)));
    let mut out = String::new();
    let made_by = format!("PRODID:{PRODID}");
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", &made_by, "CALSCALE:GREGORIAN"] {
        fold(&mut out, line);
    }
    fold(&mut out, &text_line("X-WR-CALNAME", &words.plain("event-name-calendar")));
    let sequence = snapshot.last_change.unwrap_or(0).min(i64::from(i32::MAX));
    if events.is_empty() {
        // A calendar must have a component (RFC 5545, 3.4); a time zone is one, and shows nothing.
        EMPTY.iter().for_each(|line| fold(&mut out, line));
    }
    events.iter().for_each(|event| write(&mut out, event, snapshot.now, sequence));
    fold(&mut out, "END:VCALENDAR");
    (out.into_bytes(), events.len())
}

fn write(out: &mut String, event: &Event<'_>, now: DateTime<Utc>, sequence: i64) {
    let at = |at: DateTime<Utc>| at.format("%Y%m%dT%H%M%SZ").to_string();
    let mut line = |line: &str| fold(out, line);
    line("BEGIN:VEVENT");
    line(&text_line("UID", &event.uid));
    line(&format!("DTSTAMP:{}", at(now)));
    line(&format!("SEQUENCE:{sequence}"));
    line(&format!("DTSTART:{}", at(event.start)));
    line(&format!("DTEND:{}", at(event.end)));
    line(&text_line("SUMMARY", &event.summary));
    if !event.description.is_empty() {
        line(&text_line("DESCRIPTION", &event.description));
    }
    line(&format!("CATEGORIES:{}", event.categories));
    line(if event.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    // A quarter of an hour for a letter does not make the user busy.
    line(if event.categories == "INTERVIEW" { "TRANSP:OPAQUE" } else { "TRANSP:TRANSPARENT" });
    if let Some(before) = event.alarm {
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&text_line("DESCRIPTION", &event.summary));
        line(&format!("TRIGGER:{}PT{}M", if before.is_zero() { "" } else { "-" }, before.num_minutes()));
        line("END:VALARM");
    }
    line("END:VEVENT");
}

/// The description of a step: why it is due, and how to reach the person.
fn described(snapshot: &Snapshot, step: &Step) -> String {
    let card = step.contact.and_then(|id| snapshot.facts.contacts.get(&id)).map(|contact| &contact.card);
    let ways = card.into_iter().flat_map(|card| card.phones.first().into_iter().chain(card.emails.first()));
    [snapshot.teller().why(step)].into_iter().chain(ways.cloned()).collect::<Vec<_>>().join("\n")
}
