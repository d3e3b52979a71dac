//! What the agent does with reminders: it claims those that are due, marks those that were posted, and withdraws those
//! that were answered.

use crate::domain::calendar;
use crate::domain::codes::NoticeButton;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::domain::step::{Step, StepKey};
use crate::error::Result;
use crate::scheduler::{self, Post, Scene};
use crate::snapshot::{Moment, Snapshot};
use crate::store::deliveries::OpenNotice;
use crate::store::status::StatusKey;
use crate::store::{self, Store};
use crate::wording::Words;
use crate::wording::notices::NoticeText;

/// A notification to post; its reminders are already claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Its tag: the step's key, or a digest's name.
    pub tag: String,
    /// The steps it is about.
    pub steps: Vec<StepKey>,
    /// Its text and buttons.
    pub text: NoticeText,
}

/// What the agent is to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// The notifications to post.
    pub post: Vec<Posting>,
    /// When the next reminder is due.
    pub wake_at: Option<DateTime<Utc>>,
}

/// Claims the reminders that are due. From then on nothing else posts them, unless the claim is released. `absent` says
/// whether the agent was off or asleep until now.
///
/// # Errors
/// The database's own.
pub fn claim_due(store: &Store, moment: Moment, absent: bool) -> Result<Round> {
    let found = store.read(|c| orders(c, &Snapshot::load(c, moment)?, absent))?;
    if found.post.is_empty() {
        return Ok(Round { post: Vec::new(), wake_at: found.wake_at });
    }
    store.write(|tx| {
        // Computed again inside the transaction, because a step may have been done a moment ago.
        let snapshot = Snapshot::load(tx, moment)?;
        let found = orders(tx, &snapshot, absent)?;
        let mut round = Round { post: Vec::new(), wake_at: found.wake_at };
        for post in found.post {
            if let Some(posting) = posting(&snapshot, &post) {
                store::deliveries::claim(tx, &posting.tag, &post.occurrences, snapshot.zone, moment.now)?;
                round.post.push(posting);
            }
        }
        Ok(round)
    })
}

/// The moment after which deliveries do not count, because they were claimed while the clock was days ahead. Otherwise
/// a machine that starts in 2098, until it gets the time from the network, would use up every reminder of the years
/// between. None if it is the present that is wrong, because most of the user's latest changes are dated after it.
fn wrong_from(c: &Connection, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let lately = store::journal::latest(c, LATELY)?;
    let later = lately.iter().filter(|at| **at > now + SET_BACK).count();
    Ok((later * 2 <= lately.len()).then_some(now + SET_BACK))
}

/// Whether the clock must be wrong, because most of the user's latest changes are dated more than a day after the
/// present.
///
/// # Errors
/// The database's own.
pub fn is_clock_behind(c: &Connection, now: DateTime<Utc>) -> Result<bool> {
    Ok(wrong_from(c, now)?.is_none())
}

/// How many of the user's latest changes are looked at to tell whether the clock is right.
const LATELY: i64 = 5;

/// If the clock is set back by less than this, no reminder is repeated.
const SET_BACK: chrono::Duration = chrono::Duration::days(1);

/// Whether a round that began at `began` is out of date, because the machine slept in the middle of it or its clock was
/// set. It may be night by now, or the steps may be done. The caller is to release what was claimed and start again.
#[must_use]
pub fn is_overtaken(began: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (now - began).abs() > ABSENCE
}

/// If more time than this lies between two looks at the clock, the machine slept or its clock was set.
pub const ABSENCE: chrono::Duration = chrono::Duration::minutes(3);

/// Whether any reminder would be claimed now.
///
/// # Errors
/// The database's own.
pub fn anything_due(store: &Store, moment: Moment) -> Result<bool> {
    store.read(|c| Ok(!orders(c, &Snapshot::load(c, moment)?, false)?.post.is_empty()))
}

pub(crate) fn orders(c: &Connection, snapshot: &Snapshot, absent: bool) -> Result<scheduler::Orders> {
    let index = store::reminders::all(c)?;
    let ledger = store::deliveries::names(c)?;
    let elsewhere = store::deliveries::elsewhere(c, snapshot.zone)?;
    let hold_until = hold_until(c, snapshot)?;
    Ok(scheduler::step(Scene {
        index: &index,
        ledger: &ledger,
        elsewhere: &elsewhere,
        now: snapshot.now,
        hold_until,
        absent,
    }))
}

/// Until when nothing may be posted: the end of the quiet hours or of the pause, whichever is later. None outside both.
fn hold_until(c: &Connection, snapshot: &Snapshot) -> Result<Option<DateTime<Utc>>> {
    let quiet = snapshot.calendar().after_quiet(snapshot.now);
    Ok(pause_at(c, snapshot.now)?.into_iter().chain(Some(quiet)).filter(|at| *at > snapshot.now).max())
}

fn posting(snapshot: &Snapshot, post: &Post) -> Option<Posting> {
    let steps: Vec<(Step, DateTime<Utc>)> = post
        .steps
        .iter()
        .filter_map(|(key, at)| snapshot.open_step(*key).ok().map(|step| (step.clone(), *at)))
        .collect();
    let keys: Vec<StepKey> = steps.iter().map(|(step, _)| step.key).collect();
    let teller = snapshot.teller();
    match steps.as_slice() {
        [] => None,
        [(step, at)] => Some(Posting { tag: step.key.to_string(), steps: keys, text: teller.notice(step, *at) }),
        several => Some(Posting {
            tag: format!("digest:{}", snapshot.now.timestamp()),
            steps: keys,
            text: teller.digest(several),
        }),
    }
}

/// Marks a notice as posted. Other open notices whose steps it all covers are marked as closed and returned. The caller
/// is to withdraw them, so that no step is on the screen twice.
///
/// # Errors
/// The database's own.
pub fn posted(
    store: &Store,
    moment: Moment,
    posting: &Posting,
    server_id: u32,
    owner: &str,
) -> Result<Vec<OpenNotice>> {
    store.write(|tx| {
        store::deliveries::mark_posted(tx, &posting.tag, server_id, owner, moment.now)?;
        let covers = |notice: &OpenNotice| notice.steps.iter().all(|(key, _)| posting.steps.contains(key));
        let open = store::deliveries::open(tx)?;
        let older: Vec<OpenNotice> =
            open.into_iter().filter(|notice| notice.notice != posting.tag && covers(notice)).collect();
        older.iter().try_for_each(|n| store::deliveries::mark_closed(tx, &n.notice, moment.now))?;
        Ok(older)
    })
}

/// Notes that all reminders are delivered, and forgets why an earlier one was not. Returns whether that changed
/// anything.
///
/// # Errors
/// The database's own.
pub fn all_delivered(store: &Store, moment: Moment) -> Result<bool> {
    if store.read(|c| store::status::get(c, &StatusKey::Delivery))?.is_none() {
        return Ok(false);
    }
    store.write(|tx| store::status::set(tx, &StatusKey::Delivery, "", moment.now))
}

/// Releases a notice that could not be posted, and notes why; `problem` is a message id. Returns whether the problem is
/// another one than before.
///
/// # Errors
/// The database's own.
pub fn failed(store: &Store, moment: Moment, tag: &str, problem: &str) -> Result<bool> {
    store.write(|tx| {
        store::deliveries::release(tx, Some(tag))?;
        store::status::set(tx, &StatusKey::Delivery, problem, moment.now)
    })
}

/// Releases a notice that the system took but could not show, and notes why; `problem` is a message id.
///
/// # Errors
/// The database's own.
pub fn not_shown(store: &Store, moment: Moment, tag: &str, problem: &str) -> Result<()> {
    store.write(|tx| {
        store::deliveries::forget_open(tx, tag)?;
        store::status::set(tx, &StatusKey::Delivery, problem, moment.now).map(drop)
    })
}

/// Releases what was claimed but never marked as posted, after a crash or when a round broke off. The user may or may
/// not have seen it, so it is posted once more. Only the agent may do this, because there is only one. Returns how many
/// reminders were released.
///
/// # Errors
/// The database's own.
pub fn recover(store: &Store) -> Result<usize> {
    store.write(|tx| store::deliveries::release(tx, None))
}

/// Marks the notices on the screen that no longer apply as closed, and returns them. The caller is to withdraw them
/// before it claims anything. A notice no longer applies if all its steps were answered or put off, if it names
/// somebody who was taken out of the records, or if it came while the clock was days ahead. In the last two cases the
/// deliveries are forgotten too.
///
/// # Errors
/// The database's own.
pub fn answered(store: &Store, moment: Moment) -> Result<Vec<OpenNotice>> {
    let (open, stale, snapshot, wrong_from) = store.read(|c| {
        let (open, stale) = (store::deliveries::open(c)?, store::status::stale_notices(c)?);
        Ok((open, stale, Snapshot::load(c, moment)?, wrong_from(c, moment.now)?))
    })?;
    let stands = |key: &StepKey| snapshot.open_step(*key).is_ok() && snapshot.put_off_until(*key).is_none();
    let is_gone = |notice: &OpenNotice| {
        let came_too_early = wrong_from.is_some_and(|from| notice.claimed_at > from);
        came_too_early || stale.contains(&notice.notice) || !notice.steps.iter().map(|(key, _)| key).any(stands)
    };
    let gone: Vec<OpenNotice> = open.into_iter().filter(is_gone).collect();
    let wrong = store.read(|c| wrong_from.map_or(Ok(false), |from| store::deliveries::any_after(c, from)))?;
    if wrong || !gone.is_empty() || !stale.is_empty() {
        store.write(|tx| {
            gone.iter().try_for_each(|n| store::deliveries::mark_closed(tx, &n.notice, moment.now))?;
            stale.iter().try_for_each(|notice| store::deliveries::forget_stale(tx, notice, moment.now))?;
            wrong_from.map_or(Ok(0), |from| store::deliveries::forget_after(tx, from))
        })?;
    }
    Ok(gone)
}

/// Marks a notice as no longer on the screen.
///
/// # Errors
/// The database's own.
pub fn closed(store: &Store, moment: Moment, tag: &str) -> Result<()> {
    store.write(|tx| store::deliveries::mark_closed(tx, tag, moment.now))
}

/// What to do with the notices that another notification service showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Post these again, with the text as it is now.
    Show(Vec<Posting>),
    /// Post nothing before this moment: it is the end of the quiet hours or of the pause.
    Held(DateTime<Utc>),
}

/// The open notices that an earlier notification service showed: those posted to another D-Bus owner than `owner`. If
/// `owner` is empty, all open notices.
///
/// # Errors
/// The database's own.
pub fn lost(store: &Store, moment: Moment, owner: &str) -> Result<Lost> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        if let Some(until) = hold_until(c, &snapshot)? {
            return Ok(Lost::Held(until));
        }
        let open = store::deliveries::open(c)?.into_iter().filter(|notice| notice.server_owner != owner);
        let worded = open.filter_map(|notice| {
            let posting = posting(&snapshot, &Post { steps: notice.steps, occurrences: Vec::new() })?;
            Some(Posting { tag: notice.notice, ..posting })
        });
        Ok(Lost::Show(worded.collect()))
    })
}

/// The steps that a notice is about, by its tag.
///
/// # Errors
/// The database's own.
pub fn steps_of(store: &Store, tag: &str) -> Result<Vec<StepKey>> {
    let open = store.read(|c| store::deliveries::open(c))?;
    let found = open
        .into_iter()
        .find(|notice| notice.notice == tag)
        .map(|notice| notice.steps.into_iter().map(|(key, _)| key).collect());
    Ok(found.unwrap_or_else(|| tag.parse().into_iter().collect()))
}

/// Until when the user paused the reminders, even if that is past; none if there was no pause or the user ended it.
///
/// # Errors
/// The database's own.
pub fn paused_until(c: &Connection) -> Result<Option<DateTime<Utc>>> {
    let stored = store::status::get(c, &StatusKey::PausedUntil)?;
    Ok(stored.and_then(|text| DateTime::parse_from_rfc3339(&text).ok()).map(|at| at.with_timezone(&Utc)))
}

/// The end of the pause that is in force at `now`; none if there is no such pause. A pause that ends two days ahead or
/// later was made while the clock was wrong, and does not count.
pub(crate) fn pause_at(c: &Connection, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let sane = |until: &DateTime<Utc>| *until > now && *until - now < chrono::Duration::days(2);
    Ok(paused_until(c)?.filter(sane))
}

/// Pauses the reminders until tomorrow morning, or ends the pause.
///
/// # Errors
/// The database's own.
pub fn pause(store: &Store, moment: Moment, pause: bool) -> Result<()> {
    store.write(|tx| {
        let snapshot = Snapshot::load(tx, moment)?;
        let calendar = snapshot.calendar();
        let tomorrow = calendar::plus_days(calendar.day(moment.now), 1);
        let until = calendar.instant(tomorrow, snapshot.settings.morning).to_rfc3339();
        store::status::set(tx, &StatusKey::PausedUntil, if pause { &until } else { "" }, moment.now)?;
        Ok(())
    })
}

/// The name that is noted for a notification service that only starts when it is needed.
pub const ON_DEMAND: &str = "on-demand";

/// Notes which notification service runs, and what it can do; an empty name for none. Returns whether that is new.
///
/// # Errors
/// The database's own.
pub fn note_server(store: &Store, moment: Moment, name: &str, capabilities: &[String]) -> Result<bool> {
    let notes = [(StatusKey::Server, name.to_owned()), (StatusKey::Capabilities, capabilities.join(" "))];
    let known = |c: &Connection, (key, value): &(StatusKey, String)| -> Result<bool> {
        Ok(store::status::get(c, key)?.unwrap_or_default() == *value)
    };
    if store.read(|c| Ok(known(c, &notes[0])? && known(c, &notes[1])?))? {
        return Ok(false);
    }
    store.write(|tx| {
        notes.iter().try_for_each(|(key, value)| store::status::set(tx, key, value, moment.now).map(drop))
    })?;
    Ok(true)
}

/// The text of a test reminder: that it is a test, and that reminders reach the user.
#[must_use]
pub fn test_notice() -> NoticeText {
    let words = Words::english();
    NoticeText {
        summary: words.plain("notice-test-summary"),
        body: words.plain("notice-test-body"),
        buttons: vec![(NoticeButton::Open, words.plain("button-open"))],
        without_buttons: words.plain("notice-without-buttons"),
    }
}
