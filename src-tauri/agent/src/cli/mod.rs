//! The command line: it turns arguments into use cases, prints what they return, and tells the agent what changed.
//! Exit status 0; 1 with one sentence on standard error; 2 for a usage error.

mod args;
mod print;
mod rescue;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

use afterword_core::domain::codes::{self, ExportFormat, What};
use afterword_core::domain::ids::{ApplicationId, ContactId};
use afterword_core::domain::import::Fate;
use afterword_core::error::{Code, Error};
use afterword_core::exchange::reading::Reading;
use afterword_core::letters::mailto::mailto;
use afterword_core::pages::when;
use afterword_core::snapshot::{Moment, Snapshot};
use afterword_core::store::Store;
use afterword_core::store::check::Depth;
use afterword_core::use_cases::change::{Done, look};
use afterword_core::use_cases::imports::Follower;
use afterword_core::use_cases::{
    self, applications, backups, drafts, exports, imports, interviews, merge, people, replies, sample, soundness,
    steps, touches,
};
use afterword_core::views::import::ImportChange;
use afterword_core::views::person::Erasure;
use afterword_core::views::record::ImportRecord;
use afterword_core::views::{self, agenda, record};
use afterword_core::wording::Words;
use afterword_core::{input, settings};
use clap::Parser;

use crate::link::{self, ToAgent};
use crate::{doctor, folders};
use args::{
    ApplicationCommand, BackupArgs, Cli, Command, ExportArgs, ImportArgs, InterviewCommand, PersonCommand, ReplyArgs,
    RestoreArgs, SampleCommand, TouchArgs,
};
use print::Out;

/// Runs the program on its arguments.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) | Err(Failure::Enough) => ExitCode::SUCCESS,
        Err(Failure::Core(error)) => {
            let field = error.field.as_deref().map(|f| format!(" ({f})")).unwrap_or_default();
            print::complain(&format!("{}{field}", Words::english().error(&error)));
            if error.code == Code::Damaged {
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

/// Why a command failed.
pub(crate) enum Failure {
    /// A use case refused it.
    Core(Error),
    /// Something around it failed; the sentence is finished.
    Said(String),
    /// Whoever read the output has enough of it.
    Enough,
    /// The arguments make no sense.
    Usage(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Core(error)
    }
}

/// The word for the folder that backups go to unless another one is chosen.
const USUAL: &str = "usual";

type Result<T> = std::result::Result<T, Failure>;

fn run(cli: Cli) -> Result<()> {
    let folder = folders::data_dir(cli.data_dir);
    let zone = cli.zone.as_deref().map(|z| input::zone("--zone", z)).transpose()?.flatten();
    let moment = Moment { now: crate::clock::now(), system_zone: crate::clock::system_zone(), zone };
    let Some(command) = cli.command else {
        return crate::agent::start(&folder, zone, !cli.background).map_err(Failure::Said);
    };
    let out = Out { json: cli.json };
    let store = match open(&folder, moment, &command) {
        Ok(store) => store,
        Err(error) => return rescue::Rescue { folder, moment, out, error }.run(command),
    };
    let desk = Desk { store, folder, moment, out };
    let ran = desk.run(command);
    desk.store.close();
    ran
}

/// Opens the records, and looks whether they can be read: what can be opened may be damaged further in. A restore looks
/// closely, because it keeps what is there now, and nobody keeps what is damaged.
fn open(folder: &Path, moment: Moment, command: &Command) -> afterword_core::error::Result<Store> {
    let store = Store::open(folder, moment.now)?;
    look(&store, moment)?;
    if matches!(command, Command::Restore(_)) {
        soundness::examine(folder, Depth::Full)?;
    }
    Ok(store)
}

/// What a command works with.
struct Desk {
    store: Store,
    folder: PathBuf,
    moment: Moment,
    out: Out,
}

impl Desk {
    fn run(&self, command: Command) -> Result<()> {
        match command {
            Command::Interview(command) => self.interview(command),
            Command::Application(command) => self.application(command),
            Command::Person(PersonCommand::Delete { id }) => self.erase(id, Erasure::DeleteForGood),
            Command::Person(PersonCommand::Anonymise { id }) => self.erase(id, Erasure::Anonymise),
            Command::Person(PersonCommand::Duplicates) => self.duplicates(),
            Command::Person(PersonCommand::Merge { keep, other, take }) => self.merge(keep, other, &take),
            Command::Person(PersonCommand::Apart { one, other }) => {
                self.told(merge::keep_apart(&self.store, self.moment, one, other)?, None)
            }
            Command::Import(args) => self.import(&args),
            Command::Card { file } => {
                let reading = imports::card_reading(&self.look()?, &read_input(&file)?);
                self.out.json(&reading.card)
            }
            Command::Sample(SampleCommand::Add) => self.told(sample::add(&self.store, self.moment)?, None),
            Command::Sample(SampleCommand::Remove) => self.told(sample::remove(&self.store, self.moment)?, None),
            Command::Touch(args) => self.touch(args),
            Command::Reply(args) => self.reply(args),
            Command::Agenda { at, days } => self.agenda(at.as_deref(), days),
            Command::People { query } => self.people(&query.join(" ")),
            Command::Applications => {
                let snapshot = self.look()?;
                self.out.applications(&views::applications::application_rows(&snapshot))
            }
            Command::Show { id } => {
                let snapshot = self.look()?;
                self.out
                    .application(&record::application(&snapshot, id)?, &views::application::application(&snapshot, id)?)
            }
            Command::Draft { step, template, format, output } => {
                self.draft(&step, template.as_deref(), &format, output.as_deref())
            }
            Command::Done { step, channel, outcome } => {
                let channel = channel.as_deref().map(code::<codes::Channel>).transpose()?;
                let outcome = outcome.as_deref().map(code::<codes::Outcome>).transpose()?;
                let done = steps::done(&self.store, self.moment, steps::key(&step)?, channel, outcome)?;
                self.told(done, None)
            }
            Command::Snooze { step, until } => {
                let key = steps::key(&step)?;
                let until = when::until(&self.look()?, &until)?;
                self.told(steps::snooze(&self.store, self.moment, key, until)?, None)
            }
            Command::Skip { step } => self.told(steps::skip(&self.store, self.moment, steps::key(&step)?)?, None),
            Command::Undo { entry } => self.told(use_cases::change::undo(&self.store, self.moment, entry)?, None),
            Command::Settings { key, ics: Some(file), .. } => self.holidays(key.as_deref(), &file),
            Command::Settings { key, value, ics: None } => self.settings(key.as_deref(), value.as_deref()),
            Command::Backup(args) => self.backup(args),
            Command::Restore(args) => self.restore(args),
            Command::Doctor { test } => self.doctor(test),
            Command::Export(args) => self.export(&args),
        }
    }

    fn interview(&self, command: InterviewCommand) -> Result<()> {
        match command {
            InterviewCommand::Add { file } => self.enter(None, &file),
            InterviewCommand::Edit { id, file } => self.enter(Some(id), &file),
            InterviewCommand::Move { id, when } => {
                self.told(interviews::move_to(&self.store, self.moment, id, &when)?, None)
            }
            InterviewCommand::Cancel { id } => {
                self.told(interviews::set_cancelled(&self.store, self.moment, id, true)?, None)
            }
            InterviewCommand::Restore { id } => {
                self.told(interviews::set_cancelled(&self.store, self.moment, id, false)?, None)
            }
        }
    }

    /// Enters or edits an interview from JSON, and prints its ids and plan, always as JSON.
    fn enter(&self, edits: Option<i64>, file: &Path) -> Result<()> {
        let text = read_input(file)?;
        let json = serde_json::from_str(&text).map_err(|error| {
            let args = [("detail", error.to_string().into())];
            Failure::Said(Words::english().say("error-unknown-field", &args))
        })?;
        let snapshot = self.look()?;
        let form = interviews::form_from_json(&snapshot, edits, json)?;
        let done = interviews::save(&self.store, self.moment, &form)?;
        self.tell_agent();
        self.warn(done.warning.as_deref());
        let entered = record::Entered {
            application: done.value.application.0,
            interview: done.value.interview.0,
            contacts: done.value.contacts.iter().map(|c| c.0).collect(),
            plan: agenda::of_application(&done.snapshot, done.value.application.0),
        };
        self.out.json(&entered)
    }

    fn application(&self, command: ApplicationCommand) -> Result<()> {
        match command {
            ApplicationCommand::Close { id, outcome } => {
                self.told(applications::close(&self.store, self.moment, id, code(&outcome)?)?, None)
            }
            ApplicationCommand::Reopen { id } => self.told(applications::reopen(&self.store, self.moment, id)?, None),
            ApplicationCommand::Delete { id } => self.told(applications::delete(&self.store, self.moment, id)?, None),
            ApplicationCommand::Lead { id, contact } => {
                self.told(applications::lead(&self.store, self.moment, id, contact)?, None)
            }
        }
    }

    fn erase(&self, id: i64, how: Erasure) -> Result<()> {
        self.told(people::erase(&self.store, self.moment, id, how)?, None)
    }

    fn duplicates(&self) -> Result<()> {
        let snapshot = self.look()?;
        let pairs = self.store.read(|c| merge::pairs(c, &snapshot))?;
        self.out.duplicates(&views::merge::duplicates(&snapshot, &pairs))
    }

    fn merge(&self, keep: i64, other: i64, take: &[String]) -> Result<()> {
        let pairs = take.iter().map(|pair| assignment(pair));
        let chosen = pairs.map(|pair| pair.and_then(|(field, side)| Ok((code(field)?, code(side)?))));
        let chosen = chosen.collect::<Result<_>>()?;
        self.told(merge::merge(&self.store, self.moment, keep, other, &chosen)?, None)
    }

    fn import(&self, args: &ImportArgs) -> Result<()> {
        if args.files.len() > 1 && !args.choose.is_empty() {
            let sentence = "--choose names entries of one file; import the files one by one";
            return Err(Failure::Usage(sentence.to_owned()));
        }
        // All are read before any is taken over: one that cannot be read must not leave half of them.
        let readings = args.files.iter().map(|file| self.reading(file, args)).collect::<Result<Vec<_>>>()?;
        let mut records = Vec::new();
        for reading in readings {
            let mut listing = Listing { reading: &reading, whole: self.out.json || args.dry_run, record: None };
            if args.dry_run {
                let snapshot = self.look()?;
                let fates = self.store.read(|c| use_cases::import_comparison::fates(c, &snapshot, &reading.records))?;
                listing.looked(&snapshot, &fates)?;
                listing.record.iter().try_for_each(|record| self.out.import(record))?;
            } else {
                let done = imports::take(&self.store, self.moment, &reading, &mut listing)?;
                self.tell_agent();
                if let Some(record) = &mut listing.record {
                    record.undo = done.undo;
                    self.out.imported(record, &done.text)?;
                }
            }
            records.extend(listing.record);
        }
        if self.out.json { self.out.json(&records) } else { Ok(()) }
    }

    /// A file as the arguments say it is to be read.
    fn reading(&self, file: &Path, args: &ImportArgs) -> Result<Reading> {
        let mut reading = if file == Path::new("-") {
            let mut bytes = Vec::new();
            let most = afterword_core::exchange::file_kind::MOST_OCTETS as u64 + 1;
            std::io::stdin().take(most).read_to_end(&mut bytes).map_err(Error::from)?;
            afterword_core::exchange::file_kind::read("-", &bytes)?
        } else {
            afterword_core::exchange::file_kind::read_file(file)?
        };
        for pair in &args.column {
            let (name, meaning) = assignment(pair)?;
            let column = reading.column(name).ok_or_else(|| Failure::Usage(format!("there is no column {name:?}")))?;
            reading = reading.with_column(column, code(meaning)?)?;
        }
        if let Some(choice) = &args.alike {
            reading = reading.with_alike(code(choice)?);
        }
        for pair in &args.choose {
            let (entry, choice) = assignment(pair)?;
            let record = entry.parse().map_err(|_| Failure::Usage(format!("{entry:?} is no number of an entry")))?;
            let change = ImportChange::Choice { record, choice: choice.to_owned() };
            reading = imports::changed(reading, &change)?;
        }
        Ok(reading)
    }

    fn touch(&self, args: TouchArgs) -> Result<()> {
        let channel: codes::Channel = code(&args.channel)?;
        let outcome = match args.outcome.as_deref() {
            Some(text) => code(text)?,
            None => codes::Outcome::usual(channel),
        };
        let contact = match args.contact {
            Some(id) => Some(id),
            None => {
                let snapshot = self.look()?;
                applications::application_of(&snapshot, args.application)?.lead.map(|l| l.0)
            }
        };
        let form = views::touch_form::TouchForm {
            application: args.application,
            contact,
            kind: code::<codes::TouchKind>(&args.kind)?.into(),
            channel: channel.into(),
            outcome: outcome.into(),
            when: args.at,
            note: args.note,
            step: args.step,
            named: String::new(),
        };
        let done = touches::save(&self.store, self.moment, &form)?;
        let id = done.value.0;
        self.told(done, Some(("touch", id)))
    }

    fn reply(&self, args: ReplyArgs) -> Result<()> {
        let form = views::touch_form::ReplyForm {
            application: args.application,
            contact: args.contact,
            when: args.at,
            meaning: code::<codes::Meaning>(&args.meaning)?.into(),
            follow_up_on: args.follow_up_on,
            reply_promised_by: args.reply_promised_by,
            stands: args.stands,
            note: args.note,
        };
        let done = replies::save(&self.store, self.moment, &form)?;
        let id = done.value.0;
        self.told(done, Some(("reply", id)))
    }

    fn agenda(&self, at: Option<&str>, days: Option<i64>) -> Result<()> {
        let mut snapshot = self.look()?;
        if let Some(at) = at {
            let now = input::past_moment("--at", at, None, &snapshot)?;
            snapshot = look(&self.store, Moment { now, ..self.moment })?;
        }
        self.out.agenda(&agenda::agenda(&snapshot, days), &snapshot)
    }

    fn people(&self, query: &str) -> Result<()> {
        let snapshot = self.look()?;
        let found = self.store.read(|c| afterword_core::store::contacts::search(c, query))?;
        let contacts: Vec<_> = found.iter().filter_map(|id| snapshot.facts.contacts.get(id)).collect();
        self.out.people(&contacts)
    }

    fn settings(&self, key: Option<&str>, value: Option<&str>) -> Result<()> {
        let snapshot = self.look()?;
        match (key, value) {
            (Some(key), Some(value)) => self.told(settings::set(&self.store, self.moment, key, value)?, None),
            (Some(key), None) => self.out.value(&settings::get(&snapshot, key)?),
            (None, _) => self.out.settings(&settings::all(&snapshot)),
        }
    }

    fn holidays(&self, key: Option<&str>, file: &Path) -> Result<()> {
        if key != Some("holidays") {
            return Err(Failure::Usage("--ics is for the holidays: afterword settings holidays --ics FILE".to_owned()));
        }
        self.told(settings::holidays_from_file(&self.store, self.moment, file)?, None)
    }

    fn backup(&self, args: BackupArgs) -> Result<()> {
        let (store, moment) = (&self.store, self.moment);
        if args.list {
            return self.list_backups();
        }
        if let Some(name) = args.delete {
            return self.told(backups::delete(store, moment, &name)?, None);
        }
        if let Some(folder) = args.folder {
            let chosen = (folder != Path::new(USUAL)).then(|| std::path::absolute(&folder)).transpose();
            return self.told(backups::choose_folder(store, moment, chosen.map_err(Error::from)?.as_deref())?, None);
        }
        self.told(backups::make_asked(store, moment)?, None)
    }

    fn list_backups(&self) -> Result<()> {
        let (snapshot, seen) = (self.look()?, backups::seen(&self.folder));
        self.out.backups(&self.store.read(|c| backups::page(c, &snapshot, &self.folder, &seen))?)
    }

    fn restore(&self, args: RestoreArgs) -> Result<()> {
        if args.anew {
            return Err(Error::conflict("error-anew").into());
        }
        let Some(from) = args.from else { return self.list_backups() };
        if args.dry_run {
            let snapshot = self.look()?;
            return self.out.backup(&backups::found(&self.folder, &from, self.moment.now, &snapshot.calendar())?);
        }
        let done = backups::restore(&self.store, self.moment, &from)?;
        let kept = done.value.clone();
        self.told(done, None)?;
        self.out.remark(&Words::english().say("restore-back", &[("name", kept.into())]))
    }

    fn doctor(&self, test: bool) -> Result<()> {
        if test {
            let tested = crate::health::test_reminder(&self.store, self.moment)?;
            return self.out.done(&tested.text, None, None, None);
        }
        self.out.report(&doctor::report(&self.store, self.moment)?)
    }

    fn export(&self, args: &ExportArgs) -> Result<()> {
        let given = args.format.as_deref().or(args.format_option.as_deref()).unwrap_or_default();
        let format = match given {
            "vcf" => ExportFormat::Vcard,
            other => code(other)?,
        };
        let what = match args.what.as_deref() {
            Some(what) => code(what)?,
            None => *What::ALL.iter().find(|what| what.formats().contains(&format)).unwrap_or(&What::Contacts),
        };
        let snapshot = self.look()?;
        let wish = exports::Wish {
            application: args.application.map(ApplicationId),
            people: args.person.iter().copied().map(ContactId).collect(),
            from: input::date("--from", &args.from, &snapshot)?,
            to: input::date("--to", &args.to, &snapshot)?,
            ..exports::Wish::all(what, format)
        };
        match args.output.as_deref().filter(|path| *path != Path::new("-")) {
            Some(path) if !args.dry_run => {
                let done = exports::to_file(&self.store, self.moment, &wish, path)?;
                self.out.done(&done.text, None, None, None)
            }
            _ => {
                let exported = exports::make(&self.store, self.moment, &wish)?;
                if args.dry_run {
                    return self.out.done(&exported.text, None, None, None);
                }
                std::io::stdout().write_all(&exported.bytes).map_err(print::broken)
            }
        }
    }

    /// Prints a draft; what it does without is told beside it. Nothing is recorded.
    fn draft(&self, step: &str, template: Option<&str>, format: &str, output: Option<&Path>) -> Result<()> {
        let format = match format {
            "text" => drafts::Format::Text,
            "mailto" => drafts::Format::Mailto,
            "eml" => drafts::Format::Eml,
            other => {
                return Err(Failure::Usage(format!("unknown format {other:?}; expected one of text, mailto, eml")));
            }
        };
        let occasion = drafts::occasion(step)?;
        let drafted = drafts::draft(&self.store, self.moment, occasion, template)?;
        let missing = drafted.missing.iter().map(|missing| missing.text.clone());
        if self.out.json && output.is_none() {
            let letter = drafted.letter;
            return self.out.json(&record::DraftRecord {
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
        let snapshot = self.look()?;
        drafted.warnings.iter().cloned().chain(missing).for_each(|remark| self.warn(Some(&remark)));
        if format == drafts::Format::Mailto {
            let form = views::write::LetterForm {
                to: drafted.letter.to.as_ref().map(|to| to.as_str().to_owned()).unwrap_or_default(),
                subject: drafted.letter.subject.clone(),
                body: drafted.letter.body.clone(),
            };
            self.warn(Some(drafts::measure(&snapshot, &form).mail.as_str()).filter(|mail| !mail.is_empty()));
        }
        let bytes = drafts::printed(&snapshot, occasion, &drafted.letter, format)?;
        match output {
            Some(path) => self.out.done(&drafts::write_to(&snapshot, &bytes, path)?, None, None, None),
            None => std::io::stdout().write_all(&bytes).map_err(print::broken),
        }
    }

    fn look(&self) -> Result<Snapshot> {
        Ok(look(&self.store, self.moment)?)
    }

    /// Tells what was done, and the agent that something was.
    fn told<T>(&self, done: Done<T>, id: Option<(&'static str, i64)>) -> Result<()> {
        self.tell_agent();
        self.warn(done.warning.as_deref());
        self.out.done(&done.text, done.warning.as_deref(), done.undo, id)
    }

    fn warn(&self, warning: Option<&str>) {
        if let Some(warning) = warning {
            print::complain(warning);
        }
    }

    /// No agent is no failure: it reads the database when it starts. Backups are its work, and done here where it is not.
    fn tell_agent(&self) {
        if let Err(error) = link::send(&link::socket_path(&self.folder), &ToAgent::Changed) {
            tracing::debug!(%error, "the agent was not told");
            if let Err(error) = backups::keep(&self.store, self.moment) {
                let words = Words::english();
                self.warn(Some(&words.say("backup-none", &[("reason", words.error(&error).into())])));
            }
        }
    }
}

/// Lists what a file brings, as it stands when the import begins.
struct Listing<'a> {
    reading: &'a Reading,
    /// Whether also what there is nothing to say of.
    whole: bool,
    record: Option<ImportRecord>,
}

impl imports::Follower for Listing<'_> {
    fn looked(&mut self, snapshot: &Snapshot, fates: &[Fate]) -> afterword_core::error::Result<()> {
        if let Some(entry) = self.reading.impossible(fates) {
            return Err(Error::invalid("--choose", "error-import-impossible").with("entry", entry));
        }
        self.record = Some(record::import(snapshot, self.reading, fates, self.whole));
        Ok(())
    }
}

fn read_input(file: &Path) -> Result<String> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)
    } else {
        fs::File::open(file).and_then(|mut f| f.read_to_string(&mut text))
    };
    read.map_err(|error| {
        let detail = format!("{}: {error}", file.display());
        Failure::Said(Words::english().say("error-file", &[("detail", detail.into())]))
    })?;
    Ok(text)
}

/// The two sides of `NAME=VALUE`; the name may hold the sign.
fn assignment(pair: &str) -> Result<(&str, &str)> {
    pair.rsplit_once('=').ok_or_else(|| Failure::Usage(format!("{pair:?} needs a = between its two sides")))
}

fn code<T: FromStr<Err = codes::UnknownCode>>(text: &str) -> Result<T> {
    text.parse().map_err(|error: codes::UnknownCode| Failure::Usage(error.to_string()))
}
