//! Keeps the map in `docs/architecture.md` true.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rows of the table under "Who may import whom".
fn arrows() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).expect("the page is there");
    let table = text.split("## Who may import whom").nth(1).expect("the heading is there");
    let table = table.split("## ").next().expect("what follows it");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let list = cells[1].split(',').map(|m| m.trim().to_owned()).filter(|m| !m.is_empty()).collect();
        (cells[0].trim_matches('`').to_owned(), list)
    })
    .collect()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { sources(&path, out) } else { out.push(path) }
    }
}

/// Each source file with its module and its code, comments and inline tests left out.
fn files() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(&src).expect("below src");
            let module = inner.components().next().expect("a name").as_os_str().to_string_lossy();
            let module = module.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("a source file");
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
            let code =
                text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            (module, path, code)
        })
        .collect()
}

#[test]
fn every_module_imports_only_what_its_row_allows() {
    let arrows = arrows();
    let mut broken = Vec::new();
    for (module, path, code) in files() {
        let Some(allowed) = arrows.get(&module) else {
            broken.push(format!("{} has no row", path.display()));
            continue;
        };
        for part in code.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let fits = name == module || allowed.iter().any(|a| *a == name || a == "anything");
            if !fits && !name.is_empty() {
                broken.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    broken.dedup();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_core_touches_nothing_outside() {
    let outside = ["std::fs", "std::env", "std::net", "std::time", "std::process", "println!", "eprintln!"];
    for (module, path, code) in files() {
        if !matches!(module.as_str(), "cli" | "main") {
            for name in outside {
                assert!(!code.contains(name), "{} names {name}", path.display());
            }
        }
    }
}

#[test]
fn no_rule_is_named_in_the_code() {
    let mut rules = Vec::new();
    sources(&root().join("rules"), &mut rules);
    let ids = rules.iter().filter(|path| !path.starts_with(root().join("rules/vocabulary")));
    let ids: Vec<String> =
        ids.map(|p| p.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    assert!(ids.len() > 10, "only {} rules were found", ids.len());
    for (_, path, code) in files() {
        for id in &ids {
            assert!(!code.contains(id.as_str()), "{} names the rule {id}", path.display());
        }
    }
}

#[test]
fn files_stay_short() {
    for (_, path, code) in files() {
        let lines = code.lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
    }
}
