//! The window opens on Windows, and its page works: Edge's WebDriver drives WebView2. The folder of `msedgedriver` is in the
//! variable `EDGEWEBDRIVER`, as on GitHub's machines. On Linux, the tests in `tests/desktop` say far more.

#![cfg(windows)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use afterword_agent::link::{self, ToAgent};
use serde_json::{Value, json};

const DRIVER: &str = "http://127.0.0.1:9515";

#[test]
fn the_window_opens_on_today() {
    let driver = PathBuf::from(std::env::var("EDGEWEBDRIVER").expect("EDGEWEBDRIVER names the folder of msedgedriver"));
    let data = tempfile::tempdir().unwrap();
    let mut command = Command::new(driver.join("msedgedriver.exe"));
    // The driver hands its environment on to the window.
    command.arg("--port=9515").env("AFTERWORD_DATA_DIR", data.path());
    let _driver = Running(command.spawn().unwrap());
    let options = json!({
        "binary": env!("CARGO_BIN_EXE_afterword-window"),
        "webviewOptions": {},
    });
    let wanted = json!({"capabilities": {"alwaysMatch": {"browserName": "webview2", "ms:edgeOptions": options}}});
    let session = wait_for("a session", || post("/session", &wanted).ok());
    let session = format!("/session/{}", session["sessionId"].as_str().unwrap());
    let script = json!({"script": "return document.body.innerText", "args": []});
    wait_for("the page to say how to begin", || {
        let text = post(&format!("{session}/execute/sync"), &script).ok()?;
        text.as_str().filter(|text| text.contains("New interview")).map(|_| ())
    });
    // The window started an agent, which outlives it.
    link::send(&link::socket_path(data.path()), &ToAgent::Quit).unwrap();
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
    }
}

fn post(path: &str, body: &Value) -> Result<Value, String> {
    let sent = ureq::post(format!("{DRIVER}{path}")).content_type("application/json").send(body.to_string());
    let text = sent.and_then(|mut answer| answer.body_mut().read_to_string()).map_err(|error| error.to_string())?;
    let answer: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    Ok(answer["value"].clone())
}

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        sleep(Duration::from_millis(200));
    }
}
