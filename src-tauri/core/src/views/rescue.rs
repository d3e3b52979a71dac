//! The page that is shown if the database cannot be opened.

use serde::Serialize;
use ts_rs::TS;

use crate::views::backups::BackupRow;

/// The page that is shown if the database cannot be opened.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct RescueView {
    /// The fixed labels by message id.
    pub messages: std::collections::BTreeMap<String, String>,
    /// The language of the labels, a BCP 47 tag.
    pub language: String,
    /// What is wrong, what is kept, and what to do.
    pub sentence: String,
    /// Whether the database should be replaced by a backup. If not, it only could not be reached.
    pub replaceable: bool,
    /// Whether restoring the newest backup is the advised choice. It is so only if the database is damaged: one from a
    /// newer version is sound.
    pub advisable: bool,
    /// The folder with the database.
    pub folder: String,
    /// The backups, latest first.
    pub rows: Vec<BackupRow>,
}
