//! A step as a row of a list: what to do, for which application, why, and the buttons that answer it.

use std::cell::LazyCell;

use chrono::{DateTime, Datelike, Days, Duration, SecondsFormat, Utc};
use serde::Serialize;
use ts_rs::TS;

use super::card::Link;
use super::icon::Icon;
use super::page_ref::PageRef;
use crate::domain::codes;
use crate::domain::guard::Watch;
use crate::domain::step::{Ends, Step};
use crate::snapshot::Snapshot;
use crate::wire::{Channel, Outcome, State, StepKind};

/// An open step as a row.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct StepRow {
    /// Its key.
    pub step: String,
    /// Which kind of step.
    pub kind: StepKind,
    /// The icon.
    pub icon: Icon,
    /// What to do.
    pub title: String,
    /// Company and role.
    pub place: String,
    /// Why now, and why on this channel.
    pub why: String,
    /// The advice for the tone, if any.
    pub advice: Option<String>,
    /// The guard's warning against doing it now, if any.
    pub warning: Option<String>,
    /// When it is due, in words.
    pub when: String,
    /// The due time in RFC 3339.
    pub due_at: String,
    /// Its state.
    pub state: State,
    /// The application it belongs to.
    pub application: i64,
    /// The contact it is about, if it is about one.
    pub contact: Option<i64>,
    /// The addresses or numbers to use.
    pub links: Vec<Link>,
    /// The buttons that answer it, the usual one first.
    pub actions: Vec<StepAction>,
    /// The choices for snoozing it.
    pub snooze: Vec<SnoozeChoice>,
}

/// A button of a step.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum StepAction {
    /// Records that it was done.
    Done {
        /// The label of the button.
        label: String,
        /// The channel to record, if any.
        channel: Option<Channel>,
        /// The outcome to record, if any.
        outcome: Option<Outcome>,
    },
    /// Opens a page.
    Open {
        /// The label of the button.
        label: String,
        /// The page.
        page: PageRef,
    },
}

/// A choice for snoozing a step.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SnoozeChoice {
    /// "Tomorrow, 09:00"
    pub label: String,
    /// Until when, in RFC 3339.
    pub until: String,
}

/// A lapsed step as a row.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct LapsedRow {
    /// What was to be done.
    pub title: String,
    /// Company and role.
    pub place: String,
    /// When it lapsed, and what follows from that.
    pub text: String,
    /// The application it belongs to.
    pub application: i64,
}

/// An instant in RFC 3339, in the user's zone, to the second.
#[must_use]
pub fn rfc3339(snapshot: &Snapshot, at: DateTime<Utc>) -> String {
    at.with_timezone(&snapshot.zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// The rows for steps. A check-in that is due or overdue gets the guard's warning, if there is one.
#[must_use]
pub fn step_rows<'a>(snapshot: &Snapshot, steps: impl IntoIterator<Item = (&'a Step, codes::State)>) -> Vec<StepRow> {
    let watch = LazyCell::new(|| Watch::new(&snapshot.facts, snapshot.calendar(), snapshot.now));
    let choices = snooze_choices(snapshot);
    let rows = steps.into_iter().map(|(step, state)| {
        let is_guarded = step.key.kind() == codes::StepKind::CheckIn && state != codes::State::Upcoming;
        let warning = is_guarded.then(|| watch.warning(step.application)).flatten();
        let warning = warning.map(|warning| snapshot.teller().warning(&warning));
        step_row(snapshot, step, state, warning, choices.clone())
    });
    rows.collect()
}

fn step_row(
    snapshot: &Snapshot,
    step: &Step,
    state: codes::State,
    warning: Option<String>,
    snooze: Vec<SnoozeChoice>,
) -> StepRow {
    let teller = snapshot.teller();
    let icon = icon(step);
    let links = step
        .contact
        .and_then(|id| snapshot.facts.contacts.get(&id))
        .map(|contact| crate::views::card::links(&contact.card, snapshot, |i| i == icon))
        .unwrap_or_default();
    StepRow {
        step: step.key.to_string(),
        kind: step.key.kind().into(),
        icon,
        title: teller.title(step),
        place: teller.place(step.application),
        why: teller.why(step),
        advice: teller.advice(step.tone),
        warning,
        when: when(snapshot, step),
        due_at: rfc3339(snapshot, step.due_at),
        state: state.into(),
        application: step.application.0,
        contact: step.contact.map(|c| c.0),
        links,
        actions: actions(snapshot, step),
        snooze,
    }
}

/// When a step is best done, or until when it was put off, in words.
#[must_use]
pub fn when(snapshot: &Snapshot, step: &Step) -> String {
    let (words, calendar) = (snapshot.words, snapshot.calendar());
    match snapshot.put_off_until(step.key) {
        Some(until) => {
            let until = words.at_moment(until, snapshot.now, &calendar);
            words.say("row-snoozed", &[("until", until.into())])
        }
        None => words.when(shown_at(step), snapshot.now, &calendar),
    }
}

/// The icon of a step.
#[must_use]
pub fn icon(step: &Step) -> Icon {
    match (step.key.kind(), step.channel) {
        (codes::StepKind::Prepare, _) => Icon::Prepare,
        (codes::StepKind::Cards, _) => Icon::Card,
        (_, codes::Channel::Phone) => Icon::Phone,
        _ => Icon::Email,
    }
}

/// When a step is best done. This is its due time, except for a thank-you: that is due at the end of the interview, but
/// best done at its first reminder.
#[must_use]
pub fn shown_at(step: &Step) -> DateTime<Utc> {
    match step.key.kind() {
        codes::StepKind::ThankYou => step.reminders.first().map_or(step.due_at, |r| r.at),
        _ => step.due_at,
    }
}

/// The time at which a step is listed: until when it was put off, else when it is best done.
#[must_use]
pub fn listed_at(snapshot: &Snapshot, step: &Step) -> DateTime<Utc> {
    snapshot.put_off_until(step.key).unwrap_or_else(|| shown_at(step))
}

/// The steps that lapsed within the last week, of one application or of all.
#[must_use]
pub fn lapsed_rows(snapshot: &Snapshot, application: Option<i64>) -> Vec<LapsedRow> {
    let teller = snapshot.teller();
    snapshot
        .steps
        .iter()
        .filter(|step| application.is_none_or(|a| step.application.0 == a))
        .filter_map(|step| match step.ends {
            Some(Ends::Lapses(at)) if at <= snapshot.now && snapshot.now - at < Duration::days(7) => Some((step, at)),
            _ => None,
        })
        .map(|(step, at)| LapsedRow {
            title: teller.title(step),
            place: teller.place(step.application),
            text: snapshot.words.say(
                if is_lead(snapshot, step) { "lapsed-on" } else { "lapsed-on-other" },
                &[("day", snapshot.words.on_day(snapshot.calendar().day(at), teller.today()).into())],
            ),
            application: step.application.0,
        })
        .collect()
}

/// Whether the step's contact is the lead of the application.
fn is_lead(snapshot: &Snapshot, step: &Step) -> bool {
    snapshot.facts.applications.get(&step.application).is_some_and(|a| a.lead == step.contact)
}

/// The choices for snoozing a step: in an hour, this evening, tomorrow morning, in three days, next Monday. Those less
/// than an hour ahead or in quiet hours are left out.
#[must_use]
pub fn snooze_choices(snapshot: &Snapshot) -> Vec<SnoozeChoice> {
    let calendar = snapshot.calendar();
    let today = calendar.day(snapshot.now);
    let morning = snapshot.settings.morning;
    let in_days = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let to_monday = u64::from(7 - today.weekday().num_days_from_monday());
    let hour = Duration::hours(1);
    let mut choices = vec![
        ("snooze-hour", snapshot.now + hour),
        ("snooze-evening", calendar.instant(today, snapshot.settings.evening)),
        ("snooze-tomorrow", calendar.instant(in_days(1), morning)),
        ("snooze-three-days", calendar.instant(in_days(3), morning)),
        ("snooze-monday", calendar.instant(in_days(to_monday), morning)),
    ];
    choices.retain(|(_, at)| *at >= snapshot.now + hour && !calendar.is_quiet(*at));
    choices.sort_by_key(|(_, at)| *at);
    choices.dedup_by_key(|(_, at)| *at);
    choices
        .into_iter()
        .map(|(id, at)| SnoozeChoice {
            label: snapshot.words.say(
                id,
                &[
                    ("time", snapshot.words.time(at, &calendar).into()),
                    ("date", snapshot.words.short_date(calendar.day(at), today).into()),
                ],
            ),
            until: rfc3339(snapshot, at),
        })
        .collect()
}

fn actions(snapshot: &Snapshot, step: &Step) -> Vec<StepAction> {
    let done = |label: &str, channel: Option<Channel>, outcome: Option<Outcome>| StepAction::Done {
        label: snapshot.words.plain(label),
        channel,
        outcome,
    };
    let open = |label: &str, page: PageRef| StepAction::Open { label: snapshot.words.plain(label), page };
    let key = step.key.to_string();
    match (step.key.kind(), step.channel) {
        (codes::StepKind::Prepare, _) => vec![done("action-done", None, None)],
        (codes::StepKind::Cards, _) => {
            vec![open("action-enter-cards", PageRef::Interview { id: Some(step.interview.0), application: None })]
        }
        (_, codes::Channel::Phone) => vec![
            open("action-call", PageRef::Call { step: key }),
            done("action-spoke", Some(Channel::Phone), Some(Outcome::Spoke)),
            done("action-voicemail", Some(Channel::Phone), Some(Outcome::Voicemail)),
            done("action-no-answer", Some(Channel::Phone), Some(Outcome::NoAnswer)),
        ],
        (kind, _) => vec![
            open("action-write", PageRef::Write { step: key, template: None }),
            done(
                if kind == codes::StepKind::ThankYou { "action-thanked" } else { "action-sent" },
                Some(Channel::Email),
                Some(Outcome::Sent),
            ),
        ],
    }
}
