//! `afterword agenda`: lists what there is to do.

use afterword_core::input;
use afterword_core::snapshot::{Moment, Snapshot};
use afterword_core::views::agenda::{self, AgendaStep};
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::print::{self, Output};

/// List what there is to do.
#[derive(Debug, Args)]
pub(crate) struct AgendaArgs {
    /// Answer for this moment instead of now; all recorded facts count.
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// Only what is due within so many days.
    #[arg(long, value_name = "N")]
    days: Option<i64>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: AgendaArgs) -> Result<()> {
    let mut snapshot = context.snapshot()?;
    if let Some(at) = &args.at {
        let now = input::past_moment("--at", at, None, snapshot.present(), &snapshot.facts)?;
        snapshot = Snapshot::take(&context.store, Moment { now, ..context.moment })?;
    }
    print_steps(&context.output, &agenda::agenda(&snapshot, args.days), &snapshot)
}

fn print_steps(output: &Output, steps: &[AgendaStep], snapshot: &Snapshot) -> Result<()> {
    if output.json {
        return output.json(&steps);
    }
    if steps.is_empty() {
        return output.sentence(&snapshot.words.plain("headline-quiet"));
    }
    for step in steps {
        output.sentence(&print::step_line(step))?;
        output.sentence(&format!("    {}", step.why))?;
    }
    Ok(())
}
