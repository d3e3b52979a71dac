//! Every sentence of the app, rendered from the Fluent catalogue in `locales/`. The rules return data; here it becomes
//! words, dates and names in the user's language (English for now).

pub mod dates;
pub mod notices;
pub mod steps;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::codes::Language;
use crate::error::{Arg, Code, Error};

/// The files of one language.
const ENGLISH: &[&str] = &[
    include_str!("../../locales/en/errors.ftl"),
    include_str!("../../locales/en/dates.ftl"),
    include_str!("../../locales/en/steps.ftl"),
    include_str!("../../locales/en/views.ftl"),
    include_str!("../../locales/en/agent.ftl"),
    include_str!("../../locales/en/backups.ftl"),
    include_str!("../../locales/en/imports.ftl"),
    include_str!("../../locales/en/letters.ftl"),
    include_str!("../../locales/en/sample.ftl"),
    include_str!("../../locales/en/sheets.ftl"),
    include_str!("../../locales/en/window.ftl"),
];

/// The German catalogue holds only what letters need: dates, and the sample notes that templates are shown with.
const GERMAN: &[&str] = &[include_str!("../../locales/de/dates.ftl"), include_str!("../../locales/de/letters.ftl")];

/// One language's catalogue.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    language: &'static str,
    ids: Vec<String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language)
    }
}

impl Words {
    /// The English catalogue.
    #[must_use]
    pub fn english() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en", ENGLISH));
        &WORDS
    }

    /// The words used in letters of a language. German has only these; the rest of the app is in English.
    #[must_use]
    pub fn of_letters(language: Language) -> &'static Words {
        static GERMAN_WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("de", GERMAN));
        match language {
            Language::English => Words::english(),
            Language::German => &GERMAN_WORDS,
        }
    }

    fn load(language: &'static str, files: &[&str]) -> Words {
        let id: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolating marks go only around arguments that need them; see `isolated`.
        bundle.set_use_isolating(false);
        let mut ids = Vec::new();
        for file in files {
            // A mistake in the catalogue costs only the message it is in; a test makes sure that there is none.
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
            ids.extend(file.lines().filter_map(message_id).map(str::to_owned));
            bundle.add_resource_overriding(resource);
        }
        Words { bundle, language, ids }
    }

    /// The language as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// Renders a message. An unknown id is rendered as itself, so that a missing message is noticed.
    #[must_use]
    pub fn say(&self, id: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else {
            return id.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set(
                Cow::Owned((*name).to_owned()),
                match value {
                    Arg::Text(text) => FluentValue::from(isolated(text)),
                    Arg::Number(number) => FluentValue::from(*number),
                    Arg::Date(date) => FluentValue::from(self.full_date(*date)),
                },
            );
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// A list of several things: "Tan, Okafor and Lim".
    #[must_use]
    pub fn list(&self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(&self.plain("list-comma"));
                self.say("list-and", &[("first", first.into()), ("last", last.as_str().into())])
            }
        }
    }

    /// Renders a message without arguments.
    #[must_use]
    pub fn plain(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The sentence of an error.
    #[must_use]
    pub fn error(&self, error: &Error) -> String {
        self.say(error.message, &error.args)
    }

    /// What happened, for a sentence that says itself what was kept: of a message about the records, its first sentence.
    #[must_use]
    pub fn cause(&self, error: &Error) -> String {
        let said = self.error(error);
        if !matches!(error.code, Code::Damaged | Code::DiskFull | Code::Busy | Code::Store) {
            return said;
        }
        let end = said.match_indices(['.', ';']).map(|(at, _)| at).find(|at| said[at + 1..].starts_with(' '));
        end.map_or(said.clone(), |end| format!("{}.", &said[..end]))
    }

    /// The messages whose ids begin with a prefix; the window's are `ui-`.
    #[must_use]
    pub fn catalogue(&self, prefix: &str) -> BTreeMap<String, String> {
        self.ids.iter().filter(|id| id.starts_with(prefix)).map(|id| (id.clone(), self.plain(id))).collect()
    }

    /// Whether a message exists.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

/// Wraps text of right-to-left scripts in isolating marks, so that it does not reorder the sentence around it.
fn isolated(text: &str) -> String {
    let rtl = |c: char| matches!(u32::from(c), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff);
    if text.chars().any(rtl) { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
}

/// The id of the message that begins on a line of a Fluent file.
fn message_id(line: &str) -> Option<&str> {
    line.split_once(" =").map(|(id, _)| id).filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))
}
