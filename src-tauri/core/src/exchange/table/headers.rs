//! The names that known programs give to columns, in English, German, French, Spanish, Chinese and Japanese, and those that
//! people use in their own spreadsheets. The names are taken from exported files and are in lower case here.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::codes::{Column, Dialect};
use crate::domain::facts::fold;

/// The meaning of a column, and which of several addresses it belongs to.
type Meaning = (Column, u8);

/// The meanings of columns by name. A number in a name ("E-mail 2 Address", "Phone 1 - Value") is removed before the
/// lookup.
const NAMES: &[(&str, Column, u8)] = &[
    // The whole name.
    ("name", Column::Name, 0),
    ("full name", Column::Name, 0),
    ("display name", Column::Name, 0),
    ("contact", Column::Name, 0),
    ("contact name", Column::Name, 0),
    ("contact person", Column::Name, 0),
    ("interviewer", Column::Name, 0),
    ("person", Column::Name, 0),
    ("who", Column::Name, 0),
    ("anzeigename", Column::Name, 0),
    ("ansprechpartner", Column::Name, 0),
    ("ansprechpartnerin", Column::Name, 0),
    ("ansprechperson", Column::Name, 0),
    ("kontakt", Column::Name, 0),
    // Parts of the name.
    ("first name", Column::Given, 0),
    ("given name", Column::Given, 0),
    ("vorname", Column::Given, 0),
    ("middle name", Column::Middle, 0),
    ("additional name", Column::Middle, 0),
    ("weitere vornamen", Column::Middle, 0),
    ("last name", Column::Family, 0),
    ("family name", Column::Family, 0),
    ("surname", Column::Family, 0),
    ("nachname", Column::Family, 0),
    ("familienname", Column::Family, 0),
    ("name prefix", Column::Prefix, 0),
    ("prefix", Column::Prefix, 0),
    ("anrede", Column::Prefix, 0),
    ("namenspräfix", Column::Prefix, 0),
    ("name suffix", Column::Suffix, 0),
    ("suffix", Column::Suffix, 0),
    ("namenssuffix", Column::Suffix, 0),
    ("address_as", Column::AddressAs, 0),
    // Job title and company.
    ("title", Column::Title, 0),
    ("job title", Column::Title, 0),
    ("organization title", Column::Title, 0),
    ("organization - title", Column::Title, 0),
    ("position", Column::Title, 0),
    ("occupation", Column::Title, 0),
    ("does", Column::Title, 0),
    ("funktion", Column::Title, 0),
    ("company", Column::Company, 0),
    ("company name", Column::Company, 0),
    ("organization", Column::Company, 0),
    ("organisation", Column::Company, 0),
    ("organization name", Column::Company, 0),
    ("organization - name", Column::Company, 0),
    ("employer", Column::Company, 0),
    ("firm", Column::Company, 0),
    ("firma", Column::Company, 0),
    ("unternehmen", Column::Company, 0),
    ("arbeitgeber", Column::Company, 0),
    // Addresses and numbers.
    ("e-mail", Column::Email, 0),
    ("email", Column::Email, 0),
    ("emails", Column::Email, 0),
    ("mail", Column::Email, 0),
    ("e-mail address", Column::Email, 0),
    ("email address", Column::Email, 0),
    ("e-mail - value", Column::Email, 0),
    ("primary email", Column::Email, 0),
    ("secondary email", Column::Email, 0),
    ("e-mail-adresse", Column::Email, 0),
    ("e-mail: adresse", Column::Email, 0),
    ("primäre e-mail-adresse", Column::Email, 0),
    ("sekundäre e-mail-adresse", Column::Email, 0),
    ("phone", Column::Phone, 0),
    ("phones", Column::Phone, 0),
    ("phone number", Column::Phone, 0),
    ("phone - value", Column::Phone, 0),
    ("telephone", Column::Phone, 0),
    ("tel", Column::Phone, 0),
    ("mobile", Column::Phone, 0),
    ("business phone", Column::Phone, 0),
    ("company main phone", Column::Phone, 0),
    ("mobile phone", Column::Phone, 0),
    ("primary phone", Column::Phone, 0),
    ("home phone", Column::Phone, 0),
    ("car phone", Column::Phone, 0),
    ("other phone", Column::Phone, 0),
    ("work phone", Column::Phone, 0),
    ("mobile number", Column::Phone, 0),
    ("telefon", Column::Phone, 0),
    ("telefonnummer", Column::Phone, 0),
    ("telefon geschäftlich", Column::Phone, 0),
    ("telefon firma", Column::Phone, 0),
    ("telefon privat", Column::Phone, 0),
    ("mobiltelefon", Column::Phone, 0),
    ("handy", Column::Phone, 0),
    ("weiteres telefon", Column::Phone, 0),
    ("haupttelefon", Column::Phone, 0),
    ("website", Column::Website, 0),
    ("website - value", Column::Website, 0),
    ("web page", Column::Website, 0),
    ("webseite", Column::Website, 0),
    ("url", Column::Website, 0),
    ("homepage", Column::Website, 0),
    // Postal addresses: the office first, home second.
    ("address", Column::Address, 0),
    ("adresse", Column::Address, 0),
    ("anschrift", Column::Address, 0),
    ("address - formatted", Column::Address, 0),
    ("address - street", Column::Street, 0),
    ("address - city", Column::Town, 0),
    ("address - region", Column::Region, 0),
    ("address - postal code", Column::PostalCode, 0),
    ("address - country", Column::Country, 0),
    ("business street", Column::Street, 0),
    ("business city", Column::Town, 0),
    ("business state", Column::Region, 0),
    ("business postal code", Column::PostalCode, 0),
    ("business country/region", Column::Country, 0),
    ("business country", Column::Country, 0),
    ("work address", Column::Street, 0),
    ("work city", Column::Town, 0),
    ("work state", Column::Region, 0),
    ("work zipcode", Column::PostalCode, 0),
    ("work country", Column::Country, 0),
    ("straße geschäftlich", Column::Street, 0),
    ("strasse geschäftlich", Column::Street, 0),
    ("ort geschäftlich", Column::Town, 0),
    ("region geschäftlich", Column::Region, 0),
    ("bundesland/kanton geschäftlich", Column::Region, 0),
    ("postleitzahl geschäftlich", Column::PostalCode, 0),
    ("land/region geschäftlich", Column::Country, 0),
    ("street", Column::Street, 0),
    ("city", Column::Town, 0),
    ("state", Column::Region, 0),
    ("postal code", Column::PostalCode, 0),
    ("zip", Column::PostalCode, 0),
    ("country", Column::Country, 0),
    ("straße", Column::Street, 0),
    ("ort", Column::Town, 0),
    ("stadt", Column::Town, 0),
    ("plz", Column::PostalCode, 0),
    ("postleitzahl", Column::PostalCode, 0),
    ("land", Column::Country, 0),
    ("home street", Column::Street, 1),
    ("home city", Column::Town, 1),
    ("home state", Column::Region, 1),
    ("home postal code", Column::PostalCode, 1),
    ("home country/region", Column::Country, 1),
    ("home country", Column::Country, 1),
    ("home address", Column::Street, 1),
    ("home zipcode", Column::PostalCode, 1),
    ("straße privat", Column::Street, 1),
    ("strasse privat", Column::Street, 1),
    ("ort privat", Column::Town, 1),
    ("region privat", Column::Region, 1),
    ("bundesland/kanton privat", Column::Region, 1),
    ("postleitzahl privat", Column::PostalCode, 1),
    ("land/region privat", Column::Country, 1),
    ("other street", Column::Street, 2),
    ("other city", Column::Town, 2),
    ("other state", Column::Region, 2),
    ("other postal code", Column::PostalCode, 2),
    ("other country/region", Column::Country, 2),
    // Everything else.
    ("zone", Column::Zone, 0),
    ("time zone", Column::Zone, 0),
    ("zeitzone", Column::Zone, 0),
    ("only", Column::Only, 0),
    ("language", Column::Language, 0),
    ("sprache", Column::Language, 0),
    ("note", Column::Note, 0),
    ("notes", Column::Note, 0),
    ("comment", Column::Note, 0),
    ("comments", Column::Note, 0),
    ("notiz", Column::Note, 0),
    ("notizen", Column::Note, 0),
    ("bemerkung", Column::Note, 0),
    ("applied for", Column::Role, 0),
    ("role applied for", Column::Role, 0),
    ("position applied for", Column::Role, 0),
    ("beworben als", Column::Role, 0),
    ("application date", Column::AppliedOn, 0),
    ("applied on", Column::AppliedOn, 0),
    ("date applied", Column::AppliedOn, 0),
    ("beworben am", Column::AppliedOn, 0),
    ("job url", Column::JobLink, 0),
    ("job link", Column::JobLink, 0),
    // Thunderbird and Outlook in German, further names of tables that people keep themselves.
    ("tel. dienstlich", Column::Phone, 0),
    ("tel. privat", Column::Phone, 0),
    ("mobil-tel.-nr.", Column::Phone, 0),
    ("mobil", Column::Phone, 0),
    ("mobilnummer", Column::Phone, 0),
    ("mobile no.", Column::Phone, 0),
    ("cell", Column::Phone, 0),
    ("cell phone", Column::Phone, 0),
    ("direct line", Column::Phone, 0),
    ("arbeitstitel", Column::Title, 0),
    ("job", Column::Title, 0),
    ("role title", Column::Title, 0),
    ("work e-mail", Column::Email, 0),
    ("contact e-mail", Column::Email, 0),
    ("business e-mail", Column::Email, 0),
    ("personal e-mail", Column::Email, 0),
    ("home e-mail", Column::Email, 0),
    ("associated company", Column::Company, 0),
    ("account name", Column::Company, 0),
    ("company / account", Column::Company, 0),
    ("applied date", Column::AppliedOn, 0),
    ("applied", Column::AppliedOn, 0),
    ("date of application", Column::AppliedOn, 0),
    ("bewerbungsdatum", Column::AppliedOn, 0),
    ("address - extended address", Column::Street, 0),
    ("dienstliche adresse", Column::Street, 0),
    ("dienstlicher ort", Column::Town, 0),
    ("dienstliches bundesland", Column::Region, 0),
    ("dienstliche plz", Column::PostalCode, 0),
    ("postcode", Column::PostalCode, 0),
    ("zip code", Column::PostalCode, 0),
    ("dienstliches land", Column::Country, 0),
    ("private adresse", Column::Street, 1),
    ("privater ort", Column::Town, 1),
    ("privates bundesland", Column::Region, 1),
    ("private plz", Column::PostalCode, 1),
    ("privates land", Column::Country, 1),
    // French.
    ("nom complet", Column::Name, 0),
    ("contact principal", Column::Name, 0),
    ("prénom", Column::Given, 0),
    ("nom de famille", Column::Family, 0),
    ("société", Column::Company, 0),
    ("entreprise", Column::Company, 0),
    ("fonction", Column::Title, 0),
    ("poste", Column::Title, 0),
    ("titre", Column::Title, 0),
    ("adresse e-mail", Column::Email, 0),
    ("adresse électronique", Column::Email, 0),
    ("adresse de messagerie", Column::Email, 0),
    ("courriel", Column::Email, 0),
    ("téléphone", Column::Phone, 0),
    ("téléphone bureau", Column::Phone, 0),
    ("téléphone mobile", Column::Phone, 0),
    ("téléphone portable", Column::Phone, 0),
    ("tél. mobile", Column::Phone, 0),
    ("tél. portable", Column::Phone, 0),
    ("portable", Column::Phone, 0),
    ("numéro de téléphone", Column::Phone, 0),
    ("site web", Column::Website, 0),
    ("site internet", Column::Website, 0),
    ("rue", Column::Street, 0),
    ("ville", Column::Town, 0),
    ("code postal", Column::PostalCode, 0),
    ("pays", Column::Country, 0),
    ("remarque", Column::Note, 0),
    ("remarques", Column::Note, 0),
    // Spanish.
    ("nombre completo", Column::Name, 0),
    ("nombre y apellidos", Column::Name, 0),
    ("apellido", Column::Family, 0),
    ("apellidos", Column::Family, 0),
    ("empresa", Column::Company, 0),
    ("compañía", Column::Company, 0),
    ("organización", Column::Company, 0),
    ("cargo", Column::Title, 0),
    ("puesto", Column::Title, 0),
    ("correo", Column::Email, 0),
    ("correo electrónico", Column::Email, 0),
    ("dirección de correo electrónico", Column::Email, 0),
    ("teléfono", Column::Phone, 0),
    ("teléfono móvil", Column::Phone, 0),
    ("teléfono del trabajo", Column::Phone, 0),
    ("número de teléfono", Column::Phone, 0),
    ("móvil", Column::Phone, 0),
    ("celular", Column::Phone, 0),
    ("página web", Column::Website, 0),
    ("sitio web", Column::Website, 0),
    ("dirección", Column::Address, 0),
    ("ciudad", Column::Town, 0),
    ("código postal", Column::PostalCode, 0),
    ("país", Column::Country, 0),
    ("nota", Column::Note, 0),
    ("notas", Column::Note, 0),
    ("observaciones", Column::Note, 0),
    // Chinese, in both scripts.
    ("姓名", Column::Name, 0),
    ("姓", Column::Family, 0),
    ("姓氏", Column::Family, 0),
    ("名", Column::Given, 0),
    ("名字", Column::Given, 0),
    ("公司", Column::Company, 0),
    ("公司名称", Column::Company, 0),
    ("公司名稱", Column::Company, 0),
    ("单位", Column::Company, 0),
    ("單位", Column::Company, 0),
    ("职位", Column::Title, 0),
    ("職位", Column::Title, 0),
    ("职务", Column::Title, 0),
    ("職務", Column::Title, 0),
    ("职称", Column::Title, 0),
    ("職稱", Column::Title, 0),
    ("邮箱", Column::Email, 0),
    ("電郵", Column::Email, 0),
    ("电邮", Column::Email, 0),
    ("电子邮件", Column::Email, 0),
    ("電子郵件", Column::Email, 0),
    ("电子邮箱", Column::Email, 0),
    ("电子邮件地址", Column::Email, 0),
    ("電子郵件地址", Column::Email, 0),
    ("电话", Column::Phone, 0),
    ("電話", Column::Phone, 0),
    ("手机", Column::Phone, 0),
    ("手機", Column::Phone, 0),
    ("移动电话", Column::Phone, 0),
    ("行動電話", Column::Phone, 0),
    ("电话号码", Column::Phone, 0),
    ("電話號碼", Column::Phone, 0),
    ("手机号", Column::Phone, 0),
    ("手机号码", Column::Phone, 0),
    ("手機號碼", Column::Phone, 0),
    ("办公电话", Column::Phone, 0),
    ("网站", Column::Website, 0),
    ("網站", Column::Website, 0),
    ("网址", Column::Website, 0),
    ("網址", Column::Website, 0),
    ("地址", Column::Address, 0),
    ("邮编", Column::PostalCode, 0),
    ("邮政编码", Column::PostalCode, 0),
    ("郵遞區號", Column::PostalCode, 0),
    ("备注", Column::Note, 0),
    ("備註", Column::Note, 0),
    ("附注", Column::Note, 0),
    ("附註", Column::Note, 0),
    // Japanese.
    ("氏名", Column::Name, 0),
    ("名前", Column::Name, 0),
    ("お名前", Column::Name, 0),
    ("会社", Column::Company, 0),
    ("会社名", Column::Company, 0),
    ("勤務先", Column::Company, 0),
    ("役職", Column::Title, 0),
    ("肩書", Column::Title, 0),
    ("肩書き", Column::Title, 0),
    ("メール", Column::Email, 0),
    ("メールアドレス", Column::Email, 0),
    ("電子メール", Column::Email, 0),
    ("電子メール アドレス", Column::Email, 0),
    ("電話番号", Column::Phone, 0),
    ("携帯", Column::Phone, 0),
    ("携帯電話", Column::Phone, 0),
    ("携帯電話番号", Column::Phone, 0),
    ("勤務先電話番号", Column::Phone, 0),
    ("ウェブサイト", Column::Website, 0),
    ("ホームページ", Column::Website, 0),
    ("住所", Column::Address, 0),
    ("郵便番号", Column::PostalCode, 0),
    ("備考", Column::Note, 0),
    ("メモ", Column::Note, 0),
];

/// The same, by the names as they are compared.
static MEANINGS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let by_name = |(name, column, group): &(&str, Column, u8)| (compared(name), (*column, *group));
    NAMES.iter().map(by_name).collect()
});

/// A name without accents and punctuation: "Téléphone (bureau)" and "Telephone bureau" are one, "E-Mail" and "Email", too.
fn compared(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric() && c != '\u{3099}' && c != '\u{309a}').collect();
    let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    text.replace("e mail", "email")
}

/// The program that wrote a table, judged by the names of its columns.
pub(super) fn dialect(header: &[String]) -> Dialect {
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    let all = |wanted: &[&str]| wanted.iter().all(|name| names.iter().any(|n| n == name));
    if all(&["name", "emails", "phones", "application_company", "role"]) {
        Dialect::Afterword
    } else if all(&["application date", "company name", "job title"]) {
        Dialect::LinkedInJobs
    } else if all(&["first name", "last name", "company", "position", "connected on"]) {
        Dialect::LinkedInConnections
    } else if all(&["given name", "family name"]) && names.iter().any(|name| name.starts_with("e-mail 1 - ")) {
        Dialect::GoogleOld
    } else if all(&["first name", "last name", "labels"]) || all(&["first name", "organization name", "file as"]) {
        Dialect::Google
    } else if all(&["primary email", "display name"]) || all(&["primäre e-mail-adresse"]) {
        Dialect::Thunderbird
    } else if all(&["first name", "e-mail address"]) || all(&["vorname", "e-mail-adresse"]) {
        Dialect::Outlook
    } else {
        Dialect::Other
    }
}

/// The meaning of a column in a table of this dialect.
pub(super) fn meaning_in(dialect: Dialect, name: &str, header: &[String]) -> Option<Meaning> {
    let lower = name.trim().to_lowercase();
    match (dialect, lower.as_str()) {
        (Dialect::Afterword, "role" | "application_company" | "stage") => None,
        (Dialect::LinkedInJobs, "job title") => Some((Column::Role, 0)),
        (Dialect::LinkedInJobs, "company name") => Some((Column::Company, 0)),
        (Dialect::LinkedInJobs, "application date") => Some((Column::AppliedOn, 0)),
        (Dialect::LinkedInJobs, "job url") => Some((Column::JobLink, 0)),
        // In Outlook this is the place of a meeting, not the town of an address.
        (Dialect::Outlook, "ort") => None,
        // The contact in this file is the applicant.
        (Dialect::LinkedInJobs, _) => None,
        // If the table also says when or where somebody applied, a role is the one applied for; else it is the person's
        // job title.
        (_, "role" | "position" | "stelle") if header.iter().any(|other| is_of_application(other)) => {
            Some((Column::Role, 0))
        }
        _ => meaning(name, header),
    }
}

/// Whether a column with this name occurs only in tables of applications.
fn is_of_application(name: &str) -> bool {
    meaning(name, &[]).is_some_and(|(column, _)| matches!(column, Column::AppliedOn | Column::JobLink))
}

/// The meaning of a column by its name.
pub(super) fn meaning(name: &str, header: &[String]) -> Option<Meaning> {
    let (number, name) = (number_of(name), without_number(name));
    // Outlook's "Title" is the title before a name; the job title has a column of its own.
    if name == "title" && header.iter().any(|other| other.trim().eq_ignore_ascii_case("job title")) {
        return Some((Column::Prefix, 0));
    }
    let compared_name = compared(&name);
    let has = |other: &[&str]| header.iter().any(|name| other.contains(&compared(name).as_str()));
    match compared_name.as_str() {
        // A family name where the given name has a column of its own, and else the whole name.
        "nom" => return Some((if has(&["prenom"]) { Column::Family } else { Column::Name }, 0)),
        "nombre" => return Some((if has(&["apellido", "apellidos"]) { Column::Given } else { Column::Name }, 0)),
        // Yahoo's.
        "first" if has(&["last"]) => return Some((Column::Given, 0)),
        "last" if has(&["first"]) => return Some((Column::Family, 0)),
        "middle" if has(&["first"]) && has(&["last"]) => return Some((Column::Middle, 0)),
        _ => {}
    }
    let (column, group) = MEANINGS.get(&compared_name)?;
    let is_counted = name.starts_with("address - ");
    Some((*column, if is_counted { number.saturating_sub(1) } else { *group }))
}

/// For each column of values, the column that names their kind ("Phone 1 - Type", "Phone 1 - Label").
pub(super) fn labels(header: &[String]) -> Vec<Option<usize>> {
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    names
        .iter()
        .map(|name| {
            let stem = name.strip_suffix(" - value")?;
            names.iter().position(|other| {
                other.strip_suffix(" - type").or_else(|| other.strip_suffix(" - label")) == Some(stem)
            })
        })
        .collect()
}

/// A column's name without its number: "E-mail 2 Address", "Business Street 3", "E-Mail 2: Adresse".
fn without_number(name: &str) -> String {
    let words = name.trim().to_lowercase();
    let words = words.split_whitespace().filter_map(|word| match word.trim_end_matches(':').parse::<u8>() {
        Ok(_) if word.ends_with(':') => Some(":"),
        Ok(_) => None,
        Err(_) => Some(word),
    });
    words.collect::<Vec<_>>().join(" ").replace(" :", ":")
}

/// The number in a column's name, from 1.
fn number_of(name: &str) -> u8 {
    name.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or(1)
}
