//! `afterword skip`: leaves a step out.

use afterword_core::use_cases::steps;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;

/// Leave a step out.
#[derive(Debug, Args)]
pub(crate) struct SkipArgs {
    /// The step, as the agenda names it.
    step: String,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: SkipArgs) -> Result<()> {
    context.told(steps::skip(&context.store, context.moment, steps::key(&args.step)?)?, None)
}
