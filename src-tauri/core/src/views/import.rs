//! The import page: what would happen to each entry of a file, and what the user may choose instead.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::codes::{self, CardField, Column, Dialect};
use crate::domain::facts::Card;
use crate::domain::import::{Choice as EntryChoice, Counts, ImportOutcome};
use crate::exchange::everything::Everything;
use crate::exchange::parsed_file::{Origin, ParsedFile};
use crate::exchange::record::Record;
use crate::snapshot::Snapshot;
use crate::views::card::{label, labels};
use crate::views::choice::Choice;
use crate::views::remarks::{alike, remarks};

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ImportView {
    /// The file that is open, if one is.
    pub file: Option<ImportFile>,
}

/// A file that is open for import.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ImportFile {
    /// Its name.
    pub name: String,
    /// "A table from Google Contacts, 12 rows"
    pub kind: String,
    /// What the import would do, in a sentence.
    pub summary: String,
    /// The label of the button; empty if there is nothing to import.
    pub action: String,
    /// The columns, if it is a table.
    pub columns: Vec<ColumnRow>,
    /// The meanings a column can have.
    pub meanings: Vec<Choice>,
    /// Whether it is an unknown kind of table, so that the user should check the columns first.
    pub unknown: bool,
    /// The entries, grouped by what would happen to them.
    pub groups: Vec<ImportGroup>,
}

/// A column of a table.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ColumnRow {
    /// Its name in the file.
    pub name: String,
    /// A sample of its first values.
    pub sample: String,
    /// The code of its meaning.
    pub meaning: String,
}

/// Entries to which the same would happen.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ImportGroup {
    /// A key for it within the page.
    pub key: String,
    /// "12 new people"
    pub title: String,
    /// A hint about the whole group; may be empty.
    pub hint: String,
    /// The first entries.
    pub rows: Vec<ImportRow>,
    /// "and 180 more"; empty if all are shown.
    pub more: String,
    /// Choices for the whole group; empty if each entry is chosen separately.
    pub options: Vec<Choice>,
    /// The choice made for the whole group; may be empty.
    pub choice: String,
    /// Whether it is folded at first.
    pub folded: bool,
}

/// An entry.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ImportRow {
    /// Its number in the file, from 0.
    pub record: usize,
    /// "Line 12"
    pub line: String,
    /// The person's name, or the company and role.
    pub name: String,
    /// Further details, in one line.
    pub details: String,
    /// Why it is in its group, and what had to be changed from the file.
    pub notes: Vec<String>,
    /// The fields that would change.
    pub changes: Vec<Change>,
    /// The choices for it; empty if there is nothing to choose.
    pub options: Vec<Choice>,
    /// The current choice.
    pub choice: String,
}

/// A field that would change.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Change {
    /// The name of the field.
    pub label: String,
    /// Its value now.
    pub before: String,
    /// Its value after the import.
    pub after: String,
}

/// The most entries of a group that are shown.
const SHOWN: usize = 100;

/// The longest sample of a column, in characters.
const SAMPLE: usize = 60;

/// The view of a file before it is imported.
#[must_use]
pub fn import_file(snapshot: &Snapshot, parsed: &ParsedFile, outcomes: &[ImportOutcome]) -> ImportFile {
    let words = snapshot.words;
    let counts = Counts::of(outcomes, |at, outcome| parsed.choice(at, outcome));
    let args = [
        ("added", counts.added.into()),
        ("updated", counts.updated.into()),
        ("applications", counts.applications.into()),
        ("unchanged", counts.unchanged.into()),
        ("left", counts.left_out.into()),
        ("unreadable", counts.unreadable.into()),
    ];
    let wanted = counts.added + counts.updated + counts.applications;
    let action = match (counts.added + counts.updated, counts.applications) {
        (0, 0) => String::new(),
        (0, _) => words.say("import-action-applications", &args),
        (people, 0) => words.say("import-action-people", &[("count", people.into())]),
        (people, _) => words.say("import-action-entries", &[("count", (people + counts.applications).into())]),
    };
    let summary =
        if wanted == 0 { words.say("import-summary-nothing", &args) } else { words.say("import-summary", &args) };
    if let Origin::Everything(dump) = &parsed.origin {
        return whole_file(snapshot, parsed, dump);
    }
    let columns = match &parsed.origin {
        Origin::Table { table, columns } => {
            let sample = |at: usize| {
                let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
                let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).take(2).collect();
                shortened(&cells.join(" · ").replace('\n', " "), SAMPLE)
            };
            let rows = table.header.iter().zip(columns).enumerate();
            rows.map(|(at, (name, column))| ColumnRow {
                name: name.clone(),
                sample: sample(at),
                meaning: column.code().to_owned(),
            })
            .collect()
        }
        _ => Vec::new(),
    };
    let meaning = |column: &Column| Choice {
        value: column.code().to_owned(),
        label: words.plain(&format!("column-{}", column.code().replace('_', "-"))),
    };
    ImportFile {
        name: parsed.name.clone(),
        kind: kind(snapshot, parsed),
        summary,
        action,
        meanings: if columns.is_empty() { Vec::new() } else { Column::ALL.iter().map(meaning).collect() },
        columns,
        unknown: !parsed.is_known(),
        groups: groups(snapshot, parsed, outcomes),
    }
}

/// The view of a complete export of Afterword, which can only be imported as a whole.
fn whole_file(snapshot: &Snapshot, parsed: &ParsedFile, dump: &Everything) -> ImportFile {
    let words = snapshot.words;
    let args = [("people", dump.count("contact").into()), ("applications", dump.count("application").into())];
    let possible = snapshot.facts.knows_nobody();
    ImportFile {
        name: parsed.name.clone(),
        kind: words.plain("import-kind-everything"),
        summary: if possible { words.say("import-everything", &args) } else { words.plain("error-import-not-empty") },
        action: if possible { words.plain("import-action-everything") } else { String::new() },
        columns: Vec::new(),
        meanings: Vec::new(),
        unknown: false,
        groups: Vec::new(),
    }
}

/// The kind of file, such as "A table from Google Contacts, 12 rows".
#[must_use]
pub fn kind(snapshot: &Snapshot, parsed: &ParsedFile) -> String {
    let count = ("count", parsed.records.len().into());
    match &parsed.origin {
        Origin::Cards => snapshot.words.say("import-kind-cards", &[count]),
        Origin::Everything(_) => snapshot.words.plain("import-kind-everything"),
        Origin::Picture => snapshot.words.say("import-kind-picture", &[count]),
        Origin::Table { table, .. } => {
            let program = match table.dialect {
                Dialect::Afterword => "Afterword",
                Dialect::GoogleOld | Dialect::Google => "Google Contacts",
                Dialect::Outlook => "Outlook",
                Dialect::Thunderbird => "Thunderbird",
                Dialect::LinkedInConnections | Dialect::LinkedInJobs => "LinkedIn",
                Dialect::Other => {
                    return snapshot.words.say("import-kind-table", &[("count", table.rows.len().into())]);
                }
            };
            let count = ("count", table.rows.len().into());
            snapshot.words.say("import-kind-table-of", &[count, ("program", program.into())])
        }
    }
}

fn groups(snapshot: &Snapshot, parsed: &ParsedFile, outcomes: &[ImportOutcome]) -> Vec<ImportGroup> {
    let of = |outcome: &ImportOutcome| match outcome {
        ImportOutcome::Unreadable(_) => 0,
        ImportOutcome::Alike(_) => 1,
        ImportOutcome::Update { .. } | ImportOutcome::FurtherApplication { .. } => 2,
        ImportOutcome::New | ImportOutcome::NewApplication => 3,
        ImportOutcome::Unchanged(_) | ImportOutcome::Twice => 4,
    };
    let names = [
        ("unreadable", "import-group-unreadable", "import-hint-unreadable"),
        ("alike", "import-group-alike", "import-hint-alike"),
        ("update", "import-group-update", ""),
        ("new", "import-group-new", ""),
        ("unchanged", "import-group-unchanged", ""),
    ];
    let mut groups = Vec::new();
    for (number, (key, title, hint)) in names.into_iter().enumerate() {
        let members: Vec<usize> = (0..outcomes.len()).filter(|at| outcomes.get(*at).map(of) == Some(number)).collect();
        if members.is_empty() {
            continue;
        }
        let row = |at: &usize| Some(row(snapshot, parsed, *at, parsed.records.get(*at)?, outcomes.get(*at)?));
        let rest = members.len().saturating_sub(SHOWN);
        groups.push(ImportGroup {
            key: key.to_owned(),
            title: snapshot.words.say(title, &[("count", members.len().into())]),
            hint: if hint.is_empty() { String::new() } else { snapshot.words.plain(hint) },
            rows: members.iter().take(SHOWN).filter_map(row).collect(),
            more: if rest == 0 { String::new() } else { snapshot.words.say("import-more", &[("count", rest.into())]) },
            options: if key == "alike" && members.len() > 1 { for_all(snapshot) } else { Vec::new() },
            choice: parsed.alike().map(|alike| alike.code().to_owned()).filter(|_| key == "alike").unwrap_or_default(),
            folded: key == "unchanged",
        });
    }
    groups
}

fn for_all(snapshot: &Snapshot) -> Vec<Choice> {
    let labels = [
        (codes::Alike::LeaveOut, "import-all-leave-out"),
        (codes::Alike::Add, "import-all-add"),
        (codes::Alike::Fill, "import-all-fill"),
    ];
    let pick = |(alike, label): (codes::Alike, &str)| Choice {
        value: alike.code().to_owned(),
        label: snapshot.words.plain(label),
    };
    labels.into_iter().map(pick).collect()
}

/// The row for an entry of a file.
#[must_use]
pub fn row(snapshot: &Snapshot, parsed: &ParsedFile, at: usize, record: &Record, outcome: &ImportOutcome) -> ImportRow {
    let words = snapshot.words;
    let (name, details) = match record {
        Record::Card(card) => (card.card.name.clone(), details(&card.card)),
        Record::Application(application) => (
            words.say(
                "import-application",
                &[("company", application.company.as_str().into()), ("role", application.role.as_str().into())],
            ),
            application
                .applied_on
                .map(|date| words.say("import-applied", &[("date", words.full_date(date).into())]))
                .unwrap_or_default(),
        ),
        Record::Unreadable(_) => (String::new(), String::new()),
    };
    let mut notes = Vec::new();
    let mut changes = Vec::new();
    match outcome {
        ImportOutcome::Unreadable(why) => notes.push(words.plain(why)),
        ImportOutcome::Twice => notes.push(words.plain("import-twice")),
        ImportOutcome::Alike(people) => {
            notes.extend(people.iter().take(3).map(|(id, likeness)| alike(snapshot, *id, *likeness)));
        }
        ImportOutcome::Update { contact, fields, own, typed } => {
            if let (Record::Card(incoming), Some(known)) = (record, snapshot.facts.contacts.get(contact)) {
                changes.extend(fields.iter().map(|field| Change {
                    label: words.plain(label(*field)),
                    before: known.card.text_of(*field),
                    after: incoming.card.text_of(*field),
                }));
            }
            if *typed {
                notes.push(words.plain("import-update-typed"));
            }
            if !own.is_empty() {
                notes.push(words.say("import-own-kept", &[("fields", labels(snapshot, own).into())]));
            }
            if fields.is_empty() && own.is_empty() {
                notes.push(words.plain("import-update-besides"));
            }
        }
        ImportOutcome::New
        | ImportOutcome::Unchanged(_)
        | ImportOutcome::NewApplication
        | ImportOutcome::FurtherApplication { .. } => {}
    }
    notes.extend(remarks(snapshot, record.remarks()));
    ImportRow {
        record: at,
        line: words.say("import-line", &[("line", record.line().into())]),
        name,
        details,
        notes,
        changes,
        options: options(snapshot, record, outcome),
        choice: parsed.choice(at, outcome).to_string(),
    }
}

/// The title, company, addresses and numbers of a card, in one line.
fn details(card: &Card) -> String {
    let wanted = [CardField::Title, CardField::Company, CardField::Emails, CardField::Phones];
    let said = wanted.into_iter().map(|field| card.text_of(field)).filter(|text| !text.is_empty());
    said.map(|text| text.replace('\n', ", ")).collect::<Vec<_>>().join(" · ")
}

fn options(snapshot: &Snapshot, record: &Record, outcome: &ImportOutcome) -> Vec<Choice> {
    let words = snapshot.words;
    let mut choices = vec![(EntryChoice::Add, words.plain("import-choice-add"))];
    choices.push((EntryChoice::Update, words.plain("import-choice-update")));
    if let (ImportOutcome::Alike(people), Record::Card(_)) = (outcome, record) {
        choices.extend(people.iter().take(3).map(|(id, _)| {
            let name = snapshot.teller().name(Some(*id));
            (EntryChoice::FillInto(*id), words.say("import-choice-fill", &[("name", name.into())]))
        }));
    }
    choices.push((EntryChoice::LeaveOut, words.plain("import-choice-leave-out")));
    choices.retain(|(choice, _)| outcome.allows(*choice));
    if choices.len() < 2 {
        return Vec::new();
    }
    choices.into_iter().map(|(choice, label)| Choice { value: choice.to_string(), label }).collect()
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}
