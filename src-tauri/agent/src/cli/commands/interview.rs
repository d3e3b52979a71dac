//! `afterword interview`: enters an interview from JSON, changes it, moves it, calls it off and on again.

use std::path::{Path, PathBuf};

use afterword_core::forms::interview_json;
use afterword_core::use_cases::interviews;
use afterword_core::views::agenda;
use afterword_core::views::record::Entered;
use afterword_core::wording::Words;
use clap::Subcommand;

use crate::cli::context::{CommandContext, printed};
use crate::cli::failure::{Failure, Result};
use crate::cli::values;

/// Enter an interview, or change one.
#[derive(Debug, Subcommand)]
pub(crate) enum InterviewCommand {
    /// Enter an interview from a JSON file, or from standard input.
    Add {
        /// The file, or -.
        file: PathBuf,
    },
    /// Change the fields of an interview that a JSON file names.
    Edit {
        /// The interview's number.
        id: i64,
        /// The file, or -.
        file: PathBuf,
    },
    /// Move an interview to another time.
    Move {
        /// The interview's number.
        id: i64,
        /// When it will be.
        when: String,
    },
    /// Call an interview off.
    Cancel {
        /// The interview's number.
        id: i64,
    },
    /// Call a cancelled interview back on.
    Restore {
        /// The interview's number.
        id: i64,
    },
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, command: InterviewCommand) -> Result<()> {
    let (store, moment) = (&context.store, context.moment);
    match command {
        InterviewCommand::Add { file } => enter(context, None, &file),
        InterviewCommand::Edit { id, file } => enter(context, Some(id), &file),
        InterviewCommand::Move { id, when } => context.told(interviews::move_to(store, moment, id, &when)?, None),
        InterviewCommand::Cancel { id } => context.told(interviews::set_cancelled(store, moment, id, true)?, None),
        InterviewCommand::Restore { id } => context.told(interviews::set_cancelled(store, moment, id, false)?, None),
    }
}

/// Enters or edits an interview from JSON, and prints its ids and plan, always as JSON.
fn enter(context: &CommandContext, edits: Option<i64>, file: &Path) -> Result<()> {
    let text = values::text_of(file)?;
    let json = serde_json::from_str(&text).map_err(|error| {
        let args = [("detail", error.to_string().into())];
        Failure::Said(Words::english().say("error-unknown-field", &args))
    })?;
    let snapshot = context.snapshot()?;
    let form = interview_json::form_from_json(&snapshot, edits, json)?;
    let done = interviews::save(&context.store, context.moment, &form)?;
    context.tell_agent();
    context.warn(done.warning.as_deref());
    let entered = Entered {
        application: done.value.application.0,
        interview: done.value.interview.0,
        contacts: done.value.contacts.iter().map(|c| c.0).collect(),
        plan: agenda::of_application(&done.snapshot, done.value.application.0),
    };
    printed(context.output.json(&entered))
}
