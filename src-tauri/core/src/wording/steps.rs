//! Steps in words: what to do, where, why now and why this way (docs/rules.md, Why).

use chrono::{DateTime, NaiveDate, Utc};

use super::Words;
use crate::domain::calendar::Calendar;
use crate::domain::codes::{Channel, StepKind, Tone};
use crate::domain::facts::{Contact, Facts};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::reason::{DateReason, Moved, Warning, WayReason};
use crate::domain::step::Step;
use crate::error::Arg;

/// What is needed to describe steps.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The catalogue of the user's language.
    pub words: &'a Words,
    /// The facts, for names.
    pub facts: &'a Facts,
    /// The user's calendar.
    pub calendar: Calendar<'a>,
    /// The present.
    pub now: DateTime<Utc>,
}

impl Teller<'_> {
    /// Today's date in the user's zone.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.calendar.day(self.now)
    }

    /// A contact's name; empty if there is none.
    #[must_use]
    pub fn name(&self, contact: Option<ContactId>) -> String {
        self.contact(contact).map(|c| c.card.name.clone()).unwrap_or_default()
    }

    /// "ACME, Backend Engineer"
    #[must_use]
    pub fn place(&self, application: ApplicationId) -> String {
        let role = self.facts.applications.get(&application).map_or("", |a| a.role.as_str());
        let company = self.facts.company_name(application);
        self.words.say("place", &[("company", company.into()), ("role", role.into())])
    }

    /// "Thank Tan Mei Ling", "Call Tan Mei Ling", "Whose cards did you get?"
    #[must_use]
    pub fn title(&self, step: &Step) -> String {
        let id = match (step.key.kind(), step.channel) {
            (StepKind::Prepare, _) => "title-prepare",
            (StepKind::Cards, _) => "title-cards",
            (StepKind::ThankYou, Channel::Phone) => "title-thank-phone",
            (StepKind::ThankYou, _) => "title-thank",
            (StepKind::CheckIn, _) if step.contact.is_none() => "title-check-in-nobody",
            (StepKind::CheckIn, Channel::Phone) => "title-call",
            (StepKind::CheckIn, _) => "title-write",
        };
        let company = self.facts.company_name(step.application);
        self.words.say(id, &[("name", self.name(step.contact).into()), ("company", company.into())])
    }

    /// One or two sentences: why now, and why this way.
    #[must_use]
    pub fn why(&self, step: &Step) -> String {
        let mut parts = vec![self.why_now(step)];
        if let Some(moved) = &step.reason.moved {
            parts.push(self.why_moved(moved));
        }
        if step.carries_thanks {
            parts.push(self.words.plain("why-carries-thanks"));
        }
        parts.extend(self.why_this_way(step));
        parts.join(" ")
    }

    /// The advice for a tone, if there is any.
    #[must_use]
    pub fn advice(&self, tone: Tone) -> Option<String> {
        match tone {
            Tone::Calm => None,
            Tone::Patient => Some(self.words.plain("tone-patient")),
            Tone::Rest => Some(self.words.plain("tone-rest")),
        }
    }

    /// The sentence of a guard's warning.
    #[must_use]
    pub fn warning(&self, warning: &Warning) -> String {
        let today = self.today();
        let id = match warning.channel {
            Channel::Phone => "guard-phone",
            _ => "guard-written",
        };
        let name = match self.name(warning.contact) {
            name if name.is_empty() => self.words.plain("somebody"),
            name => name,
        };
        self.words.say(
            id,
            &[
                ("name", name.into()),
                ("day", self.words.on_day(warning.day, today).into()),
                ("good", self.words.date(warning.good_day, today).into()),
            ],
        )
    }

    fn contact(&self, contact: Option<ContactId>) -> Option<&Contact> {
        contact.and_then(|id| self.facts.contacts.get(&id))
    }

    fn why_now(&self, step: &Step) -> String {
        let today = self.today();
        let short = |day: NaiveDate| Arg::from(self.words.short_date(day, today));
        let on_day = |day: NaiveDate| Arg::from(self.words.on_day(day, today));
        let say = |id: &str, args: &[(&str, Arg)]| self.words.say(id, args);
        // For a step still ahead, the days are counted to its date; for one that is late, to today.
        let since = |day: NaiveDate, planned: i64| Arg::Number(planned.max((today - day).num_days()));
        match &step.reason.date {
            DateReason::InterviewAhead { start } => {
                say("why-prepare", &[("when", self.words.at_moment(*start, self.now, &self.calendar).into())])
            }
            DateReason::NoCards { end } if *end > self.now => say("why-cards-ahead", &[]),
            DateReason::NoCards { end } => say("why-cards", &[("day", on_day(self.calendar.day(*end)))]),
            DateReason::Interviewed { end, people } => {
                let day = self.calendar.day(*end);
                let id = match (day == today && *end <= self.now, *people > 1) {
                    (true, false) => "why-thank-today",
                    (true, true) => "why-thank-today-several",
                    (false, _) if *end > self.now => "why-thank-ahead",
                    (false, false) => "why-thank-later",
                    (false, true) => "why-thank-later-several",
                };
                let time = self.words.time(*end, &self.calendar);
                say(id, &[("day", on_day(day)), ("time", time.into())])
            }
            DateReason::Named { on } => say("why-named", &[("date", self.words.date(*on, today).into())]),
            DateReason::AfterInterview { day, days } => {
                say("why-after-interview", &[("days", since(*day, *days)), ("day", short(*day))])
            }
            DateReason::AfterPromise { by } => say("why-after-promise", &[("day", short(*by))]),
            DateReason::SinceCheckIn { channel, day, days, unanswered } => {
                let id = match channel {
                    Channel::Phone => "why-since-call",
                    _ => "why-since-message",
                };
                say(id, &[("days", since(*day, *days)), ("day", short(*day)), ("unanswered", (*unanswered).into())])
            }
            DateReason::SinceDeciding { day, days } => {
                say("why-since-deciding", &[("days", since(*day, *days)), ("day", short(*day))])
            }
            DateReason::NextRound { day, days } => {
                say("why-next-round", &[("days", since(*day, *days)), ("day", short(*day))])
            }
            DateReason::SinceSkip { day, days } => {
                say("why-since-skip", &[("days", since(*day, *days)), ("day", short(*day))])
            }
            DateReason::Retry { day } => say("why-retry", &[("day", on_day(*day))]),
        }
    }

    fn why_moved(&self, moved: &Moved) -> String {
        let today = self.today();
        let short = |day: NaiveDate| Arg::from(self.words.short_date(day, today));
        match moved {
            Moved::Promise { by } => self.words.say("moved-promise", &[("day", short(*by))]),
            Moved::Gap { day } => self.words.say("moved-gap", &[("day", short(*day))]),
            Moved::AfterThanks { day } => self.words.say("moved-after-thanks", &[("day", short(*day))]),
            Moved::SharedCompany { other, day } => {
                let role = self.facts.applications.get(other).map_or("", |a| a.role.as_str());
                self.words.say("moved-shared-company", &[("role", role.into()), ("day", short(*day))])
            }
        }
    }

    fn why_this_way(&self, step: &Step) -> Option<String> {
        let id = match (&step.reason.way, step.channel) {
            (WayReason::None | WayReason::Thanks | WayReason::First, _) => return None,
            (WayReason::Alternate { .. }, Channel::Phone) => "way-wrote-last",
            (WayReason::Alternate { .. }, _) => "way-called-last",
            (WayReason::Asked, Channel::Phone) => "way-asked-phone",
            (WayReason::Asked, _) => "way-asked-email",
            (WayReason::Lacks { missing: Channel::Phone }, _) => "way-no-phone",
            (WayReason::Lacks { .. }, _) => "way-no-email",
            (WayReason::NoAddress, _) if self.contact(step.contact).is_some_and(|c| c.card.only.is_some()) => {
                "way-no-asked-address"
            }
            (WayReason::NoAddress, _) => "way-no-address",
            (WayReason::NoCard, _) => "way-no-card",
            (WayReason::CallAgain, _) => "way-call-again",
            (WayReason::OfficeClosed, _) => "way-office-closed",
            (WayReason::OfficeClosedNoEmail, _) => "way-office-closed-no-email",
        };
        let there = step
            .contact
            .and_then(|c| self.facts.contacts.get(&c))
            .and_then(|c| c.card.zone)
            .filter(|_| step.channel == Channel::Phone)
            .filter(|zone| *zone != self.calendar.zone)
            .map(|zone| step.due_at.with_timezone(&zone).format("%H:%M").to_string());
        let way = self.words.plain(id);
        Some(match there {
            Some(time) => format!("{way} {}", self.words.say("way-time-there", &[("time", time.into())])),
            None => way,
        })
    }
}
