//! `crossfoot check`.

use super::args::CheckArgs;
use super::jobs::Loaded;
use super::run::{Frame, run};
use super::terminal::{say, style};
use super::{Status, rules};
use crate::document::Document;
use crate::report::{Origin, Report, Summary, reporter};

pub(super) fn check(args: &CheckArgs) -> Status {
    let Ok(rules) = rules::load(&args.rules, &args.look) else { return Status::Failed };
    let format = args.format.format();
    let reporter = reporter(format, style(&args.look), rules.rules());
    // Only people are told how many figures there were.
    let counts = format.is_for_people() && !args.look.quiet;
    let frame = Frame {
        head: reporter.head(),
        between: reporter.between(),
        tail: Box::new(|summary| reporter.tail(summary)),
    };
    let outcome = run(&args.input, args.look.quiet, &frame, |loaded| {
        let examined = crate::examine(&Document::read(&loaded.source), rules);
        let report = Report { origin: origin(loaded), source: &loaded.source, findings: &examined.findings };
        (reporter.document(&report), Summary::of(&examined.findings, examined.figures))
    });
    if counts && (outcome.summary.documents > 0 || !outcome.failed) {
        say(&outcome.summary.sentence());
    }
    let fails = args.fail_on.severity().is_some_and(|severity| outcome.summary.at_least(severity) > 0);
    match (outcome.failed, fails) {
        (true, _) => Status::Failed,
        (false, true) => Status::Found,
        (false, false) => Status::Clean,
    }
}

/// Where a document came from, as reports know it.
pub(super) fn origin(loaded: &Loaded) -> Origin<'_> {
    Origin {
        path: &loaded.path,
        document: &loaded.document,
        record: loaded.record,
        offsets: loaded.offsets.as_ref(),
    }
}
