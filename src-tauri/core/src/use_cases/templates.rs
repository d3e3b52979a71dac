//! Templates: which there are, how one is changed, added and given back.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::change::{Done, Told, change};
use crate::domain::codes::{Language, Original};
use crate::error::{Error, Result};
use crate::input;
use crate::letters::material::{Material, VARIABLES};
use crate::letters::occasion::{About, Occasion};
use crate::letters::template::{Mistake, Part, Source, What, original, render};
use crate::snapshot::{Moment, Snapshot};
use crate::store::templates::Stored;
use crate::store::{self, Store};
use crate::views::settings::Choice;
use crate::views::write::{
    TemplateForm, TemplateGroup, TemplateMistake, TemplatePreview, TemplateRow, TemplateView, TemplatesView,
    VariableRow,
};
use crate::wording::Words;

/// The longest template, and name of one, in characters.
const LONGEST: usize = 8_000;
const NAME: usize = 60;
/// The most templates of one's own.
const MOST: usize = 100;
/// How many steps a preview can be about.
const PREVIEWS: usize = 12;

/// A template with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name; the code of an original.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// The original, unless the user added it.
    pub original: Option<Original>,
    /// Whether the user changed the original.
    pub changed: bool,
    /// What it is made of.
    pub source: Source,
}

type AllStored = BTreeMap<(Language, String), Stored>;

/// All templates of a language: the originals in their order, then one's own by name.
///
/// # Errors
/// The database's own.
pub fn all(c: &Connection, words: &Words, language: Language) -> Result<Vec<Template>> {
    Ok(of_language(&store::templates::all(c)?, words, language))
}

fn of_language(stored: &AllStored, words: &Words, language: Language) -> Vec<Template> {
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
/// `NotFound`, with the names there are.
pub fn find(c: &Connection, words: &Words, language: Language, name: &str) -> Result<Template> {
    let all = all(c, words, language)?;
    let known = all.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = all.into_iter().find(|template| template.name == name);
    found.ok_or_else(|| Error::not_found("error-no-template", name).with("known", known))
}

/// Says what is wrong in a template.
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

/// The list of all templates.
///
/// # Errors
/// The database's own.
pub fn list(c: &Connection, snapshot: &Snapshot) -> Result<TemplatesView> {
    let stored = store::templates::all(c)?;
    let words = snapshot.words;
    let groups = Language::ALL.iter().map(|language| TemplateGroup {
        language: language.code().to_owned(),
        title: language_name(words, *language),
        rows: of_language(&stored, words, *language)
            .into_iter()
            .map(|template| {
                let broken = render(&template.source, &Material::example(snapshot, *language)).err();
                TemplateRow {
                    note: match (broken, template.original, template.changed) {
                        (Some(mistake), ..) => told(words, &mistake),
                        (None, None, _) => words.plain("template-own"),
                        (None, Some(_), true) => words.plain("template-changed"),
                        (None, Some(_), false) => String::new(),
                    },
                    hint: template
                        .original
                        .map(|code| words.plain(&format!("template-{}-hint", code.code().replace('_', "-"))))
                        .unwrap_or_default(),
                    name: template.name,
                    label: template.label,
                }
            })
            .collect(),
    });
    Ok(TemplatesView { groups: groups.collect() })
}

/// The page of one template.
///
/// # Errors
/// `NotFound`.
pub fn page(c: &Connection, snapshot: &Snapshot, language: &str, name: &str) -> Result<TemplateView> {
    let words = snapshot.words;
    let code = language_of(language)?;
    let template = find(c, words, code, name)?;
    let form = TemplateForm {
        language: code.code().to_owned(),
        name: template.name.clone(),
        subject: template.source.subject,
        body: template.source.body,
    };
    let abouts = abouts(snapshot);
    let about = best_about(&abouts, template.original);
    Ok(TemplateView {
        title: template.label,
        language: language_name(words, code),
        hint: template
            .original
            .map(|code| words.plain(&format!("template-{}-hint", code.code().replace('_', "-"))))
            .unwrap_or_default(),
        own: template.original.is_none(),
        changed: template.changed,
        has_subject: template.original != Some(Original::Call),
        variables: VARIABLES
            .iter()
            .map(|name| VariableRow {
                name: (*name).to_owned(),
                text: words.plain(&format!("variable-{}", name.replace('_', "-"))),
            })
            .collect(),
        preview: preview(snapshot, &form, &about),
        about,
        abouts,
        form,
    })
}

/// What a template makes of something: `example`, `bare`, or a step.
///
/// A mistake in it is part of the answer; so is a step that is gone, for which the example is taken.
#[must_use]
pub fn preview(snapshot: &Snapshot, form: &TemplateForm, about: &str) -> TemplatePreview {
    let language = form.language.parse().unwrap_or(Language::English);
    let example = || Material::example(snapshot, language);
    let material = match about.parse::<Occasion>() {
        Ok(occasion) => About::of(snapshot, occasion)
            .map_or_else(|_| example(), |about| Material::in_language(snapshot, &about, language)),
        Err(_) if about == BARE => example().bare(),
        Err(_) => example(),
    };
    let source = Source { subject: form.subject.clone(), body: form.body.clone() };
    match render(&source, &material) {
        Ok(made) => TemplatePreview { subject: made.subject, body: made.body, mistake: None },
        Err(mistake) => TemplatePreview {
            subject: String::new(),
            body: String::new(),
            mistake: Some(TemplateMistake {
                field: if mistake.part == Part::Subject { "subject" } else { "body" }.to_owned(),
                line: mistake.line,
                text: told(snapshot.words, &mistake),
            }),
        },
    }
}

/// Saves a template as typed, also one with a mistake: it is told wherever the template stands, and letters are made
/// with the original meanwhile. An original that is as it came is not kept.
///
/// # Errors
/// The field that is too long; `NotFound` for a name that is none; then nothing was saved.
pub fn save(store: &Store, moment: Moment, form: &TemplateForm) -> Result<Done<()>> {
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
        // The language is part of it: what is told alike is undone together.
        let spoken = ("language", language_name(snapshot.words, language).into());
        let mut told = Told::new((), snapshot.words.say("toast-template-saved", &[label, spoken]));
        told.goes_on = true;
        Ok(told)
    })
}

/// Adds a template: a copy of another under a new name.
///
/// # Errors
/// A name that is empty, too long or taken; `NotFound`; then nothing was saved.
pub fn add(store: &Store, moment: Moment, language: &str, from: &str, name: &str) -> Result<Done<String>> {
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
        Ok(Told::new(name, text))
    })
}

/// Gives an original back as it came, or takes a template of one's own away.
///
/// # Errors
/// `NotFound`.
pub fn remove(store: &Store, moment: Moment, language: &str, name: &str) -> Result<Done<()>> {
    change(store, moment, |c, snapshot| {
        let code = language_of(language)?;
        let template = find(c, snapshot.words, code, name)?;
        remove_stored(c, snapshot, code, name)?;
        let id = if template.original.is_some() { "toast-template-original" } else { "toast-template-removed" };
        Ok(Told::new((), snapshot.words.say(id, &[("name", template.label.into())])))
    })
}

/// The language's own name in the user's language.
#[must_use]
pub fn language_name(words: &Words, language: Language) -> String {
    words.plain(&format!("language-{}", language.code()))
}

fn remove_stored(c: &Connection, snapshot: &Snapshot, language: Language, name: &str) -> Result<()> {
    let stored = store::templates::all(c)?.remove(&(language, name.to_owned()));
    stored.map_or(Ok(()), |stored| store::templates::delete(c, stored.id, snapshot.now))
}

fn language_of(text: &str) -> Result<Language> {
    text.parse().map_err(|_| Error::not_found("error-no-language", text))
}

/// What a preview is about when nothing was noted.
const BARE: &str = "bare";

/// What a preview can be about: made-up notes, none, or one of the next steps.
fn abouts(snapshot: &Snapshot) -> Vec<Choice> {
    let words = snapshot.words;
    let mut choices = vec![
        Choice { value: "example".to_owned(), label: words.plain("about-example") },
        Choice { value: BARE.to_owned(), label: words.plain("about-bare") },
    ];
    // Only the kind is asked: looking up how things stand takes far longer, and the preview does it for the one chosen.
    let letters = snapshot.open_steps().map(|(step, _)| step).filter(|step| step.key.kind().reaches_somebody());
    choices.extend(letters.take(PREVIEWS).map(|step| {
        let title = snapshot.teller().title(step);
        let place = snapshot.teller().place(step.application);
        let label = words.say("about-step", &[("title", title.into()), ("place", place.into())]);
        Choice { value: step.key.to_string(), label }
    }));
    choices
}

/// The first step of the kind a template is for; the example without one.
fn best_about(abouts: &[Choice], original: Option<Original>) -> String {
    let kind = match original {
        Some(Original::ThankYou | Original::QuickThankYou) => "thank_you:",
        _ => "check_in:",
    };
    abouts
        .iter()
        .find(|choice| choice.value.starts_with(kind))
        .map_or("example", |choice| choice.value.as_str())
        .to_owned()
}
