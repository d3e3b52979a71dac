//! Dates and times in words, on the user's calendar.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use super::Words;
use crate::domain::calendar::Calendar;

impl Words {
    /// "18:00"
    #[must_use]
    pub fn time(&self, at: DateTime<Utc>, calendar: &Calendar<'_>) -> String {
        let time = calendar.time(at);
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// "Monday 23 November", with the year if it is not the present one.
    #[must_use]
    pub fn date(&self, date: NaiveDate, today: NaiveDate) -> String {
        let id = if date.year() == today.year() { "date-long" } else { "date-long-year" };
        self.dated(id, date)
    }

    /// "Monday 23 November 2026"
    #[must_use]
    pub fn full_date(&self, date: NaiveDate) -> String {
        self.dated("date-long-year", date)
    }

    /// "23 Nov", with the year if it is not the present one.
    #[must_use]
    pub fn short_date(&self, date: NaiveDate, today: NaiveDate) -> String {
        let id = if date.year() == today.year() { "date-short" } else { "date-short-year" };
        self.dated(id, date)
    }

    /// "today", "yesterday", "tomorrow", "on Monday 30 November": inside a sentence.
    #[must_use]
    pub fn on_day(&self, date: NaiveDate, today: NaiveDate) -> String {
        match (date - today).num_days() {
            0 => self.plain("day-today"),
            1 => self.plain("day-tomorrow"),
            -1 => self.plain("day-yesterday"),
            _ => self.say("day-on", &[("date", self.date(date, today).into())]),
        }
    }

    /// "Today, 18:00"; "Monday 30 November, 10:00".
    #[must_use]
    pub fn when(&self, at: DateTime<Utc>, now: DateTime<Utc>, calendar: &Calendar<'_>) -> String {
        let (day, today) = (calendar.day(at), calendar.day(now));
        let date = match (day - today).num_days() {
            0 => self.plain("date-today"),
            1 => self.plain("date-tomorrow"),
            -1 => self.plain("date-yesterday"),
            _ => self.date(day, today),
        };
        self.say("date-with-time", &[("date", date.into()), ("time", self.time(at, calendar).into())])
    }

    /// "today at 18:00", "on Monday 30 November at 10:00": inside a sentence.
    #[must_use]
    pub fn at_moment(&self, at: DateTime<Utc>, now: DateTime<Utc>, calendar: &Calendar<'_>) -> String {
        let day = self.on_day(calendar.day(at), calendar.day(now));
        self.say("moment", &[("day", day.into()), ("time", self.time(at, calendar).into())])
    }

    fn dated(&self, id: &str, date: NaiveDate) -> String {
        let weekday = self.plain(&format!("weekday-{}", date.weekday().number_from_monday()));
        let month = self.plain(&format!("month-{}", date.month()));
        let short = self.plain(&format!("month-short-{}", date.month()));
        self.say(
            id,
            &[
                ("weekday", weekday.into()),
                ("day", date.day().to_string().into()),
                ("month", month.into()),
                ("short", short.into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }
}
