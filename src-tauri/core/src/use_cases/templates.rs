//! Changing, adding and deleting templates, and restoring an original.

use rusqlite::Connection;

use super::change::{ChangeReport, Committed, change};
use crate::domain::codes::Language;
use crate::error::{Error, Result};
use crate::forms::template::TemplateForm;
use crate::input;
use crate::letters::template::{Source, original};
use crate::letters::templates::{all, find, language_name};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};

/// The longest body of a template, in characters.
const LONGEST: usize = 8_000;

/// The longest name of a template, in characters.
const NAME: usize = 60;

/// The most templates that the user may add in one language.
const MOST: usize = 100;

/// Saves a template as typed, even with a mistake. The mistake is shown wherever the template is, and until it is
/// corrected letters are made with an original. A template that equals its original is not stored.
///
/// # Errors
/// A field that is too long; `NotFound` for an unknown language or template. Nothing was saved then.
pub fn save(store: &Store, moment: Moment, form: &TemplateForm) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let language = language_of(&form.language)?;
        let template = find(c, snapshot.words, language, &form.name)?;
        let source = Source {
            subject: input::line("subject", &form.subject)?,
            body: input::text("body", &form.body).and_then(|text| input::limited("body", text, LONGEST))?,
        };
        let label = ("name", template.label.as_str().into());
        if template.original.is_some_and(|code| original(code, language) == source) {
            remove_stored(c, snapshot, language, &form.name)?;
        } else if source != template.source {
            store::templates::set(c, language, &form.name, &source.subject, &source.body, snapshot.now)?;
        }
        // The text names the language, because changes in a row with the same text are undone together.
        let spoken = ("language", language_name(snapshot.words, language).into());
        let mut told = ChangeReport::new((), snapshot.words.say("toast-template-saved", &[label, spoken]));
        told.goes_on = true;
        Ok(told)
    })
}

/// Adds a template: a copy of `from` under a new name. Returns the name.
///
/// # Errors
/// A name that is empty, too long or taken; too many templates; `NotFound` for an unknown language or template. Nothing
/// was saved then.
pub fn add(store: &Store, moment: Moment, language: &str, from: &str, name: &str) -> Result<Committed<String>> {
    change(store, moment, |c, snapshot| {
        let code = language_of(language)?;
        let name = input::required("name", name, "error-template-name")?;
        let name = input::limited("name", name, NAME)?;
        let all = all(c, snapshot.words, code)?;
        let folded = |text: &str| text.to_lowercase();
        if all.iter().any(|t| folded(&t.label) == folded(&name) || folded(&t.name) == folded(&name)) {
            return Err(Error::invalid("name", "error-template-taken").with("name", name));
        }
        if all.iter().filter(|t| t.original.is_none()).count() >= MOST {
            return Err(Error::invalid("name", "error-templates-many").with("most", MOST));
        }
        let source = find(c, snapshot.words, code, from)?.source;
        store::templates::set(c, code, &name, &source.subject, &source.body, snapshot.now)?;
        let text = snapshot.words.say("toast-template-added", &[("name", name.as_str().into())]);
        Ok(ChangeReport::new(name, text))
    })
}

/// Restores an original template, or deletes one that the user added.
///
/// # Errors
/// `NotFound` for an unknown language or template.
pub fn remove(store: &Store, moment: Moment, language: &str, name: &str) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let code = language_of(language)?;
        let template = find(c, snapshot.words, code, name)?;
        remove_stored(c, snapshot, code, name)?;
        let id = if template.original.is_some() { "toast-template-original" } else { "toast-template-removed" };
        Ok(ChangeReport::new((), snapshot.words.say(id, &[("name", template.label.into())])))
    })
}

fn remove_stored(c: &Connection, snapshot: &Snapshot, language: Language, name: &str) -> Result<()> {
    let stored = store::templates::all(c)?.remove(&(language, name.to_owned()));
    stored.map_or(Ok(()), |stored| store::templates::delete(c, stored.id, snapshot.now))
}

pub(crate) fn language_of(text: &str) -> Result<Language> {
    text.parse().map_err(|_| Error::not_found("error-no-language", text))
}
