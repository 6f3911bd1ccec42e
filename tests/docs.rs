//! Keeps the users' pages true: their pictures are what the program prints, their rules load and pass, they leave out
//! nothing of the language, and what they name is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crossfoot::claim::Kind;
use crossfoot::rule::expr::Function;
use crossfoot::rule::{RuleFile, RuleSet};
use crossfoot::verify::{CaseOutcome, builtin_files, run_cases};

/// The pages that people read.
const PAGES: [&str; 5] =
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/rules.md", "docs/architecture.md"];

#[test]
fn the_picture_in_the_readme_is_what_is_printed() {
    let picture = blocks(&page("README.md"), "text").remove(0);
    let output =
        printed(&["check", "--color", "never", "--format", "full", "--width", "80", "examples/harbour.md"]);
    assert!(output.contains(picture.trim()), "not printed any more:\n{picture}\nbut:\n{output}");
}

#[test]
fn the_examples_hold_what_they_promise() {
    let found = printed(&["check", "--format", "concise", "examples/harbour.md"]);
    assert_eq!(found.lines().count(), 8, "{found}");
    assert_eq!(printed(&["check", "--format", "concise", "examples/clean.md"]), "");
}

#[test]
fn the_rules_in_the_pages_load_and_their_cases_pass() {
    for (name, rules) in [("README.md", 1), ("docs/rules.md", 6)] {
        let files: Vec<RuleFile> = blocks(&page(name), "yaml")
            .into_iter()
            .enumerate()
            .map(|(i, yaml)| RuleFile { path: format!("block-{i}.yaml"), yaml })
            .collect();
        RuleSet::load(&files).expect("the rules load");
        let results = run_cases(&files).expect("the rules load");
        let with_cases: BTreeSet<&str> = results.iter().map(|r| &*r.rule).collect();
        assert_eq!(with_cases.len(), rules, "rules with cases in {name}");
        for result in results {
            assert_eq!(result.outcome, CaseOutcome::Passed, "{}", result.text);
        }
    }
}

#[test]
fn the_page_of_the_rule_language_leaves_nothing_out() {
    let page = page("docs/rules.md");
    let words: BTreeSet<&str> = page.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    for (_, name, ..) in Function::ALL {
        assert!(page.contains(&format!("`{name}(")), "the function `{name}`");
    }
    for kind in Kind::ALL {
        assert!(page.contains(&format!("`{}`", kind.name())), "the kind `{}`", kind.name());
    }
    for file in builtin_files().iter().filter(|f| f.yaml.starts_with("id:")) {
        for key in file.yaml.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            let key = key.split(':').next().unwrap_or_default();
            assert!(words.contains(key) && page.contains(&format!("`{key}`")), "`{key}` of {}", file.path);
        }
    }
}

#[test]
fn options_and_verbs_in_the_pages_are_those_of_the_program() {
    let verbs = ["check", "claims", "test", "rules", "explain"];
    let helps = verbs.iter().map(|verb| printed(&[verb, "--help"])).chain([printed(&["--help"])]);
    let helps: Vec<String> = helps.collect();
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let known: BTreeSet<&str> = helps.iter().flat_map(|help| help.split(|c| !is_part(c))).collect();
    for name in PAGES {
        let page = page(name);
        for line in page.lines().filter(|line| line.contains("crossfoot ") || line.contains("`--")) {
            let own = line.split(" -- ").last().unwrap_or_default();
            for option in own.split([' ', '`', '(', ')']).filter(|w| w.starts_with("--") && w.len() > 2) {
                let option = option.trim_end_matches(|c: char| !c.is_alphanumeric());
                assert!(known.contains(option), "{name} names the option {option}: {line}");
            }
        }
        for part in page.split("`crossfoot ").skip(1) {
            let verb: String = part.chars().take_while(char::is_ascii_alphabetic).collect();
            assert!(verb.is_empty() || verbs.contains(&verb.as_str()), "{name} names the verb {verb}");
        }
    }
}

#[test]
fn links_in_the_pages_lead_somewhere() {
    for name in PAGES {
        let folder = Path::new(name).parent().expect("a folder");
        for link in
            page(name).split("](").skip(1).filter_map(|rest| rest.split(')').next().map(str::to_owned))
        {
            let target = link.split('#').next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(target);
                assert!(path.exists(), "{name} links to {link}");
            }
        }
    }
}

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// The blocks of a page that are fenced as a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let open = format!("```{language}\n");
    text.split(&open).skip(1).filter_map(|rest| rest.split("```").next().map(str::to_owned)).collect()
}

/// What the program prints on standard output when it is run here.
fn printed(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program runs");
    String::from_utf8(run.stdout).expect("UTF-8")
}
