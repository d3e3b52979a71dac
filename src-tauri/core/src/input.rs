//! Checks what was typed and turns it into values, or names the field in which it is wrong. It knows no form: each
//! function takes one text and the name of its field.

use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::{Calendar, instant, plus_days};
use crate::domain::card_field::{LONGEST_LINE, LONGEST_TEXT, one_line, several_lines};
use crate::domain::facts::Facts;
use crate::domain::ids::ApplicationId;
use crate::domain::when::{When, read_date, read_when};
use crate::error::{Error, Result};

/// How far from the present an interview may lie, before and after, in days.
const PAST: i64 = 3_650;
const FUTURE: i64 = 1_830;

/// How far ahead a named date or a promise may lie, in days.
const NAMED: u32 = 730;

/// What typed dates and moments are relative to: the present, on the user's calendar.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The user's calendar.
    pub calendar: Calendar<'a>,
}

impl Present<'_> {
    fn local(self) -> NaiveDateTime {
        local(self.now, self.calendar.zone)
    }
}

fn local(now: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    now.with_timezone(&zone).naive_local()
}

/// Collects the problems that prevent saving and the warnings that do not.
#[derive(Debug, Default)]
pub struct Findings {
    /// The problems: nothing is saved while there are any.
    pub problems: Vec<Error>,
    /// The warnings: the values are saved all the same.
    pub warnings: Vec<Error>,
}

impl Findings {
    /// Returns the value, or records the problem if there is none.
    pub fn take<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.problems.push(error)).ok()
    }

    /// Fails with the first problem, if there is one.
    ///
    /// # Errors
    /// That problem.
    pub fn settle(self) -> Result<Vec<Error>> {
        match self.problems.into_iter().next() {
            Some(first) => Err(first),
            None => Ok(self.warnings),
        }
    }
}

/// One line, trimmed; line breaks become spaces.
///
/// # Errors
/// When it is too long.
pub fn line(field: &str, text: &str) -> Result<String> {
    limited(field, one_line(text), LONGEST_LINE)
}

/// One line that must not be empty.
///
/// # Errors
/// When it is, with the given message.
pub fn required(field: &str, text: &str, message: &'static str) -> Result<String> {
    let line = line(field, text)?;
    if line.is_empty() { Err(Error::invalid(field, message)) } else { Ok(line) }
}

/// Several lines as typed, without white space at the end.
///
/// # Errors
/// When it is too long.
pub fn text(field: &str, text: &str) -> Result<String> {
    limited(field, several_lines(text), LONGEST_TEXT)
}

/// The text, if it has at most this many characters.
///
/// # Errors
/// When it has more.
pub fn limited(field: &str, text: String, most: usize) -> Result<String> {
    let count = text.chars().count();
    if count > most {
        return Err(Error::invalid(field, "error-too-long").with("count", count).with("most", most));
    }
    Ok(text)
}

/// A time zone by name; none for an empty text.
///
/// # Errors
/// When there is no such zone.
pub fn zone(field: &str, text: &str) -> Result<Option<Tz>> {
    match text.trim() {
        "" => Ok(None),
        name => Tz::from_str(name).map(Some).map_err(|_| Error::invalid(field, "error-zone").with("text", name)),
    }
}

/// A moment as typed, in a zone. A date alone is refused.
///
/// # Errors
/// When it cannot be read, or has no time.
pub fn moment(field: &str, text: &str, zone: Tz, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    match read_when(text, local(now, zone)) {
        Ok(When::Instant(at)) => Ok(at.with_timezone(&Utc)),
        Ok(When::Local(date, Some(time))) => Ok(instant(zone, date.and_time(time))),
        Ok(When::Local(_, None)) => Err(Error::invalid(field, "error-no-time")),
        Err(_) if text.trim().is_empty() => Err(Error::invalid(field, "error-when-empty")),
        Err(_) => Err(Error::invalid(field, "error-when").with("text", text.trim())),
    }
}

/// A moment that may be given as a date alone. That means now if the date is today, else noon, or just after the
/// application's interview of that day, because what is recorded for such a day came after it. An empty text means now.
///
/// # Errors
/// When it cannot be read.
pub fn past_moment(
    field: &str,
    text: &str,
    application: Option<ApplicationId>,
    present: Present<'_>,
    facts: &Facts,
) -> Result<DateTime<Utc>> {
    if text.trim().is_empty() {
        return Ok(present.now);
    }
    let Present { now, calendar } = present;
    match read_when(text, present.local()) {
        Ok(When::Local(date, None)) if date == calendar.day(now) => Ok(now),
        Ok(When::Local(date, None)) => {
            let noon = instant(calendar.zone, date.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()));
            let met = facts.interviews.values().filter(|i| Some(i.application) == application && !i.cancelled);
            let ends = met.map(|i| i.end() + Duration::minutes(1)).filter(|at| calendar.day(*at) == date);
            Ok(ends.fold(noon, DateTime::max))
        }
        _ => moment(field, text, calendar.zone, now),
    }
}

/// A date as typed; none for an empty text.
///
/// # Errors
/// When it cannot be read.
pub fn date(field: &str, text: &str, present: Present<'_>) -> Result<Option<NaiveDate>> {
    match text.trim() {
        "" => Ok(None),
        text => read_date(text, present.local())
            .map(Some)
            .map_err(|_| Error::invalid(field, "error-date").with("text", text)),
    }
}

/// Checks that a date named on `day` is not too far ahead.
///
/// # Errors
/// When it is more than two years ahead.
pub fn soon(field: &str, date: NaiveDate, day: NaiveDate) -> Result<()> {
    if date > plus_days(day, NAMED) {
        return Err(Error::invalid(field, "error-far").with("date", date));
    }
    Ok(())
}

/// Checks that an interview's start is not too far from the present.
///
/// # Errors
/// When it is many years away.
pub fn near(field: &str, start: DateTime<Utc>, present: Present<'_>) -> Result<()> {
    let days = (start - present.now).num_days();
    if !(-PAST..=FUTURE).contains(&days) {
        return Err(Error::invalid(field, "error-far").with("date", present.calendar.day(start)));
    }
    Ok(())
}
