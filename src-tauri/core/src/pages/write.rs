//! The Write panel, and the draft in it for the command line.

use rusqlite::Connection;

use crate::domain::codes::{Channel, Language, Original};
use crate::domain::email::EmailAddress;
use crate::domain::letter::{Letter, plain, words};
use crate::error::Result;
use crate::exchange::mailto::mailto;
use crate::forms::letter::{KeptDraft, LetterForm, letter_of};
use crate::forms::saved_form::SavedFormKey;
use crate::letters::draft::{addresses, compose, eml_file};
use crate::letters::occasion::{About, Occasion};
use crate::letters::templates::{all, language_name};
use crate::pages::panel::{head, missing, sources, warning};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::choice::Choice;
use crate::views::page_ref::PageRef;
use crate::views::write::{Measure, Missing, WriteView};

/// Up to this many words a letter is read most readily. A longer one is called long.
const READILY: usize = 150;

/// A draft, with what it lacks and what to be warned of.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The name of its template.
    pub template: String,
    /// The language of the letter.
    pub language: Language,
    /// The letter.
    pub letter: Letter,
    /// What is missing in the letter because it was not noted.
    pub missing: Vec<Missing>,
    /// The guard's warning, and the mistake in the template if an original was used instead.
    pub warnings: Vec<String>,
}

/// The format in which the command line gives a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, to read.
    Text,
    /// A `mailto:` link (RFC 6068).
    Mailto,
    /// A file for a mail program (RFC 5322).
    Eml,
}

/// A fresh draft, made with a template, or with the one that fits the occasion if none is given.
///
/// # Errors
/// `NotFound` for a step that is no longer to be done, or an unknown template.
pub fn draft(store: &Store, moment: Moment, occasion: Occasion, template: Option<&str>) -> Result<Drafted> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let about = About::of(&snapshot, occasion)?;
        let made = compose(c, &snapshot, &about, template)?;
        let to = addresses(&about).into_iter().next().and_then(|to| EmailAddress::read(&to));
        let letter = Letter { to, subject: made.rendered.subject.clone(), body: made.rendered.body.clone() };
        let missing = missing(&snapshot, &about, &made);
        let warnings = warning(&snapshot, &about).into_iter().chain(made.mistake).collect();
        Ok(Drafted { template: made.template.name, language: made.material.language, letter, missing, warnings })
    })
}

/// A letter in a format. A file holds exactly the letter; a link holds as much of its body as a link may, see
/// [`mailto`].
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn printed(snapshot: &Snapshot, occasion: Occasion, letter: &Letter, format: Format) -> Result<Vec<u8>> {
    Ok(match format {
        Format::Eml => eml_file(snapshot, occasion, letter)?,
        Format::Mailto => format!("{}\n", mailto(letter).href).into_bytes(),
        Format::Text => {
            let to = letter.to.as_ref().map(|to| snapshot.words.say("draft-to", &[("to", to.as_str().into())]));
            let subject = Some(letter.subject.as_str()).filter(|subject| !subject.is_empty());
            let subject = subject.map(|subject| snapshot.words.say("draft-subject", &[("subject", subject.into())]));
            let head: Vec<String> = to.into_iter().chain(subject).collect();
            let gap = if head.is_empty() { "" } else { "\n\n" };
            format!("{}{gap}{}\n", head.join("\n"), letter.body).into_bytes()
        }
    })
}

/// The Write panel.
///
/// # Errors
/// As [`draft`].
pub fn page(c: &Connection, snapshot: &Snapshot, step: &str, template: Option<&str>) -> Result<WriteView> {
    let occasion = Occasion::read(step)?;
    let about = About::of(snapshot, occasion)?;
    let latest = template.map_or_else(|| latest_kept(c, occasion), |_| Ok(None))?;
    let mut made = match compose(c, snapshot, &about, template.or(latest.as_deref())) {
        // The template of the stored draft no longer exists.
        Err(_) if latest.is_some() => compose(c, snapshot, &about, None)?,
        made => made?,
    };
    let addresses = addresses(&about);
    let fresh = LetterForm {
        to: addresses.first().cloned().unwrap_or_default(),
        subject: made.rendered.subject.clone(),
        body: made.rendered.body.clone(),
    };
    // A stored draft that was begun to somebody else, who was the lead then, is not used.
    let to_them = |kept: &KeptDraft| kept.contact == about.contact.map(|contact| contact.id.0);
    let kept = kept(c, &SavedFormKey::Draft { occasion, template: made.template.name.clone() })?.filter(to_them);
    let kept_note = kept.as_ref().filter(|kept| kept.letter != fresh).map(|kept| kept_note(snapshot, kept));
    let (letter, taken) = kept.map_or((fresh, None), |kept| (kept.letter, kept.taken));
    let words = snapshot.words;
    let language = made.material.language;
    let own = about.contact.is_some_and(|contact| contact.card.language.parse::<Language>().is_ok());
    let language_note = if own { "draft-language-card" } else { "draft-language-own" };
    Ok(WriteView {
        occasion: occasion.to_string(),
        head: head(snapshot, &about, Channel::Email),
        templates: all(c, words, language)?
            .into_iter()
            .filter(|template| template.original != Some(Original::Call))
            .map(|template| Choice { value: template.name, label: template.label })
            .collect(),
        template: made.template.name.clone(),
        language: language.code().to_owned(),
        language_note: words.say(language_note, &[("language", language_name(words, language).into())]),
        measure: measure(snapshot, &letter),
        addresses,
        letter,
        kept: kept_note.unwrap_or_default(),
        missing: missing(snapshot, &about, &made),
        sources: sources(snapshot, &about),
        notes_page: about.interview.map(|i| PageRef::Interview { id: Some(i.id.0), application: None }),
        mistake: made.mistake.take(),
        taken,
    })
}

/// How long a letter is, how much of it fits into a mail link, and how it reads in a chat.
#[must_use]
pub fn measure(snapshot: &Snapshot, letter: &LetterForm) -> Measure {
    let count = words(&letter.body);
    let long = count > READILY;
    let rest = mailto(&letter_of(letter)).rest;
    Measure {
        length: snapshot.words.say(
            if long { "draft-length-long" } else { "draft-length" },
            &[("count", count.into()), ("most", READILY.into())],
        ),
        long,
        mail: match words(&rest) {
            0 => String::new(),
            left => snapshot.words.say("draft-mail-long", &[("taken", count.saturating_sub(left).into())]),
        },
        rest,
        chat: chat(snapshot, &letter.body),
    }
}

/// The letter for a chat: only the name is put under it, not the whole signature with an address.
fn chat(snapshot: &Snapshot, body: &str) -> String {
    let body = plain(body);
    let body = body.trim_end();
    let (signed, name) = (plain(snapshot.settings.signed()), snapshot.settings.name.as_str());
    match body.strip_suffix(signed.trim_end()) {
        Some(letter) if !signed.is_empty() && !name.is_empty() => format!("{letter}{name}"),
        _ => body.to_owned(),
    }
}

fn kept_note(snapshot: &Snapshot, kept: &KeptDraft) -> String {
    let at = chrono::DateTime::from_timestamp(kept.at, 0).unwrap_or(snapshot.now);
    let calendar = snapshot.calendar();
    let when = ("when", snapshot.words.at_moment(at, snapshot.now, &calendar).into());
    // Words like "today" in a draft of an earlier day are no longer right, so the note says so.
    let id = if calendar.day(at) == calendar.day(snapshot.now) { "draft-kept" } else { "draft-kept-before" };
    snapshot.words.say(id, &[when])
}

fn kept(c: &Connection, key: &SavedFormKey) -> Result<Option<KeptDraft>> {
    Ok(store::saved_forms::get(c, &key.to_string())?.and_then(|text| KeptDraft::read(&text)))
}

/// The template of the stored draft for this occasion that was changed last.
fn latest_kept(c: &Connection, wanted: Occasion) -> Result<Option<String>> {
    let drafts = store::saved_forms::all(c)?.into_iter().filter_map(|(key, text)| match key.parse() {
        Ok(SavedFormKey::Draft { occasion, template }) if occasion == wanted => {
            KeptDraft::read(&text).map(|kept| (kept.at, template))
        }
        _ => None,
    });
    Ok(drafts.max().map(|(_, template)| template))
}
