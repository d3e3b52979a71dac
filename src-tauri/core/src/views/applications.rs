//! All applications, in one of five tabs. Only the tab that is asked for is built, and of a long list only the part
//! that is shown: nobody reads two thousand lines at once.

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
    /// What is looked at.
    pub content: TabContent,
    /// What to say when there is none.
    pub empty: Option<EmptyState>,
}

/// What one look shows.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "tab", rename_all = "snake_case")]
#[ts(export)]
pub enum TabContent {
    /// Open ones first, each by company and role.
    List(ApplicationRows),
    /// By stage.
    Board {
        /// In the order in which applications walk through them.
        columns: Vec<BoardColumn>,
    },
    /// The open ones along time.
    Timeline(LanesView),
    /// What is due in the next six weeks.
    Calendar(CalendarView),
    /// How answers come.
    Replies(RepliesView),
}

/// One look at all applications; of the list, what is shown of it.
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

/// Those of the list that follow one of it.
#[must_use]
pub fn applications_after(snapshot: &Snapshot, after: i64) -> ApplicationRows {
    rows(snapshot, &lines(snapshot), Part::After(after))
}
