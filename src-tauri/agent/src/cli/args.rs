//! The arguments of the command line (docs/cli.md).

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Say the right thing, to the right person, at the right time, after the interview.
///
/// Without a command, Afterword opens its window and keeps reminding in the background.
#[derive(Debug, Parser)]
#[command(name = "afterword", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Only remind in the background; open no window.
    #[arg(long)]
    pub background: bool,
    /// Keep everything in this folder instead of the usual one (also: AFTERWORD_DATA_DIR).
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Read and print times in this zone instead of yours.
    #[arg(long, global = true, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Enter an interview, or change one.
    #[command(subcommand)]
    Interview(InterviewCommand),
    /// Close an application, open it again, or give it another lead.
    #[command(subcommand)]
    Application(ApplicationCommand),
    /// Take a person out of the records for good.
    #[command(subcommand)]
    Person(PersonCommand),
    /// Fill an empty Afterword with a made-up job hunt, or take that away again.
    #[command(subcommand)]
    Sample(SampleCommand),
    /// Record what you did.
    Touch(TouchArgs),
    /// Record what they did.
    Reply(ReplyArgs),
    /// List what there is to do.
    Agenda {
        /// Answer for this moment instead of now; all recorded facts count.
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
        /// Only what is due within so many days.
        #[arg(long, value_name = "N")]
        days: Option<i64>,
    },
    /// List people, or find them.
    People {
        /// Part of a name, company, address or number.
        query: Vec<String>,
    },
    /// List applications.
    Applications,
    /// Show an application with everything of it.
    Show {
        /// The application's number.
        id: i64,
    },
    /// Print what to write or say for a step.
    Draft {
        /// The step, as the agenda names it, or other:APPLICATION:CONTACT for a letter that no step asks for.
        step: String,
        /// A template by its name instead of the one that fits.
        #[arg(long, value_name = "NAME")]
        template: Option<String>,
        /// text, mailto or eml.
        #[arg(long, default_value = "text", value_name = "FORMAT")]
        format: String,
        /// The file to write; without it the draft is printed.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Record that a step was done.
    Done {
        /// The step, as the agenda names it.
        step: String,
        /// By which way: email, phone or other.
        #[arg(long)]
        channel: Option<String>,
        /// With which outcome: sent, spoke, voicemail or no_answer.
        #[arg(long)]
        outcome: Option<String>,
    },
    /// Be reminded of a step later; the plan stays as it is.
    Snooze {
        /// The step, as the agenda names it.
        step: String,
        /// Until when.
        #[arg(long, value_name = "WHEN")]
        until: String,
    },
    /// Leave a step out.
    Skip {
        /// The step, as the agenda names it.
        step: String,
    },
    /// Take the last change back.
    Undo {
        /// A change by its number instead of the last.
        entry: Option<i64>,
    },
    /// Show the settings, or change one.
    Settings {
        /// Its name.
        key: Option<String>,
        /// Its new value.
        #[arg(conflicts_with = "ics")]
        value: Option<String>,
        /// Add the all-day events of a calendar file to the holidays.
        #[arg(long, value_name = "FILE")]
        ics: Option<PathBuf>,
    },
    /// Make a backup now; or list, delete or move them.
    Backup(BackupArgs),
    /// Put a backup in the place of everything; without one, list them. What is there now is kept.
    Restore(RestoreArgs),
    /// Say how the reminders fare on this machine.
    Doctor {
        /// Send a test reminder instead, and say what came of it.
        #[arg(long)]
        test: bool,
    },
    /// Take people and applications over from files: vCards, tables (CSV), pictures of QR codes.
    Import(ImportArgs),
    /// Read the fields of a card off a text (a namecard, a signature) and print them; nothing is saved.
    Card {
        /// The file, or -.
        file: PathBuf,
    },
    /// Write your contacts, the record of what you did, what is planned, or everything to a file.
    Export(ExportArgs),
}

/// `afterword interview ...`
#[derive(Debug, Subcommand)]
pub enum InterviewCommand {
    /// Enter an interview from a JSON file, or from standard input.
    Add {
        /// The file, or -.
        file: PathBuf,
    },
    /// Change the fields of an interview that a JSON file names.
    Edit {
        /// The interview's number.
        id: i64,
        /// The file, or -.
        file: PathBuf,
    },
    /// Move an interview to another time.
    Move {
        /// The interview's number.
        id: i64,
        /// When it will be.
        when: String,
    },
    /// Call an interview off.
    Cancel {
        /// The interview's number.
        id: i64,
    },
    /// Call a cancelled interview back on.
    Restore {
        /// The interview's number.
        id: i64,
    },
}

/// `afterword application ...`
#[derive(Debug, Subcommand)]
pub enum ApplicationCommand {
    /// End its steps.
    Close {
        /// The application's number.
        id: i64,
        /// let_rest, withdrawn, rejected, offer or accepted.
        #[arg(long, default_value = "let_rest")]
        outcome: String,
    },
    /// Bring its steps back.
    Reopen {
        /// The application's number.
        id: i64,
    },
    /// Delete it with everything on it; its people stay.
    Delete {
        /// The application's number.
        id: i64,
    },
    /// Send its check-ins to somebody else.
    Lead {
        /// The application's number.
        id: i64,
        /// The person's number.
        contact: i64,
    },
}

/// `afterword person ...`
#[derive(Debug, Subcommand)]
pub enum PersonCommand {
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
        #[arg(long, value_name = "FIELD=SIDE")]
        take: Vec<String>,
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

/// `afterword export ...`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// csv, xlsx, html, vcard, vcard4, ics or json.
    pub format: Option<String>,
    /// The same as an option.
    #[arg(long = "format", value_name = "FORMAT", conflicts_with = "format")]
    pub format_option: Option<String>,
    /// contacts, activity, plan or everything; what the format is usually for without it.
    #[arg(long, value_name = "WHAT")]
    pub what: Option<String>,
    /// Only this person; may be given again.
    #[arg(long, value_name = "ID")]
    pub person: Vec<i64>,
    /// Only this application.
    #[arg(long, value_name = "ID")]
    pub application: Option<i64>,
    /// Not before this day.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub from: String,
    /// Not after this day.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub to: String,
    /// The file to write; without it, or as -, it is printed.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Only say what it would hold.
    #[arg(long)]
    pub dry_run: bool,
}

/// `afterword backup ...`
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct BackupArgs {
    /// List the backups there are.
    #[arg(long)]
    pub list: bool,
    /// Delete a backup, by its name.
    #[arg(long, value_name = "NAME")]
    pub delete: Option<String>,
    /// Make backups in this folder from now on; `usual` for the one beside the records.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// `afterword restore ...`
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// A backup by its name, `latest` for the newest that is sound, or a file.
    #[arg(conflicts_with = "anew")]
    pub from: Option<String>,
    /// Only say what is in it.
    #[arg(long, requires = "from", conflicts_with = "anew")]
    pub dry_run: bool,
    /// Where the records cannot be opened: put them aside and begin with nothing.
    #[arg(long)]
    pub anew: bool,
}

/// `afterword import ...`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The files, or - for standard input.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Only say what would come of it.
    #[arg(long)]
    pub dry_run: bool,
    /// What to do with all who may be people who are here: leave_out, add or fill.
    #[arg(long, value_name = "CHOICE")]
    pub alike: Option<String>,
    /// What to do with one entry, as a dry run numbers them: add, update, leave_out or fill:PERSON.
    #[arg(long, value_name = "ENTRY=CHOICE")]
    pub choose: Vec<String>,
    /// What a column of a table means, by its name in the first row.
    #[arg(long, value_name = "COLUMN=MEANING")]
    pub column: Vec<String>,
}

/// `afterword sample ...`
#[derive(Debug, Subcommand)]
pub enum SampleCommand {
    /// Add it; only where nothing was entered yet.
    Add,
    /// Take it away with everything done to it.
    Remove,
}

/// `afterword touch ...`
#[derive(Debug, Args)]
pub struct TouchArgs {
    /// The application's number.
    #[arg(long)]
    pub application: i64,
    /// The person's number; the lead without it.
    #[arg(long)]
    pub contact: Option<i64>,
    /// thank_you, check_in or other.
    #[arg(long, default_value = "check_in")]
    pub kind: String,
    /// email, phone or other.
    #[arg(long, default_value = "email")]
    pub channel: String,
    /// sent, spoke, voicemail or no_answer; the usual one of the channel without it.
    #[arg(long)]
    pub outcome: Option<String>,
    /// When it was; now without it.
    #[arg(long, value_name = "WHEN", default_value = "")]
    pub at: String,
    /// Anything to remember.
    #[arg(long, default_value = "")]
    pub note: String,
    /// The step it answers.
    #[arg(long)]
    pub step: Option<String>,
}

/// `afterword reply ...`
#[derive(Debug, Args)]
pub struct ReplyArgs {
    /// The application's number.
    #[arg(long)]
    pub application: i64,
    /// The person's number.
    #[arg(long)]
    pub contact: Option<i64>,
    /// deciding, next_round, offer, rejected, accepted or withdrawn.
    #[arg(long)]
    pub meaning: String,
    /// The date they named.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub follow_up_on: String,
    /// The day they promised to answer by.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub reply_promised_by: String,
    /// When it was; now without it.
    #[arg(long, value_name = "WHEN", default_value = "")]
    pub at: String,
    /// Where it stands, in their words.
    #[arg(long, default_value = "")]
    pub stands: String,
    /// Anything to remember.
    #[arg(long, default_value = "")]
    pub note: String,
}
