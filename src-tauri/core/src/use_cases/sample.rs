//! A sample job hunt to try the app with: a thank-you to say, a call that is due, a promise to wait for, a next round,
//! and a refusal. Its dates lie around the present, it has no reminders, and it is removed as a whole.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Timelike, Utc};
use rusqlite::Connection;

use super::applications::take_out;
use super::change::{ChangeReport, Committed, change};
use crate::domain::codes::{Channel, Meaning, Outcome, TouchKind};
use crate::domain::facts::{Application, Card, Interview, Interviewer, Notes, Reply, Touch};
use crate::domain::ids::{ApplicationId, ContactId, InterviewId, ReplyId, TouchId};
use crate::error::{Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::sample::{Made, mark};
use crate::store::{self, Store};

/// Adds the sample.
///
/// # Errors
/// A conflict if there is any application or contact already: sample data is only added where the user has none.
pub fn add(store: &Store, moment: Moment) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        if !snapshot.facts.applications.is_empty() || !snapshot.facts.contacts.is_empty() {
            return Err(Error::conflict("error-sample-not-empty"));
        }
        let hunt = Hunt { c, snapshot };
        hunt.thanks_to_say()?;
        hunt.call_to_make()?;
        hunt.promise_to_wait_for()?;
        hunt.next_round()?;
        hunt.refusal()?;
        Ok(ChangeReport::new((), snapshot.words.plain("toast-sample-added")))
    })
}

/// Removes the sample and everything recorded for it. A sample person to whom the user's own records refer stays.
///
/// # Errors
/// `NotFound` if there is no sample.
pub fn remove(store: &Store, moment: Moment) -> Result<Committed<()>> {
    change(store, moment, |c, snapshot| {
        let facts = &snapshot.facts;
        if !facts.has_samples() {
            return Err(Error::not_found("error-no-sample", ""));
        }
        for application in facts.applications.values().filter(|a| facts.is_made_up(a.id)) {
            take_out(c, snapshot, application)?;
        }
        let left = store::facts(c)?;
        for contact in left.samples.contacts.iter().filter(|contact| !left.is_mentioned(**contact)) {
            store::contacts::delete(c, *contact, snapshot.now)?;
        }
        Ok(ChangeReport::new((), snapshot.words.plain("toast-sample-removed")))
    })
}

/// Writes the sample, each fact as if it had been entered when it happened.
struct Hunt<'a> {
    c: &'a Connection,
    snapshot: &'a Snapshot,
}

/// One application of the sample, with its lead.
struct SampleLine {
    application: ApplicationId,
    lead: ContactId,
}

impl Hunt<'_> {
    /// An interview with three people, which ended one or two hours ago or was yesterday: thank-yous are due.
    fn thanks_to_say(&self) -> Result<()> {
        let people = [
            ("Ingrid Solheim", "Engineering Manager", "ingrid@meridian.example", "+1 202 555 0114"),
            ("Tan Mei Ling 陳美玲", "Principal Engineer", "meiling@meridian.example", ""),
            ("Ravi Menon", "Product Lead", "ravi@meridian.example", "+1 202 555 0127"),
        ];
        let line = self.apply("Meridian Maps", "Backend Engineer", &people, self.earlier_today())?;
        let spoke_about = ["sample-spoke-about-1", "sample-spoke-about-2"].map(|id| self.snapshot.words.plain(id));
        let mut interview = self.latest(&line)?;
        for (person, text) in interview.interviewers.iter_mut().zip(spoke_about) {
            person.spoke_about = text;
        }
        interview.notes = self.notes();
        store::interviews::update(self.c, &interview, interview.end())
    }

    /// An interview a week ago, with a thank-you by e-mail: a call is due.
    fn call_to_make(&self) -> Result<()> {
        let people = [("Adaeze Okafor", "Head of Data", "adaeze@lantern.example", "+1 202 555 0142")];
        let line = self.apply("Lantern Health", "Data Engineer", &people, self.at(-7, 11))?;
        self.touch(&line, TouchKind::ThankYou, Channel::Email, Outcome::Sent, self.at(-7, 18), "")
    }

    /// The company asked for patience and promised a reply by a certain day.
    fn promise_to_wait_for(&self) -> Result<()> {
        let people = [("Jonas Weber", "CTO", "jonas@harbour.example", "+1 202 555 0163")];
        let line = self.apply("Harbour Labs", "Platform Engineer", &people, self.at(-24, 14))?;
        self.touch(&line, TouchKind::ThankYou, Channel::Email, Outcome::Sent, self.at(-24, 18), "")?;
        let note = self.snapshot.words.plain("sample-note-voicemail");
        self.touch(&line, TouchKind::CheckIn, Channel::Phone, Outcome::Voicemail, self.at(-16, 10), &note)?;
        let promise = self.day(16);
        let stands = self.snapshot.words.plain("sample-stands");
        self.reply(&line, Meaning::Deciding, self.at(-13, 15), Some(promise), &stands)
    }

    /// The company wants another interview, in three days.
    fn next_round(&self) -> Result<()> {
        let people = [("Lucía Fernández", "Founder", "lucia@kettle.example", "+1 202 555 0188")];
        let line = self.apply("Copper Kettle", "Site Reliability Engineer", &people, self.at(-12, 10))?;
        self.touch(&line, TouchKind::ThankYou, Channel::Email, Outcome::Sent, self.at(-12, 18), "")?;
        self.reply(&line, Meaning::NextRound, self.at(-4, 9), None, "")?;
        self.interview(line.application, &[line.lead], self.at(3, 13), self.at(-4, 9)).map(drop)
    }

    /// The company said no eight days ago.
    fn refusal(&self) -> Result<()> {
        let people = [("Kaya Demir", "Team Lead", "kaya@oakline.example", "")];
        let line = self.apply("Oakline", "Backend Engineer", &people, self.at(-27, 9))?;
        self.touch(&line, TouchKind::ThankYou, Channel::Email, Outcome::Sent, self.at(-26, 9), "")?;
        self.reply(&line, Meaning::Rejected, self.at(-8, 17), None, "")
    }

    fn apply(
        &self,
        company: &str,
        role: &str,
        people: &[(&str, &str, &str, &str)],
        at: DateTime<Utc>,
    ) -> Result<SampleLine> {
        let c = self.c;
        let of = store::companies::find_or_insert(c, company, at)?;
        let application = store::applications::insert(c, of, role, at)?;
        mark(c, Made::Application(application))?;
        let mut contacts = Vec::new();
        for (name, title, email, phone) in people {
            let filled = |text: &&str| Some((*text).to_owned()).filter(|text| !text.is_empty()).into_iter().collect();
            let card = Card {
                name: (*name).to_owned(),
                title: (*title).to_owned(),
                company: company.to_owned(),
                emails: filled(email),
                phones: filled(phone),
                ..Card::default()
            };
            let contact = store::contacts::insert(c, &card, at)?;
            mark(c, Made::Contact(contact))?;
            contacts.push(contact);
        }
        let lead = *contacts.first().ok_or_else(|| Error::invalid("people", "error-form"))?;
        let role = role.to_owned();
        let fresh = Application { id: application, company: of, role, lead: Some(lead), ..Application::default() };
        store::applications::update(c, &fresh, at)?;
        self.interview(application, &contacts, at, at)?;
        Ok(SampleLine { application, lead })
    }

    fn interview(
        &self,
        application: ApplicationId,
        contacts: &[ContactId],
        start: DateTime<Utc>,
        entered: DateTime<Utc>,
    ) -> Result<InterviewId> {
        let person =
            |contact: &ContactId| Interviewer { contact: *contact, spoke_about: String::new(), created_at: entered };
        let interview = Interview {
            id: InterviewId(0),
            application,
            start,
            zone: self.snapshot.zone,
            minutes: 60,
            interviewers: contacts.iter().map(person).collect(),
            follow_up_on: None,
            reply_promised_by: None,
            notes: Notes::default(),
            cancelled: false,
            created_at: entered,
        };
        let id = store::interviews::insert(self.c, &interview, entered)?;
        mark(self.c, Made::Interview(id))?;
        Ok(id)
    }

    fn touch(
        &self,
        line: &SampleLine,
        kind: TouchKind,
        channel: Channel,
        outcome: Outcome,
        at: DateTime<Utc>,
        note: &str,
    ) -> Result<()> {
        let touch = Touch {
            id: TouchId(0),
            application: line.application,
            contact: Some(line.lead),
            kind,
            channel,
            at,
            outcome,
            note: note.to_owned(),
            step: None,
            guarded: false,
            created_at: at,
        };
        store::touches::insert(self.c, &touch, at).map(drop)
    }

    fn reply(
        &self,
        line: &SampleLine,
        meaning: Meaning,
        at: DateTime<Utc>,
        promise: Option<NaiveDate>,
        stands: &str,
    ) -> Result<()> {
        let reply = Reply {
            id: ReplyId(0),
            application: line.application,
            contact: Some(line.lead),
            at,
            meaning,
            follow_up_on: None,
            reply_promised_by: promise,
            stands: stands.to_owned(),
            note: String::new(),
            created_at: at,
        };
        store::replies::insert(self.c, &reply, at).map(drop)
    }

    fn latest(&self, line: &SampleLine) -> Result<Interview> {
        let mut interviews = store::interviews::all(self.c)?.into_values();
        interviews
            .rfind(|i| i.application == line.application)
            .ok_or_else(|| Error::not_found("error-no-interview", line.application.0))
    }

    fn notes(&self) -> Notes {
        let words = self.snapshot.words;
        Notes {
            shared: words.plain("sample-shared"),
            wished: words.plain("sample-wished"),
            seeking: words.plain("sample-seeking"),
            strengths: words.plain("sample-strengths"),
        }
    }

    fn day(&self, days: i64) -> NaiveDate {
        let today = self.snapshot.calendar().day(self.snapshot.now);
        let ahead = Days::new(days.unsigned_abs());
        let day = if days < 0 { today.checked_sub_days(ahead) } else { today.checked_add_days(ahead) };
        day.unwrap_or(today)
    }

    fn at(&self, days: i64, hour: u32) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        self.snapshot.calendar().instant(self.day(days), time)
    }

    /// The start of an interview that ended one or two hours ago; yesterday afternoon, if that would be too early or
    /// too late in the day.
    fn earlier_today(&self) -> DateTime<Utc> {
        let calendar = self.snapshot.calendar();
        let start = calendar.time(self.snapshot.now - Duration::hours(2)).hour();
        let today = calendar.day(self.snapshot.now - Duration::hours(2)) == calendar.day(self.snapshot.now);
        if today && (8..=17).contains(&start) { self.at(0, start) } else { self.at(-1, 15) }
    }
}
