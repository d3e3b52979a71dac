//! The start at login on Linux: a file by the Desktop Entry and Autostart specifications.

use std::path::{Path, PathBuf};

use super::state::{AutostartError, State, path_text};

#[cfg(target_os = "linux")]
pub(super) fn enable(program: &Path) -> Result<(), AutostartError> {
    super::file::write(&entry_path()?, &entry(program)?)
}

#[cfg(target_os = "linux")]
pub(super) fn disable() -> Result<(), AutostartError> {
    super::file::remove(&entry_path()?)
}

#[cfg(target_os = "linux")]
pub(super) fn state() -> Result<State, AutostartError> {
    Ok(super::file::read(&entry_path()?)?.map_or(State::Off, |text| state_in(&text)))
}

#[cfg(target_os = "linux")]
fn entry_path() -> Result<PathBuf, AutostartError> {
    // The specification says that a relative XDG_CONFIG_HOME is ignored.
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let config = absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")));
    Ok(config.ok_or(AutostartError::NoHome)?.join("autostart/afterword.desktop"))
}

fn entry(program: &Path) -> Result<String, AutostartError> {
    let program = path_text(program)?;
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
}
