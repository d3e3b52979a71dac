//! `afterword people`: lists people, or finds them.

use afterword_core::domain::facts::Contact;
use afterword_core::store::contacts;
use afterword_core::views::record;
use clap::Args;

use crate::cli::context::CommandContext;
use crate::cli::failure::Result;
use crate::cli::print::Output;

/// List people, or find them.
#[derive(Debug, Args)]
pub(crate) struct PeopleArgs {
    /// Part of a name, company, address or number.
    query: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(context: &CommandContext, args: PeopleArgs) -> Result<()> {
    let query = args.query.join(" ");
    let snapshot = context.snapshot()?;
    let found = context.store.read(|c| contacts::search(c, &query))?;
    let people: Vec<_> = found.iter().filter_map(|id| snapshot.facts.contacts.get(id)).collect();
    print_people(&context.output, &people)
}

fn print_people(output: &Output, people: &[&Contact]) -> Result<()> {
    if output.json {
        return output.json(&people.iter().map(|person| record::contact(person)).collect::<Vec<_>>());
    }
    for person in people {
        let card = &person.card;
        let parts = [&card.title, &card.company].into_iter().chain(&card.emails).chain(&card.phones);
        let rest: Vec<&str> = parts.map(String::as_str).filter(|p| !p.is_empty()).collect();
        output.sentence(&format!("{:>4}  {}  {}", person.id, card.name, rest.join(", ")))?;
    }
    Ok(())
}
