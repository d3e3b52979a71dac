//! What the window and the command line show: finished sentences and values, computed from a [`Snapshot`].
//! The wire types live here; they are the only ones that serialise, and ts-rs makes the window's types from them.

pub mod agenda;
pub mod application;
pub mod applications;
pub mod backups;
pub mod board;
pub mod charts;
pub mod export;
pub mod import;
pub mod interview;
pub mod merge;
pub mod person;
pub mod record;
pub mod settings;
pub mod step_row;
pub mod today;
pub mod touch_form;
pub mod when;
pub mod window;
pub mod write;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::codes;
use crate::domain::web;
use crate::letters::mailto::mailto;
use crate::letters::phone::phone;
use crate::letters::{Address, Letter, plain};

/// Declares a closed set of the wire, spelled as the domain spells it.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(export)]
        #[allow(missing_docs, reason = "the domain's own types describe each member")]
        pub enum $name { $($variant),+ }

        impl From<codes::$name> for $name {
            fn from(code: codes::$name) -> Self {
                match code { $(codes::$name::$variant => $name::$variant),+ }
            }
        }

        impl From<$name> for codes::$name {
            fn from(code: $name) -> Self {
                match code { $($name::$variant => codes::$name::$variant),+ }
            }
        }
    )+};
}

wire! {
    /// The way of a touch.
    Channel { Email, Phone, Other }
    /// What came of a touch.
    Outcome { Sent, Spoke, Voicemail, NoAnswer }
    /// What a touch was for.
    TouchKind { ThankYou, CheckIn, Other }
    /// What a reply means.
    Meaning { Deciding, NextRound, Offer, Rejected, Accepted, Withdrawn }
    /// Why an application was closed.
    CloseOutcome { Offer, Rejected, Accepted, Withdrawn, LetRest }
    /// The kinds of steps.
    StepKind { Prepare, Cards, ThankYou, CheckIn }
    /// Where a step stands.
    State { Overdue, Due, Upcoming, Lapsed }
    /// How patient the advice is.
    Tone { Calm, Patient, Rest }
    /// Where an application stands.
    Stage { Applied, Interviewing, Waiting, NextRound, Offer, Closed }
    /// How the window looks.
    Appearance { System, Light, Dark }
    /// Whose field stays where two cards become one.
    Side { Keep, Other, Both }
    /// What is written to a file.
    What { Contacts, Activity, Plan, Everything }
    /// The format of a file.
    ExportFormat { Csv, Xlsx, Vcard, Vcard4, Html, Ics, Json }
    /// What is done with all who may be people who are here.
    Alike { Add, Fill, LeaveOut }
}

/// The picture beside a step or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs, reason = "each names its picture")]
pub enum Icon {
    Email,
    Phone,
    Card,
    Prepare,
    Interview,
    Reply,
    Skip,
    Closed,
    Other,
}

/// An address that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Link {
    /// As typed.
    pub text: String,
    /// `mailto:`, `tel:` or `https:`; empty where it cannot be opened.
    pub href: String,
    /// What is worth knowing before ("It is 10:40 there"); may be empty.
    pub note: String,
}

/// Which part of a long list is wanted. A list is named by what stands at its end, not by numbers, so that what is added
/// or taken away before it neither repeats nor skips a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The beginning.
    First,
    /// From the beginning to the one with this id, but no more than are ever shown again; the beginning where it is
    /// not there.
    Through(i64),
    /// What follows the one with this id; nothing where it is not there, for then the list has changed.
    After(i64),
}

impl Part {
    /// How many rows a list shows at once.
    pub const ROWS: usize = 100;
    /// How many are shown again at once.
    pub const MOST: usize = 2_000;

    /// From the beginning to this one, or just the beginning.
    #[must_use]
    pub fn through(id: Option<i64>) -> Part {
        id.map_or(Part::First, Part::Through)
    }

    /// The part of a list, and whether more follows it.
    pub fn of<T>(self, list: &[T], id: impl Fn(&T) -> i64) -> (&[T], bool) {
        let place = |wanted: i64| list.iter().position(|row| id(row) == wanted).map(|at| at + 1);
        let (from, to) = match self {
            Part::First => (0, Part::ROWS),
            Part::Through(last) => (0, place(last).unwrap_or(0).clamp(Part::ROWS, Part::MOST)),
            Part::After(last) => match place(last) {
                Some(from) => (from, from + Part::ROWS),
                None => return (&[], false),
            },
        };
        let to = to.min(list.len());
        (&list[from.min(to)..to], to < list.len())
    }
}

/// What a page says when there is nothing to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EmptyState {
    /// One line.
    pub title: String,
    /// What to do, or why there is nothing.
    pub text: String,
    /// Whether nothing was ever entered.
    pub first_run: bool,
}

/// Something, an @, a host with a dot inside, no spaces: enough to warn by, never to refuse by.
pub(crate) fn plausible_email(text: &str) -> bool {
    let dotted = |host: &str| host.trim_matches('.') == host && host.contains('.') && !host.contains('@');
    text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && dotted(host))
        && !text.contains(char::is_whitespace)
}

/// The e-mail and phone links of a card.
pub(crate) fn links(
    card: &crate::domain::facts::Card,
    snapshot: &crate::snapshot::Snapshot,
    which: impl Fn(Icon) -> bool,
) -> Vec<Link> {
    let mut links = Vec::new();
    if which(Icon::Email) {
        links.extend(card.emails.iter().map(|email| {
            let to = Address::read(email);
            let odd = !plausible_email(email);
            // Two empty lines before the signature: the letter comes there.
            let signed = Some(snapshot.settings.signed()).filter(|signed| !signed.is_empty());
            let body = signed.map(|signed| plain(&format!("\n\n{signed}"))).unwrap_or_default();
            Link {
                text: email.clone(),
                href: match to {
                    Some(to) => mailto(&Letter { to: Some(to), subject: String::new(), body }).href,
                    None => String::new(),
                },
                note: if odd { snapshot.words.plain("link-odd-email") } else { String::new() },
            }
        }));
    }
    if which(Icon::Phone) {
        let note = card
            .zone
            .filter(|zone| *zone != snapshot.zone)
            .map(|zone| {
                let time = snapshot.now.with_timezone(&zone).format("%H:%M").to_string();
                snapshot.words.say("time-there", &[("time", time.into())])
            })
            .unwrap_or_default();
        links.extend(card.phones.iter().map(|typed| Link {
            text: typed.clone(),
            href: phone(typed).href,
            note: note.clone(),
        }));
    }
    if which(Icon::Other) && !card.website.is_empty() {
        let href = web::address(&card.website).unwrap_or_default();
        links.push(Link { text: card.website.clone(), href, note: String::new() });
    }
    links
}
