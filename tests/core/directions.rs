//! Which file may import which: folders are layers, one above the other, and no files import one another in a circle.
//! A file that can be read without those above it can be changed without them, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use regex::Regex;

use crate::words::root;

/// The layers of a crate: the files and folders of its root, the lowest first. Each may import from itself and from
/// the layers before its own; those of one layer know nothing of one another.
struct Layers {
    name: &'static str,
    /// The folder of its root file.
    folder: &'static str,
    layers: &'static [&'static [&'static str]],
}

const CRATES: [Layers; 3] = [
    Layers {
        name: "afterword_core",
        folder: "src-tauri/core/src",
        layers: &[
            &["error"],
            &["domain"],
            &["scheduler", "input"],
            &["store", "wording", "exchange"],
            &["settings"],
            &["snapshot"],
            &["letters", "reports"],
            &["wire"],
            &["forms"],
            &["views"],
            &["use_cases"],
            &["pages"],
            &["lib"],
        ],
    },
    Layers {
        name: "afterword_agent",
        folder: "src-tauri/agent/src",
        layers: &[
            &["clock", "folders", "lock", "autostart", "background_task"],
            &["wakeup", "link", "notifier", "tray"],
            &["health", "settings"],
            &["doctor", "chores"],
            &["agent"],
            &["cli"],
            &["lib"],
            &["main"],
        ],
    },
    Layers { name: "afterword_window", folder: "src-tauri", layers: &[&["shell"], &["commands"], &["lib"], &["main"]] },
];

/// The layers of the page.
const UI: [&str; 4] = ["lib", "components", "pages", "app.js"];

/// Imports between files: each file with those it imports, by their paths within the folder.
type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_file_imports_one_of_a_layer_above_it() {
    let mut wrong = Vec::new();
    for it in &CRATES {
        let imports = rust_imports(it);
        assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 20, "{}: imports are found at all", it.name);
        let place = |file: &str| {
            let first = file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
            it.layers.iter().position(|layer| layer.contains(&first)).unwrap_or_else(|| panic!("{file} is in no layer"))
        };
        // Every file is in a layer, even one that imports nothing.
        assert!(imports.keys().all(|file| place(file) < it.layers.len()));
        wrong.extend(upward(&imports, place));
    }
    let place = |file: &str| UI.iter().position(|layer| file.starts_with(layer)).unwrap_or(UI.len());
    let imports = ui_imports();
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 100, "the page's imports are found at all");
    wrong.extend(upward(&imports, place));
    assert!(wrong.is_empty(), "these import what they must not know (see the layers):\n{}", wrong.join("\n"));
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    let all = CRATES.iter().map(rust_imports).chain([ui_imports()]);
    let circles: Vec<String> = all.filter_map(|imports| circle(&imports)).map(|files| files.join(" -> ")).collect();
    assert!(circles.is_empty(), "these files cannot be understood one by one:\n{}", circles.join("\n"));
}

fn upward(imports: &Imports, place: impl Fn(&str) -> usize) -> Vec<String> {
    let all = imports.iter().flat_map(|(from, targets)| targets.iter().map(move |to| (from, to)));
    let part = |file: &str| file.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    let is_wrong = |from: &str, to: &str| place(from) < place(to) || place(from) == place(to) && part(from) != part(to);
    all.filter(|(from, to)| is_wrong(from, to)).map(|(from, to)| format!("{from} -> {to}")).collect()
}

/// The shortest circle through the first file that is in any, if one is.
fn circle(imports: &Imports) -> Option<Vec<String>> {
    imports.keys().find_map(|start| {
        let mut paths = vec![vec![start.clone()]];
        let mut seen = BTreeSet::new();
        while let Some(path) = (!paths.is_empty()).then(|| paths.remove(0)) {
            for next in imports.get(path.last()?).into_iter().flatten() {
                let longer: Vec<String> = path.iter().cloned().chain([next.clone()]).collect();
                if next == start {
                    return Some(longer);
                }
                if seen.insert(next.clone()) {
                    paths.push(longer);
                }
            }
        }
        None
    })
}

/// What each Rust file of a crate imports of the same crate.
fn rust_imports(layers: &Layers) -> Imports {
    let folder = root().join(layers.folder);
    let mut files = Vec::new();
    collect(&folder, &folder, ".rs", &mut files);
    files.retain(|file| file != "build.rs");
    let modules: Modules = files.iter().map(|file| (module(file), file.clone())).collect();
    let imports = files.iter().map(|file| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(!text.contains("#[path"), "{file}: a module is found by its name");
        let here = module(file);
        let mut paths = Vec::new();
        collect_paths(&TokenStream::from_str(&text).unwrap(), &mut paths);
        let targets = targets(&paths, &here, &modules);
        (file.clone(), targets.into_iter().filter(|target| target != file).collect())
    });
    imports.collect()
}

/// The files of a crate by the modules they hold.
type Modules = BTreeMap<Vec<String>, String>;

/// A path in code, with the name that a `use` gives to what it leads to.
#[derive(Debug, Default)]
struct CodePath {
    parts: Vec<String>,
    name: Option<String>,
}

/// The files that the paths of a module lead to. A path may begin with a module that another path brought in.
fn targets(paths: &[CodePath], here: &[String], modules: &Modules) -> Vec<String> {
    let mut found = Vec::new();
    let mut brought_in: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in paths {
        if let Some(place) = resolve(&path.parts, here, modules) {
            found.extend(modules.get(&place).cloned());
            let last = path.parts.iter().rev().find(|part| *part != "self");
            if last.is_some() && place.last() == last {
                let name = path.name.as_ref().or(last).map_or("", String::as_str);
                brought_in.insert(name, place);
            }
        }
    }
    for path in paths {
        let Some((first, rest)) = path.parts.split_first() else { continue };
        if let Some(module) = brought_in.get(first.as_str()) {
            let through: Vec<String> = ["crate".to_owned()].iter().chain(module).chain(rest).cloned().collect();
            found.extend(resolve(&through, here, modules).and_then(|place| modules.get(&place).cloned()));
        }
    }
    found
}

/// The path of the module that a file holds.
fn module(file: &str) -> Vec<String> {
    let mut path: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        path.pop();
    }
    path
}

/// The module that a path leads to, as seen from another; none where it leads out of the crate.
fn resolve(path: &[String], here: &[String], modules: &Modules) -> Option<Vec<String>> {
    let mut place: Vec<String> = here.to_vec();
    let mut rest = path.iter().peekable();
    match rest.peek().map(|first| first.as_str()) {
        Some("crate") => {
            place.clear();
            rest.next();
        }
        Some("self" | "super") => {
            rest.next_if(|part| *part == "self");
            while rest.next_if(|part| *part == "super").is_some() {
                place.pop();
            }
        }
        // The name of a module below this one; everything else is a name that some `use` brought in.
        Some(first) => {
            let child: Vec<String> = here.iter().cloned().chain([first.to_owned()]).collect();
            modules.get(&child)?;
        }
        None => return None,
    }
    for part in rest {
        place.push(part.clone());
        if !modules.contains_key(&place) {
            place.pop();
            break;
        }
    }
    modules.contains_key(&place).then_some(place)
}

/// Every path with a `::` in a piece of code, the branches of a `use` one by one. Comments and texts are none.
fn collect_paths(code: &TokenStream, paths: &mut Vec<CodePath>) {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => collect_paths(&group.stream(), paths),
            // What a file declares is below it, and not imported. A module within the file sees the file as its parent.
            TokenTree::Ident(word) if word == "mod" => {
                if let Some(TokenTree::Group(inner)) = tokens.get(at + 2) {
                    let mut within = Vec::new();
                    collect_paths(&inner.stream(), &mut within);
                    for path in &mut within {
                        if let Some(first) = path.parts.first_mut().filter(|first| *first == "super") {
                            *first = "self".to_owned();
                        }
                    }
                    paths.append(&mut within);
                    at += 1;
                }
                at += 1;
            }
            TokenTree::Ident(_) => {
                at = collect_path(&tokens, at, &[], paths);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// Reads the path that begins at a token, and says where it ends.
fn collect_path(tokens: &[TokenTree], from: usize, before: &[String], paths: &mut Vec<CodePath>) -> usize {
    let mut path = before.to_vec();
    let mut at = from;
    let mut all = false;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(word)) => {
                path.push(word.to_string());
                at += 1;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace && at > from => {
                let branches: Vec<TokenTree> = group.stream().into_iter().collect();
                let mut branch = 0;
                while branch < branches.len() {
                    branch = match &branches[branch] {
                        TokenTree::Ident(_) => collect_path(&branches, branch, &path, paths),
                        TokenTree::Punct(mark) if mark.as_char() == '*' => {
                            paths.push(CodePath { parts: path.clone(), name: None });
                            branch + 1
                        }
                        _ => branch + 1,
                    };
                }
                return at + 1;
            }
            Some(TokenTree::Punct(mark)) if mark.as_char() == '*' && at > from => {
                all = true;
                break;
            }
            _ => break,
        }
        let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
        if !(is_colon(at) && is_colon(at + 1)) {
            break;
        }
        at += 2;
    }
    if path.len() > 1 || all {
        let name = match (tokens.get(at), tokens.get(at + 1)) {
            (Some(TokenTree::Ident(word)), Some(TokenTree::Ident(name))) if word == "as" => Some(name.to_string()),
            _ => None,
        };
        paths.push(CodePath { parts: path, name });
    }
    at.max(from + 1)
}

/// What each module of the page imports.
fn ui_imports() -> Imports {
    let folder = root().join("ui");
    let mut files = Vec::new();
    collect(&folder, &folder, ".js", &mut files);
    let imports = files.iter().map(|file| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let named = js_imports(&text);
        let targets = named.iter().map(|target| {
            let mut place: Vec<&str> = file.split('/').collect();
            place.pop();
            for part in target.split('/') {
                match part {
                    "." => {}
                    ".." => drop(place.pop()),
                    name => place.push(name),
                }
            }
            place.join("/")
        });
        (file.clone(), targets.collect())
    });
    imports.collect()
}

/// What a module imports, as it is written there. Types that only a comment names are not imported.
fn js_imports(text: &str) -> Vec<String> {
    let comments = Regex::new(r"(?s:/\*.*?\*/)|(?m:(^|\s)//.*$)").unwrap();
    let imports = Regex::new(r#"\b(?:from|import)\s*\(?\s*["']([^"']+)["']"#).unwrap();
    let code = comments.replace_all(text, " ");
    imports.captures_iter(&code).map(|found| found[1].to_owned()).collect()
}

/// Adds every file below a folder, by its path within `base`.
fn collect(base: &Path, folder: &Path, ending: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            // A folder with a manifest is another crate.
            if !path.join("Cargo.toml").is_file() {
                collect(base, &path, ending, files);
            }
        } else if path.to_string_lossy().ends_with(ending) {
            files.push(path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

/// The circles that `circle` finds, for it is what everything else here stands on.
#[test]
fn a_circle_is_found_and_a_line_is_none() {
    let imports = |pairs: &[(&str, &str)]| {
        let mut all = Imports::new();
        for (from, to) in pairs {
            all.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        all
    };
    assert_eq!(circle(&imports(&[("a", "b"), ("b", "c"), ("a", "c")])), None, "two ways to one file are no circle");
    let found = circle(&imports(&[("a", "b"), ("b", "c"), ("c", "b")]));
    assert_eq!(found, Some(["b", "c", "b"].map(str::to_owned).to_vec()));
}

#[test]
fn paths_are_read_out_of_code_and_not_out_of_comments() {
    let code = r#"
        //! crate::not_this
        use crate::store::{self, row::{code, date}};
        use super::other as renamed;
        pub mod below;
        /// [`crate::nor_this`]
        fn f() -> below::Thing { g("crate::nor::that"); vec![crate::views::icon(1)] }
    "#;
    let expect = [
        "crate::store::self",
        "crate::store::row::code",
        "crate::store::row::date",
        "super::other",
        "below::Thing",
        "crate::views::icon",
    ];
    assert_eq!(paths_in(code).iter().map(|path| path.parts.join("::")).collect::<Vec<_>>(), expect);
}

fn paths_in(code: &str) -> Vec<CodePath> {
    let mut paths = Vec::new();
    collect_paths(&TokenStream::from_str(code).unwrap(), &mut paths);
    paths
}

#[test]
fn an_import_is_found_however_it_is_written() {
    let files = ["lib.rs", "a/mod.rs", "a/b.rs", "a/c.rs", "views.rs", "views/today.rs"];
    let modules: Modules = files.iter().map(|file| (module(file), (*file).to_owned())).collect();
    let here = module("a/b.rs");
    let found = |code: &str| {
        let found: BTreeSet<String> = targets(&paths_in(code), &here, &modules).into_iter().collect();
        found.into_iter().collect::<Vec<_>>().join(" ")
    };
    let cases = [
        ("use super::c::thing;", "a/c.rs"),
        ("use super::{c::{d, e}, f};", "a/c.rs a/mod.rs"),
        ("use super::*;", "a/mod.rs"),
        ("use crate::{*, views};", "lib.rs views.rs"),
        ("pub use self::super::c::thing;", "a/c.rs"),
        ("use crate::views; fn f() { views::today::show() }", "views.rs views/today.rs"),
        ("use crate::views as shown; fn f() { shown::today::show() }", "views.rs views/today.rs"),
        ("fn f() -> crate::views::today::View { vec![crate::a::c::one()] }", "a/c.rs views/today.rs"),
        ("mod tests { use super::*; use super::super::c::thing; }", "a/b.rs a/c.rs"),
        ("use std::views::today; use serde::a;", ""),
    ];
    for (code, expect) in cases {
        assert_eq!(found(code), expect, "{code}");
    }
}

#[test]
fn an_import_of_the_page_is_found_however_it_is_written() {
    let code = r#"
        // import "./no.js"
        /** @typedef {import("./nor.js").T} T */
        import { a } from "./a.js";
        import {
          b,
        } from './b.js';
        import "./c.js";
        const d = await import("./d.js");
        export { e } from"./e.js";
    "#;
    assert_eq!(js_imports(code), ["./a.js", "./b.js", "./c.js", "./d.js", "./e.js"]);
}
