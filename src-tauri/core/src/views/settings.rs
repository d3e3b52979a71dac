//! The settings page, described so that the window can draw it without knowing any setting.

use serde::Serialize;
use ts_rs::TS;

use crate::views::choice::Choice;

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SettingsView {
    /// Settings in groups.
    pub groups: Vec<SettingGroup>,
    /// How the backups fare, in one sentence.
    pub backups: String,
    /// Things to know about this copy: version, folder.
    pub facts: Vec<Fact>,
}

/// How the reminders fare on this machine.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[ts(export)]
pub struct HealthView {
    /// In one sentence: whether they come.
    pub sentence: String,
    /// Whether they do.
    pub well: bool,
    /// The notification service and what it can do, the last reminder, the next one, the start with the session.
    pub facts: Vec<Fact>,
}

/// Some settings under a title.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SettingGroup {
    /// Its title.
    pub title: String,
    /// Its settings.
    pub fields: Vec<SettingField>,
    /// How the reminders fare, in the group that is about them.
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
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// The least number.
    pub min: Option<u32>,
    /// The greatest number.
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

/// A thing to know.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Fact {
    /// What the value is.
    pub label: String,
    /// How it is.
    pub value: String,
}
