//! `afterword settings`: shows the settings, or changes one.

use std::path::{Path, PathBuf};

use afterword_core::settings;
use afterword_core::use_cases::settings::{START_AT_LOGIN, holidays_from_file};
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::{Failure, Result};
use crate::cli::print::Output;

/// Show the settings, or change one.
#[derive(Debug, Args)]
pub(crate) struct SettingsArgs {
    /// Its name.
    key: Option<String>,
    /// Its new value.
    #[arg(conflicts_with = "ics")]
    value: Option<String>,
    /// Add the all-day events of a calendar file to the holidays.
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: SettingsArgs) -> Result<()> {
    if let Some(file) = &args.ics {
        return add_holidays(context, args.key.as_deref(), file);
    }
    let snapshot = context.snapshot()?;
    match (args.key, args.value) {
        (Some(key), Some(value)) => {
            context.told(crate::settings::set(&context.store, context.moment, &key, &value)?, None)
        }
        (Some(key), None) if key == START_AT_LOGIN => print_one(&context.output, &starts_at_login()),
        (Some(key), None) => print_one(&context.output, &settings::get(&snapshot.settings, &key)?),
        (None, _) => {
            let mut all = settings::all(&snapshot.settings);
            all.push((START_AT_LOGIN, starts_at_login()));
            print_all(&context.output, &all)
        }
    }
}

/// Whether the session starts the agent, as text; empty if that could not be found out.
fn starts_at_login() -> String {
    crate::settings::starts_at_login().map(|on| on.to_string()).unwrap_or_default()
}

fn add_holidays(context: &CommandContext, key: Option<&str>, file: &Path) -> Result<()> {
    if key != Some("holidays") {
        return Err(Failure::Usage("--ics is for the holidays: afterword settings holidays --ics FILE".to_owned()));
    }
    context.told(holidays_from_file(&context.store, context.moment, file)?, None)
}

fn print_one(output: &Output, value: &str) -> Result<()> {
    if output.json { output.json(&value) } else { output.lines(value) }
}

fn print_all(output: &Output, all: &[(&'static str, String)]) -> Result<()> {
    if output.json {
        let map: serde_json::Map<_, _> = all.iter().map(|(k, v)| ((*k).to_owned(), v.clone().into())).collect();
        return output.json(&map);
    }
    let width = all.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    all.iter().try_for_each(|(key, value)| output.sentence(&format!("{key:width$}  {value}")))
}
