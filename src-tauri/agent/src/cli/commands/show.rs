//! `afterword show`: shows an application with everything recorded about it.

use afterword_core::views::application::{ApplicationView, application};
use afterword_core::views::record::{self, ApplicationRecord};
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::print::{self, Output};

/// Show an application with everything of it.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The application's number.
    id: i64,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: ShowArgs) -> Result<()> {
    let snapshot = context.snapshot()?;
    let record = record::application(&snapshot, args.id)?;
    print_application(&context.output, &record, &application(&snapshot, args.id)?)
}

fn print_application(output: &Output, record: &ApplicationRecord, view: &ApplicationView) -> Result<()> {
    if output.json {
        return output.json(record);
    }
    output.sentence(&format!("{}, {}", view.company, view.role))?;
    output.sentence(&view.summary)?;
    for person in &view.people {
        let lead = if person.lead { "*" } else { " " };
        output.sentence(&format!("{lead} {:>4}  {}  {}", person.id, person.name, person.line))?;
    }
    for step in &record.plan {
        output.sentence(&print::step_line(step))?;
    }
    view.timeline.iter().try_for_each(|event| output.sentence(&format!("- {}  {}", event.when, event.text)))
}
