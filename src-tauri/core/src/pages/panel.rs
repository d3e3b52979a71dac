//! Parts of the Write and Call panels: the head, what is missing in the draft, and the notes beside it.

use crate::domain::codes::{Channel, StepKind, TouchKind};
use crate::domain::guard::guard;
use crate::letters::draft::{ComposedDraft, addresses};
use crate::letters::material::NOTED;
use crate::letters::occasion::About;
use crate::snapshot::Snapshot;
use crate::views::page_ref::PageRef;
use crate::views::panel::{PanelHead, SourceNote};
use crate::views::timeline::contact_events;
use crate::views::write::Missing;

/// How many of the contact's latest events are shown beside a draft.
const FACTS: usize = 3;

pub(crate) fn missing(snapshot: &Snapshot, about: &About<'_>, made: &ComposedDraft) -> Vec<Missing> {
    let words = snapshot.words;
    let name = about.contact.map_or("", |contact| contact.card.name.as_str());
    let card = about.contact.map(|contact| PageRef::Person { id: contact.id.0 });
    let mut missing = Vec::new();
    if addresses(about).is_empty() {
        let typed = about.contact.and_then(|contact| contact.card.emails.first());
        let text = match typed {
            _ if about.contact.is_none() => words.plain("missing-contact"),
            Some(typed) => words.say("missing-odd-address", &[("text", typed.as_str().into())]),
            None => words.say("missing-address", &[("name", name.into())]),
        };
        let page = card.or(Some(PageRef::Application { id: about.application.0 }));
        missing.push(Missing { text, page });
    }
    let notes = about.interview.map(|i| PageRef::Interview { id: Some(i.id.0), application: None });
    for asked in made.rendered.asked.iter().filter(|name| NOTED.contains(name) && made.material.get(name).is_empty()) {
        let (id, page) = match *asked {
            "signature" => ("missing-signature", Some(PageRef::Settings)),
            "spoke_about" if about.interviewer().is_none() => continue,
            "spoke_about" if about.interview.is_some_and(|i| i.interviewers.len() > 1) => {
                ("missing-spoke-about-several", notes.clone())
            }
            "spoke_about" => ("missing-spoke-about", notes.clone()),
            "shared" => ("missing-shared", notes.clone()),
            "wished" => ("missing-wished", notes.clone()),
            "seeking" => ("missing-seeking", notes.clone()),
            _ => ("missing-strengths", notes.clone()),
        };
        missing.push(Missing { text: words.say(id, &[("name", name.into())]), page });
    }
    missing
}

/// The notes of the interview, then the note on the card and the contact's latest events.
pub(crate) fn sources(snapshot: &Snapshot, about: &About<'_>) -> Vec<SourceNote> {
    let words = snapshot.words;
    let name = about.contact.map_or("", |contact| contact.card.name.as_str());
    let mut sources = Vec::new();
    let mut note = |label: String, text: &str| {
        if !text.is_empty() {
            sources.push(SourceNote { label, text: text.to_owned() });
        }
    };
    note(words.say("note-spoke-about", &[("name", name.into())]), about.spoke_about());
    if let Some(interview) = about.interview {
        let notes = &interview.notes;
        note(words.plain("note-seeking"), &notes.seeking);
        note(words.plain("note-strengths"), &notes.strengths);
        note(words.plain("note-shared"), &notes.shared);
        note(words.plain("note-wished"), &notes.wished);
    }
    if let Some(contact) = about.contact {
        note(words.say("note-on-card", &[("name", name.into())]), &contact.card.note);
        for (_, event) in contact_events(snapshot, contact.id).into_iter().take(FACTS) {
            let text = if event.note.is_empty() { event.text } else { format!("{}\n{}", event.text, event.note) };
            note(event.when, &text);
        }
    }
    sources
}

pub(crate) fn head(snapshot: &Snapshot, about: &About<'_>, channel: Channel) -> PanelHead {
    let teller = snapshot.teller();
    let kind = about.kind(snapshot);
    let company = snapshot.facts.company_name(about.application);
    let name = about.contact.map_or("", |contact| contact.card.name.as_str());
    let is_check_in = about.step.is_some_and(|step| step.key.kind() == StepKind::CheckIn);
    let id = match (kind, channel) {
        _ if about.contact.is_none() && is_check_in => "title-check-in-nobody",
        (TouchKind::ThankYou, Channel::Phone) => "title-thank-phone",
        (TouchKind::ThankYou, _) => "title-thank",
        (_, Channel::Phone) => "title-call",
        _ => "title-write",
    };
    PanelHead {
        title: snapshot.words.say(id, &[("name", name.into()), ("company", company.into())]),
        place: teller.place(about.application),
        why: about.step.map(|step| teller.why(step)).unwrap_or_default(),
        warning: warning(snapshot, about),
        advice: about.step.and_then(|step| teller.advice(step.tone)),
        application: about.application.0,
        contact: about.contact.map(|contact| contact.id.0),
    }
}

/// The guard's warning before a letter or a call; none for a thank-you (docs/rules.md, Guard).
pub(crate) fn warning(snapshot: &Snapshot, about: &About<'_>) -> Option<String> {
    if about.kind(snapshot) == TouchKind::ThankYou {
        return None;
    }
    let warning = guard(&snapshot.facts, &snapshot.calendar(), about.application, snapshot.now)?;
    Some(snapshot.teller().warning(&warning))
}
