//! Reads a moment as people type it: `2026-11-23 15:00`, `23 Nov 3pm`, `today 15:00`, `next Friday`, `in two weeks`. A
//! weekday means the next such day; a date without a year is the one nearest to today. Words are English only for now;
//! ISO dates always work.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// A text that could not be read as a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What was typed: an instant with its own offset, or a date with or without a time on the user's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// RFC 3339 with an offset.
    Instant(DateTime<chrono::FixedOffset>),
    /// A date, and a time if one was given.
    Local(NaiveDate, Option<NaiveTime>),
}

/// Reads a date and perhaps a time. `now` is the user's local time, for the words that are relative to it.
///
/// # Errors
/// `Unreadable` when the text is empty, or any part of it is not understood.
pub fn read_when(text: &str, now: NaiveDateTime) -> Result<When, Unreadable> {
    match read_any_year(text.trim(), now)? {
        When::Local(date, _) if !(1000..10_000).contains(&date.year()) => Err(Unreadable),
        when => Ok(when),
    }
}

/// Reads any year. `read_when` then refuses the years at the ends of chrono's calendar, where there is no room to
/// search for a clock change.
fn read_any_year(text: &str, now: NaiveDateTime) -> Result<When, Unreadable> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(When::Instant(instant));
    }
    for format in ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"] {
        if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
            return Ok(When::Local(local.date(), Some(local.time())));
        }
    }
    let lower = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = lower.split_whitespace().filter(|w| !matches!(*w, "at" | "on" | "the" | "of")).collect();
    if words.is_empty() {
        return Err(Unreadable);
    }
    let mut reader = Reader { words: &words, today: now.date() };
    let mut date = None;
    let mut time = None;
    while let Some(first) = reader.words.first().copied() {
        if date.is_none()
            && let Some(found) = reader.date()
        {
            date = Some(found);
        } else if time.is_none()
            && let Some(found) = reader.time()
        {
            time = Some(found);
        } else if date.is_some() && weekday(first).is_some() {
            // In "Friday 27 November" the weekday only repeats the date.
            reader.words = &reader.words[1..];
        } else {
            return Err(Unreadable);
        }
    }
    match (date, time) {
        (Some(date), time) => Ok(When::Local(date, time)),
        (None, Some(time)) => Ok(When::Local(now.date(), Some(time))),
        (None, None) => Err(Unreadable),
    }
}

/// Reads a date alone; a time beside it is refused.
///
/// # Errors
/// `Unreadable` as for [`read_when`].
pub fn read_date(text: &str, now: NaiveDateTime) -> Result<NaiveDate, Unreadable> {
    match read_when(text, now)? {
        When::Local(date, None) => Ok(date),
        _ => Err(Unreadable),
    }
}

/// Reads a time of day alone: `18:00`, `6pm`, `noon`.
///
/// # Errors
/// `Unreadable` when the text is anything else, or more.
pub fn read_time(text: &str) -> Result<NaiveTime, Unreadable> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let mut reader = Reader { words: &words, today: NaiveDate::MIN };
    let time = reader.time().ok_or(Unreadable)?;
    if reader.words.is_empty() { Ok(time) } else { Err(Unreadable) }
}

struct Reader<'w> {
    words: &'w [&'w str],
    today: NaiveDate,
}

impl Reader<'_> {
    fn date(&mut self) -> Option<NaiveDate> {
        let today = self.today;
        let word = |i: usize| self.words.get(i).copied().unwrap_or("");
        let (date, used) = match (word(0), word(1), word(2)) {
            ("today" | "tonight", ..) => (Some(today), 1),
            ("yesterday", ..) => (today.checked_sub_days(Days::new(1)), 1),
            ("tomorrow", ..) => (today.checked_add_days(Days::new(1)), 1),
            ("in", count, unit) => (self.later(count, unit), 3),
            (count, unit, "ago") => (self.earlier(count, unit), 3),
            ("next", "week", _) => (today.checked_add_days(Days::new(7)), 2),
            ("next", "month", _) => (today.checked_add_months(Months::new(1)), 2),
            ("next", day, _) if weekday(day).is_some() => (next_week(today, weekday(day)?), 2),
            ("last", day, _) if weekday(day).is_some() => (before(today, weekday(day)?), 2),
            ("this", day, _) if weekday(day).is_some() => (after(today, weekday(day)?), 2),
            (day, next, _) if weekday(day).is_some() => {
                // In "Fri 27 Nov" the date that follows says more than the weekday.
                let mut rest = Reader { words: &self.words[1..], today };
                if let Some(date) = (!next.is_empty()).then(|| rest.calendar_date()).flatten() {
                    self.words = rest.words;
                    return Some(date);
                }
                (after(today, weekday(day)?), 1)
            }
            _ => return self.calendar_date(),
        };
        let date = date?;
        self.words = &self.words[used..];
        Some(date)
    }

    /// `2026-11-23`, `23 Nov`, `23 November 2026`, `Nov 23`, `23.11.2026`.
    fn calendar_date(&mut self) -> Option<NaiveDate> {
        let first = *self.words.first()?;
        if let Some(date) = NaiveDate::parse_from_str(first, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(first, "%d.%m.%Y"))
            .ok()
            .filter(|d| d.year() > 999)
        {
            self.words = &self.words[1..];
            return Some(date);
        }
        let second = *self.words.get(1)?;
        let (day, month) = ordinal(first).zip(month(second)).or_else(|| ordinal(second).zip(month(first)))?;
        let year = self.words.get(2).and_then(|w| w.parse::<i32>().ok()).filter(|y| (1000..10_000).contains(y));
        let date = match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
            None => nearest(self.today, month, day)?,
        };
        self.words = &self.words[if year.is_some() { 3 } else { 2 }..];
        Some(date)
    }

    /// `15:00`, `3pm`, `3:30 pm`, `noon`.
    fn time(&mut self) -> Option<NaiveTime> {
        let first = *self.words.first()?;
        if first == "noon" {
            self.words = &self.words[1..];
            return NaiveTime::from_hms_opt(12, 0, 0);
        }
        let suffix = |w: &str| if w.ends_with("pm") { Some(12) } else { w.ends_with("am").then_some(0) };
        let (digits, half, used) = match (suffix(first), self.words.get(1).copied()) {
            (Some(half), _) => (&first[..first.len() - 2], Some(half), 1),
            (None, Some("pm")) => (first, Some(12), 2),
            (None, Some("am")) => (first, Some(0), 2),
            (None, _) => (first, None, 1),
        };
        let (hour, minute) = match digits.split_once([':', '.']) {
            Some((h, m)) if m.len() == 2 => (h.parse::<u32>().ok()?, m.parse::<u32>().ok()?),
            None if half.is_some() => (digits.parse::<u32>().ok()?, 0),
            _ => return None,
        };
        let hour = match half {
            Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + half)?,
            None => hour,
        };
        let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
        self.words = &self.words[used..];
        Some(time)
    }

    fn later(&self, count: &str, unit: &str) -> Option<NaiveDate> {
        let count = number(count)?;
        match unit {
            "day" | "days" => self.today.checked_add_days(Days::new(count)),
            "week" | "weeks" => self.today.checked_add_days(Days::new(count * 7)),
            "month" | "months" => self.today.checked_add_months(Months::new(u32::try_from(count).ok()?)),
            _ => None,
        }
    }

    fn earlier(&self, count: &str, unit: &str) -> Option<NaiveDate> {
        let count = number(count)?;
        match unit {
            "day" | "days" => self.today.checked_sub_days(Days::new(count)),
            "week" | "weeks" => self.today.checked_sub_days(Days::new(count * 7)),
            "month" | "months" => self.today.checked_sub_months(Months::new(u32::try_from(count).ok()?)),
            _ => None,
        }
    }
}

fn number(word: &str) -> Option<u64> {
    let names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match word {
        "a" | "an" => Some(1),
        _ => names
            .iter()
            .position(|n| *n == word)
            .map(|n| n as u64)
            .or_else(|| word.parse().ok().filter(|n| *n <= 3_660)),
    }
}

fn ordinal(word: &str) -> Option<u32> {
    word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.').parse().ok().filter(|d| (1..=31).contains(d))
}

/// The index of the name that the word is, or begins with three letters or more.
fn by_name(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.');
    names.iter().position(|name| word.len() >= 3 && name.starts_with(word))
}

fn weekday(word: &str) -> Option<Weekday> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    by_name(word, &names).and_then(|n| Weekday::try_from(u8::try_from(n).ok()?).ok())
}

fn month(word: &str) -> Option<u32> {
    let names = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    by_name(word, &names).and_then(|n| u32::try_from(n + 1).ok())
}

/// The first day after today that is this weekday.
fn after(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let ahead = (day.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(Days::new(u64::from(if ahead == 0 { 7 } else { ahead })))
}

/// The last day before today that is this weekday.
fn before(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let back = (today.weekday().num_days_from_monday() + 7 - day.num_days_from_monday()) % 7;
    today.checked_sub_days(Days::new(u64::from(if back == 0 { 7 } else { back })))
}

/// This weekday in the week that begins next Monday.
fn next_week(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let monday = today.checked_add_days(Days::new(u64::from(7 - today.weekday().num_days_from_monday())))?;
    monday.checked_add_days(Days::new(u64::from(day.num_days_from_monday())))
}

/// The date in the year that brings it nearest to today.
fn nearest(today: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    [-1, 0, 1]
        .into_iter()
        .filter_map(|shift| NaiveDate::from_ymd_opt(today.year() + shift, month, day))
        .min_by_key(|date| (*date - today).num_days().abs())
}
