//! Entering an interview, changing it, calling it off.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use super::change::{Done, Told, change};
use crate::domain::codes::{Channel, StepKind};
use crate::domain::facts::{Application, Card, Contact, Facts, Interview, Interviewer, Notes, company_key};
use crate::domain::ids::{ApplicationId, CompanyId, ContactId, InterviewId};
use crate::domain::preview::preview;
use crate::error::{Error, Result};
use crate::input::{self, Findings};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::application::known_contacts;
use crate::views::interview::{
    FollowUpForm, FollowUpKind, InterviewForm, InterviewView, InterviewerForm, NotesForm, Preview, PreviewStep, Problem,
};
use crate::views::person::{CardForm, zones};
use crate::views::record::{InterviewJson, InterviewerJson};
use crate::views::step_row::{icon, shown_at};

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The application, old or new.
    pub application: ApplicationId,
    /// The interview.
    pub interview: InterviewId,
    /// Everybody at it, in order.
    pub contacts: Vec<ContactId>,
}

/// A form that was understood.
#[derive(Clone, Debug)]
struct Draft {
    interview: Option<InterviewId>,
    application: Option<ApplicationId>,
    company: String,
    role: String,
    start: DateTime<Utc>,
    zone: Tz,
    minutes: u32,
    people: Vec<DraftPerson>,
    lead: Option<usize>,
    follow_up_on: Option<NaiveDate>,
    reply_promised_by: Option<NaiveDate>,
    notes: Notes,
}

#[derive(Clone, Debug)]
struct DraftPerson {
    contact: Option<ContactId>,
    card: Card,
    spoke_about: String,
}

/// The longest interview, in minutes.
const LONGEST: u32 = 14 * 60;

/// The form to begin with: empty, a further interview of an application, or one to edit.
///
/// # Errors
/// `NotFound`.
pub fn form(snapshot: &Snapshot, id: Option<i64>, application: Option<i64>) -> Result<InterviewView> {
    let interview = id.map(|id| interview_of(snapshot, id)).transpose()?;
    let application_id = interview.map(|i| i.application).or(application.map(ApplicationId));
    let application = application_id
        .map(|id| {
            let found = snapshot.facts.applications.get(&id);
            found.ok_or_else(|| Error::not_found("error-no-application", id.0))
        })
        .transpose()?;
    let form = match interview {
        Some(interview) => form_of(snapshot, interview),
        None => InterviewForm {
            application: application_id.map(|a| a.0),
            company: application.map(|a| snapshot.facts.company_name(a.id).to_owned()).unwrap_or_default(),
            role: application.map(|a| a.role.clone()).unwrap_or_default(),
            minutes: "60".to_owned(),
            ..InterviewForm::default()
        },
    };
    let form = InterviewForm { basis: snapshot.last_change, ..form };
    let known = application.map(|application| known_contacts(snapshot, application)).unwrap_or_default();
    let mut companies: Vec<String> = snapshot.facts.companies.values().map(|c| c.name.clone()).collect();
    companies.sort_by_cached_key(|name| name.to_lowercase());
    let title = match (interview, application) {
        (Some(_), _) => "form-title-edit",
        (None, Some(_)) => "form-title-further",
        (None, None) => "form-title-new",
    };
    Ok(InterviewView {
        title: snapshot.words.plain(title),
        preview: preview_form(snapshot, &form),
        form,
        known,
        companies,
        unfinished: None,
        cancelled: interview.is_some_and(|i| i.cancelled),
        zones: zones(),
    })
}

/// Keeps a form that may be left before it is saved, or forgets it.
///
/// # Errors
/// The database's own.
pub fn keep(store: &Store, moment: Moment, form: &InterviewForm, keep: bool) -> Result<()> {
    // A form is plain text; it always has a JSON.
    let text = serde_json::to_string(form).unwrap_or_default();
    store.write(|tx| store::saved_forms::set(tx, &key(form), keep.then_some(text.as_str()), moment.now))
}

/// The form as it was left, if it was. One of another version of the program is forgotten.
///
/// # Errors
/// The database's own.
pub fn kept(c: &Connection, form: &InterviewForm) -> Result<Option<InterviewForm>> {
    Ok(store::saved_forms::get(c, &key(form))?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// What a form is about: an interview, a further one of an application, or a new one.
fn key(form: &InterviewForm) -> String {
    match (form.interview, form.application) {
        (Some(id), _) => format!("interview:{id}"),
        (None, Some(id)) => format!("application:{id}"),
        (None, None) => "interview".to_owned(),
    }
}

/// What a form leads to, and what is wrong with it. Never fails.
#[must_use]
pub fn preview_form(snapshot: &Snapshot, form: &InterviewForm) -> Preview {
    let words = snapshot.words;
    let mut findings = Findings::default();
    let draft = understand(snapshot, form, &mut findings);
    let problem =
        |error: &Error| Problem { field: error.field.clone().unwrap_or_default(), message: words.error(error) };
    let mut view = Preview {
        problems: findings.problems.iter().map(problem).collect(),
        warnings: findings.warnings.iter().map(problem).collect(),
        ..Preview::default()
    };
    // The date is understood as soon as it can be, whatever else is missing.
    let zone = input::zone("zone", &form.zone).ok().flatten().unwrap_or(snapshot.zone);
    if let Ok(start) = input::moment("when", &form.when, zone, snapshot) {
        let local = start.with_timezone(&zone);
        let end = (start + Duration::minutes(minutes(&form.minutes).unwrap_or(60).into())).with_timezone(&zone);
        view.start = words.say(
            "form-start",
            &[
                ("date", words.full_date(local.date_naive()).into()),
                ("from", local.format("%H:%M").to_string().into()),
                ("to", end.format("%H:%M").to_string().into()),
                ("zone", zone.name().replace('_', " ").into()),
                ("abroad", i64::from(zone != snapshot.zone).into()),
            ],
        );
        view.start_value = local.format("%Y-%m-%dT%H:%M").to_string();
    }
    let Some(draft) = draft else { return view };
    if let Some(on) = draft.follow_up_on.or(draft.reply_promised_by) {
        view.follow_up = words.full_date(on);
        view.follow_up_value = on.to_string();
    }
    let (facts, interview) = imagined(snapshot, &draft);
    let imagined = Snapshot {
        facts: facts.into(),
        settings: snapshot.settings.clone(),
        zone: snapshot.zone,
        now: snapshot.now,
        steps: Vec::new().into(),
        last_change: None,
        problem: None,
        words,
    };
    let calendar = imagined.calendar();
    let mut planned = Vec::new();
    for (at, step) in preview(&imagined.facts, &calendar, interview) {
        if step.key.kind() == StepKind::Prepare && draft.start <= snapshot.now {
            continue;
        }
        planned.push((step.key.kind(), step.channel));
        view.plan.push(PreviewStep {
            when: words.when(at.max(shown_at(&step)), snapshot.now, &calendar),
            text: imagined.teller().title(&step),
            why: imagined.teller().why(&step),
            icon: icon(&step),
        });
    }
    if !view.plan.is_empty() {
        let days = snapshot.settings.interval_days;
        let check_ins = |way| planned.iter().any(|(kind, channel)| *kind == StepKind::CheckIn && *channel == way);
        let both = check_ins(Channel::Phone) && check_ins(Channel::Email);
        let id = if both { "form-closing" } else { "form-closing-one-way" };
        view.closing = words.say(id, &[("days", days.into())]);
    }
    view
}

/// The form that a JSON interview stands for: laid over the interview it edits, or over an empty form.
///
/// # Errors
/// `NotFound` for the ids it names.
pub fn form_from_json(snapshot: &Snapshot, edits: Option<i64>, json: InterviewJson) -> Result<InterviewForm> {
    let mut form = self::form(snapshot, edits, json.application)?.form;
    let old = edits.map(|id| interview_of(snapshot, id)).transpose()?;
    let set = |field: &mut String, value: Option<String>| {
        if let Some(value) = value {
            *field = value;
        }
    };
    set(&mut form.company, json.company);
    set(&mut form.role, json.role);
    set(&mut form.when, json.start);
    set(&mut form.zone, json.zone);
    set(&mut form.minutes, json.minutes.map(|m| m.to_string()));
    let named = json.follow_up_on.unwrap_or(old.and_then(|i| i.follow_up_on).map(|d| d.to_string()));
    let promise = json.reply_promised_by.unwrap_or(old.and_then(|i| i.reply_promised_by).map(|d| d.to_string()));
    form.follow_up = match (named, promise) {
        (Some(date), promise) => {
            FollowUpForm { kind: FollowUpKind::Date, date, promise: Some(promise.unwrap_or_default()) }
        }
        (None, Some(date)) => FollowUpForm { kind: FollowUpKind::Promise, date, promise: None },
        (None, None) => FollowUpForm::default(),
    };
    if let Some(notes) = json.notes {
        set(&mut form.notes.shared, notes.shared);
        set(&mut form.notes.wished, notes.wished);
        set(&mut form.notes.seeking, notes.seeking);
        set(&mut form.notes.strengths, notes.strengths);
    }
    if let Some(people) = json.interviewers {
        form.interviewers = people.into_iter().map(|person| interviewer_from_json(snapshot, person)).collect();
        form.lead = None;
    }
    form.lead = json.lead.or(form.lead);
    Ok(form)
}

fn interviewer_from_json(snapshot: &Snapshot, json: InterviewerJson) -> InterviewerForm {
    let known = json.contact.and_then(|id| snapshot.facts.contacts.get(&ContactId(id)));
    let mut card = known.map(|c| CardForm::from(&c.card)).unwrap_or_default();
    let fields = [
        (&mut card.name, json.name),
        (&mut card.address_as, json.address_as),
        (&mut card.title, json.title),
        (&mut card.company, json.company),
        (&mut card.address, json.address),
        (&mut card.website, json.website),
        (&mut card.zone, json.zone),
        (&mut card.only, json.only),
        (&mut card.language, json.language),
        (&mut card.note, json.note),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            *field = value;
        }
    }
    card.emails = json.emails.unwrap_or(card.emails);
    card.phones = json.phones.unwrap_or(card.phones);
    InterviewerForm { contact: json.contact, card, spoke_about: json.spoke_about.unwrap_or_default() }
}

/// Saves a form: a new application and interview, a further interview, or a changed one.
///
/// # Errors
/// The first field that cannot be taken; `NotFound`; then nothing was saved.
pub fn save(store: &Store, moment: Moment, form: &InterviewForm) -> Result<Done<Recorded>> {
    change(store, moment, |c, snapshot| {
        let mut findings = Findings::default();
        let draft = understand(snapshot, form, &mut findings);
        let warnings = findings.settle()?;
        let Some(draft) = draft else { return Err(Error::invalid("company", "error-form")) };
        let rows: Vec<(&str, i64)> = (form.interview.map(|id| ("interview", id)).into_iter())
            .chain(form.application.map(|id| ("application", id)))
            .chain(form.interviewers.iter().filter_map(|p| p.contact.map(|id| ("contact", id))))
            .collect();
        if let Some(basis) = form.basis
            && store::journal::changed_since(c, basis, &rows)?
        {
            return Err(Error::conflict("error-changed-meanwhile"));
        }
        let recorded = record(c, snapshot, &draft)?;
        store::saved_forms::set(c, &key(form), None, snapshot.now)?;
        let id = if form.interview.is_some() { "toast-interview-changed" } else { "toast-interview-saved" };
        let text = snapshot.words.say(id, &[("company", draft.company.as_str().into())]);
        let mut told = Told::new(recorded, text);
        told.warning = warnings.first().map(|warning| snapshot.words.error(warning));
        if told.warning.is_none() && form.interview.is_none() && draft.start - snapshot.now < -Duration::days(366) {
            told.warning = Some(snapshot.words.plain("warn-long-ago"));
        }
        Ok(told)
    })
}

/// Calls an interview off, or back on.
///
/// # Errors
/// `NotFound`; a conflict when it is so already.
pub fn set_cancelled(store: &Store, moment: Moment, id: i64, cancelled: bool) -> Result<Done<InterviewId>> {
    change(store, moment, |c, snapshot| {
        let interview = interview_of(snapshot, id)?;
        if interview.cancelled == cancelled {
            return Err(Error::conflict(if cancelled { "error-is-cancelled" } else { "error-is-on" }));
        }
        store::interviews::update(c, &Interview { cancelled, ..interview.clone() }, snapshot.now)?;
        let message = if cancelled { "toast-cancelled" } else { "toast-restored" };
        let company = snapshot.facts.company_name(interview.application);
        Ok(Told::new(interview.id, snapshot.words.say(message, &[("company", company.into())])))
    })
}

/// Moves an interview, and changes nothing else: a named date that the move makes stale is kept and ignored by the
/// rules (RULES, Check-in).
///
/// # Errors
/// `NotFound`, or a moment that cannot be read.
pub fn move_to(store: &Store, moment: Moment, id: i64, when: &str) -> Result<Done<InterviewId>> {
    change(store, moment, |c, snapshot| {
        let interview = interview_of(snapshot, id)?;
        let start = input::moment("when", when, interview.zone, snapshot)?;
        input::near("when", start, snapshot)?;
        store::interviews::update(c, &Interview { start, ..interview.clone() }, snapshot.now)?;
        let company = snapshot.facts.company_name(interview.application);
        let when = snapshot.words.at_moment(start, snapshot.now, &snapshot.calendar());
        let args = [("company", company.into()), ("when", when.into())];
        Ok(Told::new(interview.id, snapshot.words.say("toast-moved", &args)))
    })
}

/// An interview by id.
///
/// # Errors
/// `NotFound`.
pub fn interview_of(snapshot: &Snapshot, id: i64) -> Result<&Interview> {
    snapshot.facts.interviews.get(&InterviewId(id)).ok_or_else(|| Error::not_found("error-no-interview", id))
}

/// The form that would record an interview as it is.
#[must_use]
pub fn form_of(snapshot: &Snapshot, interview: &Interview) -> InterviewForm {
    let application = snapshot.facts.applications.get(&interview.application);
    let lead = application.and_then(|a| a.lead);
    let (kind, date) = match (interview.follow_up_on, interview.reply_promised_by) {
        (Some(on), _) => (FollowUpKind::Date, on.to_string()),
        (None, Some(by)) => (FollowUpKind::Promise, by.to_string()),
        (None, None) => (FollowUpKind::Nothing, String::new()),
    };
    InterviewForm {
        interview: Some(interview.id.0),
        basis: None,
        application: Some(interview.application.0),
        company: snapshot.facts.company_name(interview.application).to_owned(),
        role: application.map(|a| a.role.clone()).unwrap_or_default(),
        when: interview.start.with_timezone(&interview.zone).format("%Y-%m-%d %H:%M").to_string(),
        minutes: interview.minutes.to_string(),
        zone: if interview.zone == snapshot.zone { String::new() } else { interview.zone.name().to_owned() },
        interviewers: interview
            .interviewers
            .iter()
            .filter_map(|p| snapshot.facts.contacts.get(&p.contact).map(|c| (p, c)))
            .map(|(p, c)| InterviewerForm {
                contact: Some(c.id.0),
                card: CardForm::from(&c.card),
                spoke_about: p.spoke_about.clone(),
            })
            .collect(),
        lead: interview.interviewers.iter().position(|p| Some(p.contact) == lead),
        follow_up: FollowUpForm { kind, date, promise: None },
        notes: NotesForm {
            shared: interview.notes.shared.clone(),
            wished: interview.notes.wished.clone(),
            seeking: interview.notes.seeking.clone(),
            strengths: interview.notes.strengths.clone(),
        },
    }
}

/// Reads a form; what is wrong goes to the findings, and a draft comes back only when enough was understood.
fn understand(snapshot: &Snapshot, form: &InterviewForm, findings: &mut Findings) -> Option<Draft> {
    let old = form.interview.and_then(|id| findings.take(interview_of(snapshot, id).cloned()));
    let application = old.as_ref().map(|i| i.application).or(form.application.map(ApplicationId));
    if let Some(id) = application
        && !snapshot.facts.applications.contains_key(&id)
    {
        findings.problems.push(Error::not_found("error-no-application", id.0));
    }
    let company = findings.take(input::required("company", &form.company, "error-company-empty"));
    let role = findings.take(input::required("role", &form.role, "error-role-empty"));
    let zone = findings.take(input::zone("zone", &form.zone)).flatten().unwrap_or(snapshot.zone);
    let start = findings.take(input::moment("when", &form.when, zone, snapshot));
    if let Some(start) = start {
        findings.take(input::near("when", start, snapshot));
    }
    let minutes = findings.take(minutes(&form.minutes));
    let end = start.map(|start| start + Duration::minutes(i64::from(minutes.unwrap_or(60))));
    let (follow_up_on, mut reply_promised_by) = follow_up(snapshot, form, old.as_ref(), end, findings);
    if follow_up_on.is_some() {
        reply_promised_by = match &form.follow_up.promise {
            Some(text) => findings.take(input::date("reply_promised_by", text, snapshot)).flatten(),
            None => old.as_ref().and_then(|i| i.reply_promised_by),
        };
    }
    let notes = input::notes(&form.notes, findings);
    let company_on_cards = company.clone().unwrap_or_default();
    let mut people: Vec<DraftPerson> = Vec::new();
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
    Some(Draft {
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

fn minutes(text: &str) -> Result<u32> {
    if text.trim().is_empty() {
        return Ok(60);
    }
    text.trim()
        .parse()
        .ok()
        .filter(|minutes| (1..=LONGEST).contains(minutes))
        .ok_or_else(|| Error::invalid("minutes", "error-minutes").with("most", LONGEST))
}

fn follow_up(
    snapshot: &Snapshot,
    form: &InterviewForm,
    old: Option<&Interview>,
    end: Option<DateTime<Utc>>,
    findings: &mut Findings,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let weeks = |weeks| end.map(|end| input::agreed(end, weeks, snapshot));
    match form.follow_up.kind {
        FollowUpKind::Nothing => (None, None),
        FollowUpKind::Week => (weeks(1), None),
        FollowUpKind::Fortnight => (weeks(2), None),
        FollowUpKind::Date | FollowUpKind::Promise => {
            let date = findings.take(input::date("follow_up", &form.follow_up.date, snapshot)).flatten();
            let empty = form.follow_up.date.trim().is_empty();
            if empty {
                findings.problems.push(Error::invalid("follow_up", "error-follow-up-empty"));
            }
            // A date that a moved interview made stale is kept and ignored by the rules; only a new one is looked at.
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
                let soon =
                    day.is_none_or(|day| findings.take(input::soon("follow_up", *date, day, snapshot)).is_some());
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
) -> Option<DraftPerson> {
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
    // Somebody known who was only pointed at keeps the card as it is.
    let card = match &known {
        Some(contact) if person.card == CardForm::default() || person.card == CardForm::from(&contact.card) => {
            contact.card.clone()
        }
        Some(contact) => {
            let card = input::card(&prefix, &person.card, company, findings)?;
            Card { language: contact.card.language.clone(), ..card }
        }
        None => input::card(&prefix, &person.card, company, findings)?,
    };
    Some(DraftPerson { contact: known.map(|c| c.id), card, spoke_about })
}

fn record(c: &Connection, snapshot: &Snapshot, draft: &Draft) -> Result<Recorded> {
    let now = snapshot.now;
    let mut contacts = Vec::new();
    for person in &draft.people {
        contacts.push(match person.contact {
            None => store::contacts::insert(c, &person.card, now)?,
            Some(id) => {
                let old = snapshot.facts.contacts.get(&id);
                if old.is_none_or(|old| old.card != person.card) {
                    store::contacts::update(c, id, &person.card, now)?;
                }
                id
            }
        });
    }
    let application = record_application(c, snapshot, draft, &contacts)?;
    let interview = interview_from(draft, application, &contacts, now);
    let interview_id = match draft.interview {
        None => store::interviews::insert(c, &interview, now)?,
        Some(id) => {
            let cancelled = snapshot.facts.interviews.get(&id).is_some_and(|i| i.cancelled);
            store::interviews::update(c, &Interview { cancelled, ..interview }, now)?;
            id
        }
    };
    Ok(Recorded { application, interview: interview_id, contacts })
}

fn record_application(
    c: &Connection,
    snapshot: &Snapshot,
    draft: &Draft,
    contacts: &[ContactId],
) -> Result<ApplicationId> {
    let now = snapshot.now;
    let company = store::applications::company(c, &draft.company, now)?;
    let old = draft.application.and_then(|id| snapshot.facts.applications.get(&id));
    let id = match old {
        Some(old) => old.id,
        None => store::applications::insert(c, company, &draft.role, now)?,
    };
    let chosen = draft.lead.and_then(|i| contacts.get(i)).copied();
    let lead = chosen.or(old.and_then(|o| o.lead)).or(contacts.first().copied());
    let fresh = Application { id, company, lead, ..application_from(draft, old) };
    if old != Some(&fresh) {
        store::applications::update(c, &fresh, now)?;
    }
    Ok(id)
}

/// The application of a form: what the form does not ask for stays as it was.
fn application_from(draft: &Draft, old: Option<&Application>) -> Application {
    Application { role: draft.role.clone(), ..old.cloned().unwrap_or_default() }
}

fn interview_from(draft: &Draft, application: ApplicationId, contacts: &[ContactId], now: DateTime<Utc>) -> Interview {
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

/// The facts as they would be with the draft saved, and the interview's id among them.
fn imagined(snapshot: &Snapshot, draft: &Draft) -> (Facts, InterviewId) {
    let mut facts = neighbourhood(snapshot, draft);
    let mut next_contact = facts.contacts.keys().last().map_or(1, |id| id.0 + 1);
    let mut contacts = Vec::new();
    for person in &draft.people {
        let id = person.contact.unwrap_or_else(|| {
            next_contact += 1;
            ContactId(next_contact)
        });
        facts.contacts.insert(id, Contact { id, card: person.card.clone() });
        contacts.push(id);
    }
    let key = company_key(&draft.company);
    let company = facts
        .companies
        .values()
        .find(|c| company_key(&c.name) == key)
        .map_or_else(|| CompanyId(facts.companies.keys().last().map_or(1, |id| id.0 + 1)), |c| c.id);
    facts
        .companies
        .entry(company)
        .or_insert_with(|| crate::domain::facts::Company { id: company, name: draft.company.clone() });
    let old = draft.application.and_then(|id| facts.applications.get(&id).cloned());
    let application =
        old.as_ref().map_or_else(|| ApplicationId(facts.applications.keys().last().map_or(1, |id| id.0 + 1)), |a| a.id);
    let chosen = draft.lead.and_then(|i| contacts.get(i)).copied();
    let lead = chosen.or(old.as_ref().and_then(|a| a.lead)).or(contacts.first().copied());
    let fresh = Application { id: application, company, lead, ..application_from(draft, old.as_ref()) };
    facts.applications.insert(application, fresh);
    let id = draft
        .interview
        .unwrap_or_else(|| InterviewId(snapshot.facts.interviews.keys().last().map_or(1, |id| id.0 + 1)));
    let interview = Interview { id, ..interview_from(draft, application, &contacts, snapshot.now) };
    facts.interviews.insert(id, interview);
    (facts, id)
}

/// The facts that can bear on the plan of a draft: everything at its company, and of the people in it. A preview is made
/// while one types, and most of a long search lies elsewhere.
fn neighbourhood(snapshot: &Snapshot, draft: &Draft) -> Facts {
    let facts = &snapshot.facts;
    let key = company_key(&draft.company);
    let is_near = |contact: ContactId| {
        draft.people.iter().any(|p| p.contact == Some(contact))
            || facts.contacts.get(&contact).is_some_and(|c| company_key(&c.card.company) == key)
    };
    let mut near: BTreeSet<ApplicationId> = facts
        .applications
        .values()
        .filter(|a| Some(a.id) == draft.application || company_key(facts.company_name(a.id)) == key)
        .map(|a| a.id)
        .collect();
    near.extend(facts.touches.values().filter(|t| t.contact.is_some_and(is_near)).map(|t| t.application));
    let meets = |i: &&Interview| i.interviewers.iter().any(|p| is_near(p.contact));
    near.extend(facts.interviews.values().filter(meets).map(|i| i.application));
    let mut kept = Facts::clone(facts);
    kept.applications.retain(|id, _| near.contains(id));
    kept.interviews.retain(|_, i| near.contains(&i.application));
    kept.touches.retain(|_, t| near.contains(&t.application));
    kept.replies.retain(|_, r| near.contains(&r.application));
    kept.closures.retain(|_, c| near.contains(&c.application));
    kept
}
