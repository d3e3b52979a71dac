//! The pages of the window: one question for any of them, and one answer after any change.

use rusqlite::Connection;

use super::{Done, interviews, settings};
use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::application::{application, applications};
use crate::views::pages::{Boot, Changed, Direction, PageRef, Sidebar, Toast, View};
use crate::views::people::{PAGE, people, person};
use crate::views::settings::Fact;
use crate::views::today::{badge, today};

/// What only the caller knows of the program around the core.
pub type Facts = Vec<Fact>;

/// A page as it is now.
///
/// # Errors
/// `NotFound` for an id that is none.
pub fn show(store: &Store, moment: Moment, page: &PageRef, facts: Facts) -> Result<View> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        view(c, &snapshot, page, facts)
    })
}

/// What a change tells, with a page as it is after it. Where that page is gone, Today.
///
/// # Errors
/// The database's own.
pub fn changed<T>(store: &Store, done: Done<T>, page: &PageRef, facts: Facts) -> Result<Changed> {
    let view =
        store.read(|c| view(c, &done.snapshot, page, facts)).unwrap_or_else(|_| View::Today(today(&done.snapshot)));
    let toast = Toast { text: done.text, warning: done.warning, undo: done.undo };
    Ok(Changed { toast, sidebar: sidebar(&done.snapshot), view })
}

/// What the window starts with.
///
/// # Errors
/// The database's own.
pub fn boot(store: &Store, moment: Moment, page: PageRef) -> Result<Boot> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let (page, view) = match view(c, &snapshot, &page, Vec::new()) {
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
    let stage = |id| crate::domain::plan::stage(&snapshot.facts, id, snapshot.now);
    Sidebar {
        today: badge(snapshot),
        people: snapshot.facts.contacts.len(),
        applications: snapshot
            .facts
            .applications
            .keys()
            .filter(|id| stage(**id) != crate::domain::codes::Stage::Closed)
            .count(),
    }
}

fn view(c: &Connection, snapshot: &Snapshot, page: &PageRef, facts: Facts) -> Result<View> {
    Ok(match page {
        PageRef::Today => View::Today(today(snapshot)),
        PageRef::People { query } => {
            let found = store::contacts::search(c, query, PAGE + 1)?;
            View::People(people(snapshot, query, &found))
        }
        PageRef::Person { id } => View::Person(person(snapshot, *id)?),
        PageRef::Applications => View::Applications(applications(snapshot)),
        PageRef::Application { id } => View::Application(application(snapshot, *id)?),
        PageRef::Interview { id, application } => View::Interview(interviews::form(snapshot, *id, *application)?),
        PageRef::Settings => View::Settings(settings::page(snapshot, facts)),
    })
}
