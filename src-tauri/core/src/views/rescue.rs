//! What there is to say, and to choose from, where the database cannot be opened.

use serde::Serialize;
use ts_rs::TS;

use crate::views::backups::BackupRow;

/// What there is to say, and to do, where the database cannot be opened.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct RescueView {
    /// Every fixed label by id.
    pub messages: std::collections::BTreeMap<String, String>,
    /// BCP 47.
    pub language: String,
    /// What is the matter, what is kept, and what to do.
    pub sentence: String,
    /// Whether a backup can take the place of the records; else they are to be reached first.
    pub replaceable: bool,
    /// Whether that is the first thing to do. Records of a newer version are sound.
    pub advisable: bool,
    /// Where the records lie.
    pub folder: String,
    /// The backups, latest first.
    pub rows: Vec<BackupRow>,
}
