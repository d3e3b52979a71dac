//! The guard: a warning before a second touch at one company within the gap (docs/rules.md, Guard). It never forbids
//! anything; the touch records that there was a warning.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::calendar::{Calendar, plus_days};
use super::codes::TouchKind;
use super::facts::{Facts, company_key};
use super::history::{ApplicationHistory, Counted, histories};
use super::ids::ApplicationId;
use super::reason::Warning;

/// The last touch at every company before a moment, looked up once for any number of questions.
#[derive(Debug)]
pub struct Watch<'a> {
    facts: &'a Facts,
    calendar: Calendar<'a>,
    now: DateTime<Utc>,
    histories: BTreeMap<ApplicationId, ApplicationHistory<'a>>,
    last: BTreeMap<String, Counted>,
}

impl<'a> Watch<'a> {
    /// Looks up the last touches in all facts.
    #[must_use]
    pub fn new(facts: &'a Facts, calendar: Calendar<'a>, now: DateTime<Utc>) -> Self {
        let histories = histories(facts);
        let mut last: BTreeMap<String, Counted> = BTreeMap::new();
        for (id, history) in &histories {
            let touches = history.counted_events(&calendar).counted.into_iter();
            for touch in touches.filter(|c| c.kind != TouchKind::ThankYou && c.at <= now) {
                for company in facts.company_keys(*id, touch.contact) {
                    let latest = last.entry(company).or_insert(touch);
                    if touch.at >= latest.at {
                        *latest = touch;
                    }
                }
            }
        }
        Watch { facts, calendar, now, histories, last }
    }

    /// The warning before touching an application's company; none if there is nothing to warn of.
    #[must_use]
    pub fn warning(&self, application: ApplicationId) -> Option<Warning> {
        let last = self.last.get(&company_key(self.facts.company_name(application)))?;
        let (today, day) = (self.calendar.day(self.now), self.calendar.day(last.at));
        let good_day = plus_days(day, self.calendar.settings.gap_days);
        if today >= good_day {
            return None;
        }
        let history = self.histories.get(&application);
        let named =
            history.and_then(|history| history.latest().and_then(|interview| history.named(interview, &self.calendar)));
        if named.is_some_and(|(on, _)| day < on && on <= today) {
            return None;
        }
        let good_day = self.calendar.working(good_day);
        Some(Warning { contact: last.contact, channel: last.channel, day, good_day })
    }
}

/// The warning before touching an application's company at `now`; none if there is nothing to warn of.
#[must_use]
pub fn guard(
    facts: &Facts,
    calendar: &Calendar<'_>,
    application: ApplicationId,
    now: DateTime<Utc>,
) -> Option<Warning> {
    Watch::new(facts, *calendar, now).warning(application)
}
