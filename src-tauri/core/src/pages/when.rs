//! How a date field was understood, shown while the user types: the weekday and the date, or why it cannot be read.

use chrono::{DateTime, Utc};

use crate::domain::ids::ApplicationId;
use crate::error::{Error, Result};
use crate::forms::when::Sense;
use crate::input;
use crate::snapshot::Snapshot;
use crate::views::when::WhenRead;

/// Reads the text of a date field; `sense` says what kind of date it holds. An empty text gives an empty answer.
#[must_use]
pub fn read(snapshot: &Snapshot, text: &str, sense: Sense) -> WhenRead {
    if text.trim().is_empty() {
        return WhenRead::default();
    }
    let read = match sense {
        Sense::Day => input::date("when", text, snapshot.present()).map(|date| {
            let date = date.unwrap_or_default();
            WhenRead { text: snapshot.words.full_date(date), value: date.to_string(), problem: String::new() }
        }),
        Sense::Happened { application } => {
            let at =
                input::past_moment("when", text, Some(ApplicationId(application)), snapshot.present(), &snapshot.facts);
            at.map(|at| moment(snapshot, at))
        }
        Sense::Ahead => until(snapshot, text).map(|at| moment(snapshot, at)),
    };
    read.unwrap_or_else(|error| WhenRead { problem: snapshot.words.error(&error), ..WhenRead::default() })
}

/// Reads a moment in the future, as the user typed it. A day without a time means its morning.
///
/// # Errors
/// When it cannot be read, or has passed.
pub fn until(snapshot: &Snapshot, text: &str) -> Result<DateTime<Utc>> {
    let at = match input::date("until", text, snapshot.present()) {
        Ok(Some(date)) if input::moment("until", text, snapshot.zone, snapshot.now).is_err() => {
            snapshot.calendar().instant(date, snapshot.settings.morning)
        }
        _ => input::moment("until", text, snapshot.zone, snapshot.now)?,
    };
    if at <= snapshot.now { Err(Error::invalid("until", "error-snooze-past")) } else { Ok(at) }
}

fn moment(snapshot: &Snapshot, at: DateTime<Utc>) -> WhenRead {
    let calendar = snapshot.calendar();
    let date = snapshot.words.full_date(calendar.day(at));
    let time = snapshot.words.time(at, &calendar);
    WhenRead {
        text: snapshot.words.say("date-with-time", &[("date", date.into()), ("time", time.into())]),
        value: at.with_timezone(&snapshot.zone).format("%Y-%m-%dT%H:%M").to_string(),
        problem: String::new(),
    }
}
