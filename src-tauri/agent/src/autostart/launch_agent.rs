//! The start at login on macOS: a property list in `~/Library/LaunchAgents` (launchd.plist(5)).

use std::path::Path;

use super::state::{AutostartError, State, path_text};

/// The label of the launch agent; its file is named after it.
const LABEL: &str = "app.afterword.Afterword";

#[cfg(target_os = "macos")]
pub(super) fn enable(program: &Path) -> Result<(), AutostartError> {
    super::file::write(&list_path()?, &list(program)?)
}

#[cfg(target_os = "macos")]
pub(super) fn disable() -> Result<(), AutostartError> {
    super::file::remove(&list_path()?)
}

#[cfg(target_os = "macos")]
pub(super) fn state() -> Result<State, AutostartError> {
    Ok(super::file::read(&list_path()?)?.map_or(State::Off, |text| state_in(&text)))
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
    fn an_entry_that_is_disabled_is_off() {
        let text = list(Path::new("/usr/local/bin/afterword")).unwrap();
        let disabled = text.replace("<dict>", "<dict>\n<key>Disabled</key>\n\t<true/>");
        assert_eq!(state_in(&disabled), State::Off);
        assert_eq!(state_in(&disabled.replace("<true/>", "<false/>")), State::On("/usr/local/bin/afterword".into()));
        assert_eq!(state_in(""), State::Off);
    }
}
