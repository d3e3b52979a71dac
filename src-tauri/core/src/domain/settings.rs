//! The user's settings (docs/rules.md, Settings) and their defaults. Limits are checked where text becomes a setting
//! (`settings.rs`), so the values here are always within them.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::codes::{Appearance, Language};

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The user's zone; none means the system's.
    pub zone: Option<Tz>,
    /// Time of the first thank-you reminder.
    pub evening: NaiveTime,
    /// Time of later thank-you reminders, and of preparing.
    pub morning: NaiveTime,
    /// Time of check-ins.
    pub check_in_time: NaiveTime,
    /// Days from the interview to the first check-in, and from a "next round" to arranging it.
    pub first_check_in_days: u32,
    /// Days between check-ins.
    pub interval_days: u32,
    /// Least number of days between two touches at one company.
    pub gap_days: u32,
    /// Least number of days from a thank-you to a check-in.
    pub after_thanks_days: u32,
    /// Start of the quiet hours, included.
    pub quiet_from: NaiveTime,
    /// End of the quiet hours, excluded; equal to the start means there are none.
    pub quiet_to: NaiveTime,
    /// Days the user counts as working days; never empty.
    pub working_days: WorkingDays,
    /// Days off.
    pub holidays: BTreeSet<NaiveDate>,
    /// When a contact's office opens, in their zone.
    pub office_from: NaiveTime,
    /// When a contact's office closes, excluded.
    pub office_to: NaiveTime,
    /// The user's name, for letters.
    pub name: String,
    /// The signature under a letter; may be several lines.
    pub signature: String,
    /// The user's own e-mail address, for drafts saved as files; may be empty.
    pub email: String,
    /// The language of letters to people whose card names none.
    pub letter_language: Language,
    /// The whole path of the calendar file in which the plan is kept up to date; empty if there is none.
    pub calendar_file: String,
    /// The colours of the window.
    pub appearance: Appearance,
    /// Whether notifications leave out names and companies.
    pub private_notifications: bool,
}

/// The key of the setting that names a file on this machine.
pub const CALENDAR_FILE: &str = "calendar_file";

/// A set of weekdays, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDays(pub [bool; 7]);

impl WorkingDays {
    /// Whether a weekday is in the set.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0[day.num_days_from_monday() as usize]
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            zone: None,
            evening: hm(18, 0),
            morning: hm(9, 0),
            check_in_time: hm(10, 0),
            first_check_in_days: 7,
            interval_days: 14,
            gap_days: 7,
            after_thanks_days: 3,
            quiet_from: hm(21, 30),
            quiet_to: hm(8, 0),
            working_days: WorkingDays([true, true, true, true, true, false, false]),
            holidays: BTreeSet::new(),
            office_from: hm(9, 0),
            office_to: hm(17, 0),
            name: String::new(),
            signature: String::new(),
            email: String::new(),
            letter_language: Language::English,
            calendar_file: String::new(),
            appearance: Appearance::System,
            private_notifications: false,
        }
    }
}

impl Settings {
    /// What is written under a letter: the signature, or if there is none the name.
    #[must_use]
    pub fn signed(&self) -> &str {
        if self.signature.is_empty() { &self.name } else { &self.signature }
    }

    /// Whether the user works on a day: a working weekday that is no holiday.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.working_days.contains(date.weekday()) && !self.holidays.contains(&date)
    }
}

fn hm(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}
