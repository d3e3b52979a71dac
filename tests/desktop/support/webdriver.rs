//! The window, driven by WebKitWebDriver (W3C WebDriver), and used as a person uses it: things are found by what they
//! are and what they are called, clicked, and typed into with real key strokes.
//!
//! WebKitWebDriver starts the program itself; `tauri-driver` would only translate a capability's name.
//! The protocol is a dozen JSON calls over loopback HTTP, so the client is `ureq` without TLS and without an async
//! runtime: six small crates, against hyper and its tower under the ready-made clients.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::SOON;
use super::page::{LISTEN, NAMED, base64, selector};
use super::process::{Process, wait_for};
use super::programs::Home;

/// Keys without a character, as WebDriver writes them.
pub mod key {
    pub const CONTROL: char = '\u{E009}';
    pub const SHIFT: char = '\u{E008}';
    pub const ALT: char = '\u{E00A}';
    pub const ENTER: char = '\u{E007}';
    pub const ESCAPE: char = '\u{E00C}';
    pub const TAB: char = '\u{E004}';
    pub const BACKSPACE: char = '\u{E003}';
    pub const DOWN: char = '\u{E015}';
    pub const RIGHT: char = '\u{E014}';
}

/// How long the driver may take for an answer. Now and then it loses one, mostly on a busy machine, and then it never comes.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a question is asked that changes nothing, until there is an answer.
const ATTEMPTS: usize = 4;
/// How long the driver may take for what may be done only once.
const LONG_PATIENCE: Duration = Duration::from_secs(60);

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A WebDriver session: one window.
pub struct Browser {
    http: ureq::Agent,
    session: String,
    _driver: Process,
}

/// Something on the page.
#[derive(Clone)]
pub struct Element<'a> {
    browser: &'a Browser,
    id: String,
}

impl Browser {
    /// Starts `program` in a session and waits for its page.
    pub fn open(home: &Home, program: &Path, arguments: &[&str]) -> Self {
        let port = free_port();
        let mut command = home.command("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        // Allows a WebDriver session in a Tauri window; nothing else does.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = home.start("WebKitWebDriver", &mut command);

        let http = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        let mut browser = Self { http, session: format!("http://127.0.0.1:{port}"), _driver: driver };
        wait_for("WebKitWebDriver", SOON, || browser.ask("/status").is_ok());

        // No `browserName`: WebKitWebDriver compares it with the program's and refuses.
        let options = json!({"binary": program, "args": arguments});
        let wanted = json!({"alwaysMatch": {"webkitgtk:browserOptions": options}});
        let answer =
            browser.tell("/session", &json!({"capabilities": wanted})).expect("WebKitWebDriver must start the window");
        let id = answer["sessionId"].as_str().unwrap();
        browser.session = format!("{}/session/{id}", browser.session);
        wait_for("the page to load", SOON, || browser.script("return document.readyState", json!([])) == "complete");
        browser.script(LISTEN, json!([]));
        browser
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) {
        self.tell("/url", &json!({"url": address})).expect("the address must load");
        self.script(LISTEN, json!([]));
    }

    /// Waits for the one visible element of that role and accessible name.
    /// A label that is not tied to its field gives it no name, here as for a screen reader.
    #[track_caller]
    pub fn find(&self, role: &str, name: &str) -> Element<'_> {
        let end = std::time::Instant::now() + SOON;
        loop {
            let all = self.named(role);
            let mut fitting = all.iter().filter(|(_, label)| label == name);
            match (fitting.next(), fitting.next()) {
                (Some((element, _)), None) => return element.clone(),
                (Some(_), Some(_)) => panic!("more than one {role} is called {name:?}"),
                _ => {}
            }
            assert!(
                std::time::Instant::now() < end,
                "no {role} is called {name:?}; there are {:?}",
                all.iter().map(|(_, label)| label).collect::<Vec<_>>()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Every visible element of a role, with its accessible name, in the page's order.
    pub fn named(&self, role: &str) -> Vec<(Element<'_>, String)> {
        let ask = || self.read(NAMED, json!([selector(role)]));
        // If the page changes during the query, its elements are stale by the time they arrive; then the next page is
        // asked.
        let is_stale = |error: &str| error.contains("stale element");
        let found = (0..50)
            .find_map(|_| match ask() {
                Err(error) if is_stale(&error.to_string()) => {
                    thread::sleep(Duration::from_millis(20));
                    None
                }
                answer => Some(answer.unwrap_or_else(|error| panic!("the script failed: {error}"))),
            })
            .expect("a page that stays");
        let found = found.as_array().unwrap().iter();
        found
            .map(|pair| {
                let element = Element { browser: self, id: pair[0][ELEMENT].as_str().unwrap().to_owned() };
                (element, pair[1].as_str().unwrap().to_owned())
            })
            .collect()
    }

    /// The text a person can read, line by line.
    pub fn text(&self) -> String {
        let text = self.read("return document.body.innerText", json!([]));
        text.unwrap_or_else(|error| panic!("the page must be read: {error}")).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page says that.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        wait_for(&format!("the page to say {text:?}"), SOON, || self.text().contains(text));
    }

    pub fn source(&self) -> String {
        let source = self.ask("/source").unwrap();
        source.as_str().unwrap_or_default().to_owned()
    }

    /// Runs the body of a function in the page.
    pub fn script(&self, body: &str, arguments: Value) -> Value {
        self.tell("/execute/sync", &json!({"script": body, "args": arguments}))
            .unwrap_or_else(|error| panic!("the script failed: {error}\n{body}"))
    }

    /// Runs the body of a function in the page that hands its result to its last argument.
    pub fn script_later(&self, body: &str, arguments: Value) -> Value {
        self.tell("/execute/async", &json!({"script": body, "args": arguments})).unwrap_or_else(|error| {
            panic!("the script failed: {error}\n{}", body.chars().take(400).collect::<String>())
        })
    }

    /// Presses keys together, e.g. `[key::CONTROL, 'n']`.
    pub fn press(&self, chord: &[char]) {
        let step = |kind: &str, key: &char| json!({"type": kind, "value": key.to_string()});
        let down = chord.iter().map(|key| step("keyDown", key));
        let up = chord.iter().rev().map(|key| step("keyUp", key));
        let steps: Vec<Value> = down.chain(up).collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": steps});
        self.tell("/actions", &json!({"actions": [keyboard]})).expect("the keys must be pressed");
    }

    /// What has the focus, by its label, text or name; nothing, where the focus is lost.
    pub fn focus(&self) -> String {
        let named = "const on = document.activeElement;
            if (on === document.body) return '';
            const labels = [...(on.labels ?? [])].map(label => label.textContent).join(' ');
            return (labels || on.textContent || on.ariaLabel || on.localName).trim();";
        let focus = self.read(named, json!([])).unwrap_or_else(|error| panic!("the focus must be found: {error}"));
        focus.as_str().unwrap_or_default().to_owned()
    }

    /// Types text into whatever has the focus.
    pub fn type_keys(&self, text: &str) {
        text.chars().for_each(|character| self.press(&[character]));
    }

    /// Makes the window so many pixels wide and high.
    pub fn resize(&self, width: u32, height: u32) {
        self.tell("/window/rect", &json!({"width": width, "height": height})).expect("the window must take a size");
        let wide = "return Math.abs(outerWidth - arguments[0]) < 40";
        wait_for("the window to take its size", SOON, || self.script(wide, json!([width])) == true);
    }

    /// Magnifies the page, as Ctrl and plus do.
    pub fn zoom(&self, scale: f64) {
        let zoom = "const done = arguments[arguments.length - 1];
            window.__TAURI__.core.invoke('plugin:webview|set_webview_zoom', { value: arguments[0] }).then(() => done(true), done);";
        assert_eq!(self.script_later(zoom, json!([scale])), true, "the page must be magnified");
    }

    /// Waits until the page has been drawn as it is now.
    pub fn wait_for_paint(&self) {
        let paint = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 100)));";
        assert_eq!(self.script_later(paint, json!([])), true, "the page must be drawn");
    }

    /// Errors, unhandled rejections, `console.error` and blocked content since the page was loaded and listened to.
    pub fn complaints(&self) -> Vec<String> {
        let list = self.script("return window.complaints ?? ['the page was left']", json!([]));
        let list = list.as_array().cloned().unwrap_or_default();
        list.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Runs the body of a function that changes nothing.
    fn read(&self, body: &str, arguments: Value) -> Result<Value, String> {
        let body = json!({"script": body, "args": arguments});
        asked_again(|| self.post("/execute/sync", &body, PATIENCE))
    }

    fn ask(&self, path: &str) -> Result<Value, String> {
        let address = format!("{}{path}", self.session);
        asked_again(|| {
            let request = self.http.get(&address).config().timeout_global(Some(PATIENCE)).build();
            request.call()
        })
    }

    fn tell(&self, path: &str, body: &Value) -> Result<Value, String> {
        value(self.post(path, body, LONG_PATIENCE).map_err(|error| error.to_string())?)
    }

    fn post(
        &self,
        path: &str,
        body: &Value,
        patience: Duration,
    ) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let request = self.http.post(format!("{}{path}", self.session)).config().timeout_global(Some(patience)).build();
        request.header("content-type", "application/json").send(body.to_string())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if thread::panicking() {
            let text = self.tell("/execute/sync", &json!({"script": "return document.body.innerText", "args": []}));
            eprintln!("--- the page said: {}", text.as_ref().ok().and_then(Value::as_str).unwrap_or("nothing"));
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failed-window.png");
            let picture = self.ask("/screenshot").ok();
            let picture = picture.as_ref().and_then(Value::as_str).map(base64);
            if picture.is_some_and(|png| fs::write(&file, png).is_ok()) {
                eprintln!("--- and looked like {}", file.display());
            }
        }
        // Ends the program; an error means that it has ended already. The driver itself goes with its guard.
        let patience = Some(Duration::from_secs(5));
        let request = self.http.delete(&self.session).config();
        request.timeout_global(patience).build().call().ok();
    }
}

impl Element<'_> {
    pub fn click(&self) {
        self.tell("click", &json!({}));
    }

    /// Types into it, as by keyboard; a line break is the Enter key.
    pub fn type_text(&self, text: &str) {
        let keys = text.replace('\n', &key::ENTER.to_string());
        self.tell("value", &json!({"text": keys}));
    }

    /// Empties it, then types.
    pub fn replace_text(&self, text: &str) {
        self.tell("clear", &json!({}));
        self.type_text(text);
    }

    pub fn text(&self) -> String {
        self.ask("text")
    }

    /// What a field holds.
    pub fn value(&self) -> String {
        self.ask("property/value")
    }

    fn ask(&self, what: &str) -> String {
        let answer = self.browser.ask(&format!("/element/{}/{what}", self.id));
        let answer = answer.unwrap_or_else(|error| panic!("{what} failed: {error}"));
        answer.as_str().unwrap_or_default().to_owned()
    }

    fn tell(&self, what: &str, body: &Value) {
        self.browser
            .tell(&format!("/element/{}/{what}", self.id), body)
            .unwrap_or_else(|error| panic!("{what} failed: {error}"));
    }
}

/// Asks again where no answer came in time.
fn asked_again(ask: impl Fn() -> Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        match ask() {
            Ok(answer) => return value(answer),
            Err(ureq::Error::Timeout(_)) if attempts < ATTEMPTS => {}
            Err(error) => return Err(format!("{error}, asked {attempts} times")),
        }
    }
}

/// The value of a WebDriver answer, or its error as one line.
fn value(mut answer: ureq::http::Response<ureq::Body>) -> Result<Value, String> {
    let text = answer.body_mut().read_to_string();
    let text = text.map_err(|error| error.to_string())?;
    let mut json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let value = json["value"].take();
    if answer.status().is_success() { Ok(value) } else { Err(format!("{} ({})", value["error"], value["message"])) }
}

/// The driver must be given a port number. It is unlikely that another program takes this one before it starts.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
