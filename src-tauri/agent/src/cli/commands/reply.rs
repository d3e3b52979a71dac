//! `afterword reply`: records what the company did, such as an answer.

use afterword_core::domain::codes::Meaning;
use afterword_core::forms::reply::ReplyForm;
use afterword_core::use_cases::replies;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::values;

/// Record what they did.
#[derive(Debug, Args)]
pub(crate) struct ReplyArgs {
    /// The application's number.
    #[arg(long)]
    application: i64,
    /// The person's number.
    #[arg(long)]
    contact: Option<i64>,
    /// What it means.
    #[arg(long, value_parser = values::one_of(Meaning::ALL, Meaning::code))]
    meaning: Meaning,
    /// The date they named.
    #[arg(long, value_name = "DATE", default_value = "")]
    follow_up_on: String,
    /// The day they promised to answer by.
    #[arg(long, value_name = "DATE", default_value = "")]
    reply_promised_by: String,
    /// When it was; now without it.
    #[arg(long, value_name = "WHEN", default_value = "")]
    at: String,
    /// Where it stands, in their words.
    #[arg(long, default_value = "")]
    stands: String,
    /// Anything to remember.
    #[arg(long, default_value = "")]
    note: String,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: ReplyArgs) -> Result<()> {
    let form = ReplyForm {
        application: args.application,
        contact: args.contact,
        when: args.at,
        meaning: args.meaning.into(),
        follow_up_on: args.follow_up_on,
        reply_promised_by: args.reply_promised_by,
        stands: args.stands,
        note: args.note,
    };
    let done = replies::save(&context.store, context.moment, &form)?;
    let id = done.value.0;
    context.told(done, Some(("reply", id)))
}
