//! Something to choose: a value and what it is called.

use serde::Serialize;
use ts_rs::TS;

/// Something to choose.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Choice {
    /// Its value.
    pub value: String,
    /// Its name.
    pub label: String,
}

/// Every zone's name, those of regions only.
#[must_use]
pub fn zones() -> Vec<String> {
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|z| z.name())
        .filter(|n| n.contains('/') && !n.starts_with("Etc/"))
        .map(str::to_owned)
        .collect()
}
