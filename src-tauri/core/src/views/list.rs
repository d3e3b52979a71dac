//! Parts of long lists, and what a page says if there is nothing to list.

use serde::Serialize;
use ts_rs::TS;

/// A part of a long list. It is given by the id of a row, not by a position, so that rows added or removed before it
/// neither repeat nor skip a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The beginning.
    First,
    /// From the beginning to the row with this id, but at least [`Part::ROWS`] and at most [`Part::MOST`] rows. If
    /// there is no such row, the beginning.
    Through(i64),
    /// The rows after the one with this id; none if there is no such row, because then the list has changed.
    After(i64),
}

impl Part {
    /// How many rows are added to a list at a time.
    pub const ROWS: usize = 100;
    /// The most rows shown when the user comes back to a list.
    pub const MOST: usize = 2_000;

    /// [`Part::Through`] the row with this id, or [`Part::First`] without one.
    #[must_use]
    pub fn through(id: Option<i64>) -> Part {
        id.map_or(Part::First, Part::Through)
    }

    /// The rows of this part of a list, and whether more rows follow.
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

/// What a page says if there is nothing to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EmptyState {
    /// The title, one line.
    pub title: String,
    /// What to do, or why there is nothing.
    pub text: String,
    /// Whether nothing has been entered yet.
    pub first_run: bool,
}
