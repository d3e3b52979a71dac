//! The guard: a warning before a second touch at one company within the gap (RULES, Guard).
//! It never forbids; the touch records that it had warned.

use chrono::{DateTime, Utc};

use super::calendar::{Calendar, plus_days};
use super::codes::TouchKind;
use super::facts::{Facts, company_key};
use super::ids::ApplicationId;
use super::line::{Counted, lines};
use super::reason::Warning;

/// What to say before touching an application's company at `now`; none when the way is free.
#[must_use]
pub fn guard(
    facts: &Facts,
    calendar: &Calendar<'_>,
    application: ApplicationId,
    now: DateTime<Utc>,
) -> Option<Warning> {
    let company = company_key(facts.company_name(application));
    let lines = lines(facts);
    let last: Counted = lines
        .iter()
        .flat_map(|(id, line)| line.walk(calendar).counted.into_iter().map(move |c| (*id, c)))
        .filter(|(id, c)| facts.company_keys(*id, c.contact).contains(&company))
        .map(|(_, c)| c)
        .filter(|c| c.kind != TouchKind::ThankYou && c.at <= now)
        .max_by_key(|c| c.at)?;
    let (today, day) = (calendar.day(now), calendar.day(last.at));
    let gap = calendar.settings.gap_days;
    if today >= plus_days(day, gap) {
        return None;
    }
    let named =
        lines.get(&application).and_then(|line| line.latest().and_then(|interview| line.named(interview, calendar)));
    if named.is_some_and(|(on, _)| day < on && on <= today) {
        return None;
    }
    Some(Warning { contact: last.contact, channel: last.channel, day, good_day: calendar.working(plus_days(day, gap)) })
}
