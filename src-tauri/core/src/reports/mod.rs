//! What is written from the records for others to read: the contact summary, the record of activities, what is planned.

pub mod activity;
pub mod planned;
pub mod summary;
