//! The tests of the core, in one binary, so that it links once. A module is named after what it tests: a file or folder
//! of the source, or something that must hold of all of it (`directions`, `structure`, `words`, `properties`,
//! `durability`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod app;
mod backups;
mod calendar;
mod card_text;
mod cards;
mod charts;
mod child;
mod damage;
mod directions;
mod drafts;
mod durability;
mod exports;
mod forms;
mod fuzz;
mod hostile;
mod imports;
mod index;
mod injection;
#[path = "../fixtures/large.rs"]
mod large;
mod links;
mod merge;
mod migrations;
mod oracle;
mod people;
mod plan;
mod properties;
// Python programs that `make test` installs.
#[cfg(target_os = "linux")] // It needs the tools of `make test`.
mod readers;
mod reminders;
mod sample;
mod scheduler;
mod settings;
mod simulate;
mod steps;
mod store;
mod structure;
mod summaries;
mod undo;
mod views;
mod when;
mod words;
mod world;
mod zones;
