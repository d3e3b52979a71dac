//! The activity report, as an employment office asks for it: when, which employer, whom, how, for which position, and
//! with what result. Follow-ups have a column of their own, because some offices do not count them.

use chrono::NaiveDate;

use crate::domain::codes::{Channel, Meaning, Outcome, TouchKind};
use crate::domain::facts::{Application, Touch};
use crate::domain::ids::{ApplicationId, ContactId};
use crate::exchange::sheet::{Cell, Heading, Sheet};
use crate::snapshot::Snapshot;

const COLUMNS: [(&str, &str, u16); 10] = [
    ("date", "sheet-date", 12),
    ("employer", "sheet-employer", 24),
    ("address", "sheet-address", 30),
    ("phone", "sheet-phone", 18),
    ("person", "sheet-person", 24),
    ("method", "sheet-method", 14),
    ("position", "sheet-position", 24),
    ("contact", "sheet-contact", 18),
    ("follow_up", "sheet-follow-up", 18),
    ("result", "sheet-result", 34),
];

/// One activity.
struct Activity {
    date: NaiveDate,
    application: ApplicationId,
    /// The people involved, the main one first.
    people: Vec<ContactId>,
    method: &'static str,
    /// The kind of contact: an application or an interview; empty for a follow-up.
    contact: &'static str,
    follow_up: &'static str,
    /// The result known from the activity itself; empty if the employer's newest answer tells it.
    outcome: &'static str,
}

/// The activities, earliest first. `wanted` decides about each from its application, people and day.
#[must_use]
pub fn record<'a>(
    snapshot: &'a Snapshot,
    wanted: &dyn Fn(ApplicationId, &[ContactId], NaiveDate) -> bool,
) -> Sheet<'a> {
    let words = snapshot.words;
    let mut activities: Vec<Activity> = applied(snapshot).chain(met(snapshot)).chain(touched(snapshot)).collect();
    let real = |activity: &Activity| !snapshot.facts.is_made_up(activity.application);
    activities.retain(|a| real(a) && wanted(a.application, &a.people, a.date));
    activities.sort_by_key(|activity| activity.date);
    let heading = |(code, label, width): (&'static str, &str, u16)| Heading { code, label: words.plain(label), width };
    let span = match (activities.first(), activities.last()) {
        (Some(first), Some(last)) => words.say(
            "sheet-activity-line",
            &[
                ("count", activities.len().into()),
                ("from", words.full_date(first.date).into()),
                ("to", words.full_date(last.date).into()),
            ],
        ),
        _ => words.plain("sheet-activity-none"),
    };
    let name = snapshot.settings.name.trim();
    Sheet {
        title: words.plain("sheet-activity-title"),
        lines: [name.to_owned(), span].into_iter().filter(|line| !line.is_empty()).collect(),
        columns: COLUMNS.into_iter().map(heading).collect(),
        rows: activities.iter().map(|activity| row(snapshot, activity)).collect(),
    }
}

fn applied(snapshot: &Snapshot) -> impl Iterator<Item = Activity> {
    snapshot.facts.applications.values().filter_map(|application| {
        let method = if application.link.is_empty() { "sheet-by-other" } else { "sheet-by-web" };
        Some(Activity {
            date: application.applied_on?,
            application: application.id,
            people: Vec::new(),
            method,
            contact: "sheet-applied",
            follow_up: "",
            outcome: "",
        })
    })
}

fn met(snapshot: &Snapshot) -> impl Iterator<Item = Activity> {
    let held = snapshot.facts.interviews.values().filter(|i| !i.cancelled && i.end() <= snapshot.now);
    held.map(|interview| Activity {
        date: snapshot.calendar().day(interview.start),
        application: interview.application,
        people: interview.interviewers.iter().map(|person| person.contact).collect(),
        method: "sheet-by-interview",
        contact: "sheet-interview",
        follow_up: "",
        outcome: "",
    })
}

fn touched(snapshot: &Snapshot) -> impl Iterator<Item = Activity> {
    let done = snapshot.facts.touches.values().filter(|touch| touch.at <= snapshot.now);
    done.map(|touch: &Touch| Activity {
        date: snapshot.calendar().day(touch.at),
        application: touch.application,
        people: touch.contact.into_iter().collect(),
        method: match touch.channel {
            Channel::Email => "sheet-by-email",
            Channel::Phone => "sheet-by-phone",
            Channel::Other => "sheet-by-other",
        },
        contact: "",
        follow_up: match touch.kind {
            TouchKind::ThankYou => "sheet-thank-you",
            TouchKind::CheckIn => "sheet-check-in",
            TouchKind::Other => "sheet-other",
        },
        outcome: match touch.outcome {
            Outcome::NoAnswer => "sheet-no-answer",
            Outcome::Voicemail => "sheet-voicemail",
            Outcome::Sent | Outcome::Spoke => "",
        },
    })
}

fn row<'a>(snapshot: &'a Snapshot, activity: &Activity) -> Vec<Cell<'a>> {
    let facts = &snapshot.facts;
    let application = facts.applications.get(&activity.application);
    let said = |id: &str| if id.is_empty() { String::new() } else { snapshot.words.plain(id) };
    // The employer's address and number are taken from a card: that of the person, else that of the lead.
    let cards = || {
        activity.people.iter().copied().chain(application.and_then(|a| a.lead)).filter_map(|id| facts.contacts.get(&id))
    };
    let address = cards().map(|c| c.card.address.as_str()).find(|text| !text.is_empty()).unwrap_or_default();
    let phone = cards().filter_map(|c| c.card.phones.first()).next();
    let names: Vec<String> = activity.people.iter().map(|person| snapshot.teller().name(Some(*person))).collect();
    vec![
        Cell::Date(activity.date),
        Cell::text(facts.company_name(activity.application)),
        Cell::text(address),
        phone.map_or(Cell::Empty, |phone| Cell::Phones(std::slice::from_ref(phone))),
        Cell::text(names.join(", ")),
        Cell::text(said(activity.method)),
        Cell::text(application.map_or("", |a: &Application| a.role.as_str())),
        Cell::text(said(activity.contact)),
        Cell::text(said(activity.follow_up)),
        Cell::text(result(snapshot, activity)),
    ]
}

/// The result of an activity: its own, or else the employer's newest answer.
fn result(snapshot: &Snapshot, activity: &Activity) -> String {
    let words = snapshot.words;
    if !activity.outcome.is_empty() {
        return words.plain(activity.outcome);
    }
    let day = |at| snapshot.calendar().day(at);
    let answers = snapshot.facts.replies.values().filter(|r| r.application == activity.application);
    let newest = answers.filter(|reply| reply.at <= snapshot.now).max_by_key(|reply| (reply.at, reply.id));
    let Some(reply) = newest else { return words.plain("sheet-no-answer-yet") };
    let id = match reply.meaning {
        Meaning::Deciding => "sheet-answer-deciding",
        Meaning::NextRound => "sheet-answer-next-round",
        Meaning::Offer => "sheet-answer-offer",
        Meaning::Rejected => "sheet-answer-rejected",
        Meaning::Accepted => "sheet-answer-accepted",
        Meaning::Withdrawn => "sheet-answer-withdrawn",
    };
    words.say(id, &[("date", words.full_date(day(reply.at)).into())])
}
