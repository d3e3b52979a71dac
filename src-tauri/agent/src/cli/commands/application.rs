//! `afterword application`: closes an application, opens it again, deletes it, or gives it another lead.

use afterword_core::domain::codes::CloseOutcome;
use afterword_core::use_cases::applications;
use clap::Subcommand;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::values;

/// Close an application, open it again, or give it another lead.
#[derive(Debug, Subcommand)]
pub(crate) enum ApplicationCommand {
    /// End its steps.
    Close {
        /// The application's number.
        id: i64,
        /// How it ended.
        #[arg(
            long,
            default_value_t = CloseOutcome::LetRest,
            value_parser = values::one_of(CloseOutcome::ALL, CloseOutcome::code)
        )]
        outcome: CloseOutcome,
    },
    /// Bring its steps back.
    Reopen {
        /// The application's number.
        id: i64,
    },
    /// Delete it with everything on it; its people stay.
    Delete {
        /// The application's number.
        id: i64,
    },
    /// Send its check-ins to somebody else.
    Lead {
        /// The application's number.
        id: i64,
        /// The person's number.
        contact: i64,
    },
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, command: ApplicationCommand) -> Result<()> {
    let (store, moment) = (&context.store, context.moment);
    let done = match command {
        ApplicationCommand::Close { id, outcome } => applications::close(store, moment, id, outcome)?,
        ApplicationCommand::Reopen { id } => applications::reopen(store, moment, id)?,
        ApplicationCommand::Delete { id } => applications::delete(store, moment, id)?,
        ApplicationCommand::Lead { id, contact } => applications::lead(store, moment, id, contact)?,
    };
    context.told(done, None)
}
