//! What a user can do, one file for each theme. Each change takes the present moment and returns what was recorded,
//! with a sentence that says so. The window, the command line, the tray and the notifications all call these functions.

pub mod applications;
pub mod backup_files;
pub mod backups;
pub mod calendar_file;
pub mod change;
pub mod drafts;
pub mod exports;
pub mod import_comparison;
pub mod imports;
pub mod interviews;
pub mod merge;
pub mod people;
pub mod reindex;
pub mod reminders;
pub mod replies;
pub mod rescue;
pub mod restore;
pub mod sample;
pub mod settings;
pub mod soundness;
pub mod start_offer;
pub mod steps;
pub mod templates;
pub mod touches;
pub mod undo;
