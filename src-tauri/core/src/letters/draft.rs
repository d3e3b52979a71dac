//! A draft: the text that a template makes for an occasion. If the template has a mistake, the original is used
//! instead.

use rusqlite::Connection;

use crate::domain::email::EmailAddress;
use crate::domain::letter::Letter;
use crate::error::Result;
use crate::exchange::eml::eml;
use crate::letters::material::Material;
use crate::letters::occasion::{About, Occasion};
use crate::letters::template::{Rendered, original, render};
use crate::letters::templates::Template;
use crate::snapshot::Snapshot;

/// A draft, with the template and the material it was made from.
pub(crate) struct ComposedDraft {
    pub(crate) template: Template,
    pub(crate) material: Material,
    pub(crate) rendered: Rendered,
    pub(crate) mistake: Option<String>,
}

pub(crate) fn compose(
    c: &Connection,
    snapshot: &Snapshot,
    about: &About<'_>,
    template: Option<&str>,
) -> Result<ComposedDraft> {
    let material = Material::of(snapshot, about);
    let fitting = about.original(snapshot);
    let name = template.unwrap_or(fitting.code());
    let template = crate::letters::templates::find(c, snapshot.words, material.language, name)?;
    let (rendered, mistake) = match render(&template.source, &material) {
        Ok(rendered) => (rendered, None),
        Err(mistake) => {
            // The originals have no mistakes; a test makes sure of that.
            let stand_in = original(template.original.unwrap_or(fitting), material.language);
            let told = crate::letters::templates::told(snapshot.words, &mistake);
            let args = [("name", template.label.as_str().into()), ("mistake", told.into())];
            (render(&stand_in, &material).unwrap_or_default(), Some(snapshot.words.say("draft-mistake", &args)))
        }
    };
    Ok(ComposedDraft { template, material, rendered, mistake })
}

/// The usable e-mail addresses of the contact, the preferred one first.
pub(crate) fn addresses(about: &About<'_>) -> Vec<String> {
    let emails = about.contact.map(|contact| contact.card.emails.as_slice()).unwrap_or_default();
    emails.iter().filter_map(|email| EmailAddress::read(email)).map(|email| email.as_str().to_owned()).collect()
}

/// A letter as a file for a mail program.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub(crate) fn eml_file(snapshot: &Snapshot, occasion: Occasion, letter: &Letter) -> Result<Vec<u8>> {
    let own = EmailAddress::read(&snapshot.settings.email);
    let from = own.as_ref().map(|address| (snapshot.settings.name.as_str(), address));
    Ok(eml(letter, from, &occasion.to_string(), snapshot.now)?)
}
