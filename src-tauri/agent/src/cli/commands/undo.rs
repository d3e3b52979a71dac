//! `afterword undo`: takes a change back.

use afterword_core::use_cases;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;

/// Take the last change back.
#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    /// A change by its number instead of the last.
    entry: Option<i64>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: UndoArgs) -> Result<()> {
    context.told(use_cases::undo::undo(&context.store, context.moment, args.entry)?, None)
}
