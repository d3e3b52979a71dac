//! What was recorded: the only input of the plan besides the settings (docs/rules.md, Facts).
//! `Facts` is a snapshot of all of it; whoever loads it decides how.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use super::codes::{Channel, CloseOutcome, Meaning, Only, Outcome, TouchKind};
use super::ids::{ApplicationId, ClosureId, CompanyId, ContactId, InterviewId, ReplyId, SkipId, SnoozeId, TouchId};
use super::step::StepKey;

/// The business card, and what the user knows besides.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Card {
    /// The name as printed; the only required field.
    pub name: String,
    /// How to address them in a letter; empty when the name will do.
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
    /// Language of drafts, BCP 47; empty for the user's own.
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

/// A company by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// The name as first typed.
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
    /// Whom check-ins go to.
    pub lead: Option<ContactId>,
    /// When it was sent, if that is known.
    pub applied_on: Option<NaiveDate>,
    /// Where the job is described; empty where that is not known.
    pub link: String,
}

/// One person at an interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interviewer {
    /// The contact.
    pub contact: ContactId,
    /// What the two spoke about.
    pub spoke_about: String,
    /// When they were entered.
    pub created_at: DateTime<Utc>,
}

/// What the user noted after an interview.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Notes {
    /// What I shared.
    pub shared: String,
    /// What I wish I had said.
    pub wished: String,
    /// What they look for.
    pub seeking: String,
    /// My strengths and how they fit.
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
    /// Where on the globe, for display.
    pub zone: Tz,
    /// How long, in minutes.
    pub minutes: u32,
    /// Who was there, in the order of the cards.
    pub interviewers: Vec<Interviewer>,
    /// The date they named or agreed to.
    pub follow_up_on: Option<NaiveDate>,
    /// "We will tell you by."
    pub reply_promised_by: Option<NaiveDate>,
    /// The four notes.
    pub notes: Notes,
    /// Called off.
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
    /// The contact it went to, if it went to one.
    pub contact: Option<ContactId>,
    /// The purpose.
    pub kind: TouchKind,
    /// The channel it went by.
    pub channel: Channel,
    /// The moment it happened.
    pub at: DateTime<Utc>,
    /// What came of it.
    pub outcome: Outcome,
    /// Anything to remember.
    pub note: String,
    /// The step it answers.
    pub step: Option<StepKey>,
    /// Whether the guard had warned.
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
    /// From whom.
    pub contact: Option<ContactId>,
    /// The moment it happened.
    pub at: DateTime<Utc>,
    /// What it means.
    pub meaning: Meaning,
    /// The date they named.
    pub follow_up_on: Option<NaiveDate>,
    /// "We will tell you by."
    pub reply_promised_by: Option<NaiveDate>,
    /// Where it stands, in their words.
    pub stands: String,
    /// Anything to remember.
    pub note: String,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
}

/// A step the user chose not to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Its id.
    pub id: SkipId,
    /// The step it answers.
    pub step: StepKey,
    /// When the user said so.
    pub at: DateTime<Utc>,
    /// The day the step was planned for.
    pub planned_for: NaiveDate,
}

/// A reminder put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    /// Its id; the highest of a step is the one that holds.
    pub id: SnoozeId,
    /// The step it answers.
    pub step: StepKey,
    /// The moment the step comes back.
    pub until: DateTime<Utc>,
}

/// An application closed, or opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Its id.
    pub id: ClosureId,
    /// Which application.
    pub application: ApplicationId,
    /// The moment it happened.
    pub at: DateTime<Utc>,
    /// Why it was closed; none when it was opened again.
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
    /// Interviews, cancelled ones too.
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
    /// What is made up, to try the app with.
    pub samples: Samples,
}

/// Records that are made up.
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
    /// Whether there is neither a person nor an application.
    #[must_use]
    pub fn knows_nobody(&self) -> bool {
        self.contacts.is_empty() && self.applications.is_empty()
    }

    /// The name of an application's company.
    #[must_use]
    pub fn company_name(&self, application: ApplicationId) -> &str {
        self.applications.get(&application).and_then(|a| self.companies.get(&a.company)).map_or("", |c| c.name.as_str())
    }

    /// Whether an application is made up. One that got a real interview since is the user's own.
    #[must_use]
    pub fn is_made_up(&self, application: ApplicationId) -> bool {
        self.samples.applications.contains(&application)
            && self.interviews.values().all(|i| i.application != application || self.samples.interviews.contains(&i.id))
    }

    /// Whether a person is in any application, touch or reply.
    #[must_use]
    pub fn is_mentioned(&self, contact: ContactId) -> bool {
        self.applications.values().any(|a| a.lead == Some(contact))
            || self.interviews.values().any(|i| i.has(contact))
            || self.touches.values().any(|t| t.contact == Some(contact))
            || self.replies.values().any(|r| r.contact == Some(contact))
    }

    /// Whether anything is made up that can be taken away: an application, or a person nobody real has to do with.
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

    /// The folded names of the companies a touch belongs to: the application's, and the one on the card.
    pub(super) fn company_keys(&self, application: ApplicationId, contact: Option<ContactId>) -> Vec<String> {
        let mut keys = vec![company_key(self.company_name(application))];
        let card = contact.and_then(|c| self.contacts.get(&c)).map(|c| company_key(&c.card.company));
        keys.extend(card.filter(|k| !k.is_empty() && !keys.contains(k)).into_iter().collect::<Vec<_>>());
        keys
    }
}

/// Lower case without the combining accents of Latin, Greek and Cyrillic letters.
#[must_use]
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Most text is, and an import folds some of every card.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase).collect()
}
