//! The pages of the window, as requested by the window or named by a link.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The tabs of the page of all applications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ApplicationsTab {
    /// One line each.
    #[default]
    List,
    /// By stage.
    Board,
    /// A lane of time for each.
    Timeline,
    /// What is due on each day.
    Calendar,
    /// How often and how quickly answers come.
    Replies,
}

/// A page and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "page", rename_all = "snake_case")]
#[ts(export)]
pub enum PageRef {
    /// What is due.
    Today,
    /// The list of people, or those found by a search.
    People {
        /// The search; empty for all people.
        #[serde(default)]
        query: String,
        /// The id of the last row to list; without it, the first part of the list.
        #[serde(default)]
        through: Option<i64>,
    },
    /// One person.
    Person {
        /// Their id.
        id: i64,
    },
    /// All applications.
    Applications {
        /// The tab to open.
        #[serde(default)]
        tab: ApplicationsTab,
        /// The id of the last row to list; without it, the first part of the list.
        #[serde(default)]
        through: Option<i64>,
    },
    /// One application.
    Application {
        /// Its id.
        id: i64,
    },
    /// The interview form: for a new interview, a further one of an application, or one to edit.
    Interview {
        /// The interview to edit.
        #[serde(default)]
        id: Option<i64>,
        /// The application for which it is a further interview.
        #[serde(default)]
        application: Option<i64>,
    },
    /// The draft of a letter.
    Write {
        /// What it is for: a step's key, or `other:APPLICATION:CONTACT`.
        step: String,
        /// The name of the template; without it, the one that fits.
        #[serde(default)]
        template: Option<String>,
    },
    /// What to say on the phone.
    Call {
        /// What the call is for: a step's key, or `other:APPLICATION:CONTACT`.
        step: String,
    },
    /// All templates.
    Templates,
    /// All backups.
    Backups,
    /// One template.
    Template {
        /// The code of its language.
        language: String,
        /// Its name.
        name: String,
    },
    /// The export page.
    Export {
        /// A search that limits the export to the people found.
        #[serde(default)]
        query: String,
    },
    /// The import page.
    Import,
    /// Pairs of people who may be the same person.
    Duplicates,
    /// Two people side by side, before they are merged.
    Merge {
        /// The id of the person who stays.
        keep: i64,
        /// The id of the person who is merged into the first.
        other: i64,
    },
    /// The settings.
    Settings,
}
