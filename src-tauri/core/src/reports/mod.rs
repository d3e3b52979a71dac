//! Reports made from the records for others to read: the contact summary, the activity report, and the plan.

pub mod activity;
pub mod planned;
pub mod summary;
