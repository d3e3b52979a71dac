//! Embeds the configuration, and generates from the commands in `src-tauri/commands` what Tauri needs to know of each:
//! that it exists, which function answers it, and that the page may call it. So a command is written in one place only.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

/// The files that hold commands: first those of the window's page, then those of the page that says why the records
/// cannot be opened.
const PAGE: [&str; 2] = ["queries", "changes"];
const RESCUE: [&str; 1] = ["rescue"];

/// What the page may ask of Tauri itself: to hear events, to show, zoom and close its window.
const OF_TAURI: [&str; 5] = [
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "core:window:allow-show",
    "core:webview:allow-set-webview-zoom",
    "core:window:allow-close",
];

fn main() {
    if let Err(error) = build() {
        println!("cargo::error={error:#}");
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src-tauri/commands");
    find_unlisted()?;
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let (page, rescue) = (commands(&PAGE)?, commands(&RESCUE)?);
    fs::write(out.join("page_handler.rs"), handler(&page))?;
    fs::write(out.join("rescue_handler.rs"), handler(&rescue))?;
    let names: Vec<&'static str> = page.into_iter().chain(rescue).map(|(_, name)| &*name.leak()).collect();
    let capabilities = out.join("capabilities");
    fs::create_dir_all(&capabilities)?;
    fs::write(capabilities.join("main.json"), capability(&names))?;
    let pattern = format!("{}/*.json", without_wildcards(&capabilities.to_string_lossy()));
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    let attributes = tauri_build::Attributes::new().app_manifest(manifest).capabilities_path_pattern(pattern.leak());
    Ok(tauri_build::try_build(attributes)?)
}

/// Fails if a file holds commands but is in neither list: they would not be found when the page asks for them.
fn find_unlisted() -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir("src-tauri/commands")? {
        let path = entry?.path();
        let listed = path.file_stem().is_some_and(|name| PAGE.iter().chain(&RESCUE).any(|listed| *name == **listed));
        if !listed && fs::read_to_string(&path)?.contains("#[tauri::command") {
            return Err(format!("{} holds commands: list it in src-tauri/build.rs", path.display()).into());
        }
    }
    Ok(())
}

/// A path as a glob pattern that matches it alone.
fn without_wildcards(path: &str) -> String {
    path.replace('[', "[[]").replace('?', "[?]").replace('*', "[*]")
}

/// Every command in these files, with the name of its file.
fn commands(files: &[&'static str]) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(format!("src-tauri/commands/{file}.rs"))?;
        for rest in text.split("#[tauri::command(async)]\n").skip(1) {
            let name = rest.split_once("pub fn ").and_then(|(_, rest)| rest.split(['(', '<']).next());
            found.push((*file, name.ok_or("a command is a public function")?.to_owned()));
        }
    }
    Ok(found)
}

/// The code that passes an invocation to its command.
fn handler(commands: &[(&str, String)]) -> String {
    let paths: Vec<String> = commands.iter().map(|(file, name)| format!("{file}::{name}")).collect();
    format!("tauri::generate_handler![{}]", paths.join(", "))
}

/// What the window's page may call, as JSON: its own commands, and a little of Tauri.
fn capability(names: &[&str]) -> String {
    let own = names.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
    let permissions: Vec<String> = OF_TAURI.map(str::to_owned).into_iter().chain(own).collect();
    let quoted: Vec<String> = permissions.iter().map(|permission| format!("\"{permission}\"")).collect();
    format!(r#"{{"identifier": "main", "windows": ["main"], "permissions": [{}]}}"#, quoted.join(", "))
}
