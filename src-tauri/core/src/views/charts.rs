//! The charts: a lane of time for each application, a calendar of six weeks, and how quickly answers come. Places are
//! in hundredths of the width, so that the window does not have to calculate them.

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
/// The width of the lanes in minutes.
const WHOLE: f64 = ((BACK + AHEAD) * 24 * 60) as f64;
/// The width of a mark, in hundredths of the width of the lane.
const ROOM: f64 = 4.5;
/// The most lanes that are drawn.
const LANES: usize = 100;
/// How many weeks the calendar shows, and at most how many entries on each day.
const WEEKS: u64 = 6;
const ENTRIES: usize = 4;
/// The fewest answers for which figures are shown.
const ENOUGH: usize = 3;

/// The lanes of the open applications.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct LanesView {
    /// The place of this moment, in hundredths of the width.
    pub today: f64,
    /// The first day of each month.
    pub months: Vec<Tick>,
    /// The lanes, in order of their next step.
    pub lanes: Vec<Lane>,
    /// "and 12 more", if not all are drawn.
    pub more: Option<String>,
}

/// A labelled place on the time axis.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Tick {
    /// The place, in hundredths of the width.
    pub x: f64,
    /// Its label.
    pub label: String,
}

/// One application on the time axis.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Lane {
    /// The application's id.
    pub id: i64,
    /// The company.
    pub company: String,
    /// The role applied for.
    pub role: String,
    /// Where it begins: its first mark, in hundredths of the width.
    pub from: f64,
    /// Where it ends: its last mark, or now if that is later, in hundredths of the width.
    pub to: f64,
    /// What happened, and the next step.
    pub marks: Vec<Mark>,
}

/// An event or step on a lane.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Mark {
    /// The place, in hundredths of the width.
    pub x: f64,
    /// Its icon.
    pub icon: Icon,
    /// Whether it is still to come.
    pub ahead: bool,
    /// What and when, in words; several lines if several events share the mark.
    pub label: String,
}

/// Six weeks of interviews and due steps.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CalendarView {
    /// The names of the weekdays, Monday first.
    pub weekdays: Vec<String>,
    /// The weeks, this one first.
    pub weeks: Vec<Vec<CalendarDay>>,
}

/// A day of the calendar.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CalendarDay {
    /// The date, such as `2026-11-23`.
    pub date: String,
    /// The short label in its corner: "23", or "1 Dec".
    pub label: String,
    /// The long label, such as "Monday 23 November", for when the days are listed below each other.
    pub long: String,
    /// Whether it is today.
    pub today: bool,
    /// Whether it is in the past.
    pub over: bool,
    /// Whether it is a working day.
    pub working: bool,
    /// Interviews and due steps in order of time, overdue steps last.
    pub entries: Vec<CalendarEntry>,
    /// "and 2 more", if not all are listed.
    pub more: Option<String>,
}

/// An interview or a step on its day.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct CalendarEntry {
    /// The time, such as "15:00"; empty for an overdue step.
    pub time: String,
    /// What to do; for an interview, the word for it.
    pub title: String,
    /// The company.
    pub company: String,
    /// The whole entry in one line, for when there is little room.
    pub label: String,
    /// The icon.
    pub icon: Icon,
    /// The application it belongs to.
    pub application: i64,
    /// Whether it is an overdue step that is not put off.
    pub overdue: bool,
}

/// How often and how quickly answers come.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct RepliesView {
    /// A summary in one sentence.
    pub sentence: String,
    /// The tables of figures; empty while there are too few answers.
    pub tables: Vec<FigureTable>,
}

/// A table of figures.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct FigureTable {
    /// Its title.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Figure>,
}

/// A number with its share of the whole.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// The count.
    pub count: usize,
    /// The share of the whole, in hundredths.
    pub share: f64,
}

/// Builds the lanes from the open applications, each with its next step.
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

/// Merges marks that are too close to be told apart. The merged mark has the icon of an interview if there is one, else
/// the first icon, and the labels of all.
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

/// A place for the next step's mark at `x`. If the last mark would cover it, it moves to the left or right of that
/// mark; `None` if it would move to before today.
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

/// Builds the calendar. Overdue steps are listed on today.
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
        // Overdue steps come last, so that interviews are not cut off behind them.
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

/// Counts the interviews held, thanked for and answered, and how long the answers took.
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
