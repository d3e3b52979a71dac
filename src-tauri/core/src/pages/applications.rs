//! The page of all applications, on one of its tabs.

use crate::error::Result;
use crate::snapshot::{Moment, Snapshot};
use crate::store::Store;
use crate::views::application_row::ApplicationRows;
use crate::views::applications::{self, ApplicationsView};
use crate::views::list::Part;
use crate::views::page_ref::ApplicationsTab;

/// The page.
#[must_use]
pub fn page(snapshot: &Snapshot, tab: ApplicationsTab, through: Option<i64>) -> ApplicationsView {
    applications::applications(snapshot, tab, Part::through(through))
}

/// The next part of the list: the applications that follow the application `after`.
///
/// # Errors
/// The database's own.
pub fn applications_after(store: &Store, moment: Moment, after: i64) -> Result<ApplicationRows> {
    Ok(applications::applications_after(&Snapshot::take(store, moment)?, after))
}
