//! Finds e-mail addresses, phone numbers and websites in a line, as they are written there.

use std::sync::LazyLock;

use regex::Regex;

use super::words;

/// A line of a text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// Whether it ends a letter ("Kind regards").
    pub(super) closing: bool,
}

/// A number, and the label before it.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) number: String,
    label: String,
}

static EMAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+").ok());
static WEBSITE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:https?://[^\s|,;<>]+|www\.[^\s|,;<>]+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/[^\s|,;<>]*)?)")
        .ok()
});
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\(?\+\s?\(?\d|\(\d|\b\d)(?:[\d\s().\-–]*\d)?(?:\)[\d\s.\-–]*\d)?(?:\s*/\s*\d[\d\s.\-–]*\d)?(?:,?\s*(?:x|extn?\.?:?|extension|durchwahl)\s*\d{1,6})?").ok()
});
static DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:\s|$)").ok());
static POSTCODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // Germany and its neighbours, the Netherlands, Britain, the United States, Singapore, India, Japan.
    Regex::new(
        r"(?x)
        (?:^|[\s,·–-])(?:(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}
        | \d{4}\s?[A-Z]{2}\s+\p{Lu}
        | [A-Z]{1,2}[\dl][\dA-Zl]?\s?\d[A-Z]{2}\b
        | [A-Z]{2}\s+\d{5}(?:-\d{4})?\b
        | (?:\p{Lu}\p{Ll}+|[A-Z]{4,}),?\s+\d{5,6}\b
        | \d{3}\s\d{2}\s+\p{Lu}
        | (?:\p{Lu}\p{Ll}+|[A-Z]{4,})\s+[-–]?\s?\d{3}\s\d{3}\b)
        | 〒\s?\d{3}-\d{4}",
    )
    .ok()
});

fn all(pattern: &LazyLock<Option<Regex>>, text: &str) -> Vec<(usize, String)> {
    let Some(pattern) = pattern.as_ref() else { return Vec::new() };
    pattern.find_iter(text).map(|found| (found.start(), found.as_str().to_owned())).collect()
}

/// The e-mail addresses of a line.
pub(super) fn emails(line: &str) -> Vec<String> {
    all(&EMAIL, line)
        .into_iter()
        .map(|(_, found)| found.trim_matches(['.', '\'', '|', '/', '*', '-']).to_owned())
        .map(|found| found.strip_prefix("mailto:").map_or(found.clone(), str::to_owned))
        // Excludes the names of pictures in signatures, such as `image001.png@01DA7F3C.5B2E0790`.
        .filter(|found| found.rsplit('.').next().is_some_and(|end| end.chars().all(char::is_alphabetic)))
        .collect()
}

/// The websites of a line.
pub(super) fn websites(line: &str) -> Vec<String> {
    let is_site = |text: &str| {
        let lower = text.to_lowercase();
        if lower.starts_with("http") || lower.starts_with("www.") {
            return true;
        }
        let host = text.split('/').next().unwrap_or_default();
        let labels: Vec<&str> = host.split('.').collect();
        let letters: Vec<char> = host.chars().filter(|c| c.is_alphabetic()).collect();
        let one_case = letters.iter().all(|c| c.is_lowercase()) || letters.iter().all(|c| c.is_uppercase());
        let (Some(last), Some(name)) = (labels.last(), labels.len().checked_sub(2).and_then(|at| labels.get(at)))
        else {
            return false;
        };
        one_case
            && last.chars().all(|c| c.is_ascii_alphabetic())
            && last.len() >= 2
            && name.chars().count() >= 2
            && !labels.iter().any(|label| label.is_empty())
            && labels.iter().all(|label| label.chars().count() > 1)
            && name.chars().any(char::is_alphabetic)
    };
    all(&WEBSITE, line)
        .into_iter()
        .map(|(_, found)| found.trim_end_matches(['.', ')', '*']).to_owned())
        .filter(|found| is_site(found) && !found.contains('@'))
        .collect()
}

/// The phone and fax numbers of a line; `label` is a label on the line before, if there is one.
pub(super) fn phones(line: &str, label: Option<&str>) -> Vec<Number> {
    let mut found = Vec::new();
    let mut end = 0;
    let is_registration = words::is_registration(&line.to_lowercase());
    for (start, text) in all(&NUMBER, line) {
        let before = line.get(end.min(start)..start).unwrap_or_default();
        // A label without a number of its own belongs to the number after it.
        let near = before.rsplit(['|', '·', '•', ',', ';', '\u{1f}']).next().unwrap_or_default().trim();
        let near = if near.is_empty() { label.unwrap_or_default() } else { near };
        let (is_phone, is_other) = words::number_label(near);
        for part in parts(&text) {
            let digits = part.chars().filter(char::is_ascii_digit).count();
            let is_date = DATE.as_ref().is_some_and(|date| date.is_match(&part));
            let enough = if is_phone { (6..=17).contains(&digits) } else { (7..=15).contains(&digits) };
            let opens_like_one = part.starts_with(['+', '(']);
            let is_marked =
                opens_like_one || part.starts_with('0') || part.contains([' ', '-', '.', '–']) && digits >= 9;
            let is_alone = near.is_empty() && line.trim() == part;
            // "Reception 6555 0142": one or two words before a number say whose it is, unless they make it a count of
            // something.
            let is_named = near.split_whitespace().count() <= 2
                && near.chars().next().is_some_and(char::is_uppercase)
                && !near.chars().any(|c| c.is_ascii_digit())
                && !near.ends_with('#')
                && digits >= 9;
            let looks_like_one = (is_marked || is_alone) && (near.is_empty() || opens_like_one || is_named);
            let is_address = has_postcode(line) && !is_phone && !part.starts_with('+');
            let is_something_else = is_date || is_other || is_address;
            if enough && !is_something_else && (is_phone || looks_like_one && !is_registration) {
                found.push(Number { number: part.clone(), label: near.to_lowercase() });
            }
        }
        end = start + text.len();
    }
    found
}

/// Splits two numbers separated by a slash. An area code before a slash belongs to the number after it.
fn parts(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(['.', '-', '–', '(']).trim();
    match text.split_once('/') {
        Some((first, second)) if first.chars().filter(char::is_ascii_digit).count() > 6 => {
            vec![first.trim().to_owned(), second.trim().to_owned()]
        }
        _ => vec![text.to_owned()],
    }
}

/// Whether a number is a fax.
pub(super) fn is_fax(number: &Number) -> bool {
    words::is_fax_label(&number.label)
}

/// Whether a line holds a postal code with a town beside it.
pub(super) fn has_postcode(line: &str) -> bool {
    POSTCODE.as_ref().is_some_and(|pattern| pattern.is_match(line))
}

/// Whether a line begins with a house number and a word: "221 Baker", "16a Dunster".
pub(super) fn begins_with_house_number(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words.next().unwrap_or_default();
    let digits = number.chars().take_while(char::is_ascii_digit).count();
    (1..=5).contains(&digits)
        && number.chars().count() <= digits + 2
        && words.next().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase))
}
