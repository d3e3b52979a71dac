//! Templates: the built-in ones, and how any template becomes text (minijinja).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, State, UndefinedBehavior};

use crate::domain::codes::{Language, Original};
use crate::domain::letter::{one_line, plain};
use crate::letters::material::{Material, VARIABLES};

/// The text of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The subject, one line; empty for a call.
    pub subject: String,
    /// The body of the letter.
    pub body: String,
}

/// The text that a template makes of the material.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The subject, one line.
    pub subject: String,
    /// The body: plain text, with no empty lines at either end and no two in a row.
    pub body: String,
    /// The variables that the template uses, in the order of [`VARIABLES`].
    pub asked: Vec<&'static str>,
}

/// A mistake in a template, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Whether it is in the subject or in the body.
    pub part: Part,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: What,
}

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each names its part")]
pub enum Part {
    Subject,
    Body,
}

/// What can be wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It uses a variable that does not exist.
    Unknown(String),
    /// Its text is longer than any letter.
    Endless,
    /// Anything else, in the words of the template engine.
    Other(String),
}

/// How many steps a template may take, and how long a letter may become, in bytes: far more than any letter needs, and
/// few enough to be done at once.
const FUEL: u64 = 200_000;
const LONGEST: usize = 2_000_000;

/// The built-in text of a template in a language.
#[must_use]
pub fn original(original: Original, language: Language) -> Source {
    macro_rules! texts {
        ($($original:ident $name:literal),+ $(,)?) => {
            match (language, original) {
                $((Language::English, Original::$original) => include_str!(concat!("../../templates/en/", $name, ".txt")),)+
                $((Language::German, Original::$original) => include_str!(concat!("../../templates/de/", $name, ".txt")),)+
            }
        };
    }
    let text = texts! {
        ThankYou "thank_you",
        QuickThankYou "quick_thank_you",
        CheckIn1 "check_in_1",
        CheckIn2 "check_in_2",
        CheckIn3 "check_in_3",
        CheckInWithThanks "check_in_with_thanks",
        NextRound "next_round",
        AfterPromise "after_promise",
        RejectionReply "rejection_reply",
        Plain "plain",
        Call "call",
    };
    // The first line is the subject, followed by an empty line. A call has no subject.
    match text.strip_prefix("Subject: ").and_then(|rest| rest.split_once("\n\n")) {
        Some((subject, body)) => Source { subject: subject.to_owned(), body: body.trim_end().to_owned() },
        None => Source { subject: String::new(), body: text.trim_end().to_owned() },
    }
}

/// Makes a letter from a template.
///
/// # Errors
/// The first mistake in it; a template with a mistake gives no text at all.
pub fn render(source: &Source, material: &Material) -> Result<Rendered, Mistake> {
    let mut asked = BTreeSet::new();
    let subject = part(Part::Subject, &source.subject, material, &mut asked)?;
    let body = part(Part::Body, &source.body, material, &mut asked)?;
    let asked = VARIABLES.into_iter().filter(|name| asked.contains(*name)).collect();
    Ok(Rendered { subject: one_line(&subject), body: tidy(&body), asked })
}

fn part(part: Part, text: &str, material: &Material, asked: &mut BTreeSet<String>) -> Result<String, Mistake> {
    let mistake =
        |error: &minijinja::Error| Mistake { part, line: error.line().unwrap_or(1).max(1), what: what(error) };
    let template = ENVIRONMENT.template_from_str(text).map_err(|error| mistake(&error))?;
    let used = template.undeclared_variables(false);
    let known = |name: &&String| VARIABLES.contains(&name.as_str()) || GIVEN.contains(&name.as_str());
    if let Some(unknown) = used.iter().filter(|name| !known(name)).min() {
        let line = text.lines().position(|line| mentions(line, unknown)).map_or(1, |at| at + 1);
        return Err(Mistake { part, line, what: What::Unknown(unknown.clone()) });
    }
    asked.extend(used);
    let values: BTreeMap<&str, Value> = material.values().iter().map(|(name, text)| (*name, text.into())).collect();
    let made = template.render(values).map_err(|error| mistake(&error))?;
    if made.len() > LONGEST {
        return Err(Mistake { part, line: 1, what: What::Endless });
    }
    Ok(made)
}

/// The functions a template can call.
const GIVEN: [&str; 2] = ["vary", "range"];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A tag on a line of its own leaves no empty line behind. These settings cannot fail: they change no delimiter.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_fuel(Some(FUEL));
    environment.add_filter("sentence", |text: String| sentence(&text));
    environment.add_filter("inline", |text: String| inline(&text));
    environment.add_function("vary", vary);
    environment
});

/// Chooses one of several wordings by the person's position among the interviewers, so that people who compare their
/// letters find different ones.
fn vary(state: &State<'_, '_>, wordings: Rest<String>) -> String {
    let number = state.lookup("interviewer").and_then(|value| value.as_str().and_then(|text| text.parse().ok()));
    let at = number.unwrap_or(1_usize).saturating_sub(1) % wordings.len().max(1);
    wordings.get(at).cloned().unwrap_or_default()
}

/// A note as part of a sentence: one line, without a full stop.
fn inline(text: &str) -> String {
    let one: Vec<&str> = text.split_whitespace().collect();
    one.join(" ").trim_end_matches(['.', ',', ';', ':', '。']).to_owned()
}

/// A note as a sentence: a full stop is added if it has none. Several lines become a list.
fn sentence(text: &str) -> String {
    let marks = ['-', '*', '•', '–', '·'];
    let lines: Vec<&str> =
        text.lines().map(|l| l.trim().trim_start_matches(marks).trim()).filter(|l| !l.is_empty()).collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] => ended(one),
        several => several.iter().map(|line| format!("\n- {line}")).collect(),
    }
}

fn ended(line: &str) -> String {
    let line = line.trim_end_matches([',', ';', ':', ' ']);
    let closing = ['"', '\'', '”', '’', '»', ')', ']', '」'];
    let last = line.trim_end_matches(closing).chars().next_back();
    match last {
        None => String::new(),
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।') => line.to_owned(),
        Some('\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}') => format!("{line}。"),
        Some(_) => format!("{line}."),
    }
}

/// A letter without the gaps left by empty sections.
fn tidy(text: &str) -> String {
    let text = plain(text);
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

fn mentions(line: &str, name: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name)
        .any(|(at, _)| !line[..at].ends_with(part_of_name) && !line[at + name.len()..].starts_with(part_of_name))
}

fn what(error: &minijinja::Error) -> What {
    if error.kind() == ErrorKind::OutOfFuel {
        return What::Endless;
    }
    What::Other(error.detail().map_or_else(|| error.kind().to_string(), str::to_owned))
}
