//! What only the program around the core knows, and hands in with a question.

use std::path::PathBuf;
use std::sync::Arc;

use crate::exchange::parsed_file::ParsedFile;
use crate::use_cases::backups;
use crate::views::settings::{Fact, HealthView};

/// What only the program around the core knows.
#[derive(Debug, Default)]
pub struct Host {
    /// How the reminders fare.
    pub health: HealthView,
    /// The data folder, and the backups of it.
    pub data: PathBuf,
    /// They, looked into.
    pub backups: backups::InspectedBackups,
    /// Things to know about this copy.
    pub facts: Vec<Fact>,
    /// Whether the reminders start with the session; none where that cannot be set.
    pub starts_at_login: Option<bool>,
    /// The file that is open to be imported.
    pub reading: Option<Arc<ParsedFile>>,
}
