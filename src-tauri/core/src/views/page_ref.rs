//! Names a page of the window: what one asks for, and what a link leads to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The ways to look at them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ApplicationsTab {
    /// One line each.
    #[default]
    List,
    /// By stage.
    Board,
    /// Along time, a lane each.
    Timeline,
    /// What is due on which day.
    Calendar,
    /// How answers come.
    Replies,
}

/// Asks for a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "page", rename_all = "snake_case")]
#[ts(export)]
pub enum PageRef {
    /// What is due.
    Today,
    /// The people found.
    People {
        /// What to search for.
        #[serde(default)]
        query: String,
        /// The last one to list; the first page without it.
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
        /// Looked at in which way.
        #[serde(default)]
        tab: ApplicationsTab,
        /// The last one to list; the first page without it.
        #[serde(default)]
        through: Option<i64>,
    },
    /// One application.
    Application {
        /// Its id.
        id: i64,
    },
    /// The interview form: new, a further one of an application, or one to edit.
    Interview {
        /// The interview to edit.
        #[serde(default)]
        id: Option<i64>,
        /// The application it is a further one of.
        #[serde(default)]
        application: Option<i64>,
    },
    /// The draft of a letter.
    Write {
        /// What it is for: a step's key, or `other:APPLICATION:CONTACT`.
        step: String,
        /// The template; the one that fits without it.
        #[serde(default)]
        template: Option<String>,
    },
    /// What to say on the phone.
    Call {
        /// What it is for.
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
    /// What is to be written to a file.
    Export {
        /// Only of the people whom this finds.
        #[serde(default)]
        query: String,
    },
    /// A file on its way in.
    Import,
    /// People who may be one person.
    Duplicates,
    /// Two people side by side.
    Merge {
        /// Who stays.
        keep: i64,
        /// Who goes.
        other: i64,
    },
    /// The settings.
    Settings,
}
