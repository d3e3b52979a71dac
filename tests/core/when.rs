//! Moments as people type them. It is Monday 23 November 2026, 16:10.

use afterword_core::domain::when::{Unreadable, When, read_date, read_when};
use afterword_core::forms::when::Sense;
use afterword_core::pages::when;
use afterword_core::views::when::WhenRead;
use chrono::{NaiveDate, NaiveDateTime};

use crate::app::TestApp;

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(16, 10, 0).unwrap()
}

fn read(text: &str) -> String {
    match read_when(text, now()) {
        Ok(When::Instant(at)) => at.to_rfc3339(),
        Ok(When::Local(date, Some(time))) => format!("{} {}", date.format("%a %Y-%m-%d"), time.format("%H:%M")),
        Ok(When::Local(date, None)) => date.format("%a %Y-%m-%d").to_string(),
        Err(Unreadable) => "refused".to_owned(),
    }
}

fn check(text: &str, expect: &str) {
    assert_eq!(read(text), expect, "what is understood of {text:?}");
}

#[test]
fn iso_is_always_read() {
    check("2026-11-23T15:00:00+08:00", "2026-11-23T15:00:00+08:00");
    check("2026-11-23T07:00:00Z", "2026-11-23T07:00:00+00:00");
    check("2026-11-23T15:00", "Mon 2026-11-23 15:00");
    check("2026-11-23T15:00:30", "Mon 2026-11-23 15:00");
    check(" 2026-11-23 15:00 ", "Mon 2026-11-23 15:00");
    check("2026-12-05", "Sat 2026-12-05");
    check("2028-02-29", "Tue 2028-02-29");
    check("9999-12-31", "Fri 9999-12-31");
}

#[test]
fn days_are_read_as_they_are_spoken_of() {
    check("today", "Mon 2026-11-23");
    check("Tonight 19:00", "Mon 2026-11-23 19:00");
    check("tomorrow", "Tue 2026-11-24");
    check("yesterday", "Sun 2026-11-22");
    check("friday", "Fri 2026-11-27");
    check("Fri", "Fri 2026-11-27");
    check("on Friday", "Fri 2026-11-27");
    check("this friday", "Fri 2026-11-27");
    check("next friday", "Fri 2026-12-04");
    check("last friday", "Fri 2026-11-20");
    check("monday", "Mon 2026-11-30");
    check("next monday", "Mon 2026-11-30");
    check("last monday", "Mon 2026-11-16");
    check("next week", "Mon 2026-11-30");
    check("next month", "Wed 2026-12-23");
    check("in a week", "Mon 2026-11-30");
    check("in two weeks", "Mon 2026-12-07");
    check("in 10 days", "Thu 2026-12-03");
    check("in 3 months", "Tue 2027-02-23");
    check("in zero days", "Mon 2026-11-23");
    check("3 days ago", "Fri 2026-11-20");
    check("a week ago", "Mon 2026-11-16");
    check("in 3660 days", "Sun 2036-11-30");
}

#[test]
fn dates_without_a_year_are_the_nearest() {
    check("5 December", "Sat 2026-12-05");
    check("5 dec", "Sat 2026-12-05");
    check("Dec 5", "Sat 2026-12-05");
    check("December 5th", "Sat 2026-12-05");
    check("the 5th of December", "Sat 2026-12-05");
    check("5. Dec.", "Sat 2026-12-05");
    check("Sat 5 Dec", "Sat 2026-12-05");
    check("Saturday, 5 December", "Sat 2026-12-05");
    check("20 Nov", "Fri 2026-11-20");
    check("4 Jan", "Mon 2027-01-04");
    check("30 June", "Tue 2026-06-30");
    check("5 December 2027", "Sun 2027-12-05");
    check("05.12.2026", "Sat 2026-12-05");
}

#[test]
fn times_are_read_on_either_clock() {
    check("15:00", "Mon 2026-11-23 15:00");
    check("today 15:00", "Mon 2026-11-23 15:00");
    check("today at 3pm", "Mon 2026-11-23 15:00");
    check("3:30 pm today", "Mon 2026-11-23 15:30");
    check("3 PM tomorrow", "Tue 2026-11-24 15:00");
    check("tomorrow 12am", "Tue 2026-11-24 00:00");
    check("tomorrow 12pm", "Tue 2026-11-24 12:00");
    check("tomorrow noon", "Tue 2026-11-24 12:00");
    check("tomorrow 9.45", "Tue 2026-11-24 09:45");
    check("23 Nov 3pm", "Mon 2026-11-23 15:00");
    check("Friday 27 November 9:15 am", "Fri 2026-11-27 09:15");
    check("23:59 next friday", "Fri 2026-12-04 23:59");
    check("fri 15:00", "Fri 2026-11-27 15:00");
}

#[test]
fn what_is_not_understood_is_refused_and_nothing_breaks() {
    for text in [
        "",
        " ",
        "\t\n",
        "now",
        "soon",
        "later today",
        "😀",
        "今天 15:00",
        "明日",
        "３pm",
        "１５:００",
        "15：00",
        "é",
        "İ",
        "ßpm",
        "pm",
        "am",
        "today pm",
        "tomorrow 25:00",
        "tomorrow 24:00",
        "15:60",
        "13pm",
        "0am",
        "15:0",
        "15:000",
        ":",
        "15:",
        ":30",
        "31 feb",
        "31 June",
        "29 feb",
        "30 February 2027",
        "0 dec",
        "32 dec",
        "2026-02-29",
        "2026-13-01",
        "2026-11-23T25:00",
        "31.02.2026",
        "in 999999999 days",
        "in 99999999999999999999999 days",
        "in -1 days",
        "in 3661 days",
        "in days",
        "in a",
        "in",
        "999999999 months ago",
        "in 4 fortnights",
        "a ago",
        "next",
        "last",
        "next 5",
        "this",
        "next tomorrow",
        "today tomorrow",
        "today 15:00 16:00",
        "15:00 15:00",
        "5 dec 6 dec",
        "today today",
        "+262142-12-31 23:59",
        "-262143-01-01 00:00",
        "0000-00-00",
        "0001-01-01 10:00",
        "31.12.262142",
        "5 dec 99999",
        "10000-01-01",
        "<b>today</b>",
        "'; DROP TABLE interview; --",
        "\u{202e}today",
        "today\u{0}",
        "12/25/2026",
        "5 de",
        "fr 15:00",
    ] {
        check(text, "refused");
    }
    check(&"9".repeat(100_000), "refused");
    check(&"monday ".repeat(1_000), "Mon 2026-11-30");
}

#[test]
fn no_short_text_breaks_it() {
    let words = [
        "in", "next", "last", "ago", "a", "3", "31", "dec", "fri", "pm", "3pm", "15:00", "２", "week", "2026", "é",
        ".", ":",
    ];
    for a in words {
        for b in words {
            for c in words {
                let text = format!("{a} {b} {c}");
                if let Ok(When::Local(date, _)) = read_when(&text, now()) {
                    let days = (date - now().date()).num_days().abs();
                    assert!(days < 366 || text.contains("2026"), "{text:?} is read as a far away {date}");
                }
            }
        }
    }
}

#[test]
fn dates_at_the_ends_of_the_calendar_are_handled() {
    for (year, month, day) in [(1000, 1, 1), (9999, 12, 31), (2028, 2, 29)] {
        let now = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(23, 59, 59).unwrap();
        for text in
            ["in 3660 days", "3660 months ago", "next month", "next friday", "last friday", "1 jan", "31 dec", "29 feb"]
        {
            if let Ok(When::Local(date, _)) = read_when(text, now) {
                assert!((1000..10_000).contains(&chrono::Datelike::year(&date)), "{text} in {year} is {date}");
            }
        }
    }
}

#[test]
fn a_date_is_read_without_a_time() {
    assert_eq!(read_date("5 December", now()), Ok(NaiveDate::from_ymd_opt(2026, 12, 5).unwrap()));
    for text in ["5 December 10:00", "15:00", "2026-12-05T10:00:00Z", "soon", ""] {
        assert_eq!(read_date(text, now()), Err(Unreadable), "{text:?}");
    }
}

/// What the field says of a text: the reading and the picker's value, or the problem.
fn told(app: &TestApp, text: &str, sense: Sense) -> String {
    let WhenRead { text, value, problem } = when::read(&app.snapshot(), text, sense);
    if problem.is_empty() { format!("{text} | {value}") } else { problem }
}

#[test]
fn a_field_says_the_weekday_and_the_date_of_what_was_typed() {
    let app = TestApp::example_1();
    let happened = Sense::Happened { application: 1 };
    for (text, sense, expect) in [
        ("", Sense::Day, " | "),
        ("in two weeks", Sense::Day, "Monday 7 December 2026 | 2026-12-07"),
        ("next Friday", Sense::Day, "Friday 4 December 2026 | 2026-12-04"),
        ("someday", Sense::Day, "“someday” is not a date I can read. Try “5 December”, “next Friday” or “2026-12-05”."),
        ("Fri 3pm", Sense::Ahead, "Friday 27 November 2026, 15:00 | 2026-11-27T15:00"),
        ("tomorrow", Sense::Ahead, "Tuesday 24 November 2026, 09:00 | 2026-11-24T09:00"),
        ("yesterday", Sense::Ahead, "The time to be reminded at has passed; choose a later one."),
        ("yesterday", happened, "Sunday 22 November 2026, 12:00 | 2026-11-22T12:00"),
        ("today", happened, "Monday 23 November 2026, 16:10 | 2026-11-23T16:10"),
        ("  ", happened, " | "),
    ] {
        assert_eq!(told(&app, text, sense), expect, "{text:?} as {sense:?}");
    }
}
