//! Embeds `rules/`: each YAML file as it is (for `explain` and `test`), and all of them as one JSON text without
//! their cases (for start-up, which must not pay for parsing YAML).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let mut trees = Vec::new();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&root).expect("below rules").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(file).expect("a rule file is UTF-8");
        let mut tree: serde_yaml::Value =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("rules/{name}: {error}"));
        drop_cases(&mut tree);
        trees.push((name.clone(), tree));
        writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string())
            .expect("a string takes all");
    }
    list.push_str("]\n");
    let json = serde_json::to_string(&trees).expect("rules hold nothing that JSON lacks");
    fs::write(out.join("rules.json"), json).expect("OUT_DIR can be written");
    fs::write(out.join("rules.rs"), list).expect("OUT_DIR can be written");
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "yaml") {
            files.push(path);
        }
    }
}

/// Cases are needed only where they are run, and there the YAML itself is read.
fn drop_cases(tree: &mut serde_yaml::Value) {
    if let Some(map) = tree.as_mapping_mut() {
        map.remove("cases");
        if let Some(rules) = map.get_mut("rules").and_then(|r| r.as_sequence_mut()) {
            rules.iter_mut().for_each(drop_cases);
        }
    }
}
