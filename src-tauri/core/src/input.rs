//! Turns what was typed into facts, or says at which field it cannot be (DESIGN, errors: nothing half-saved).

use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::{instant, plus_days};
use crate::domain::card_field::{LONGEST_LINE, LONGEST_TEXT, MANY, one_line, several_lines};
use crate::domain::codes::{Language, Only};
use crate::domain::facts::{Card, Notes};
use crate::domain::ids::ApplicationId;
use crate::domain::when::{When, read_date, read_when};
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;
use crate::views::interview::NotesForm;
use crate::views::person::CardForm;
use crate::views::plausible_email;

/// How far from the present an interview may lie, in days, before and after.
const PAST: i64 = 3_650;
const FUTURE: i64 = 1_830;
/// How far ahead they may name a date, in days.
const NAMED: u32 = 730;

/// Collects what cannot be saved and what is worth a second look.
#[derive(Debug, Default)]
pub struct Findings {
    /// What saving refuses.
    pub problems: Vec<Error>,
    /// What is kept all the same.
    pub warnings: Vec<Error>,
}

impl Findings {
    /// Keeps the value, or notes why there is none.
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

/// The text, if it is no longer than so many characters.
///
/// # Errors
/// When it is.
pub fn limited(field: &str, text: String, most: usize) -> Result<String> {
    let count = text.chars().count();
    if count > most {
        return Err(Error::invalid(field, "error-too-long").with("count", count).with("most", most));
    }
    Ok(text)
}

/// A zone by name; none for an empty text.
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
pub fn moment(field: &str, text: &str, zone: Tz, snapshot: &Snapshot) -> Result<DateTime<Utc>> {
    match read_when(text, local_now(zone, snapshot)) {
        Ok(When::Instant(at)) => Ok(at.with_timezone(&Utc)),
        Ok(When::Local(date, Some(time))) => Ok(instant(zone, date.and_time(time))),
        Ok(When::Local(_, None)) => Err(Error::invalid(field, "error-no-time")),
        Err(_) if text.trim().is_empty() => Err(Error::invalid(field, "error-when-empty")),
        Err(_) => Err(Error::invalid(field, "error-when").with("text", text.trim())),
    }
}

/// A moment that may be given as a date alone. Today that is now; on another day it is noon, or just after the
/// application's interview of that day, for what is told of such a day came after it. Empty is now.
///
/// # Errors
/// When it cannot be read.
pub fn past_moment(
    field: &str,
    text: &str,
    application: Option<ApplicationId>,
    snapshot: &Snapshot,
) -> Result<DateTime<Utc>> {
    if text.trim().is_empty() {
        return Ok(snapshot.now);
    }
    let now = local_now(snapshot.zone, snapshot);
    match read_when(text, now) {
        Ok(When::Local(date, None)) if date == now.date() => Ok(snapshot.now),
        Ok(When::Local(date, None)) => {
            let noon = instant(snapshot.zone, date.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()));
            let met = snapshot.facts.interviews.values().filter(|i| Some(i.application) == application && !i.cancelled);
            let ends = met.map(|i| i.end() + Duration::minutes(1)).filter(|at| snapshot.calendar().day(*at) == date);
            Ok(ends.fold(noon, DateTime::max))
        }
        _ => moment(field, text, snapshot.zone, snapshot),
    }
}

/// A date as typed; none for an empty text.
///
/// # Errors
/// When it cannot be read.
pub fn date(field: &str, text: &str, snapshot: &Snapshot) -> Result<Option<NaiveDate>> {
    match text.trim() {
        "" => Ok(None),
        text => read_date(text, local_now(snapshot.zone, snapshot))
            .map(Some)
            .map_err(|_| Error::invalid(field, "error-date").with("text", text)),
    }
}

/// Whether a date they named on `day` lies within reason.
///
/// # Errors
/// When it is years away.
pub fn soon(field: &str, date: NaiveDate, day: NaiveDate, snapshot: &Snapshot) -> Result<()> {
    if date > plus_days(day, NAMED) {
        return Err(Error::invalid(field, "error-far").with("date", snapshot.words.full_date(date)));
    }
    Ok(())
}

/// Whether a moment lies within reason.
///
/// # Errors
/// When it is many years away.
pub fn near(field: &str, start: DateTime<Utc>, snapshot: &Snapshot) -> Result<()> {
    let days = (start - snapshot.now).num_days();
    if !(-PAST..=FUTURE).contains(&days) {
        let date = snapshot.calendar().day(start);
        return Err(Error::invalid(field, "error-far").with("date", snapshot.words.full_date(date)));
    }
    Ok(())
}

/// A card as typed, without what cannot be taken; the findings say what that is. None without a name. `prefix` is put
/// before the field names, "interviewers.0.".
pub fn card(prefix: &str, form: &CardForm, company: &str, findings: &mut Findings) -> Option<Card> {
    let field = |name: &str| format!("{prefix}{name}");
    let name = findings.take(required(&field("name"), &form.name, "error-name-empty"));
    let lines = |name: &str, list: &[String], findings: &mut Findings| {
        let mut kept: Vec<String> = Vec::new();
        for (i, text) in list.iter().enumerate() {
            let text = findings.take(line(&format!("{prefix}{name}.{i}"), text)).unwrap_or_default();
            if !text.is_empty() && !kept.contains(&text) {
                kept.push(text);
            }
        }
        if kept.len() > MANY {
            findings.problems.push(Error::invalid(field(name), "error-too-many").with("most", MANY));
        }
        kept
    };
    let emails = lines("emails", &form.emails, findings);
    for (i, email) in emails.iter().enumerate() {
        if !plausible_email(email) {
            findings
                .warnings
                .push(Error::invalid(format!("{prefix}emails.{i}"), "warn-email").with("text", email.as_str()));
        }
    }
    let phones = lines("phones", &form.phones, findings);
    for (i, phone) in phones.iter().enumerate() {
        if !phone.chars().any(|c| c.is_ascii_digit()) {
            findings
                .warnings
                .push(Error::invalid(format!("{prefix}phones.{i}"), "warn-phone").with("text", phone.as_str()));
        }
    }
    let only = match form.only.as_str() {
        "" => None,
        code => findings.take(Only::from_str(code).map_err(|_| Error::invalid(field("only"), "error-only"))),
    };
    let language = match form.language.trim() {
        "" => None,
        code => findings.take(
            Language::from_str(code)
                .map_err(|_| Error::invalid(field("language"), "error-language").with("text", code)),
        ),
    };
    let own_company = findings.take(line(&field("company"), &form.company)).unwrap_or_default();
    Some(Card {
        name: name?,
        address_as: findings.take(line(&field("address_as"), &form.address_as)).unwrap_or_default(),
        title: findings.take(line(&field("title"), &form.title)).unwrap_or_default(),
        company: if own_company.is_empty() { company.to_owned() } else { own_company },
        emails,
        phones,
        address: findings.take(text(&field("address"), &form.address)).unwrap_or_default(),
        website: findings.take(line(&field("website"), &form.website)).unwrap_or_default(),
        zone: findings.take(zone(&field("zone"), &form.zone)).flatten(),
        only,
        language: language.map(Language::code).unwrap_or_default().to_owned(),
        note: findings.take(text(&field("note"), &form.note)).unwrap_or_default(),
    })
}

/// The four notes as typed.
pub fn notes(form: &NotesForm, findings: &mut Findings) -> Option<Notes> {
    Some(Notes {
        shared: findings.take(text("notes.shared", &form.shared))?,
        wished: findings.take(text("notes.wished", &form.wished))?,
        seeking: findings.take(text("notes.seeking", &form.seeking))?,
        strengths: findings.take(text("notes.strengths", &form.strengths))?,
    })
}

/// The named date of "a week" or "two weeks" (RULES, Check-in).
#[must_use]
pub fn agreed(start_end: DateTime<Utc>, weeks: u32, snapshot: &Snapshot) -> NaiveDate {
    let calendar = snapshot.calendar();
    calendar.working(plus_days(calendar.day(start_end), weeks * 7))
}

fn local_now(zone: Tz, snapshot: &Snapshot) -> chrono::NaiveDateTime {
    snapshot.now.with_timezone(&zone).naive_local()
}
