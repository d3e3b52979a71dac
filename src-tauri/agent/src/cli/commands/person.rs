//! `afterword person`: removes a person, takes one out of the records for good, merges two people who are one, or keeps apart two
//! who look alike.

use std::collections::BTreeMap;

use afterword_core::domain::codes::{CardField, Side};
use afterword_core::forms::person::Erasure;
use afterword_core::use_cases::{merge, people};
use afterword_core::views::duplicates::{DuplicatesView, PairRow, duplicates};
use clap::Subcommand;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::print::Output;
use crate::cli::values;

/// Remove a person, merge two cards of one person, or take a person out of the records for good.
#[derive(Debug, Subcommand)]
pub(crate) enum PersonCommand {
    /// Remove a person and every mention of them. This can be undone, and until then the undo log holds them.
    Remove {
        /// The person's number.
        id: i64,
    },
    /// Delete a person and every note on them. This cannot be undone, nor can what was done before it.
    Delete {
        /// The person's number.
        id: i64,
    },
    /// List the people who may be one person.
    Duplicates,
    /// Make two people one; the second goes, with everything that happened handed on.
    Merge {
        /// The number of the one who stays.
        keep: i64,
        /// The number of the one who goes.
        other: i64,
        /// Whose field stays: keep, other or both.
        #[arg(long, value_name = "FIELD=SIDE", value_parser = values::pair::<CardField, Side>)]
        take: Vec<(CardField, Side)>,
    },
    /// Say that two people who look alike are two.
    Apart {
        /// The number of the one.
        one: i64,
        /// The number of the other.
        other: i64,
    },
    /// Take only the person out of the history. This cannot be undone, nor can what was done before it.
    Anonymise {
        /// The person's number.
        id: i64,
    },
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, command: PersonCommand) -> Result<()> {
    let (store, moment) = (&context.store, context.moment);
    match command {
        PersonCommand::Remove { id } => context.told(people::remove(store, moment, id)?, None),
        PersonCommand::Delete { id } => context.told(people::erase(store, moment, id, Erasure::DeleteForGood)?, None),
        PersonCommand::Anonymise { id } => context.told(people::erase(store, moment, id, Erasure::Anonymise)?, None),
        PersonCommand::Duplicates => {
            let snapshot = context.snapshot()?;
            let pairs = store.read(|c| afterword_core::pages::duplicates::pairs(c, &snapshot))?;
            print_duplicates(&context.output, &duplicates(&snapshot, &pairs))
        }
        PersonCommand::Merge { keep, other, take } => {
            let chosen: BTreeMap<CardField, Side> = take.into_iter().collect();
            context.told(merge::merge(store, moment, keep, other, &chosen)?, None)
        }
        PersonCommand::Apart { one, other } => context.told(merge::keep_apart(store, moment, one, other)?, None),
    }
}

fn print_duplicates(output: &Output, view: &DuplicatesView) -> Result<()> {
    if output.json {
        return output.json(&view.pairs);
    }
    output.sentence(&view.summary)?;
    let line = |pair: &PairRow| {
        format!("{:>5} {:>5}  {}  /  {}  {}", pair.keep, pair.other, pair.first, pair.second, pair.why)
    };
    view.pairs.iter().try_for_each(|pair| output.sentence(&line(pair)))
}
