//! `afterword import`: imports people and applications from files.

use std::io::Read;
use std::path::{Path, PathBuf};

use afterword_core::domain::codes::{Alike, Column};
use afterword_core::domain::import::{Choice, ImportOutcome, NotAChoice};
use afterword_core::error::Error;
use afterword_core::exchange::file_kind::MOST_OCTETS;
use afterword_core::exchange::parsed_file::ParsedFile;
use afterword_core::forms::import::ImportChange;
use afterword_core::snapshot::Snapshot;
use afterword_core::use_cases::import_comparison;
use afterword_core::use_cases::imports::{self, ImportObserver};
use afterword_core::views::import_record::ImportRecord;
use clap::Args;

use crate::cli::context::{CommandContext, printed};
use crate::cli::failure::{Failure, Result};
use crate::cli::print::{self, Output};
use crate::cli::values;

/// Take people and applications over from files: vCards, tables (CSV), pictures of QR codes.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The files, or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Only say what would come of it.
    #[arg(long)]
    dry_run: bool,
    /// What to do with all who may be people who are here.
    #[arg(long, value_name = "CHOICE", value_parser = values::one_of(Alike::ALL, Alike::code))]
    alike: Option<Alike>,
    /// What to do with one entry, as a dry run numbers them: add, update, leave_out or fill:PERSON.
    #[arg(long, value_name = "ENTRY=CHOICE", value_parser = entry_and_choice)]
    choose: Vec<(usize, Choice)>,
    /// What a column of a table means, by its name in the first row.
    #[arg(long, value_name = "COLUMN=MEANING", value_parser = values::pair::<String, Column>)]
    column: Vec<(String, Column)>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: ImportArgs) -> Result<()> {
    if args.files.len() > 1 && !args.choose.is_empty() {
        let sentence = "--choose names entries of one file; import the files one by one";
        return Err(Failure::Usage(sentence.to_owned()));
    }
    let output = &context.output;
    // All files are read before any is imported: one that cannot be read must not leave half of them imported.
    let readings = args.files.iter().map(|file| parse(file, &args)).collect::<Result<Vec<_>>>()?;
    let mut records = Vec::new();
    for parsed in readings {
        let mut listing = Listing { parsed: &parsed, whole: output.json || args.dry_run, record: None };
        if args.dry_run {
            let snapshot = context.snapshot()?;
            let outcomes = context.store.read(|c| import_comparison::outcomes(c, &snapshot, &parsed.records))?;
            listing.looked(&snapshot, &outcomes)?;
            listing.record.iter().try_for_each(|record| print_entries(output, record))?;
        } else {
            let done = match imports::take(&context.store, context.moment, &parsed, &mut listing) {
                Ok(done) => done,
                Err(error) if records.is_empty() => return Err(error.into()),
                // The files before are imported, whatever becomes of this one.
                Err(error) => {
                    if output.json {
                        output.json(&records)?;
                    }
                    let words = context.snapshot()?.words;
                    let args = [("file", parsed.name.as_str().into()), ("reason", words.cause(&error).into())];
                    return Err(Failure::Said(words.say("error-import-stopped", &args)));
                }
            };
            context.tell_agent();
            if let Some(record) = &mut listing.record {
                record.undo = done.undo;
                printed(print_taken(output, record, &done.text))?;
            }
        }
        records.extend(listing.record);
    }
    let listed = if output.json { output.json(&records) } else { Ok(()) };
    if args.dry_run { listed } else { printed(listed) }
}

/// Reads a file, and applies what the arguments say about its columns and entries.
fn parse(file: &Path, args: &ImportArgs) -> Result<ParsedFile> {
    let mut parsed = if file == Path::new("-") {
        let mut bytes = Vec::new();
        let most = MOST_OCTETS as u64 + 1;
        std::io::stdin().take(most).read_to_end(&mut bytes).map_err(Error::from)?;
        afterword_core::exchange::file_kind::read("-", &bytes)?
    } else {
        afterword_core::exchange::file_kind::read_file(file)?
    };
    for (name, meaning) in &args.column {
        let column = parsed.column(name).ok_or_else(|| Failure::Usage(format!("there is no column {name:?}")))?;
        parsed = parsed.with_column(column, *meaning)?;
    }
    if let Some(alike) = args.alike {
        parsed = parsed.with_alike(alike);
    }
    for (entry, choice) in &args.choose {
        let change = ImportChange::Choice { record: *entry, choice: choice.to_string() };
        parsed = afterword_core::pages::import::changed(parsed, &change)?;
    }
    Ok(parsed)
}

/// `ENTRY=CHOICE`: the number of an entry, and what to do with it.
fn entry_and_choice(text: &str) -> std::result::Result<(usize, Choice), String> {
    let (entry, choice) = values::sides(text)?;
    let entry = entry.parse::<usize>().map_err(|_| format!("{entry:?} is no number of an entry"))?;
    Ok((entry, choice.parse().map_err(|unknown: NotAChoice| unknown.to_string())?))
}

/// Collects what an import will do with each entry of a file, as things are when it begins.
struct Listing<'a> {
    parsed: &'a ParsedFile,
    /// Whether entries with nothing to remark on are listed too.
    whole: bool,
    record: Option<ImportRecord>,
}

impl ImportObserver for Listing<'_> {
    fn looked(&mut self, snapshot: &Snapshot, outcomes: &[ImportOutcome]) -> afterword_core::error::Result<()> {
        if let Some(entry) = self.parsed.impossible(outcomes) {
            return Err(Error::invalid("--choose", "error-import-impossible").with("entry", entry));
        }
        self.record = Some(afterword_core::views::import_record::import(snapshot, self.parsed, outcomes, self.whole));
        Ok(())
    }
}

/// Prints what a file would bring, one line per entry. With `--json`, all files are printed at the end instead.
fn print_entries(output: &Output, record: &ImportRecord) -> Result<()> {
    if output.json {
        return Ok(());
    }
    output.sentence(&format!("{}: {}", record.file, record.kind))?;
    for entry in &record.entries {
        let notes = if entry.notes.is_empty() { entry.details.clone() } else { entry.notes.join(" ") };
        let name = if entry.name.is_empty() { "-" } else { &entry.name };
        output.sentence(&format!(
            "{:>5}  line {:<6} {:18}  {:9}  {name}  {notes}",
            entry.entry, entry.line, entry.fate, entry.choice
        ))?;
    }
    Ok(())
}

/// Prints what a file brought, and on standard error what was left out and why. With `--json`, all files are printed at
/// the end instead.
fn print_taken(output: &Output, record: &ImportRecord, text: &str) -> Result<()> {
    if output.json {
        return Ok(());
    }
    for entry in record.entries.iter().filter(|entry| !entry.notes.is_empty()) {
        let name = if entry.name.is_empty() { String::new() } else { format!("{}: ", entry.name) };
        print::complain(&format!("{}, line {}: {name}{}", record.file, entry.line, entry.notes.join(" ")));
    }
    output.sentence(&format!("{}: {text}", record.file))
}
