//! `afterword export`: writes what is recorded to a file, or prints it.

use std::path::{Path, PathBuf};

use afterword_core::domain::codes::{ExportFormat, What};
use afterword_core::domain::ids::{ApplicationId, ContactId};
use afterword_core::forms::export::ExportRequest;
use afterword_core::input;
use afterword_core::use_cases::exports;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::context::CommandContext;
use crate::cli::failure::{Failure, Result};
use crate::cli::values;

/// Another name for the format `vcard`: the usual extension of such files.
const VCF: &str = "vcf";

/// Write your contacts, the record of what you did, what is planned, or everything to a file.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// In which format.
    #[arg(value_parser = format_parser())]
    format: Option<ExportFormat>,
    /// The same as an option.
    #[arg(long = "format", value_name = "FORMAT", conflicts_with = "format", value_parser = format_parser())]
    format_option: Option<ExportFormat>,
    /// What to write; without it, what the format is usually for.
    #[arg(long, value_name = "WHAT", value_parser = values::one_of(What::ALL, What::code))]
    what: Option<What>,
    /// Only this person; may be given again.
    #[arg(long, value_name = "ID")]
    person: Vec<i64>,
    /// Only this application.
    #[arg(long, value_name = "ID")]
    application: Option<i64>,
    /// Not before this day.
    #[arg(long, value_name = "DATE", default_value = "")]
    from: String,
    /// Not after this day.
    #[arg(long, value_name = "DATE", default_value = "")]
    to: String,
    /// The file to write; without it, or as -, it is printed.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only say what it would hold.
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: ExportArgs) -> Result<()> {
    let (store, moment) = (&context.store, context.moment);
    let Some(format) = args.format.or(args.format_option) else {
        return Err(Failure::Usage("name the format, as in: afterword export csv".to_owned()));
    };
    let usual = || What::ALL.iter().copied().find(|what| what.formats().contains(&format));
    let what = args.what.or_else(usual).unwrap_or(What::Contacts);
    let snapshot = context.snapshot()?;
    let request = ExportRequest {
        application: args.application.map(ApplicationId),
        people: args.person.iter().copied().map(ContactId).collect(),
        from: input::date("--from", &args.from, snapshot.present())?,
        to: input::date("--to", &args.to, snapshot.present())?,
        ..ExportRequest::all(what, format)
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) if !args.dry_run => {
            let done = exports::to_file(store, moment, &request, path)?;
            context.output.done(&done.text, None, None, None)
        }
        _ => {
            let exported = exports::make(store, moment, &request)?;
            if args.dry_run {
                return context.output.done(&exported.text, None, None, None);
            }
            context.output.bytes(&exported.bytes)
        }
    }
}

/// Reads a format by its name in the domain, or by its other name.
fn format_parser() -> impl TypedValueParser<Value = ExportFormat> {
    let named = |format: &ExportFormat| match format {
        ExportFormat::Vcard => PossibleValue::new(format.code()).alias(VCF),
        _ => PossibleValue::new(format.code()),
    };
    PossibleValuesParser::new(ExportFormat::ALL.iter().map(named)).try_map(|name| match name.as_str() {
        VCF => Ok(ExportFormat::Vcard),
        name => name.parse::<ExportFormat>(),
    })
}
