//! How a card is shown: its links, the names of its fields, and its picture.

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

/// An address or number on a card, with a link that opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Link {
    /// The address or number as typed.
    pub text: String,
    /// A `mailto:`, `tel:` or web link; empty if it cannot be opened.
    pub href: String,
    /// What to know before opening it, such as "It is 10:40 there"; may be empty.
    pub note: String,
}

/// The links of a card: e-mail addresses, phone numbers and the website, each kind only if `which` accepts its icon.
pub(crate) fn links(card: &Card, snapshot: &crate::snapshot::Snapshot, which: impl Fn(Icon) -> bool) -> Vec<Link> {
    let mut links = Vec::new();
    if which(Icon::Email) {
        links.extend(card.emails.iter().map(|email| {
            let to = EmailAddress::read(email);
            let odd = !plausible_email(email);
            // Two empty lines before the signature leave room for the letter.
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

/// The message id of a card field's name.
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

/// The names of fields as a list in words.
#[must_use]
pub fn labels(snapshot: &Snapshot, fields: &[CardField]) -> String {
    let names: Vec<_> = fields.iter().map(|field| snapshot.words.plain(label(*field))).collect();
    snapshot.words.list(&names)
}

/// A data URL for a picture; `jpeg` is the image in base64.
#[must_use]
pub fn picture_link(jpeg: &str) -> String {
    format!("data:image/jpeg;base64,{jpeg}")
}
