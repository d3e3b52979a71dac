//! What a card shows: the links it can be reached by, and what its fields are called.

use crate::domain::facts::Card;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::codes::CardField;
use crate::domain::email::{EmailAddress, plausible_email};
use crate::domain::letter::{Letter, plain};
use crate::domain::web;
use crate::exchange::mailto::mailto;
use crate::exchange::phone::phone;
use crate::snapshot::Snapshot;
use crate::views::icon::Icon;

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

/// The e-mail and phone links of a card.
pub(crate) fn links(card: &Card, snapshot: &crate::snapshot::Snapshot, which: impl Fn(Icon) -> bool) -> Vec<Link> {
    let mut links = Vec::new();
    if which(Icon::Email) {
        links.extend(card.emails.iter().map(|email| {
            let to = EmailAddress::read(email);
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

/// What a field is called on a card.
#[must_use]
pub fn label(field: CardField) -> &'static str {
    match field {
        CardField::Name => "ui-card-name",
        CardField::AddressAs => "ui-card-address-as",
        CardField::Title => "ui-card-title",
        CardField::Company => "ui-card-company",
        CardField::Emails => "ui-card-email",
        CardField::Phones => "ui-card-phone",
        CardField::Address => "ui-card-address",
        CardField::Website => "ui-card-website",
        CardField::Zone => "ui-card-zone",
        CardField::Only => "ui-card-only",
        CardField::Language => "ui-card-language",
        CardField::Note => "ui-card-note",
    }
}

/// What fields are called, in a row.
#[must_use]
pub fn labels(snapshot: &Snapshot, fields: &[CardField]) -> String {
    let names: Vec<_> = fields.iter().map(|field| snapshot.words.plain(label(*field))).collect();
    snapshot.words.list(&names)
}

/// A picture as a page shows it.
#[must_use]
pub fn picture_link(jpeg: &str) -> String {
    format!("data:image/jpeg;base64,{jpeg}")
}
