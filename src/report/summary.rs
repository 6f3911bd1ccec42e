//! How a run went, in one sentence.

use crate::finding::{Finding, Severity};

/// How a run went, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents checked.
    pub documents: usize,
    /// Documents in which something was found.
    pub hit: usize,
    /// Figures read in them.
    pub figures: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are advice.
    pub advice: usize,
}

impl Summary {
    /// What one document adds.
    pub fn of(findings: &[Finding], figures: usize) -> Summary {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Summary {
            documents: 1,
            hit: usize::from(!findings.is_empty()),
            figures,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
        }
    }

    /// Adds what another counted.
    pub const fn add(&mut self, other: &Summary) {
        self.documents += other.documents;
        self.hit += other.hit;
        self.figures += other.figures;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.advice += other.advice;
    }

    /// How many findings there were.
    pub const fn findings(&self) -> usize {
        self.errors + self.warnings + self.advice
    }

    /// How many findings there were at least as severe as this.
    pub const fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Advice => self.findings(),
            Severity::Warning => self.errors + self.warnings,
            Severity::Error => self.errors,
        }
    }

    /// One sentence for people, without a full stop. It never says that the facts are right: only what was compared.
    pub fn sentence(&self) -> String {
        if self.documents == 0 {
            return "Nothing was checked".to_owned();
        }
        let documents = count(self.documents, "document");
        if self.findings() == 0 {
            return match self.figures {
                0 => format!("No figures to compare in {documents}"),
                figures => format!("No contradictions among {} in {documents}", count(figures, "figure")),
            };
        }
        let kinds = [(self.errors, "error"), (self.warnings, "warning"), (self.advice, "piece of advice")];
        let kinds: Vec<String> = kinds
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, name)| count(*number, name))
            .collect();
        let findings = count(self.findings(), "finding");
        let place = if self.documents == 1 {
            "1 document".to_owned()
        } else {
            format!("{} of {documents}", grouped(self.hit))
        };
        format!("{findings} ({}) in {place}", kinds.join(", "))
    }
}

/// A number with what it counts: `1 finding`, `2 findings`, `12,000 documents`.
pub fn count(number: usize, singular: &str) -> String {
    match (number, singular) {
        (1, _) => format!("1 {singular}"),
        (_, "piece of advice") => format!("{} pieces of advice", grouped(number)),
        _ => format!("{} {singular}s", grouped(number)),
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn sentences() {
        let none = Summary { documents: 1, figures: 57, ..Summary::default() };
        let some = Summary { documents: 12, hit: 1, errors: 1, warnings: 1, ..none };
        let many = Summary { documents: 12_345, hit: 1200, errors: 0, warnings: 0, advice: 1001, ..none };
        for (summary, sentence) in [
            (Summary::default(), "Nothing was checked"),
            (Summary { figures: 0, ..none }, "No figures to compare in 1 document"),
            (none, "No contradictions among 57 figures in 1 document"),
            (some, "2 findings (1 error, 1 warning) in 1 of 12 documents"),
            (many, "1,001 findings (1,001 pieces of advice) in 1,200 of 12,345 documents"),
            (Summary { documents: 1, ..some }, "2 findings (1 error, 1 warning) in 1 document"),
        ] {
            assert_eq!(summary.sentence(), sentence);
        }
    }
}
