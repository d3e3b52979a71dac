//! Parses an interview form, with problems reported field by field.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::facts::{Application, Card, Interview, Interviewer, Notes};
use crate::domain::ids::{ApplicationId, ContactId, InterviewId};
use crate::error::{Error, Result};
use crate::forms::card::CardForm;
use crate::forms::interview::{FollowUpKind, InterviewForm, InterviewerForm};
use crate::input::{self, Findings};
use crate::snapshot::Snapshot;

/// A parsed interview form.
#[derive(Clone, Debug)]
pub(crate) struct ParsedForm {
    pub(crate) interview: Option<InterviewId>,
    pub(crate) application: Option<ApplicationId>,
    pub(crate) company: String,
    pub(crate) role: String,
    pub(crate) start: DateTime<Utc>,
    pub(crate) zone: Tz,
    pub(crate) minutes: u32,
    pub(crate) people: Vec<ParsedPerson>,
    pub(crate) lead: Option<usize>,
    pub(crate) follow_up_on: Option<NaiveDate>,
    pub(crate) reply_promised_by: Option<NaiveDate>,
    pub(crate) notes: Notes,
}

#[derive(Clone, Debug)]
pub(crate) struct ParsedPerson {
    pub(crate) contact: Option<ContactId>,
    pub(crate) card: Card,
    pub(crate) spoke_about: String,
}

/// The longest interview, in minutes.
const LONGEST: u32 = 14 * 60;

/// Parses a form. Problems go to the findings. `None` if the start, the length or the notes cannot be read.
pub(crate) fn understand(snapshot: &Snapshot, form: &InterviewForm, findings: &mut Findings) -> Option<ParsedForm> {
    let old = form.interview.and_then(|id| findings.take(snapshot.interview(id).cloned()));
    let application = old.as_ref().map(|i| i.application).or(form.application.map(ApplicationId));
    if let Some(id) = application
        && !snapshot.facts.applications.contains_key(&id)
    {
        findings.problems.push(Error::not_found("error-no-application", id.0));
    }
    let company = findings.take(input::required("company", &form.company, "error-company-empty"));
    let role = findings.take(input::required("role", &form.role, "error-role-empty"));
    let zone = findings.take(input::zone("zone", &form.zone)).flatten().unwrap_or(snapshot.zone);
    let start = findings.take(input::moment("when", &form.when, zone, snapshot.now));
    if let Some(start) = start {
        findings.take(input::near("when", start, snapshot.present()));
    }
    let minutes = findings.take(minutes(&form.minutes));
    let end = start.map(|start| start + Duration::minutes(i64::from(minutes.unwrap_or(60))));
    let (follow_up_on, mut reply_promised_by) = follow_up(snapshot, form, old.as_ref(), end, findings);
    if follow_up_on.is_some() {
        reply_promised_by = match &form.follow_up.promise {
            Some(text) => findings.take(input::date("reply_promised_by", text, snapshot.present())).flatten(),
            None => old.as_ref().and_then(|i| i.reply_promised_by),
        };
    }
    let notes = crate::forms::interview::notes(&form.notes, findings);
    let company_on_cards = company.clone().unwrap_or_default();
    let mut people: Vec<ParsedPerson> = Vec::new();
    for (i, person) in form.interviewers.iter().enumerate() {
        people.extend(draft_person(snapshot, i, person, &company_on_cards, findings));
        let last = people.last().and_then(|p| p.contact);
        if last.is_some() && people.iter().filter(|p| p.contact == last).count() > 1 {
            findings.problems.push(Error::invalid(format!("interviewers.{i}.name"), "error-person-twice"));
        }
    }
    if form.lead.is_some_and(|lead| lead >= form.interviewers.len().max(1)) {
        findings.problems.push(Error::invalid("lead", "error-lead"));
    }
    Some(ParsedForm {
        interview: old.map(|i| i.id),
        application,
        company: company.unwrap_or_default(),
        role: role.unwrap_or_default(),
        start: start?,
        zone,
        minutes: minutes?,
        people,
        lead: form.lead,
        follow_up_on,
        reply_promised_by,
        notes: notes?,
    })
}

pub(crate) fn minutes(text: &str) -> Result<u32> {
    if text.trim().is_empty() {
        return Ok(60);
    }
    text.trim()
        .parse()
        .ok()
        .filter(|minutes| (1..=LONGEST).contains(minutes))
        .ok_or_else(|| Error::invalid("minutes", "error-minutes").with("most", LONGEST))
}

pub(crate) fn follow_up(
    snapshot: &Snapshot,
    form: &InterviewForm,
    old: Option<&Interview>,
    end: Option<DateTime<Utc>>,
    findings: &mut Findings,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let weeks = |weeks| end.map(|end| snapshot.calendar().agreed(end, weeks));
    match form.follow_up.kind {
        FollowUpKind::Nothing => (None, None),
        FollowUpKind::Week => (weeks(1), None),
        FollowUpKind::Fortnight => (weeks(2), None),
        FollowUpKind::Date | FollowUpKind::Promise => {
            let date = findings.take(input::date("follow_up", &form.follow_up.date, snapshot.present())).flatten();
            let empty = form.follow_up.date.trim().is_empty();
            if empty {
                findings.problems.push(Error::invalid("follow_up", "error-follow-up-empty"));
            }
            // A stored date may now lie before an interview that was moved: it is kept, and the rules ignore it. Only a
            // new date is checked.
            let kept = old.and_then(|i| i.follow_up_on.or(i.reply_promised_by));
            let date = date.filter(|date| {
                if Some(*date) == kept {
                    return true;
                }
                let day = end.map(|end| snapshot.calendar().day(end));
                let late = day.is_none_or(|day| *date > day);
                if !late {
                    findings.problems.push(Error::invalid("follow_up", "error-follow-up-early"));
                }
                let soon = day.is_none_or(|day| findings.take(input::soon("follow_up", *date, day)).is_some());
                late && soon
            });
            if form.follow_up.kind == FollowUpKind::Date { (date, None) } else { (None, date) }
        }
    }
}

fn draft_person(
    snapshot: &Snapshot,
    i: usize,
    person: &InterviewerForm,
    company: &str,
    findings: &mut Findings,
) -> Option<ParsedPerson> {
    let prefix = format!("interviewers.{i}.");
    let spoke_about = findings.take(input::text(&format!("{prefix}spoke_about"), &person.spoke_about))?;
    let known = match person.contact {
        Some(id) => {
            let found = snapshot.facts.contacts.get(&ContactId(id)).cloned();
            let found = found.ok_or_else(|| Error {
                field: Some(format!("{prefix}name")),
                ..Error::not_found("error-no-contact", id)
            });
            Some(findings.take(found)?)
        }
        None => None,
    };
    // A known person whose card is empty or unchanged in the form keeps the stored card.
    let card = match &known {
        Some(contact) if person.card == CardForm::default() || person.card == CardForm::from(&contact.card) => {
            contact.card.clone()
        }
        Some(contact) => {
            let card = crate::forms::card::card(&prefix, &person.card, company, findings)?;
            Card { language: contact.card.language.clone(), ..card }
        }
        None => crate::forms::card::card(&prefix, &person.card, company, findings)?,
    };
    Some(ParsedPerson { contact: known.map(|c| c.id), card, spoke_about })
}

/// Builds the application from a form. What the form does not ask for keeps its old value.
pub(crate) fn application_from(draft: &ParsedForm, old: Option<&Application>) -> Application {
    Application { role: draft.role.clone(), ..old.cloned().unwrap_or_default() }
}

pub(crate) fn interview_from(
    draft: &ParsedForm,
    application: ApplicationId,
    contacts: &[ContactId],
    now: DateTime<Utc>,
) -> Interview {
    Interview {
        id: draft.interview.unwrap_or(InterviewId(0)),
        application,
        start: draft.start,
        zone: draft.zone,
        minutes: draft.minutes,
        interviewers: contacts
            .iter()
            .zip(&draft.people)
            .map(|(contact, person)| Interviewer {
                contact: *contact,
                spoke_about: person.spoke_about.clone(),
                created_at: now,
            })
            .collect(),
        follow_up_on: draft.follow_up_on,
        reply_promised_by: draft.reply_promised_by,
        notes: draft.notes.clone(),
        cancelled: false,
        created_at: now,
    }
}
