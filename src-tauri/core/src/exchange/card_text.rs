//! Reads a card from text: a business card that was typed or scanned, or the signature of an e-mail. The rules only
//! propose each field; a person checks them before anything is saved, and sees the lines that fitted no field.

mod contact_lines;
mod words;

use contact_lines::{Line, emails, is_fax, phones, websites};
use words::{
    ADDRESS_WORDS, CLOSINGS, COMPANY_WORDS, COUNTRIES, DEGREES, FIELD_LABELS, NOT_A_SITE, PREFIXES, SIGN_OFFS,
    TITLE_WORDS, has_word,
};
pub(in crate::exchange) use words::{is_degree, is_particle};

use crate::domain::card_field::several_lines;
use crate::domain::facts::Card;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The card; fields that were not found are empty.
    pub card: Card,
    /// The lines that went into no field.
    pub rest: Vec<String>,
}

/// Longer lines, in characters, are prose.
const LONGEST: usize = 120;
/// Longer lines are prose even if they have separators or an address in them.
const LONGEST_PARTED: usize = 600;
/// The lines of a text after so many do not belong to a card.
const MOST: usize = 400;
/// The lines after so many characters do not belong to a card, either.
const MOST_CHARACTERS: usize = 4_000;

/// The most octets of a text that are looked at: several times as many as a form takes.
const MOST_OCTETS: usize = 100_000;

/// A piece of a line between separators, with the labels, addresses and numbers taken out.
#[derive(Clone, Debug)]
struct Piece {
    line: usize,
    text: String,
    used: bool,
}

/// Reads a card from a text. It never fails; a text without a card gives an empty one.
#[must_use]
pub fn read(text: &str) -> Found {
    // What comes later is too far from the beginning to be looked for.
    let end = (0..=text.len().min(MOST_OCTETS)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let text = text.get(..end).unwrap_or_default();
    let lines = relevant(text);
    let mut card = Card::default();
    let mut used = vec![false; lines.len()];
    let mut pieces = Vec::new();
    let after_closing = lines.iter().position(|line| line.closing).map(|at| at + 1);
    let mut pending: Option<&str> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.closing {
            used[at] = true;
            continue;
        }
        // A label on a line of its own belongs to the next line.
        let (label, body) = match words::label_of(&line.text) {
            Some((label, "")) => {
                pending = Some(label);
                used[at] = true;
                continue;
            }
            Some((label, body)) => (Some(label), body),
            None => (pending, line.text.as_str()),
        };
        let body = if line.text.trim().is_empty() { "" } else { body };
        if body.is_empty() {
            continue;
        }
        let spoken_for = pending.take().is_some();
        let mut rest = line.text.clone();
        for found in emails(&rest) {
            if !card.emails.contains(&found) {
                card.emails.push(found.clone());
            }
            rest = rest.replacen(&found, "\u{1f}", 1);
        }
        for found in websites(&rest) {
            let social = NOT_A_SITE.iter().any(|host| found.to_lowercase().contains(host));
            if card.website.is_empty() && !social {
                card.website.clone_from(&found);
            }
            rest = rest.replacen(&found, "\u{1f}", 1);
        }
        let numbers = phones(&rest, label.filter(|_| spoken_for));
        for found in &numbers {
            if !is_fax(found) && !card.phones.contains(&found.number) {
                card.phones.push(found.number.clone());
            }
            rest = rest.replacen(&found.number, "\u{1f}", 1);
        }
        if rest != line.text {
            used[at] = true;
        }
        match label.and_then(|label| FIELD_LABELS.iter().find(|(name, _)| *name == label)).map(|(_, field)| *field) {
            Some("name") if card.name.is_empty() => {
                card.name = clean_name(body);
                used[at] = true;
                continue;
            }
            Some("title") if card.title.is_empty() => {
                body.clone_into(&mut card.title);
                used[at] = true;
                continue;
            }
            Some("company") if card.company.is_empty() => {
                body.clone_into(&mut card.company);
                used[at] = true;
                continue;
            }
            Some("address") if card.address.is_empty() => {
                body.clone_into(&mut card.address);
                used[at] = true;
                // The following lines are part of the address if they look like one.
                let more = lines
                    .get(at + 1..)
                    .unwrap_or_default()
                    .iter()
                    .take(4)
                    .take_while(|l| spoken_for && address_score(&l.text) > 0);
                for (n, next) in more.enumerate() {
                    card.address = format!("{}\n{}", card.address, next.text.trim());
                    if let Some(place) = used.get_mut(at + 1 + n) {
                        *place = true;
                    }
                }
                continue;
            }
            Some("none") => {
                used[at] = true;
                continue;
            }
            _ => {}
        }
        if used[at] && rest == line.text {
            continue;
        }
        for text in split(&rest) {
            let text = words::without_dangling_label(text.trim());
            if !text.is_empty() {
                pieces.push(Piece { line: at, text: text.to_owned(), used: false });
            }
        }
    }
    if card.address.is_empty() {
        card.address = address(&mut pieces);
    }
    choose(&mut card, &mut pieces, after_closing);
    for piece in pieces.iter().filter(|piece| piece.used) {
        if let Some(place) = used.get_mut(piece.line) {
            *place = true;
        }
    }
    let rest = lines.iter().zip(&used).filter(|(line, used)| !**used && !line.text.trim().is_empty());
    let rest = rest.map(|(line, _)| line.text.trim().to_owned()).collect();
    // A text with neither a name nor a way to reach anybody is not a card.
    let reaches = !card.emails.is_empty() || !card.phones.is_empty() || !card.website.is_empty();
    let signed = after_closing.is_some() && !card.name.is_empty();
    if !reaches && !signed && card.title.is_empty() && card.company.is_empty() {
        return Found { card: Card::default(), rest };
    }
    let (card, _) = card.fitted();
    Found { card, rest }
}

/// The lines that can belong to the first card of a text: without quoted mail, without prose, and without anything
/// before the closing of a letter.
fn relevant(text: &str) -> Vec<Line> {
    let text = several_lines(text)
        .replace(['\u{a0}', '\u{3000}', '\u{2007}', '\u{202f}'], " ")
        .replace('：', ":")
        .replace('\t', "   ");
    let mut lines: Vec<Line> = Vec::new();
    for raw in text.lines().take(MOST) {
        let line = raw.trim().trim_matches(['|', '*', '_']).trim();
        let said_before = lines.iter().any(|line: &Line| !line.text.is_empty());
        if said_before && words::begins_quote(line) {
            break;
        }
        if line.starts_with('>') || SIGN_OFFS.iter().any(|phrase| line.to_lowercase().starts_with(phrase)) {
            continue;
        }
        let bare = line.trim_end_matches([',', '.', '!', ' ']).to_lowercase();
        let closing = CLOSINGS
            .iter()
            .any(|closing| bare == *closing || bare.starts_with(&format!("{closing} ")) && bare.chars().count() < 48);
        lines.push(Line { text: line.to_owned(), closing });
    }
    // A card begins after the closing of the letter, or after the two dashes (RFC 3676, 4.3).
    let dashes = lines.iter().position(|line| line.text == "--");
    let closing = lines.iter().position(|line| line.closing);
    let has_more = |at: usize| lines.iter().skip(at + 1).any(|line| line.text.chars().any(char::is_alphanumeric));
    match (closing.filter(|at| has_more(*at)), dashes.filter(|at| has_more(*at))) {
        (Some(at), _) => {
            lines.drain(..at);
        }
        (None, Some(at)) => {
            lines.drain(..=at);
        }
        _ => {}
    }
    // Long lines are prose, and so is everything from a disclaimer on.
    let end = lines.iter().position(|line| words::begins_disclaimer(&line.text)).unwrap_or(lines.len());
    lines.truncate(end);
    lines.retain(|line| {
        let parted = line.text.contains(['|', '·', '•', '@']);
        line.text.chars().count() <= if parted { LONGEST_PARTED } else { LONGEST }
    });
    let mut left = MOST_CHARACTERS;
    let fits = |line: &Line| {
        let length = line.text.chars().count();
        let fits = length <= left;
        left = left.saturating_sub(length);
        fits
    };
    lines.into_iter().take_while(fits).collect()
}

/// The parts of a line between separators.
fn split(line: &str) -> Vec<String> {
    let mut parts = vec![line.to_owned()];
    for separator in ["\u{1f}", "|", " · ", " • ", " ∙ ", "    ", "   ", " / ", " // "] {
        parts = parts.iter().flat_map(|part| part.split(separator)).map(str::to_owned).collect();
    }
    parts
        .iter()
        .map(|part| {
            part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '·' | '•' | '–' | '—' | '~' | '_'))
                .to_owned()
        })
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect()
}

/// The longest run of lines that look like an address.
fn address(pieces: &mut [Piece]) -> String {
    let scores: Vec<i32> = pieces.iter().map(|piece| address_score(&piece.text)).collect();
    let mut best: Option<(i32, usize, usize)> = None;
    let mut at = 0;
    while at < pieces.len() {
        if scores.get(at).is_none_or(|score| *score == 0) {
            at += 1;
            continue;
        }
        let (start, mut end, mut sum) = (at, at, 0);
        while let Some(score) = scores.get(at) {
            if *score == 0 {
                break;
            }
            sum += score;
            end = at;
            at += 1;
        }
        if best.is_none_or(|(most, _, _)| sum > most) {
            best = Some((sum, start, end));
        }
    }
    let Some((sum, start, mut end)) = best else { return String::new() };
    if sum < 3 {
        return String::new();
    }
    if pieces.get(end + 1).is_some_and(|piece| COUNTRIES.contains(&piece.text.to_lowercase().trim_end_matches('.'))) {
        end += 1;
    }
    let run = pieces.get_mut(start..=end).unwrap_or_default();
    run.iter_mut().for_each(|piece| piece.used = true);
    run.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// How much a line looks like part of an address.
fn address_score(text: &str) -> i32 {
    let lower = text.to_lowercase();
    if text.chars().count() > 90 || words::is_registration(&lower) {
        return 0;
    }
    let mut score = 0;
    if contact_lines::has_postcode(text) {
        score += 3;
    }
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    if ADDRESS_WORDS.iter().any(|word| words::holds_address_word(&lower, word)) {
        score += if has_digit { 3 } else { 2 };
    } else if has_digit && contact_lines::begins_with_house_number(text) {
        score += 2;
    }
    if COUNTRIES.contains(&lower.trim_end_matches('.')) {
        score += 1;
    }
    score
}

/// Chooses name, title and company among the pieces that are left.
fn choose(card: &mut Card, pieces: &mut [Piece], after_closing: Option<usize>) {
    let locals: Vec<String> = card.emails.iter().filter_map(|email| email.split('@').next()).map(letters).collect();
    let hosts: Vec<String> = card
        .emails
        .iter()
        .filter_map(|email| email.split('@').nth(1))
        .chain(Some(card.website.as_str()).filter(|site| !site.is_empty()))
        .map(host_stem)
        .filter(|stem| stem.chars().count() > 2)
        .collect();
    if card.company.is_empty() {
        let best = best(pieces, |piece| company_score(&piece.text, &hosts));
        if let Some(at) = best {
            card.company = take(pieces, at);
        }
    }
    if card.name.is_empty() {
        // Positions are counted among the remaining pieces, so that being first on the card counts for a little.
        let first_line =
            after_closing.and_then(|line| pieces.iter().find(|piece| piece.line >= line)).map(|piece| piece.line);
        let best = best(pieces, |piece| {
            let score = name_score(&piece.text, &locals);
            if score > 0 && Some(piece.line) == first_line { score + 4 } else { score }
        });
        // A person who signs with the given name alone has the whole name below.
        let fuller = best.and_then(|at| pieces.get(at)).map(|piece| clean_name(&piece.text)).and_then(|short| {
            let begins = |piece: &Piece| {
                let name = clean_name(&piece.text);
                name.strip_prefix(&short).is_some_and(|rest| rest.starts_with(' '))
                    && name_score(&piece.text, &locals) > 0
            };
            pieces.iter().position(|piece| !piece.used && begins(piece))
        });
        if let Some(at) = fuller.or(best) {
            card.name = clean_name(&take(pieces, at));
        }
    }
    if card.title.is_empty() {
        let name_line =
            pieces.iter().find(|piece| piece.used && clean_name(&piece.text) == card.name).map(|piece| piece.line);
        let best = best(pieces, |piece| title_score(&piece.text, name_line.map(|line| piece.line.abs_diff(line))));
        if let Some(at) = best {
            card.title = take(pieces, at);
        }
    }
}

/// The piece with the highest score above zero, the first of equals.
fn best(pieces: &[Piece], score: impl Fn(&Piece) -> i32) -> Option<usize> {
    let scored = pieces.iter().enumerate().filter(|(_, piece)| !piece.used).map(|(at, piece)| (score(piece), at));
    scored.filter(|(score, _)| *score > 0).max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at))).map(|(_, at)| at)
}

fn take(pieces: &mut [Piece], at: usize) -> String {
    pieces
        .get_mut(at)
        .map(|piece| {
            piece.used = true;
            piece.text.clone()
        })
        .unwrap_or_default()
}

fn company_score(text: &str, hosts: &[String]) -> i32 {
    let count = text.chars().count();
    if !(2..=80).contains(&count) || words::is_registration(&text.to_lowercase()) || text.ends_with(['?', ':']) {
        return 0;
    }
    let own = letters(text);
    let mut score = 0;
    if words::has_legal_form(text) {
        score += 5;
    }
    if COMPANY_WORDS.iter().any(|word| has_word(text, word)) {
        score += 3;
    }
    if text.contains(" & ") || text.contains(" + ") {
        score += 1;
    }
    for stem in hosts {
        if own.contains(stem.as_str()) || own.chars().count() > 3 && stem.contains(own.as_str()) {
            score += 4;
            break;
        }
        if text
            .split(|c: char| !c.is_alphanumeric())
            .map(letters)
            .any(|word| word.chars().count() > 3 && stem.contains(word.as_str()))
        {
            score += 2;
            break;
        }
    }
    if TITLE_WORDS.iter().any(|word| has_word(text, word)) && !words::has_legal_form(text) {
        score -= 3;
    }
    score
}

fn name_score(text: &str, locals: &[String]) -> i32 {
    let name = clean_name(text);
    let is_han = words::is_han(&name);
    let tokens: Vec<&str> = name.split_whitespace().collect();
    if is_han {
        let count = name.chars().filter(|c| !c.is_whitespace()).count();
        let person = (2..=6).contains(&count)
            && !words::has_legal_form(&name)
            && !TITLE_WORDS.iter().any(|word| has_word(&name, word));
        return if person { if count <= 4 || name.contains(' ') { 6 } else { 2 } } else { 0 };
    }
    let is_word = |token: &&str| {
        let first = token.chars().next().unwrap_or(' ');
        is_particle(token) || first.is_uppercase()
    };
    let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | ','));
    if !(1..=6).contains(&tokens.len()) || !plain || !tokens.iter().all(is_word) || name.chars().count() > 45 {
        return 0;
    }
    let lower = name.to_lowercase();
    let said = TITLE_WORDS.iter().any(|word| has_word(&name, word))
        || COMPANY_WORDS.iter().any(|word| has_word(&name, word))
        || words::has_legal_form(&name)
        || COUNTRIES.contains(&lower.as_str())
        || ADDRESS_WORDS.iter().any(|word| words::holds_address_word(&lower, word));
    let mut score = match tokens.len() {
        1 => 1,
        2 | 3 => 4,
        _ => 3,
    };
    let fits = |token: &&str| {
        let token = letters(token);
        token.chars().count() > 2 && locals.iter().any(|local| local.contains(token.as_str()))
    };
    let hits = tokens.iter().filter(|token| fits(token)).count();
    if hits > 0 {
        score += 3 + i32::try_from(hits).unwrap_or(0);
    }
    if said {
        score -= 5;
    }
    if text.len() > name.len() && DEGREES.iter().any(|degree| text.contains(degree)) {
        score += 2;
    }
    score
}

fn title_score(text: &str, from_name: Option<usize>) -> i32 {
    let count = text.chars().count();
    if !(2..=90).contains(&count) || words::is_registration(&text.to_lowercase()) || text.contains(':') {
        return 0;
    }
    let known = TITLE_WORDS.iter().any(|word| has_word(text, word));
    let near = match from_name {
        Some(0) => 3,
        Some(1) => 2,
        Some(2) => 1,
        _ => 0,
    };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if known {
        4 + near
    } else if from_name == Some(1)
        && digits == 0
        && text.split_whitespace().count() <= 6
        && !text.starts_with(['"', '“', '@'])
    {
        1
    } else {
        0
    }
}

/// A name without a postal prefix ("i. A."), degrees behind it, and pronouns beside it.
fn clean_name(text: &str) -> String {
    let text = text.split(['(', '（', '[']).next().unwrap_or_default().trim();
    let mut text = text.to_owned();
    loop {
        let lower = text.to_lowercase();
        let Some(prefix) = PREFIXES.iter().find(|prefix| lower.starts_with(*prefix)) else { break };
        text = text.get(prefix.len()..).unwrap_or_default().trim_start().to_owned();
    }
    // Degrees follow a comma, or stand alone at the end.
    let mut parts = text.split(',').map(str::trim);
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_all_degrees = part.split_whitespace().all(is_degree);
        if is_all_degrees {
            continue;
        }
        name = format!("{name}, {part}");
    }
    while let Some((head, last)) = name.rsplit_once(' ') {
        if !is_degree(last) {
            break;
        }
        name = head.trim_end_matches([',', ' ']).to_owned();
    }
    name.trim_matches([',', ' ', '|', '–', '-']).to_owned()
}

/// A text in lower-case Latin letters and digits without accents, to compare it with an address.
fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let lower = text
        .to_lowercase()
        .replace('ß', "ss")
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ø', "oe");
    lower.nfkd().filter(|c| c.is_alphanumeric()).collect()
}

/// The name in a host: `acmetools` for `www.acme-tools.example/x`.
fn host_stem(address: &str) -> String {
    let host =
        address.trim_start_matches("https://").trim_start_matches("http://").split('/').next().unwrap_or_default();
    let host = host.to_lowercase();
    let labels: Vec<&str> = host.trim_start_matches("www.").split('.').collect();
    let generic = ["example", "gmail", "outlook", "icloud", "gmx", "web", "yahoo", "hotmail"];
    let stem =
        labels.iter().rev().skip(1).find(|label| label.len() > 3 || labels.len() == 2).copied().unwrap_or_default();
    if generic.contains(&stem) { String::new() } else { letters(stem) }
}
