//! Cards read from text: the fields a careful person would fill in, for cards and signatures of many kinds.

use std::collections::BTreeMap;

use afterword_core::exchange::card_text::read;

/// How many of the texts that contain a field must have it read exactly; rules cannot read all of them.
const WANTED: [(&str, usize); 7] =
    [("emails", 100), ("phones", 95), ("website", 95), ("name", 93), ("company", 85), ("title", 85), ("address", 80)];

#[test]
fn fields_are_found_in_cards_and_signatures() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/card_text");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the texts are there").flatten().map(|f| f.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    assert_eq!(files.len(), 45, "the texts");
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("readable");
        let wanted = std::fs::read_to_string(file.with_extension("json")).expect("what it says");
        let wanted: serde_json::Value = serde_json::from_str(&wanted).expect("JSON");
        let card = read(&text).card;
        let list = |list: &[String]| list.join("\n");
        let found = [
            ("emails", list(&card.emails)),
            ("phones", list(&card.phones)),
            ("website", card.website.clone()),
            ("name", card.name.clone()),
            ("company", card.company.clone()),
            ("title", card.title.clone()),
            ("address", card.address.clone()),
        ];
        for (field, found) in found {
            let maybe = wanted["maybe"].as_array().is_some_and(|keys| keys.iter().any(|key| key == field));
            if maybe {
                continue;
            }
            let expected = match &wanted[field] {
                serde_json::Value::Array(list) => list.iter().filter_map(|v| v.as_str()).collect::<Vec<_>>().join("\n"),
                value => value.as_str().unwrap_or_default().to_owned(),
            };
            let count = counts.entry(field).or_default();
            count.1 += 1;
            if found == expected {
                count.0 += 1;
            } else {
                wrong.push(format!("{name} {field}: {found:?} for {expected:?}"));
            }
        }
    }
    for (field, percent) in WANTED {
        let (right, all) = counts[field];
        assert!(right * 100 >= percent * all, "{field}: {right} of {all} right\n{}", wrong.join("\n"));
    }
}
