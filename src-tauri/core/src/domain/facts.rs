//! What was recorded: besides the settings, the only input of the plan (docs/rules.md, Facts). `Facts` is a snapshot of
//! all of it, however it was loaded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use super::codes::{Channel, CloseOutcome, Meaning, Only, Outcome, TouchKind};
use super::ids::{ApplicationId, ClosureId, CompanyId, ContactId, InterviewId, ReplyId, SkipId, SnoozeId, TouchId};
use super::step::StepKey;

/// A business card, and what else the user knows about the person.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Card {
    /// The name as printed; the only required field.
    pub name: String,
    /// How to address them in a letter; empty if the name is enough.
    pub address_as: String,
    /// Job title.
    pub title: String,
    /// Company as printed on the card.
    pub company: String,
    /// E-mail addresses as typed, the best first.
    pub emails: Vec<String>,
    /// Phone numbers as typed, the best first.
    pub phones: Vec<String>,
    /// Postal address, lines separated by line breaks.
    pub address: String,
    /// Website.
    pub website: String,
    /// Their time zone, if known.
    pub zone: Option<Tz>,
    /// The only channel they asked for.
    pub only: Option<Only>,
    /// Language of drafts as a BCP 47 tag; empty for the user's own.
    pub language: String,
    /// Anything else.
    pub note: String,
}

/// A person with a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// The card.
    pub card: Card,
}

impl Contact {
    /// Whether they can be written to.
    #[must_use]
    pub fn has_email(&self) -> bool {
        !self.card.emails.is_empty() && self.card.only != Some(Only::Phone)
    }

    /// Whether they can be called.
    #[must_use]
    pub fn has_phone(&self) -> bool {
        !self.card.phones.is_empty() && self.card.only != Some(Only::Email)
    }
}

/// A company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// The name as it was first typed.
    pub name: String,
}

/// Folds a company name: trimmed, lower case, single spaces. Equal results are one company (docs/rules.md, Company).
#[must_use]
pub fn company_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A role at a company.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// The company.
    pub company: CompanyId,
    /// The role applied for.
    pub role: String,
    /// The main contact, to whom check-ins go.
    pub lead: Option<ContactId>,
    /// The day of the application, if known.
    pub applied_on: Option<NaiveDate>,
    /// A link to the job's description; empty if not known.
    pub link: String,
}

/// One person at an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interviewer {
    /// The contact.
    pub contact: ContactId,
    /// What the user and this person spoke about.
    pub spoke_about: String,
    /// When this person was entered.
    pub created_at: DateTime<Utc>,
}

/// What the user noted after an interview.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Notes {
    /// What the user shared.
    pub shared: String,
    /// What the user wishes they had said.
    pub wished: String,
    /// What the company looks for.
    pub seeking: String,
    /// The user's strengths and how they fit.
    pub strengths: String,
}

/// One interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// Its id.
    pub id: InterviewId,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// When it starts.
    pub start: DateTime<Utc>,
    /// The zone its start is typed and shown in.
    pub zone: Tz,
    /// Its length in minutes.
    pub minutes: u32,
    /// The interviewers, in the order of their cards.
    pub interviewers: Vec<Interviewer>,
    /// The named date: the day they named for the next message or call, or agreed to.
    pub follow_up_on: Option<NaiveDate>,
    /// The promise: the day by which they promised an answer.
    pub reply_promised_by: Option<NaiveDate>,
    /// The four notes.
    pub notes: Notes,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
}

impl Interview {
    /// When it ends.
    #[must_use]
    pub fn end(&self) -> DateTime<Utc> {
        self.start + Duration::minutes(i64::from(self.minutes))
    }

    /// Whether a person was among the interviewers.
    #[must_use]
    pub fn has(&self, contact: ContactId) -> bool {
        self.interviewers.iter().any(|person| person.contact == contact)
    }
}

/// Something the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Its id.
    pub id: TouchId,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// The contact it went to, if any.
    pub contact: Option<ContactId>,
    /// Its purpose.
    pub kind: TouchKind,
    /// Its channel.
    pub channel: Channel,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Its result.
    pub outcome: Outcome,
    /// A note.
    pub note: String,
    /// The step it answers, if any.
    pub step: Option<StepKey>,
    /// Whether the guard had warned before it.
    pub guarded: bool,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
}

/// Something the company did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// The contact it came from, if known.
    pub contact: Option<ContactId>,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What it means.
    pub meaning: Meaning,
    /// The named date: the day they named for the next message or call.
    pub follow_up_on: Option<NaiveDate>,
    /// The promise: the day by which they promised an answer.
    pub reply_promised_by: Option<NaiveDate>,
    /// How things stand, in their words.
    pub stands: String,
    /// A note.
    pub note: String,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
}

/// A step the user chose not to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Its id.
    pub id: SkipId,
    /// The step that was skipped.
    pub step: StepKey,
    /// When the user skipped it.
    pub at: DateTime<Utc>,
    /// The day the step was planned for.
    pub planned_for: NaiveDate,
}

/// A reminder that was put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    /// Its id; of several for one step, the highest is in force.
    pub id: SnoozeId,
    /// The step that is put off.
    pub step: StepKey,
    /// When the step's reminder comes back.
    pub until: DateTime<Utc>,
}

/// The closing or reopening of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Its id.
    pub id: ClosureId,
    /// The application.
    pub application: ApplicationId,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The outcome of a closing; none for a reopening.
    pub outcome: Option<CloseOutcome>,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
}

/// Everything that was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// People.
    pub contacts: BTreeMap<ContactId, Contact>,
    /// Companies.
    pub companies: BTreeMap<CompanyId, Company>,
    /// Applications.
    pub applications: BTreeMap<ApplicationId, Application>,
    /// Interviews, including cancelled ones.
    pub interviews: BTreeMap<InterviewId, Interview>,
    /// Touches.
    pub touches: BTreeMap<TouchId, Touch>,
    /// Replies.
    pub replies: BTreeMap<ReplyId, Reply>,
    /// Skips.
    pub skips: BTreeMap<SkipId, Skip>,
    /// Snoozes.
    pub snoozes: BTreeMap<SnoozeId, Snooze>,
    /// Closings and reopenings.
    pub closures: BTreeMap<ClosureId, Closure>,
    /// Which of the records are sample data.
    pub samples: Samples,
}

/// The records that are sample data, made up to try the app with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples {
    /// People.
    pub contacts: BTreeSet<ContactId>,
    /// Applications.
    pub applications: BTreeSet<ApplicationId>,
    /// Interviews.
    pub interviews: BTreeSet<InterviewId>,
}

impl Facts {
    /// Whether there are no people and no applications.
    #[must_use]
    pub fn knows_nobody(&self) -> bool {
        self.contacts.is_empty() && self.applications.is_empty()
    }

    /// The name of an application's company.
    #[must_use]
    pub fn company_name(&self, application: ApplicationId) -> &str {
        self.applications.get(&application).and_then(|a| self.companies.get(&a.company)).map_or("", |c| c.name.as_str())
    }

    /// Whether an application is sample data. One that has had a real interview since belongs to the user.
    #[must_use]
    pub fn is_made_up(&self, application: ApplicationId) -> bool {
        self.samples.applications.contains(&application)
            && self.interviews.values().all(|i| i.application != application || self.samples.interviews.contains(&i.id))
    }

    /// Whether any application, touch or reply refers to a person.
    #[must_use]
    pub fn is_mentioned(&self, contact: ContactId) -> bool {
        self.applications.values().any(|a| a.lead == Some(contact))
            || self.interviews.values().any(|i| i.has(contact))
            || self.touches.values().any(|t| t.contact == Some(contact))
            || self.replies.values().any(|r| r.contact == Some(contact))
    }

    /// Whether there is sample data that can be removed: an application, or a person that no real record refers to.
    #[must_use]
    pub fn has_samples(&self) -> bool {
        self.samples.applications.iter().any(|id| self.is_made_up(*id))
            || self.samples.contacts.iter().any(|id| self.contacts.contains_key(id) && !self.is_mentioned(*id))
    }

    /// The application that a step belongs to.
    #[must_use]
    pub fn application_of(&self, step: StepKey) -> Option<ApplicationId> {
        match step {
            StepKey::Prepare(i) | StepKey::Cards(i) | StepKey::ThankYou(i, _) => {
                self.interviews.get(&i).map(|interview| interview.application)
            }
            StepKey::CheckIn(application, _) => Some(application),
        }
    }

    /// The folded names of the companies that a touch belongs to: the application's, and the one on the contact's card.
    pub(super) fn company_keys(&self, application: ApplicationId, contact: Option<ContactId>) -> Vec<String> {
        let mut keys = vec![company_key(self.company_name(application))];
        let card = contact.and_then(|c| self.contacts.get(&c)).map(|c| company_key(&c.card.company));
        keys.extend(card.filter(|k| !k.is_empty() && !keys.contains(k)).into_iter().collect::<Vec<_>>());
        keys
    }
}

/// The text in lower case, without the combining accents of Latin, Greek and Cyrillic letters.
#[must_use]
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Most text is ASCII, and an import folds several fields of every card.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase).collect()
}
