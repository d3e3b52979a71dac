//! Two people side by side, before they are made one.

use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::views::merge::{MergeView, merge};

/// The page.
///
/// # Errors
/// `NotFound`; a conflict where the two are one already.
pub fn page(snapshot: &Snapshot, keep: i64, other: i64) -> Result<MergeView> {
    merge(snapshot, keep, other)
}
