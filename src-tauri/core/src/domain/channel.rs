//! Which channel a step uses, and at what moment a call is due (docs/rules.md, Channel). Private to the rules.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;

use super::calendar::{Calendar, instant, within};
use super::codes::{Channel, Only};
use super::facts::Contact;
use super::reason::WayReason;

/// A channel, the moment on the day, and the reason for that channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub channel: Channel,
    pub at: DateTime<Utc>,
    pub reason: WayReason,
}

/// The channel of a check-in on `date`: the opposite of the last touch that counts, or what the card allows.
pub(super) fn check_in_way(
    lead: Option<&Contact>,
    last: Option<Channel>,
    again: bool,
    date: NaiveDate,
    named: bool,
    calendar: &Calendar<'_>,
) -> Way {
    let morning = calendar.instant(date, calendar.settings.check_in_time);
    let Some(lead) = lead else {
        return Way { channel: Channel::Email, at: morning, reason: WayReason::NoCard };
    };
    let (wanted, why) = match last {
        _ if again => (Channel::Phone, WayReason::CallAgain),
        None => (Channel::Email, WayReason::First),
        Some(Channel::Phone) => (Channel::Email, WayReason::Alternate { last: Channel::Phone }),
        Some(Channel::Email | Channel::Other) => (Channel::Phone, WayReason::Alternate { last: Channel::Email }),
    };
    let (channel, reason) = what_the_card_allows(lead, wanted, why);
    if channel != Channel::Phone {
        return Way { channel, at: morning, reason };
    }
    match call_moment(date, lead.card.zone, named, calendar) {
        Some(at) => Way { channel, at, reason },
        None if lead.has_email() => Way { channel: Channel::Email, at: morning, reason: WayReason::OfficeClosed },
        None => Way { channel, at: morning, reason: WayReason::OfficeClosedNoEmail },
    }
}

/// The channel of a thank-you: e-mail, or phone if the card has no e-mail address.
pub(super) fn thank_you_way(contact: Option<&Contact>) -> (Channel, WayReason) {
    match contact {
        Some(contact) => what_the_card_allows(contact, Channel::Email, WayReason::Thanks),
        None => (Channel::Email, WayReason::NoCard),
    }
}

/// The first moment on the user's `date`, from the check-in time on, that suits a call: inside the contact's office
/// hours, Monday to Friday there (unless they named the date), and outside the user's quiet hours. If their zone is not
/// known, the check-in time. None if the day has no such moment.
pub(super) fn call_moment(
    date: NaiveDate,
    zone: Option<Tz>,
    named: bool,
    calendar: &Calendar<'_>,
) -> Option<DateTime<Utc>> {
    let settings = calendar.settings;
    let earliest = calendar.instant(date, settings.check_in_time);
    let Some(zone) = zone else { return Some(earliest) };
    let suits = |at: &DateTime<Utc>| {
        let there = at.with_timezone(&zone).naive_local();
        *at >= earliest
            && calendar.day(*at) == date
            && !calendar.is_quiet(*at)
            && within(there.time(), settings.office_from, settings.office_to)
            && (named || !matches!(there.weekday(), Weekday::Sat | Weekday::Sun))
    };
    // The earliest suitable moment is one at which one of the conditions begins to hold.
    let openings = [-1, 0, 1].into_iter().filter_map(|shift| {
        let day = if shift < 0 {
            date.checked_sub_days(Days::new(1))
        } else {
            date.checked_add_days(Days::new(shift as u64))
        };
        day.map(|day| instant(zone, day.and_time(settings.office_from)))
    });
    let midnight_there = [0, 1].into_iter().filter_map(|shift| {
        date.checked_add_days(Days::new(shift)).map(|day| instant(zone, day.and_time(chrono::NaiveTime::MIN)))
    });
    [earliest, calendar.instant(date, settings.quiet_to)]
        .into_iter()
        .chain(openings)
        .chain(midnight_there)
        .filter(suits)
        .min()
}

fn what_the_card_allows(contact: &Contact, wanted: Channel, why: WayReason) -> (Channel, WayReason) {
    let other = if wanted == Channel::Phone { Channel::Email } else { Channel::Phone };
    let has = |channel| if channel == Channel::Phone { contact.has_phone() } else { contact.has_email() };
    if has(wanted) {
        (wanted, why)
    } else if has(other) {
        let asked = matches!(
            (contact.card.only, other),
            (Some(Only::Email), Channel::Email) | (Some(Only::Phone), Channel::Phone)
        );
        (other, if asked { WayReason::Asked } else { WayReason::Lacks { missing: wanted } })
    } else {
        (Channel::Email, WayReason::NoAddress)
    }
}
