//! Which links may be opened: only those that a page of this app can show, because the code of the page itself is not
//! trusted to decide.

use crate::domain::web;
use crate::error::{Error, Result};
use crate::snapshot::{Moment, Snapshot};
use crate::store::Store;

/// The longest link that may be opened, in bytes. The longest links are `mailto:` with a letter.
const LONGEST: usize = 64 * 1024;

/// Returns the link if it may be opened. Allowed are `mailto:` with nothing but a subject and a body, `tel:`, and
/// `https:` to a website that is on a card or the link of an application.
///
/// # Errors
/// A conflict for every other link.
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

/// Whether a `mailto:` link has nothing but a recipient, a subject and a body. Mail programs understand more fields
/// than RFC 6068 has, for example to attach files.
fn is_letter(rest: &str) -> bool {
    let (to, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_known = |field: &str| matches!(field.split('=').next(), Some("" | "subject" | "body"));
    !to.is_empty() && query.split('&').all(is_known)
}

/// Whether a link is one that somebody typed or imported. A link made up by the page could carry records away.
fn is_known(snapshot: &Snapshot, link: &str) -> bool {
    let is_it = |typed: &str| web::address(typed).is_some_and(|address| address == link);
    snapshot.facts.contacts.values().any(|contact| is_it(&contact.card.website))
        || snapshot.facts.applications.values().any(|application| is_it(&application.link))
}
