//! The export page, and the preview of the exported file.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::codes::What;
use crate::domain::ids::ApplicationId;
use crate::error::{Error, Result};
use crate::forms::export::{ExportForm, ExportRequest, check_request};
use crate::input;
use crate::reports::summary::Summary;
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::use_cases::calendar_file;
use crate::use_cases::exports::{activity_of, make};
use crate::views::export::{ExportPreview, ExportView, export, sheet_view};

/// The page.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, query: &str) -> Result<ExportView> {
    Ok(export(snapshot, query, &calendar_file::problem_in(c)?))
}

/// Reads a form as the request for an export.
///
/// # Errors
/// A date that cannot be read, or a search for people that finds nobody; the database's own.
pub fn request(store: &Store, moment: Moment, form: &ExportForm) -> Result<ExportRequest> {
    let snapshot = Snapshot::take(store, moment)?;
    let people = match form.query.trim() {
        "" => BTreeSet::new(),
        query => store.read(|c| store::contacts::search(c, query))?.into_iter().collect(),
    };
    if people.is_empty() && !form.query.trim().is_empty() {
        return Err(Error::invalid("query", "error-export-nobody").with("query", form.query.trim()));
    }
    Ok(ExportRequest {
        what: form.what.into(),
        format: form.format.into(),
        application: form.application.map(ApplicationId),
        people,
        from: input::date("from", &form.from, snapshot.present())?,
        to: input::date("to", &form.to, snapshot.present())?,
    })
}

/// The preview of an exported file: what it will hold, and its first rows, at most `most`, if it is a table of people
/// or activities.
///
/// # Errors
/// As [`make`].
pub fn preview(store: &Store, moment: Moment, request: &ExportRequest, most: usize) -> Result<ExportPreview> {
    if request.what == What::Plan || request.what == What::Everything {
        return Ok(ExportPreview { text: make(store, moment, request)?.text, sheet: None });
    }
    let snapshot = Snapshot::take(store, moment)?;
    check_request(&snapshot, request)?;
    let count = |count: usize| [("count", count.into())];
    if request.what == What::Activity {
        let sheet = activity_of(&snapshot, request);
        let text = snapshot.words.say("exported-activities", &count(sheet.rows.len()));
        return Ok(ExportPreview { text, sheet: Some(sheet_view(&snapshot, &sheet, most)) });
    }
    let summary = Summary::of(&snapshot, &|contact| request.wants_person(&snapshot, contact));
    let text = snapshot.words.say("exported-people", &count(summary.count()));
    Ok(ExportPreview { text, sheet: Some(sheet_view(&snapshot, &summary.paper(), most)) })
}
