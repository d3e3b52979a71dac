//! Splits a name into its parts for formats that want them (the `N` of a vCard, RFC 6350, 6.2.2), by a rule that is stated in
//! docs/cli.md. The whole name always goes with them, so nobody is called by a guess.

use crate::exchange::card_text::{is_degree, is_particle};

/// The parts of a name; any may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// "van den Berg", "陳"
    pub family: String,
    /// "Anna Maria", "偉"
    pub given: String,
    /// "Dr."
    pub prefix: String,
    /// "PhD"
    pub suffix: String,
}

/// Titles that stand before a name.
const TITLES: [&str; 8] = ["dr", "prof", "professor", "dipl", "ing", "mag", "doz", "ir"];
/// What stands after a name, besides degrees.
const GENERATIONS: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "junior"];
/// Chinese and Korean family names of two characters.
const DOUBLE: [&str; 24] = [
    "歐陽", "欧阳", "司馬", "司马", "諸葛", "诸葛", "上官", "夏侯", "東方", "东方", "皇甫", "尉遲", "尉迟", "公孫",
    "公孙", "令狐", "慕容", "端木", "南宮", "南宫", "남궁", "제갈", "황보", "선우",
];

/// Splits a name:
///
/// - A name with a comma stays whole, as the family name: what the comma means is not known.
/// - In Chinese characters, kana or Hangul the family name comes first: up to a space, or one character, or two where it is
///   a double name or the name has four.
/// - Else the last word is the family name, with the particles before it ("van den Berg"); titles before and degrees after the
///   name are parts of their own. A single word is a given name.
#[must_use]
pub fn name_parts(name: &str) -> NameParts {
    let name = name.trim();
    let whole = |family: &str| NameParts { family: family.to_owned(), ..NameParts::default() };
    if name.contains([',', '，', '、', '@']) {
        return whole(name);
    }
    if !name.is_empty() && name.chars().all(|c| is_character(c) || c == ' ' || c == '\u{3000}' || c == '・') {
        return of_characters(name);
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let bare = |word: &str| word.trim_end_matches('.').to_lowercase();
    let titles = words
        .iter()
        .take_while(|word| TITLES.contains(&bare(word).as_str()))
        .count()
        .min(words.len().saturating_sub(1));
    let prefix = words.drain(..titles).collect::<Vec<_>>().join(" ");
    let is_after = |word: &str| GENERATIONS.contains(&bare(word).as_str()) || is_degree(word);
    let degrees = words.iter().rev().take_while(|word| is_after(word)).count().min(words.len().saturating_sub(2));
    let suffix = words.split_off(words.len() - degrees).join(" ");
    // Chinese characters beside a Latin name are no part of it; the whole name has them.
    words.retain(|word| !word.chars().all(is_character));
    let Some((last, before)) = words.split_last() else { return whole(name) };
    let particles = before.iter().skip(1).rev().take_while(|word| is_particle(word)).count();
    let (given, particles) = before.split_at(before.len() - particles);
    if given.is_empty() {
        return NameParts { given: (*last).to_owned(), prefix, suffix, ..NameParts::default() };
    }
    let family = particles.iter().chain([last]).copied().collect::<Vec<_>>().join(" ");
    NameParts { family, given: given.join(" "), prefix, suffix }
}

fn of_characters(name: &str) -> NameParts {
    let (family, given) = match name.split_once([' ', '\u{3000}', '・']) {
        Some((family, given)) => (family.to_owned(), given.trim().to_owned()),
        None => {
            let letters: Vec<char> = name.chars().collect();
            let is_double = DOUBLE.iter().any(|double| name.starts_with(double)) || letters.len() == 4;
            let (family, given) = letters.split_at(if is_double { 2 } else { 1 }.min(letters.len()));
            (family.iter().collect(), given.iter().collect())
        }
    };
    NameParts { family, given, ..NameParts::default() }
}

/// Whether this is a Chinese character, a kana or a syllable of Hangul.
fn is_character(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_by_the_stated_rule() {
        for (name, family, given, prefix, suffix) in [
            ("Anna Berg", "Berg", "Anna", "", ""),
            ("Anna Maria van den Berg", "van den Berg", "Anna Maria", "", ""),
            ("Dr. Anna Berg PhD", "Berg", "Anna", "Dr.", "PhD"),
            ("Prof. Dr. Jörg Müller", "Müller", "Jörg", "Prof. Dr.", ""),
            ("Martin Luther King Jr.", "King", "Martin Luther", "", "Jr."),
            ("Cher", "", "Cher", "", ""),
            ("Van Morrison", "Morrison", "Van", "", ""),
            ("陳偉", "陳", "偉", "", ""),
            ("歐陽菲菲", "歐陽", "菲菲", "", ""),
            ("山田太郎", "山田", "太郎", "", ""),
            ("山田 太郎", "山田", "太郎", "", ""),
            ("김철수", "김", "철수", "", ""),
            ("陳偉 Chen Wei", "Wei", "Chen", "", ""),
            ("Tan, Mei Ling", "Tan, Mei Ling", "", "", ""),
            ("", "", "", "", ""),
            ("Dr.", "", "Dr.", "", ""),
        ] {
            let expected = NameParts {
                family: family.to_owned(),
                given: given.to_owned(),
                prefix: prefix.to_owned(),
                suffix: suffix.to_owned(),
            };
            assert_eq!(name_parts(name), expected, "{name}");
        }
    }
}
