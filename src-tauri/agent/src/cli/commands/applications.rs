//! `afterword applications`: lists applications.

use afterword_core::views::application_row::{ApplicationRow, application_rows};
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::print::Output;

/// List applications.
#[derive(Debug, Args)]
pub(crate) struct ApplicationsArgs {}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, _args: ApplicationsArgs) -> Result<()> {
    print_applications(&context.output, &application_rows(&context.snapshot()?))
}

fn print_applications(output: &Output, rows: &[ApplicationRow]) -> Result<()> {
    if output.json {
        return output.json(&rows);
    }
    for row in rows {
        output
            .sentence(&format!("{:>4}  {}, {}  [{}]  {}", row.id, row.company, row.role, row.stage_label, row.next))?;
    }
    Ok(())
}
