//! `afterword doctor`: checks everything that reminders and records depend on, or sends a test reminder. If the records
//! cannot be opened, `rescue.rs` runs instead.

use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::{doctor, health};

/// Say how the reminders fare on this machine.
#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// Send a test reminder instead, and say what came of it.
    #[arg(long)]
    pub(crate) test: bool,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: DoctorArgs) -> Result<()> {
    if args.test {
        let tested = health::test_reminder(&context.store, context.moment)?;
        return context.output.done(&tested.text, None, None, None);
    }
    context.output.report(&doctor::report(&context.store, context.moment)?)
}
