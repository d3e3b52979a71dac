//! Files that others read. Text stays text: never markup, never a formula, never a header.

pub mod csv;
pub mod icalendar;
pub mod vcard;
