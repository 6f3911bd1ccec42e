//! `full`: each finding drawn on the sentence that it is about.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};

use super::window::{Mark, Page, Sheet, columns};
use super::{Index, Lines, Report, Reporter, Style, tame};
use crate::finding::{Field, Finding, Label, Severity};
use crate::rule::{RuleError, RuleFile};

/// Columns that stand to the left of the text beside the digits of the line number: blanks and a rule.
const GUTTER: usize = 4;

pub(super) struct Full {
    style: Style,
    handler: GraphicalReportHandler,
}

impl Full {
    pub(super) fn new(style: Style) -> Full {
        let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(style.width.max(Style::MIN_WIDTH))
            .with_links(false);
        Full { style, handler }
    }

    /// Columns for the text of some places.
    fn columns(&self, pages: &[Page<'_>], marks: &[Mark]) -> usize {
        let line = |mark: &Mark| pages.get(mark.page).map_or(1, |page| page.lines.position(mark.start).line);
        let last = marks.iter().map(line).max().unwrap_or(1);
        let digits = last.checked_ilog10().unwrap_or(0) as usize + 1;
        (self.style.width.max(Style::MIN_WIDTH) - GUTTER).saturating_sub(digits)
    }

    fn draw(&self, drawing: &Drawing) -> String {
        let mut out = String::new();
        // Writing to a string does not fail, and a sheet holds every span that its labels name.
        let _ = self.handler.render_report(&mut out, drawing);
        out.push('\n');
        out
    }

    fn finding(&self, finding: &Finding, pages: &[Page<'_>; 2]) -> String {
        let marks: Vec<Mark> = finding
            .labels
            .iter()
            .map(|label| Mark {
                page: usize::from(label.place.field == Field::Text),
                start: label.place.start,
                end: label.place.end,
                note: note(label).chars().map(columns).sum(),
            })
            .collect();
        let sheet = Sheet::new(pages, &marks, self.columns(pages, &marks));
        let labels = finding.labels.iter().enumerate().map(|(index, label)| {
            let note = note(label);
            let span = sheet.span(index);
            if label.primary {
                LabeledSpan::new_primary_with_span(Some(note), span)
            } else {
                LabeledSpan::new_with_span(Some(note), span)
            }
        });
        let drawing = Drawing {
            code: Some(tame(&finding.rule)),
            severity: finding.severity,
            message: tame(&finding.message),
            help: finding.help.as_deref().map(tame),
            labels: labels.collect(),
            sheet,
        };
        self.draw(&drawing)
    }
}

/// What is said of a label below it.
fn note(label: &Label) -> String {
    tame(if label.note.is_empty() { &label.name } else { &label.note })
}

impl Reporter for Full {
    fn document(&self, report: &Report<'_>) -> String {
        if report.findings.is_empty() {
            return String::new();
        }
        let index = Index::new(report.source);
        let page = |field| Page { lines: index.of(field), name: report.origin.name(field) };
        let pages = [page(Field::Title), page(Field::Text)];
        report.findings.iter().map(|finding| self.finding(finding, &pages)).collect()
    }
}

/// The most characters of a message about a rule file, which may quote words of any length.
const LONGEST: usize = 400;

/// A message without its middle, where that is too long to be read.
fn shorten(message: &str) -> String {
    let characters = message.chars().count();
    if characters <= LONGEST {
        return message.to_owned();
    }
    let (head, tail) = (LONGEST * 2 / 3, LONGEST / 3);
    message.chars().take(head).chain(['…']).chain(message.chars().skip(characters - tail)).collect()
}

/// The mistakes of rule files, each drawn on its place in the YAML.
pub fn draw_rule_errors(files: &[RuleFile], errors: &[RuleError], style: Style) -> String {
    let full = Full::new(style);
    let lines: Vec<Lines<'_>> = files.iter().map(|file| Lines::new(&file.yaml)).collect();
    let pages: Vec<Page<'_>> =
        files.iter().zip(&lines).map(|(file, lines)| Page { lines, name: tame(&file.path) }).collect();
    let draw = |error: &RuleError| {
        // A mistake with a place is drawn there; one without names its file and no more.
        let known = error.span.end > 0;
        let marks = [Mark { page: error.file, start: error.span.start, end: error.span.end, note: 0 }];
        let marks = if known { marks.as_slice() } else { &[] };
        let sheet = Sheet::new(&pages, marks, full.columns(&pages, marks));
        let label = LabeledSpan::new_primary_with_span(None, sheet.span(0));
        let name = pages.get(error.file).map_or("", |page| page.name.as_str());
        let message = shorten(&tame(&error.message));
        full.draw(&Drawing {
            code: None,
            severity: Severity::Error,
            message: if known { message } else { format!("{name}: {message}") },
            help: error.help.as_deref().map(|help| shorten(&tame(help))),
            labels: if known { vec![label] } else { Vec::new() },
            sheet,
        })
    };
    errors.iter().map(draw).collect()
}

/// What miette is given.
#[derive(Debug)]
struct Drawing {
    code: Option<String>,
    severity: Severity,
    message: String,
    help: Option<String>,
    labels: Vec<LabeledSpan>,
    sheet: Sheet,
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Advice => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.sheet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty())
            .then(|| Box::new(self.labels.iter().cloned()) as Box<dyn Iterator<Item = _>>)
    }
}
