//! Drafts: what to say on an occasion, what becomes of a draft that was changed, and how one records that it was sent or
//! said. Nothing is recorded before the user says so (DESIGN, invariant 7).

use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::change::{Done, Told, change, look};
use super::exports::write_file;
use super::templates::{self, Template};
use super::touches;
use crate::domain::call_time::call_window;
use crate::domain::codes::{Channel, Language, Original, Outcome, StepKind, TouchKind};
use crate::domain::guard::guard;
use crate::domain::ids::{ApplicationId, ContactId};
use crate::domain::step::StepKey;
use crate::error::{Error, Result};
use crate::input;
use crate::letters::mailto::mailto;
use crate::letters::material::{Material, NOTED};
use crate::letters::occasion::{About, Occasion};
use crate::letters::phone::phone;
use crate::letters::template::{Rendered, original, render};
use crate::letters::{Address, Letter, one_line, plain, words};
use crate::snapshot::{Moment, Snapshot};
use crate::store::{self, Store};
use crate::views::application::contact_events;
use crate::views::settings::Choice;
use crate::views::touch_form::TouchForm;
use crate::views::window::PageRef;
use crate::views::write::{
    CallView, LetterForm, Measure, Missing, PanelHead, PhoneNumber, SourceNote, Taken, WriteView,
};

/// Up to how many words a letter is read readily.
const READILY: usize = 150;
/// The longest subject and letter that is kept, in characters.
const SUBJECT: usize = 300;
const BODY: usize = 2_000_000;
/// How many of the last facts stand beside a draft.
const FACTS: usize = 3;

/// A draft with what it does without.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The name of its template.
    pub template: String,
    /// The language.
    pub language: Language,
    /// The letter.
    pub letter: Letter,
    /// What was not noted and is missing in it.
    pub missing: Vec<Missing>,
    /// What the guard says, and what is wrong with the template if its original stands in for it.
    pub warnings: Vec<String>,
}

/// How a draft leaves the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// To read.
    Text,
    /// A link (RFC 6068).
    Mailto,
    /// A file for a mail program (RFC 5322).
    Eml,
}

/// A draft that was changed in the panel, or taken to another program and not answered for yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    letter: LetterForm,
    taken: Option<Taken>,
    /// To whom it was begun.
    contact: Option<i64>,
    /// When it was changed last, in seconds since 1970.
    at: i64,
}

/// Reads what a draft is for.
///
/// # Errors
/// `NotFound` when the text is neither a step nor `other:APPLICATION:CONTACT`.
pub fn occasion(text: &str) -> Result<Occasion> {
    text.parse().map_err(|_| Error::not_found("error-no-step", text))
}

/// A fresh draft, by a template or by the one that fits.
///
/// # Errors
/// `NotFound` for a step that is no longer to be done, or an unknown template.
pub fn draft(store: &Store, moment: Moment, occasion: Occasion, template: Option<&str>) -> Result<Drafted> {
    store.read(|c| {
        let snapshot = Snapshot::load(c, moment)?;
        let about = About::of(&snapshot, occasion)?;
        let made = make(c, &snapshot, &about, template)?;
        let to = addresses(&about).into_iter().next().and_then(|to| Address::read(&to));
        let letter = Letter { to, subject: made.rendered.subject.clone(), body: made.rendered.body.clone() };
        let missing = missing(&snapshot, &about, &made);
        let warnings = warning(&snapshot, &about).into_iter().chain(made.mistake).collect();
        Ok(Drafted { template: made.template.name, language: made.material.language, letter, missing, warnings })
    })
}

/// A draft in a format; a link or a file holds exactly what the letter says.
///
/// # Errors
/// None that memory can have.
pub fn printed(snapshot: &Snapshot, occasion: Occasion, letter: &Letter, format: Format) -> Result<Vec<u8>> {
    Ok(match format {
        Format::Eml => file(snapshot, occasion, letter)?,
        Format::Mailto => format!("{}\n", mailto(letter).href).into_bytes(),
        Format::Text => {
            let to = letter.to.as_ref().map(|to| snapshot.words.say("draft-to", &[("to", to.as_str().into())]));
            let subject = Some(letter.subject.as_str()).filter(|subject| !subject.is_empty());
            let subject = subject.map(|subject| snapshot.words.say("draft-subject", &[("subject", subject.into())]));
            let head: Vec<String> = to.into_iter().chain(subject).collect();
            let gap = if head.is_empty() { "" } else { "\n\n" };
            format!("{}{gap}{}\n", head.join("\n"), letter.body).into_bytes()
        }
    })
}

/// The Write panel.
///
/// # Errors
/// As [`draft`].
pub fn write(c: &Connection, snapshot: &Snapshot, step: &str, template: Option<&str>) -> Result<WriteView> {
    let occasion = occasion(step)?;
    let about = About::of(snapshot, occasion)?;
    let latest = template.map_or_else(|| latest_kept(c, occasion), |_| Ok(None))?;
    let mut made = match make(c, snapshot, &about, template.or(latest.as_deref())) {
        // The template of the draft that was kept is gone since.
        Err(_) if latest.is_some() => make(c, snapshot, &about, None)?,
        made => made?,
    };
    let addresses = addresses(&about);
    let fresh = LetterForm {
        to: addresses.first().cloned().unwrap_or_default(),
        subject: made.rendered.subject.clone(),
        body: made.rendered.body.clone(),
    };
    // One that was begun to somebody else, who was the main contact then, is not theirs.
    let to_them = |kept: &Kept| kept.contact == about.contact.map(|contact| contact.id.0);
    let kept = kept(c, &key(occasion, &made.template.name))?.filter(to_them);
    let kept_note = kept.as_ref().filter(|kept| kept.letter != fresh).map(|kept| kept_note(snapshot, kept));
    let (letter, taken) = kept.map_or((fresh, None), |kept| (kept.letter, kept.taken));
    let words = snapshot.words;
    let language = made.material.language;
    let own = about.contact.is_some_and(|contact| contact.card.language.parse::<Language>().is_ok());
    let language_note = if own { "draft-language-card" } else { "draft-language-own" };
    Ok(WriteView {
        occasion: occasion.to_string(),
        head: head(snapshot, &about, Channel::Email),
        templates: templates::all(c, words, language)?
            .into_iter()
            .filter(|template| template.original != Some(Original::Call))
            .map(|template| Choice { value: template.name, label: template.label })
            .collect(),
        template: made.template.name.clone(),
        language: language.code().to_owned(),
        language_note: words.say(language_note, &[("language", templates::language_name(words, language).into())]),
        measure: measure(snapshot, &letter),
        addresses,
        letter,
        kept: kept_note.unwrap_or_default(),
        missing: missing(snapshot, &about, &made),
        sources: sources(snapshot, &about),
        notes_page: about.interview.map(|i| PageRef::Interview { id: Some(i.id.0), application: None }),
        mistake: made.mistake.take(),
        taken,
    })
}

/// The Call panel.
///
/// # Errors
/// As [`draft`].
pub fn call(c: &Connection, snapshot: &Snapshot, step: &str) -> Result<CallView> {
    let occasion = occasion(step)?;
    let about = About::of(snapshot, occasion)?;
    let made = make(c, snapshot, &about, Some(Original::Call.code()))?;
    let phones = about.contact.map(|contact| contact.card.phones.as_slice()).unwrap_or_default();
    let numbers = phones.iter().map(|typed| {
        let number = phone(typed);
        let differs = number.shown != *typed;
        PhoneNumber {
            shown: number.shown,
            href: number.href,
            typed: if differs { typed.clone() } else { String::new() },
        }
    });
    let (best, good_now) = best_time(snapshot, &about);
    Ok(CallView {
        occasion: occasion.to_string(),
        head: head(snapshot, &about, Channel::Phone),
        numbers: numbers.collect(),
        best,
        good_now,
        script: made.rendered.body.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        sources: sources(snapshot, &about),
        note: store::saved_forms::get(c, &call_key(occasion))?
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default(),
        mistake: made.mistake,
    })
}

/// What there is to say of a letter before it is taken.
#[must_use]
pub fn measure(snapshot: &Snapshot, letter: &LetterForm) -> Measure {
    let count = words(&letter.body);
    let long = count > READILY;
    let rest = mailto(&letter_of(letter)).rest;
    Measure {
        length: snapshot.words.say(
            if long { "draft-length-long" } else { "draft-length" },
            &[("count", count.into()), ("most", READILY.into())],
        ),
        long,
        mail: match words(&rest) {
            0 => String::new(),
            left => snapshot.words.say("draft-mail-long", &[("taken", count.saturating_sub(left).into())]),
        },
        rest,
        chat: chat(snapshot, &letter.body),
    }
}

/// A letter as typed, as it leaves for another program. An address that is none stays behind.
#[must_use]
pub fn letter_of(form: &LetterForm) -> Letter {
    Letter { to: Address::read(&form.to), subject: one_line(&form.subject), body: plain(&form.body) }
}

/// The letter as a file for a mail program.
///
/// # Errors
/// Where the file cannot be written; then an older one of that name is as it was.
pub fn to_file(store: &Store, moment: Moment, step: &str, form: &LetterForm, path: &Path) -> Result<String> {
    let snapshot = look(store, moment)?;
    write_to(&snapshot, &file(&snapshot, occasion(step)?, &letter_of(form))?, path)
}

/// Writes a draft to a file and says so.
///
/// # Errors
/// Where the file cannot be written; then an older one of that name is as it was.
pub fn write_to(snapshot: &Snapshot, bytes: &[u8], path: &Path) -> Result<String> {
    write_file(path, bytes)?;
    Ok(snapshot.words.say("notice-draft-saved", &[("path", path.display().to_string().into())]))
}

fn file(snapshot: &Snapshot, occasion: Occasion, letter: &Letter) -> Result<Vec<u8>> {
    let own = Address::read(&snapshot.settings.email);
    let from = own.as_ref().map(|address| (snapshot.settings.name.as_str(), address));
    Ok(crate::letters::eml::eml(letter, from, &occasion.to_string(), snapshot.now)?)
}

/// Keeps a draft that was changed, or taken without an answer. One that is as it was made is forgotten.
///
/// # Errors
/// As [`draft`]; a letter beyond all bounds.
pub fn keep(
    store: &Store,
    moment: Moment,
    step: &str,
    template: &str,
    letter: &LetterForm,
    taken: Option<Taken>,
) -> Result<()> {
    let occasion = occasion(step)?;
    input::limited("subject", letter.subject.clone(), SUBJECT)?;
    input::limited("body", letter.body.clone(), BODY)?;
    store.write(|tx| {
        let snapshot = Snapshot::load(tx, moment)?;
        let about = About::of(&snapshot, occasion)?;
        let made = make(tx, &snapshot, &about, Some(template))?;
        let first = addresses(&about).into_iter().next().unwrap_or_default();
        let is_fresh =
            letter.to == first && letter.subject == made.rendered.subject && letter.body == made.rendered.body;
        let contact = about.contact.map(|contact| contact.id.0);
        let kept = Kept { letter: letter.clone(), taken, contact, at: moment.now.timestamp() };
        let text = serde_json::to_string(&kept).unwrap_or_default();
        let text = (taken.is_some() || !is_fresh).then_some(text.as_str());
        store::saved_forms::set(tx, &key(occasion, template), text, moment.now)
    })
}

/// Forgets what was changed in a draft.
///
/// # Errors
/// The database's own.
pub fn start_afresh(store: &Store, moment: Moment, step: &str, template: &str) -> Result<()> {
    let key = key(occasion(step)?, template);
    store.write(|tx| store::saved_forms::set(tx, &key, None, moment.now))
}

/// Keeps what is noted during a call.
///
/// # Errors
/// The database's own.
pub fn keep_note(store: &Store, moment: Moment, step: &str, note: &str) -> Result<()> {
    let key = call_key(occasion(step)?);
    let note = input::text("note", note)?;
    let text = serde_json::to_string(&note).unwrap_or_default();
    store.write(|tx| store::saved_forms::set(tx, &key, (!note.is_empty()).then_some(text.as_str()), moment.now))
}

/// Records that a letter was sent: the user said so.
///
/// # Errors
/// `NotFound` when the step is no longer to be done; then nothing was recorded.
pub fn sent(store: &Store, moment: Moment, step: &str, way: Taken) -> Result<Done<()>> {
    let channel = match way {
        Taken::Mail => Channel::Email,
        Taken::Chat => Channel::Other,
    };
    record(store, moment, occasion(step)?, channel, Outcome::Sent, "", "")
}

/// Records how a call went; with a date they named, that they named it.
///
/// # Errors
/// The field that cannot be taken; `NotFound` when the step is no longer to be done; then nothing was recorded.
pub fn called(
    store: &Store,
    moment: Moment,
    step: &str,
    outcome: Outcome,
    note: &str,
    named: &str,
) -> Result<Done<()>> {
    record(store, moment, occasion(step)?, Channel::Phone, outcome, note, named)
}

fn record(
    store: &Store,
    moment: Moment,
    occasion: Occasion,
    channel: Channel,
    outcome: Outcome,
    note: &str,
    named: &str,
) -> Result<Done<()>> {
    change(store, moment, |c, snapshot| {
        let about = About::of(snapshot, occasion)?;
        let form = TouchForm {
            application: about.application.0,
            contact: about.contact.map(|contact| contact.id.0),
            kind: about.kind(snapshot).into(),
            channel: channel.into(),
            outcome: outcome.into(),
            when: String::new(),
            note: note.to_owned(),
            step: about.step.map(|step| step.key.to_string()),
            named: named.to_owned(),
        };
        let told = touches::record(c, snapshot, &form)?;
        // Of a call the letter stays, and of a letter what was noted on the phone.
        forget(c, snapshot, occasion, if channel == Channel::Phone { CALL } else { DRAFT })?;
        Ok(Told { value: (), text: told.text, warning: told.warning, goes_on: false })
    })
}

/// What is to be done with a template.
struct Made {
    template: Template,
    material: Material,
    rendered: Rendered,
    mistake: Option<String>,
}

fn make(c: &Connection, snapshot: &Snapshot, about: &About<'_>, template: Option<&str>) -> Result<Made> {
    let material = Material::of(snapshot, about);
    let fitting = about.original(snapshot);
    let name = template.unwrap_or(fitting.code());
    let template = templates::find(c, snapshot.words, material.language, name)?;
    let (rendered, mistake) = match render(&template.source, &material) {
        Ok(rendered) => (rendered, None),
        Err(mistake) => {
            // The originals have no mistakes; a test holds them to that.
            let stand_in = original(template.original.unwrap_or(fitting), material.language);
            let told = templates::told(snapshot.words, &mistake);
            let args = [("name", template.label.as_str().into()), ("mistake", told.into())];
            (render(&stand_in, &material).unwrap_or_default(), Some(snapshot.words.say("draft-mistake", &args)))
        }
    };
    Ok(Made { template, material, rendered, mistake })
}

/// The addresses that can be written to, the best first.
fn addresses(about: &About<'_>) -> Vec<String> {
    let emails = about.contact.map(|contact| contact.card.emails.as_slice()).unwrap_or_default();
    emails.iter().filter_map(|email| Address::read(email)).map(|email| email.as_str().to_owned()).collect()
}

fn missing(snapshot: &Snapshot, about: &About<'_>, made: &Made) -> Vec<Missing> {
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

/// The notes of the interview, then the last facts.
fn sources(snapshot: &Snapshot, about: &About<'_>) -> Vec<SourceNote> {
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

fn head(snapshot: &Snapshot, about: &About<'_>, channel: Channel) -> PanelHead {
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

/// What the guard says before anything is written or said (RULES, Guard).
fn warning(snapshot: &Snapshot, about: &About<'_>) -> Option<String> {
    if about.kind(snapshot) == TouchKind::ThankYou {
        return None;
    }
    let warning = guard(&snapshot.facts, &snapshot.calendar(), about.application, snapshot.now)?;
    Some(snapshot.teller().warning(&warning))
}

fn best_time(snapshot: &Snapshot, about: &About<'_>) -> (String, bool) {
    let words = snapshot.words;
    let calendar = snapshot.calendar();
    let there = about.contact.and_then(|contact| contact.card.zone).filter(|zone| *zone != snapshot.zone);
    let zone = there.unwrap_or(snapshot.zone);
    let time_there = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).format("%H:%M").to_string();
    let now_there = ("now", time_there(snapshot.now).into());
    let Some((from, to)) = call_window(zone, &calendar, snapshot.now) else {
        return (words.say("call-never", &[now_there]), false);
    };
    let good_now = from == snapshot.now;
    let id = match (good_now, there.is_some()) {
        (true, false) => "call-now",
        (true, true) => "call-now-there",
        (false, false) => "call-later",
        (false, true) => "call-later-there",
    };
    let args = [
        now_there,
        ("from", words.at_moment(from, snapshot.now, &calendar).into()),
        ("to", words.time(to, &calendar).into()),
        ("there", time_there(if good_now { to } else { from }).into()),
    ];
    (words.say(id, &args), good_now)
}

/// The letter for a chat: there the name under it is enough, and nobody writes their address.
fn chat(snapshot: &Snapshot, body: &str) -> String {
    let body = plain(body);
    let body = body.trim_end();
    let (signed, name) = (plain(snapshot.settings.signed()), snapshot.settings.name.as_str());
    match body.strip_suffix(signed.trim_end()) {
        Some(letter) if !signed.is_empty() && !name.is_empty() => format!("{letter}{name}"),
        _ => body.to_owned(),
    }
}

fn kept_note(snapshot: &Snapshot, kept: &Kept) -> String {
    let at = chrono::DateTime::from_timestamp(kept.at, 0).unwrap_or(snapshot.now);
    let calendar = snapshot.calendar();
    let when = ("when", snapshot.words.at_moment(at, snapshot.now, &calendar).into());
    // "Today" and "yesterday" in it are those of another day.
    let id = if calendar.day(at) == calendar.day(snapshot.now) { "draft-kept" } else { "draft-kept-before" };
    snapshot.words.say(id, &[when])
}

/// Forgets what was kept on an application that is taken out of the records.
///
/// # Errors
/// The database's own.
pub(super) fn forget_application(c: &Connection, snapshot: &Snapshot, application: ApplicationId) -> Result<()> {
    let is_of = |key: &String| match occasion_of_key(key) {
        Some(Occasion::Other(of, _)) => of == application,
        Some(Occasion::Step(step)) => snapshot.facts.application_of(step) == Some(application),
        None => false,
    };
    forget_where(c, snapshot, is_of)
}

/// The first part of the keys under which drafts are kept among the unfinished forms.
const DRAFT: &str = "draft";
const CALL: &str = "call";

fn key(occasion: Occasion, template: &str) -> String {
    format!("{DRAFT}|{occasion}|{template}")
}

fn call_key(occasion: Occasion) -> String {
    format!("{CALL}|{occasion}")
}

/// Whether a key of the unfinished forms is a draft's or a call's, and on which occasion; none for other forms.
#[must_use]
pub fn occasion_of_key(key: &str) -> Option<Occasion> {
    let mut parts = key.split('|');
    parts.next().filter(|kind| [DRAFT, CALL].contains(kind))?;
    parts.next()?.parse().ok()
}

/// Whether what is kept under a key concerns a person, by its occasion or because its text names them.
#[must_use]
pub fn concerns(snapshot: &Snapshot, occasion: Occasion, text: &str, contact: ContactId) -> bool {
    let facts = &snapshot.facts;
    let theirs = match occasion {
        // Who is gone was made one with somebody.
        Occasion::Other(_, person) | Occasion::Step(StepKey::ThankYou(_, person)) => {
            person == contact || !facts.contacts.contains_key(&person)
        }
        Occasion::Step(key) => facts.application_of(key).is_none_or(|application| {
            facts.applications.get(&application).is_none_or(|a| a.lead == Some(contact))
                || facts.interviews.values().any(|i| i.application == application && i.has(contact))
        }),
    };
    let folded = text.to_lowercase();
    let names = facts.contacts.get(&contact).map(|contact| &contact.card).is_some_and(|card| {
        let own = [&card.name, &card.address_as].into_iter().chain(&card.emails).chain(&card.phones);
        // As JSON spells it, for that is what is kept.
        let spelled =
            own.filter(|own| !own.is_empty()).map(|own| serde_json::Value::from(own.to_lowercase()).to_string());
        spelled.into_iter().any(|own| folded.contains(own.trim_matches('"')))
    });
    theirs || names
}

/// What is kept of a letter to one person as a letter to another, for the two are one; none where it is to somebody else.
#[must_use]
pub fn handed_over(text: &str, from: ContactId, to: ContactId) -> Option<String> {
    let kept: Kept = serde_json::from_str(text).ok().filter(|kept: &Kept| kept.contact == Some(from.0))?;
    serde_json::to_string(&Kept { contact: Some(to.0), ..kept }).ok()
}

fn kept(c: &Connection, key: &str) -> Result<Option<Kept>> {
    // What another version kept is forgotten.
    Ok(store::saved_forms::get(c, key)?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The template of the draft that was changed last on an occasion.
fn latest_kept(c: &Connection, occasion: Occasion) -> Result<Option<String>> {
    let prefix = key(occasion, "");
    let all = store::saved_forms::all(c)?.into_iter();
    let drafts = all.filter_map(|(key, text)| {
        let template = key.strip_prefix(&prefix)?.to_owned();
        serde_json::from_str::<Kept>(&text).ok().map(|kept| (kept.at, template))
    });
    Ok(drafts.max().map(|(_, template)| template))
}

fn forget(c: &Connection, snapshot: &Snapshot, occasion: Occasion, kind: &str) -> Result<()> {
    let is_of = |key: &String| occasion_of_key(key) == Some(occasion) && key.split('|').next() == Some(kind);
    forget_where(c, snapshot, is_of)
}

fn forget_where(c: &Connection, snapshot: &Snapshot, which: impl Fn(&String) -> bool) -> Result<()> {
    let keys = store::saved_forms::all(c)?.into_keys().filter(which);
    keys.into_iter().try_for_each(|key| store::saved_forms::set(c, &key, None, snapshot.now))
}
