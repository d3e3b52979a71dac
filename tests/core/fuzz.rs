//! Whatever a file holds: nothing panics, nothing is half-saved, and what was imported is exported unchanged. Each
//! target runs for `FUZZ_SECONDS` (20 by default; `make soak` runs longer), and shrinks what it finds.

use std::time::{Duration, Instant};

use afterword_core::domain::codes::CardField;
use afterword_core::domain::codes::ExportFormat;
use afterword_core::domain::codes::What;
use afterword_core::exchange::file_kind;
use afterword_core::exchange::parsed_file::ParsedFile;
use afterword_core::exchange::record::Record;
use afterword_core::exchange::vcard::{self, Version};
use afterword_core::exchange::{card_text, mecard};
use afterword_core::forms::export::ExportRequest;
use afterword_core::pages::import;
use afterword_core::snapshot::Snapshot;
use afterword_core::use_cases::exports;
use afterword_core::use_cases::imports;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::app::TestApp;
use crate::summaries;

/// Runs a check on values of a strategy until the time is over.
fn hammer<S: Strategy>(strategy: &S, check: impl Fn(S::Value)) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let mut runner = TestRunner::new(Config { cases: 50, failure_persistence: None, ..Config::default() });
        let ran = runner.run(strategy, |value| {
            check(value);
            Ok(())
        });
        ran.unwrap_or_else(|failure| panic!("{failure}"));
    }
}

/// Pieces in any order, with noise between.
fn mixed(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<u8>> {
    let noise = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        2 => "\\PC{0,20}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..12),
        1 => Just(b"\r\n".to_vec()),
    ];
    prop::collection::vec(noise, 0..most).prop_map(|parts| parts.concat())
}

/// Previews, imports and undoes whatever was read; what was imported must fit within the limits of a card.
fn survives(app: &TestApp, reading: &ParsedFile) {
    let snapshot = Snapshot::take(&app.store, app.moment()).unwrap();
    let view = app.store.read(|c| import::page(c, &snapshot, Some(reading))).unwrap();
    assert!(view.file.is_some());
    let before = app.facts();
    let counts = imports::take(&app.store, app.moment(), reading, &mut ()).unwrap().value;
    let after = app.facts();
    for contact in after.contacts.values() {
        let (fitted, lost) = contact.card.clone().fitted();
        assert_eq!((fitted, lost), (contact.card.clone(), Vec::new()), "a card holds what a card can hold");
        assert!(!contact.card.text_of(CardField::Name).trim().is_empty(), "every imported person has a name");
    }
    let again = imports::take(&app.store, app.moment(), reading, &mut ()).unwrap().value;
    assert_eq!((again.updated, again.applications), (0, 0), "importing it twice changes nothing");
    if counts.added + counts.updated + counts.applications > 0 {
        if app.facts() != after {
            app.undo(None).unwrap();
        }
        app.undo(None).unwrap();
        assert_eq!(app.facts(), before, "undo takes the whole import back");
    }
    app.clear();
}

#[test]
fn any_vcard() {
    const PIECES: &[&str] = &[
        "BEGIN:VCARD\r\n",
        "END:VCARD\r\n",
        "VERSION:2.1\r\n",
        "VERSION:3.0\n",
        "VERSION:4.0\r\n",
        "FN:Tan Mei Ling\r\n",
        "N:Tan;Mei Ling;;Dr.;PhD\r\n",
        "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg =\r\n Stra=DFe\r\n",
        "item1.TEL;TYPE=CELL,VOICE,pref:+65 6555 0142\r\n",
        "item1.X-ABLabel:_$!<Work>!$_\r\n",
        "TEL;WORK;FAX:1\r\n",
        "EMAIL;PREF=1:a@b.example\r\n",
        "EMAIL;TYPE=INTERNET:mailto:c@d.example\r\n",
        "ORG:ACME;Unit\r\n",
        "TITLE:Head\\, of\r\n",
        "ADR;TYPE=WORK;LABEL=\"1 Way\\nTown\":;;1 Way;Town;;12345;Land\r\n",
        "LABEL;TYPE=WORK:1 Way\\nTown\r\n",
        "UID:u\r\n",
        "UID:urn:uuid:1\r\n",
        "NOTE:a\\nb\r\n  folded\r\n",
        "URL:https://acme.example\r\n",
        "TZ:Asia/Singapore\r\n",
        "TZ:+0800\r\n",
        "BDAY:--0203\r\n",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03\r\n",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n",
        "PHOTO:data:image/png;base64,iVBORw0KGgo=\r\n",
        "KEY;X509;ENCODING=B:MIIC\r\n",
        "X-AFTERWORD-ONLY:phone\r\n",
        "X-AFTERWORD-ADDRESS-AS:Ms Tan\r\n",
        "LANG;PREF=2:de\r\n",
        "AGENT:\r\n",
        "KIND:group\r\n",
        "REV:20261123T000000Z\r\n",
        "GEO:geo:1,2\r\n",
        "CATEGORIES:a,b\\,c\r\n",
        "=?utf-8?Q?=0D?=\r\n",
        ";;;:\r\n",
        "\"\":\"\r\n",
        ":\r\n",
    ];
    let app = TestApp::new();
    hammer(&mixed(PIECES, 24), |mut bytes| {
        bytes.splice(0..0, *b"BEGIN:VCARD\r\n");
        let text = vcard::text_of(&bytes);
        for record in vcard::records(&text) {
            let Record::Card(card) = record else { continue };
            let kept = vcard::kept(&card.kept).expect("what is kept of a card is a card");
            for version in [Version::V3, Version::V4] {
                let mut out = String::new();
                let uid = card.uid.as_deref().unwrap_or_default();
                vcard::write(&mut out, &card.card, uid, Some(&kept), card.photo.as_ref(), version);
                let read = vcard::records(&out);
                let [Record::Card(again)] = read.as_slice() else { panic!("one card became {read:?} in\n{out}") };
                assert_eq!(again.card, card.card, "{version:?}\n{out}");
            }
        }
        if let Ok(reading) = file_kind::read("fuzz.vcf", &bytes) {
            survives(&app, &reading);
        }
    });
}

#[test]
fn any_table() {
    const PIECES: &[&str] = &[
        "name,company,email,phone\r\n",
        "First Name;Last Name;E-mail 1 - Value;Phone 1 - Label;Phone 1 - Value\n",
        "Application Date,Company Name,Job Title,Job Url\n",
        "Vorname\tNachname\tFirma\n",
        "Ann,ACME,ann@acme.example,+1 202 555 0101\r\n",
        "\"Bob \"\"B\"\"\",\"Initech, Inc.\",,\n",
        "'=1+1,'@x,'+65,-5\n",
        "\"open",
        ",,,\n",
        ";",
        ",",
        "\t",
        "|",
        "\"",
        "\n",
        "11/3/26, 9:12 AM,",
        "2026-11-03,",
        " ::: ",
        "Work Fax,",
        "role,stage\n",
        "\u{feff}",
    ];
    let app = TestApp::new();
    hammer(&mixed(PIECES, 24), |bytes| {
        if let Ok(reading) = file_kind::read("fuzz.csv", &bytes) {
            survives(&app, &reading);
        }
    });
}

#[test]
fn any_text_of_a_card() {
    const PIECES: &[&str] = &[
        "Kind regards,\n",
        "Tan Mei Ling\n",
        "Dr. Jörg Straße, PhD\n",
        "陳美玲\n",
        "Head of Platform | ",
        "ACME Pte Ltd\n",
        "株式会社みなと\n",
        "T: +65 6555 0142 ",
        "Fax ",
        "(0)30 / 23 12-5 x 7\n",
        "a@b.example ",
        "www.acme.example/x\n",
        "1 Fusionopolis Way\n",
        "10999 Berlin\n",
        "> ",
        "On Monday x wrote:\n",
        "HRB 123456\n",
        "Phone\n",
        "Address\n",
        "--\n",
        " · ",
        "|",
        "\u{1f}",
        "\u{a0}",
        "ß/Σ\n",
    ];
    hammer(&mixed(PIECES, 30), |bytes| {
        let text = String::from_utf8_lossy(&bytes);
        let found = card_text::read(&text);
        let (fitted, lost) = found.card.clone().fitted();
        assert_eq!((fitted, lost), (found.card.clone(), Vec::new()));
        let plain: String = text.chars().filter(|c| !c.is_control()).collect();
        for email in &found.card.emails {
            assert!(plain.contains(email.as_str()), "every address must come from the text: {email}");
        }
    });
}

#[test]
fn any_payload_of_a_code() {
    const PIECES: &[&str] = &[
        "MECARD:",
        "N:Tan,Mei Ling;",
        "N:",
        "TEL:+65;",
        "EMAIL:a@b;",
        "ADR:,,1 Way,Town,,1,Land;",
        "NOTE:a\\;b\\",
        "\\",
        ";",
        ";;",
        ":",
        ",",
        "BEGIN:VCARD\n",
        "FN:x\n",
        "END:VCARD\n",
        "https://x",
    ];
    let app = TestApp::new();
    hammer(&mixed(PIECES, 16), |bytes| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        drop(mecard::record(&text));
        if let Ok(Some(reading)) = afterword_core::exchange::file_kind::read_text("code", &text) {
            survives(&app, &reading);
        }
    });
}

#[test]
fn any_file_of_everything() {
    let app = summaries::app();
    let wish = ExportRequest::all(What::Everything, ExportFormat::Json);
    let json = exports::make(&app.store, app.moment(), &wish).unwrap().bytes;
    let other = TestApp::new();
    let cuts = (
        0..json.len(),
        0..json.len(),
        prop_oneof![
            "\\PC{0,8}",
            Just("null".to_owned()),
            Just("-1".to_owned()),
            Just("\"\"".to_owned()),
            Just("1e400".to_owned()),
            Just("{}".to_owned()),
            Just("[[".to_owned()),
        ],
        0usize..40,
    );
    hammer(&cuts, |(at, _, with, cut)| {
        let mut bytes = json.clone();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, with.into_bytes());
        let Ok(reading) = file_kind::read("all.json", &bytes) else { return };
        let taken = imports::take(&other.store, other.moment(), &reading, &mut ());
        if taken.is_err() {
            assert!(
                other.facts().contacts.is_empty() && other.facts().applications.is_empty(),
                "nothing is half-saved"
            );
        }
        Snapshot::take(&other.store, other.moment()).unwrap();
        other.clear();
    });
}
