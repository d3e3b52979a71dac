//! The command line: it reads the arguments, opens the records and runs the command. Its exit status is 0; 1 with one
//! sentence on standard error; 2 for a usage error. What a command does is written in the command's own file.

mod commands;
mod context;
mod failure;
mod print;
mod rescue;
mod values;
mod visible;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use afterword_core::input;
use afterword_core::snapshot::Moment;
use afterword_core::snapshot::Snapshot;
use afterword_core::store::Store;
use afterword_core::store::check::Depth;
use afterword_core::use_cases::soundness;
use afterword_core::wording::Words;
use clap::Parser;

use crate::{agent, clock, folders};
use commands::Command;
use context::CommandContext;
use failure::{Failure, Result};
use print::Output;

/// Runs the program on its arguments.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match run(cli) {
        Ok(()) | Err(Failure::Enough) => ExitCode::SUCCESS,
        Err(Failure::Core(error)) => {
            let field = error.field.as_deref().map(|f| format!(" ({f})")).unwrap_or_default();
            print::complain(&format!("{}{field}", Words::english().error(&error)));
            if error.code.is_unusable() {
                print::complain(&Words::english().plain("restore-hint"));
            }
            ExitCode::from(1)
        }
        Err(Failure::Said(sentence)) => {
            print::complain(&sentence);
            ExitCode::from(1)
        }
        Err(Failure::Usage(sentence)) => {
            print::complain(&sentence);
            ExitCode::from(2)
        }
    }
}

/// Prints a usage error, or the help or the version that was asked for.
fn usage(error: &clap::Error) -> ExitCode {
    // It quotes the arguments. Colours are left out where a terminal would obey more than them.
    let is_odd = std::env::args_os().any(|argument| {
        let argument = argument.to_string_lossy();
        visible::visible(&argument, visible::Extent::Line) != argument
    });
    if is_odd && std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        eprintln!("{}", visible::visible(&error.render().to_string(), visible::Extent::Lines));
    } else {
        drop(error.print());
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Say the right thing, to the right person, at the right time, after the interview.
///
/// Without a command, Afterword opens its window and keeps reminding in the background.
#[derive(Debug, Parser)]
#[command(name = "afterword", version, disable_help_subcommand = true)]
struct Cli {
    /// Only remind in the background; open no window.
    #[arg(long)]
    background: bool,
    /// Keep everything in this folder instead of the usual one (also: AFTERWORD_DATA_DIR).
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Read and print times in this zone instead of yours.
    #[arg(long, global = true, value_name = "ZONE")]
    zone: Option<String>,
    /// Print JSON.
    #[arg(long, global = true)]
    json: bool,
    /// What to do.
    #[command(subcommand)]
    command: Option<Command>,
}

fn run(cli: Cli) -> Result<()> {
    let folder = folders::data_dir(cli.data_dir);
    let zone = cli.zone.as_deref().map(|z| input::zone("--zone", z)).transpose()?.flatten();
    let moment = Moment { now: clock::now(), system_zone: clock::system_zone(), zone };
    let Some(command) = cli.command else {
        return agent::start(&folder, zone, !cli.background).map_err(Failure::Said);
    };
    let output = Output { json: cli.json };
    let store = match open(&folder, moment, &command) {
        Ok(store) => store,
        Err(error) => return rescue::Rescue { folder, moment, output, error }.run(command),
    };
    let context = CommandContext { store, folder, moment, output };
    let ran = command.run(&context);
    context.store.close();
    ran
}

/// Opens the records and checks that they can be read, because a file that opens may be damaged further in. A restore
/// checks thoroughly, because it first backs up the present records, and damaged ones must not be backed up.
fn open(folder: &Path, moment: Moment, command: &Command) -> afterword_core::error::Result<Store> {
    let store = Store::open(folder, moment.now)?;
    Snapshot::take(&store, moment)?;
    if matches!(command, Command::Restore(_)) {
        soundness::examine(folder, Depth::Full)?;
    }
    Ok(store)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use clap::CommandFactory;

    use super::*;

    fn parsed(line: &str) -> std::result::Result<Cli, clap::Error> {
        Cli::try_parse_from(line.split(' '))
    }

    #[test]
    fn the_arguments_of_all_commands_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_word_of_a_closed_set_is_taken() {
        let check = |line: &str| assert!(parsed(line).is_ok(), "docs/cli.md allows it: {line}");
        check("afterword application close 1 --outcome withdrawn");
        check("afterword person merge 1 2 --take title=other --take emails=both");
        check("afterword touch --application 1 --kind thank_you --channel phone --outcome voicemail");
        check("afterword reply --application 1 --meaning next_round");
        check("afterword done check_in:1:i1 --channel phone --outcome no_answer");
        check("afterword draft thank_you:1:1 --format eml");
        check("afterword import a.csv --alike leave_out --choose 0=fill:1 --column Who=What=name");
        check("afterword export vcf");
        check("afterword export --format vcard --what contacts");
    }

    #[test]
    fn any_other_word_is_a_usage_error_that_says_which_there_are() {
        let check = |line: &str, expect: &str| {
            let refused = parsed(line).unwrap_err();
            let said = refused.to_string();
            assert!(said.contains(expect), "{line}: {said}");
            assert_eq!(refused.exit_code(), 2, "docs/cli.md promises it for a usage error: {line}");
        };
        check("afterword application close 1 --outcome lost", "[possible values: offer, rejected, accepted, ");
        check("afterword done check_in:1:i1 --channel mail", "[possible values: email, phone, other]");
        check("afterword draft thank_you:1:1 --format pdf", "[possible values: text, mailto, eml]");
        check("afterword export pdf", "[possible values: csv, xlsx, vcard, vcard4, html, ics, json]");
        check("afterword person merge 1 2 --take title", r#""title" needs a = between its two sides"#);
        check("afterword person merge 1 2 --take title=mine", r#"unknown side "mine"; expected one of keep"#);
        check("afterword import a.csv --column Who=What=nam", r#"unknown column "nam"; expected one of left_out"#);
        check("afterword import a.csv --choose x=add", r#""x" is no number of an entry"#);
        check("afterword import a.csv --choose 0=drop", r#"unknown choice "drop"; expected one of add, update"#);
    }
}
