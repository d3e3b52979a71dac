//! What the window and the command line show: finished sentences and values, computed from a snapshot. The types are
//! serialised, and ts-rs generates the window's types from them. Each page has a file here with its view and the pure
//! functions that build it from a snapshot. Where a page needs more than a snapshot, its file in `pages` reads that and
//! fills the view.

pub mod agenda;
pub mod application;
pub mod application_people;
pub mod application_row;
pub mod applications;
pub mod backups;
pub mod board;
pub mod call;
pub mod card;
pub mod card_reading;
pub mod charts;
pub mod choice;
pub mod duplicates;
pub mod export;
pub mod icon;
pub mod import;
pub mod import_record;
pub mod interview;
pub mod list;
pub mod merge;
pub mod page_ref;
pub mod panel;
pub mod people;
pub mod person;
pub mod record;
pub mod remarks;
pub mod reply_form;
pub mod rescue;
pub mod settings;
pub mod step_row;
pub mod template;
pub mod templates;
pub mod timeline;
pub mod today;
pub mod touch_form;
pub mod when;
pub mod window;
pub mod write;
