//! Good times to call somebody: inside their office hours and outside the user's quiet hours (docs/rules.md, Channel).

use chrono::{DateTime, Datelike, Duration, Timelike, Utc, Weekday};
use chrono_tz::Tz;

use super::calendar::{Calendar, within};

/// The grid on which good times are searched for, in minutes, and how far ahead, in days.
const STEP: i64 = 5;
const AHEAD: i64 = 8;

/// The start and end of the good time that `now` lies in, or else of the next one. None if their office hours fall into
/// the user's quiet hours all week.
#[must_use]
pub fn call_window(zone: Tz, calendar: &Calendar<'_>, now: DateTime<Utc>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let suits = |at: &DateTime<Utc>| {
        let there = at.with_timezone(&zone).naive_local();
        !calendar.is_quiet(*at)
            && within(there.time(), calendar.settings.office_from, calendar.settings.office_to)
            && !matches!(there.weekday(), Weekday::Sat | Weekday::Sun)
    };
    let moments = |from: DateTime<Utc>| {
        let whole = from - Duration::seconds(i64::from(from.minute() % 5) * 60 + i64::from(from.second()));
        (1..AHEAD * 24 * 60 / STEP).map(move |n| whole + Duration::minutes(n * STEP))
    };
    let from = std::iter::once(now).chain(moments(now)).find(suits)?;
    let to = moments(from).find(|at| !suits(at))?;
    Some((from, to))
}
