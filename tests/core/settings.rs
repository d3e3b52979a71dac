//! Settings: which values each accepts and refuses, and that a damaged one does no harm.

use afterword_core::domain::settings::Settings;
use afterword_core::error::Code;
use afterword_core::pages;
use afterword_core::pages::host::Host;
use afterword_core::settings;
use afterword_core::store;
use afterword_core::use_cases::settings::START_AT_LOGIN;
use afterword_core::use_cases::{sample, start_offer};
use afterword_core::views::page_ref::PageRef;
use afterword_core::views::settings::Control;
use afterword_core::views::settings::SettingsView;
use afterword_core::views::window::View;

use crate::app::{TestApp, lim, refused, tan};
use crate::world::day;

fn get(app: &TestApp, key: &str) -> String {
    settings::get(&app.snapshot().settings, key).unwrap()
}

/// The setting must have that default, accept the good values (stored as written beside them), and refuse the bad ones
/// with that sentence, keeping its value.
fn check(key: &str, default: &str, good: &[(&str, &str)], bad: &[&str], sentence: &str) {
    let app = TestApp::new();
    assert_eq!(get(&app, key), default, "the default of {key}");
    for (typed, kept) in good {
        app.set(key, typed).unwrap();
        assert_eq!(get(&app, key), *kept, "{key} = {typed:?}");
    }
    for typed in bad {
        let expect = format!("{key}: {}", sentence.replace("TEXT", typed.trim()));
        assert_eq!(refused(&app, Code::Validation, |d| d.set(key, typed)), expect);
    }
}

#[test]
fn every_setting_takes_what_fits_and_refuses_the_rest() {
    let folder = std::env::temp_dir();
    let [plan, large, text] =
        ["plan.ics", "PLAN.ICS", "plan.txt"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    let folder = folder.to_str().unwrap().to_owned();
    let time = "“TEXT” is not a time of day. Write it like 18:00.";
    let times = &["", "25:00", "24:00", "13pm", "18", "18:60", "18:00:00", "midday", "-1:00", "１８:００", "6pm sharp"];
    check(
        "evening",
        "18:00",
        &[
            ("19:30", "19:30"),
            (" 0:00 ", "00:00"),
            ("23:59", "23:59"),
            ("6pm", "18:00"),
            ("7:30 PM", "19:30"),
            ("noon", "12:00"),
        ],
        times,
        time,
    );
    check("morning", "09:00", &[("07:05", "07:05")], times, time);
    check("check_in_time", "10:00", &[("11:00", "11:00")], times, time);
    check("quiet_from", "21:30", &[("22:00", "22:00")], times, time);
    check("quiet_to", "08:00", &[("07:00", "07:00")], times, time);
    check("office_from", "09:00", &[("08:00", "08:00")], times, time);
    check("office_to", "17:00", &[("18:00", "18:00")], times, time);
    let number = |least, most| format!("“TEXT” does not fit: a whole number from {least} to {most}.");
    let numbers = &["", "seven", "7.5", "-1", "99999999999", "１４"];
    check(
        "first_check_in_days",
        "7",
        &[("1", "1"), ("60", "60")],
        &[numbers, &["0", "61"][..]].concat(),
        &number(1, 60),
    );
    check("interval_days", "14", &[("3", "3"), ("90", "90")], &[numbers, &["2", "91"][..]].concat(), &number(3, 90));
    check("gap_days", "7", &[("1", "1"), (" 60 ", "60")], &[numbers, &["0", "61"][..]].concat(), &number(1, 60));
    check("after_thanks_days", "3", &[("0", "0"), ("30", "30")], &[numbers, &["31"][..]].concat(), &number(0, 30));
    check(
        "zone",
        "",
        &[("Asia/Tokyo", "Asia/Tokyo"), ("", ""), (" Europe/Berlin ", "Europe/Berlin")],
        &["Tokyo", "asia/tokyo", "+08:00", "../etc"],
        "“TEXT” is not a time zone. Choose one by region and city, for example Asia/Singapore, or leave it empty.",
    );
    check(
        "working_days",
        "mon,tue,wed,thu,fri",
        &[
            ("sun, mon", "mon,sun"),
            ("SAT", "sat"),
            ("mon,mon,", "mon"),
            ("mon,tue,wed,thu,fri,sat,sun", "mon,tue,wed,thu,fri,sat,sun"),
        ],
        &["", " , ", "monday", "mon;tue", "mon,x"],
        "Choose at least one working day: mon, tue, wed, thu, fri, sat, sun, separated by commas.",
    );
    check(
        "holidays",
        "",
        &[("2026-12-25", "2026-12-25"), ("2026-12-26 2026-12-25,2026-12-26", "2026-12-25, 2026-12-26"), ("", "")],
        &["Christmas", "25.12.2026", "2026-02-30", "2026-12-25; 2026-12-26", &too_many_dates()],
        "Write holidays as dates like 2026-12-25, separated by commas.",
    );
    let switch = "Choose true or false.";
    check("private_notifications", "false", &[("true", "true"), ("false", "false")], &["", "yes", "1"], switch);
    let long = "This is too long. Please shorten it.";
    check("name", "", &[(" Jo Ng ", "Jo Ng"), ("李", "李"), ("", "")], &[&"x".repeat(301)], long);
    check("signature", "", &[("Jo\r\n+65", "Jo\n+65"), ("", "")], &[&"x".repeat(2001)], long);
    check(
        "email",
        "",
        &[(" jo@ng.example ", "jo@ng.example"), ("", "")],
        &["jo", "Jo <jo@ng.example>", "jo@ng.example, x@y.example"],
        "“TEXT” is no address that mail can be sent from. It looks like name@example.org.",
    );
    check(
        "letter_language",
        "en",
        &[("de", "de"), ("en", "en")],
        &["fr", "DE", "", "en-GB"],
        "“TEXT” is no language of letters. Choose en or de.",
    );
    check(
        "calendar_file",
        "",
        &[(&plan, &plan), (&large, &large), ("", "")],
        &["plan.ics", &text, "/nowhere/at/all/plan.ics", &folder],
        "Give the whole path of a calendar file (.ics) in a folder that exists, or nothing.",
    );
    let looks = &["", "pink", "Dark"];
    check("appearance", "system", &[("dark", "dark"), ("light", "light")], looks, "Choose system, light or dark.");
}

#[test]
fn every_setting_has_a_case_in_this_test() {
    let tried = include_str!("settings.rs");
    for (key, _) in settings::all(&TestApp::new().snapshot().settings) {
        assert!(tried.contains(&format!("\"{key}\"")), "{key} wants its lines in this table");
    }
}

#[test]
fn an_unknown_setting_is_told_with_those_that_exist() {
    let app = TestApp::new();
    let text = refused(&app, Code::NotFound, |d| d.set("volume", "11"));
    assert!(
        text.starts_with("There is no setting volume. These exist: private_notifications, evening, morning"),
        "{text}"
    );
    assert_eq!(settings::get(&app.snapshot().settings, "").unwrap_err().code, Code::NotFound);
}

#[test]
fn office_hours_end_after_they_begin() {
    let app = TestApp::new();
    let sentence = "Office hours must end after they begin.";
    assert_eq!(refused(&app, Code::Validation, |d| d.set("office_from", "17:00")), format!("office_from: {sentence}"));
    assert_eq!(refused(&app, Code::Validation, |d| d.set("office_to", "08:59")), format!("office_to: {sentence}"));
}

#[test]
fn a_saved_setting_says_so_and_moves_the_plan() {
    let app = TestApp::example_1();
    assert_eq!(app.set("first_check_in_days", "10").unwrap().text, "Setting changed: Days to the first check-in");
    assert_eq!(app.check_ins(), "Thu 3 Dec 10:00 email");
    app.set("check_in_time", "11:30").unwrap();
    assert_eq!(app.check_ins(), "Thu 3 Dec 11:30 email");
    app.set("holidays", "2026-12-03, 2026-12-04").unwrap();
    assert_eq!(app.check_ins(), "Mon 7 Dec 11:30 email", "holidays and the weekend are no working days");
    app.set("working_days", "sat,sun").unwrap();
    assert_eq!(app.check_ins(), "Sat 5 Dec 11:30 email");
    app.set("zone", "America/New_York").unwrap();
    let at = |zone: chrono_tz::Tz| app.snapshot().steps.last().map(|s| s.due_at.with_timezone(&zone).to_rfc3339());
    assert_eq!(
        at(chrono_tz::America::New_York).as_deref(),
        Some("2026-12-05T11:30:00-05:00"),
        "11:30 where the user is"
    );
}

/// One date more than the setting accepts.
fn too_many_dates() -> String {
    let dates = day("2026-01-01").iter_days().take(1_001).map(|date| date.to_string());
    dates.collect::<Vec<_>>().join(",")
}

#[test]
fn a_damaged_value_falls_back_to_its_default() {
    for (key, value) in [
        ("evening", "late"),
        ("interval_days", "1000"),
        ("interval_days", ""),
        ("zone", "Mars/Olympus"),
        ("working_days", ""),
        ("holidays", "2026-13-01"),
        ("holidays", &too_many_dates()),
        ("appearance", "\u{0}"),
        ("no_such_key", "1"),
    ] {
        let app = TestApp::new();
        app.store.write(|tx| store::settings::set(tx, key, value, app.moment().now)).unwrap();
        assert_eq!(app.snapshot().settings, Settings::default(), "{key} = {value:?}");
        app.enter(tan()).unwrap();
    }
}

#[test]
fn one_damaged_value_leaves_the_others() {
    let app = TestApp::new();
    app.set("morning", "07:00").unwrap();
    app.store.write(|tx| store::settings::set(tx, "evening", "late", app.moment().now)).unwrap();
    assert_eq!((get(&app, "morning").as_str(), get(&app, "evening").as_str()), ("07:00", "18:00"));
    app.set("evening", "20:00").unwrap();
    assert_eq!(get(&app, "evening"), "20:00", "and is repaired by setting it");
}

fn page(app: &TestApp, host: Host) -> SettingsView {
    let snapshot = app.snapshot();
    app.store.read(|c| pages::settings::page(c, &snapshot, host)).unwrap()
}

#[test]
fn the_page_shows_every_setting_with_its_words() {
    let app = TestApp::new();
    let snapshot = app.snapshot();
    let page = page(&app, Host::default());
    let fields: Vec<_> = page.groups.iter().flat_map(|group| &group.fields).collect();
    assert_eq!(
        fields.len() + 1,
        settings::all(&snapshot.settings).len(),
        "all but the calendar file, which a dialog names"
    );
    for field in &fields {
        assert!(!field.label.starts_with("setting-"), "{} has a name", field.key);
        let chosen = matches!(field.control, Control::Choice | Control::Days | Control::Zone);
        assert_eq!(chosen, !field.choices.is_empty(), "{} offers what it can be", field.key);
        assert_eq!(field.control == Control::Number, field.min.is_some() && field.max.is_some(), "{}", field.key);
        for choice in field.choices.iter().take(20) {
            app.set(&field.key, &choice.value).unwrap();
        }
    }
}

#[test]
fn starting_with_the_session_is_listed_under_reminders() {
    let app = TestApp::new();
    let keys = |starts_at_login| {
        let page = page(&app, Host { starts_at_login, ..Host::default() });
        let group = page.groups.into_iter().find(|group| group.title == "Reminders").unwrap();
        group.fields.into_iter().map(|field| (field.key, field.value)).collect::<Vec<_>>()
    };
    let private = ("private_notifications".to_owned(), "false".to_owned());
    assert_eq!(
        keys(None),
        std::slice::from_ref(&private),
        "where the session cannot start anything, nothing is offered"
    );
    assert_eq!(keys(Some(true)), [private, (START_AT_LOGIN.to_owned(), "true".to_owned())]);
}

#[test]
fn the_start_is_offered_once_and_only_after_an_interview() {
    let app = TestApp::new();
    let offered = |starts_at_login| {
        let around = Host { starts_at_login, ..Host::default() };
        match pages::window::show(&app.store, app.moment(), &PageRef::Today, around).unwrap().view {
            View::Today(today) => today.start_offer.is_some(),
            _ => panic!("Today was asked for"),
        }
    };
    assert!(!offered(Some(false)), "there is nothing to be reminded of yet");
    sample::add(&app.store, app.moment()).unwrap();
    assert!(!offered(Some(false)), "nor is there with sample data");
    sample::remove(&app.store, app.moment()).unwrap();
    app.enter(tan()).unwrap();
    assert!(!offered(Some(true)), "it starts already");
    assert!(!offered(None), "it cannot");
    assert!(offered(Some(false)));
    assert!(offered(Some(false)), "it stays until it is answered");
    let done = start_offer::declined(&app.store, app.moment()).unwrap();
    assert_eq!(done.text, "As you like. “Start at login” is in the settings.");
    assert!(!offered(Some(false)), "no is an answer");
    app.enter(lim("Initech", "2026-11-23 13:00")).unwrap();
    assert!(!offered(Some(false)), "and is not asked for again");
    let app = TestApp::example_1();
    start_offer::accepted(&app.store, app.moment()).unwrap();
    let around = Host { starts_at_login: Some(false), ..Host::default() };
    let View::Today(today) = pages::window::show(&app.store, app.moment(), &PageRef::Today, around).unwrap().view
    else {
        panic!("Today was asked for")
    };
    assert_eq!(today.start_offer, None, "switching it on and off again counts as a decision");
}

fn days_off(app: &TestApp, text: &str) -> afterword_core::error::Result<String> {
    let file = app.folder.path().join("days.ics");
    std::fs::write(&file, text).unwrap();
    afterword_core::use_cases::settings::holidays_from_file(&app.store, app.moment(), &file).map(|done| done.text)
}

#[test]
fn holidays_are_read_from_a_calendar_file() {
    let app = TestApp::new();
    app.set("holidays", "2026-12-25, 2026-08-09").unwrap();
    let told = days_off(&app, include_str!("../fixtures/holidays.ics")).unwrap();
    assert_eq!(told, "13 days off read from days.ics, 12 of them new.");
    let kept = get(&app, "holidays");
    assert_eq!(
        kept.split(", ").collect::<Vec<_>>(),
        [
            "2026-08-09",
            "2026-11-26",
            "2026-12-25",
            "2026-12-26",
            "2027-01-01",
            "2027-02-04",
            "2027-05-03",
            "2027-12-25",
            "2027-12-26",
            "2028-05-01",
            "2028-11-23",
            "2028-12-25",
            "2028-12-26",
            "2029-11-22",
        ],
        "three years ahead; repeated ones, the fourth Thursday without the one left out, the moved one where it is"
    );
    app.undo(None).unwrap();
    assert_eq!(get(&app, "holidays"), "2026-08-09, 2026-12-25", "undone as one");
    app.enter(lim("Initech", "2026-12-18T10:00:00+08:00")).unwrap();
    assert_eq!(app.at("2026-12-18 12:00").check_ins(), "Mon 28 Dec 10:00 email", "worked example 12");
}

#[test]
fn a_file_without_days_off_changes_nothing() {
    let app = TestApp::new();
    app.set("holidays", "2026-08-09").unwrap();
    let none = "holidays: days.ics is no calendar file that can be read. The holidays are as they were.";
    let empty = "holidays: days.ics holds no all-day event in the next three years. The holidays are as they were.";
    let calendar = |events: &str| format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    let event = |lines: &str| calendar(&format!("BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n"));
    for (text, sentence) in [
        ("".to_owned(), none),
        ("Dear Sir or Madam".to_owned(), none),
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lim\r\nEND:VCARD\r\n".to_owned(), none),
        ("\u{0}\u{fffd}".repeat(1000), none),
        (calendar(""), empty),
        (event("DTSTART;VALUE=DATE:19990101\r\n"), empty),
        (event("DTSTART;VALUE=DATE:20261399\r\n"), empty),
        (event("SUMMARY:no day\r\n"), empty),
    ] {
        assert_eq!(refused(&app, Code::Validation, |d| days_off(d, &text)), sentence, "{text:?}");
    }
    let daily = event("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n");
    let many = "holidays: That would be more than 1000 days off. The holidays are as they were.";
    assert_eq!(refused(&app, Code::Validation, |d| days_off(d, &daily.replace("20260101", "20261124"))), many);
    let missing = afterword_core::use_cases::settings::holidays_from_file(
        &app.store,
        app.moment(),
        std::path::Path::new("/nowhere/days.ics"),
    );
    assert_eq!(missing.unwrap_err().field.as_deref(), Some("holidays"));
}

#[test]
fn a_letter_begins_with_the_signature() {
    let app = TestApp::example_1();
    let href = |app: &TestApp| {
        let page = pages::window::show(&app.store, app.moment(), &PageRef::Today, Host::default()).unwrap().view;
        let View::Today(today) = page else { panic!("Today was asked for") };
        today.groups[0].rows[0].links[0].href.clone()
    };
    assert_eq!(href(&app), "mailto:mei.ling@acme.example");
    app.set("name", "Jo Ng").unwrap();
    assert_eq!(href(&app), "mailto:mei.ling@acme.example?body=%0D%0A%0D%0AJo%20Ng");
    app.set("signature", "Jo Ng & Söhne\n+65 6555 0100 &bcc=x@y.z").unwrap();
    assert_eq!(
        href(&app),
        "mailto:mei.ling@acme.example?body=%0D%0A%0D%0AJo%20Ng%20%26%20S%C3%B6hne%0D%0A%2B65%206555%200100%20%26bcc%3Dx%40y.z",
        "nothing in it becomes a header or a parameter (RFC 6068)"
    );
}
