//! Addresses of web pages, as people type them.

/// The address to open for a website as typed. It is always `https`, because nobody on the way may read which page is
/// asked for. None for anything that is not a web page.
#[must_use]
pub fn address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let lower = typed.to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    let rest = if is_web { typed.split_once("://")?.1 } else { typed };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A colon in the host must be followed by a port; anything else is another kind of link. User names are not
    // accepted.
    let is_host = |host: &str| {
        let (name, port) = host.split_once(':').unwrap_or((host, "0"));
        !name.is_empty() && !name.contains('@') && port.chars().all(|c| c.is_ascii_digit()) && !port.is_empty()
    };
    let is_plain = !rest.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    (is_plain && is_host(host)).then(|| format!("https://{rest}"))
}
