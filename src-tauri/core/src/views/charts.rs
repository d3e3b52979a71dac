//! What is drawn rather than told: a lane of time for each application, six weeks of what is due, and how quickly
//! answers come. Places are given in hundredths of the width, so that the window draws and does not calculate.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::domain::calendar::plus_days;
use crate::domain::codes::{Stage, State};
use crate::domain::facts::{Application, Interview};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::plan;
use crate::domain::step::Step;
use crate::error::Arg;
use crate::snapshot::Snapshot;
use crate::views::application_row::next_step;
use crate::views::icon::Icon;
use crate::views::step_row::{icon, listed_at};
use crate::views::timeline::{Event, application_events};

/// How far the lanes reach back and ahead, in days.
const BACK: i64 = 70;
const AHEAD: i64 = 35;
/// The same in minutes.
const WHOLE: f64 = ((BACK + AHEAD) * 24 * 60) as f64;
/// The room a mark takes.
const ROOM: f64 = 4.5;
/// How many lanes are drawn; a window holds no more.
const LANES: usize = 100;
/// How many weeks the calendar shows, and how many entries a day of it.
const WEEKS: u64 = 6;
const ENTRIES: usize = 4;
/// From how many answers on figures say something.
const ENOUGH: usize = 3;

/// A lane for each open application.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct LanesView {
    /// Where today is.
    pub today: f64,
    /// The first of each month.
    pub months: Vec<Tick>,
    /// The lanes, that of the next step first.
    pub lanes: Vec<Lane>,
    /// "and 12 more", if not all are drawn.
    pub more: Option<String>,
}

/// A place on the axis.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Tick {
    /// The place, in hundredths of the width.
    pub x: f64,
    /// Its name.
    pub label: String,
}

/// One application along time.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Lane {
    /// The application's id.
    pub id: i64,
    /// The company.
    pub company: String,
    /// The role applied for.
    pub role: String,
    /// Where it begins and ends.
    pub from: f64,
    /// Its end: the next step, or today.
    pub to: f64,
    /// What happened, and what comes next.
    pub marks: Vec<Mark>,
}

/// Something on a lane.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Mark {
    /// The place, in hundredths of the width.
    pub x: f64,
    /// Its picture.
    pub icon: Icon,
    /// Whether it is still to come.
    pub ahead: bool,
    /// What and when, in words.
    pub label: String,
}

/// Six weeks of interviews and of what is due.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CalendarView {
    /// The days of a week, Monday first.
    pub weekdays: Vec<String>,
    /// The weeks, this one first.
    pub weeks: Vec<Vec<CalendarDay>>,
}

/// A day of the calendar.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CalendarDay {
    /// `2026-11-23`
    pub date: String,
    /// What stands in its corner: "23", or "1 Dec".
    pub label: String,
    /// "Monday 23 November", where the days stand below each other.
    pub long: String,
    /// Whether it is today.
    pub today: bool,
    /// Whether it is over.
    pub over: bool,
    /// Whether the user works on it.
    pub working: bool,
    /// Interviews, and what is due, in order of time.
    pub entries: Vec<CalendarEntry>,
    /// "and 2 more", if not all are listed.
    pub more: Option<String>,
}

/// An interview or a step on its day.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CalendarEntry {
    /// When, "15:00"; empty for what is overdue, which is not bound to a time any more.
    pub time: String,
    /// What to do; of an interview, that it is one.
    pub title: String,
    /// The company.
    pub company: String,
    /// All of it in one line, for where there is no room.
    pub label: String,
    /// The picture.
    pub icon: Icon,
    /// The application it belongs to.
    pub application: i64,
    /// Whether its day has passed, and it was not put off.
    pub overdue: bool,
}

/// How answers come.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct RepliesView {
    /// All of it in a sentence.
    pub sentence: String,
    /// Figures under a title each; none while there are too few answers to say anything.
    pub tables: Vec<FigureTable>,
}

/// Some figures.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct FigureTable {
    /// What they are of.
    pub title: String,
    /// The figures.
    pub rows: Vec<Figure>,
}

/// A figure with its share of the greatest.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Figure {
    /// What the value is.
    pub label: String,
    /// How many.
    pub count: usize,
    /// Hundredths of the whole.
    pub share: f64,
}

/// The lanes of the applications that are open.
#[must_use]
pub fn lanes(snapshot: &Snapshot, mut open: Vec<(&Application, Option<&Step>)>) -> LanesView {
    let calendar = snapshot.calendar();
    let today = calendar.day(snapshot.now);
    let first = today - Duration::days(BACK);
    let x = |at: DateTime<Utc>| {
        let from = calendar.instant(first, NaiveTime::MIN);
        ((at - from).num_minutes() as f64 / WHOLE * 100.0).clamp(0.0, 100.0)
    };
    let months = (0..=BACK + AHEAD)
        .filter_map(|days| first.checked_add_days(Days::new(days.unsigned_abs())))
        .filter(|day| day.day() == 1)
        .map(|day| Tick {
            x: x(calendar.instant(day, NaiveTime::MIN)),
            label: snapshot.words.plain(&format!("month-{}", day.month())),
        })
        .collect();
    open.sort_by_key(|(a, next)| (next.map_or(DateTime::<Utc>::MAX_UTC, |step| listed_at(snapshot, step)), a.id));
    let begins = calendar.instant(first, NaiveTime::MIN);
    let lanes = open
        .iter()
        .take(LANES)
        .map(|(application, next)| {
            let mut marks: Vec<Mark> = application_events(snapshot, application.id)
                .into_iter()
                .filter(|(at, _)| *at >= begins)
                .map(|(at, event)| mark(x(at), at > snapshot.now, event))
                .rev()
                .collect();
            marks = apart(marks);
            if let Some(step) = next {
                let label = next_step(snapshot, step);
                match beside(x(listed_at(snapshot, step).max(snapshot.now)), marks.last(), x(snapshot.now)) {
                    Some(x) => marks.push(Mark { x, icon: icon(step), ahead: true, label }),
                    None => {
                        marks.last_mut().into_iter().for_each(|last| last.label = format!("{label}\n{}", last.label))
                    }
                }
            }
            let from = marks.iter().map(|mark| mark.x).fold(100.0, f64::min);
            Lane {
                id: application.id.0,
                company: snapshot.facts.company_name(application.id).to_owned(),
                role: application.role.clone(),
                from,
                to: marks.iter().map(|mark| mark.x).fold(x(snapshot.now), f64::max),
                marks,
            }
        })
        .collect();
    LanesView { today: x(snapshot.now), months, lanes, more: more(snapshot, open.len(), LANES) }
}

/// Marks too close to be told apart become one: an interview's, else the first, with what the others say.
fn apart(marks: Vec<Mark>) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        match kept.last_mut().filter(|last| mark.x - last.x < ROOM && mark.ahead == last.ahead) {
            Some(last) => {
                last.label = format!("{}\n{}", last.label, mark.label);
                if mark.icon == Icon::Interview {
                    last.icon = mark.icon;
                }
            }
            None => kept.push(mark),
        }
    }
    kept
}

/// A place beside a mark that would cover it, on the side where it is; none where that side has no room after today.
fn beside(x: f64, last: Option<&Mark>, today: f64) -> Option<f64> {
    match last.map(|mark| mark.x).filter(|last| (x - last).abs() < ROOM) {
        Some(last) if x < last => Some(last - ROOM).filter(|place| *place >= today),
        Some(last) => Some(last + ROOM),
        None => Some(x),
    }
}

fn mark(x: f64, ahead: bool, event: Event) -> Mark {
    Mark { x, icon: event.icon, ahead, label: format!("{}: {}", event.when, event.text) }
}

pub(super) fn more(snapshot: &Snapshot, all: usize, shown: usize) -> Option<String> {
    (all > shown).then(|| snapshot.words.say("digest-more", &[("count", Arg::from(all - shown))]))
}

/// What is due on each day of six weeks; what is overdue stands on today.
#[must_use]
pub fn calendar(snapshot: &Snapshot) -> CalendarView {
    let calendar = snapshot.calendar();
    let today = calendar.day(snapshot.now);
    let mut days: BTreeMap<NaiveDate, Vec<(DateTime<Utc>, CalendarEntry)>> = BTreeMap::new();
    let stages = plan::stages(&snapshot.facts, snapshot.now);
    let is_off = |i: &Interview| i.start > snapshot.now && stages.get(&i.application) == Some(&Stage::Closed);
    for interview in snapshot.facts.interviews.values().filter(|i| !i.cancelled && !is_off(i)) {
        let time = snapshot.words.time(interview.start, &calendar);
        let title = snapshot.words.plain("calendar-interview");
        let entry = entry(snapshot, interview.application, time, title, Icon::Interview);
        days.entry(calendar.day(interview.start)).or_default().push((interview.start, entry));
    }
    for (step, state) in snapshot.open_steps() {
        let at = listed_at(snapshot, step);
        let overdue = state == State::Overdue && at <= snapshot.now;
        let time = if overdue { String::new() } else { snapshot.words.time(at, &calendar) };
        let entry = entry(snapshot, step.application, time, snapshot.teller().title(step), icon(step));
        let entry = CalendarEntry { overdue, ..entry };
        days.entry(calendar.day(at).max(today)).or_default().push((at, entry));
    }
    let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into())).unwrap_or(today);
    let day = |date: NaiveDate| {
        let mut entries = days.get(&date).cloned().unwrap_or_default();
        // Interviews are not to be lost among what is overdue.
        entries.sort_by_key(|(at, entry)| (entry.overdue, *at));
        let all = entries.len();
        entries.truncate(ENTRIES);
        let short = date.day() == 1 || date == monday;
        CalendarDay {
            date: date.to_string(),
            label: if short { snapshot.words.short_date(date, today) } else { date.day().to_string() },
            long: snapshot.words.date(date, today),
            today: date == today,
            over: date < today,
            working: snapshot.settings.is_working(date),
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
            more: more(snapshot, all, ENTRIES),
        }
    };
    let week = |week: u64| (0..7).map(|n| day(plus_days(monday, (week * 7 + n) as u32))).collect();
    CalendarView {
        weekdays: (1..=7).map(|n| snapshot.words.plain(&format!("weekday-{n}"))).collect(),
        weeks: (0..WEEKS).map(week).collect(),
    }
}

fn entry(snapshot: &Snapshot, of: ApplicationId, time: String, title: String, icon: Icon) -> CalendarEntry {
    let company = snapshot.facts.company_name(of).to_owned();
    let label = match time.as_str() {
        "" => snapshot
            .words
            .say("calendar-entry", &[("title", title.as_str().into()), ("company", company.as_str().into())]),
        time => snapshot.words.say(
            "calendar-entry-time",
            &[("time", time.into()), ("title", title.as_str().into()), ("company", company.as_str().into())],
        ),
    };
    CalendarEntry { time, title, company, label, icon, application: of.0, overdue: false }
}

/// How many interviews were thanked for and answered, and how long answers took.
#[must_use]
pub fn replies(snapshot: &Snapshot) -> RepliesView {
    let (facts, words) = (&snapshot.facts, snapshot.words);
    let held: Vec<_> = facts.interviews.values().filter(|i| !i.cancelled && i.end() <= snapshot.now).collect();
    let mut reached: BTreeMap<ContactId, DateTime<Utc>> = BTreeMap::new();
    for touch in facts.touches.values().filter(|t| t.outcome.counts()) {
        if let Some(contact) = touch.contact {
            let latest = reached.entry(contact).or_insert(touch.at);
            *latest = touch.at.max(*latest);
        }
    }
    let is_thanked =
        |i: &&&Interview| i.interviewers.iter().any(|p| reached.get(&p.contact).is_some_and(|at| *at > i.start));
    let thanked = held.iter().filter(is_thanked).count();
    let mut first: BTreeMap<ApplicationId, Vec<DateTime<Utc>>> = BTreeMap::new();
    for reply in facts.replies.values() {
        first.entry(reply.application).or_default().push(reply.at);
    }
    let mut waits: Vec<i64> = held
        .iter()
        .filter_map(|i| first.get(&i.application)?.iter().filter(|at| **at > i.end()).min().map(|at| *at - i.end()))
        .map(|wait| wait.num_days())
        .collect();
    waits.sort_unstable();
    let counts =
        [("held", Arg::from(held.len())), ("thanked", Arg::from(thanked)), ("answered", Arg::from(waits.len()))];
    let sentence = match waits.get(waits.len() / 2) {
        _ if held.is_empty() => words.plain("replies-none"),
        Some(median) if waits.len() >= ENOUGH => {
            let [held, thanked, answered] = counts;
            words.say("replies-sentence", &[held, thanked, answered, ("days", Arg::Number(*median))])
        }
        _ => words.say("replies-few", &counts),
    };
    if waits.len() < ENOUGH {
        return RepliesView { sentence, tables: Vec::new() };
    }
    let figures = |title: &str, whole: usize, rows: &[(&str, usize)]| FigureTable {
        title: words.plain(title),
        rows: rows
            .iter()
            .map(|(id, count)| Figure {
                label: words.plain(id),
                count: *count,
                share: *count as f64 * 100.0 / whole.max(1) as f64,
            })
            .collect(),
    };
    let within = |from: i64, to: i64| waits.iter().filter(|days| (from..to).contains(*days)).count();
    RepliesView {
        sentence,
        tables: vec![
            figures(
                "replies-interviews",
                held.len(),
                &[("replies-held", held.len()), ("replies-thanked", thanked), ("replies-answered", waits.len())],
            ),
            figures(
                "replies-waits",
                waits.len(),
                &[
                    ("replies-three-days", within(0, 4)),
                    ("replies-week", within(4, 8)),
                    ("replies-fortnight", within(8, 15)),
                    ("replies-longer", within(15, i64::MAX)),
                ],
            ),
        ],
    }
}
