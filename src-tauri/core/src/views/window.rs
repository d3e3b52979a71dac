//! What the window receives: a page with the numbers in the sidebar and, after a change, a sentence about it.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::views::application::ApplicationView;
use crate::views::applications::ApplicationsView;
use crate::views::backups::BackupsView;
use crate::views::call::CallView;
use crate::views::duplicates::DuplicatesView;
use crate::views::export::ExportView;
use crate::views::import::ImportView;
use crate::views::interview::InterviewView;
use crate::views::merge::MergeView;
use crate::views::page_ref::PageRef;
use crate::views::people::PeopleView;
use crate::views::person::PersonView;
use crate::views::settings::SettingsView;
use crate::views::template::TemplateView;
use crate::views::templates::TemplatesView;
use crate::views::today::TodayView;
use crate::views::write::WriteView;
use crate::wire::Appearance;

/// A page.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "page", rename_all = "snake_case")]
#[ts(export)]
#[allow(clippy::large_enum_variant, reason = "one is made at a time, and goes straight to JSON")]
#[allow(missing_docs, reason = "each names its page")]
pub enum View {
    Today(TodayView),
    People(PeopleView),
    Person(PersonView),
    Applications(ApplicationsView),
    Application(ApplicationView),
    Interview(InterviewView),
    Write(WriteView),
    Call(CallView),
    Templates(TemplatesView),
    /// All backups.
    Backups(BackupsView),
    Template(TemplateView),
    Export(ExportView),
    Import(ImportView),
    Duplicates(DuplicatesView),
    Merge(MergeView),
    Settings(SettingsView),
}

/// The numbers in the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Sidebar {
    /// Steps that are overdue or for today.
    pub today: usize,
    /// People.
    pub people: usize,
    /// Open applications.
    pub applications: usize,
}

/// A page that was asked for.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Shown {
    /// The numbers in the sidebar.
    pub sidebar: Sidebar,
    /// The page.
    pub view: View,
}

/// The message after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Toast {
    /// What was done, in a sentence.
    pub text: String,
    /// The guard's warning, or what to check again.
    pub warning: Option<String>,
    /// The log entry to undo, if the change can be undone.
    pub undo: Option<i64>,
}

/// The result of a change: the message, and the page as it is now.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Changed {
    /// The message about the change.
    pub toast: Toast,
    /// The numbers in the sidebar.
    pub sidebar: Sidebar,
    /// The page to show now; Today if the requested one no longer exists.
    pub page: PageRef,
    /// The page, ready to be shown.
    pub view: View,
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// What the window starts with.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Boot {
    /// The fixed labels by message id.
    pub messages: BTreeMap<String, String>,
    /// The language of the labels, a BCP 47 tag.
    pub language: String,
    /// The direction in which the language is written.
    pub direction: Direction,
    /// Light, dark, or as the system is set.
    pub appearance: Appearance,
    /// The numbers in the sidebar.
    pub sidebar: Sidebar,
    /// The first page.
    pub page: PageRef,
    /// The page, ready to be shown.
    pub view: View,
}
