//! A step: one thing to do, with the key that names it for good (docs/rules.md, Keys).

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use super::calendar::Calendar;
use super::codes::{Channel, State, StepKind, Tone};
use super::ids::{ApplicationId, ContactId, InterviewId, ReplyId, SkipId, TouchId};
use super::reason::Reason;

/// The key of a step; it stays the same as long as the fact it hangs on is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKey {
    /// `prepare:INTERVIEW`
    Prepare(InterviewId),
    /// `cards:INTERVIEW`
    Cards(InterviewId),
    /// `thank_you:INTERVIEW:CONTACT`
    ThankYou(InterviewId, ContactId),
    /// `check_in:APPLICATION:ANCHOR`
    CheckIn(ApplicationId, Anchor),
}

/// The fact that a check-in counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// `i3`
    Interview(InterviewId),
    /// `t7`
    Touch(TouchId),
    /// `r2`
    Reply(ReplyId),
    /// `s4`
    Skip(SkipId),
}

impl StepKey {
    /// The kind of step the key names.
    #[must_use]
    pub fn kind(self) -> StepKind {
        match self {
            StepKey::Prepare(_) => StepKind::Prepare,
            StepKey::Cards(_) => StepKind::Cards,
            StepKey::ThankYou(..) => StepKind::ThankYou,
            StepKey::CheckIn(..) => StepKind::CheckIn,
        }
    }
}

impl fmt::Display for StepKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StepKey::Prepare(i) => write!(f, "prepare:{i}"),
            StepKey::Cards(i) => write!(f, "cards:{i}"),
            StepKey::ThankYou(i, c) => write!(f, "thank_you:{i}:{c}"),
            StepKey::CheckIn(a, anchor) => match anchor {
                Anchor::Interview(i) => write!(f, "check_in:{a}:i{i}"),
                Anchor::Touch(t) => write!(f, "check_in:{a}:t{t}"),
                Anchor::Reply(r) => write!(f, "check_in:{a}:r{r}"),
                Anchor::Skip(s) => write!(f, "check_in:{a}:s{s}"),
            },
        }
    }
}

/// The error for a text that is not the key of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAStep(pub String);

impl FromStr for StepKey {
    type Err = NotAStep;

    fn from_str(text: &str) -> Result<Self, NotAStep> {
        let parts: Vec<&str> = text.split(':').collect();
        let number = |part: &str| part.parse::<i64>().ok().filter(|n| *n > 0);
        let key = match parts.as_slice() {
            ["prepare", i] => number(i).map(|i| StepKey::Prepare(InterviewId(i))),
            ["cards", i] => number(i).map(|i| StepKey::Cards(InterviewId(i))),
            ["thank_you", i, c] => {
                number(i).zip(number(c)).map(|(i, c)| StepKey::ThankYou(InterviewId(i), ContactId(c)))
            }
            ["check_in", a, anchor] => number(a).and_then(|a| {
                let id = number(anchor.get(1..)?)?;
                let anchor = match anchor.get(..1)? {
                    "i" => Anchor::Interview(InterviewId(id)),
                    "t" => Anchor::Touch(TouchId(id)),
                    "r" => Anchor::Reply(ReplyId(id)),
                    "s" => Anchor::Skip(SkipId(id)),
                    _ => return None,
                };
                Some(StepKey::CheckIn(ApplicationId(a), anchor))
            }),
            _ => None,
        };
        key.ok_or_else(|| NotAStep(text.to_owned()))
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its key.
    pub key: StepKey,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// The interview it belongs to; for a check-in, the one it hangs on.
    pub interview: InterviewId,
    /// The contact it is about, if any.
    pub contact: Option<ContactId>,
    /// The channel.
    pub channel: Channel,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// Its reminders as planned, before quiet hours and snoozes, in order of time.
    pub reminders: Vec<PlannedReminder>,
    /// When it ends by itself, if ever.
    pub ends: Option<Ends>,
    /// How patient the advice is.
    pub tone: Tone,
    /// Whether a check-in carries the thanks that were missed (docs/rules.md, Thank-you).
    pub carries_thanks: bool,
    /// When the latest of the facts it depends on was recorded.
    pub known_since: DateTime<Utc>,
    /// Why it comes on its date, and why by its channel.
    pub reason: Reason,
}

/// One reminder of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedReminder {
    /// When it is due.
    pub at: DateTime<Utc>,
    /// The date it was planned for in the user's zone; part of its name.
    pub day: NaiveDate,
    /// Its number: 1, 2 or 3.
    pub number: u32,
}

/// How a step ends without being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// It lapses, and is listed as lapsed for a week.
    Lapses(DateTime<Utc>),
    /// It disappears at that moment and is not listed any more.
    Gone(DateTime<Utc>),
}

impl Ends {
    /// When it ends.
    #[must_use]
    pub fn at(self) -> DateTime<Utc> {
        match self {
            Ends::Lapses(at) | Ends::Gone(at) => at,
        }
    }
}

impl Step {
    /// How it is listed at `now`; none if it has disappeared or is not to be listed yet.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>, calendar: &Calendar<'_>) -> Option<State> {
        match self.ends {
            // Nobody has cards before the interview is over.
            _ if self.key.kind() == StepKind::Cards && now < self.due_at => return None,
            Some(Ends::Gone(at)) if at <= now => return None,
            Some(Ends::Lapses(at)) if at <= now => return Some(State::Lapsed),
            _ => {}
        }
        Some(if calendar.day(self.due_at) < calendar.day(now) {
            State::Overdue
        } else if self.due_at <= now {
            State::Due
        } else {
            State::Upcoming
        })
    }
}
