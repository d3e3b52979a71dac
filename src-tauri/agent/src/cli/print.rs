//! What the command line prints: sentences and tables for people, JSON for programs.

use std::io::Write;

use afterword_core::domain::facts::Contact;
use afterword_core::snapshot::Snapshot;
use afterword_core::views::State;
use afterword_core::views::agenda::AgendaStep;
use afterword_core::views::application::ApplicationView;
use afterword_core::views::applications::ApplicationRow;
use afterword_core::views::backups::{BackupRow, BackupsView};
use afterword_core::views::merge::{DuplicatesView, PairRow};
use afterword_core::views::record::{self, ApplicationRecord, ImportRecord};
use serde::Serialize;
use serde_json::json;

use super::{Failure, Result};
use crate::doctor::Report;

/// Standard output, for people or for programs.
pub(super) struct Out {
    pub json: bool,
}

/// One sentence on standard error. Where even that is closed, the exit status has to do.
pub(super) fn complain(sentence: &str) {
    drop(writeln!(std::io::stderr(), "afterword: {sentence}"));
}

/// A reader that went away has what it wanted, as in `afterword people | head`; anything else is a failure.
pub(super) fn broken(error: std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Failure::Enough,
        _ => Failure::Said(error.to_string()),
    }
}

impl Out {
    pub fn json(&self, value: &impl Serialize) -> Result<()> {
        let text = serde_json::to_string_pretty(value).map_err(|e| Failure::Said(e.to_string()))?;
        self.sentence(&text)
    }

    pub fn sentence(&self, text: &str) -> Result<()> {
        writeln!(std::io::stdout(), "{text}").map_err(broken)
    }

    pub fn done(
        &self,
        text: &str,
        warning: Option<&str>,
        undo: Option<i64>,
        id: Option<(&'static str, i64)>,
    ) -> Result<()> {
        if !self.json {
            return self.sentence(text);
        }
        let mut told = json!({ "text": text, "warning": warning, "undo": undo });
        if let (Some((name, id)), Some(map)) = (id, told.as_object_mut()) {
            map.insert(name.to_owned(), id.into());
        }
        self.json(&told)
    }

    /// What a file would bring: a line for each entry that is not simply new or here already.
    pub fn import(&self, record: &ImportRecord) -> Result<()> {
        if self.json {
            return Ok(());
        }
        self.sentence(&format!("{}: {}", record.file, record.kind))?;
        for entry in &record.entries {
            let notes = if entry.notes.is_empty() { entry.details.clone() } else { entry.notes.join(" ") };
            let name = if entry.name.is_empty() { "-" } else { &entry.name };
            self.sentence(&format!(
                "{:>5}  line {:<6} {:18}  {:9}  {name}  {notes}",
                entry.entry, entry.line, entry.fate, entry.choice
            ))?;
        }
        Ok(())
    }

    /// What a file brought; what was left, and why, on standard error.
    pub fn imported(&self, record: &ImportRecord, text: &str) -> Result<()> {
        if self.json {
            return Ok(());
        }
        for entry in record.entries.iter().filter(|entry| !entry.notes.is_empty()) {
            let name = if entry.name.is_empty() { String::new() } else { format!("{}: ", entry.name) };
            complain(&format!("{}, line {}: {name}{}", record.file, entry.line, entry.notes.join(" ")));
        }
        self.sentence(&format!("{}: {text}", record.file))
    }

    pub fn duplicates(&self, view: &DuplicatesView) -> Result<()> {
        if self.json {
            return self.json(&view.pairs);
        }
        self.sentence(&view.summary)?;
        let line = |pair: &PairRow| {
            format!("{:>5} {:>5}  {}  /  {}  {}", pair.keep, pair.other, pair.first, pair.second, pair.why)
        };
        view.pairs.iter().try_for_each(|pair| self.sentence(&line(pair)))
    }

    pub fn value(&self, value: &str) -> Result<()> {
        if self.json { self.json(&value) } else { self.sentence(value) }
    }

    pub fn settings(&self, all: &[(&'static str, String)]) -> Result<()> {
        if self.json {
            let map: serde_json::Map<_, _> = all.iter().map(|(k, v)| ((*k).to_owned(), v.clone().into())).collect();
            return self.json(&map);
        }
        let width = all.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
        all.iter().try_for_each(|(key, value)| self.sentence(&format!("{key:width$}  {value}")))
    }

    /// How everything fares.
    pub fn report(&self, report: &Report) -> Result<()> {
        if self.json {
            return self.json(report);
        }
        self.sentence(&report.sentence)?;
        report.problems.iter().try_for_each(|problem| self.sentence(problem))?;
        let width = report.facts.iter().map(|fact| fact.label.chars().count()).max().unwrap_or(0);
        report.facts.iter().try_for_each(|fact| self.sentence(&format!("{:width$}  {}", fact.label, fact.value)))
    }

    /// The backups there are.
    pub fn backups(&self, view: &BackupsView) -> Result<()> {
        if self.json {
            return self.json(view);
        }
        self.sentence(&view.summary)?;
        self.sentence(&view.folder)?;
        if !view.problem.is_empty() {
            complain(&view.problem);
        }
        self.backup_rows(&view.rows)
    }

    pub fn backup_rows(&self, rows: &[BackupRow]) -> Result<()> {
        if self.json { self.json(&rows) } else { rows.iter().try_for_each(|row| self.backup(row)) }
    }

    pub fn backup(&self, row: &BackupRow) -> Result<()> {
        if self.json {
            return self.json(row);
        }
        self.sentence(&format!("{}  {}, {}", row.name, row.when, row.why))?;
        self.sentence(&format!("    {}", row.holds))?;
        if row.last.is_empty() { Ok(()) } else { self.sentence(&format!("    {}", row.last)) }
    }

    /// Something to know for people; programs have it already.
    pub fn remark(&self, text: &str) -> Result<()> {
        if self.json { Ok(()) } else { self.sentence(text) }
    }

    pub fn agenda(&self, steps: &[AgendaStep], snapshot: &Snapshot) -> Result<()> {
        if self.json {
            return self.json(&steps);
        }
        if steps.is_empty() {
            return self.sentence(&snapshot.words.plain("headline-quiet"));
        }
        for step in steps {
            self.sentence(&line(step))?;
            self.sentence(&format!("    {}", step.why))?;
        }
        Ok(())
    }

    pub fn applications(&self, rows: &[ApplicationRow]) -> Result<()> {
        if self.json {
            return self.json(&rows);
        }
        for row in rows {
            self.sentence(&format!(
                "{:>4}  {}, {}  [{}]  {}",
                row.id, row.company, row.role, row.stage_label, row.next
            ))?;
        }
        Ok(())
    }

    pub fn application(&self, record: &ApplicationRecord, view: &ApplicationView) -> Result<()> {
        if self.json {
            return self.json(record);
        }
        self.sentence(&format!("{}, {}", view.company, view.role))?;
        self.sentence(&view.summary)?;
        for person in &view.people {
            let lead = if person.lead { "*" } else { " " };
            self.sentence(&format!("{lead} {:>4}  {}  {}", person.id, person.name, person.line))?;
        }
        for step in &record.plan {
            self.sentence(&line(step))?;
        }
        view.timeline.iter().try_for_each(|event| self.sentence(&format!("- {}  {}", event.when, event.text)))
    }

    pub fn people(&self, contacts: &[&Contact]) -> Result<()> {
        if self.json {
            return self.json(&contacts.iter().map(|c| record::contact(c)).collect::<Vec<_>>());
        }
        for contact in contacts {
            let card = &contact.card;
            let parts = [&card.title, &card.company].into_iter().chain(&card.emails).chain(&card.phones);
            let rest: Vec<&str> = parts.map(String::as_str).filter(|p| !p.is_empty()).collect();
            self.sentence(&format!("{:>4}  {}  {}", contact.id, card.name, rest.join(", ")))?;
        }
        Ok(())
    }
}

fn line(step: &AgendaStep) -> String {
    let state = match step.state {
        State::Overdue => "!",
        State::Due => "*",
        State::Upcoming | State::Lapsed => " ",
    };
    format!("{state} {}  {}  ({}, {})  {}", step.due_at, step.title, step.company, step.role, step.step)
}
