//! What an import would change, or has changed, as the command line prints it (docs/cli.md).

use serde::Serialize;

use crate::domain::import::{Counts, ImportOutcome};
use crate::exchange::parsed_file::{Origin, ParsedFile};
use crate::exchange::record::Record;
use crate::snapshot::Snapshot;
use crate::views::import::{kind, row};

/// What an import would change, or has changed.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct ImportRecord {
    pub file: String,
    pub kind: String,
    pub added: usize,
    pub updated: usize,
    pub applications: usize,
    pub unchanged: usize,
    pub left_out: usize,
    pub unreadable: usize,
    pub entries: Vec<ImportEntry>,
    pub undo: Option<i64>,
}

/// An entry of a file.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/cli.md describes each field")]
pub struct ImportEntry {
    pub entry: usize,
    pub line: usize,
    pub fate: &'static str,
    pub name: String,
    pub details: String,
    pub notes: Vec<String>,
    pub choice: String,
    pub choices: Vec<String>,
}

/// What an import would change. With `whole` it lists all entries; otherwise it leaves out those that are new or
/// unchanged and have no remarks.
#[must_use]
pub fn import(snapshot: &Snapshot, parsed: &ParsedFile, outcomes: &[ImportOutcome], whole: bool) -> ImportRecord {
    let counts = match &parsed.origin {
        Origin::Everything(dump) => {
            Counts { added: dump.count("contact"), applications: dump.count("application"), ..Counts::default() }
        }
        _ => Counts::of(outcomes, |at, outcome| parsed.choice(at, outcome)),
    };
    let is_plain = |record: &Record, outcome: &ImportOutcome| {
        matches!(outcome, ImportOutcome::New | ImportOutcome::NewApplication | ImportOutcome::Unchanged(_))
            && record.remarks().is_empty()
    };
    let entry = |(at, (record, outcome)): (usize, (&Record, &ImportOutcome))| {
        let row = row(snapshot, parsed, at, record, outcome);
        ImportEntry {
            entry: at,
            line: record.line(),
            fate: match outcome {
                ImportOutcome::New | ImportOutcome::NewApplication => "new",
                ImportOutcome::Unchanged(_) | ImportOutcome::Twice => "unchanged",
                ImportOutcome::Update { .. } | ImportOutcome::FurtherApplication { .. } => "update",
                ImportOutcome::Alike(_) => "possible_duplicate",
                ImportOutcome::Unreadable(_) => "unreadable",
            },
            name: row.name,
            details: row.details,
            notes: row.notes,
            choice: row.choice,
            choices: row.options.into_iter().map(|pick| pick.value).collect(),
        }
    };
    let all = parsed.records.iter().zip(outcomes).enumerate();
    let told = all.filter(|(_, (record, outcome))| whole || !is_plain(record, outcome));
    ImportRecord {
        file: parsed.name.clone(),
        kind: kind(snapshot, parsed),
        added: counts.added,
        updated: counts.updated,
        applications: counts.applications,
        unchanged: counts.unchanged,
        left_out: counts.left_out,
        unreadable: counts.unreadable,
        entries: told.map(entry).collect(),
        undo: None,
    }
}
