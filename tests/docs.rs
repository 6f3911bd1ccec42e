//! Keeps the users' pages true: their pictures are what the program prints, their rules load and pass.

use std::fs;
use std::path::Path;
use std::process::Command;

use crossfoot::rule::{RuleFile, RuleSet};
use crossfoot::verify::{CaseOutcome, run_cases};

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

fn blocks(text: &str, language: &str) -> Vec<String> {
    let open = format!("```{language}\n");
    text.split(&open).skip(1).filter_map(|rest| rest.split("```").next().map(str::to_owned)).collect()
}

fn printed(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program runs");
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn the_picture_in_the_readme_is_what_is_printed() {
    let picture = blocks(&page("README.md"), "text").remove(0);
    let output =
        printed(&["check", "--color", "never", "--format", "full", "--width", "80", "examples/harbour.md"]);
    assert!(output.contains(picture.trim()), "not printed any more:\n{picture}\nbut:\n{output}");
}

#[test]
fn the_rules_in_the_pages_load_and_their_cases_pass() {
    let files: Vec<RuleFile> = blocks(&page("docs/rules.md"), "yaml")
        .into_iter()
        .enumerate()
        .map(|(i, yaml)| RuleFile { path: format!("block-{i}.yaml"), yaml })
        .collect();
    assert!(files.len() >= 2);
    RuleSet::load(&files).expect("the rules load");
    let results = run_cases(&files).expect("the rules load");
    assert!(results.len() >= 3);
    for result in results {
        assert_eq!(result.outcome, CaseOutcome::Passed, "{}", result.text);
    }
}

#[test]
fn the_examples_hold_what_they_promise() {
    let found = printed(&["check", "--format", "concise", "examples/harbour.md"]);
    assert_eq!(found.lines().count(), 8, "{found}");
    assert_eq!(printed(&["check", "--format", "concise", "examples/clean.md"]), "");
}
