//! Which links may be opened: those that a page of this app can show, and no other, for the page is not trusted to choose.

use crate::domain::web;
use crate::error::{Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::Store;

/// The longest link, in bytes: a letter in `mailto:` is the longest there is.
const LONGEST: usize = 64 * 1024;

/// Lets a link through as it may be opened: `mailto:` with a subject and a text at most, `tel:`, and `https:` to a page
/// that stands on a card or with an application.
///
/// # Errors
/// For every other one.
pub fn allowed(store: &Store, moment: Moment, link: &str) -> Result<String> {
    let refused = || Error::conflict("error-link").with("text", link.chars().take(80).collect::<String>());
    if link.len() > LONGEST || link.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err(refused());
    }
    let (kind, rest) = link.split_once(':').ok_or_else(refused)?;
    let is_allowed = match kind {
        "mailto" => is_letter(rest),
        "tel" => !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || "+-.*#(),;=%".contains(c)),
        "https" => is_known(&Snapshot::take(store, moment)?, link),
        _ => false,
    };
    if is_allowed { Ok(link.to_owned()) } else { Err(refused()) }
}

/// Mail programs know more than RFC 6068 does, attaching files among it.
fn is_letter(rest: &str) -> bool {
    let (to, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_known = |field: &str| matches!(field.split('=').next(), Some("" | "subject" | "body"));
    !to.is_empty() && query.split('&').all(is_known)
}

/// Whether a page is one that somebody typed or imported. An address of the page's own making could carry records away.
fn is_known(snapshot: &Snapshot, link: &str) -> bool {
    let is_it = |typed: &str| web::address(typed).is_some_and(|address| address == link);
    snapshot.facts.contacts.values().any(|contact| is_it(&contact.card.website))
        || snapshot.facts.applications.values().any(|application| is_it(&application.link))
}
