//! `afterword snooze`: reminds of a step later.

use afterword_core::pages::when;
use afterword_core::use_cases::steps;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;

/// Be reminded of a step later; the plan stays as it is.
#[derive(Debug, Args)]
pub(crate) struct SnoozeArgs {
    /// The step, as the agenda names it.
    step: String,
    /// Until when.
    #[arg(long, value_name = "WHEN")]
    until: String,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: SnoozeArgs) -> Result<()> {
    let key = steps::key(&args.step)?;
    let until = when::until(&context.snapshot()?, &args.until)?;
    context.told(steps::snooze(&context.store, context.moment, key, until)?, None)
}
