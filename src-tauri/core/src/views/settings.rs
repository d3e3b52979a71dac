//! The settings page, described so that the window needs no knowledge of any single setting.

use serde::Serialize;
use ts_rs::TS;

use crate::views::choice::Choice;

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SettingsView {
    /// The settings in groups.
    pub groups: Vec<SettingGroup>,
    /// The state of the backups, in one sentence.
    pub backups: String,
    /// Facts about this installation, such as its version and folder.
    pub facts: Vec<Fact>,
}

/// Whether reminders work on this machine.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct HealthView {
    /// One sentence on whether reminders work.
    pub sentence: String,
    /// Whether they work.
    pub well: bool,
    /// Details: the notification service and what it can do, the last and the next reminder, and whether reminders
    /// start with the session.
    pub facts: Vec<Fact>,
}

/// A group of settings under a title.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SettingGroup {
    /// Its title.
    pub title: String,
    /// Its settings.
    pub fields: Vec<SettingField>,
    /// Whether reminders work; only in the group about reminders.
    pub health: Option<HealthView>,
}

/// One setting.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SettingField {
    /// Its key, as on the command line.
    pub key: String,
    /// Its name.
    pub label: String,
    /// What it does; may be empty.
    pub hint: String,
    /// Its value as text.
    pub value: String,
    /// How it is entered.
    pub control: Control,
    /// The choices, if there are any.
    pub choices: Vec<Choice>,
    /// The least number allowed.
    pub min: Option<u32>,
    /// The greatest number allowed.
    pub max: Option<u32>,
}

/// How a setting is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs, reason = "each names its control")]
pub enum Control {
    Time,
    Number,
    Text,
    Lines,
    Dates,
    Choice,
    Zone,
    Days,
    Switch,
}

/// A fact with its name.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// Its value.
    pub value: String,
}
