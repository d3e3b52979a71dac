//! Builds any page of the window, and the answer to any change: the page as it is afterwards, with the sidebar.

use rusqlite::Connection;

use super::host::Host;
use super::{
    application, applications, backups, call, duplicates, export, import, interview, merge, people, person, settings,
    template, templates, today, write,
};
use crate::domain::codes::Stage;
use crate::domain::plan::stages;
use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::Store;
use crate::use_cases::change::Committed;
use crate::views;
use crate::views::page_ref::PageRef;
use crate::views::today::badge;
use crate::views::window::{Boot, Changed, Direction, Shown, Sidebar, Toast, View};

/// A page as it is now.
///
/// # Errors
/// `NotFound` for an id that does not exist.
pub fn show(store: &Store, moment: Moment, page: &PageRef, host: Host) -> Result<Shown> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let view = view(c, &snapshot, page, host)?;
        Ok(Shown { sidebar: sidebar(&snapshot), view })
    })
}

/// The answer to a change: its toast, and a page as it is afterwards. If that page can no longer be shown, Today.
///
/// # Errors
/// The database's own.
pub fn changed<T>(store: &Store, done: Committed<T>, page: &PageRef, host: Host) -> Result<Changed> {
    let (page, view) = store.read(|c| Ok(view_or_today(c, &done.snapshot, page, host)))?;
    let toast = Toast { text: done.text, warning: done.warning, undo: done.undo };
    Ok(Changed { toast, sidebar: sidebar(&done.snapshot), page, view })
}

/// What the window starts with.
///
/// # Errors
/// The database's own.
pub fn boot(store: &Store, moment: Moment, page: PageRef, host: Host) -> Result<Boot> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let (page, view) = view_or_today(c, &snapshot, &page, host);
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
    let stages = stages(&snapshot.facts, snapshot.now);
    Sidebar {
        today: badge(snapshot),
        people: snapshot.facts.contacts.len(),
        applications: stages.values().filter(|stage| **stage != Stage::Closed).count(),
    }
}

/// A page, or Today if the page cannot be shown, for example because what it is about no longer exists.
fn view_or_today(c: &Connection, snapshot: &Snapshot, page: &PageRef, host: Host) -> (PageRef, View) {
    match view(c, snapshot, page, host) {
        Ok(view) => (page.clone(), view),
        Err(_) => (PageRef::Today, View::Today(views::today::today(snapshot))),
    }
}

fn view(c: &Connection, snapshot: &Snapshot, page: &PageRef, host: Host) -> Result<View> {
    Ok(match page {
        PageRef::Today => View::Today(today::page(c, snapshot, &host)?),
        PageRef::People { query, through } => View::People(people::page(c, snapshot, query, *through)?),
        PageRef::Person { id } => View::Person(person::page(c, snapshot, *id)?),
        PageRef::Applications { tab, through } => View::Applications(applications::page(snapshot, *tab, *through)),
        PageRef::Application { id } => View::Application(application::page(snapshot, *id)?),
        PageRef::Interview { id, application } => View::Interview(interview::page(c, snapshot, *id, *application)?),
        PageRef::Write { step, template } => View::Write(write::page(c, snapshot, step, template.as_deref())?),
        PageRef::Call { step } => View::Call(call::page(c, snapshot, step)?),
        PageRef::Backups => View::Backups(backups::page(c, snapshot, &host.data, &host.backups)?),
        PageRef::Templates => View::Templates(templates::page(c, snapshot)?),
        PageRef::Template { language, name } => View::Template(template::page(c, snapshot, language, name)?),
        PageRef::Export { query } => View::Export(export::page(c, snapshot, query)?),
        PageRef::Import => View::Import(import::page(c, snapshot, host.parsed_file.as_deref())?),
        PageRef::Duplicates => View::Duplicates(duplicates::page(c, snapshot)?),
        PageRef::Merge { keep, other } => View::Merge(merge::page(snapshot, *keep, *other)?),
        PageRef::Settings => View::Settings(settings::page(c, snapshot, host)?),
    })
}
