//! The interview form as it opens: empty, for a further interview of an application, or with an interview to edit.

use rusqlite::Connection;

use crate::error::Result;
use crate::forms::interview::{InterviewForm, form_to_begin_with};
use crate::forms::saved_form::SavedFormKey;
use crate::pages::interview_preview;
use crate::snapshot::Snapshot;
use crate::store;
use crate::views::application_people::known_contacts;
use crate::views::choice::zones;
use crate::views::interview::InterviewView;

/// The page.
///
/// # Errors
/// `NotFound`; the database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, id: Option<i64>, application: Option<i64>) -> Result<InterviewView> {
    let view = view(snapshot, id, application)?;
    Ok(InterviewView { unfinished: kept(c, &view.form)?, ..view })
}

/// The page without the form that was left unsaved.
///
/// # Errors
/// `NotFound`.
pub fn view(snapshot: &Snapshot, id: Option<i64>, application: Option<i64>) -> Result<InterviewView> {
    let form = form_to_begin_with(snapshot, id, application)?;
    let interview = id.map(|id| snapshot.interview(id)).transpose()?;
    let application = form.application.map(|id| snapshot.application(id)).transpose()?;
    let known = application.map(|application| known_contacts(snapshot, application)).unwrap_or_default();
    let mut companies: Vec<String> = snapshot.facts.companies.values().map(|c| c.name.clone()).collect();
    companies.sort_by_cached_key(|name| name.to_lowercase());
    let title = match (interview, application) {
        (Some(_), _) => "form-title-edit",
        (None, Some(_)) => "form-title-further",
        (None, None) => "form-title-new",
    };
    Ok(InterviewView {
        title: snapshot.words.plain(title),
        preview: interview_preview::preview(snapshot, &form),
        form,
        known,
        companies,
        unfinished: None,
        cancelled: interview.is_some_and(|i| i.cancelled),
        zones: zones(),
    })
}

/// The form as it was left unsaved, if it was. One that this version of the program cannot read is ignored.
///
/// # Errors
/// The database's own.
pub fn kept(c: &Connection, form: &InterviewForm) -> Result<Option<InterviewForm>> {
    Ok(store::saved_forms::get(c, &SavedFormKey::of(form).to_string())?
        .and_then(|text| serde_json::from_str(&text).ok()))
}
