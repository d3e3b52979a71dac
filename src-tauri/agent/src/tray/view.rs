//! What the tray shows, and what the user can choose there.

/// What the user asked for in the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayCommand {
    /// Show the window; also what a click on the icon means.
    Open,
    /// Show the form for a new interview.
    NewInterview,
    /// This step is done.
    Done(String),
    /// Remind of this step later.
    Snooze(String),
    /// No reminders until tomorrow.
    PauseUntilTomorrow,
    /// Let reminders come again.
    Resume,
    /// End the agent.
    Quit,
}

/// What the tray shows. All words are ready for reading and are shown as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrayView {
    /// The name of the icon for screen readers and hosts that list names.
    pub title: String,
    /// The sentence shown when the pointer rests on the icon.
    pub tooltip: String,
    /// Whether something is due: the icon then asks for attention.
    pub due: bool,
    /// The menu, from top to bottom.
    pub entries: Vec<TrayEntry>,
}

/// A line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayEntry {
    /// A line to read, not to choose.
    Text(String),
    /// A line to choose.
    Command {
        /// What it says.
        label: String,
        /// What choosing it sends to the agent.
        command: TrayCommand,
    },
    /// A menu within the menu.
    Menu {
        /// What it says.
        label: String,
        /// Its lines.
        entries: Vec<TrayEntry>,
    },
    /// A line between groups.
    Separator,
}

/// Why there is no tray now. Try again later: the session bus may not be up yet.
#[derive(Debug, thiserror::Error)]
#[error("the tray icon cannot be offered: {0}")]
pub struct TrayError(pub(super) String);
