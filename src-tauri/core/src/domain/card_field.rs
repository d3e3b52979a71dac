//! The fields of a card one by one, for code that goes through all of them: imports, which change some, and merging,
//! which chooses between two cards.

use super::codes::{CardField, Language};
use super::facts::Card;

/// The longest name, title, address line or number, in characters.
pub const LONGEST_LINE: usize = 300;
/// The longest note, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// The most addresses or numbers on one card.
pub const MANY: usize = 20;

impl Card {
    /// Whether a field is the same on both cards.
    #[must_use]
    pub fn agrees(&self, other: &Card, field: CardField) -> bool {
        match field {
            CardField::Name => self.name == other.name,
            CardField::AddressAs => self.address_as == other.address_as,
            CardField::Title => self.title == other.title,
            CardField::Company => self.company == other.company,
            CardField::Emails => self.emails == other.emails,
            CardField::Phones => self.phones == other.phones,
            CardField::Address => self.address == other.address,
            CardField::Website => self.website == other.website,
            CardField::Zone => self.zone == other.zone,
            CardField::Only => self.only == other.only,
            CardField::Language => self.language == other.language,
            CardField::Note => self.note == other.note,
        }
    }

    /// Copies a field from another card.
    pub fn take(&mut self, field: CardField, other: &Card) {
        match field {
            CardField::Name => self.name.clone_from(&other.name),
            CardField::AddressAs => self.address_as.clone_from(&other.address_as),
            CardField::Title => self.title.clone_from(&other.title),
            CardField::Company => self.company.clone_from(&other.company),
            CardField::Emails => self.emails.clone_from(&other.emails),
            CardField::Phones => self.phones.clone_from(&other.phones),
            CardField::Address => self.address.clone_from(&other.address),
            CardField::Website => self.website.clone_from(&other.website),
            CardField::Zone => self.zone = other.zone,
            CardField::Only => self.only = other.only,
            CardField::Language => self.language.clone_from(&other.language),
            CardField::Note => self.note.clone_from(&other.note),
        }
    }

    /// A field as plain text, with several addresses or numbers on a line each. Empty if the field is.
    #[must_use]
    pub fn text_of(&self, field: CardField) -> String {
        match field {
            CardField::Name => self.name.clone(),
            CardField::AddressAs => self.address_as.clone(),
            CardField::Title => self.title.clone(),
            CardField::Company => self.company.clone(),
            CardField::Emails => self.emails.join("\n"),
            CardField::Phones => self.phones.join("\n"),
            CardField::Address => self.address.clone(),
            CardField::Website => self.website.clone(),
            CardField::Zone => self.zone.map(|zone| zone.name().to_owned()).unwrap_or_default(),
            CardField::Only => self.only.map(|only| only.code().to_owned()).unwrap_or_default(),
            CardField::Language => self.language.clone(),
            CardField::Note => self.note.clone(),
        }
    }

    /// Title and company, as far as they are filled in.
    #[must_use]
    pub fn line(&self) -> String {
        let parts = [self.title.as_str(), self.company.as_str()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Adds what the other card has and this one lacks: fields that are empty here, and further addresses and numbers.
    /// Nothing here is changed. The result may hold more than a card is allowed to ([`Card::fitted`]).
    pub fn fill_from(&mut self, other: &Card) {
        for field in CardField::ALL {
            match field {
                CardField::Emails => add_new(&mut self.emails, &other.emails, |email| email.to_lowercase()),
                CardField::Phones => add_new(&mut self.phones, &other.phones, digits),
                _ if self.text_of(*field).is_empty() => self.take(*field, other),
                _ => {}
            }
        }
    }

    /// Whether everything on the other card, apart from its name, is on this one too.
    #[must_use]
    pub fn says_all_of(&self, other: &Card) -> bool {
        let mut filled = self.clone();
        filled.fill_from(other);
        let agrees = |field: &CardField| match field {
            CardField::Name => true,
            CardField::Emails | CardField::Phones => filled.agrees(self, *field),
            _ => other.text_of(*field).is_empty() || other.agrees(self, *field),
        };
        CardField::ALL.iter().all(agrees)
    }

    /// The card without what it is not allowed to hold: control characters, lines that are too long, addresses beyond
    /// the twentieth. Also returns the fields that lost something.
    #[must_use]
    pub fn fitted(mut self) -> (Card, Vec<CardField>) {
        let mut lost = Vec::new();
        let fields = [
            (CardField::Name, &mut self.name),
            (CardField::AddressAs, &mut self.address_as),
            (CardField::Title, &mut self.title),
            (CardField::Company, &mut self.company),
            (CardField::Website, &mut self.website),
        ];
        for (field, text) in fields {
            *text = one_line(text);
            if text.chars().count() > LONGEST_LINE {
                *text = text.chars().take(LONGEST_LINE).collect::<String>().trim_end().to_owned();
                lost.push(field);
            }
        }
        for (field, list) in [(CardField::Emails, &mut self.emails), (CardField::Phones, &mut self.phones)] {
            let mut kept: Vec<String> = Vec::new();
            for text in list.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()) {
                if kept.len() == MANY || text.chars().count() > LONGEST_LINE {
                    lost.push(field);
                } else if !kept.contains(&text) {
                    kept.push(text);
                }
            }
            *list = kept;
        }
        for (field, text) in [(CardField::Address, &mut self.address), (CardField::Note, &mut self.note)] {
            *text = several_lines(text);
            if text.chars().count() > LONGEST_TEXT {
                *text = text.chars().take(LONGEST_TEXT).collect::<String>().trim_end().to_owned();
                lost.push(field);
            }
        }
        if self.language.parse::<Language>().is_err() {
            self.language.clear();
        }
        lost.dedup();
        (self, lost)
    }
}

/// The text as one trimmed line; line breaks and several spaces become one space, and control characters are removed.
#[must_use]
pub fn one_line(text: &str) -> String {
    let text = text.trim();
    if !text.contains(char::is_control) && !text.contains("  ") {
        return text.to_owned();
    }
    let printable: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r')).collect();
    printable.split(['\n', '\r', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The text as several lines, without white space at the end; every kind of line break becomes `\n`.
#[must_use]
pub fn several_lines(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.trim_end().to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    clean.trim_end().to_owned()
}

/// The digits of a phone number, by which numbers are compared; the text itself if it has none.
#[must_use]
pub fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { phone.trim().to_lowercase() } else { digits }
}

fn add_new(own: &mut Vec<String>, others: &[String], key: impl Fn(&str) -> String) {
    for other in others {
        if !own.iter().any(|one| key(one) == key(other)) {
            own.push(other.clone());
        }
    }
}
