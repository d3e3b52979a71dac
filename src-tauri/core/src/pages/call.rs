//! The Call panel: the numbers, the best time to call, and what to say.

use rusqlite::Connection;

use crate::domain::call_time::call_window;
use crate::domain::codes::{Channel, Original};
use crate::error::Result;
use crate::exchange::phone::phone;
use crate::forms::saved_form::SavedFormKey;
use crate::letters::draft::compose;
use crate::letters::occasion::{About, Occasion};
use crate::pages::panel::{head, sources};
use crate::snapshot::Snapshot;
use crate::store;
use crate::views::call::{CallView, PhoneNumber};

/// The Call panel.
///
/// # Errors
/// `NotFound` for a step that is no longer to be done; the database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, step: &str) -> Result<CallView> {
    let occasion = Occasion::read(step)?;
    let about = About::of(snapshot, occasion)?;
    let made = compose(c, snapshot, &about, Some(Original::Call.code()))?;
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
        note: store::saved_forms::get(c, &SavedFormKey::Call(occasion).to_string())?
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default(),
        mistake: made.mistake,
    })
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
