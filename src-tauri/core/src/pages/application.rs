//! The page of one application.

use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::views::application::{ApplicationView, application};

/// The page.
///
/// # Errors
/// `NotFound`.
pub fn page(snapshot: &Snapshot, id: i64) -> Result<ApplicationView> {
    application(snapshot, id)
}
