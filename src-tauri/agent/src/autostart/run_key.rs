//! The start at login on Windows: a value under `HKCU\Software\Microsoft\Windows\CurrentVersion\Run`. Windows keeps beside
//! it, under `StartupApproved`, what the user switched off in the Task Manager or the settings.

use std::path::{Path, PathBuf};

use super::state::{AutostartError, State, path_text};

#[cfg(windows)]
const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
#[cfg(windows)]
const APPROVED: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";
/// The name of the value under both keys; tests use others.
#[cfg(windows)]
const NAME: &str = "Afterword";

#[cfg(windows)]
pub(super) fn enable(program: &Path) -> Result<(), AutostartError> {
    enable_as(NAME, program)
}

#[cfg(windows)]
pub(super) fn disable() -> Result<(), AutostartError> {
    disable_as(NAME)
}

#[cfg(windows)]
pub(super) fn state() -> Result<State, AutostartError> {
    state_as(NAME)
}

#[cfg(windows)]
fn enable_as(name: &str, program: &Path) -> Result<(), AutostartError> {
    let (run, _) = user().create_subkey(RUN)?;
    run.set_value(name, &command(program)?)?;
    forget(APPROVED, name)
}

#[cfg(windows)]
fn disable_as(name: &str) -> Result<(), AutostartError> {
    forget(RUN, name)?;
    forget(APPROVED, name)
}

#[cfg(windows)]
fn state_as(name: &str) -> Result<State, AutostartError> {
    let value = match user().open_subkey(RUN) {
        Ok(run) => found(run.get_value::<String, _>(name))?,
        Err(error) => found(Err(error))?,
    };
    let approved = match user().open_subkey(APPROVED) {
        Ok(approved) => found(approved.get_raw_value(name))?,
        Err(error) => found(Err(error))?,
    };
    Ok(state_of(value.as_deref(), approved.as_ref().map(|value| &*value.bytes)))
}

#[cfg(windows)]
fn user() -> winreg::RegKey {
    winreg::RegKey::predef(winreg::enums::HKEY_CURRENT_USER)
}

/// Deletes the value under a key, if there is one.
#[cfg(windows)]
fn forget(key: &str, name: &str) -> Result<(), AutostartError> {
    let key = user().open_subkey_with_flags(key, winreg::enums::KEY_SET_VALUE);
    found(key.and_then(|key| key.delete_value(name))).map(drop)
}

/// None for what does not exist.
#[cfg(windows)]
fn found<T>(read: std::io::Result<T>) -> Result<Option<T>, AutostartError> {
    match read {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        other => Ok(Some(other?)),
    }
}

/// The command line that is the value under `Run`. A path cannot hold a quotation mark on Windows, which does not run a
/// command of more than 260 characters.
fn command(program: &Path) -> Result<String, AutostartError> {
    const LONGEST: usize = 260;
    let program = path_text(program)?;
    let command = format!("\"{program}\" --background");
    if program.contains('"') || command.encode_utf16().count() > LONGEST {
        return Err(AutostartError::BadPath);
    }
    Ok(command)
}

/// What the session does, by the value under `Run` and the one under `StartupApproved`: twelve octets, whose first is odd
/// if the user switched the entry off.
fn state_of(command: Option<&str>, approved: Option<&[u8]>) -> State {
    let is_off = approved.and_then(|octets| octets.first()).is_some_and(|first| first % 2 == 1);
    match command {
        Some(command) if !is_off => State::On(program_of(command)),
        _ => State::Off,
    }
}

/// The program of a command line.
fn program_of(command: &str) -> PathBuf {
    let command = command.trim_start();
    let program = match command.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => command.split(' ').next(),
    };
    program.unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_path_survives_the_quoting() {
        for path in [r"C:\Program Files\Afterword\afterword-window.exe", r"C:\Users\陈伟\100% & co\afterword.exe"] {
            let command = command(Path::new(path)).unwrap();
            assert_eq!(state_of(Some(&command), None), State::On(path.into()), "in {command}");
        }
        assert_eq!(command(Path::new(r"C:\a b\w.exe")).unwrap(), r#""C:\a b\w.exe" --background"#);
        let long = |characters: usize| format!(r"C:\{}", "陈".repeat(characters - 3));
        assert!(command(Path::new(&long(245))).is_ok(), "260 characters with the rest");
        for path in ["C:\\a\"b.exe", "C:\\a\nb.exe", &long(246)] {
            assert!(matches!(command(Path::new(path)), Err(AutostartError::BadPath)), "{path:?}");
        }
    }

    /// In the registry itself, under a name that no program starts with.
    #[cfg(windows)]
    #[test]
    fn an_entry_is_written_switched_off_and_removed() {
        let name = format!("Afterword test {}", std::process::id());
        let program = r"C:\Program Files\陈伟\afterword-window.exe";
        assert_eq!(state_as(&name).unwrap(), State::Off);
        enable_as(&name, program.as_ref()).unwrap();
        assert_eq!(state_as(&name).unwrap(), State::On(program.into()));
        let off = winreg::RegValue { bytes: [3, 0, 0, 0].as_slice().into(), vtype: winreg::enums::REG_BINARY };
        user().create_subkey(APPROVED).unwrap().0.set_raw_value(&name, &off).unwrap();
        assert_eq!(state_as(&name).unwrap(), State::Off, "switched off in the Task Manager");
        enable_as(&name, program.as_ref()).unwrap();
        assert_eq!(state_as(&name).unwrap(), State::On(program.into()), "and on again here");
        disable_as(&name).unwrap();
        disable_as(&name).unwrap();
        assert_eq!(state_as(&name).unwrap(), State::Off);
    }

    #[test]
    fn an_entry_switched_off_in_the_task_manager_is_off() {
        let command = r#""C:\w.exe" --background"#;
        let on = State::On(r"C:\w.exe".into());
        let check = |approved: &[u8], expect: &State| assert_eq!(&state_of(Some(command), Some(approved)), expect);
        check(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &on);
        check(&[6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &on);
        check(&[3, 0, 0, 0, 0x5a, 0xd4, 0x51, 0x3c, 0x4b, 0xb8, 0xd9, 1], &State::Off);
        check(&[], &on);
        assert_eq!(state_of(None, None), State::Off);
        assert_eq!(state_of(Some(r"C:\w.exe --background"), None), on, "without quotation marks");
    }
}
