//! `afterword draft`: prints what to write or say for a step, or writes it to a file. Records nothing.

use std::path::PathBuf;

use afterword_core::exchange::mailto::mailto;
use afterword_core::forms::letter::LetterForm;
use afterword_core::letters::occasion::Occasion;
use afterword_core::pages::write;
use afterword_core::use_cases::drafts;
use afterword_core::views::record::DraftRecord;
use clap::{Args, ValueEnum};

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;

/// Print what to write or say for a step.
#[derive(Debug, Args)]
pub(crate) struct DraftArgs {
    /// The step, as the agenda names it, or other:APPLICATION:CONTACT for a letter that no step asks for.
    step: String,
    /// A template by its name instead of the one that fits.
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// What it is made into.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file to write; without it the draft is printed.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What a draft is made into. These names exist only on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A text to read.
    Text,
    /// A link that a mail program opens.
    Mailto,
    /// A file for a mail program.
    Eml,
}

impl From<Format> for afterword_core::pages::write::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => afterword_core::pages::write::Format::Text,
            Format::Mailto => afterword_core::pages::write::Format::Mailto,
            Format::Eml => afterword_core::pages::write::Format::Eml,
        }
    }
}

/// Runs the command. What is missing from the draft is reported on standard error, or in the JSON.
pub(crate) fn run(context: &CommandContext, args: DraftArgs) -> Result<()> {
    let format = afterword_core::pages::write::Format::from(args.format);
    let occasion = Occasion::read(&args.step)?;
    let drafted = write::draft(&context.store, context.moment, occasion, args.template.as_deref())?;
    let missing = drafted.missing.iter().map(|missing| missing.text.clone());
    if context.output.json && args.output.is_none() {
        let letter = drafted.letter;
        return context.output.json(&DraftRecord {
            step: occasion.to_string(),
            template: drafted.template,
            language: drafted.language.to_string(),
            mailto: mailto(&letter).href,
            to: letter.to.map(|to| to.as_str().to_owned()),
            subject: letter.subject,
            body: letter.body,
            missing: missing.collect(),
            warnings: drafted.warnings,
        });
    }
    let snapshot = context.snapshot()?;
    drafted.warnings.iter().cloned().chain(missing).for_each(|remark| context.warn(Some(&remark)));
    if format == afterword_core::pages::write::Format::Mailto {
        let form = LetterForm {
            to: drafted.letter.to.as_ref().map(|to| to.as_str().to_owned()).unwrap_or_default(),
            subject: drafted.letter.subject.clone(),
            body: drafted.letter.body.clone(),
        };
        context.warn(
            Some(afterword_core::pages::write::measure(&snapshot, &form).mail.as_str()).filter(|mail| !mail.is_empty()),
        );
    }
    let bytes = afterword_core::pages::write::printed(&snapshot, occasion, &drafted.letter, format)?;
    match &args.output {
        Some(path) => context.output.done(&drafts::write_to(&snapshot, &bytes, path)?, None, None, None),
        None => context.output.bytes(&bytes),
    }
}
