//! Questions: each reads what a page or an answer needs and builds its view. There is one file for each page, and
//! nothing here changes the records.

pub mod application;
pub mod applications;
pub mod backups;
pub mod call;
pub mod duplicates;
pub mod export;
pub mod form_cards;
pub mod health;
pub mod host;
pub mod import;
pub mod interview;
pub mod interview_preview;
pub mod links;
pub mod merge;
pub mod panel;
pub mod people;
pub mod person;
pub mod reply_form;
pub mod rescue;
pub mod settings;
pub mod template;
pub mod templates;
pub mod today;
pub mod touch_form;
pub mod tray;
pub mod when;
pub mod window;
pub mod write;
