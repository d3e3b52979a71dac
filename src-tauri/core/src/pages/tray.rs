//! What the tray shows at a moment.

use crate::domain::calendar;
use chrono::{DateTime, Utc};

use crate::domain::codes::State;
use crate::domain::step::{Ends, Step};
use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::Store;
use crate::use_cases::reminders::pause_at;

/// What the tray shows at a moment.
#[derive(Debug)]
pub struct TrayState {
    /// The records and the plan at that moment.
    pub snapshot: Snapshot,
    /// The steps that are due or overdue and not put off, in order of due time, without those of sample data.
    pub due: Vec<Step>,
    /// Whether the user paused the reminders.
    pub paused: bool,
    /// Until when this holds if nothing is recorded: until a step falls due or ends, the pause ends, or it is midnight.
    pub until: DateTime<Utc>,
}

/// What the tray is to show now.
///
/// # Errors
/// The database's own.
pub fn tray_state(store: &Store, moment: Moment) -> Result<TrayState> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let calendar = snapshot.calendar();
        let paused = pause_at(c, moment.now)?;
        let tomorrow = calendar::plus_days(calendar.day(moment.now), 1);
        let midnight = calendar.instant(tomorrow, chrono::NaiveTime::MIN);
        let turns = snapshot
            .steps
            .iter()
            .flat_map(|s| [Some(s.due_at), s.ends.map(Ends::at), snapshot.put_off_until(s.key)])
            .flatten();
        let until = turns.chain(paused).filter(|at| *at > moment.now).fold(midnight, DateTime::min);
        let due = snapshot
            .open_steps()
            .filter(|(step, state)| {
                matches!(state, State::Due | State::Overdue) && !snapshot.facts.is_made_up(step.application)
            })
            .map(|(step, _)| step.clone())
            .collect();
        Ok(TrayState { due, paused: paused.is_some(), until, snapshot })
    })
}
