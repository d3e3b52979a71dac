//! Sentences about an entry of a file: what could not be imported unchanged, and which known person it may be.

use crate::domain::card_field::MANY;
use crate::domain::codes::CardField;
use crate::domain::duplicates::Likeness;
use crate::domain::ids::ContactId;
use crate::exchange::remark::Remark;
use crate::snapshot::Snapshot;
use crate::views::card::label;

pub(crate) fn alike(snapshot: &Snapshot, id: ContactId, likeness: Likeness) -> String {
    let id_of_sentence = match (likeness.name, likeness.email, likeness.phone) {
        (true, true, _) => "import-alike-name-email",
        (true, _, true) => "import-alike-name-phone",
        (true, _, _) => "import-alike-name",
        (_, true, _) => "import-alike-email",
        _ => "import-alike-phone",
    };
    let card = snapshot.facts.contacts.get(&id).map(|contact| &contact.card);
    let name = card.map(|card| card.name.clone()).unwrap_or_default();
    let company = card.map(|card| card.company.clone()).unwrap_or_default();
    let known = i64::from(!company.is_empty());
    snapshot.words.say(id_of_sentence, &[("name", name.into()), ("company", company.into()), ("known", known.into())])
}

/// The sentences for remarks.
#[must_use]
pub fn remarks(snapshot: &Snapshot, remarks: &[Remark]) -> Vec<String> {
    remarks.iter().map(|remark| told(snapshot, *remark)).collect()
}

fn told(snapshot: &Snapshot, remark: Remark) -> String {
    let words = snapshot.words;
    match remark {
        Remark::CutShort => words.plain("import-remark-cut-short"),
        Remark::TooLong(field @ (CardField::Emails | CardField::Phones)) => {
            words.say("import-remark-too-many", &[("field", words.plain(label(field)).into()), ("most", MANY.into())])
        }
        Remark::TooLong(field) => words.say("import-remark-too-long", &[("field", words.plain(label(field)).into())]),
        Remark::Odd(field) => words.say("import-remark-odd", &[("field", words.plain(label(field)).into())]),
        Remark::RoleTooLong => words.plain("import-remark-role-long"),
        Remark::LinkTooLong => words.plain("import-remark-link-long"),
        Remark::OddDate => words.plain("import-remark-date-odd"),
        Remark::PhotosTooLarge => words.plain("import-remark-photos-large"),
        Remark::PhotoTooLarge => words.plain("import-remark-photo-large"),
        Remark::PhotoUnreadable => words.plain("import-remark-photo-unreadable"),
        Remark::LeftOutLarge => words.plain("import-remark-large"),
    }
}
