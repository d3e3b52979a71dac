//! Everything that views and use cases work on, loaded once: facts, settings, the plan, and the present moment.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use crate::domain::calendar::Calendar;
use crate::domain::codes::State;
use crate::domain::facts::{Application, Contact, Facts, Interview};
use crate::domain::ids::{ApplicationId, ContactId, InterviewId};
use crate::domain::plan::plan;
use crate::domain::reminder::{Occurrence, occurrences, snooze_of};
use crate::domain::settings::Settings;
use crate::domain::step::{Step, StepKey};
use crate::error::{Error, Result};
use crate::input::Present;
use crate::settings;
use crate::store::status::StatusKey;
use crate::store::{self, Session, Store};
use crate::wording::Words;
use crate::wording::steps::Teller;

/// The present moment and the time zones.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The system's zone, used where no zone is set.
    pub system_zone: Tz,
    /// A zone that overrides the setting (`--zone`).
    pub zone: Option<Tz>,
}

impl Moment {
    /// The calendar for when the `zone` setting cannot be read: in the zone of `--zone`, else in the system's.
    #[must_use]
    pub fn calendar<'a>(&self, settings: &'a Settings) -> Calendar<'a> {
        Calendar { zone: self.zone.unwrap_or(self.system_zone), settings }
    }
}

/// How far ahead a snooze may lie. One that lies further ahead was made while the clock was wrong, and would silence
/// its step all that time.
pub const LONGEST_SNOOZE: Duration = Duration::days(366);

/// Facts, settings and the plan that follows from them, at a moment.
#[derive(Debug)]
pub struct Snapshot {
    /// Everything that was recorded.
    pub facts: Arc<Facts>,
    /// The user's settings.
    pub settings: Settings,
    /// The user's zone.
    pub zone: Tz,
    /// The present.
    pub now: DateTime<Utc>,
    /// Every step, in order of due time, including lapsed ones.
    pub steps: Arc<Vec<Step>>,
    /// The number of the last entry in the undo log.
    pub last_change: Option<i64>,
    /// The id of the message that says why reminders cannot be delivered, if they cannot.
    pub problem: Option<String>,
    /// The catalogue of the user's language.
    pub words: &'static Words,
}

/// The part of a snapshot that does not depend on the moment. It is remembered until something is recorded or the zone
/// changes.
struct Known {
    facts: Arc<Facts>,
    settings: Settings,
    zone: Tz,
    steps: Arc<Vec<Step>>,
    /// The zones it was computed for.
    system_zone: Tz,
    given_zone: Option<Tz>,
}

impl Known {
    fn load(c: &Connection, moment: Moment) -> Result<Known> {
        let facts = Arc::new(store::facts(c)?);
        let settings = settings::read(c)?;
        let zone = moment.zone.or(settings.zone).unwrap_or(moment.system_zone);
        let steps = Arc::new(plan(&facts, &Calendar { zone, settings: &settings }));
        Ok(Known { facts, settings, zone, steps, system_zone: moment.system_zone, given_zone: moment.zone })
    }

    fn fits(&self, moment: Moment) -> bool {
        self.system_zone == moment.system_zone && self.given_zone == moment.zone
    }

    /// The facts without snoozes that were made while the clock was wrong.
    fn facts_at(&self, now: DateTime<Utc>) -> Arc<Facts> {
        let holds = |until: DateTime<Utc>| until <= now + LONGEST_SNOOZE;
        if self.facts.snoozes.values().all(|snooze| holds(snooze.until)) {
            return Arc::clone(&self.facts);
        }
        let mut facts = Facts::clone(&self.facts);
        facts.snoozes.retain(|_, snooze| holds(snooze.until));
        Arc::new(facts)
    }
}

impl Snapshot {
    /// Takes a snapshot of the database.
    ///
    /// # Errors
    /// The database's own.
    pub fn take(store: &Store, moment: Moment) -> Result<Snapshot> {
        store.read(|c| Snapshot::load(c, moment))
    }

    /// Loads the facts and computes the plan, unless both are remembered.
    ///
    /// # Errors
    /// The database's own.
    pub fn load(session: &Session<'_>, moment: Moment) -> Result<Snapshot> {
        let known = session.remember(|known: &Known| known.fits(moment), |c| Known::load(c, moment))?;
        Ok(Snapshot {
            facts: known.facts_at(moment.now),
            settings: known.settings.clone(),
            zone: known.zone,
            now: moment.now,
            steps: Arc::clone(&known.steps),
            last_change: store::journal::last(session)?,
            problem: store::status::get(session, &StatusKey::Delivery)?,
            words: Words::english(),
        })
    }

    /// What typed dates and moments are relative to.
    #[must_use]
    pub fn present(&self) -> Present<'_> {
        Present { now: self.now, calendar: self.calendar() }
    }

    /// A contact by id.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn contact(&self, id: i64) -> Result<&Contact> {
        self.facts.contacts.get(&ContactId(id)).ok_or_else(|| Error::not_found("error-no-contact", id))
    }

    /// An application by id.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn application(&self, id: i64) -> Result<&Application> {
        self.facts.applications.get(&ApplicationId(id)).ok_or_else(|| Error::not_found("error-no-application", id))
    }

    /// An interview by id.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn interview(&self, id: i64) -> Result<&Interview> {
        self.facts.interviews.get(&InterviewId(id)).ok_or_else(|| Error::not_found("error-no-interview", id))
    }

    /// The user's calendar.
    #[must_use]
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar { zone: self.zone, settings: &self.settings }
    }

    /// The teller, which puts steps into words.
    #[must_use]
    pub fn teller(&self) -> Teller<'_> {
        Teller { words: self.words, facts: &self.facts, calendar: self.calendar(), now: self.now }
    }

    /// How a step is listed now; none if it has disappeared or is not to be listed yet. One that was put off is not due
    /// until then.
    #[must_use]
    pub fn state(&self, step: &Step) -> Option<State> {
        let state = step.state(self.now, &self.calendar())?;
        let waits = matches!(state, State::Overdue | State::Due) && self.put_off_until(step.key).is_some();
        Some(if waits { State::Upcoming } else { state })
    }

    /// The steps that are still to be done, in order of due time.
    pub fn open_steps(&self) -> impl Iterator<Item = (&Step, State)> {
        self.steps
            .iter()
            .filter_map(|step| self.state(step).map(|state| (step, state)))
            .filter(|(_, s)| *s != State::Lapsed)
    }

    /// The step with this key, if it is still to be done.
    ///
    /// # Errors
    /// `NotFound` when it is done, lapsed or was never planned.
    pub fn open_step(&self, key: StepKey) -> Result<&Step> {
        self.open_steps()
            .map(|(step, _)| step)
            .find(|step| step.key == key)
            .ok_or_else(|| Error::not_found("error-no-step", key.to_string()))
    }

    /// Until when a step is put off; none if it is not, or no longer.
    #[must_use]
    pub fn put_off_until(&self, key: StepKey) -> Option<DateTime<Utc>> {
        snooze_of(&self.facts, key).map(|snooze| snooze.until).filter(|until| *until > self.now)
    }

    /// Every reminder of every step, after quiet hours and snoozes. Sample data has none.
    #[must_use]
    pub fn occurrences(&self) -> Vec<Occurrence> {
        let calendar = self.calendar();
        let real = self.steps.iter().filter(|step| !self.facts.is_made_up(step.application));
        real.flat_map(|s| occurrences(s, snooze_of(&self.facts, s.key), &calendar)).collect()
    }
}
