//! The settings as text. One table says how each is read, written and limited, for the database, the window and the
//! command line. A new setting is a field in `domain::settings`, an entry of `KEYS`, and its label in
//! `locales/en/views.ftl`.

use std::collections::BTreeSet;
use std::path::Path;
use std::str::FromStr;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::domain::codes::{Appearance, Language};
use crate::domain::email::EmailAddress;
use crate::domain::settings::{CALENDAR_FILE, Settings, WorkingDays};
use crate::domain::when::read_time;
use crate::error::{Error, Result};
use crate::{input, store};

/// One setting: its key, its group and kind, and how it is read and written.
pub(crate) struct Key {
    pub(crate) key: &'static str,
    pub(crate) group: Group,
    pub(crate) kind: Kind,
    pub(crate) get: fn(&Settings) -> String,
    pub(crate) set: fn(&mut Settings, &str) -> std::result::Result<(), &'static str>,
}

/// The groups of settings, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Reminders,
    Times,
    Pace,
    Calendar,
    Letters,
    Window,
}

/// The kind of value a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Switch,
    Time,
    /// A number of days, with its lower and upper limit.
    Days(u32, u32),
    Zone,
    WorkingDays,
    Dates,
    Text,
    Lines,
    Language,
    Appearance,
    /// A file, chosen in a dialog.
    File,
}

impl Kind {
    /// The lower and upper limit of a number.
    pub(crate) fn limits(self) -> Option<(u32, u32)> {
        match self {
            Kind::Days(least, most) => Some((least, most)),
            _ => None,
        }
    }
}

pub(crate) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Defines a setting that is a time of day.
macro_rules! time_key {
    ($key:ident, $group:ident) => {
        Key {
            key: stringify!($key),
            group: Group::$group,
            kind: Kind::Time,
            get: |s| s.$key.format("%H:%M").to_string(),
            set: |s, text| {
                s.$key = read_time(text).map_err(|_| "error-setting-time")?;
                Ok(())
            },
        }
    };
}

/// Defines a setting that is a number of days.
macro_rules! days_key {
    ($key:ident, $min:literal, $max:literal) => {
        Key {
            key: stringify!($key),
            group: Group::Pace,
            kind: Kind::Days($min, $max),
            get: |s| s.$key.to_string(),
            set: |s, text| {
                s.$key = text.parse().ok().filter(|n| ($min..=$max).contains(n)).ok_or("error-setting-number")?;
                Ok(())
            },
        }
    };
}

/// The most days off.
pub(crate) const HOLIDAYS: usize = 1_000;

/// The most characters of a signature.
const SIGNATURE: usize = 2_000;

pub(crate) const KEYS: &[Key] = &[
    Key {
        key: "private_notifications",
        group: Group::Reminders,
        kind: Kind::Switch,
        get: |s| s.private_notifications.to_string(),
        set: |s, text| {
            s.private_notifications = text.parse().map_err(|_| "error-setting-switch")?;
            Ok(())
        },
    },
    time_key!(evening, Times),
    time_key!(morning, Times),
    time_key!(check_in_time, Times),
    time_key!(quiet_from, Times),
    time_key!(quiet_to, Times),
    days_key!(first_check_in_days, 1, 60),
    days_key!(interval_days, 3, 90),
    days_key!(gap_days, 1, 60),
    days_key!(after_thanks_days, 0, 30),
    Key {
        key: "zone",
        group: Group::Calendar,
        kind: Kind::Zone,
        get: |s| s.zone.map(|z| z.name().to_owned()).unwrap_or_default(),
        set: |s, text| {
            s.zone = input::zone("zone", text).map_err(|_| "error-setting-zone")?;
            Ok(())
        },
    },
    Key {
        key: "working_days",
        group: Group::Calendar,
        kind: Kind::WorkingDays,
        get: |s| (0..7).filter(|i| s.working_days.0[*i]).map(|i| DAYS[i]).collect::<Vec<_>>().join(","),
        set: |s, text| {
            let mut days = [false; 7];
            for word in text.split(',').map(str::trim).filter(|w| !w.is_empty()) {
                let day = DAYS.iter().position(|d| *d == word.to_lowercase()).ok_or("error-setting-days")?;
                days[day] = true;
            }
            if days == [false; 7] {
                return Err("error-setting-days");
            }
            s.working_days = WorkingDays(days);
            Ok(())
        },
    },
    Key {
        key: "holidays",
        group: Group::Calendar,
        kind: Kind::Dates,
        get: |s| s.holidays.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", "),
        set: |s, text| {
            let dates: std::result::Result<BTreeSet<NaiveDate>, _> = text
                .split([',', ' ', '\n'])
                .map(str::trim)
                .filter(|w| !w.is_empty())
                .map(NaiveDate::from_str)
                .collect();
            s.holidays = dates.map_err(|_| "error-setting-holidays")?;
            if s.holidays.len() > HOLIDAYS { Err("error-setting-holidays") } else { Ok(()) }
        },
    },
    time_key!(office_from, Calendar),
    time_key!(office_to, Calendar),
    Key {
        key: "name",
        group: Group::Letters,
        kind: Kind::Text,
        get: |s| s.name.clone(),
        set: |s, text| {
            s.name = input::line("name", text).map_err(|_| "error-setting-long")?;
            Ok(())
        },
    },
    Key {
        key: "signature",
        group: Group::Letters,
        kind: Kind::Lines,
        get: |s| s.signature.clone(),
        set: |s, text| {
            s.signature = input::text("signature", text).map_err(|_| "error-setting-long")?;
            if s.signature.chars().count() > SIGNATURE { Err("error-setting-long") } else { Ok(()) }
        },
    },
    Key {
        key: "email",
        group: Group::Letters,
        kind: Kind::Text,
        get: |s| s.email.clone(),
        set: |s, text| {
            let read = EmailAddress::read(text).map(|address| address.as_str().to_owned());
            s.email = if text.is_empty() { String::new() } else { read.ok_or("error-setting-email")? };
            Ok(())
        },
    },
    Key {
        key: "letter_language",
        group: Group::Letters,
        kind: Kind::Language,
        get: |s| s.letter_language.code().to_owned(),
        set: |s, text| {
            s.letter_language = Language::from_str(text).map_err(|_| "error-language")?;
            Ok(())
        },
    },
    Key {
        key: CALENDAR_FILE,
        group: Group::Window,
        kind: Kind::File,
        get: |s| s.calendar_file.clone(),
        set: |s, text| {
            let path = Path::new(text);
            let is_calendar = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ics"));
            let is_good = path.is_absolute() && is_calendar;
            s.calendar_file =
                if text.is_empty() || is_good { text.to_owned() } else { return Err("error-setting-calendar") };
            Ok(())
        },
    },
    Key {
        key: "appearance",
        group: Group::Window,
        kind: Kind::Appearance,
        get: |s| s.appearance.code().to_owned(),
        set: |s, text| {
            s.appearance = Appearance::from_str(text).map_err(|_| "error-setting-appearance")?;
            Ok(())
        },
    },
];

/// The current settings.
///
/// # Errors
/// The database's own. A stored value that can no longer be read leaves the default in place.
pub fn read(c: &Connection) -> Result<Settings> {
    let mut settings = Settings::default();
    for (name, value) in store::settings::all(c)? {
        if let Some(key) = KEYS.iter().find(|k| k.key == name) {
            let kept = settings.clone();
            if (key.set)(&mut settings, &value).is_err() {
                settings = kept;
            }
        }
    }
    Ok(settings)
}

/// Every key with its value, in order.
#[must_use]
pub fn all(settings: &Settings) -> Vec<(&'static str, String)> {
    KEYS.iter().map(|k| (k.key, (k.get)(settings))).collect()
}

/// The value of one setting.
///
/// # Errors
/// `NotFound` for an unknown key.
pub fn get(settings: &Settings, key: &str) -> Result<String> {
    Ok((find(key)?.get)(settings))
}

pub(crate) fn find(name: &str) -> Result<&'static Key> {
    KEYS.iter().find(|k| k.key == name).ok_or_else(|| {
        let known = KEYS.iter().map(|k| k.key).collect::<Vec<_>>().join(", ");
        Error::not_found("error-no-setting", name).with("known", known)
    })
}
