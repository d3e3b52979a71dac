//! One file per table: how its rows are read and written.

pub mod applications;
pub mod attachments;
pub mod closures;
pub mod companies;
pub mod contacts;
pub mod deliveries;
pub mod interviews;
pub mod not_duplicates;
pub mod reminders;
pub mod replies;
pub mod saved_forms;
pub mod settings;
pub mod skips;
pub mod snoozes;
pub mod status;
pub mod templates;
pub(super) mod tombstone;
pub mod touches;
