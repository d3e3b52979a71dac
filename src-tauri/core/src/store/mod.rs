//! The database: one file, one connection a process, two ways in. `read` sees a snapshot, `write` is all or nothing.
//! One file per table in `table`, the machinery beside it; nothing here knows a rule or a word.

pub mod backup;
pub mod check;
mod database;
pub mod dump;
pub mod files;
pub mod journal;
pub mod migration;
pub mod open;
mod row;
pub mod sample;
pub mod sequences;
mod session;
pub mod table;

pub use database::{FILE_NAME, Store, facts, sqlite_version};
pub use migration::APPLICATION_ID;
pub use row::next_uid;
pub use session::Session;
pub use table::{
    applications, attachments, contacts, deliveries, interviews, not_duplicates, reminders, saved_forms, settings,
    templates, touches,
};
