//! Reads days off from a calendar file (RFC 5545): the days of its all-day events, including repeated ones. Nothing
//! else is taken from an event.

use std::collections::{BTreeMap, BTreeSet};

use calcard::common::timezone::Tz;
use calcard::icalendar::dates::TimeOrDelta;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarStatus};
use calcard::{Entry, Parser};
use chrono::{Days, NaiveDate};

/// The most repetitions that are followed, for one event and for a whole file: decades of a daily one.
const REPEATS: usize = 10_000;
const ALL_REPEATS: usize = 300_000;
/// What following an event that repeats costs at least, in repetitions: a rule may be followed for long and never occur.
const COST: usize = 3_000;
/// The most single dates that an event may repeat on.
const MOST_DATES: usize = 2_000;
/// The longest event that counts as days off, in days; longer ones are terms and seasons.
const LONGEST: usize = 31;

/// The days of all-day events from `from` to `to`, both included. None if the text is not a calendar.
#[must_use]
pub fn days_off(text: &str, from: NaiveDate, to: NaiveDate) -> Option<BTreeSet<NaiveDate>> {
    let mut parser = Parser::new(text);
    let mut found = None;
    let mut room = ALL_REPEATS;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                let days = found.get_or_insert_with(BTreeSet::new);
                for event in events(calendar) {
                    days.extend(event_days(&event, to, &mut room).into_iter().filter(|day| (from..=to).contains(day)));
                }
            }
            Entry::Eof => return found,
            _ => {}
        }
    }
}

/// Each event as a calendar of its own, together with the parts that replace single days of it. An event that repeats
/// for ever is followed only so far, and must not use up the limit for the others.
fn events(calendar: ICalendar) -> Vec<ICalendar> {
    let mut by_uid: BTreeMap<String, Vec<ICalendarComponent>> = BTreeMap::new();
    let all_day = calendar.components.into_iter().filter(is_all_day);
    for (number, component) in all_day.enumerate() {
        let uid = component.uid().map_or_else(|| number.to_string(), |uid| format!("uid {uid}"));
        by_uid.entry(uid).or_default().push(component);
    }
    by_uid.into_values().map(|components| ICalendar { components }).collect()
}

fn is_all_day(component: &ICalendarComponent) -> bool {
    component.component_type == ICalendarComponentType::VEvent
        && component
            .property(&ICalendarProperty::Dtstart)
            .and_then(|start| start.values.first())
            .and_then(|value| value.as_partial_date_time())
            .is_some_and(|start| !start.has_time())
}

fn event_days(calendar: &ICalendar, to: NaiveDate, room: &mut usize) -> BTreeSet<NaiveDate> {
    let is_cancelled = |component: u32| {
        calendar.component_by_id(component).and_then(|c| c.status()) == Some(&ICalendarStatus::Cancelled)
    };
    let mut days = BTreeSet::new();
    let repeats = |property: &ICalendarProperty| {
        let entries = calendar.components.iter().flat_map(|component| &component.entries);
        entries.filter(|entry| entry.name == *property).map(|entry| entry.values.len()).sum::<usize>()
    };
    let (rules, dates) = (repeats(&ICalendarProperty::Rrule), repeats(&ICalendarProperty::Rdate));
    if *room == 0 || dates > MOST_DATES {
        return days;
    }
    *room = room.saturating_sub(COST * rules);
    let events = calendar.expand_dates(Tz::Floating, REPEATS.min(*room)).events;
    *room = room.saturating_sub(events.len());
    for event in events.into_iter().filter(|event| !is_cancelled(event.comp_id)) {
        let start = event.start.date_naive();
        if start > to {
            continue;
        }
        let length = match event.end {
            TimeOrDelta::Time(end) => (end.date_naive() - start).num_days(),
            TimeOrDelta::Delta(delta) => delta.num_days(),
        };
        // An all-day event ends on the day after its last; one without an end lasts a day.
        let length = usize::try_from(length).unwrap_or(0).max(1);
        if length <= LONGEST {
            days.extend((0..length).filter_map(|day| start.checked_add_days(Days::new(day as u64))));
        }
    }
    days
}
