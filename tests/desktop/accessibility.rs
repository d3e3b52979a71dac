//! axe-core finds nothing on any page, light or dark, empty or full. And beyond what it checks: everything that takes
//! the focus has a name, is large enough to be clicked, and shows its focus.

use crate::imports::CARDS;
use serde_json::{Value, json};

use crate::reminders::BEFORE;
use crate::support::process::wait_for;
use crate::support::webdriver::{Browser, key};
use crate::support::{Desktop, SOON};

/// Records that fill every page: three thank-yous of one interview, a closed application, and a coming interview.
const FULL: [&str; 3] = [
    r#"{"company": "ACME", "role": "Backend Engineer", "start": "2026-11-23T15:00:00+08:00", "interviewers": [
        {"name": "Tan Mei Ling 陳美玲", "title": "Manager", "emails": ["t@acme.example"], "phones": ["+65 6555 0142"]},
        {"name": "Ravi Menon", "emails": ["ravi@acme.example"]}, {"name": "דוד כהן", "phones": ["5"]}],
        "notes": {"shared": "The ledger.", "seeking": "Somebody who writes things down."}}"#,
    r#"{"company": "Harbour", "role": "Analyst", "start": "2026-11-02T10:00:00+08:00", "follow_up_on": "2026-11-20",
        "interviewers": [{"name": "Lim", "emails": ["lim@harbour.example"], "phones": ["+65 6555 0199"]}]}"#,
    r#"{"company": "Kaya & Sons", "role": "SRE", "start": "2026-12-02T09:30:00+08:00"}"#,
];

/// The pages by their addresses; without records only the first seven exist.
const PAGES: [&str; 21] = [
    "today",
    "people",
    "applications/list",
    "settings",
    "interview",
    "import",
    "backups",
    "person/1",
    "duplicates",
    "export",
    "merge/1/2",
    "application/1",
    "interview/1",
    "applications/board",
    "applications/timeline",
    "applications/calendar",
    "applications/replies",
    "write/thank_you%3A1%3A1",
    "call/other%3A1%3A1",
    "templates",
    "template/en/thank_you",
];

#[test]
fn axe_finds_nothing_with_many_records() {
    let desktop = full();
    let _agent = desktop.agent();
    let window = desktop.window();
    open_file(&window);
    let faults = walk(&desktop, &window, &PAGES, |_, _| look_at(&window));
    assert_eq!(faults, [""; 0]);
    assert_eq!(window.complaints(), [""; 0], "no page works with an error or a blocked resource");
}

#[test]
fn axe_finds_nothing_without_records() {
    let desktop = Desktop::start(BEFORE);
    let _agent = desktop.agent();
    let window = desktop.window();
    let faults = walk(&desktop, &window, &PAGES[..6], |_, _| look_at(&window));
    assert_eq!(faults, [""; 0]);
    assert_eq!(window.complaints(), [""; 0], "no page works with an error or a blocked resource");
}

#[test]
fn every_page_fits_a_narrow_window_large_print_and_right_to_left() {
    let desktop = full();
    let _agent = desktop.agent();
    let window = desktop.window();
    open_file(&window);
    let mut faults = Vec::new();
    for (what, width, zoom, direction) in [
        ("360 pixels wide", 360, 1.0, "ltr"),
        ("twice as large", 1000, 2.0, "ltr"),
        ("from right to left", 700, 1.0, "rtl"),
        ("very wide", 1270, 1.0, "ltr"),
    ] {
        window.resize(width, 760);
        window.zoom(zoom);
        window.script("document.documentElement.dir = arguments[0]", json!([direction]));
        for page in PAGES {
            go(&window, page);
            faults.extend(overflow(&window).into_iter().map(|fault| format!("{page}, {what}: {fault}")));
        }
    }
    assert_eq!(faults, [""; 0], "nothing is scrolled sideways, and nothing is cut off");
    assert_eq!(window.complaints(), [""; 0], "no page works with an error or a blocked resource");
}

/// Opens a file to import, with every kind of entry.
fn open_file(window: &Browser) {
    let text = format!("{}{}", CARDS, CARDS.replace("Tan Mei Ling", "Ravi Menon"));
    window.script_later(
        "const done = arguments[arguments.length - 1];
         const bytes = new TextEncoder().encode(arguments[0]);
         window.__TAURI__.core.invoke('import_bytes', bytes, { headers: { name: 'cards.vcf' } }).then(done, done)",
        json!([text]),
    );
}

/// Elements that overflow the page sideways, unless they are meant to be cut off with an ellipsis.
fn overflow(window: &Browser) -> Vec<String> {
    let found = window.script(
        "const main = document.querySelector('main');
         const { left, right } = main.getBoundingClientRect();
         const wide = main.scrollWidth > main.clientWidth + 1 ? [`scrolled sideways, ${main.scrollWidth} in ${main.clientWidth}`] : [];
         const clipped = element => { for (let at = element.parentElement; at !== main; at = at.parentElement)
            if (getComputedStyle(at).overflowX !== 'visible' || at.classList.contains('spoken')) return true; return false; };
         const seen = [...main.querySelectorAll('*')].filter(element => element.checkVisibility() && element.getClientRects().length);
         const out = seen.filter(element => { const box = element.getBoundingClientRect();
            return (box.right > right + 1 || box.left < left - 1) && box.width > 1 && !clipped(element); });
         return [...wide, ...out.slice(0, 3).map(element => element.outerHTML.slice(0, 160))];",
        json!([]),
    );
    texts(&found)
}

/// Goes to each page, light and dark, and collects all findings.
fn walk(
    desktop: &Desktop,
    window: &Browser,
    pages: &[&str],
    mut look: impl FnMut(&str, &str) -> Vec<String>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for appearance in ["light", "dark"] {
        wear(desktop, window, appearance);
        for page in pages {
            go(window, page);
            faults.extend(look(page, appearance).into_iter().map(|fault| format!("{page}, {appearance}: {fault}")));
        }
    }
    faults
}

/// A list of texts, as a script in the page returns it.
fn texts(found: &Value) -> Vec<String> {
    found.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_focused_element_shows_its_focus() {
    let desktop = full();
    let _agent = desktop.agent();
    let window = desktop.window();
    open_file(&window);
    let faults = walk(&desktop, &window, &PAGES, |_, _| {
        // The focus ring is meant to show after a key press.
        window.press(&[key::TAB]);
        let found = window.script(
            "const main = document.body;
             const all = [...main.querySelectorAll('a[href], button, input, select, textarea, summary')]
                .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [aria-hidden=true]'));
             const ring = element => {
                const parts = [element, element.closest('label'), element.nextElementSibling, element.parentElement].filter(Boolean);
                return parts.flatMap(part => [null, '::before', '::after'].map(pseudo => {
                    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(part, pseudo);
                    return [outlineStyle === 'none' ? '' : outlineWidth, boxShadow, borderColor].join();
                })).join('|');
             };
             return all.filter(element => {
                document.activeElement?.blur();
                const before = ring(element);
                element.focus();
                return document.activeElement === element && ring(element) === before;
             }).map(element => element.outerHTML.slice(0, 160));",
            json!([]),
        );
        texts(&found)
    });
    assert_eq!(faults, [""; 0]);
}

#[test]
fn the_desktops_contrast_and_reduced_motion_are_respected() {
    let desktop = full();
    let settings = desktop.home.folder().join("home/config/gtk-3.0");
    std::fs::create_dir_all(&settings).unwrap();
    let wishes = "[Settings]\ngtk-theme-name=HighContrast\ngtk-enable-animations=0\n";
    std::fs::write(settings.join("settings.ini"), wishes).unwrap();
    let _agent = desktop.agent();
    let window = desktop.window();
    let media = |query: &str| window.script("return matchMedia(arguments[0]).matches", json!([query])) == true;
    assert!(media("(prefers-contrast: more)") && media("(prefers-reduced-motion)"), "the page hears the desktop");
    let moving = "return [...document.querySelectorAll('*')].filter(element =>
        getComputedStyle(element).transitionDuration !== '0s' || getComputedStyle(element).animationName !== 'none').length";
    assert_eq!(window.script(moving, json!([])), 0, "nothing moves");
    let faults = walk(&desktop, &window, &PAGES, |page, appearance| {
        let soft = "const probe = document.querySelector('.subline, .hint, .why'); return probe ? getComputedStyle(probe).color : ''";
        let colour = window.script(soft, json!([]));
        let expect = if appearance == "light" { "rgb(54, 50, 43)" } else { "rgb(220, 214, 202)" };
        assert!(
            colour == expect || colour == "" && page == "interview",
            "soft text is darker than usual on {page}: {colour}"
        );
        look_at(&window)
    });
    assert_eq!(faults, [""; 0]);
}

/// A desktop with records of every kind.
fn full() -> Desktop {
    let desktop = Desktop::start(BEFORE);
    FULL.iter().for_each(|interview| desktop.add_interview(interview));
    assert!(desktop.cli(&["reply", "--application", "2", "--meaning", "rejected"]).status.success());
    desktop
}

fn wear(desktop: &Desktop, window: &Browser, appearance: &str) {
    assert!(desktop.cli(&["settings", "appearance", appearance]).status.success());
    go(window, "settings");
    let worn = "return document.documentElement.dataset.appearance";
    wait_for("the window to wear it", SOON, || window.script(worn, json!([])) == appearance);
}

fn go(window: &Browser, page: &str) {
    window.script("location.hash = `#/${arguments[0]}`", json!([page]));
    let shown = "return document.querySelector('main h1')?.textContent !== '' && location.hash === `#/${arguments[0]}`
        && document.querySelector('main > .page') !== window.lastPage && (window.lastPage = document.querySelector('main > .page'), true)";
    wait_for(page, SOON, || window.script(shown, json!([page])) == true);
}

/// The findings of axe-core and of our own check on the page.
pub fn look_at(window: &Browser) -> Vec<String> {
    if window.script("return typeof window.axe", json!([])) == "undefined" {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(file).expect("axe-core must be there: run `npm ci --prefix tests/tools`");
        window.script(&format!("{axe}; window.axe = axe;"), json!([]));
    }
    let found = window.script_later(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
            .then(({ violations }) => done(violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) =>
                `${id} (${help}): ${target} ${html.slice(0, 160)}`))), error => done([String(error)]));",
        json!([]),
    );
    let focusable = window.script(
        "const seen = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [aria-hidden=true]');
         const text = element => element.ariaLabel || element.title || element.textContent.trim()
            || [...(element.labels ?? [])].map(label => label.textContent).join('').trim()
            || (element.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('');
         const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(seen);
         return all.flatMap(element => {
            const { width, height } = element.getBoundingClientRect();
            const hit = element.closest('label') ?? element;
            const around = hit.getBoundingClientRect();
            const inText = element.localName === 'a' && getComputedStyle(element).display === 'inline';
            const what = `${element.outerHTML.slice(0, 120)} (${Math.round(around.width)} x ${Math.round(around.height)})`;
            return [
                ...(text(element) ? [] : [`no name: ${what}`]),
                ...(inText || Math.min(around.width, around.height) >= 24 || Math.min(width, height) >= 24 ? [] : [`too small: ${what}`]),
            ];
         });",
        json!([]),
    );
    [texts(&found), texts(&focusable)].concat()
}
