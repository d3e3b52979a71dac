//! E-mail addresses, restricted to texts that a mail program can only understand as one recipient.

/// An address that a mail program can only understand as one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address (RFC 5322, addr-spec without quoting, comments and routes). Anything a mail program could take
    /// for a second recipient, a parameter or a header is refused, even if RFC 5322 allows it.
    #[must_use]
    pub fn read(text: &str) -> Option<EmailAddress> {
        let text = text.trim();
        let (user, host) = text.split_once('@')?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !r#",;:<>()[]\"?&%#/`|@"#.contains(c);
        let dotted = !host.starts_with('.') && !host.ends_with('.') && !host.contains("..");
        let is_whole = !user.is_empty() && !host.is_empty() && user.chars().chain(host.chars()).all(plain);
        (is_whole && dotted && text.chars().count() <= 254).then(|| EmailAddress(text.to_owned()))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether this is an address within an Exchange server ("/o=ExchangeLabs/ou=…"), to which nobody outside can write.
#[must_use]
pub fn is_internal(text: &str) -> bool {
    let head = text.trim_start().get(..3);
    !text.contains('@') && head.is_some_and(|head| head.eq_ignore_ascii_case("/o="))
}

/// Whether a text looks like an address: something, an @, a host with a dot inside, no spaces. Good enough for a
/// warning, too loose to refuse anything by.
pub(crate) fn plausible_email(text: &str) -> bool {
    let dotted = |host: &str| host.trim_matches('.') == host && host.contains('.') && !host.contains('@');
    text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && dotted(host))
        && !text.contains(char::is_whitespace)
}
