//! `crossfoot test`.

use std::collections::BTreeMap;

use super::args::TestArgs;
use super::terminal::Output;
use super::{Status, rules};
use crate::report::count;
use crate::verify::{CaseOutcome, CaseResult, builtin_files, run_cases, without_cases};

pub(super) fn test(args: &TestArgs) -> Status {
    let files = if args.rules.is_empty() {
        builtin_files()
    } else {
        let Ok(files) = rules::read(&args.rules) else { return Status::Failed };
        files
    };
    let results = match run_cases(&files) {
        Ok(results) => results,
        Err(errors) => {
            rules::tell(&files, &errors, &args.look);
            return Status::Failed;
        }
    };
    let mut output = Output::new();
    let mut by_rule: BTreeMap<(usize, &str), Vec<&CaseResult>> = BTreeMap::new();
    for result in &results {
        by_rule.entry((result.file, &result.rule)).or_default().push(result);
    }
    for ((_, rule), cases) in &by_rule {
        output.write(&lines(rule, cases));
    }
    let bare = without_cases(&files);
    for (_, rule) in &bare {
        output.write(&format!("none  {rule}  no cases\n"));
    }
    let passed = results.iter().filter(|result| result.outcome == CaseOutcome::Passed).count();
    let failed = results.len() - passed;
    output.write(&format!("{passed} passed, {failed} failed\n"));
    match output.status() {
        // Where nothing was tried, nothing is known to be well.
        Status::Clean if failed > 0 || results.is_empty() && !bare.is_empty() => Status::Found,
        status => status,
    }
}

/// A line for the rule, and more for each case that failed.
fn lines(rule: &str, cases: &[&CaseResult]) -> String {
    let failed = cases.iter().filter(|case| case.outcome != CaseOutcome::Passed).count();
    let mut out = match failed {
        0 => format!("ok    {rule}  {}\n", count(cases.len(), "case")),
        _ => format!("FAIL  {rule}  {failed} of {}\n", count(cases.len(), "case")),
    };
    out.extend(cases.iter().filter_map(|case| failure(case)));
    out
}

/// A case that failed: its text and what is wrong.
fn failure(case: &CaseResult) -> Option<String> {
    let what = match &case.outcome {
        CaseOutcome::Passed => return None,
        CaseOutcome::Missing => "should fire, was silent".to_owned(),
        CaseOutcome::Noisy(message) => format!("should be silent, said: {message}"),
        CaseOutcome::Differs { expected, found } => {
            format!("expected: {expected}\n        found:    {found}")
        }
    };
    let text = case.text.trim().replace('\n', "\n      | ");
    Some(format!("      | {text}\n        {what}\n"))
}
