//! The material of a draft: every variable a template can use, as plain text.

use std::collections::BTreeMap;

use crate::domain::codes::{Language, Original, TouchKind};
use crate::domain::facts::Notes;
use crate::domain::ids::ContactId;
use crate::domain::letter::plain;
use crate::domain::progress::LastWay;
use crate::letters::occasion::About;
use crate::snapshot::Snapshot;
use crate::wording::Words;

/// Every variable, in the order in which they are listed. The catalogue describes each (`variable-NAME`).
pub const VARIABLES: [&str; 20] = [
    "address_as",
    "name",
    "company",
    "role",
    "met",
    "spoke_about",
    "shared",
    "wished",
    "seeking",
    "strengths",
    "purpose",
    "last_way",
    "last_on",
    "stands",
    "replied_on",
    "named_on",
    "promised_by",
    "my_name",
    "signature",
    "interviewer",
];

/// The variables that only the user can fill in. If one is empty, the draft goes without it, and the user is told.
pub const NOTED: [&str; 6] = ["spoke_about", "shared", "wished", "seeking", "strengths", "signature"];

/// The values of all variables; one without a value is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// The language of the draft.
    pub language: Language,
    values: BTreeMap<&'static str, String>,
}

impl Material {
    /// The material for an occasion, in the language of letters to that person.
    #[must_use]
    pub fn of(snapshot: &Snapshot, about: &About<'_>) -> Material {
        Material::in_language(snapshot, about, language_of(snapshot, about))
    }

    /// The material for an occasion in a given language.
    #[must_use]
    pub fn in_language(snapshot: &Snapshot, about: &About<'_>, language: Language) -> Material {
        let words = Words::of_letters(language);
        let calendar = snapshot.calendar();
        let today = calendar.day(snapshot.now);
        let card = about.contact.map(|contact| &contact.card);
        let name = card.map_or("", |card| card.name.as_str());
        let address_as = card.map(|card| card.address_as.as_str()).filter(|text| !text.is_empty()).unwrap_or(name);
        let progress = &about.progress;
        // What happened between the user and another contact is not mentioned to this one.
        let theirs = |contact: Option<ContactId>| contact.is_none() || contact == about.contact.map(|c| c.id);
        let last = progress.last.filter(|last| theirs(last.contact));
        let reply = progress.reply.filter(|reply| theirs(reply.contact));
        let met = about.interview.filter(|_| about.contact.is_none() || about.interviewer().is_some());
        let on = |day| words.on_day(day, today);
        let mut material = Material { language, values: VARIABLES.map(|name| (name, String::new())).into() };
        let nobody = words.plain("salutation-nobody");
        material.set("address_as", if about.contact.is_none() { &nobody } else { address_as });
        material.set("name", name);
        material.set("company", snapshot.facts.company_name(about.application));
        let role = snapshot.facts.applications.get(&about.application).map_or("", |a| a.role.as_str());
        material.set("role", role);
        material.set("met", &met.map(|i| on(calendar.day(i.end()))).unwrap_or_default());
        material.set("spoke_about", about.spoke_about());
        if let Some(interview) = about.interview {
            material.note(&interview.notes);
        }
        material.set("purpose", purpose(snapshot, about));
        material.set("last_way", last.map_or("", |last| way(last.way)));
        material.set("last_on", &last.map(|last| on(calendar.day(last.at))).unwrap_or_default());
        material.set("stands", reply.map_or("", |reply| reply.stands.as_str()));
        material.set("replied_on", &reply.map(|reply| on(calendar.day(reply.at))).unwrap_or_default());
        let date = |day| words.date(day, today);
        material.set("named_on", &progress.named.filter(|on| *on <= today).map(date).unwrap_or_default());
        material.set("promised_by", &progress.promised.map(date).unwrap_or_default());
        material.set("my_name", &snapshot.settings.name);
        material.set("signature", snapshot.settings.signed());
        material.set("interviewer", &about.interviewer().map(|at| (at + 1).to_string()).unwrap_or_default());
        material
    }

    /// Made-up values that show what a template makes of a full set of notes.
    #[must_use]
    pub fn example(snapshot: &Snapshot, language: Language) -> Material {
        let words = Words::of_letters(language);
        let today = snapshot.calendar().day(snapshot.now);
        let mut material = Material { language, values: VARIABLES.map(|name| (name, String::new())).into() };
        for name in ["name", "address_as", "company", "role", "spoke_about", "stands", "my_name"] {
            material.set(name, &words.plain(&format!("example-{}", name.replace('_', "-"))));
        }
        let text = |id: &str| words.plain(id);
        material.note(&Notes {
            shared: text("example-shared"),
            wished: text("example-wished"),
            seeking: text("example-seeking"),
            strengths: text("example-strengths"),
        });
        let days_ago = |days| today.checked_sub_days(chrono::Days::new(days)).unwrap_or(today);
        material.set("met", &words.on_day(days_ago(1), today));
        material.set("purpose", TouchKind::CheckIn.code());
        material.set("last_way", way(LastWay::Message));
        material.set("last_on", &words.on_day(days_ago(14), today));
        material.set("replied_on", &words.on_day(days_ago(2), today));
        material.set("named_on", &words.date(today, today));
        material.set("promised_by", &words.date(days_ago(3), today));
        let own = Some(snapshot.settings.signed()).filter(|own| !own.is_empty());
        material.set("signature", &own.map_or_else(|| text("example-my-name"), str::to_owned));
        if !snapshot.settings.name.is_empty() {
            material.set("my_name", &snapshot.settings.name);
        }
        material.set("interviewer", "1");
        material
    }

    /// The same material without the variables that only the user can fill in.
    #[must_use]
    pub fn bare(mut self) -> Material {
        NOTED
            .iter()
            .chain(["last_way", "last_on", "stands", "named_on", "interviewer"].iter())
            .for_each(|n| self.set(n, ""));
        self
    }

    /// The value of a variable; empty for one that does not exist.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// All values by name.
    #[must_use]
    pub fn values(&self) -> &BTreeMap<&'static str, String> {
        &self.values
    }

    /// Sets a variable; does nothing if it does not exist.
    pub fn set(&mut self, name: &str, text: &str) {
        if let Some(value) = self.values.get_mut(name) {
            *value = plain(text).trim().to_owned();
        }
    }

    fn note(&mut self, notes: &Notes) {
        self.set("shared", &notes.shared);
        self.set("wished", &notes.wished);
        self.set("seeking", &notes.seeking);
        self.set("strengths", &notes.strengths);
    }
}

/// The language of a letter: the card's, else the user's setting for letters.
fn language_of(snapshot: &Snapshot, about: &About<'_>) -> Language {
    let own = about.contact.and_then(|contact| contact.card.language.parse().ok());
    own.unwrap_or(snapshot.settings.letter_language)
}

/// The purpose of the letter: the kind of touch, or `next_round` if a date is to be arranged.
fn purpose(snapshot: &Snapshot, about: &About<'_>) -> &'static str {
    match about.original(snapshot) {
        original @ Original::NextRound => original.code(),
        _ => about.kind(snapshot).code(),
    }
}

fn way(way: LastWay) -> &'static str {
    match way {
        LastWay::Message => "message",
        LastWay::Call => "call",
        LastWay::Voicemail => "voicemail",
        LastWay::NoAnswer => "no_answer",
    }
}
