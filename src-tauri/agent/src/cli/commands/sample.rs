//! `afterword sample`: fills an empty Afterword with a made-up job hunt, or takes that away again.

use afterword_core::use_cases::sample;
use clap::Subcommand;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;

/// Fill an empty Afterword with a made-up job hunt, or take that away again.
#[derive(Debug, Subcommand)]
pub(crate) enum SampleCommand {
    /// Add it; only where nothing was entered yet.
    Add,
    /// Take it away with everything done to it.
    Remove,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, command: SampleCommand) -> Result<()> {
    let done = match command {
        SampleCommand::Add => sample::add(&context.store, context.moment)?,
        SampleCommand::Remove => sample::remove(&context.store, context.moment)?,
    };
    context.told(done, None)
}
