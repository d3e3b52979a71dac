//! Changing a setting.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::Days;

use crate::domain::settings::CALENDAR_FILE;
use crate::error::{Error, Result};
use crate::exchange::icalendar;
use crate::settings::{HOLIDAYS, find};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::use_cases::calendar_file;
use crate::use_cases::change::{ChangeReport, Committed, change};

/// How far back a calendar file is read for days off, in days.
const BACK: u64 = 60;
/// How far ahead a calendar file is read for days off, in days.
const AHEAD: u64 = 3 * 366;

/// The largest calendar file that is read, in bytes.
const CALENDAR: u64 = 8 << 20;

/// Changes one setting.
///
/// # Errors
/// `NotFound` for an unknown setting; a validation error for a value that cannot be accepted, with the setting as its
/// field.
pub fn set(store: &Store, moment: Moment, name: &str, value: &str) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let key = find(name)?;
        let mut settings = snapshot.settings.clone();
        let (least, most) = key.kind.limits().unwrap_or_default();
        // This is checked only when the file is chosen: a folder that is missing for a while is no reason to forget the
        // file.
        let folder = Path::new(value.trim()).parent();
        if key.key == CALENDAR_FILE && !value.trim().is_empty() && !folder.is_some_and(Path::is_dir) {
            return Err(Error::invalid(key.key, "error-setting-calendar"));
        }
        if key.key == CALENDAR_FILE {
            calendar_file::check(Path::new(value.trim()))?;
        }
        (key.set)(&mut settings, value.trim()).map_err(|message| {
            Error::invalid(key.key, message).with("text", value.trim()).with("least", least).with("most", most)
        })?;
        if settings.office_from >= settings.office_to {
            return Err(Error::invalid(key.key, "error-setting-office"));
        }
        store::settings::set(c, key.key, &(key.get)(&settings), snapshot.now)?;
        let label = snapshot.words.plain(&format!("setting-{}", key.key.replace('_', "-")));
        Ok(ChangeReport::new((), snapshot.words.say("toast-setting", &[("label", label.into())])))
    })
}

/// Adds the all-day events of a calendar file to the holidays.
///
/// # Errors
/// When the file cannot be read, is not a calendar, or holds no such event from two months back to three years ahead;
/// when there would be too many holidays. Nothing was changed then.
pub fn holidays_from_file(store: &Store, moment: Moment, path: &Path) -> Result<Committed<()>> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let refused = |message| Error::invalid("holidays", message).with("file", file.as_str());
    let text = read_calendar(path, &file)?;
    // The file is read before the change: a large one would keep other programs waiting for the database.
    let today = Snapshot::take(store, moment)?.calendar().day(moment.now);
    let from = today.checked_sub_days(Days::new(BACK)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let found = icalendar::days_off(&text, from, to).ok_or_else(|| refused("error-calendar-none"))?;
    if found.is_empty() {
        return Err(refused("error-calendar-empty"));
    }
    change(store, moment, |c, snapshot| {
        let mut settings = snapshot.settings.clone();
        let before = settings.holidays.len();
        settings.holidays.extend(found.iter().copied());
        if settings.holidays.len() > HOLIDAYS {
            return Err(refused("error-calendar-many").with("most", HOLIDAYS));
        }
        let key = find("holidays")?;
        store::settings::set(c, key.key, &(key.get)(&settings), snapshot.now)?;
        let fresh = settings.holidays.len() - before;
        let args = [("count", found.len().into()), ("fresh", fresh.into()), ("file", file.as_str().into())];
        Ok(ChangeReport::new((), snapshot.words.say("toast-holidays", &args)))
    })
}

/// The text of a calendar file. Bytes that are not UTF-8 are replaced, because only the dates matter.
fn read_calendar(path: &Path, file: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|opened| opened.take(CALENDAR + 1).read_to_end(&mut bytes));
    read.map_err(|error| Error::invalid("holidays", "error-file").with("detail", format!("{file}: {error}")))?;
    if bytes.len() as u64 > CALENDAR {
        return Err(Error::invalid("holidays", "error-calendar-none").with("file", file));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The name of a setting that is not in the database, because it belongs to the user's session on this machine.
pub const START_AT_LOGIN: &str = "start_at_login";

/// The answer after the start at login was switched on or off.
///
/// # Errors
/// The database's own.
pub fn told_start_at_login(store: &Store, moment: Moment) -> Result<Committed<()>> {
    let snapshot = Snapshot::take(store, moment)?;
    let label = snapshot.words.plain("setting-start-at-login");
    let text = snapshot.words.say("toast-setting", &[("label", label.into())]);
    Ok(Committed { value: (), text, warning: None, undo: None, snapshot })
}
