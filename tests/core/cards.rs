//! Cards in, cards out: every file the calcard crate ships goes in and comes out again in both versions.

use std::path::PathBuf;
use std::process::Command;

use afterword_core::exchange::record::{Incoming, Record};
use afterword_core::exchange::vcard::{self, Version};

/// The .vcf files that the calcard crate ships, from where cargo keeps its source.
pub fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> =
        std::fs::read_dir(source().join("resources/vcard")).expect("its cards are there").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::file_name);
    files
        .iter()
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "vcf"))
        .map(|file| (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).expect("readable")))
        .collect()
}

/// The source of the calcard crate. Under Wine cargo cannot be asked, so `tests/wine/run` says where it is.
fn source() -> PathBuf {
    if let Some(source) = std::env::var_os("CALCARD_SOURCE") {
        return source.into();
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--manifest-path", manifest])
        .output()
        .expect("cargo metadata runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("it lists packages");
    let calcard = packages.iter().find(|package| package["name"] == "calcard").expect("calcard is one of them");
    PathBuf::from(calcard["manifest_path"].as_str().expect("a path")).parent().expect("a folder").to_owned()
}

pub fn cards(records: Vec<Record>) -> Vec<Incoming> {
    records
        .into_iter()
        .filter_map(|record| match record {
            Record::Card(card) => Some(*card),
            _ => None,
        })
        .collect()
}

pub fn written(card: &Incoming, version: Version) -> String {
    let mut out = String::new();
    let kept = vcard::kept(&card.kept).expect("what is kept of a card is a card");
    vcard::write(
        &mut out,
        &card.card,
        card.uid.as_deref().unwrap_or_default(),
        Some(&kept),
        card.photo.as_ref(),
        version,
    );
    out
}

/// How many cards the library itself finds in a text.
fn found_by_calcard(text: &str) -> usize {
    let mut parser = calcard::Parser::new(text);
    let mut count = 0;
    loop {
        match parser.entry() {
            calcard::Entry::VCard(_) => count += 1,
            calcard::Entry::Eof => return count,
            _ => {}
        }
    }
}

#[test]
fn every_card_of_the_corpus_survives_a_round_trip_in_both_versions() {
    let files = corpus();
    assert_eq!(files.len(), 244, "the files that calcard 0.3.14 ships");
    let (mut kept, mut nameless, mut groups) = (0, 0, 0);
    for (name, bytes) in &files {
        let text = vcard::text_of(bytes);
        let records = vcard::records(&text);
        assert!(records.len() >= found_by_calcard(&text), "{name}: each card the library finds is taken or refused");
        for record in &records {
            match record {
                Record::Unreadable(refused) if refused.why == "import-card-nameless" => nameless += 1,
                Record::Unreadable(refused) => {
                    assert_eq!(refused.why, "import-card-group", "{name}, line {}", refused.line);
                    groups += 1;
                }
                _ => {}
            }
        }
        for card in cards(records) {
            kept += 1;
            for version in [Version::V3, Version::V4] {
                let out = written(&card, version);
                assert_eq!(out.matches("\r\nVERSION:").count(), 1, "{name}: a card says once what it is\n{out}");
                let read = cards(vcard::records(&out));
                let [again] = read.as_slice() else { panic!("{name}: one card became {} in\n{out}", read.len()) };
                assert_eq!(again.card, card.card, "{name} in {version:?}:\n{out}");
                assert_eq!(again.uid, card.uid, "{name} in {version:?}:\n{out}");
                assert_eq!(again.photo, card.photo, "{name} in {version:?}");
                assert_eq!(besides(again), besides(&card), "{name} in {version:?}:\n{out}");
            }
        }
    }
    // Cards that name nobody by name, nickname, organisation, address or number cannot be kept; a group is no person.
    assert_eq!((kept, nameless, groups), (1277, 14, 15), "what becomes of the corpus");
}

/// The name and the note of each card of a file.
fn names_and_notes(bytes: &[u8]) -> Vec<(String, String)> {
    let found = cards(vcard::records(&vcard::text_of(bytes)));
    found.into_iter().map(|card| (card.card.name, card.card.note)).collect()
}

#[test]
fn quoted_printable_is_read_in_any_character_set() {
    let name = |line: &str| {
        let card = format!("BEGIN:VCARD\r\nVERSION:2.1\r\n{line}\r\nEND:VCARD\r\n");
        names_and_notes(card.as_bytes()).remove(0).0
    };
    assert_eq!(name("FN;QUOTED-PRINTABLE:J=C3=B6rg"), "Jörg", "the bare form");
    assert_eq!(name("FN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg"), "Jörg", "UTF-8 where it can be");
    assert_eq!(name("FN;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller"), "Jörg Müller", "and else what it must be");
    assert_eq!(name("FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=93=63=92=86=97=ED=8Eq"), "田中麗子");
    assert_eq!(name("FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=B3=C2=CE=B0"), "陈伟");
    assert_eq!(name("FN;CHARSET=GB2312;QUOTED-PRINTABLE:=B3=C2=CE=B0"), "陈伟");
    assert_eq!(name("FN;CHARSET=BIG5;ENCODING=QUOTED-PRINTABLE:=B3=AF=B0=B6"), "陳偉");
    assert_eq!(name("FN;CHARSET=EUC-KR;ENCODING=QUOTED-PRINTABLE:=B1=E8=C3=B6=BC=F6"), "김철수");
    assert_eq!(
        name("FN;CHARSET=ISO-2022-JP;ENCODING=QUOTED-PRINTABLE:=1B$B;3ED=1B(B"),
        "山田",
        "a half is no semicolon"
    );
    assert_eq!(name("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.;"), "Dr. Jörg Müller");
    assert_eq!(name("FN;ENCODING=QUOTED-PRINTABLE:J=C3=\r\n=B6rg M=C3=BCller"), "Jörg Müller", "over two lines");
    let note = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:one; two=2C =5C=0D=0Athree=\r\n, four\r\nEND:VCARD\r\n";
    assert_eq!(names_and_notes(note), [("A".to_owned(), "one; two, \\\nthree, four".to_owned())]);
}

#[test]
fn a_name_that_is_turned_round_is_put_in_order() {
    let name = |lines: &str| {
        let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n");
        names_and_notes(card.as_bytes()).remove(0).0
    };
    assert_eq!(name("FN:Tan, Mei Ling\r\nN:Tan;Mei Ling;;;"), "Mei Ling Tan");
    assert_eq!(name("FN:Tan Mei Ling\r\nN:Tan;Mei Ling;;;"), "Tan Mei Ling", "as the person writes it");
    assert_eq!(name("FN:Martin Luther King, Jr.\r\nN:King;Martin;Luther;;Jr."), "Martin Luther King Jr.");
    assert_eq!(name("FN:Acme, Inc.\r\nN:Berg;Anna;;;"), "Acme, Inc.", "which is no other order of the parts");
    assert_eq!(name("FN:anna@acme.example\r\nN:Berg;Anna;;;"), "Anna Berg");
    assert_eq!(name("FN: Kate  Bell\r\nN:Bell;Kate;;;"), "Kate Bell");
}

#[test]
fn an_address_within_a_server_is_no_address() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Berg\r\nEMAIL:/o=ExchangeLabs/ou=Exchange/cn=Recipients/cn=anna\r\nEMAIL:anna@acme.example\r\nEND:VCARD\r\n";
    assert_eq!(cards(vcard::records(text))[0].card.emails, ["anna@acme.example"]);
}

#[test]
fn cards_without_a_line_break_between_them_are_two() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARDBEGIN:VCARD\r\nVERSION:3.0\r\nFN:B\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:C\r\nEND:VCARD";
    let records = vcard::records(text);
    let lines: Vec<_> = cards(records).into_iter().map(|card| (card.card.name, card.line)).collect();
    assert_eq!(lines, [("A".into(), 1), ("B".into(), 4), ("C".into(), 8)], "each with the line it begins at");
}

/// What a card says besides our fields. Only the bytes of a key count: the library reads its type from the older vCard
/// versions but not from the newer one.
fn besides(card: &Incoming) -> std::collections::BTreeSet<String> {
    let kept = vcard::kept(&card.kept).expect("what is kept of a card is a card");
    vcard::besides(&kept).iter().map(|line| line.replace("data:application/x-x509-user-cert;", "data:;")).collect()
}
