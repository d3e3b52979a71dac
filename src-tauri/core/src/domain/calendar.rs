//! Dates and times as the user lives them: their zone, their working days, their quiet hours. Clock changes are handled
//! here once: a local time that a change leaves out becomes the first instant after the gap, and one that comes twice
//! is the earlier (docs/rules.md, Days and times).

use chrono::{DateTime, Days, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::settings::Settings;

/// The user's settings, seen in one time zone.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The user's zone.
    pub zone: Tz,
    /// The user's settings.
    pub settings: &'a Settings,
}

impl Calendar<'_> {
    /// The date stored for "in a week" or "in two weeks", counted from the interview's end (docs/rules.md, Facts).
    #[must_use]
    pub fn agreed(&self, end: DateTime<Utc>, weeks: u32) -> NaiveDate {
        self.working(plus_days(self.day(end), weeks * 7))
    }

    /// The date of an instant in the user's zone.
    #[must_use]
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The wall-clock time of an instant in the user's zone.
    #[must_use]
    pub fn time(&self, at: DateTime<Utc>) -> NaiveTime {
        at.with_timezone(&self.zone).time()
    }

    /// The instant of a date and wall-clock time in the user's zone.
    #[must_use]
    pub fn instant(&self, date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        instant(self.zone, date.and_time(time))
    }

    /// The day itself if it is a working day, else the next one.
    #[must_use]
    pub fn working(&self, date: NaiveDate) -> NaiveDate {
        // A user who marks ten years of holidays gets the plain date rather than an endless search.
        let mut day = date;
        for _ in 0..3_660 {
            if self.settings.is_working(day) {
                return day;
            }
            day = plus_days(day, 1);
        }
        date
    }

    /// The first working day after a date.
    #[must_use]
    pub fn next_working(&self, date: NaiveDate) -> NaiveDate {
        self.working(plus_days(date, 1))
    }

    /// Whether an instant lies in the user's quiet hours.
    #[must_use]
    pub fn is_quiet(&self, at: DateTime<Utc>) -> bool {
        within(self.time(at), self.settings.quiet_from, self.settings.quiet_to)
    }

    /// The instant itself, or the end of the quiet hours if it lies in them.
    #[must_use]
    pub fn after_quiet(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        if !self.is_quiet(at) {
            return at;
        }
        let day = self.day(at);
        let ends_today = self.time(at) < self.settings.quiet_to;
        let end = self.instant(if ends_today { day } else { plus_days(day, 1) }, self.settings.quiet_to);
        end.max(at)
    }
}

/// Whether a time lies in `from..to`, which may cross midnight. The range is empty when both are equal.
#[must_use]
pub fn within(time: NaiveTime, from: NaiveTime, to: NaiveTime) -> bool {
    if from <= to { from <= time && time < to } else { time >= from || time < to }
}

/// The instant of a local date and time in a zone.
#[must_use]
pub fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => at.with_timezone(&Utc),
        LocalResult::Ambiguous(a, b) => a.min(b).with_timezone(&Utc),
        LocalResult::None => first_after_gap(zone, local),
    }
}

/// The date so many days later, or the last date that can be represented.
#[must_use]
pub fn plus_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

/// The first instant after a gap in local time. A binary search finds the clock change: before it local clocks show
/// less than `local`, after it more. A gap is at most a day (Samoa left out 30 December 2011), so 50 hours around it
/// hold the change.
fn first_after_gap(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let guess = local.and_utc();
    let (mut before, mut after) = (guess - Duration::hours(50), guess + Duration::hours(50));
    while after - before > Duration::seconds(1) {
        let middle = before + (after - before) / 2;
        if middle.with_timezone(&zone).naive_local() < local { before = middle } else { after = middle }
    }
    DateTime::from_timestamp(after.timestamp(), 0).unwrap_or(after)
}
