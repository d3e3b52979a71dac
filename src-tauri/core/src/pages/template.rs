//! The page of one template, with a preview of the letter it makes.

use rusqlite::Connection;

use crate::domain::codes::{Language, Original, StepKind};
use crate::domain::step::StepKey;
use crate::error::Result;
use crate::forms::template::TemplateForm;
use crate::letters::material::{Material, VARIABLES};
use crate::letters::occasion::{About, Occasion};
use crate::letters::template::{Part, Source, render};
use crate::letters::templates::{find, language_name, told};
use crate::snapshot::Snapshot;
use crate::use_cases::templates::language_of;
use crate::views::choice::Choice;
use crate::views::template::{TemplateMistake, TemplatePreview, TemplateView, VariableRow};

/// How many steps are offered for the preview.
const PREVIEWS: usize = 12;

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

/// The letter that a template makes for `about`: `example` (made-up notes), `bare` (no notes), or an occasion.
///
/// It never fails. A mistake in the template is part of the answer, and for a step that no longer exists the example is
/// used.
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

/// The choice that shows a template without any notes.
const BARE: &str = "bare";

/// What the preview can be made for: made-up notes, no notes, or one of the next steps.
fn abouts(snapshot: &Snapshot) -> Vec<Choice> {
    let words = snapshot.words;
    let mut choices = vec![
        Choice { value: "example".to_owned(), label: words.plain("about-example") },
        Choice { value: BARE.to_owned(), label: words.plain("about-bare") },
    ];
    // Only the kind of step is checked here. Looking up its facts takes much longer; the preview does that for the
    // chosen step.
    let letters = snapshot.open_steps().map(|(step, _)| step).filter(|step| step.key.kind().reaches_somebody());
    choices.extend(letters.take(PREVIEWS).map(|step| {
        let title = snapshot.teller().title(step);
        let place = snapshot.teller().place(step.application);
        let label = words.say("about-step", &[("title", title.into()), ("place", place.into())]);
        Choice { value: step.key.to_string(), label }
    }));
    choices
}

/// What the preview is made for at first: the first step of the kind that the template is for, or else the example.
fn best_about(abouts: &[Choice], original: Option<Original>) -> String {
    let thanks = matches!(original, Some(Original::ThankYou | Original::QuickThankYou));
    let kind = if thanks { StepKind::ThankYou } else { StepKind::CheckIn };
    let fits = |choice: &&Choice| choice.value.parse::<StepKey>().is_ok_and(|key| key.kind() == kind);
    abouts.iter().find(fits).map_or("example", |choice| choice.value.as_str()).to_owned()
}
