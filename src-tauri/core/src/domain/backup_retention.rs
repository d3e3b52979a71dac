//! Which backups to keep: many of the last hours, fewer of the last days, a few of the last weeks, and always at least
//! one.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime};

/// How many backups are kept: the latest ones, one for each of the last days, and one for each of the last weeks.
const LATEST: usize = 12;
const DAYS: usize = 10;
const WEEKS: usize = 9;

/// Decides for each backup, given by the time it was made in the user's zone, whether it is kept: the twelve latest,
/// and the last of each of ten days and of each of nine weeks. Backups dated later than now were made while the clock
/// was wrong: they take no other's place, and only twelve of them stay.
#[must_use]
pub fn kept(made: &[NaiveDateTime], now: NaiveDateTime) -> Vec<bool> {
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(made[*at]));
    let (ahead, past): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|at| made[*at] > now);
    let mut kept = vec![false; made.len()];
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    for at in ahead.iter().take(LATEST).chain(past.iter().take(LATEST)) {
        kept[*at] = true;
    }
    for at in past {
        let date = made[at].date();
        kept[at] |= days.len() < DAYS && days.insert(date);
        kept[at] |= weeks.len() < WEEKS && weeks.insert((date.iso_week().year(), date.iso_week().week()));
    }
    kept
}
