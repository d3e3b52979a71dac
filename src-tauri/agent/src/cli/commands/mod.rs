//! The commands, and which file runs each.

mod agenda;
mod application;
mod applications;
pub(crate) mod backup;
mod card;
pub(crate) mod doctor;
mod done;
mod draft;
mod export;
mod import;
mod interview;
mod people;
mod person;
mod reply;
pub(crate) mod restore;
mod sample;
mod settings;
mod show;
mod skip;
mod snooze;
mod touch;
mod undo;

use clap::Subcommand;

use super::context::CommandContext;
use super::failure::Result;

/// The commands, in the order in which `--help` lists them. What it says of each stands with the arguments of each.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(subcommand)]
    Interview(interview::InterviewCommand),
    #[command(subcommand)]
    Application(application::ApplicationCommand),
    #[command(subcommand)]
    Person(person::PersonCommand),
    #[command(subcommand)]
    Sample(sample::SampleCommand),
    Touch(touch::TouchArgs),
    Reply(reply::ReplyArgs),
    Agenda(agenda::AgendaArgs),
    People(people::PeopleArgs),
    Applications(applications::ApplicationsArgs),
    Show(show::ShowArgs),
    Draft(draft::DraftArgs),
    Done(done::DoneArgs),
    Snooze(snooze::SnoozeArgs),
    Skip(skip::SkipArgs),
    Undo(undo::UndoArgs),
    Settings(settings::SettingsArgs),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    Doctor(doctor::DoctorArgs),
    Import(import::ImportArgs),
    Card(card::CardArgs),
    Export(export::ExportArgs),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self, context: &CommandContext) -> Result<()> {
        match self {
            Command::Interview(command) => interview::run(context, command),
            Command::Application(command) => application::run(context, command),
            Command::Person(command) => person::run(context, command),
            Command::Sample(command) => sample::run(context, command),
            Command::Touch(args) => touch::run(context, args),
            Command::Reply(args) => reply::run(context, args),
            Command::Agenda(args) => agenda::run(context, args),
            Command::People(args) => people::run(context, args),
            Command::Applications(args) => applications::run(context, args),
            Command::Show(args) => show::run(context, args),
            Command::Draft(args) => draft::run(context, args),
            Command::Done(args) => done::run(context, args),
            Command::Snooze(args) => snooze::run(context, args),
            Command::Skip(args) => skip::run(context, args),
            Command::Undo(args) => undo::run(context, args),
            Command::Settings(args) => settings::run(context, args),
            Command::Backup(args) => backup::run(context, args),
            Command::Restore(args) => restore::run(context, args),
            Command::Doctor(args) => doctor::run(context, args),
            Command::Import(args) => import::run(context, args),
            Command::Card(args) => card::run(context, args),
            Command::Export(args) => export::run(context, args),
        }
    }
}
