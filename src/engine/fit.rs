//! What would fit, in words: which figure in place of which, and a pair of digits that may have been swapped.

use super::Case;
use super::binding::Binding;
use super::days;
use super::say::{claim_text, grouped};
use super::solve::{Fit, Side, solve, truth_with};
use crate::claim::{Claim, Kind, Unit};
use crate::interval::Outcome;
use crate::number::Number;
use crate::rule::Rule;

/// Figures that are tried, each by itself; a row may be longer.
const MOST: usize = 8;
/// Decimals that are shown beyond those of the figure as written, before it is given up.
const FINER: i32 = 2;

/// What each figure would have to be for the check to hold, where it can be worked out.
pub(super) fn fitting(case: &Case<'_>, rule: &Rule, binding: &Binding) -> Option<String> {
    let mut fits = Vec::new();
    for (slot, claim) in bound(binding) {
        let Some(figure) = case.claim(claim) else { continue };
        let texts = if days::is_day(figure) {
            days::fitting(case, binding, rule.body.check(), claim)
        } else {
            let fit = solve(case, binding, rule.body.check(), claim);
            fit.and_then(|fit| in_place(case, rule, binding, figure, claim, fit)).into_iter().collect()
        };
        let note = rule.body.notes.get(slot).map_or("", String::as_str);
        let written = claim_text(case, claim).unwrap_or_default();
        fits.extend(texts.into_iter().map(|text| format!("{text} in place of {written} ({note})")));
    }
    match fits.as_slice() {
        [] => None,
        fits => Some(format!("what would fit: {}", fits.join(", or "))),
    }
}

/// A figure that fits once two neighbouring digits of it change places. Of a bound most numbers fit, so nothing is said.
pub(super) fn swapped(case: &Case<'_>, rule: &Rule, binding: &Binding) -> Option<String> {
    for (_, claim) in bound(binding) {
        let Some(digits) = case.claim(claim).and_then(|c| Digits::of(case, c)) else { continue };
        let bounds = solve(case, binding, rule.body.check(), claim).is_some_and(|fit| fit.side != Side::Only);
        for turned in digits.swaps() {
            let Some(number) = digits.worth(&turned).filter(|_| !bounds) else { continue };
            if truth_with(case, binding, rule.body.check(), Some((claim, number))) != Outcome::Impossible {
                let text = digits.put(&turned);
                return Some(format!("{} with two digits swapped is {text}, which would fit", digits.text));
            }
        }
    }
    None
}

/// The claims that can be blamed, each with its slot.
fn bound(binding: &Binding) -> impl Iterator<Item = (usize, usize)> {
    let all =
        (0..binding.captures.len()).flat_map(|slot| binding.claims(slot).iter().map(move |c| (slot, *c)));
    all.take(MOST)
}

/// A fitting number, written as the figure is; `None` if none that could be written there fits.
fn in_place(
    case: &Case<'_>,
    rule: &Rule,
    binding: &Binding,
    figure: &Claim,
    claim: usize,
    fit: Fit,
) -> Option<String> {
    let value = figure.quantity()?.value?;
    if fit.number.is_negative() != value.is_negative() || fit.number.is_zero() {
        return None;
    }
    let digits = Digits::of(case, figure);
    let (scale, decimals) = digits.as_ref().map_or((Number::int(1), 0), |d| (d.scale, d.decimals));
    let whole = figure.kind == Kind::Count && value.is_integer() && scale == Number::int(1);
    let shown = fit.number.div(scale)?;
    let finest = if whole { 0 } else { decimals + FINER };
    let candidates = (decimals..=finest).filter_map(|places| shown.round(places));
    let number = candidates.chain([shown.floor(), shown.ceil()].into_iter().filter(|_| whole)).find(|n| {
        let instead = n.mul(scale).map(|n| (claim, n));
        match fit.side {
            // The bound itself does not fit, and what lies beyond it does, as far as it is not rounded inwards.
            Side::Below => *n <= shown,
            Side::Above => *n >= shown,
            _ => {
                instead.is_some()
                    && truth_with(case, binding, rule.body.check(), instead) != Outcome::Impossible
            }
        }
    })?;
    if number.is_zero() {
        return None;
    }
    let text =
        if digits.as_ref().is_some_and(Digits::is_ungrouped) { number.to_string() } else { grouped(number) };
    let text = digits.map_or_else(|| spelled(case, figure, &text), |d| d.put(&text));
    Some(match fit.side {
        Side::Only => text,
        Side::AtMost => format!("at most {text}"),
        Side::AtLeast => format!("at least {text}"),
        Side::Below => format!("less than {text}"),
        Side::Above => format!("more than {text}"),
    })
}

/// A number in the place of one that is written in words: its unit, if it has one, is the last of them.
pub(super) fn spelled(case: &Case<'_>, figure: &Claim, number: &str) -> String {
    let text = figure.span.of(&case.document.text);
    let parted = text.rfind(char::is_whitespace).or_else(|| text.rfind('-'));
    let unit = parted.filter(|_| figure.unit != Unit::None).and_then(|at| text.get(at..));
    format!("{number}{}", unit.unwrap_or(""))
}

/// A figure that is written with one run of digits.
pub(super) struct Digits<'t> {
    /// The figure as written.
    text: &'t str,
    /// Where the digits stand in it.
    run: (usize, usize),
    /// What a one would be worth there: a million in "3.5 million".
    pub(super) scale: Number,
    /// How many decimals there are.
    decimals: i32,
}

impl<'t> Digits<'t> {
    pub(super) fn of(case: &'t Case<'_>, claim: &Claim) -> Option<Digits<'t>> {
        let text = claim.span.of(&case.document.text);
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let rest = text.get(start..)?;
        let part = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
        let len = rest.find(|c| !part(c)).unwrap_or(rest.len());
        let run = rest.get(..len)?.trim_end_matches([',', '.']);
        let after = text.get(start + run.len()..)?;
        let plain = Number::parse(&run.replace(',', ""))?;
        if after.contains(|c: char| c.is_ascii_digit()) || plain.is_zero() {
            return None;
        }
        let scale = claim.quantity()?.value?.div(plain)?;
        let decimals = run.split_once('.').map_or(0, |(_, d)| i32::try_from(d.len()).unwrap_or(0));
        Some(Digits { text, run: (start, start + run.len()), scale, decimals })
    }

    /// Whether it is long enough for commas, and has none: "1340".
    fn is_ungrouped(&self) -> bool {
        let whole = self.digits().split('.').next().unwrap_or_default();
        whole.len() > 3 && !whole.contains(',')
    }

    /// The digits, as written.
    fn digits(&self) -> &'t str {
        self.text.get(self.run.0..self.run.1).unwrap_or("")
    }

    /// Each way of swapping two neighbouring digits that differ.
    fn swaps(&self) -> Vec<String> {
        let digits: Vec<char> = self.digits().chars().collect();
        let places: Vec<usize> = (0..digits.len()).filter(|i| digits[*i].is_ascii_digit()).collect();
        let mut out = Vec::new();
        for pair in places.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if digits[a] == digits[b] || a == 0 && digits[b] == '0' {
                continue;
            }
            let mut turned = digits.clone();
            turned.swap(a, b);
            out.push(turned.into_iter().collect());
        }
        out
    }

    /// What the figure would be worth with other digits.
    fn worth(&self, digits: &str) -> Option<Number> {
        Number::parse(&digits.replace(',', ""))?.mul(self.scale)
    }

    /// The figure with other digits.
    pub(super) fn put(&self, digits: &str) -> String {
        let before = self.text.get(..self.run.0).unwrap_or("");
        let after = self.text.get(self.run.1..).unwrap_or("");
        format!("{before}{digits}{after}").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
