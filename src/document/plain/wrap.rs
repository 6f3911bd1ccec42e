//! Whether the lines of a plain text are broken at a width, and which of them belong together.

use memchr::{memchr, memmem};

/// How the lines of a text are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrap {
    /// The width at which lines are broken, in bytes; `None` where a line is a paragraph.
    width: Option<usize>,
}

/// Lines longer than this were not broken at a width.
const WIDEST: usize = 110;
/// Nobody breaks prose narrower than this.
const NARROWEST: usize = 30;
/// Lines that are looked at before the decision falls.
const LOOKED_AT: usize = 20_000;

impl Wrap {
    /// Looks at the lines of a text that another line follows, for evidence: wrapped lines are of much the same width
    /// (nine in ten within the width, half of them nearly as wide), and fewer than half of them end a sentence.
    pub(super) fn of(text: &str) -> Wrap {
        let mut widths = [0_usize; WIDEST + 1];
        let (mut followed, mut ended, mut long, mut seen) = (0, 0, 0, 0);
        let mut last: Option<&str> = None;
        for line in text.lines().take(LOOKED_AT).map(str::trim) {
            if !line.is_empty() {
                seen += 1;
                long += usize::from(line.len() > WIDEST);
                if let Some(last) = last.filter(|l| !is_tabular(l) && l.len() >= NARROWEST) {
                    followed += 1;
                    ended += usize::from(may_end(last));
                    if let Some(count) = widths.get_mut(last.len().min(WIDEST)) {
                        *count += 1;
                    }
                }
            }
            last = Some(line).filter(|l| !l.is_empty());
        }
        let width = quantile(&widths, followed * 9 / 10);
        let half = quantile(&widths, followed / 2);
        let wrapped = followed > 0 && ended * 2 < followed && long * 10 < seen && half * 10 >= width * 7;
        Wrap { width: wrapped.then_some(width) }
    }

    /// Whether a line goes on with the sentence or paragraph of the line right before it: that one was filled, or
    /// breaks off before a small letter.
    pub(super) fn joins(self, before: &str, line: &str) -> bool {
        if is_tabular(before) {
            return false;
        }
        let Some(width) = self.width else { return goes_on(before, line) };
        let starts_small = line.chars().next().is_some_and(|c| c.is_lowercase() || c == ',');
        let word = line.split_ascii_whitespace().next().map_or(0, str::len);
        let filled = before.len() + 1 + word > width || before.len() * 20 >= width * 13;
        if may_end(before) {
            before.len() + 1 + word + 8 > width || starts_small
        } else {
            filled || starts_small
        }
    }
}

/// Whether a line breaks off in the middle of a sentence, however the text is broken: after a comma, before a small letter.
fn goes_on(before: &str, line: &str) -> bool {
    before.ends_with(',') && line.chars().next().is_some_and(char::is_lowercase)
}

/// The smallest width that more than `rank` lines do not exceed.
fn quantile(widths: &[usize], rank: usize) -> usize {
    let mut below = 0;
    widths
        .iter()
        .position(|count| {
            below += count;
            below > rank
        })
        .unwrap_or(0)
}

/// Whether a line ends as sentences and introductions do.
pub(super) fn may_end(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', ')', ']', '”', '’', '»']).ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a line is set in columns: a tab, or a gap of three spaces, inside it.
pub(super) fn is_tabular(line: &str) -> bool {
    let line = line.trim().as_bytes();
    memmem::find(line, b"   ").is_some() || memchr(b'\t', line).is_some()
}
