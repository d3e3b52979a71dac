//! Local times as instants, also around clock changes, and the user's working days and quiet hours.
//! The instants were worked out by hand from the rules of each zone.

use afterword_core::domain::calendar::{Calendar, instant, plus_days, within};
use afterword_core::domain::settings::{Settings, WorkingDays};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;

use crate::world::day;

fn check(zone: Tz, local: &str, expect: &str) {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
    let at = instant(zone, local).to_rfc3339_opts(SecondsFormat::Secs, true);
    assert_eq!(at, format!("{}:00Z", expect.replace(' ', "T")), "{local} in {zone}");
}

#[test]
fn plain_times_are_plain() {
    check(chrono_tz::Asia::Singapore, "2026-11-23 18:00", "2026-11-23 10:00");
    check(chrono_tz::Asia::Kolkata, "2026-11-23 09:00", "2026-11-23 03:30");
    check(chrono_tz::America::New_York, "2026-11-23 09:00", "2026-11-23 14:00");
    check(chrono_tz::Pacific::Kiritimati, "2026-11-23 00:00", "2026-11-22 10:00");
    check(chrono_tz::Asia::Kathmandu, "2026-11-23 00:00", "2026-11-22 18:15");
}

#[test]
fn a_skipped_local_time_is_the_first_instant_after_the_gap() {
    // Clocks go from 02:00 to 03:00.
    check(chrono_tz::Europe::Berlin, "2026-03-29 01:59", "2026-03-29 00:59");
    check(chrono_tz::Europe::Berlin, "2026-03-29 02:00", "2026-03-29 01:00");
    check(chrono_tz::Europe::Berlin, "2026-03-29 02:30", "2026-03-29 01:00");
    check(chrono_tz::Europe::Berlin, "2026-03-29 03:00", "2026-03-29 01:00");
    check(chrono_tz::America::New_York, "2026-03-08 02:30", "2026-03-08 07:00");
    // By half an hour only, from 02:00 to 02:30.
    check(chrono_tz::Australia::Lord_Howe, "2026-10-04 02:15", "2026-10-03 15:30");
    check(chrono_tz::Australia::Lord_Howe, "2026-10-04 02:30", "2026-10-03 15:30");
    // At midnight: the day begins at 01:00.
    check(chrono_tz::Africa::Cairo, "2026-04-24 00:30", "2026-04-23 22:00");
    check(chrono_tz::America::Sao_Paulo, "2018-11-04 00:30", "2018-11-04 03:00");
    check(chrono_tz::America::Santiago, "2026-09-06 00:30", "2026-09-06 04:00");
    // A whole day: after Thursday the 29th came Saturday the 31st.
    check(chrono_tz::Pacific::Apia, "2011-12-29 23:59", "2011-12-30 09:59");
    check(chrono_tz::Pacific::Apia, "2011-12-30 00:00", "2011-12-30 10:00");
    check(chrono_tz::Pacific::Apia, "2011-12-30 18:00", "2011-12-30 10:00");
    check(chrono_tz::Pacific::Apia, "2011-12-31 00:00", "2011-12-30 10:00");
}

#[test]
fn a_repeated_local_time_is_the_earlier_instant() {
    check(chrono_tz::Europe::Berlin, "2026-10-25 02:30", "2026-10-25 00:30");
    check(chrono_tz::Europe::Berlin, "2026-10-25 03:00", "2026-10-25 02:00");
    check(chrono_tz::America::New_York, "2026-11-01 01:30", "2026-11-01 05:30");
    check(chrono_tz::Australia::Lord_Howe, "2026-04-05 01:45", "2026-04-04 14:45");
    check(chrono_tz::Africa::Cairo, "2026-10-29 23:30", "2026-10-29 20:30");
    check(chrono_tz::America::Sao_Paulo, "2019-02-16 23:30", "2019-02-17 01:30");
    check(chrono_tz::America::Santiago, "2026-04-04 23:30", "2026-04-05 02:30");
}

#[test]
fn later_local_times_are_never_earlier_instants() {
    for zone in [
        chrono_tz::Europe::Berlin,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Africa::Cairo,
        chrono_tz::America::Santiago,
    ] {
        let mut last = None;
        for quarter in 0..(365 * 96) {
            let local = day("2026-01-01").and_time(NaiveTime::MIN) + chrono::Duration::minutes(15 * quarter);
            let at = instant(zone, local);
            assert!(last <= Some(at), "{local} in {zone} is not before what came before it");
            assert!(at.with_timezone(&zone).naive_local() >= local, "{local} in {zone} never fires before its time");
            last = Some(at);
        }
    }
}

fn at(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    instant(chrono_tz::Asia::Singapore, local)
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

/// With quiet hours from..to, a reminder planned for the first time comes at the second.
fn check_quiet(from: &str, to: &str, moment: &str, expect: &str) {
    let settings = Settings { quiet_from: time(from), quiet_to: time(to), ..Settings::default() };
    let calendar = Calendar { zone: chrono_tz::Asia::Singapore, settings: &settings };
    assert_eq!(calendar.after_quiet(at(moment)), at(expect), "{moment}, quiet from {from} to {to}");
    assert_eq!(calendar.is_quiet(at(moment)), moment != expect);
}

#[test]
fn quiet_hours_defer_to_their_end() {
    let night = |moment, expect| check_quiet("21:30", "08:00", moment, expect);
    night("2026-11-23 21:29", "2026-11-23 21:29");
    night("2026-11-23 21:30", "2026-11-24 08:00");
    night("2026-11-23 23:59", "2026-11-24 08:00");
    night("2026-11-24 00:00", "2026-11-24 08:00");
    night("2026-11-24 07:59", "2026-11-24 08:00");
    night("2026-11-24 08:00", "2026-11-24 08:00");
    check_quiet("12:00", "13:00", "2026-11-24 12:30", "2026-11-24 13:00");
    check_quiet("12:00", "13:00", "2026-11-24 13:00", "2026-11-24 13:00");
    check_quiet("00:00", "06:00", "2026-11-24 00:00", "2026-11-24 06:00");
    check_quiet("08:00", "08:00", "2026-11-24 08:00", "2026-11-24 08:00");
    check_quiet("00:00", "00:00", "2026-11-24 00:00", "2026-11-24 00:00");
}

#[test]
fn quiet_hours_end_by_the_clock_after_a_clock_change() {
    let settings = Settings { quiet_from: time("22:00"), quiet_to: time("02:30"), ..Settings::default() };
    let calendar = Calendar { zone: chrono_tz::Europe::Berlin, settings: &settings };
    let ends = |text: &str| {
        let at: DateTime<Utc> = text.parse().unwrap();
        calendar.after_quiet(at).to_rfc3339_opts(SecondsFormat::Secs, true)
    };
    assert_eq!(
        ends("2026-03-28T23:00:00Z"),
        "2026-03-29T01:00:00Z",
        "02:30 is left out: the first instant after the gap"
    );
    assert_eq!(ends("2026-10-24T22:00:00Z"), "2026-10-25T00:30:00Z", "02:30 comes twice: the first of them");
    // 02:15 in winter time is within the quiet hours by the clock, though 02:30 has already come once.
    assert_eq!(ends("2026-10-25T01:15:00Z"), "2026-10-25T01:15:00Z");
}

#[test]
fn a_range_includes_its_start_and_not_its_end() {
    let check = |at: &str, from: &str, to: &str, expect| {
        assert_eq!(within(time(at), time(from), time(to)), expect, "{at} in {from}..{to}");
    };
    check("09:00", "09:00", "17:00", true);
    check("16:59", "09:00", "17:00", true);
    check("17:00", "09:00", "17:00", false);
    check("08:59", "09:00", "17:00", false);
    check("23:00", "22:00", "06:00", true);
    check("05:59", "22:00", "06:00", true);
    check("06:00", "22:00", "06:00", false);
    check("12:00", "22:00", "06:00", false);
    check("12:00", "12:00", "12:00", false);
}

#[test]
fn working_days_are_the_users() {
    let check = |days: [bool; 7], holidays: &[&str], date: &str, expect: &str| {
        let settings = Settings {
            working_days: WorkingDays(days),
            holidays: holidays.iter().map(|d| day(d)).collect(),
            ..Settings::default()
        };
        let calendar = Calendar { zone: Tz::UTC, settings: &settings };
        assert_eq!(calendar.working(day(date)), day(expect), "the working day of {date}");
    };
    let week = [true, true, true, true, true, false, false];
    check(week, &[], "2026-11-27", "2026-11-27");
    check(week, &[], "2026-11-28", "2026-11-30");
    check(week, &["2026-11-30", "2026-12-01"], "2026-11-28", "2026-12-02");
    check(week, &["2026-12-25"], "2026-12-25", "2026-12-28");
    check([false, false, false, false, false, true, true], &[], "2026-11-23", "2026-11-28");
    check([false; 7], &[], "2026-11-23", "2026-11-23");
    let settings = Settings::default();
    let calendar = Calendar { zone: Tz::UTC, settings: &settings };
    assert_eq!(calendar.next_working(day("2026-11-27")), day("2026-11-30"), "the first one after a Friday");
    assert_eq!(calendar.next_working(day("2026-11-29")), day("2026-11-30"), "the first one after a Sunday");
}

#[test]
fn the_last_day_of_the_calendar_does_not_crash() {
    assert_eq!(plus_days(NaiveDate::MAX, 1), NaiveDate::MAX, "there is no day after the last one");
}
