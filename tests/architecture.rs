//! Keeps the map in `docs/architecture.md` true: its list of files, its table of imports, and the invariants that can be
//! told from the text of the code.

// The names of our own files are in small letters.
#![allow(clippy::case_sensitive_file_extension_comparisons)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A source file without its comments and tests.
struct File {
    /// Relative to `src/`, with `/`.
    name: String,
    /// Its first folder, or its own name where it stands in none.
    module: String,
    /// How many names its module path has: `engine/eval.rs` is `engine::eval`, so two.
    depth: usize,
    code: String,
    /// Lines, comments and tests among them.
    lines: usize,
}

/// A row of the table under "Who may import whom".
struct Row {
    module: String,
    imports: BTreeSet<String>,
    crates: BTreeSet<String>,
}

#[test]
fn every_module_has_a_row_and_every_row_a_module() {
    let modules: BTreeSet<String> = files().into_iter().map(|f| f.module).collect();
    let rows: BTreeSet<String> = rows().into_iter().map(|r| r.module).collect();
    assert_eq!(modules, rows, "the modules of src/ (left) and the rows of the table (right)");
}

#[test]
fn every_module_imports_what_its_row_says_and_nothing_else() {
    let mut used: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in files() {
        for name in imports(&file) {
            used.entry(file.module.clone()).or_default().entry(name).or_insert_with(|| file.name.clone());
        }
    }
    let mut wrong = Vec::new();
    for row in rows() {
        let used = used.remove(&row.module).unwrap_or_default();
        for (name, file) in &used {
            if !row.imports.contains(name) {
                wrong.push(format!("src/{file} imports `{name}`, which the row of `{}` lacks", row.module));
            }
        }
        for name in row.imports.iter().filter(|name| !used.contains_key(*name)) {
            wrong.push(format!("the row of `{}` has `{name}`, which nothing there imports", row.module));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_arrow_points_up_the_table() {
    let mut above = BTreeSet::new();
    for row in rows() {
        for name in &row.imports {
            assert!(above.contains(name), "`{}` imports `{name}`, which does not stand above it", row.module);
        }
        above.insert(row.module);
    }
}

#[test]
fn every_module_names_the_crates_of_its_row_and_no_others() {
    let crates = dependencies();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files() {
        let named = crates.iter().filter(|name| names(&file.code, name)).cloned();
        used.entry(file.module).or_default().extend(named);
    }
    for row in rows() {
        let used = used.remove(&row.module).unwrap_or_default();
        assert_eq!(
            used, row.crates,
            "the crates that `{}` names (left) and those of its row (right)",
            row.module
        );
    }
}

#[test]
fn every_file_is_on_the_map() {
    let page = page();
    let map = page.split("## The map").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("the map");
    let listed: BTreeSet<&str> = map.split('`').filter(|word| word.ends_with(".rs")).collect();
    let there: BTreeSet<String> = files().into_iter().map(|f| f.name).chain(tests_in_src()).collect();
    let missing: Vec<&String> =
        there.iter().filter(|f| !listed.contains(f.as_str()) && !f.ends_with("tests.rs")).collect();
    assert!(missing.is_empty(), "not on the map: {missing:?}");
    let gone: Vec<&&str> = listed.iter().filter(|f| !there.contains(**f) && **f != "build.rs").collect();
    assert!(gone.iter().all(|f| f.starts_with("tests/")), "on the map, but not in src/: {gone:?}");
}

#[test]
fn the_core_touches_nothing_outside_and_prints_nothing() {
    let outside = [
        "std::fs",
        "std::env",
        "std::net",
        "std::time",
        "std::process",
        "std::thread",
        "std::io",
        "jiff::Zoned",
        "jiff::Timestamp",
        "print!",
        "println!",
        "eprint!",
        "eprintln!",
    ];
    for file in files().iter().filter(|f| f.module != "cli" && f.module != "main") {
        for name in outside {
            assert!(!file.code.contains(name), "src/{} names {name}", file.name);
        }
    }
}

#[test]
fn figures_are_exact_and_the_core_does_not_panic() {
    for file in files() {
        for line in file.code.lines() {
            // YAML and JSON hand numbers over as floats, which are turned to text and to exact values at once.
            let float = line.contains("f64") && !line.contains("fn visit_f64") || line.contains("f32");
            assert!(!float, "src/{} has a binary float: {}", file.name, line.trim());
        }
        for call in [".unwrap()", ".expect(", "unreachable!(", "todo!(", "unimplemented!("] {
            assert!(!file.code.contains(call), "src/{} calls {call}", file.name);
        }
        // The built-in rules are part of the program, and its tests load them.
        let panics = file.code.matches("panic!(").count();
        assert_eq!(panics, usize::from(file.name == "rule/mod.rs"), "src/{} panics", file.name);
    }
}

#[test]
fn only_reports_and_the_command_line_are_serialised() {
    for file in files().iter().filter(|f| f.module != "report" && f.module != "cli") {
        assert!(
            !names_word(&file.code, "Serialize"),
            "src/{} gives a shape to what leaves the program",
            file.name
        );
    }
}

/// The word lists of the rules, and the texts of all rule files.
fn word_lists() -> (BTreeSet<String>, String) {
    let mut paths = Vec::new();
    walk(&root().join("rules"), &mut paths);
    let texts: Vec<String> = paths.iter().map(|p| fs::read_to_string(p).expect("a rule file")).collect();
    let mut lists = BTreeSet::new();
    for text in &texts {
        let tree: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
        let words = tree.get("words").and_then(serde_yaml::Value::as_mapping);
        lists.extend(words.into_iter().flat_map(|w| w.keys()).filter_map(|k| k.as_str().map(str::to_owned)));
    }
    (lists, texts.join("\n"))
}

/// Every name in quotation marks that stands right behind a call, up to the end of the call.
fn named_in_calls(code: &str, call: &str) -> Vec<String> {
    let calls = code.match_indices(call).filter_map(|(at, _)| {
        let rest = &code[at + call.len()..];
        let inside = &rest[..rest.find(')')?];
        let name = inside.split('"').nth(1)?;
        Some(name.to_owned())
    });
    calls.collect()
}

#[test]
fn every_word_list_is_used_and_every_list_that_the_code_asks_for_is_there() {
    let (lists, rules) = word_lists();
    let code: String = files().iter().map(|f| f.code.as_str()).collect();
    let used = |list: &&String| {
        let ends = |at: usize| !rules[at..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let name = format!("@{list}");
        // "fits-{noun}": one list for each of several words.
        let one_of_several = list.split_once('-').is_some_and(|(of, _)| code.contains(&format!("\"{of}-{{")));
        rules.match_indices(&name).any(|(at, _)| ends(at + name.len()))
            || code.contains(&format!("\"{list}\""))
            || one_of_several
    };
    let unused: Vec<&String> = lists.iter().filter(|list| !used(list)).collect();
    assert!(unused.is_empty(), "word lists that nothing uses: {unused:?}");
    let calls = ["is_listed(case,", "listed(scene,", "lexicon.list(", "lexicon().list(", "lexicon.lists("];
    let asked = calls.iter().flat_map(|call| named_in_calls(&code, call));
    let missing: BTreeSet<String> =
        asked.filter(|list| !list.contains('{') && !lists.contains(list)).collect();
    assert!(missing.is_empty(), "word lists that the code asks for and no file has: {missing:?}");
}

#[test]
fn no_rule_is_named_in_the_code() {
    let mut paths = Vec::new();
    walk(&root().join("rules"), &mut paths);
    let ids: BTreeSet<String> = paths
        .iter()
        .flat_map(|path| {
            let yaml = fs::read_to_string(path).expect("a rule file");
            let ids =
                yaml.lines().filter_map(|l| l.trim_start().trim_start_matches("- ").strip_prefix("id:"));
            ids.map(|id| id.trim().to_owned()).collect::<Vec<_>>()
        })
        .collect();
    assert!(ids.len() > 10, "only {} rules were found", ids.len());
    for file in files() {
        for id in &ids {
            assert!(!file.code.contains(id.as_str()), "src/{} names the rule {id}", file.name);
        }
    }
}

#[test]
fn files_stay_short() {
    for file in files() {
        assert!(file.lines <= 600, "src/{} has {} lines", file.name, file.lines);
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/architecture.md")).expect("the page is there")
}

fn rows() -> Vec<Row> {
    let page = page();
    let table = page.split("## Who may import whom").nth(1).expect("the heading is there");
    let table = table.split("\n## ").next().expect("what stands below it");
    let list = |cell: &str| cell.split(',').map(|m| m.trim().to_owned()).filter(|m| !m.is_empty()).collect();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [module, imports, crates] = cells.as_slice() else { panic!("not a row of three: {row}") };
        Row { module: module.trim_matches('`').to_owned(), imports: list(imports), crates: list(crates) }
    })
    .collect()
}

/// The crates of `[dependencies]` as code names them.
fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let section = manifest.split("\n[dependencies]\n").nth(1).and_then(|rest| rest.split("\n[").next());
    let lines = section.expect("the section").lines().filter_map(|line| line.split_once(" = "));
    lines.map(|(name, _)| name.trim().replace('-', "_")).collect()
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, out) } else { out.push(path) }
    }
    out.sort();
}

fn names_in_src() -> Vec<(String, PathBuf)> {
    let src = root().join("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    let rust = paths.into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs"));
    rust.map(|path| {
        let inner = path.strip_prefix(&src).expect("below src");
        let parts: Vec<_> = inner.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        (parts.join("/"), path)
    })
    .collect()
}

/// Files that hold nothing but tests.
fn tests_in_src() -> Vec<String> {
    names_in_src().into_iter().map(|(name, _)| name).filter(|name| is_test(name)).collect()
}

fn is_test(name: &str) -> bool {
    name.ends_with("tests.rs") || name.contains("/tests/")
}

fn files() -> Vec<File> {
    let code = names_in_src().into_iter().filter(|(name, _)| !is_test(name));
    code.map(|(name, path)| {
        let text = fs::read_to_string(&path).expect("a source file");
        let module = name.split('/').next().expect("a name").trim_end_matches(".rs").to_owned();
        let inner = name.trim_end_matches(".rs").trim_end_matches("/mod");
        let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code: Vec<&str> = own.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let depth = if matches!(inner, "lib" | "main") { 0 } else { inner.split('/').count() };
        File { module, depth, code: code.join("\n"), lines: text.lines().count(), name }
    })
    .collect()
}

/// The other modules of the crate that a file names, by `crate::`, by `super::` up to the root, or, from the root itself
/// and from outside it, by their names.
fn imports(file: &File) -> BTreeSet<String> {
    let mut out = heads(&file.code, "crate::");
    out.extend(heads(&file.code, &"super::".repeat(file.depth)).into_iter().filter(|_| file.depth > 0));
    let modules: BTreeSet<String> = names_in_src()
        .into_iter()
        .map(|(name, _)| name.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned())
        .collect();
    match file.module.as_str() {
        "lib" => out.extend(modules.iter().filter(|m| names(&file.code, m)).cloned()),
        "main" => out.extend(heads(&file.code, "crossfoot::")),
        _ => {}
    }
    // What is no module is a function of the root.
    out.into_iter()
        .map(|name| if modules.contains(&name) { name } else { "lib".to_owned() })
        .filter(|name| *name != file.module)
        .collect()
}

/// The first names after a prefix, those of a group in braces among them.
fn heads(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        if prefix.is_empty() || code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c)) {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            out.extend(heads_of_group(group));
        } else {
            out.extend(Some(word(rest)).filter(|name| !name.is_empty() && name != "super"));
        }
    }
    out
}

/// The first names of the items of a group, up to its closing brace.
fn heads_of_group(group: &str) -> Vec<String> {
    let mut out = Vec::new();
    let (mut depth, mut fresh) = (0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                out.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    out
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether code names something of a crate or module: `name::`, not as part of a longer path or word.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::"))
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c)))
}

fn names_word(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        !code[..at].ends_with(inside) && !code[at + name.len()..].starts_with(inside)
    })
}
