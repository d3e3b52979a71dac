//! A small world for the rules: one user, some companies, Ms Tan. Facts are put in by hand; the plan is read back as
//! lines that look like those of docs/rules.md, Worked examples.

use std::str::FromStr;

use afterword_core::domain::calendar::{Calendar, instant};
use afterword_core::domain::codes::{Channel, CloseOutcome, Meaning, Outcome, StepKind, TouchKind};
use afterword_core::domain::facts::{
    Application, Card, Closure, Company, Contact, Facts, Interview, Interviewer, Notes, Reply, Skip, Touch, company_key,
};
use afterword_core::domain::ids::{
    ApplicationId, ClosureId, CompanyId, ContactId, InterviewId, ReplyId, SkipId, TouchId,
};
use afterword_core::domain::plan::plan;
use afterword_core::domain::settings::Settings;
use afterword_core::domain::step::{Ends, Step};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// Facts under construction.
#[derive(Clone)]
pub struct World {
    pub facts: Facts,
    pub settings: Settings,
    pub zone: Tz,
    /// When the next facts are recorded, if that is later than when they happened.
    pub recorded: Option<DateTime<Utc>>,
    next: i64,
}

impl World {
    /// Singapore, the defaults, nobody met yet.
    pub fn new() -> World {
        World {
            facts: Facts::default(),
            settings: Settings::default(),
            zone: chrono_tz::Asia::Singapore,
            recorded: None,
            next: 0,
        }
    }

    /// Worked example 1: Ms Tan of ACME, interviewed Monday 23 November 2026, 15:00 to 16:00.
    pub fn example_1() -> World {
        World::new().interview("ACME", "2026-11-23 15:00", &["Tan"])
    }

    /// Worked example 2: the same, thanked by e-mail at 18:20.
    pub fn example_2() -> World {
        World::example_1().thanked("2026-11-23 18:20")
    }

    pub fn calendar(&self) -> Calendar<'_> {
        Calendar { zone: self.zone, settings: &self.settings }
    }

    /// An instant from local wall-clock time.
    pub fn at(&self, text: &str) -> DateTime<Utc> {
        let format = if text.contains(':') { text.to_owned() } else { format!("{text} 12:00") };
        instant(self.zone, NaiveDateTime::parse_from_str(&format, "%Y-%m-%d %H:%M").unwrap())
    }

    fn recorded(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        self.recorded.unwrap_or(at)
    }

    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    /// A person with e-mail and phone; the same name gives the same person.
    pub fn person(&mut self, name: &str, company: &str) -> ContactId {
        if let Some(found) = self.facts.contacts.values().find(|c| c.card.name == name) {
            return found.id;
        }
        let id = ContactId(self.id());
        let card = Card {
            name: name.to_owned(),
            company: company.to_owned(),
            emails: vec![format!("{name}@example.org")],
            phones: vec!["+65 6555 0142".to_owned()],
            ..Card::default()
        };
        self.facts.contacts.insert(id, Contact { id, card });
        id
    }

    pub fn card(mut self, name: &str, change: impl FnOnce(&mut Card)) -> World {
        let contact = self.facts.contacts.values_mut().find(|c| c.card.name == name).unwrap();
        change(&mut contact.card);
        self
    }

    pub fn set(mut self, change: impl FnOnce(&mut Settings)) -> World {
        change(&mut self.settings);
        self
    }

    /// A new application with an hour's interview; the first person named is the lead.
    pub fn interview(mut self, company: &str, start: &str, people: &[&str]) -> World {
        let key = company_key(company);
        let known = self.facts.companies.values().find(|c| company_key(&c.name) == key).map(|c| c.id);
        let company_id = known.unwrap_or_else(|| CompanyId(self.id()));
        self.facts.companies.entry(company_id).or_insert(Company { id: company_id, name: company.to_owned() });
        let id = ApplicationId(self.facts.applications.len() as i64 + 1);
        let lead = people.first().map(|name| self.person(name, company));
        let application =
            Application { id, company: company_id, role: format!("Role {id}"), lead, ..Application::default() };
        self.facts.applications.insert(id, application);
        self.further(id.0, start, people)
    }

    /// One more interview of an application.
    pub fn further(mut self, application: i64, start: &str, people: &[&str]) -> World {
        let company = self.facts.company_name(ApplicationId(application)).to_owned();
        let interviewers = people
            .iter()
            .map(|name| Interviewer {
                contact: self.person(name, &company),
                spoke_about: String::new(),
                created_at: self.recorded(self.at(start)),
            })
            .collect();
        let id = InterviewId(self.facts.interviews.len() as i64 + 1);
        let start = self.at(start);
        self.facts.interviews.insert(
            id,
            Interview {
                id,
                application: ApplicationId(application),
                start,
                zone: self.zone,
                minutes: 60,
                interviewers,
                follow_up_on: None,
                reply_promised_by: None,
                notes: Notes::default(),
                cancelled: false,
                created_at: self.recorded(start),
            },
        );
        self
    }

    /// Changes the interview entered last.
    pub fn last(mut self, change: impl FnOnce(&mut Interview)) -> World {
        let id = *self.facts.interviews.keys().last().unwrap();
        change(self.facts.interviews.get_mut(&id).unwrap());
        self
    }

    pub fn named(self, date: &str) -> World {
        self.last(|i| i.follow_up_on = Some(day(date)))
    }

    pub fn promised(self, date: &str) -> World {
        self.last(|i| i.reply_promised_by = Some(day(date)))
    }

    /// Gives the first application another lead.
    pub fn led_by(self, name: &str) -> World {
        self.led(1, name)
    }

    /// Gives an application another lead.
    pub fn led(mut self, application: i64, name: &str) -> World {
        let id = ApplicationId(application);
        let company = self.facts.company_name(id).to_owned();
        let lead = self.person(name, &company);
        self.facts.applications.get_mut(&id).unwrap().lead = Some(lead);
        self
    }

    /// A touch of the lead of an application.
    pub fn touch(mut self, application: i64, kind: TouchKind, outcome: Outcome, at: &str) -> World {
        let contact = self.facts.applications[&ApplicationId(application)].lead;
        let channel = match outcome {
            Outcome::Sent => Channel::Email,
            _ => Channel::Phone,
        };
        let id = TouchId(self.facts.touches.keys().last().map_or(0, |last| last.0) + 1);
        let at = self.at(at);
        let touch = Touch {
            id,
            application: ApplicationId(application),
            contact,
            kind,
            channel,
            at,
            outcome,
            note: String::new(),
            step: None,
            guarded: false,
            created_at: self.recorded(at),
        };
        self.facts.touches.insert(id, touch);
        self
    }

    pub fn thanked(self, at: &str) -> World {
        self.touch(1, TouchKind::ThankYou, Outcome::Sent, at)
    }

    pub fn wrote(self, at: &str) -> World {
        self.touch(1, TouchKind::CheckIn, Outcome::Sent, at)
    }

    pub fn voicemail(self, at: &str) -> World {
        self.touch(1, TouchKind::CheckIn, Outcome::Voicemail, at)
    }

    pub fn spoke(self, at: &str) -> World {
        self.touch(1, TouchKind::CheckIn, Outcome::Spoke, at)
    }

    pub fn no_answer(self, at: &str) -> World {
        self.touch(1, TouchKind::CheckIn, Outcome::NoAnswer, at)
    }

    pub fn reply(mut self, meaning: Meaning, at: &str, change: impl FnOnce(&mut Reply)) -> World {
        let id = ReplyId(self.facts.replies.len() as i64 + 1);
        let at = self.at(at);
        let mut reply = Reply {
            id,
            application: ApplicationId(1),
            contact: None,
            at,
            meaning,
            follow_up_on: None,
            reply_promised_by: None,
            stands: String::new(),
            note: String::new(),
            created_at: self.recorded(at),
        };
        change(&mut reply);
        self.facts.replies.insert(id, reply);
        self
    }

    pub fn closed(self, at: &str, outcome: Option<CloseOutcome>) -> World {
        self.close(1, at, outcome)
    }

    /// Skips the open step of a kind.
    pub fn skipped(mut self, kind: StepKind, at: &str) -> World {
        let step = self.steps().into_iter().find(|s| s.key.kind() == kind).unwrap();
        let id = SkipId(self.facts.skips.len() as i64 + 1);
        let planned_for = self.calendar().day(step.due_at);
        let skip = Skip { id, step: step.key, at: self.at(at), planned_for };
        self.facts.skips.insert(id, skip);
        self
    }

    /// Skips the nth open step, if there are any.
    pub fn skip_nth(mut self, n: usize, at: &str) -> World {
        let steps = self.steps();
        if let Some(step) = steps.get(n % steps.len().max(1)) {
            let id = SkipId(self.facts.skips.len() as i64 + 1);
            let skip = Skip { id, step: step.key, at: self.at(at), planned_for: self.calendar().day(step.due_at) };
            self.facts.skips.insert(id, skip);
        }
        self
    }

    /// Closes an application, or with no outcome opens it again.
    pub fn close(mut self, application: i64, at: &str, outcome: Option<CloseOutcome>) -> World {
        let id = ClosureId(self.facts.closures.len() as i64 + 1);
        let closure = Closure {
            id,
            application: ApplicationId(application),
            at: self.at(at),
            outcome,
            created_at: self.recorded(self.at(at)),
        };
        self.facts.closures.insert(id, closure);
        self
    }

    /// Cancels the nth interview.
    pub fn cancel(mut self, n: usize) -> World {
        let count = self.facts.interviews.len().max(1);
        if let Some(interview) = self.facts.interviews.values_mut().nth(n % count) {
            interview.cancelled = true;
        }
        self
    }

    /// Moves the nth interview by some days.
    pub fn postpone(mut self, n: usize, days: u64) -> World {
        let count = self.facts.interviews.len().max(1);
        if let Some(interview) = self.facts.interviews.values_mut().nth(n % count) {
            interview.start += chrono::Duration::days(days as i64);
        }
        self
    }

    /// Removes the nth touch from the history; never the last one, whose id would be used again.
    pub fn forget(mut self, n: usize) -> World {
        let earlier = self.facts.touches.len().saturating_sub(1);
        if let Some(id) = self.facts.touches.keys().copied().take(earlier).nth(n % earlier.max(1)) {
            self.facts.touches.remove(&id);
        }
        self
    }

    /// Changes the card of a person, if there is one.
    pub fn card_if(mut self, name: &str, change: impl FnOnce(&mut Card)) -> World {
        if let Some(contact) = self.facts.contacts.values_mut().find(|c| c.card.name == name) {
            change(&mut contact.card);
        }
        self
    }

    pub fn steps(&self) -> Vec<Step> {
        plan(&self.facts, &self.calendar())
    }

    /// The check-ins, a line each: "Mon 30 Nov 10:00 email"; several applications are told apart by their number.
    pub fn check_ins(&self) -> String {
        self.lines(StepKind::CheckIn, |world, step| {
            let number =
                if world.facts.applications.len() > 1 { format!("#{} ", step.application) } else { String::new() };
            let thanks = if step.carries_thanks { ", carries the thanks" } else { "" };
            format!("{number}{} {}{thanks}", world.moment(step.due_at), step.channel)
        })
    }

    /// The thank-yous with due time, reminders and lapse.
    pub fn thank_yous(&self) -> String {
        self.lines(StepKind::ThankYou, |world, step| {
            let name = &world.facts.contacts[&step.contact.unwrap()].card.name;
            let lapses = match step.ends {
                Some(Ends::Lapses(at)) => world.moment(at),
                other => format!("{other:?}"),
            };
            format!("{name} due {}, {}, lapses {lapses}", world.moment(step.due_at), world.reminders(step))
        })
    }

    /// A step's reminders.
    pub fn reminders(&self, step: &Step) -> String {
        let times: Vec<String> = step.reminders.iter().map(|r| self.moment(r.at)).collect();
        format!("reminders {}", times.join(" / "))
    }

    pub fn moment(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%a %-d %b %H:%M").to_string()
    }

    fn lines(&self, kind: StepKind, line: impl Fn(&World, &Step) -> String) -> String {
        let steps = self.steps();
        let lines: Vec<String> = steps.iter().filter(|s| s.key.kind() == kind).map(|s| line(self, s)).collect();
        if lines.is_empty() { "nothing".to_owned() } else { lines.join("; ") }
    }
}

pub fn day(text: &str) -> NaiveDate {
    NaiveDate::from_str(text).unwrap()
}
