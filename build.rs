//! Embeds `rules/`: each YAML file as it is (for `explain` and `test`), all of them as one packed tree without their
//! cases (for start-up, which must not pay for parsing YAML), and their word lists and patterns compiled. The word lists
//! are a packed tree of their own besides, which is read only if a user has any, and so is the vocabulary, which is read
//! beside the rules. `src/yaml/packed.rs` says how a tree is packed, `src/words/packed.rs` how word lists and patterns are.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_yaml::{Mapping, Number, Value};

use words::compile::{Pattern, compile};
use words::cut::words_of;
use words::lexicon::{Lexicon, ListId};
use words::packed::pack_book;

// The part of the program that compiles patterns, so that those of the built-in rules are compiled when it is built.
#[allow(dead_code, unreachable_pub)]
#[path = "src/hash.rs"]
mod hash;

#[path = "src/keys.rs"]
mod keys;

#[allow(dead_code, unreachable_pub)]
#[path = "src/words"]
mod words {
    pub mod bits;
    pub mod compile;
    pub mod cut;
    pub mod entries;
    pub mod kinds;
    pub mod lexicon;
    pub mod opening;
    pub mod packed;
    pub mod pattern;
}

#[allow(dead_code, unreachable_pub)]
#[path = "src/claim"]
mod claim {
    mod kind;
    pub use kind::Kind;
}

/// What is wrong in a rule file is told by the program, which suggests something better.
mod yaml {
    pub(crate) fn suggest<'k>(_: &str, _: impl Iterator<Item = &'k str>) -> Option<&'k str> {
        None
    }
}

fn main() {
    for read in ["build.rs", "rules", "src/hash.rs", "src/claim", "src/keys.rs", "src/words"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let mut trees = Vec::new();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&root).expect("below rules").to_string_lossy().replace('\\', "/");
        let yaml = fs::read_to_string(file).expect("a rule file is UTF-8");
        let mut tree: Value =
            serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("rules/{name}: {error}"));
        drop_cases(&mut tree);
        trees.push((name.clone(), tree));
        writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string())
            .expect("a string takes all");
    }
    list.push_str("]\n");
    let book = book(&trees.iter().map(|(_, tree)| tree).collect::<Vec<&Value>>());
    fs::write(out.join("book.packed"), book).expect("OUT_DIR can be written");
    let mut taken = |keys: &[&str]| trees.iter_mut().filter_map(|file| take(file, keys)).collect::<Vec<_>>();
    let (words, vocabulary) = (taken(&["words"]), taken(&keys::VOCABULARY));
    let parts = [("rules.packed", trees), ("words.packed", words), ("vocabulary.packed", vocabulary)];
    for (name, trees) in parts {
        let tree = Value::Mapping(trees.into_iter().map(|(name, tree)| (name.into(), tree)).collect());
        let mut packed = String::new();
        pack(&tree, &mut packed);
        fs::write(out.join(name), packed).expect("OUT_DIR can be written");
    }
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

/// Takes some keys out of a file: a file of nothing else, if it has any.
fn take((name, tree): &mut (String, Value), keys: &[&str]) -> Option<(String, Value)> {
    let tree = tree.as_mapping_mut()?;
    let taken: Mapping = keys.iter().filter_map(|key| tree.remove_entry(*key)).collect();
    (!taken.is_empty()).then(|| (name.clone(), Value::Mapping(taken)))
}

/// Packs a tree.
fn pack(tree: &Value, out: &mut String) {
    match tree {
        Value::Null => out.push('~'),
        Value::Bool(value) => out.push(if *value { '+' } else { '-' }),
        Value::Number(number) => scalar('#', &decimal(number), out),
        Value::String(value) => scalar('"', value, out),
        Value::Sequence(items) => {
            head('[', items.len(), out);
            for item in items {
                pack(item, out);
            }
        }
        Value::Mapping(entries) => {
            head('{', entries.len(), out);
            for (key, value) in entries {
                match key {
                    Value::String(key) => scalar('"', key, out),
                    Value::Number(key) => scalar('"', &decimal(key), out),
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

fn scalar(tag: char, text: &str, out: &mut String) {
    head(tag, text.len(), out);
    out.push_str(text);
}

/// What a node is, and how many bytes, items or entries it has.
fn head(tag: char, count: usize, out: &mut String) {
    out.push(tag);
    out.push(u32::try_from(count).ok().and_then(char::from_u32).expect("rule files are small"));
}

/// Compiles all word lists and patterns of some files, with numbers for words and lists that any later reader of the book
/// takes over.
fn book(trees: &[&Value]) -> Vec<u8> {
    let mut lexicon = Lexicon::new();
    let lists = trees.iter().filter_map(|tree| tree.get("words")?.as_mapping()).flatten();
    let lists: Vec<(&str, &Value)> =
        lists.filter_map(|(name, entries)| name.as_str().zip(Some(entries))).collect();
    for (name, _) in &lists {
        lexicon.open_list(name);
    }
    for (name, entries) in &lists {
        let list = lexicon.open_list(name);
        fill_list(list, entries, &mut vec![name], &lists, &mut lexicon);
    }
    let mut texts = Vec::new();
    for tree in trees {
        patterns_of(tree, &mut texts);
    }
    texts.sort_unstable();
    texts.dedup();
    let mut patterns: Vec<(String, Pattern, Vec<String>)> = Vec::new();
    for text in texts {
        let mut names: Vec<String> = Vec::new();
        let mut flaws = Vec::new();
        let slot = &mut |name: &str, _| {
            let known = names.iter().position(|n| n == name).unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            });
            u8::try_from(known).map_err(|_| "too many names".to_owned())
        };
        let pattern = compile(text, &mut lexicon, slot, &mut flaws);
        // What is wrong with a pattern is told when it is read, so it is left to be read.
        if flaws.is_empty() {
            patterns.push((text.to_owned(), pattern, names));
        }
    }
    pack_book(&lexicon, &patterns).expect("rule files are small")
}

/// Adds the entries of a list, as `src/rule/load.rs` does, which tells what is wrong besides.
fn fill_list<'t>(
    list: ListId,
    entries: &'t Value,
    taken: &mut Vec<&'t str>,
    lists: &[(&'t str, &'t Value)],
    lexicon: &mut Lexicon,
) {
    for phrase in texts(entries).flat_map(|text| text.split(',')).map(str::trim).filter(|p| !p.is_empty()) {
        let Some(other) = phrase.strip_prefix('@') else {
            lexicon.add_entry(list, &words_of(phrase));
            continue;
        };
        if taken.contains(&other) {
            continue;
        }
        taken.push(other);
        for (_, entries) in lists.iter().filter(|(name, _)| *name == other) {
            fill_list(list, entries, taken, lists, lexicon);
        }
    }
}

/// The texts of a list, or the one text that stands in its place.
fn texts(tree: &Value) -> impl Iterator<Item = &str> {
    let items = tree.as_sequence().map_or(std::slice::from_ref(tree), Vec::as_slice);
    items.iter().map(|item| item.as_str().unwrap_or_else(|| panic!("{item:?} is to be in quotation marks")))
}

/// The patterns of a file or a rule.
fn patterns_of<'t>(tree: &'t Value, out: &mut Vec<&'t str>) {
    let rules = tree.get("rules").and_then(Value::as_sequence).into_iter().flatten();
    for rule in rules {
        patterns_of(rule, out);
    }
    let measures = tree.get("measures").and_then(Value::as_mapping).into_iter().flat_map(|m| m.values());
    let clauses = tree.get("clauses").and_then(Value::as_sequence).into_iter().flatten();
    for clause in clauses {
        patterns_of(clause, out);
    }
    for patterns in keys::PATTERNS.into_iter().filter_map(|key| tree.get(key)).chain(measures) {
        out.extend(texts(patterns));
    }
}
