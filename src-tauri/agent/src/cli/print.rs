//! Output that several commands share: sentences for people, JSON for programs. The output of a single command is in
//! that command's file.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use afterword_core::views::agenda::AgendaStep;
use afterword_core::views::backups::{BackupRow, BackupsView};
use afterword_core::wire::State;
use serde::Serialize;
use serde_json::json;

use super::failure::{Failure, Result};
use super::visible::{Extent, escaped, visible};
use crate::doctor::Report;

/// Standard output, for people or for programs.
pub(crate) struct Output {
    /// Whether it is for programs, as JSON.
    pub(crate) json: bool,
}

impl Output {
    /// Prints a value as JSON.
    pub(crate) fn json(&self, value: &impl Serialize) -> Result<()> {
        let text = serde_json::to_string_pretty(value).map_err(|e| Failure::Said(e.to_string()))?;
        self.write(&if is_terminal() { escaped(&text) } else { Cow::from(&text) })
    }

    /// Prints a line.
    pub(crate) fn sentence(&self, text: &str) -> Result<()> {
        self.write(&for_reader(text, Extent::Line, is_terminal()))
    }

    /// Prints a text of any number of lines.
    pub(crate) fn lines(&self, text: &str) -> Result<()> {
        self.write(&for_reader(text, Extent::Lines, is_terminal()))
    }

    /// Prints the bytes of a file, as they are unless a terminal would obey them.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Result<()> {
        match std::str::from_utf8(bytes) {
            Ok(text) if is_terminal() => {
                // Files for other programs end their lines with both.
                let text = text.replace("\r\n", "\n");
                std::io::stdout().write_all(visible(&text, Extent::Lines).as_bytes())
            }
            _ => std::io::stdout().write_all(bytes),
        }
        .map_err(broken)
    }

    fn write(&self, text: &str) -> Result<()> {
        writeln!(std::io::stdout(), "{text}").map_err(broken)
    }

    /// Prints what was done. For programs, also its warning, the number that `undo` takes, and the id of the record it
    /// made.
    pub(crate) fn done(
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

    /// Prints the report of `doctor`.
    pub(crate) fn report(&self, report: &Report) -> Result<()> {
        if self.json {
            return self.json(report);
        }
        self.sentence(&report.sentence)?;
        report.problems.iter().try_for_each(|problem| self.sentence(problem))?;
        let width = report.facts.iter().map(|fact| fact.label.chars().count()).max().unwrap_or(0);
        report.facts.iter().try_for_each(|fact| self.sentence(&format!("{:width$}  {}", fact.label, fact.value)))
    }

    /// Prints the backups, and the folder they are in.
    pub(crate) fn backups(&self, view: &BackupsView) -> Result<()> {
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

    /// Prints only the rows of backups.
    pub(crate) fn backup_rows(&self, rows: &[BackupRow]) -> Result<()> {
        if self.json { self.json(&rows) } else { rows.iter().try_for_each(|row| self.backup(row)) }
    }

    /// Prints a backup, and what is in it.
    pub(crate) fn backup(&self, row: &BackupRow) -> Result<()> {
        if self.json {
            return self.json(row);
        }
        self.sentence(&format!("{}  {}, {}", row.name, row.when, row.why))?;
        self.sentence(&format!("    {}", row.holds))?;
        if row.last.is_empty() { Ok(()) } else { self.sentence(&format!("    {}", row.last)) }
    }
}

/// A step as one line.
pub(crate) fn step_line(step: &AgendaStep) -> String {
    let state = match step.state {
        State::Overdue => "!",
        State::Due => "*",
        State::Upcoming | State::Lapsed => " ",
    };
    format!("{state} {}: {}  ({}, {})  {}", step.when, step.title, step.company, step.role, step.step)
}

/// Prints one sentence on standard error. If even that is closed, the exit status has to do.
pub(crate) fn complain(sentence: &str) {
    let sentence = for_reader(sentence, Extent::Line, std::io::stderr().is_terminal());
    drop(writeln!(std::io::stderr(), "afterword: {sentence}"));
}

/// A text as its reader may get it: a terminal obeys some characters, other programs want them as they are.
fn for_reader(text: &str, extent: Extent, is_terminal: bool) -> Cow<'_, str> {
    if is_terminal { visible(text, extent) } else { Cow::Borrowed(text) }
}

fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// A reader that closed the output has what it wanted, as in `afterword people | head`; anything else is a failure.
fn broken(error: std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Failure::Enough,
        _ => Failure::Said(error.to_string()),
    }
}
