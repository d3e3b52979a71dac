//! The list of all templates.

use rusqlite::Connection;

use crate::domain::codes::Language;
use crate::error::Result;
use crate::letters::material::Material;
use crate::letters::template::render;
use crate::letters::templates::{language_name, of_language, told};
use crate::snapshot::Snapshot;
use crate::store;
use crate::views::templates::{TemplateGroup, TemplateRow, TemplatesView};

/// The list of all templates.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot) -> Result<TemplatesView> {
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
