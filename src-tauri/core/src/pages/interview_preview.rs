//! The preview of an interview form while the user types: the plan as it would be if the form were saved, and what is
//! wrong with the form.

use std::collections::BTreeSet;

use chrono::Duration;

use crate::domain::codes::{Channel, StepKind};
use crate::domain::facts::Company;
use crate::domain::facts::{Application, Contact, Facts, Interview, company_key};
use crate::domain::ids::{ApplicationId, CompanyId, ContactId, InterviewId};
use crate::domain::preview::preview as plan_preview;
use crate::error::Error;
use crate::forms::interview::InterviewForm;
use crate::forms::parsed_interview::{ParsedForm, application_from, interview_from, minutes, understand};
use crate::input::{self, Findings};
use crate::snapshot::Snapshot;
use crate::views::interview::{Preview, PreviewStep, Problem};
use crate::views::step_row::{icon, shown_at};

/// The preview of a form. It never fails; what is wrong with the form is part of it.
#[must_use]
pub fn preview(snapshot: &Snapshot, form: &InterviewForm) -> Preview {
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
    // The date is shown as soon as it can be read, whatever else is missing.
    let zone = input::zone("zone", &form.zone).ok().flatten().unwrap_or(snapshot.zone);
    if let Ok(start) = input::moment("when", &form.when, zone, snapshot.now) {
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
    for (at, step) in plan_preview(&imagined.facts, &calendar, interview) {
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

/// The facts as they would be if the form were saved, and the id that the interview has in them.
fn imagined(snapshot: &Snapshot, draft: &ParsedForm) -> (Facts, InterviewId) {
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
    facts.companies.entry(company).or_insert_with(|| Company { id: company, name: draft.company.clone() });
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

/// The facts that can affect the plan of a form: those of its company and of the people in it. A preview is made at
/// every keystroke, and most facts of a long job hunt have nothing to do with it.
fn neighbourhood(snapshot: &Snapshot, draft: &ParsedForm) -> Facts {
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
