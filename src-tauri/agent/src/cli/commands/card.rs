//! `afterword card`: reads the fields of a card from a text and prints them. Saves nothing.

use std::path::PathBuf;

use afterword_core::pages::import;

use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::values;

/// Read the fields of a card off a text (a namecard, a signature) and print them; nothing is saved.
#[derive(Debug, Args)]
pub(crate) struct CardArgs {
    /// The file, or -.
    file: PathBuf,
}

/// Runs the command. It prints JSON in any case.
pub(crate) fn run(context: &CommandContext, args: CardArgs) -> Result<()> {
    let reading = import::card_reading(&context.snapshot()?, &values::text_of(&args.file)?);
    context.output.json(&reading.card)
}
