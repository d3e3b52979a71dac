//! The line of one application: its facts in order of time, the touches that count, and the events a check-in
//! counts from (RULES, Check-in). Private to the rules.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::calendar::Calendar;
use super::codes::{Channel, Meaning, Outcome, TouchKind};
use super::facts::{Application, Closure, Facts, Interview, Reply, Skip, Touch};
use super::ids::{ApplicationId, ContactId};
use super::step::{Anchor, StepKey};

/// The facts of one application, each kind in order of time.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub application: &'a Application,
    /// Not cancelled, by start.
    pub interviews: Vec<&'a Interview>,
    pub touches: Vec<&'a Touch>,
    pub replies: Vec<&'a Reply>,
    /// Of check-ins only.
    pub skips: Vec<&'a Skip>,
    pub closures: Vec<&'a Closure>,
}

/// A touch that counts: answered or sent, or two attempts that stand for one call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub at: DateTime<Utc>,
    pub contact: Option<ContactId>,
    pub kind: TouchKind,
    pub channel: Channel,
    pub anchor: Anchor,
    pub recorded: DateTime<Utc>,
}

/// What a check-in may count from; called E in RULES.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub what: What,
    pub anchor: Anchor,
    pub recorded: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    CheckIn(Channel),
    Skip,
    Deciding,
    NextRound,
}

/// A line walked through once.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub counted: Vec<Counted>,
    pub events: Vec<Event>,
}

/// Puts every fact in the line of its application.
pub(super) fn lines(facts: &Facts) -> BTreeMap<ApplicationId, Line<'_>> {
    let mut lines: BTreeMap<ApplicationId, Line<'_>> = facts
        .applications
        .values()
        .map(|application| {
            let line = Line {
                application,
                interviews: Vec::new(),
                touches: Vec::new(),
                replies: Vec::new(),
                skips: Vec::new(),
                closures: Vec::new(),
            };
            (application.id, line)
        })
        .collect();
    for interview in facts.interviews.values().filter(|i| !i.cancelled) {
        if let Some(line) = lines.get_mut(&interview.application) {
            line.interviews.push(interview);
        }
    }
    for touch in facts.touches.values() {
        if let Some(line) = lines.get_mut(&touch.application) {
            line.touches.push(touch);
        }
    }
    for reply in facts.replies.values() {
        if let Some(line) = lines.get_mut(&reply.application) {
            line.replies.push(reply);
        }
    }
    for skip in facts.skips.values() {
        if let StepKey::CheckIn(application, _) = skip.step
            && let Some(line) = lines.get_mut(&application)
        {
            line.skips.push(skip);
        }
    }
    for closure in facts.closures.values() {
        if let Some(line) = lines.get_mut(&closure.application) {
            line.closures.push(closure);
        }
    }
    for line in lines.values_mut() {
        line.interviews.sort_by_key(|i| (i.start, i.id));
        line.touches.sort_by_key(|t| (t.at, t.id));
        line.replies.sort_by_key(|r| (r.at, r.id));
        line.closures.sort_by_key(|c| (c.at, c.id));
    }
    lines
}

impl<'a> Line<'a> {
    /// Whether an ending reply or closing at or after the interview's start ended its steps, and nothing opened the
    /// application again since (RULES, End). An interview that starts later is not touched by it.
    pub fn ended(&self, interview: &Interview) -> bool {
        self.last_end().is_some_and(|end| end >= interview.start)
    }

    /// The latest ending that still holds.
    pub fn last_end(&self) -> Option<DateTime<Utc>> {
        // Closings are in order, so one of the same second as the last opening still comes after it.
        let opened = self.closures.iter().rposition(|c| c.outcome.is_none());
        let opened_at = opened.and_then(|i| self.closures.get(i)).map(|c| c.at);
        let replies = self.replies.iter().filter(|r| r.meaning.ends()).map(|r| r.at);
        let closings = self.closures.iter().skip(opened.map_or(0, |i| i + 1)).map(|c| c.at);
        replies.filter(|at| opened_at.is_none_or(|opened| *at > opened)).chain(closings).max()
    }

    /// The latest interview, held or coming, whose steps have not ended; called L in RULES.
    pub fn latest(&self) -> Option<&'a Interview> {
        self.interviews.last().copied().filter(|i| !self.ended(i))
    }

    /// Walks the line in order of time and says which touches count and what a check-in may count from.
    /// Two attempts since the last event or interview stand for one call, dated at the second.
    pub fn walk(&self, calendar: &Calendar<'_>) -> Walked {
        let mut points: Vec<(DateTime<Utc>, Point<'_>)> = Vec::new();
        points.extend(self.interviews.iter().map(|i| (i.end(), Point::InterviewEnd)));
        points.extend(self.touches.iter().map(|t| (t.at, Point::Touch(t))));
        points.extend(self.replies.iter().map(|r| (r.at, Point::Reply(r))));
        points.extend(self.skips.iter().map(|s| (skip_instant(s, calendar), Point::Skip(s))));
        points.sort_by_key(|(at, _)| *at);

        let mut walked = Walked::default();
        let mut attempts = 0;
        for (at, point) in points {
            let event = match point {
                Point::InterviewEnd => {
                    attempts = 0;
                    continue;
                }
                Point::Touch(touch) if touch.outcome.counts() => {
                    let counted = Counted {
                        at,
                        contact: touch.contact,
                        kind: touch.kind,
                        channel: touch.channel,
                        anchor: Anchor::Touch(touch.id),
                        recorded: touch.created_at,
                    };
                    walked.counted.push(counted);
                    (touch.kind == TouchKind::CheckIn).then(|| counted.event(calendar))
                }
                Point::Touch(touch) if is_attempt(touch, self.application) => {
                    attempts += 1;
                    (attempts == 2).then(|| {
                        let counted = Counted {
                            at,
                            contact: touch.contact,
                            kind: TouchKind::CheckIn,
                            channel: Channel::Phone,
                            anchor: Anchor::Touch(touch.id),
                            recorded: touch.created_at,
                        };
                        walked.counted.push(counted);
                        counted.event(calendar)
                    })
                }
                Point::Touch(_) => None,
                Point::Reply(reply) => reply_event(reply, calendar),
                Point::Skip(skip) => Some(Event {
                    at,
                    day: calendar.day(at),
                    what: What::Skip,
                    anchor: Anchor::Skip(skip.id),
                    recorded: skip.at,
                }),
            };
            if let Some(event) = event {
                attempts = 0;
                walked.events.push(event);
            }
        }
        walked
    }

    /// The attempt that waits for its second try, since a moment.
    pub fn attempt_since(&self, since: DateTime<Utc>) -> Option<&'a Touch> {
        self.touches.iter().copied().find(|t| t.at > since && is_attempt(t, self.application))
    }

    /// The named date that was named last, and the fact that named it: the interview's own, or a later reply's.
    pub fn named(&self, interview: &Interview, calendar: &Calendar<'_>) -> Option<(NaiveDate, Anchor)> {
        let own = interview
            .follow_up_on
            .filter(|on| *on > calendar.day(interview.end()))
            .map(|on| (on, Anchor::Interview(interview.id)));
        let reply = self
            .replies
            .iter()
            .rev()
            .filter(|r| r.at > interview.end())
            .find_map(|r| r.follow_up_on.map(|on| (on, Anchor::Reply(r.id))));
        reply.or(own)
    }

    /// The promise that was made last, if it lay ahead when it was made.
    pub fn promise(&self, interview: &Interview, calendar: &Calendar<'_>) -> Option<NaiveDate> {
        let own = interview.reply_promised_by.filter(|by| *by > calendar.day(interview.end()));
        let reply = self
            .replies
            .iter()
            .rev()
            .filter(|r| r.at > interview.end())
            .find_map(|r| r.reply_promised_by.filter(|by| *by >= calendar.day(r.at)));
        reply.or(own)
    }
}

impl Counted {
    fn event(&self, calendar: &Calendar<'_>) -> Event {
        Event {
            at: self.at,
            day: calendar.day(self.at),
            what: What::CheckIn(self.channel),
            anchor: self.anchor,
            recorded: self.recorded,
        }
    }
}

enum Point<'a> {
    InterviewEnd,
    Touch(&'a Touch),
    Reply(&'a Reply),
    Skip(&'a Skip),
}

/// A call to the lead, as a check-in, that nobody picked up.
fn is_attempt(touch: &Touch, application: &Application) -> bool {
    touch.outcome == Outcome::NoAnswer
        && touch.channel == Channel::Phone
        && touch.kind == TouchKind::CheckIn
        && touch.contact.is_some()
        && touch.contact == application.lead
}

fn reply_event(reply: &Reply, calendar: &Calendar<'_>) -> Option<Event> {
    let what = match reply.meaning {
        Meaning::Deciding => What::Deciding,
        Meaning::NextRound => What::NextRound,
        _ => return None,
    };
    Some(Event {
        at: reply.at,
        day: calendar.day(reply.at),
        what,
        anchor: Anchor::Reply(reply.id),
        recorded: reply.created_at,
    })
}

/// A skip is dated the later of when it was made and the day that was skipped.
fn skip_instant(skip: &Skip, calendar: &Calendar<'_>) -> DateTime<Utc> {
    let planned = calendar.instant(skip.planned_for, chrono::NaiveTime::MIN);
    skip.at.max(planned)
}
