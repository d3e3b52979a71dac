//! The page Today: a sentence on top, then what is overdue, due today and due this week, and why nothing else is due.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveTime};
use serde::Serialize;
use ts_rs::TS;

use super::list::EmptyState;
use super::step_row::{LapsedRow, StepRow, lapsed_rows, listed_at, shown_at, step_rows};
use crate::domain::codes::{Channel, State, StepKind};
use crate::domain::reason::{DateReason, Moved};
use crate::domain::step::Step;
use crate::error::Arg;
use crate::snapshot::Snapshot;

/// How many steps a group lists, which is more than can be done in a day.
const ROWS: usize = 50;

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct TodayView {
    /// "Two thank-yous this evening, one call due."
    pub headline: String,
    /// The date, and whether anything is overdue.
    pub subline: String,
    /// Why reminders cannot be delivered, if that is so.
    pub problem: Option<String>,
    /// What to know about the sample data, as long as there is any.
    pub sample: Option<String>,
    /// The question whether to start with the session, as long as it has to be asked.
    pub start_offer: Option<StartOffer>,
    /// The groups that are not empty.
    pub groups: Vec<StepGroup>,
    /// Sentences about steps that come later.
    pub waiting: Vec<String>,
    /// Steps that lapsed within the last week.
    pub lapsed: Vec<LapsedRow>,
    /// What to say if there is nothing to list.
    pub empty: Option<EmptyState>,
}

/// The question whether to start with the session, which is asked until it is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StartOffer {
    /// The question.
    pub question: String,
    /// The button that says yes.
    pub accept: String,
    /// The button that says no.
    pub decline: String,
}

/// A group of steps under a title.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct StepGroup {
    /// Which group.
    pub id: GroupId,
    /// Its title.
    pub title: String,
    /// Its steps; only the first ones if there are very many.
    pub rows: Vec<StepRow>,
    /// A sentence on how many more there are, if not all are listed.
    pub more: Option<String>,
    /// Thank-yous that can be recorded together: those of each interview with several people.
    pub bundles: Vec<Bundle>,
}

/// The thank-yous for one interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Bundle {
    /// "Three people to thank at ACME, Backend Engineer"
    pub title: String,
    /// Why they come now; the reason of the first.
    pub why: String,
    /// The button that answers all of them.
    pub label: String,
    /// The keys of its steps, whose rows follow one another.
    pub steps: Vec<String>,
}

/// The groups of Today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum GroupId {
    /// Steps whose day has passed.
    Overdue,
    /// Steps for today.
    Today,
    /// Steps for the next seven days.
    Week,
}

/// How many steps are overdue or for today: the number in the sidebar.
#[must_use]
pub fn badge(snapshot: &Snapshot) -> usize {
    snapshot.open_steps().filter(|(step, state)| is_wanted(snapshot, step, *state)).count()
}

/// Whether a step counts as one for now: it is overdue or for today, and was not put off.
fn is_wanted(snapshot: &Snapshot, step: &Step, state: State) -> bool {
    let is_near = group(snapshot, step, state).is_some_and(|group| group != GroupId::Week);
    is_near && snapshot.put_off_until(step.key).is_none()
}

/// The page as of the snapshot's time.
#[must_use]
pub fn today(snapshot: &Snapshot) -> TodayView {
    let words = snapshot.words;
    let open: Vec<(&Step, State)> = snapshot.open_steps().collect();
    let groups: Vec<StepGroup> =
        [(GroupId::Overdue, "today-overdue"), (GroupId::Today, "today-today"), (GroupId::Week, "today-week")]
            .into_iter()
            .map(|(id, title)| {
                let mut steps: Vec<(&Step, State)> =
                    open.iter().copied().filter(|(step, state)| group(snapshot, step, *state) == Some(id)).collect();
                let shown = rows_to_show(&steps);
                let hidden = steps.len() - shown;
                steps.truncate(shown);
                StepGroup {
                    id,
                    title: words.plain(title),
                    rows: step_rows(snapshot, steps.iter().copied()),
                    more: (hidden > 0).then(|| words.say("today-more", &[("count", Arg::from(hidden))])),
                    bundles: bundles(snapshot, &steps),
                }
            })
            .filter(|group| !group.rows.is_empty())
            .collect();
    let first_run = snapshot.facts.interviews.is_empty();
    let empty = if first_run {
        Some(EmptyState {
            title: words.plain("today-first-title"),
            text: words.plain("today-first-text"),
            first_run: true,
        })
    } else if groups.is_empty() && open.is_empty() {
        Some(EmptyState {
            title: words.plain("today-done-title"),
            text: words.plain("today-done-text"),
            first_run: false,
        })
    } else {
        None
    };
    TodayView {
        headline: headline(snapshot, &open, first_run),
        subline: subline(snapshot),
        problem: snapshot.problem.as_deref().map(|id| words.plain(id)),
        sample: snapshot.facts.has_samples().then(|| words.plain("today-sample")),
        start_offer: None,
        groups,
        waiting: waiting(snapshot, &open),
        lapsed: lapsed_rows(snapshot, None),
        empty,
    }
}

fn group(snapshot: &Snapshot, step: &Step, state: State) -> Option<GroupId> {
    let calendar = snapshot.calendar();
    let (day, today) = (calendar.day(listed_at(snapshot, step)), calendar.day(snapshot.now));
    match state {
        // A step that was put off until a later day belongs to that day.
        _ if day > today && snapshot.put_off_until(step.key).is_some() => {
            (day <= today + Duration::days(7)).then_some(GroupId::Week)
        }
        State::Overdue if calendar.day(step.due_at) < today => Some(GroupId::Overdue),
        State::Due => Some(GroupId::Today),
        _ if day <= today => Some(GroupId::Today),
        _ if day <= today + Duration::days(7) => Some(GroupId::Week),
        _ => None,
    }
}

/// How many steps of a group are listed: [`ROWS`], or more if that would split the thank-yous of one interview.
fn rows_to_show(steps: &[(&Step, State)]) -> usize {
    let Some((last, _)) = steps.get(ROWS - 1) else { return steps.len() };
    let torn = steps[ROWS..].iter().take_while(|(step, _)| {
        step.key.kind() == StepKind::ThankYou
            && last.key.kind() == StepKind::ThankYou
            && step.interview == last.interview
    });
    ROWS + torn.count()
}

/// Bundles the thank-yous of one interview if there are several and all can be sent now. They are due at the same time,
/// so they follow one another.
fn bundles(snapshot: &Snapshot, steps: &[(&Step, State)]) -> Vec<Bundle> {
    let words = snapshot.words;
    let together = |a: &Step, b: &Step| {
        a.key.kind() == StepKind::ThankYou && b.key.kind() == StepKind::ThankYou && a.interview == b.interview
    };
    steps
        .chunk_by(|a, b| together(a.0, b.0))
        .filter(|chunk| {
            // One that was put off is upcoming, too.
            let wanted = |(_, state): &(&Step, State)| *state != State::Upcoming;
            chunk.len() > 1 && chunk.iter().all(wanted)
        })
        .map(|chunk| Bundle {
            title: words.say(
                "bundle-thanks",
                &[
                    ("number", number(snapshot, chunk.len()).into()),
                    ("place", snapshot.teller().place(chunk[0].0.application).into()),
                ],
            ),
            why: snapshot.teller().why(chunk[0].0),
            label: words.plain("bundle-done"),
            steps: chunk.iter().map(|(step, _)| step.key.to_string()).collect(),
        })
        .collect()
}

/// Counts the steps for today by kind: "Two thank-yous this evening, one call due."
fn headline(snapshot: &Snapshot, open: &[(&Step, State)], first_run: bool) -> String {
    let words = snapshot.words;
    if first_run {
        return words.plain("headline-first");
    }
    let wanted: Vec<(&Step, State)> =
        open.iter().copied().filter(|(step, state)| is_wanted(snapshot, step, *state)).collect();
    if wanted.is_empty() {
        return words.plain("headline-quiet");
    }
    let count = |f: &dyn Fn(&Step, State) -> bool| wanted.iter().filter(|(step, state)| f(step, *state)).count();
    let is = |step: &Step, kind| step.key.kind() == kind;
    let evening = |step: &Step| {
        let calendar = snapshot.calendar();
        calendar.time(shown_at(step)) >= NaiveTime::from_hms_opt(17, 0, 0).unwrap_or(NaiveTime::MIN)
            && calendar.day(shown_at(step)) == calendar.day(snapshot.now)
    };
    let thanks = |evening_only: bool| {
        count(&|s, state| is(s, StepKind::ThankYou) && state != State::Overdue && evening(s) == evening_only)
    };
    let parts: Vec<String> = [
        ("headline-thanks-evening", thanks(true)),
        ("headline-thanks-late", count(&|s, state| is(s, StepKind::ThankYou) && state == State::Overdue)),
        ("headline-thanks", thanks(false)),
        ("headline-calls", count(&|s, _| is(s, StepKind::CheckIn) && s.channel == Channel::Phone)),
        ("headline-letters", count(&|s, _| is(s, StepKind::CheckIn) && s.channel != Channel::Phone)),
        ("headline-cards", count(&|s, _| is(s, StepKind::Cards))),
        ("headline-prepare", count(&|s, _| is(s, StepKind::Prepare))),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(id, count)| words.say(id, &[("count", Arg::from(count)), ("number", number(snapshot, count).into())]))
    .collect();
    let joined = parts.join(&words.plain("list-comma"));
    let mut letters = joined.chars();
    let sentence = letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default();
    words.say("headline-sentence", &[("text", sentence.into())])
}

/// A number in words, such as "two", or in figures if the catalogue has no word for it.
fn number(snapshot: &Snapshot, count: usize) -> String {
    let id = format!("number-{count}");
    if snapshot.words.knows(&id) { snapshot.words.plain(&id) } else { count.to_string() }
}

fn subline(snapshot: &Snapshot) -> String {
    let words = snapshot.words;
    let today = snapshot.calendar().day(snapshot.now);
    let overdue = snapshot.open_steps().filter(|(_, state)| *state == State::Overdue).count();
    let late = snapshot.open_steps().any(|(step, state)| state == State::Due && step.key.kind() == StepKind::CheckIn);
    let id = match overdue {
        _ if snapshot.facts.interviews.is_empty() => "subline-first",
        // A check-in that is due today is not overdue yet, but somebody may be waiting for it.
        0 if late => "subline-first",
        0 => "subline-calm",
        _ => "subline-overdue",
    };
    words.say(id, &[("date", words.date(today, today).into()), ("count", Arg::from(overdue))])
}

/// Why nothing else is due: first the replies promised to the user, then how many applications wait and which step
/// comes next.
fn waiting(snapshot: &Snapshot, open: &[(&Step, State)]) -> Vec<String> {
    let words = snapshot.words;
    let today = snapshot.calendar().day(snapshot.now);
    let later: Vec<&Step> =
        open.iter().filter(|(step, state)| group(snapshot, step, *state).is_none()).map(|(step, _)| *step).collect();
    let mut sentences: Vec<String> = later
        .iter()
        .filter(|step| step.key.kind() == StepKind::CheckIn)
        .filter_map(|step| {
            let promised = match (&step.reason.date, &step.reason.moved) {
                (DateReason::AfterPromise { by }, _) | (_, Some(Moved::Promise { by })) if *by >= today => *by,
                _ => return None,
            };
            Some(words.say(
                "waiting-promise",
                &[
                    ("company", snapshot.facts.company_name(step.application).into()),
                    ("by", words.short_date(promised, today).into()),
                    ("next", words.short_date(snapshot.calendar().day(step.due_at), today).into()),
                ],
            ))
        })
        .take(3)
        .collect();
    let busy: BTreeSet<_> = open
        .iter()
        .filter(|(step, state)| group(snapshot, step, *state).is_some())
        .map(|(s, _)| s.application)
        .collect();
    let applications: BTreeSet<_> = later.iter().map(|s| s.application).filter(|a| !busy.contains(a)).collect();
    if let Some(next) = later.iter().find(|step| applications.contains(&step.application)).or(later.first()) {
        sentences.push(words.say(
            // The title of a step without a person already names the company.
            match (applications.is_empty(), next.contact.is_some()) {
                (true, true) => "waiting-then",
                (true, false) => "waiting-then-nobody",
                (false, true) => "waiting-next",
                (false, false) => "waiting-next-nobody",
            },
            &[
                ("count", Arg::from(applications.len())),
                ("number", number(snapshot, applications.len()).into()),
                ("title", snapshot.teller().title(next).into()),
                ("company", snapshot.facts.company_name(next.application).into()),
                ("date", words.date(snapshot.calendar().day(shown_at(next)), today).into()),
            ],
        ));
    }
    sentences
}
