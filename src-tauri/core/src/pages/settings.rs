//! The settings page: every setting with its label, in its group.

use rusqlite::Connection;

use crate::domain::codes::{Appearance, Language};
use crate::error::Result;
use crate::letters::templates::language_name;
use crate::pages::backups;
use crate::pages::host::Host;
use crate::settings::{DAYS, Group, KEYS, Kind};
use crate::snapshot::Snapshot;
use crate::use_cases::settings::START_AT_LOGIN;
use crate::views::choice::{Choice, zones};
use crate::views::settings::{Control, SettingField, SettingGroup, SettingsView};

/// The page.
///
/// # Errors
/// The database's own.
pub fn page(c: &Connection, snapshot: &Snapshot, host: Host) -> Result<SettingsView> {
    let words = snapshot.words;
    let mut groups: Vec<SettingGroup> = Vec::new();
    // A file is chosen in a dialog on the export page.
    for key in KEYS.iter().filter(|key| key.kind != Kind::File) {
        let id = format!("setting-{}", key.key.replace('_', "-"));
        let hint = format!("{id}-hint");
        let field = SettingField {
            key: key.key.to_owned(),
            label: words.plain(&id),
            hint: if words.knows(&hint) {
                words.say(&hint, &[("zone", snapshot.zone.name().into())])
            } else {
                String::new()
            },
            value: (key.get)(&snapshot.settings),
            control: control(key.kind),
            choices: choices(snapshot, key.kind),
            min: key.kind.limits().map(|l| l.0),
            max: key.kind.limits().map(|l| l.1),
        };
        let title = words.plain(title(key.group));
        match groups.iter_mut().find(|g| g.title == title) {
            Some(group) => group.fields.push(field),
            None => groups.push(SettingGroup { title, fields: vec![field], health: None }),
        }
    }
    let reminders = words.plain(title(Group::Reminders));
    if let Some(group) = groups.iter_mut().find(|g| g.title == reminders) {
        group.fields.extend(host.starts_at_login.map(|on| start_at_login(snapshot, on)));
        group.health = Some(host.health);
    }
    let backups = backups::sentence(c, snapshot, &host.backups)?;
    Ok(SettingsView { groups, backups, facts: host.facts })
}

fn start_at_login(snapshot: &Snapshot, on: bool) -> SettingField {
    let words = snapshot.words;
    SettingField {
        key: START_AT_LOGIN.to_owned(),
        label: words.plain("setting-start-at-login"),
        hint: words.plain("setting-start-at-login-hint"),
        value: on.to_string(),
        control: Control::Switch,
        choices: Vec::new(),
        min: None,
        max: None,
    }
}

fn title(group: Group) -> &'static str {
    match group {
        Group::Reminders => "setting-group-reminders",
        Group::Times => "setting-group-times",
        Group::Pace => "setting-group-pace",
        Group::Calendar => "setting-group-calendar",
        Group::Letters => "setting-group-letters",
        Group::Window => "setting-group-window",
    }
}

fn control(kind: Kind) -> Control {
    match kind {
        Kind::Switch => Control::Switch,
        Kind::Time => Control::Time,
        Kind::Days(..) => Control::Number,
        Kind::Zone => Control::Zone,
        Kind::WorkingDays => Control::Days,
        Kind::Dates => Control::Dates,
        Kind::Text | Kind::File => Control::Text,
        Kind::Lines => Control::Lines,
        Kind::Language | Kind::Appearance => Control::Choice,
    }
}

fn choices(snapshot: &Snapshot, kind: Kind) -> Vec<Choice> {
    let words = snapshot.words;
    match kind {
        Kind::WorkingDays => DAYS
            .iter()
            .enumerate()
            .map(|(i, day)| Choice { value: (*day).to_owned(), label: words.plain(&format!("weekday-{}", i + 1)) })
            .collect(),
        Kind::Language => Language::ALL
            .iter()
            .map(|language| Choice { value: language.code().to_owned(), label: language_name(words, *language) })
            .collect(),
        Kind::Appearance => Appearance::ALL
            .iter()
            .map(|a| Choice { value: a.code().to_owned(), label: words.plain(&format!("appearance-{a}")) })
            .collect(),
        Kind::Zone => {
            let own = Choice { value: String::new(), label: words.plain("setting-zone-system") };
            std::iter::once(own)
                .chain(zones().into_iter().map(|z| Choice { label: z.replace('_', " "), value: z }))
                .collect()
        }
        _ => Vec::new(),
    }
}
