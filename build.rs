//! Embeds `rules/`: each YAML file as it is (for `explain` and `test`), and all of them as one packed tree without
//! their cases (for start-up, which must not pay for parsing YAML). `src/yaml/packed.rs` says how a tree is packed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_yaml::{Number, Value};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let mut packed = Vec::new();
    head(b'{', files.len(), &mut packed);
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&root).expect("below rules").to_string_lossy().replace('\\', "/");
        let yaml = fs::read_to_string(file).expect("a rule file is UTF-8");
        let mut tree: Value =
            serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("rules/{name}: {error}"));
        drop_cases(&mut tree);
        scalar(b'"', &name, &mut packed);
        pack(&tree, &mut packed);
        writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string())
            .expect("a string takes all");
    }
    list.push_str("]\n");
    fs::write(out.join("rules.packed"), packed).expect("OUT_DIR can be written");
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
fn drop_cases(tree: &mut Value) {
    if let Some(map) = tree.as_mapping_mut() {
        map.remove("cases");
        if let Some(rules) = map.get_mut("rules").and_then(|r| r.as_sequence_mut()) {
            rules.iter_mut().for_each(drop_cases);
        }
    }
}

/// Packs a tree.
fn pack(tree: &Value, out: &mut Vec<u8>) {
    match tree {
        Value::Null => out.push(b'~'),
        Value::Bool(value) => out.push(if *value { b'+' } else { b'-' }),
        Value::Number(number) => scalar(b'#', &decimal(number), out),
        Value::String(value) => scalar(b'"', value, out),
        Value::Sequence(items) => {
            head(b'[', items.len(), out);
            items.iter().for_each(|item| pack(item, out));
        }
        Value::Mapping(entries) => {
            head(b'{', entries.len(), out);
            for (key, value) in entries {
                match key {
                    Value::String(key) => scalar(b'"', key, out),
                    Value::Number(key) => scalar(b'"', &decimal(key), out),
                    other => panic!("a key of a rule file is text, not {other:?}"),
                }
                pack(value, out);
            }
        }
        Value::Tagged(_) => panic!("rule files have no tags"),
    }
}

/// A number as `yaml::Node` has it.
fn decimal(number: &Number) -> String {
    let whole = number.as_i64().map(|n| n.to_string()).or_else(|| number.as_u64().map(|n| n.to_string()));
    whole.or_else(|| number.as_f64().map(|n| n.to_string())).expect("a number is one of these")
}

fn scalar(tag: u8, text: &str, out: &mut Vec<u8>) {
    head(tag, text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// What a node is, and how many bytes, items or entries it has.
fn head(tag: u8, count: usize, out: &mut Vec<u8>) {
    out.push(tag);
    out.extend_from_slice(&u16::try_from(count).expect("rule files are small").to_le_bytes());
}
