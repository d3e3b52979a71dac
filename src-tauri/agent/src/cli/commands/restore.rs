//! `afterword restore`: replaces all records by those of a backup. If the records cannot be opened, `rescue.rs` does
//! that.

use afterword_core::error::Error;
use afterword_core::use_cases::restore;
use afterword_core::wording::Words;
use clap::Args;

use crate::cli::context::{CommandContext, printed};
use crate::cli::failure::Result;

/// Put a backup in the place of everything; without one, list them. What is there now is kept.
#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// A backup by its name, `latest` for the newest that is sound, or a file.
    #[arg(conflicts_with = "anew")]
    pub(crate) from: Option<String>,
    /// Only say what is in it.
    #[arg(long, requires = "from", conflicts_with = "anew")]
    pub(crate) dry_run: bool,
    /// Where the records cannot be opened: put them aside and begin with nothing.
    #[arg(long)]
    pub(crate) anew: bool,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: RestoreArgs) -> Result<()> {
    if args.anew {
        return Err(Error::conflict("error-anew").into());
    }
    let Some(from) = args.from else { return context.list_backups() };
    if args.dry_run {
        let snapshot = context.snapshot()?;
        let found =
            afterword_core::pages::backups::found(&context.folder, &from, context.moment.now, &snapshot.calendar())?;
        return context.output.backup(&found);
    }
    let done = restore::restore(&context.store, context.moment, &from)?;
    let kept = done.value.clone();
    context.told(done, None)?;
    // A program needs no hint: the JSON that was printed holds the number for `undo`.
    if context.output.json {
        return Ok(());
    }
    printed(context.output.sentence(&Words::english().say("restore-back", &[("name", kept.into())])))
}
