//! `afterword touch`: records what the user did.

use afterword_core::domain::codes::{Channel, Outcome, TouchKind};
use afterword_core::forms::touch::TouchForm;
use afterword_core::use_cases::touches;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::values;

/// Record what you did.
#[derive(Debug, Args)]
pub(crate) struct TouchArgs {
    /// The application's number.
    #[arg(long)]
    application: i64,
    /// The person's number; the lead without it.
    #[arg(long)]
    contact: Option<i64>,
    /// What it was for.
    #[arg(long, default_value_t = TouchKind::CheckIn, value_parser = values::one_of(TouchKind::ALL, TouchKind::code))]
    kind: TouchKind,
    /// By which way.
    #[arg(long, default_value_t = Channel::Email, value_parser = values::one_of(Channel::ALL, Channel::code))]
    channel: Channel,
    /// What came of it; without it, what is usual for the channel.
    #[arg(long, value_parser = values::one_of(Outcome::ALL, Outcome::code))]
    outcome: Option<Outcome>,
    /// When it was; now without it.
    #[arg(long, value_name = "WHEN", default_value = "")]
    at: String,
    /// Anything to remember.
    #[arg(long, default_value = "")]
    note: String,
    /// The step it answers.
    #[arg(long)]
    step: Option<String>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: TouchArgs) -> Result<()> {
    let contact = match args.contact {
        Some(id) => Some(id),
        None => {
            let snapshot = context.snapshot()?;
            snapshot.application(args.application)?.lead.map(|l| l.0)
        }
    };
    let form = TouchForm {
        application: args.application,
        contact,
        kind: args.kind.into(),
        channel: args.channel.into(),
        outcome: args.outcome.unwrap_or_else(|| Outcome::usual(args.channel)).into(),
        when: args.at,
        note: args.note,
        step: args.step,
        named: String::new(),
    };
    let done = touches::save(&context.store, context.moment, &form)?;
    let id = done.value.0;
    context.told(done, Some(("touch", id)))
}
