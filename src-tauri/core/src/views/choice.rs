//! An option to choose: a value and its name.

use serde::Serialize;
use ts_rs::TS;

/// An option to choose.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Choice {
    /// Its value.
    pub value: String,
    /// Its name to show.
    pub label: String,
}

/// The names of all time zones that belong to a region, such as "Europe/Berlin".
#[must_use]
pub fn zones() -> Vec<String> {
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|z| z.name())
        .filter(|n| n.contains('/') && !n.starts_with("Etc/"))
        .map(str::to_owned)
        .collect()
}
