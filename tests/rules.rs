//! The rules, tried on the cases that stand in their files.

use crossfoot::check;
use crossfoot::document::Document;
use crossfoot::rule::RuleSet;
use crossfoot::verify::{CaseOutcome, Expected, builtin_files, missing_cases, read_cases, run_cases};

#[test]
fn every_case_of_every_rule_comes_out() {
    let results = run_cases(&builtin_files()).expect("the rules load");
    assert!(results.len() > 50, "only {} cases ran", results.len());
    let failed: Vec<String> = results
        .iter()
        .filter(|r| r.outcome != CaseOutcome::Passed)
        .map(|r| format!("{}: {:?}\n    {:?}", r.rule, r.text, r.outcome))
        .collect();
    assert!(failed.is_empty(), "{} of {} cases failed:\n{}", failed.len(), results.len(), failed.join("\n"));
}

#[test]
fn every_rule_has_the_cases_it_needs() {
    let missing = missing_cases(&builtin_files()).expect("the rules load");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_rule_says_what_its_message_is() {
    let mut silent: std::collections::BTreeMap<String, bool> = std::collections::BTreeMap::new();
    for case in read_cases(&builtin_files()).expect("the rules load") {
        let said = matches!(case.expected, Expected::Fires { message: Some(_), .. });
        *silent.entry(case.rule.to_string()).or_insert(true) &= !said;
    }
    let silent: Vec<String> =
        silent.into_iter().filter(|(_, silent)| *silent).map(|(rule, _)| rule).collect();
    assert!(silent.is_empty(), "no firing case gives the `message` of {}", silent.join(", "));
}

#[test]
fn no_rule_speaks_on_the_silent_cases_of_another() {
    let rules = RuleSet::builtin();
    let mut noise = Vec::new();
    for case in read_cases(&builtin_files()).expect("the rules load") {
        if matches!(case.expected, Expected::Silent { .. }) {
            for finding in check(&Document::read(&case.source), &rules) {
                noise.push(format!("{} on a case of {}: {:?}", finding.rule, case.rule, case.source.text));
            }
        }
    }
    assert!(noise.is_empty(), "{}", noise.join("\n"));
}
