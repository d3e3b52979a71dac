//! Settings: one table of keys says how each is read, written, limited and shown, for the window and the command line.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use rusqlite::Connection;

use crate::domain::codes::{Appearance, Language};
use crate::domain::settings::{CALENDAR_FILE, Settings, WorkingDays};
use crate::domain::when::read_time;
use crate::error::{Error, Result};
use crate::exchange::icalendar;
use crate::input;
use crate::letters::Address;
use crate::pages::Surroundings;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::use_cases::change::{Done, Told, change, look};
use crate::use_cases::templates::language_name;
use crate::views::person::zones;
use crate::views::settings::{Choice, Control, SettingField, SettingGroup, SettingsView};

/// How one setting is read, written and entered.
struct Key {
    key: &'static str,
    group: &'static str,
    control: Control,
    limits: Option<(u32, u32)>,
    get: fn(&Settings) -> String,
    set: fn(&mut Settings, &str) -> std::result::Result<(), &'static str>,
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A setting that is a time of day.
macro_rules! time_key {
    ($key:ident, $group:literal) => {
        Key {
            key: stringify!($key),
            group: $group,
            control: Control::Time,
            limits: None,
            get: |s| s.$key.format("%H:%M").to_string(),
            set: |s, text| {
                s.$key = read_time(text).map_err(|_| "error-setting-time")?;
                Ok(())
            },
        }
    };
}

/// A setting that is a number of days.
macro_rules! days_key {
    ($key:ident, $min:literal, $max:literal) => {
        Key {
            key: stringify!($key),
            group: "setting-group-pace",
            control: Control::Number,
            limits: Some(($min, $max)),
            get: |s| s.$key.to_string(),
            set: |s, text| {
                s.$key = text.parse().ok().filter(|n| ($min..=$max).contains(n)).ok_or("error-setting-number")?;
                Ok(())
            },
        }
    };
}

/// The most days off, and characters of a signature.
const HOLIDAYS: usize = 1_000;
const SIGNATURE: usize = 2_000;
/// How far back and ahead a calendar file is read for days off, in days.
const BACK: u64 = 60;
const AHEAD: u64 = 3 * 366;
/// The largest calendar file, in bytes.
const CALENDAR: u64 = 8 << 20;

const KEYS: &[Key] = &[
    Key {
        key: "private_notifications",
        group: REMINDERS,
        control: Control::Switch,
        limits: None,
        get: |s| s.private_notifications.to_string(),
        set: |s, text| {
            s.private_notifications = text.parse().map_err(|_| "error-setting-switch")?;
            Ok(())
        },
    },
    time_key!(evening, "setting-group-times"),
    time_key!(morning, "setting-group-times"),
    time_key!(check_in_time, "setting-group-times"),
    time_key!(quiet_from, "setting-group-times"),
    time_key!(quiet_to, "setting-group-times"),
    days_key!(first_check_in_days, 1, 60),
    days_key!(interval_days, 3, 90),
    days_key!(gap_days, 1, 60),
    days_key!(after_thanks_days, 0, 30),
    Key {
        key: "zone",
        group: "setting-group-calendar",
        control: Control::Zone,
        limits: None,
        get: |s| s.zone.map(|z| z.name().to_owned()).unwrap_or_default(),
        set: |s, text| {
            s.zone = input::zone("zone", text).map_err(|_| "error-setting-zone")?;
            Ok(())
        },
    },
    Key {
        key: "working_days",
        group: "setting-group-calendar",
        control: Control::Days,
        limits: None,
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
        group: "setting-group-calendar",
        control: Control::Dates,
        limits: None,
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
    time_key!(office_from, "setting-group-calendar"),
    time_key!(office_to, "setting-group-calendar"),
    Key {
        key: "name",
        group: "setting-group-letters",
        control: Control::Text,
        limits: None,
        get: |s| s.name.clone(),
        set: |s, text| {
            s.name = input::line("name", text).map_err(|_| "error-setting-long")?;
            Ok(())
        },
    },
    Key {
        key: "signature",
        group: "setting-group-letters",
        control: Control::Lines,
        limits: None,
        get: |s| s.signature.clone(),
        set: |s, text| {
            s.signature = input::text("signature", text).map_err(|_| "error-setting-long")?;
            if s.signature.chars().count() > SIGNATURE { Err("error-setting-long") } else { Ok(()) }
        },
    },
    Key {
        key: "email",
        group: "setting-group-letters",
        control: Control::Text,
        limits: None,
        get: |s| s.email.clone(),
        set: |s, text| {
            let read = Address::read(text).map(|address| address.as_str().to_owned());
            s.email = if text.is_empty() { String::new() } else { read.ok_or("error-setting-email")? };
            Ok(())
        },
    },
    Key {
        key: "letter_language",
        group: "setting-group-letters",
        control: Control::Choice,
        limits: None,
        get: |s| s.letter_language.code().to_owned(),
        set: |s, text| {
            s.letter_language = Language::from_str(text).map_err(|_| "error-language")?;
            Ok(())
        },
    },
    Key {
        key: CALENDAR_FILE,
        group: "setting-group-window",
        control: Control::Text,
        limits: None,
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
        group: "setting-group-window",
        control: Control::Choice,
        limits: None,
        get: |s| s.appearance.code().to_owned(),
        set: |s, text| {
            s.appearance = Appearance::from_str(text).map_err(|_| "error-setting-appearance")?;
            Ok(())
        },
    },
];

/// The title of the group that the start with the session belongs to, too.
const REMINDERS: &str = "setting-group-reminders";

/// The settings in force.
///
/// # Errors
/// The database's own. A stored value that no longer reads keeps its default.
pub fn read_settings(c: &Connection) -> Result<Settings> {
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
pub fn all(snapshot: &Snapshot) -> Vec<(&'static str, String)> {
    KEYS.iter().map(|k| (k.key, (k.get)(&snapshot.settings))).collect()
}

/// One value.
///
/// # Errors
/// `NotFound` for an unknown key.
pub fn get(snapshot: &Snapshot, key: &str) -> Result<String> {
    Ok((find(key)?.get)(&snapshot.settings))
}

/// Changes one setting.
///
/// # Errors
/// `NotFound` for an unknown key; a validation error at the field of that name.
pub fn set(store: &Store, moment: Moment, name: &str, value: &str) -> Result<Done<()>> {
    change(store, moment, |c, snapshot| {
        let key = find(name)?;
        let mut settings = snapshot.settings.clone();
        let (least, most) = key.limits.unwrap_or_default();
        // Only now: a folder that is away for a while is no reason to forget the file.
        let folder = Path::new(value.trim()).parent();
        if key.key == CALENDAR_FILE && !value.trim().is_empty() && !folder.is_some_and(Path::is_dir) {
            return Err(Error::invalid(key.key, "error-setting-calendar"));
        }
        (key.set)(&mut settings, value.trim()).map_err(|message| {
            Error::invalid(key.key, message).with("text", value.trim()).with("least", least).with("most", most)
        })?;
        if settings.office_from >= settings.office_to {
            return Err(Error::invalid(key.key, "error-setting-office"));
        }
        store::settings::set(c, key.key, &(key.get)(&settings), snapshot.now)?;
        let label = snapshot.words.plain(&format!("setting-{}", key.key.replace('_', "-")));
        Ok(Told::new((), snapshot.words.say("toast-setting", &[("label", label.into())])))
    })
}

/// Adds the all-day events of a calendar file to the holidays.
///
/// # Errors
/// When the file cannot be read, is no calendar, or holds no such event in the next three years; then nothing changed.
pub fn holidays_from_file(store: &Store, moment: Moment, path: &Path) -> Result<Done<()>> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let refused = |message| Error::invalid("holidays", message).with("file", file.as_str());
    let text = read_calendar(path, &file)?;
    // Read before the change: a large file would keep the others from the database.
    let today = look(store, moment)?.calendar().day(moment.now);
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
        Ok(Told::new((), snapshot.words.say("toast-holidays", &args)))
    })
}

/// The text of a calendar file. What is not UTF-8 in it is replaced: only the dates count.
fn read_calendar(path: &Path, file: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|opened| opened.take(CALENDAR + 1).read_to_end(&mut bytes));
    read.map_err(|error| Error::invalid("holidays", "error-file").with("detail", format!("{file}: {error}")))?;
    if bytes.len() as u64 > CALENDAR {
        return Err(Error::invalid("holidays", "error-calendar-none").with("file", file));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The page.
#[must_use]
pub fn page(snapshot: &Snapshot, around: Surroundings) -> SettingsView {
    let words = snapshot.words;
    let mut groups: Vec<SettingGroup> = Vec::new();
    // A file is chosen in a dialog, where one exports.
    for key in KEYS.iter().filter(|key| key.key != CALENDAR_FILE) {
        let id = format!("setting-{}", key.key.replace('_', "-"));
        let hint = format!("{id}-hint");
        let field = SettingField {
            key: key.key.to_owned(),
            label: words.plain(&id),
            hint: if words.knows(&hint) {
                words.say(&hint, &[("zone", snapshot.zone.name().into())])
            } else {
                String::new()
            },
            value: (key.get)(&snapshot.settings),
            control: key.control,
            choices: choices(snapshot, key),
            min: key.limits.map(|l| l.0),
            max: key.limits.map(|l| l.1),
        };
        let title = words.plain(key.group);
        match groups.iter_mut().find(|g| g.title == title) {
            Some(group) => group.fields.push(field),
            None => groups.push(SettingGroup { title, fields: vec![field], health: None }),
        }
    }
    let reminders = words.plain(REMINDERS);
    if let Some(group) = groups.iter_mut().find(|g| g.title == reminders) {
        group.fields.extend(around.starts_at_login.map(|on| start_at_login(snapshot, on)));
        group.health = Some(around.health);
    }
    SettingsView { groups, backups: String::new(), facts: around.facts }
}

/// The one setting that lives outside the database: it belongs to the session of this machine.
pub const START_AT_LOGIN: &str = "start_at_login";

fn start_at_login(snapshot: &Snapshot, on: bool) -> SettingField {
    let words = snapshot.words;
    SettingField {
        key: START_AT_LOGIN.to_owned(),
        label: words.plain("setting-start-at-login"),
        hint: words.plain("setting-start-at-login-hint"),
        value: on.to_string(),
        control: Control::Switch,
        choices: Vec::new(),
        min: None,
        max: None,
    }
}

/// What to tell once the start at login was switched.
///
/// # Errors
/// The database's own.
pub fn told_start_at_login(store: &Store, moment: Moment) -> Result<Done<()>> {
    let snapshot = look(store, moment)?;
    let label = snapshot.words.plain("setting-start-at-login");
    let text = snapshot.words.say("toast-setting", &[("label", label.into())]);
    Ok(Done { value: (), text, warning: None, undo: None, snapshot })
}

fn choices(snapshot: &Snapshot, key: &Key) -> Vec<Choice> {
    let words = snapshot.words;
    match key.control {
        Control::Days => DAYS
            .iter()
            .enumerate()
            .map(|(i, day)| Choice { value: (*day).to_owned(), label: words.plain(&format!("weekday-{}", i + 1)) })
            .collect(),
        Control::Choice if key.key == "letter_language" => Language::ALL
            .iter()
            .map(|language| Choice { value: language.code().to_owned(), label: language_name(words, *language) })
            .collect(),
        Control::Choice => Appearance::ALL
            .iter()
            .map(|a| Choice { value: a.code().to_owned(), label: words.plain(&format!("appearance-{a}")) })
            .collect(),
        Control::Zone => {
            let own = Choice { value: String::new(), label: words.plain("setting-zone-system") };
            std::iter::once(own)
                .chain(zones().into_iter().map(|z| Choice { label: z.replace('_', " "), value: z }))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn find(name: &str) -> Result<&'static Key> {
    KEYS.iter().find(|k| k.key == name).ok_or_else(|| {
        let known = KEYS.iter().map(|k| k.key).collect::<Vec<_>>().join(", ");
        Error::not_found("error-no-setting", name).with("known", known)
    })
}
