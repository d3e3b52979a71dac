//! What only the program around the core knows: the state of the session and of the data folder. It is handed in with
//! each question.

use std::path::PathBuf;
use std::sync::Arc;

use crate::exchange::parsed_file::ParsedFile;
use crate::use_cases::backup_files;
use crate::views::settings::{Fact, HealthView};

/// What only the program around the core knows, handed in with each question.
#[derive(Debug, Default)]
pub struct Host {
    /// How the reminders fare.
    pub health: HealthView,
    /// The data folder, and the backups of it.
    pub data: PathBuf,
    /// The backups in that folder, each with a count of what it holds.
    pub backups: backup_files::InspectedBackups,
    /// Things to know about this copy.
    pub facts: Vec<Fact>,
    /// Whether the reminders start with the session; none where that cannot be set.
    pub starts_at_login: Option<bool>,
    /// The file that is open to be imported.
    pub reading: Option<Arc<ParsedFile>>,
}
