//! What `afterword doctor` checks: everything that the reminders and the records depend on. The report names no person
//! and no folder of the user's, so it can be attached to a bug report as it is.

use std::path::Path;

use afterword_core::error::{Arg, Error, Result};
use afterword_core::snapshot::{Moment, Snapshot};
use afterword_core::store::check::Depth;
use afterword_core::store::files::FILE_NAME;
use afterword_core::store::{self, Store};
use afterword_core::use_cases::{backup_files, backups, reminders, soundness};
use afterword_core::views::settings::Fact;
use afterword_core::wording::Words;
use serde::Serialize;

use crate::link::{self, FromAgent, ToAgent};
use crate::{clock, folders, health, notifier, tray};

/// The report.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Whether reminders come and nothing needs mending.
    pub well: bool,
    /// Whether reminders come, in one sentence.
    pub sentence: String,
    /// What needs mending, one sentence each.
    pub problems: Vec<String>,
    /// Everything that was checked, with the result.
    pub facts: Vec<Fact>,
}

/// Checks everything.
///
/// # Errors
/// The database's own.
pub fn report(store: &Store, moment: Moment) -> Result<Report> {
    let snapshot = Snapshot::take(store, moment)?;
    let words = snapshot.words;
    let health = health::reminders(store, moment)?;
    let mut findings = Findings { words, problems: Vec::new(), facts: health.facts };
    findings.permission(store.folder());
    findings.tray(store.folder());
    findings.database(store.folder());
    findings.close_look(store, &snapshot)?;
    findings.backups(store, &snapshot)?;
    findings.folder(store.folder());
    findings.zone(&snapshot);
    findings.clock(store, &snapshot)?;
    findings.copy();
    let problems = findings.problems;
    let well = health.well && problems.is_empty();
    Ok(Report { well, sentence: health.sentence, problems, facts: findings.facts })
}

/// What can be reported when the records cannot be opened.
#[must_use]
pub fn unopened(folder: &Path, moment: Moment, error: &Error) -> Report {
    let words = Words::english();
    let mut findings = Findings { words, problems: Vec::new(), facts: Vec::new() };
    let id = if error.code.is_unusable() { "fact-database-damaged" } else { "fact-database-unseen" };
    findings.fact("fact-database", words.say(id, &[("detail", matter(error).into())]));
    let count = backup_files::all(folder).len();
    findings.fact("fact-backups", words.say("fact-backups-count", &[("count", count.into())]));
    findings.folder(folder);
    findings.fact("fact-zone", moment.zone.unwrap_or(moment.system_zone).name().to_owned());
    findings.copy();
    let sentence = words.plain("health-unopened");
    Report { well: false, sentence, problems: findings.problems, facts: findings.facts }
}

/// What is wrong, without the path of the file, which only the sentence for the user names.
fn matter(error: &Error) -> String {
    error.detail().unwrap_or_default().to_owned()
}

struct Findings {
    words: &'static Words,
    problems: Vec<String>,
    facts: Vec<Fact>,
}

impl Findings {
    fn fact(&mut self, label: &str, value: String) {
        self.facts.push(Fact { label: self.words.plain(label), value });
    }

    fn problem(&mut self, id: &str, args: &[(&str, Arg)]) {
        self.problems.push(self.words.say(id, args));
    }

    /// Whether the system lets the program notify, where it asks for that.
    fn permission(&mut self, folder: &Path) {
        let Some(permission) = notifier::permission(folder) else { return };
        let id = match permission.registered {
            true => "fact-registered",
            false if cfg!(target_os = "macos") => "fact-registered-not-bundled",
            false => "fact-registered-not",
        };
        self.fact("fact-registration", self.words.plain(id));
        let id = match permission.allowed {
            Some(true) => "fact-allowed",
            Some(false) => "fact-allowed-not",
            None => "fact-allowed-unknown",
        };
        self.fact("fact-permission", self.words.plain(id));
        if permission.allowed == Some(false) {
            self.problem("problem-not-allowed", &[]);
        }
    }

    /// A desktop without a tray is no problem: starting Afterword again brings up the window.
    fn tray(&mut self, folder: &Path) {
        let shown = || match link::send(&link::socket_path(folder), &ToAgent::Ping) {
            Ok(FromAgent::Status { tray, .. }) => tray,
            _ => None,
        };
        let id = match tray::has_host().or_else(shown) {
            Some(true) => "fact-tray-there",
            Some(false) => "fact-tray-none",
            None => "fact-tray-unknown",
        };
        self.fact("fact-tray", self.words.plain(id));
    }

    fn database(&mut self, folder: &Path) {
        let file = folder.join(FILE_NAME);
        let size = file.metadata().map_or(0, |file| file.len() / 1024);
        // Also notes damage beside the database, so that every program reports it from now on.
        let value = match soundness::examine(folder, Depth::Full) {
            Ok(()) => self.words.say("fact-database-sound", &[("size", i64::try_from(size).unwrap_or(0).into())]),
            Err(error) if error.code.is_unusable() => {
                self.problem("problem-database", &[]);
                self.words.say("fact-database-damaged", &[("detail", matter(&error).into())])
            }
            Err(error) => self.words.say("fact-database-unseen", &[("detail", matter(&error).into())]),
        };
        self.fact("fact-database", value);
        if on_a_network(folder) == Some(true) {
            self.problem("problem-network-drive", &[]);
        }
    }

    fn close_look(&mut self, store: &Store, snapshot: &Snapshot) -> Result<()> {
        let when = match soundness::last(store)? {
            Some(at) => self.words.when(at, snapshot.now, &snapshot.calendar()),
            None => self.words.plain("fact-none"),
        };
        self.fact("fact-looked", when);
        Ok(())
    }

    fn backups(&mut self, store: &Store, snapshot: &Snapshot) -> Result<()> {
        let all = backup_files::all(store.folder());
        let value = match all.first() {
            Some(newest) => {
                let when = self.words.when(newest.at, snapshot.now, &snapshot.calendar());
                self.words.say("fact-backups-newest", &[("count", all.len().into()), ("when", when.into())])
            }
            None => self.words.say("fact-backups-count", &[("count", 0_i64.into())]),
        };
        self.fact("fact-backups", value);
        // Only that there is a problem: its sentence may name a folder.
        if !store.read(|c| backups::problem(c))?.is_empty() {
            self.problem("problem-backups", &[]);
        }
        if let Some(due) = backups::due(store)?
            && !all.is_empty()
            && snapshot.now - due > chrono::Duration::days(1)
        {
            self.problem("problem-backups-late", &[]);
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path) {
        let id = match open_to_others(folder) {
            Some(0) => "fact-files-private",
            Some(open) => {
                self.problem("problem-permissions", &[("count", open.into())]);
                "fact-files-open"
            }
            None if is_in_profile(folder) => "fact-files-profile",
            None => "fact-files-unknown",
        };
        self.fact("fact-files", self.words.plain(id));
        let is_usual = folders::usual_data_dir().is_some_and(|usual| usual == folder);
        self.fact("fact-folder", self.words.plain(if is_usual { "fact-folder-usual" } else { "fact-folder-other" }));
    }

    fn zone(&mut self, snapshot: &Snapshot) {
        let known = clock::known_system_zone();
        if known.is_none() && snapshot.settings.zone.is_none() {
            self.problem("problem-zone", &[]);
        }
        let system = known.unwrap_or(chrono_tz::UTC);
        let value = match snapshot.zone == system {
            true => system.name().to_owned(),
            false => {
                let args = [("zone", snapshot.zone.name().into()), ("system", system.name().into())];
                self.words.say("fact-zone-other", &args)
            }
        };
        self.fact("fact-zone", value);
    }

    fn clock(&mut self, store: &Store, snapshot: &Snapshot) -> Result<()> {
        let behind = store.read(|c| reminders::is_clock_behind(c, snapshot.now))?;
        if behind {
            self.problem("problem-clock", &[]);
        }
        self.fact("fact-clock", self.words.plain(if behind { "fact-clock-behind" } else { "fact-clock-well" }));
        Ok(())
    }

    fn copy(&mut self) {
        self.fact("fact-version", env!("CARGO_PKG_VERSION").to_owned());
        let system = format!("{} {}, SQLite {}", std::env::consts::OS, std::env::consts::ARCH, store::sqlite_version());
        self.fact("fact-system", system);
    }
}

/// How many files and folders in the data folder other users of this machine could read.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> Option<usize> {
    Some(count_open(folder))
}

#[cfg(unix)]
fn count_open(folder: &Path) -> usize {
    use std::os::unix::fs::PermissionsExt;
    let is_open =
        |path: &Path| path.symlink_metadata().is_ok_and(|it| !it.is_symlink() && it.permissions().mode() & 0o077 != 0);
    // Others can reach nothing inside a private folder.
    if !is_open(folder) {
        return 0;
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let inside: usize =
        entries.map(|path| if path.is_dir() { count_open(&path) } else { usize::from(is_open(&path)) }).sum();
    // Whoever may write to a folder can put other files in the place of those in it.
    inside + usize::from(afterword_core::store::files::is_writable_by_others(folder))
}

/// Windows keeps access lists, which are not read here.
#[cfg(not(unix))]
fn open_to_others(_folder: &Path) -> Option<usize> {
    None
}

/// Whether a folder is in the user's profile, which Windows keeps from other users.
fn is_in_profile(folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    dirs::home_dir().is_some_and(|home| real(folder).starts_with(real(&home)))
}

/// Whether a folder is on a network drive, where programs on two machines may write at once without noticing each
/// other; `None` if that could not be found out.
#[cfg(target_os = "linux")]
fn on_a_network(folder: &Path) -> Option<bool> {
    /// The codes of NFS, SMB, CIFS and SMB2 in statfs(2).
    const NETWORK: [i64; 4] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42];
    #[allow(clippy::useless_conversion, reason = "its type differs between machines")]
    rustix::fs::statfs(folder).ok().map(|drive| NETWORK.contains(&i64::from(drive.f_type)))
}

#[cfg(target_os = "macos")]
fn on_a_network(folder: &Path) -> Option<bool> {
    /// `MNT_LOCAL` in statfs(2).
    const LOCAL: u32 = 0x1000;
    rustix::fs::statfs(folder).ok().map(|drive| drive.f_flags & LOCAL == 0)
}

#[cfg(windows)]
fn on_a_network(folder: &Path) -> Option<bool> {
    is_share(&folder.canonicalize().ok()?)
}

/// Whether a path names a folder shared by another machine; `None` for a drive letter, which may stand for either.
#[cfg(any(windows, test))]
fn is_share(path: &Path) -> Option<bool> {
    let text = path.to_str()?;
    let is_share = text.starts_with(r"\\?\UNC\") || (text.starts_with(r"\\") && !text.starts_with(r"\\?\"));
    is_share.then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_from_a_drive() {
        for share in [r"\\server\home\afterword", r"\\?\UNC\server\home\afterword"] {
            assert_eq!(is_share(Path::new(share)), Some(true), "{share}");
        }
        for drive in [r"C:\Users\a", r"\\?\C:\Users\a"] {
            assert_eq!(is_share(Path::new(drive)), None, "{drive}");
        }
    }
}
