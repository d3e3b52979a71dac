//! The page of all applications, with five tabs. Only the tab that is asked for is built, and only the part of a long
//! list that is shown.

use serde::Serialize;
use ts_rs::TS;

use super::board::{BoardColumn, board};
use super::charts::{CalendarView, LanesView, RepliesView, calendar, lanes, replies};
use super::list::{EmptyState, Part};
use crate::error::Arg;
use crate::snapshot::Snapshot;
use crate::views::application_row::{ApplicationRows, lines, rows};
use crate::views::page_ref::ApplicationsTab;

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ApplicationsView {
    /// "Six applications, four open"
    pub summary: String,
    /// The content of the open tab.
    pub content: TabContent,
    /// What to say if there are no applications.
    pub empty: Option<EmptyState>,
}

/// The content of one tab.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "tab", rename_all = "snake_case")]
#[ts(export)]
pub enum TabContent {
    /// Open ones first, each by company and role.
    List(ApplicationRows),
    /// A column for each stage.
    Board {
        /// The columns, in the order in which an application passes through the stages.
        columns: Vec<BoardColumn>,
    },
    /// The open ones on a time line.
    Timeline(LanesView),
    /// What is due in the next six weeks.
    Calendar(CalendarView),
    /// How often and how quickly answers come.
    Replies(RepliesView),
}

/// The page with one tab; `part` is the part of the list to show.
#[must_use]
pub fn applications(snapshot: &Snapshot, tab: ApplicationsTab, part: Part) -> ApplicationsView {
    let words = snapshot.words;
    let lines = lines(snapshot);
    let open = lines.iter().filter(|line| line.is_open()).count();
    let empty = lines.is_empty().then(|| EmptyState {
        title: words.plain("applications-first-title"),
        text: words.plain("applications-first-text"),
        first_run: true,
    });
    ApplicationsView {
        summary: match lines.len() {
            0 => String::new(),
            count => words.say("applications-summary", &[("count", Arg::from(count)), ("open", Arg::from(open))]),
        },
        content: match tab {
            ApplicationsTab::List => TabContent::List(rows(snapshot, &lines, part)),
            ApplicationsTab::Board => TabContent::Board { columns: board(snapshot, &lines) },
            ApplicationsTab::Timeline => {
                let open = lines.iter().filter(|line| line.is_open());
                TabContent::Timeline(lanes(snapshot, open.map(|line| (line.application, line.next)).collect()))
            }
            ApplicationsTab::Calendar => TabContent::Calendar(calendar(snapshot)),
            ApplicationsTab::Replies => TabContent::Replies(replies(snapshot)),
        },
        empty,
    }
}

/// The rows of the list that follow one application.
#[must_use]
pub fn applications_after(snapshot: &Snapshot, after: i64) -> ApplicationRows {
    rows(snapshot, &lines(snapshot), Part::After(after))
}
