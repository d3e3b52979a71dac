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

/// What a card says besides our fields. Only the bytes of a key count: the library reads its type from the older vCard
/// versions but not from the newer one.
fn besides(card: &Incoming) -> std::collections::BTreeSet<String> {
    let kept = vcard::kept(&card.kept).expect("what is kept of a card is a card");
    vcard::besides(&kept).iter().map(|line| line.replace("data:application/x-x509-user-cert;", "data:;")).collect()
}
