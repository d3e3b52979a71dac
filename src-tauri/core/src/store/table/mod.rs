//! One file per table: how its rows are read and written.

pub mod applications;
pub mod attachments;
pub mod contacts;
pub mod deliveries;
pub mod interviews;
pub mod not_duplicates;
pub mod reminders;
pub mod saved_forms;
pub mod settings;
pub mod templates;
pub(super) mod tombstone;
pub mod touches;
