//! `afterword done`: records that a step was done.

use afterword_core::domain::codes::{Channel, Outcome};
use afterword_core::use_cases::steps;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::values;

/// Record that a step was done.
#[derive(Debug, Args)]
pub(crate) struct DoneArgs {
    /// The step, as the agenda names it.
    step: String,
    /// By which way.
    #[arg(long, value_parser = values::one_of(Channel::ALL, Channel::code))]
    channel: Option<Channel>,
    /// With which outcome.
    #[arg(long, value_parser = values::one_of(Outcome::ALL, Outcome::code))]
    outcome: Option<Outcome>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: DoneArgs) -> Result<()> {
    let key = steps::key(&args.step)?;
    context.told(steps::done(&context.store, context.moment, key, args.channel, args.outcome)?, None)
}
