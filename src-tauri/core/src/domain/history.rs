//! The history of one application: its facts in order of time, the touches that count, and the events that a check-in
//! counts from (docs/rules.md, Check-in). Private to the rules.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::Calendar;
use crate::domain::codes::{Channel, Meaning, Outcome, TouchKind};
use crate::domain::facts::{Application, Closure, Facts, Interview, Reply, Skip, Touch};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::step::{Anchor, StepKey};

/// The facts of one application, each kind in order of time.
#[derive(Debug)]
pub(super) struct ApplicationHistory<'a> {
    pub application: &'a Application,
    /// Those that were not cancelled, by start.
    pub interviews: Vec<&'a Interview>,
    pub touches: Vec<&'a Touch>,
    pub replies: Vec<&'a Reply>,
    /// Skips of check-ins only.
    pub skips: Vec<&'a Skip>,
    pub closures: Vec<&'a Closure>,
}

/// A touch that counts, or two attempts that stand for one call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub at: DateTime<Utc>,
    pub contact: Option<ContactId>,
    pub kind: TouchKind,
    pub channel: Channel,
    pub anchor: Anchor,
    pub recorded: DateTime<Utc>,
}

/// An event that a check-in may count from; called E in docs/rules.md, Check-in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub what: What,
    pub anchor: Anchor,
    pub recorded: DateTime<Utc>,
}

/// A reply or closing that ended the application.
#[derive(Clone, Copy, Debug)]
struct Ending {
    at: DateTime<Utc>,
    recorded: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    CheckIn(Channel),
    Skip,
    Deciding,
    NextRound,
}

/// What counts in a history, found in one pass through it.
#[derive(Debug, Default)]
pub(super) struct CountedEvents {
    pub counted: Vec<Counted>,
    pub events: Vec<Event>,
}

/// Sorts every fact into the history of its application.
pub(super) fn histories(facts: &Facts) -> BTreeMap<ApplicationId, ApplicationHistory<'_>> {
    let mut histories: BTreeMap<ApplicationId, ApplicationHistory<'_>> = facts
        .applications
        .values()
        .map(|application| {
            let history = ApplicationHistory {
                application,
                interviews: Vec::new(),
                touches: Vec::new(),
                replies: Vec::new(),
                skips: Vec::new(),
                closures: Vec::new(),
            };
            (application.id, history)
        })
        .collect();
    for interview in facts.interviews.values().filter(|i| !i.cancelled) {
        if let Some(history) = histories.get_mut(&interview.application) {
            history.interviews.push(interview);
        }
    }
    for touch in facts.touches.values() {
        if let Some(history) = histories.get_mut(&touch.application) {
            history.touches.push(touch);
        }
    }
    for reply in facts.replies.values() {
        if let Some(history) = histories.get_mut(&reply.application) {
            history.replies.push(reply);
        }
    }
    for skip in facts.skips.values() {
        if let StepKey::CheckIn(application, _) = skip.step
            && let Some(history) = histories.get_mut(&application)
        {
            history.skips.push(skip);
        }
    }
    for closure in facts.closures.values() {
        if let Some(history) = histories.get_mut(&closure.application) {
            history.closures.push(closure);
        }
    }
    for history in histories.values_mut() {
        history.interviews.sort_by_key(|i| (i.start, i.id));
        history.touches.sort_by_key(|t| (t.at, t.id));
        history.replies.sort_by_key(|r| (r.at, r.id));
        history.closures.sort_by_key(|c| (c.at, c.id));
    }
    histories
}

impl<'a> ApplicationHistory<'a> {
    /// Whether an ending still in force ended this interview's steps: it came after the interview began, or the
    /// interview was already on record by then. Only an interview that both starts and was entered after the ending
    /// revives the application (docs/rules.md, End).
    pub fn ended(&self, interview: &Interview) -> bool {
        self.endings().any(|end| {
            end.at >= interview.start || (interview.created_at <= end.at && interview.created_at < end.recorded)
        })
    }

    /// The time of the latest ending still in force.
    pub fn last_end(&self) -> Option<DateTime<Utc>> {
        self.endings().map(|end| end.at).max()
    }

    /// Every ending reply and closing with no later reopening, in the order in which they were recorded.
    fn endings(&self) -> impl Iterator<Item = Ending> {
        let opened = self.closures.iter().filter(|c| c.outcome.is_none()).max_by_key(|c| c.id).copied();
        let replies = self
            .replies
            .iter()
            .filter(|r| r.meaning.ends())
            .filter(move |r| opened.is_none_or(|o| (r.created_at, r.at) > (o.created_at, o.at)))
            .map(|r| Ending { at: r.at, recorded: r.created_at });
        let closings = self
            .closures
            .iter()
            .filter(|c| c.outcome.is_some())
            .filter(move |c| opened.is_none_or(|o| c.id > o.id))
            .map(|c| Ending { at: c.at, recorded: c.created_at });
        replies.chain(closings)
    }

    /// The latest interview, held or still to come, whose steps have not ended; called L in docs/rules.md, Check-in.
    pub fn latest(&self) -> Option<&'a Interview> {
        self.interviews.last().copied().filter(|i| !self.ended(i))
    }

    /// Goes through the history in order of time and finds the touches that count and the events a check-in may count
    /// from. Two attempts at one person since the last event or interview stand for one call, dated at the second. They
    /// still count when somebody else becomes the lead, for the count starts from what was really done.
    pub fn counted_events(&self, calendar: &Calendar<'_>) -> CountedEvents {
        let mut points: Vec<(DateTime<Utc>, Point<'_>)> = Vec::new();
        points.extend(self.interviews.iter().map(|i| (i.end(), Point::InterviewEnd)));
        points.extend(self.touches.iter().map(|t| (t.at, Point::Touch(t))));
        points.extend(self.replies.iter().map(|r| (r.at, Point::Reply(r))));
        points.extend(self.skips.iter().map(|s| (skip_instant(s, calendar), Point::Skip(s))));
        points.sort_by_key(|(at, _)| *at);

        let mut counted_events = CountedEvents::default();
        // Attempts at people who were deleted since are counted as if they were at one person: the calls were still
        // made.
        let mut attempts: BTreeMap<Option<ContactId>, usize> = BTreeMap::new();
        for (at, point) in points {
            let event = match point {
                Point::InterviewEnd => {
                    attempts.clear();
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
                    counted_events.counted.push(counted);
                    (touch.kind == TouchKind::CheckIn).then(|| counted.event(calendar))
                }
                Point::Touch(touch) if is_attempt(touch) => {
                    let tries = attempts.entry(touch.contact).or_default();
                    *tries += 1;
                    (*tries == 2).then(|| {
                        let counted = Counted {
                            at,
                            contact: touch.contact,
                            kind: TouchKind::CheckIn,
                            channel: Channel::Phone,
                            anchor: Anchor::Touch(touch.id),
                            recorded: touch.created_at,
                        };
                        counted_events.counted.push(counted);
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
                attempts.clear();
                counted_events.events.push(event);
            }
        }
        counted_events
    }

    /// The single attempt at the lead since a moment, which is still to be tried again.
    pub fn attempt_since(&self, since: DateTime<Utc>) -> Option<&'a Touch> {
        let at_lead =
            |touch: &&Touch| is_attempt(touch) && touch.contact.is_some() && touch.contact == self.application.lead;
        self.touches.iter().copied().filter(|t| t.at > since).find(at_lead)
    }

    /// The date that was named last, and the fact that named it: the interview, or a later reply.
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

    /// The promise made at the interview itself.
    pub fn own_promise(interview: &Interview, calendar: &Calendar<'_>) -> Option<NaiveDate> {
        interview.reply_promised_by.filter(|by| *by > calendar.day(interview.end()))
    }

    /// The promise made last on this application, by an interview or a reply, since it last ended. A date that was
    /// already past when it was promised does not count.
    pub fn last_promise(&self, calendar: &Calendar<'_>) -> Option<NaiveDate> {
        let of_interviews =
            self.interviews.iter().filter_map(|i| Self::own_promise(i, calendar).map(|by| (i.end(), by)));
        let of_replies = self
            .replies
            .iter()
            .filter_map(|r| r.reply_promised_by.filter(|by| *by >= calendar.day(r.at)).map(|by| (r.at, by)));
        let ended = self.last_end();
        of_interviews
            .chain(of_replies)
            .filter(|(made, _)| ended.is_none_or(|ended| *made > ended))
            .max_by_key(|(made, _)| *made)
            .map(|(_, by)| by)
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

/// Whether a touch is a check-in by phone that nobody answered.
fn is_attempt(touch: &Touch) -> bool {
    touch.outcome == Outcome::NoAnswer && touch.channel == Channel::Phone && touch.kind == TouchKind::CheckIn
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

/// The moment a skip is dated at: when it was made, or the day that was skipped, whichever is later.
fn skip_instant(skip: &Skip, calendar: &Calendar<'_>) -> DateTime<Utc> {
    let planned = calendar.instant(skip.planned_for, chrono::NaiveTime::MIN);
    skip.at.max(planned)
}
