//! Whether the agent starts with the session: an XDG autostart file.
//!
//! Reminders must come even if the user does not open the program, so the agent can be started at login. This file
//! knows the Desktop Entry and Autostart specifications; it must not know when the setting is offered. Systems without
//! XDG autostart answer [`AutostartError::NotSupported`].

use std::io::Write;
use std::path::{Path, PathBuf};

/// What the session does at the next login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing is started: there is no entry, or the user switched it off in the desktop's own settings.
    Off,
    /// This program is started.
    On(PathBuf),
}

/// Why the setting could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum AutostartError {
    /// This system has no XDG autostart.
    #[error("starting with the session is not supported on this system yet")]
    NotSupported,
    /// Neither XDG_CONFIG_HOME nor HOME says where the settings are.
    #[error("there is no home folder to put the autostart entry in")]
    NoHome,
    /// The program's path is not UTF-8 or holds control characters, which a desktop entry must not.
    #[error("the program's path cannot be written into an autostart entry")]
    BadPath,
    /// The entry could not be read or written.
    #[error("the autostart entry cannot be used: {0}")]
    Io(#[from] std::io::Error),
}

/// Makes the session start `program --background` at login. Replaces an existing entry, even one that is switched off.
pub fn enable(program: &Path) -> Result<(), AutostartError> {
    write(&entry_path()?, &entry(program)?)
}

/// Removes the entry, if there is one.
pub fn disable() -> Result<(), AutostartError> {
    match std::fs::remove_file(entry_path()?) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Whether the session starts the agent, according to the entry.
pub fn state() -> Result<State, AutostartError> {
    Ok(read(&entry_path()?)?.map_or(State::Off, |text| state_in(&text)))
}

/// If the entry starts a program that is gone (moved, or an AppImage under a new name), makes it start `program`
/// instead; returns true if it was rewritten. Call this at each start. An entry that works is left alone, so that a
/// second copy of the program does not take over, and one that is off stays off.
pub fn mend(program: &Path) -> Result<bool, AutostartError> {
    match state()? {
        State::On(named) if named.is_absolute() && !named.is_file() => enable(program).map(|()| true),
        _ => Ok(false),
    }
}

fn entry_path() -> Result<PathBuf, AutostartError> {
    if !cfg!(target_os = "linux") {
        return Err(AutostartError::NotSupported);
    }
    // The specification says that a relative XDG_CONFIG_HOME is ignored.
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let config = absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")));
    Ok(config.ok_or(AutostartError::NoHome)?.join("autostart/afterword.desktop"))
}

fn entry(program: &Path) -> Result<String, AutostartError> {
    let program = program.to_str().ok_or(AutostartError::BadPath)?;
    if program.contains(char::is_control) {
        return Err(AutostartError::BadPath);
    }
    let exec = format!("{} --background", quote(program)).replace('\\', "\\\\");
    // TryExec: a session passes over an entry whose program was uninstalled.
    let try_exec = program.replace('\\', "\\\\");
    Ok(format!(
        "[Desktop Entry]\nType=Application\nName=Afterword\nIcon=afterword\nExec={exec}\nTryExec={try_exec}\n\
         Terminal=false\nNoDisplay=true\nX-GNOME-Autostart-enabled=true\n"
    ))
}

/// Quotes an argument of `Exec`. The escaping of strings in the file is applied on top of this, as the specification
/// says, so a backslash in a path ends up as four.
fn quote(argument: &str) -> String {
    let mut quoted = String::from("\"");
    for c in argument.chars() {
        match c {
            '"' | '`' | '$' | '\\' => quoted.extend(['\\', c]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn state_in(text: &str) -> State {
    let value = |key: &str| {
        text.lines().find_map(|line| {
            let (name, value) = line.split_once('=')?;
            (name.trim() == key).then_some(value.trim())
        })
    };
    // Desktops switch an entry off with these keys and leave the file in place.
    if value("Hidden") == Some("true") || value("X-GNOME-Autostart-enabled") == Some("false") {
        return State::Off;
    }
    value("Exec").map_or(State::Off, |exec| State::On(program_of(exec)))
}

fn program_of(exec: &str) -> PathBuf {
    let exec = exec.replace("\\\\", "\\");
    let Some(quoted) = exec.strip_prefix('"') else {
        return exec.split(' ').next().unwrap_or_default().replace("%%", "%").into();
    };
    let mut program = String::new();
    let mut chars = quoted.chars();
    while let Some(c) = chars.next().filter(|c| *c != '"') {
        program.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    program.replace("%%", "%").into()
}

fn read(path: &Path) -> Result<Option<String>, AutostartError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        other => Ok(Some(other?)),
    }
}

/// Writes a temporary file and renames it, so that a full disk does not leave half an entry.
fn write(path: &Path, text: &str) -> Result<(), AutostartError> {
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let written = std::fs::File::create(&temporary).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    });
    if written.is_err() {
        // Of two errors, the first is the one worth reporting.
        std::fs::remove_file(&temporary).ok();
    }
    Ok(written?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_path_survives_the_quoting() {
        for path in [
            "/usr/bin/afterword",
            "/home/tan mei ling/Afterword 1.0.AppImage",
            "/odd/\"$`\\%/afterword",
            "/ends with\\",
            "/100%%/é/afterword",
        ] {
            let text = entry(Path::new(path)).unwrap();
            assert_eq!(state_in(&text), State::On(path.into()), "in {text}");
        }
    }

    #[test]
    fn the_line_is_what_the_specification_asks() {
        let check = |path: &str, expect: &str| {
            let text = entry(Path::new(path)).unwrap();
            assert_eq!(text.lines().find(|line| line.starts_with("Exec=")), Some(expect));
        };
        check("/usr/bin/afterword", r#"Exec="/usr/bin/afterword" --background"#);
        check("/a $b/50%", r#"Exec="/a \\$b/50%%" --background"#);
        check(r"/a\b", r#"Exec="/a\\\\b" --background"#);
        assert!(matches!(entry(Path::new("/a\nExec=evil")), Err(AutostartError::BadPath)));
    }

    #[test]
    fn an_entry_switched_off_by_the_desktop_is_off() {
        let on = entry(Path::new("/usr/bin/afterword")).unwrap();
        assert_eq!(state_in(&format!("{on}Hidden=true\n")), State::Off);
        assert_eq!(state_in(&on.replace("enabled=true", "enabled=false")), State::Off);
        assert_eq!(state_in("[Desktop Entry]\nExec=afterword --background\n"), State::On("afterword".into()));
        assert_eq!(state_in(""), State::Off);
    }

    #[test]
    fn writing_leaves_one_whole_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("autostart/afterword.desktop");
        write(&path, "one").unwrap();
        write(&path, "two").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("two"));
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file stays");
        assert_eq!(read(&folder.path().join("none")).unwrap(), None);
    }
}
