//! The database: one file, one connection for each process, and two ways in. `read` sees a snapshot, `write` is all or
//! nothing. Each table has a file in `table`; the machinery is beside it. Nothing here knows a rule or a word.

pub mod backup;
pub mod check;
mod connection;
mod database;
pub mod dump;
mod facts;
pub mod files;
pub mod journal;
mod lock;
pub mod migration;
pub mod open;
pub mod replace;
mod row;
mod rows;
pub mod sample;
pub mod sequences;
mod session;
mod step_column;
pub mod table;

pub use database::{Store, sqlite_version};
pub use facts::facts;
pub use files::FILE_NAME;
pub use migration::APPLICATION_ID;
pub use row::next_uid;
pub use session::Session;
pub use table::{
    applications, attachments, closures, companies, contacts, deliveries, interviews, not_duplicates, reminders,
    replies, saved_forms, settings, skips, snoozes, status, templates, touches,
};
