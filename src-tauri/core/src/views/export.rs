//! The export page: what can be written to a file, and a preview of it.

use serde::Serialize;
use ts_rs::TS;

use super::choice::Choice;
use crate::domain::codes;
use crate::exchange::sheet::Sheet;
use crate::forms::export::ExportForm;
use crate::snapshot::Snapshot;
use crate::wire::{ExportFormat, What};

/// The page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ExportView {
    /// The form to start with.
    pub form: ExportForm,
    /// The kinds of content to choose from.
    pub whats: Vec<WhatPick>,
    /// The applications to choose from; the first choice is "all".
    pub applications: Vec<Choice>,
    /// Where the calendar file is kept up to date, in a sentence; empty if there is none.
    pub calendar: String,
    /// Why the calendar file could not be written; empty if all is well.
    pub calendar_problem: String,
}

/// A kind of content to export.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct WhatPick {
    /// Its value in the form.
    pub value: What,
    /// Its name.
    pub label: String,
    /// What it contains, in words.
    pub hint: String,
    /// The formats it can be written in, the usual one first.
    pub formats: Vec<Choice>,
    /// Whether it can be narrowed down to people, an application or a time.
    pub narrows: bool,
}

/// A preview of the file.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct ExportPreview {
    /// "12 contacts"
    pub text: String,
    /// The table, if the file is one.
    pub sheet: Option<SheetView>,
}

/// A table as a page shows and prints it.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct SheetView {
    /// Its title.
    pub title: String,
    /// Lines above the table.
    pub lines: Vec<String>,
    /// The names of its columns.
    pub labels: Vec<String>,
    /// The cells of its rows.
    pub rows: Vec<Vec<String>>,
    /// "and 40 more rows"; empty if all are shown.
    pub more: String,
}

/// The page.
#[must_use]
pub fn export(snapshot: &Snapshot, query: &str, calendar_problem: &str) -> ExportView {
    let words = snapshot.words;
    let facts = &snapshot.facts;
    let pick = |format: &codes::ExportFormat| Choice {
        value: format.code().to_owned(),
        label: words.plain(match format {
            codes::ExportFormat::Csv => "export-csv",
            codes::ExportFormat::Xlsx => "export-xlsx",
            codes::ExportFormat::Vcard => "export-vcard",
            codes::ExportFormat::Vcard4 => "export-vcard4",
            codes::ExportFormat::Html => "export-html",
            codes::ExportFormat::Ics => "export-ics",
            codes::ExportFormat::Json => "export-json",
        }),
    };
    let whats = [
        (codes::What::Contacts, "export-contacts", "export-contacts-hint"),
        (codes::What::Activity, "export-activity", "export-activity-hint"),
        (codes::What::Plan, "export-plan", "export-plan-hint"),
        (codes::What::Everything, "export-everything", "export-everything-hint"),
    ];
    let what = |(what, label, hint): (codes::What, &str, &str)| WhatPick {
        value: what.into(),
        label: words.plain(label),
        hint: words.plain(hint),
        formats: what.formats().iter().map(pick).collect(),
        narrows: what != codes::What::Everything,
    };
    let mut applications: Vec<Choice> = facts
        .applications
        .values()
        .map(|application| Choice {
            value: application.id.to_string(),
            label: words.say(
                "import-application",
                &[("company", facts.company_name(application.id).into()), ("role", application.role.as_str().into())],
            ),
        })
        .collect();
    applications.sort_by_cached_key(|pick| pick.label.to_lowercase());
    applications.insert(0, Choice { value: String::new(), label: words.plain("export-all-applications") });
    ExportView {
        form: ExportForm {
            what: What::Contacts,
            format: ExportFormat::Xlsx,
            application: None,
            query: query.to_owned(),
            from: String::new(),
            to: String::new(),
        },
        whats: whats.into_iter().map(what).collect(),
        applications,
        calendar: match snapshot.settings.calendar_file.as_str() {
            "" => String::new(),
            path => words.say("export-calendar-kept", &[("path", path.into())]),
        },
        calendar_problem: calendar_problem.to_owned(),
    }
}

/// The view of a table, with at most `most` rows and without empty columns.
#[must_use]
pub fn sheet_view(snapshot: &Snapshot, sheet: &Sheet<'_>, most: usize) -> SheetView {
    let rest = sheet.rows.len().saturating_sub(most);
    let sheet = &sheet.condensed();
    SheetView {
        title: sheet.title.clone(),
        lines: sheet.lines.clone(),
        labels: sheet.columns.iter().map(|heading| heading.label.clone()).collect(),
        rows: sheet
            .rows
            .iter()
            .take(most)
            .map(|row| row.iter().map(|cell| cell.shown().into_owned()).collect())
            .collect(),
        more: if rest == 0 { String::new() } else { snapshot.words.say("export-more", &[("count", rest.into())]) },
    }
}
