//! What the WebDriver client needs inside the page: which elements have which role, and a listener for complaints.

/// Returns `[element, name]` for each element of a selector that a person can see, in the page's order. The name
/// follows the accessible-name rules as far as this app needs them: aria-labelledby, aria-label, the label of a field,
/// the legend of a group, else the text; a placeholder is no name. WebKitWebDriver's own `computedlabel` adds what was
/// typed into a field to the name of the label around it, so a field would lose its name once it is filled.
pub const NAMED: &str = "
    const seen = element => element.checkVisibility({ visibilityProperty: true })
        && !element.closest('[aria-hidden=true], [inert]');
    const text = element => {
        if (!element) return '';
        const copy = element.cloneNode(true);
        for (const part of copy.querySelectorAll('input, select, textarea, [aria-hidden=true], [hidden]')) part.remove();
        return copy.textContent;
    };
    const name = element => {
        const by = element.getAttribute('aria-labelledby');
        if (by) return by.split(/\\s+/).map(id => text(document.getElementById(id))).join(' ');
        if (element.ariaLabel) return element.ariaLabel;
        if (element.labels?.length) return [...element.labels].map(text).join(' ');
        if (element.localName === 'fieldset') return text(element.querySelector('legend'));
        if (element.localName === 'details') return text(element.querySelector('summary'));
        if (element.matches('input, select, textarea, dialog, section, nav')) return element.title;
        return text(element).trim() || element.title;
    };
    return [...document.querySelectorAll(arguments[0])].filter(seen)
        .map(element => [element, name(element).trim().replace(/\\s+/g, ' ')]);";

/// Collects into `window.complaints` what a page must never do. Errors from before it runs are not seen.
pub const LISTEN: &str = "
    if (window.complaints) return;
    const complaints = window.complaints = [];
    addEventListener('error', event => complaints.push(
        `error: ${event.message ?? event.target?.src ?? event.target?.href}`), true);
    addEventListener('unhandledrejection', event => complaints.push(
        `unhandled rejection: ${event.reason?.message ?? JSON.stringify(event.reason)}`));
    document.addEventListener('securitypolicyviolation', event => complaints.push(
        `blocked: ${event.violatedDirective} ${event.blockedURI}`));
    const error = console.error;
    console.error = (...what) => { complaints.push(`console: ${what.join(' ')}`); error.apply(console, what); };";

/// The elements that have a role by themselves, and those that are given it.
pub fn selector(role: &str) -> String {
    let native = match role {
        "button" => "button, summary, input[type=submit], input[type=button], input[type=reset]",
        "link" => "a[href]",
        "textbox" => {
            "textarea, input:not([type]), input[type=text], input[type=email], input[type=tel], \
             input[type=url], input[type=search], [role=searchbox]"
        }
        "searchbox" => "input[type=search]",
        "spinbutton" => "input[type=number]",
        "combobox" => "select",
        "radio" => "input[type=radio]",
        "checkbox" => "input[type=checkbox]",
        "heading" => "h1, h2, h3, h4, h5, h6",
        "dialog" => "dialog[open]",
        "article" => "article",
        "listitem" => "li",
        "group" => "fieldset, details",
        "region" => "section",
        "navigation" => "nav",
        "status" => "output",
        _ => return format!("[role={role}]"),
    };
    format!("{native}, [role={role}]")
}

/// The bytes of standard base64, which is how WebDriver hands out pictures.
pub fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}
