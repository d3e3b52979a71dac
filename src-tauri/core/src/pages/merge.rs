//! The page that shows two people side by side before they are merged.

use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::views::merge::{MergeView, merge};

/// The page.
///
/// # Errors
/// `NotFound`; a conflict if both ids are of the same person.
pub fn page(snapshot: &Snapshot, keep: i64, other: i64) -> Result<MergeView> {
    merge(snapshot, keep, other)
}
