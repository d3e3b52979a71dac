//! `afterword backup`: makes a backup; lists, deletes or moves them.

use std::path::{Path, PathBuf};

use afterword_core::error::Error;
use afterword_core::use_cases::backups;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;

/// The word for the folder that backups go to unless another one is chosen.
const USUAL: &str = "usual";

/// Make a backup now; or list, delete or move them.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct BackupArgs {
    /// List the backups there are.
    #[arg(long)]
    pub(crate) list: bool,
    /// Delete a backup, by its name.
    #[arg(long, value_name = "NAME")]
    delete: Option<String>,
    /// Make backups in this folder from now on; `usual` for the one beside the records.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: BackupArgs) -> Result<()> {
    let (store, moment) = (&context.store, context.moment);
    if args.list {
        return context.list_backups();
    }
    if let Some(name) = args.delete {
        return context.told(backups::delete(store, moment, &name)?, None);
    }
    if let Some(folder) = args.folder {
        let chosen = (folder != Path::new(USUAL)).then(|| std::path::absolute(&folder)).transpose();
        let chosen = chosen.map_err(Error::from)?;
        return context.told(backups::choose_folder(store, moment, chosen.as_deref())?, None);
    }
    context.told(backups::make_asked(store, moment)?, None)
}
