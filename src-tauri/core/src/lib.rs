//! The core of Afterword: the rules of following up, the records they are computed from, and the words they are
//! told in. No window, no bus, no clock: `now` comes in as an argument.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod domain;
pub mod error;
pub mod exchange;
pub mod forms;
pub mod input;
pub mod letters;
pub mod pages;
pub mod reports;
pub mod scheduler;
pub mod settings;
pub mod snapshot;
pub mod store;
pub mod use_cases;
pub mod views;
pub mod wire;
pub mod wording;
