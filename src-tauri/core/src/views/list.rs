//! Long lists in parts, and what a page says when there is nothing to list.

use serde::Serialize;
use ts_rs::TS;

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
