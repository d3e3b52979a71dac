//! Changing a card.

use super::check::{self, Findings};
use super::touches::contact_of;
use super::{Done, Told, change};
use crate::domain::facts::Card;
use crate::error::{Error, Result};
use crate::snapshot::Moment;
use crate::store::{self, Store};
use crate::views::people::CardForm;

/// Saves a card as typed.
///
/// # Errors
/// The field that cannot be taken; `NotFound`; then nothing was saved.
pub fn save(store: &Store, moment: Moment, id: i64, form: &CardForm) -> Result<Done<()>> {
    change(store, moment, |c, snapshot| {
        let contact = contact_of(snapshot, id)?;
        let mut findings = Findings::default();
        let card = check::card("", form, "", &mut findings);
        let warnings = findings.settle()?;
        let card = card.ok_or_else(|| Error::invalid("name", "error-form"))?;
        let card = Card { language: contact.card.language.clone(), ..card };
        if card != contact.card {
            store::contacts::update(c, contact.id, &card, snapshot.now)?;
        }
        let mut told = Told::new((), snapshot.words.say("toast-card-saved", &[("name", card.name.as_str().into())]));
        told.warning = warnings.first().map(|w| snapshot.words.error(w));
        Ok(told)
    })
}
