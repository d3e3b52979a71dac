//! Independent readers understand the exports: vobject, icalendar and openpyxl (`tests/tools/readers.py`). This
//! includes every vCard that calcard ships.

use std::fs;
use std::process::Command;

use afterword_core::domain::codes::{ExportFormat, What};
use afterword_core::exchange::vcard::{self, Version};
use afterword_core::forms::export::ExportRequest;
use afterword_core::use_cases::exports;
use serde_json::json;

use crate::cards::{cards, corpus, written};
use crate::summaries;
use crate::words;

#[test]
fn independent_readers_agree_with_the_exports() {
    let python = words::root().join("tests/tools/venv/bin/python");
    assert!(python.exists(), "the readers are not installed: run `make test`, or `make tests/tools/venv/.installed`");
    let folder = tempfile::tempdir().unwrap();
    let app = summaries::app();
    let save = |name: &str, what, format| {
        let made = exports::make(&app.store, app.moment(), &ExportRequest::all(what, format)).unwrap();
        fs::write(folder.path().join(name), &made.bytes).unwrap();
        made.count
    };
    save("contacts.vcf", What::Contacts, ExportFormat::Vcard);
    save("contacts.xlsx", What::Contacts, ExportFormat::Xlsx);
    save("activities.csv", What::Activity, ExportFormat::Csv);
    let activities = save("activities.xlsx", What::Activity, ExportFormat::Xlsx);
    let events = save("plan.ics", What::Plan, ExportFormat::Ics);
    let mut people: Vec<_> = app.facts().contacts.into_values().collect();
    people.sort_by_cached_key(|contact| contact.card.name.to_lowercase());
    let people: Vec<_> = people
        .iter()
        .map(|contact| {
            let card = &contact.card;
            json!({"name": card.name, "emails": card.emails, "phones": card.phones, "company": card.company,
                "title": card.title, "website": card.website})
        })
        .collect();
    let expected = json!({"people": people, "events": events, "activities": activities, "rows": 3, "row_dates": 6});
    fs::write(folder.path().join("expected.json"), expected.to_string()).unwrap();
    let pairs = folder.path().join("corpus");
    fs::create_dir(&pairs).unwrap();
    for (name, bytes) in corpus() {
        let out: String =
            cards(vcard::records(&vcard::text_of(&bytes))).iter().map(|card| written(card, Version::V3)).collect();
        let name = name.trim_end_matches(".vcf");
        fs::write(pairs.join(format!("{name}.in.vcf")), &bytes).unwrap();
        fs::write(pairs.join(format!("{name}.out.vcf")), out).unwrap();
    }
    let script = words::root().join("tests/tools/readers.py");
    let ran = Command::new(python).arg(script).arg(folder.path()).output().unwrap();
    let told = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{told}");
    assert!(told.contains("agreed"), "{told}");
}
