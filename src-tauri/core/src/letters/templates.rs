//! The templates of a language: the built-in ones, perhaps changed by the user, and those the user added.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::codes::{Language, Original};
use crate::error::{Error, Result};
use crate::letters::template::{Mistake, Part, Source, What, original};
use crate::store;
use crate::store::templates::Stored;
use crate::wording::Words;

/// A template, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name; for a built-in one, its code.
    pub name: String,
    /// The label that the user sees.
    pub label: String,
    /// Which built-in template it is; none if the user added it.
    pub original: Option<Original>,
    /// Whether the user changed the built-in text.
    pub changed: bool,
    /// Its text.
    pub source: Source,
}

type AllStored = BTreeMap<(Language, String), Stored>;

/// All templates of a language: the built-in ones in their order, then the user's own by name.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection, words: &Words, language: Language) -> Result<Vec<Template>> {
    Ok(of_language(&store::templates::all(c)?, words, language))
}

pub(crate) fn of_language(stored: &AllStored, words: &Words, language: Language) -> Vec<Template> {
    let source = |stored: &Stored| Source { subject: stored.subject.clone(), body: stored.body.clone() };
    let originals = Original::ALL.iter().map(|code| {
        let own = stored.get(&(language, code.code().to_owned()));
        Template {
            name: code.code().to_owned(),
            label: words.plain(&format!("template-{}", code.code().replace('_', "-"))),
            original: Some(*code),
            changed: own.is_some(),
            source: own.map_or_else(|| original(*code, language), source),
        }
    });
    let added = stored.iter().filter(|((of, name), _)| *of == language && name.parse::<Original>().is_err());
    let added = added.map(|((_, name), stored)| Template {
        name: name.clone(),
        label: name.clone(),
        original: None,
        changed: false,
        source: source(stored),
    });
    originals.chain(added).collect()
}

/// One template of a language.
///
/// # Errors
/// `NotFound`, with the names of those there are.
pub fn find(c: &Connection, words: &Words, language: Language, name: &str) -> Result<Template> {
    let all = all(c, words, language)?;
    let known = all.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = all.into_iter().find(|template| template.name == name);
    found.ok_or_else(|| Error::not_found("error-no-template", name).with("known", known))
}

/// The sentence that says what is wrong in a template.
#[must_use]
pub fn told(words: &Words, mistake: &Mistake) -> String {
    let place = match mistake.part {
        Part::Subject => words.plain("mistake-subject"),
        Part::Body => words.say("mistake-line", &[("line", mistake.line.into())]),
    };
    let place = ("place", place.into());
    match &mistake.what {
        What::Unknown(name) => words.say("mistake-unknown", &[place, ("name", name.as_str().into())]),
        What::Endless => words.say("mistake-endless", &[place]),
        What::Other(detail) => words.say("mistake-other", &[place, ("detail", detail.as_str().into())]),
    }
}

/// The name of a language, in the user's language.
#[must_use]
pub fn language_name(words: &Words, language: Language) -> String {
    words.plain(&format!("language-{}", language.code()))
}
