//! The types and rules of following up: facts go in, a plan comes out.
//! Nothing here knows SQL, JSON, the clock or words; every function is a pure function of its arguments.

pub mod backup_retention;
pub mod calendar;
pub mod call_time;
pub mod card_field;
pub mod codes;
pub mod duplicates;
pub mod email;
pub mod facts;
pub mod guard;
pub mod ids;
pub mod import;
pub mod letter;
pub mod merge;
pub mod plan;
pub mod preview;
pub mod progress;
pub mod reason;
pub mod reminder;
pub mod settings;
pub mod step;
pub mod web;
pub mod when;

mod channel;
mod history;
