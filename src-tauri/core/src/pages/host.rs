//! What only the program around the core knows: the state of the session and of the data folder. The program passes it
//! along with each question.

use std::path::PathBuf;
use std::sync::Arc;

use crate::exchange::parsed_file::ParsedFile;
use crate::use_cases::backup_files;
use crate::views::settings::{Fact, HealthView};

/// What only the program around the core knows. It is passed along with each question.
#[derive(Debug, Default)]
pub struct Host {
    /// The state of the reminders.
    pub health: HealthView,
    /// The data folder.
    pub data: PathBuf,
    /// The backups of that folder, each with what it holds.
    pub backups: backup_files::InspectedBackups,
    /// Facts about this installation, for the settings page.
    pub facts: Vec<Fact>,
    /// Whether the reminders start with the session; none if that cannot be set.
    pub starts_at_login: Option<bool>,
    /// The file that is open for import.
    pub parsed_file: Option<Arc<ParsedFile>>,
}
