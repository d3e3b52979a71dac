//! The pages of the window: one question for any of them, and one answer after any change.

pub mod form_cards;
pub mod links;
pub mod when;

use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::Connection;

use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::exchange::reading::Reading;
use crate::settings;
use crate::snapshot::{Moment, Snapshot};
use crate::store::attachments::Belonging;
use crate::store::{self, Store};
use crate::use_cases::change::{Done, look};
use crate::use_cases::imports;
use crate::use_cases::{backups, calendar_file, drafts, interviews, merge, start_offer, templates};
use crate::views::Part;
use crate::views::application::application;
use crate::views::applications::{ApplicationRows, applications, applications_after as views_after};
use crate::views::export::export;
use crate::views::import::picture_link;
use crate::views::interview::InterviewView;
use crate::views::merge::{duplicates, merge as merge_view};
use crate::views::person::{PersonRows, PersonView, people, person, person_rows};
use crate::views::settings::{Fact, HealthView, SettingsView};
use crate::views::today::{TodayView, badge, today};
use crate::views::window::{Boot, Changed, Direction, PageRef, Shown, Sidebar, Toast, View};

/// What only the program around the core knows.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// How the reminders fare.
    pub health: HealthView,
    /// The data folder, and the backups of it.
    pub data: PathBuf,
    /// They, looked into.
    pub backups: backups::Seen,
    /// Things to know about this copy.
    pub facts: Vec<Fact>,
    /// Whether the reminders start with the session; none where that cannot be set.
    pub starts_at_login: Option<bool>,
    /// The file that is open to be imported.
    pub reading: Option<Arc<Reading>>,
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

/// Those found that follow one of them.
///
/// # Errors
/// The database's own.
pub fn people_after(store: &Store, moment: Moment, query: &str, after: i64) -> Result<PersonRows> {
    store.read(|c| {
        let found = store::contacts::search(c, query)?;
        Ok(person_rows(&Snapshot::load(c, moment)?, &found, Part::After(after)))
    })
}

/// The applications that follow one of the list.
///
/// # Errors
/// The database's own.
pub fn applications_after(store: &Store, moment: Moment, after: i64) -> Result<ApplicationRows> {
    Ok(views_after(&look(store, moment)?, after))
}

/// What a change tells, with a page as it is after it. Where that page is gone, Today.
///
/// # Errors
/// The database's own.
pub fn changed<T>(store: &Store, done: Done<T>, page: &PageRef, around: Surroundings) -> Result<Changed> {
    let (page, view) = store.read(|c| Ok(view_or_today(c, &done.snapshot, page, around)))?;
    let toast = Toast { text: done.text, warning: done.warning, undo: done.undo };
    Ok(Changed { toast, sidebar: sidebar(&done.snapshot), page, view })
}

/// What the window starts with.
///
/// # Errors
/// The database's own.
pub fn boot(store: &Store, moment: Moment, page: PageRef, around: Surroundings) -> Result<Boot> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let (page, view) = view_or_today(c, &snapshot, &page, around);
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

/// A page, or Today where it is gone.
fn view_or_today(c: &Connection, snapshot: &Snapshot, page: &PageRef, around: Surroundings) -> (PageRef, View) {
    match view(c, snapshot, page, around) {
        Ok(view) => (page.clone(), view),
        Err(_) => (PageRef::Today, View::Today(today(snapshot))),
    }
}

fn view(c: &Connection, snapshot: &Snapshot, page: &PageRef, around: Surroundings) -> Result<View> {
    Ok(match page {
        PageRef::Today => View::Today(TodayView {
            start_offer: start_offer::wanted(c, snapshot, around.starts_at_login)?,
            ..today(snapshot)
        }),
        PageRef::People { query, through } => {
            let found = store::contacts::search(c, query)?;
            View::People(people(snapshot, query, &found, Part::through(*through)))
        }
        PageRef::Person { id } => {
            let jpeg = Belonging::Photo.of(c, ContactId(*id))?;
            View::Person(PersonView { photo: jpeg.map(|jpeg| picture_link(&jpeg)), ..person(snapshot, *id)? })
        }
        PageRef::Applications { look, through } => {
            View::Applications(applications(snapshot, *look, Part::through(*through)))
        }
        PageRef::Application { id } => View::Application(application(snapshot, *id)?),
        PageRef::Interview { id, application } => {
            let form = interviews::form(snapshot, *id, *application)?;
            View::Interview(InterviewView { unfinished: interviews::kept(c, &form.form)?, ..form })
        }
        PageRef::Write { step, template } => View::Write(drafts::write(c, snapshot, step, template.as_deref())?),
        PageRef::Call { step } => View::Call(drafts::call(c, snapshot, step)?),
        PageRef::Backups => View::Backups(backups::page(c, snapshot, &around.data, &around.backups)?),
        PageRef::Templates => View::Templates(templates::list(c, snapshot)?),
        PageRef::Template { language, name } => View::Template(templates::page(c, snapshot, language, name)?),
        PageRef::Export { query } => View::Export(export(snapshot, query, &calendar_file::problem_in(c)?)),
        PageRef::Import => View::Import(imports::page(c, snapshot, around.reading.as_deref())?),
        PageRef::Duplicates => View::Duplicates(duplicates(snapshot, &merge::pairs(c, snapshot)?)),
        PageRef::Merge { keep, other } => View::Merge(merge_view(snapshot, *keep, *other)?),
        PageRef::Settings => {
            let backups = backups::standing(c, snapshot, &around.backups)?;
            View::Settings(SettingsView { backups, ..settings::page(snapshot, around) })
        }
    })
}
