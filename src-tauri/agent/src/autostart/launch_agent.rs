//! The start at login on macOS: a property list in `~/Library/LaunchAgents` (launchd.plist(5)).

use std::path::Path;

use super::state::{AutostartError, State, path_text};

/// The label of the launch agent; its file is named after it.
const LABEL: &str = "app.afterword.Afterword";

#[cfg(target_os = "macos")]
pub(super) fn enable(program: &Path) -> Result<(), AutostartError> {
    super::file::write(&list_path()?, &list(program)?)?;
    // It may have been switched off in the system's settings, which launchd keeps apart from the list.
    launchctl(&["enable", &format!("{}/{LABEL}", domain())]).map(drop)
}

#[cfg(target_os = "macos")]
pub(super) fn disable() -> Result<(), AutostartError> {
    super::file::remove(&list_path()?)
}

#[cfg(target_os = "macos")]
pub(super) fn state() -> Result<State, AutostartError> {
    let state = super::file::read(&list_path()?)?.map_or(State::Off, |text| state_in(&text));
    let is_off = state != State::Off && is_switched_off_in(&launchctl(&["print-disabled", &domain()])?);
    Ok(if is_off { State::Off } else { state })
}

/// The user's session, as launchctl(1) names it.
#[cfg(target_os = "macos")]
fn domain() -> String {
    format!("gui/{}", rustix::process::getuid().as_raw())
}

/// What launchctl(1) prints.
#[cfg(target_os = "macos")]
fn launchctl(arguments: &[&str]) -> Result<String, AutostartError> {
    let output = std::process::Command::new("/bin/launchctl").args(arguments).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(target_os = "macos")]
fn list_path() -> Result<std::path::PathBuf, AutostartError> {
    let home = dirs::home_dir().ok_or(AutostartError::NoHome)?;
    Ok(home.join("Library/LaunchAgents").join(format!("{LABEL}.plist")))
}

/// The property list that starts a program. `LimitLoadToSessionType` keeps it out of sessions without a screen.
fn list(program: &Path) -> Result<String, AutostartError> {
    let program = escape(path_text(program)?);
    Ok(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>{LABEL}</string>
	<key>ProgramArguments</key>
	<array>
		<string>{program}</string>
		<string>--background</string>
	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>LimitLoadToSessionType</key>
	<string>Aqua</string>
	<key>ProcessType</key>
	<string>Interactive</string>
</dict>
</plist>
"#
    ))
}

/// What the session does, by the property list.
fn state_in(text: &str) -> State {
    let after = |key: &str| text.split_once(&format!("<key>{key}</key>")).map(|(_, rest)| rest.trim_start());
    if after("Disabled").is_some_and(|rest| rest.starts_with("<true/>")) {
        return State::Off;
    }
    let program = after("ProgramArguments").and_then(|rest| {
        let (_, rest) = rest.split_once("<string>")?;
        Some(rest.split_once("</string>")?.0)
    });
    program.map_or(State::Off, |program| State::On(unescape(program).into()))
}

/// Whether the user switched the launch agent off, by what `launchctl print-disabled` prints: a line for each agent that
/// was ever switched, ending with `disabled` or `enabled`, before macOS 13 with `true` or `false`.
fn is_switched_off_in(printed: &str) -> bool {
    let state = |line: &str| {
        let (label, state) = line.split_once("=>")?;
        (label.trim().trim_matches('"') == LABEL).then(|| state.trim().to_owned())
    };
    printed.lines().find_map(state).is_some_and(|state| state == "disabled" || state == "true")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_path_survives_the_property_list() {
        for path in ["/Applications/Afterword.app/Contents/MacOS/afterword", "/Users/陈/R&D <1> &amp; more/afterword"]
        {
            let text = list(Path::new(path)).unwrap();
            assert_eq!(state_in(&text), State::On(path.into()), "in {text}");
        }
        assert!(matches!(list(Path::new("/a\nb")), Err(AutostartError::BadPath)));
    }

    #[test]
    fn an_agent_switched_off_in_the_settings_is_found() {
        let printed = |label: &str, state: &str| {
            format!("\n\tdisabled services = {{\n\t\t\"com.other\" => disabled\n\t\t\"{label}\" => {state}\n\t}}\n")
        };
        for (label, state, is_off) in [
            (LABEL, "disabled", true),
            (LABEL, "true", true),
            (LABEL, "enabled", false),
            (LABEL, "false", false),
            ("app.afterword.Afterword.other", "disabled", false),
        ] {
            assert_eq!(is_switched_off_in(&printed(label, state)), is_off, "{label} {state}");
        }
        assert!(!is_switched_off_in(""));
    }

    #[test]
    fn an_entry_that_is_disabled_is_off() {
        let text = list(Path::new("/usr/local/bin/afterword")).unwrap();
        let disabled = text.replace("<dict>", "<dict>\n<key>Disabled</key>\n\t<true/>");
        assert_eq!(state_in(&disabled), State::Off);
        assert_eq!(state_in(&disabled.replace("<true/>", "<false/>")), State::On("/usr/local/bin/afterword".into()));
        assert_eq!(state_in(""), State::Off);
    }
}
