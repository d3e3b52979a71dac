//! Input: forms as typed, and the values they are parsed into.

pub mod card;
pub mod export;
pub mod import;
pub mod interview;
pub mod interview_json;
pub mod letter;
pub mod parsed_interview;
pub mod person;
pub mod reply;
pub mod saved_form;
pub mod template;
pub mod touch;
pub mod when;
