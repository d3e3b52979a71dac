//! The pages of the window: one question for any of them, and one answer after any change.

use rusqlite::Connection;

use super::{Done, interviews, settings, start_offer};
use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::application::{application, applications};
use crate::views::interview::InterviewView;
use crate::views::pages::{Boot, Changed, Direction, PageRef, Shown, Sidebar, Toast, View};
use crate::views::people::{PAGE, people, person};
use crate::views::settings::{Fact, HealthView};
use crate::views::today::{TodayView, badge, today};

/// What only the program around the core knows.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// How the reminders fare.
    pub health: HealthView,
    /// Things to know about this copy.
    pub facts: Vec<Fact>,
    /// Whether the reminders start with the session; none where that cannot be set.
    pub starts_at_login: Option<bool>,
}

/// A page as it is now.
///
/// # Errors
/// `NotFound` for an id that is none.
pub fn show(store: &Store, moment: Moment, page: &PageRef, around: Surroundings) -> Result<Shown> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let view = view(c, &snapshot, page, around)?;
        Ok(Shown { sidebar: sidebar(&snapshot), view })
    })
}

/// What a change tells, with a page as it is after it. Where that page is gone, Today.
///
/// # Errors
/// The database's own.
pub fn changed<T>(store: &Store, done: Done<T>, page: &PageRef, around: Surroundings) -> Result<Changed> {
    let view =
        store.read(|c| view(c, &done.snapshot, page, around)).unwrap_or_else(|_| View::Today(today(&done.snapshot)));
    let toast = Toast { text: done.text, warning: done.warning, undo: done.undo };
    Ok(Changed { toast, sidebar: sidebar(&done.snapshot), view })
}

/// What the window starts with.
///
/// # Errors
/// The database's own.
pub fn boot(store: &Store, moment: Moment, page: PageRef, around: Surroundings) -> Result<Boot> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let (page, view) = match view(c, &snapshot, &page, around) {
            Ok(view) => (page, view),
            Err(_) => (PageRef::Today, View::Today(today(&snapshot))),
        };
        Ok(Boot {
            messages: snapshot.words.catalogue("ui-"),
            language: snapshot.words.language().to_owned(),
            direction: Direction::Ltr,
            appearance: snapshot.settings.appearance.into(),
            sidebar: sidebar(&snapshot),
            page,
            view,
        })
    })
}

/// The numbers in the sidebar.
#[must_use]
pub fn sidebar(snapshot: &Snapshot) -> Sidebar {
    let stages = crate::domain::plan::stages(&snapshot.facts, snapshot.now);
    Sidebar {
        today: badge(snapshot),
        people: snapshot.facts.contacts.len(),
        applications: stages.values().filter(|stage| **stage != crate::domain::codes::Stage::Closed).count(),
    }
}

fn view(c: &Connection, snapshot: &Snapshot, page: &PageRef, around: Surroundings) -> Result<View> {
    Ok(match page {
        PageRef::Today => View::Today(TodayView {
            start_offer: start_offer::wanted(c, snapshot, around.starts_at_login)?,
            ..today(snapshot)
        }),
        PageRef::People { query } => {
            // A search counts all it finds; the whole list is counted already.
            let limit = if query.trim().is_empty() { PAGE + 1 } else { usize::MAX };
            let found = store::contacts::search(c, query, limit)?;
            View::People(people(snapshot, query, &found))
        }
        PageRef::Person { id } => View::Person(person(snapshot, *id)?),
        PageRef::Applications => View::Applications(applications(snapshot)),
        PageRef::Application { id } => View::Application(application(snapshot, *id)?),
        PageRef::Interview { id, application } => {
            let form = interviews::form(snapshot, *id, *application)?;
            View::Interview(InterviewView { unfinished: interviews::kept(c, &form.form)?, ..form })
        }
        PageRef::Settings => View::Settings(settings::page(snapshot, around)),
    })
}
