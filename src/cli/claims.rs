//! `crossfoot claims`.

use super::args::ClaimsArgs;
use super::check::origin;
use super::run::{Frame, run};
use super::terminal::say;
use super::{Status, rules};
use crate::document::Document;
use crate::report::claims::{Format, Reading};
use crate::report::{Summary, count};

pub(super) fn claims(args: &ClaimsArgs) -> Status {
    let Ok(rules) = rules::load(&args.rules, &args.look) else { return Status::Failed };
    let format = args.format.format();
    let frame = Frame {
        head: format.head(),
        between: format.between(),
        tail: Box::new(|_| format.tail().to_owned()),
    };
    let outcome = run(&args.input, args.look.quiet, &frame, |loaded| {
        let document = Document::read(&loaded.source);
        let facts = crate::read(&document, rules);
        let skipped = if args.skipped { crate::skipped(&document, rules) } else { Vec::new() };
        let text = format.document(&Reading {
            origin: origin(loaded),
            source: &loaded.source,
            document: &document,
            facts: &facts,
            skipped: &skipped,
            vocabulary: rules.vocabulary(),
        });
        (text, Summary { documents: 1, figures: facts.len(), ..Summary::default() })
    });
    let summary = outcome.summary;
    if format == Format::Table && !args.look.quiet && summary.documents > 0 {
        say(&format!("{} in {}", count(summary.figures, "figure"), count(summary.documents, "document")));
    }
    if outcome.failed { Status::Failed } else { Status::Clean }
}
