//! The card form as typed, and the card that is built from it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::card_field::MANY;
use crate::domain::codes::{Language, Only};
use crate::domain::email::plausible_email;
use crate::domain::facts::Card;
use crate::error::Error;
use crate::input::{Findings, line, required, text, zone};

/// A card as the fields of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export)]
pub struct CardForm {
    /// The name; required.
    pub name: String,
    /// How to address them in a letter; may be empty.
    pub address_as: String,
    /// Job title.
    pub title: String,
    /// Company.
    pub company: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Postal address.
    pub address: String,
    /// Website.
    pub website: String,
    /// IANA zone, or empty.
    pub zone: String,
    /// `email`, `phone`, or empty.
    pub only: String,
    /// The language of letters, `en` or `de`, or empty for the user's own.
    pub language: String,
    /// Anything else.
    pub note: String,
}

impl From<&Card> for CardForm {
    fn from(card: &Card) -> Self {
        CardForm {
            name: card.name.clone(),
            address_as: card.address_as.clone(),
            title: card.title.clone(),
            company: card.company.clone(),
            emails: card.emails.clone(),
            phones: card.phones.clone(),
            address: card.address.clone(),
            website: card.website.clone(),
            zone: card.zone.map(|z| z.name().to_owned()).unwrap_or_default(),
            only: card.only.map(Only::code).unwrap_or_default().to_owned(),
            language: card.language.clone(),
            note: card.note.clone(),
        }
    }
}

/// Builds a card from the form. What is wrong with a field goes to the findings; `None` without a name. `company` is
/// used if the form's own company is empty. `prefix`, such as "interviewers.0.", is put before the field names in the
/// findings.
pub fn card(prefix: &str, form: &CardForm, company: &str, findings: &mut Findings) -> Option<Card> {
    let field = |name: &str| format!("{prefix}{name}");
    let name = findings.take(required(&field("name"), &form.name, "error-name-empty"));
    let lines = |name: &str, list: &[String], findings: &mut Findings| {
        let mut kept: Vec<String> = Vec::new();
        for (i, text) in list.iter().enumerate() {
            let text = findings.take(line(&format!("{prefix}{name}.{i}"), text)).unwrap_or_default();
            if !text.is_empty() && !kept.contains(&text) {
                kept.push(text);
            }
        }
        if kept.len() > MANY {
            findings.problems.push(Error::invalid(field(name), "error-too-many").with("most", MANY));
        }
        kept
    };
    let emails = lines("emails", &form.emails, findings);
    for (i, email) in emails.iter().enumerate() {
        if !plausible_email(email) {
            findings
                .warnings
                .push(Error::invalid(format!("{prefix}emails.{i}"), "warn-email").with("text", email.as_str()));
        }
    }
    let phones = lines("phones", &form.phones, findings);
    for (i, phone) in phones.iter().enumerate() {
        if !phone.chars().any(|c| c.is_ascii_digit()) {
            findings
                .warnings
                .push(Error::invalid(format!("{prefix}phones.{i}"), "warn-phone").with("text", phone.as_str()));
        }
    }
    let only = match form.only.as_str() {
        "" => None,
        code => findings.take(Only::from_str(code).map_err(|_| Error::invalid(field("only"), "error-only"))),
    };
    let language = match form.language.trim() {
        "" => None,
        code => findings.take(
            Language::from_str(code)
                .map_err(|_| Error::invalid(field("language"), "error-language").with("text", code)),
        ),
    };
    let own_company = findings.take(line(&field("company"), &form.company)).unwrap_or_default();
    Some(Card {
        name: name?,
        address_as: findings.take(line(&field("address_as"), &form.address_as)).unwrap_or_default(),
        title: findings.take(line(&field("title"), &form.title)).unwrap_or_default(),
        company: if own_company.is_empty() { company.to_owned() } else { own_company },
        emails,
        phones,
        address: findings.take(text(&field("address"), &form.address)).unwrap_or_default(),
        website: findings.take(line(&field("website"), &form.website)).unwrap_or_default(),
        zone: findings.take(zone(&field("zone"), &form.zone)).flatten(),
        only,
        language: language.map(Language::code).unwrap_or_default().to_owned(),
        note: findings.take(text(&field("note"), &form.note)).unwrap_or_default(),
    })
}
