//! Hostile notes: whatever is pasted into a note or a card, a draft has only the headers, recipient and parameters that
//! it was meant to have. Links and files are read back by parsers that are not ours (`url`, `mailparse`).

use afterword_core::domain::codes::{Language, Original};
use afterword_core::domain::email::EmailAddress;
use afterword_core::domain::letter::{Letter, one_line, plain};
use afterword_core::exchange::eml::eml;
use afterword_core::exchange::mailto::mailto;
use afterword_core::forms::letter::LetterForm;
use afterword_core::letters::material::{Material, VARIABLES};
use afterword_core::letters::template::{original, render};
use mailparse::{MailHeaderMap, addrparse, addrparse_header, parse_mail};
use proptest::prelude::*;
use url::Url;

use crate::app::TestApp;

/// Texts that are used to break out of a field, and texts that do so by accident.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\r\nBcc: x@evil.example\r\n".to_owned()),
        Just("\n\nBcc: x@evil.example".to_owned()),
        Just("\r\n.\r\nMAIL FROM:<x@evil.example>".to_owned()),
        Just("&body=other&bcc=x@evil.example".to_owned()),
        Just("?cc=x@evil.example#".to_owned()),
        Just("%0D%0ABcc:%20x@evil.example".to_owned()),
        Just("<script>alert(1)</script><img src=x onerror=alert(1)>".to_owned()),
        Just("{{ signature }}{% for x in range(99) %}{{ x }}{% endfor %}{#".to_owned()),
        Just("=?utf-8?B?QmNjOiB4QGV2aWwuZXhhbXBsZQ==?=".to_owned()),
        Just("=?utf-8?Q?=0D=0ABcc:_x@evil.example?=".to_owned()),
        Just("\u{202e}\u{2066}שלום עולם مرحبا\u{2069}".to_owned()),
        Just("\u{2028}Bcc: x@evil.example\u{2029}\u{85}Cc: y@evil.example\u{b}\u{c}".to_owned()),
        Just("\0\u{1b}[31m\u{7f}".to_owned()),
        Just("--=_boundary\r\nContent-Type: text/html\r\n\r\n<b>".to_owned()),
        Just("From me to you\n.\nFrom x@evil.example Mon\n".to_owned()),
        Just("陳美玲 👩🏽‍💻 é\u{301}".to_owned()),
        "\\PC{0,40}",
        ".{0,40}",
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

/// Material in which everything is hostile.
fn material() -> impl Strategy<Value = Material> {
    let app = TestApp::new();
    let language = prop::sample::select(Language::ALL.to_vec());
    let example = language.prop_map(move |language| Material::example(&app.snapshot(), language));
    (example, prop::collection::vec(hostile(), VARIABLES.len())).prop_map(|(mut material, texts)| {
        VARIABLES.iter().zip(&texts).for_each(|(name, text)| material.set(name, text));
        material
    })
}

fn letter(code: Original, material: &Material, to: &str) -> Letter {
    let made = render(&original(code, material.language), material).expect("a note is no program");
    Letter { to: EmailAddress::read(to), subject: made.subject, body: made.body }
}

/// The link must contain exactly what the letter says.
fn check_link(letter: &Letter) {
    let made = mailto(letter);
    assert!(made.href.is_ascii() && !made.href.contains(char::is_whitespace), "{:?}", made.href);
    let url = Url::parse(&made.href).expect("a link");
    assert_eq!(url.scheme(), "mailto");
    assert_eq!(url.fragment(), None, "nothing is cut off by a #");
    let decode =
        |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().expect("whole letters").into_owned();
    assert_eq!(decode(url.path()), letter.to.as_ref().map_or("", |to| to.as_str()), "exactly the recipient meant");
    let fields: Vec<(String, String)> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').map(|(name, value)| (name.to_owned(), decode(value))).expect("a pair"))
        .collect();
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    let expect: Vec<&str> = [("subject", !letter.subject.is_empty()), ("body", names.contains(&"body"))]
        .iter()
        .filter(|(_, there)| *there)
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(names, expect, "exactly the parameters meant");
    let value = |name: &str| fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
    assert_eq!(value("subject"), letter.subject);
    assert!(!value("subject").contains(char::is_control), "a subject is one line");
    let body = value("body").replace("\r\n", "\n");
    assert!(!body.contains('\r'), "every line break is a whole one (RFC 6068)");
    assert_eq!(format!("{body}{}", made.rest), letter.body, "what is not in the link is offered");
}

/// The file must contain exactly what the letter says.
fn check_file(letter: &Letter, name: &str) {
    let me = EmailAddress::read("me@home.example");
    let from = me.as_ref().map(|me| (name, me));
    let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    let bytes = eml(letter, from, "thank_you:1:1", at).unwrap();
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("the headers end");
    assert!(bytes[..head].iter().all(|byte| byte.is_ascii()), "headers are encoded (RFC 2047)");
    for line in bytes.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 998, "no line is longer than RFC 5322 allows: {}", line.len());
        assert!(
            line.is_empty() || line.ends_with(b"\r"),
            "every line ends as a whole one: {}",
            String::from_utf8_lossy(&bytes)
        );
    }
    let mail = parse_mail(&bytes).expect("a message");
    let mut names: Vec<String> = mail.headers.iter().map(|header| header.get_key()).collect();
    names.sort();
    let mut expect = vec![
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "X-Unsent",
    ];
    if letter.to.is_some() {
        expect.push("To");
    }
    expect.sort_unstable();
    assert_eq!(names, expect, "exactly the headers meant");
    let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&header("Subject")), words(&letter.subject));
    assert_eq!(header("X-Unsent"), "1");
    let one = |name: &str| {
        let header = mail.headers.get_first_header(name)?;
        addrparse_header(header).expect("addresses").extract_single_info().map(|single| single.addr)
    };
    assert_eq!(one("To").as_deref(), letter.to.as_ref().map(EmailAddress::as_str), "exactly the recipient meant");
    assert_eq!(one("From").as_deref(), Some("me@home.example"), "one author");
    assert!(mail.subparts.is_empty() && mail.ctype.mimetype == "text/plain", "one part, plain text");
    assert_eq!(mail.ctype.charset, "utf-8");
    let body = mail.get_body().expect("the body decodes").replace("\r\n", "\n");
    assert_eq!(body.trim_end_matches('\n'), letter.body.trim_end_matches('\n'));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_note_stays_in_its_letter(material in material(), code in prop::sample::select(Original::ALL.to_vec()), name in hostile()) {
        let letter = letter(code, &material, "mei.ling@acme.example");
        prop_assert!(letter.subject == one_line(&letter.subject) && letter.body == plain(&letter.body));
        prop_assert!(!letter.subject.contains(['\u{202e}', '\u{2066}']), "nothing hides the end of a subject");
        check_link(&letter);
        check_file(&letter, &name);
    }

    #[test]
    fn a_typed_letter_is_no_more_dangerous(to in hostile(), subject in hostile(), body in hostile()) {
        let letter = afterword_core::forms::letter::letter_of(&LetterForm { to, subject, body });
        check_link(&letter);
        check_file(&letter, "");
    }

    #[test]
    fn an_address_is_one_recipient(text in prop_oneof![hostile(), "[a-z.,;:<>()@?&%\" ]{1,20}", "[a-z0-9.+_-]{1,9}@[a-z0-9.-]{1,9}"]) {
        if let Some(address) = EmailAddress::read(&text) {
            prop_assert_eq!(addrparse(address.as_str()).expect("an address").len(), 1);
            check_link(&Letter { to: Some(address.clone()), subject: String::new(), body: String::new() });
            check_file(&Letter { to: Some(address), subject: "S".to_owned(), body: "B".to_owned() }, "Me");
        }
    }
}

#[test]
fn an_address_that_could_add_a_header_is_no_address() {
    let none = [
        "",
        "mei",
        "@acme.example",
        "mei@",
        "mei@acme.",
        "mei@.example",
        "a@b.example,c@d.example",
        "a@b.example;c@d.example",
        "a,c@b.example",
        "a;c@b.example",
        "a@b.example c@d.example",
        "a@b.example?bcc=c@d.example",
        "a?cc=x@b.example",
        "a&bcc=x@b.example",
        "a%40evil.example@b.example",
        "Mei <mei@b.example>",
        "<mei@b.example>",
        "mei@b.example\r\nBcc: x@y.example",
        "\"mei ling\"@b.example",
        "mei(comment)@b.example",
        "team:mei@b.example",
        "a@b@c.example",
        "a@b..example",
    ];
    for text in none {
        assert_eq!(EmailAddress::read(text), None, "{text:?}");
    }
    for text in ["mei.ling+jobs@acme.example", "o'neil@acme.example", "x_1@sub.acme.example", " mei@acme.example "] {
        assert_eq!(EmailAddress::read(text).expect(text).as_str(), text.trim());
    }
}

#[test]
fn a_letter_of_a_hundred_kilobytes_is_handled() {
    let long = "&body=x\r\nBcc: x@evil.example <b>שלום</b> ".repeat(2_500);
    assert!(long.len() > 100_000);
    let mut material = Material::example(&TestApp::new().snapshot(), Language::English);
    ["spoke_about", "shared", "wished", "name", "signature"].iter().for_each(|name| material.set(name, &long));
    let letter = letter(Original::ThankYou, &material, "mei@acme.example");
    assert!(letter.body.len() > 300_000);
    check_link(&letter);
    check_file(&letter, &long);
}
