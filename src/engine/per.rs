//! What a figure is told for one of: "$5 a lot", "350 kilometres a day", "$40 per diluted share", "$3 each".

use super::Case;
use crate::claim::Kind;
use crate::span::Span;
use crate::words::token::Token;

/// Words that may stand between "per" and the noun: "per common diluted share".
const ADJECTIVES: usize = 2;

/// Tokens before a figure among which an "each" may lead up to it.
const LEAD: usize = 6;

/// Whether the figure `each` is told for one of what `all` counts or measures: "a lot" of "25 lots", "an acre" of "40
/// acres", "a day" of "200 days". "Each" and "apiece" fit whatever is counted.
pub(super) fn fits(case: &Case<'_>, each: usize, all: usize) -> Option<bool> {
    let about = case.about(each)?;
    let tokens = &case.facts.passages.get(about.passage)?.tokens;
    let after = past_nouns(case, tokens.get(about.token + 1..)?);
    let word = |token: &Token| token.span.of(&case.document.text).to_lowercase();
    let (first, rest) = after.split_first().map_or((String::new(), after), |(t, rest)| (word(t), rest));
    let one = match first.as_str() {
        "each" | "apiece" if rest.first().is_none_or(|t| !is_noun(case, t)) => {
            return Some(counts(case, all));
        }
        "daily" => return Some(of_all(case, all)? == "day"),
        "for" if rest.first().is_some_and(|t| matches!(word(t).as_str(), "each" | "every")) => {
            rest.get(1..)?
        }
        "a" | "an" | "per" | "each" | "every" | "/" => rest,
        _ => before(case, tokens.get(..about.token)?),
    };
    let noun = of_all(case, all)?;
    let people = is_person(case, &noun);
    let nouns = one.iter().take(ADJECTIVES + 1).map(word).take_while(|w| starts_with_letter(w));
    Some(nouns.map(|w| stem(&w)).any(|w| w == noun || people && is_person(case, &w)))
}

/// What stands behind the "each" that leads up to a figure: "meaning each employee would get $200".
fn before<'t>(case: &Case<'_>, tokens: &'t [Token]) -> &'t [Token] {
    let word = |token: &Token| token.span.of(&case.document.text).to_lowercase();
    let near = tokens.get(tokens.len().saturating_sub(LEAD)..).unwrap_or(&[]);
    let each = near.iter().rposition(|t| matches!(word(t).as_str(), "each" | "every"));
    each.and_then(|at| near.get(at + 1..)).unwrap_or(&[])
}

/// Past the words of what the figure itself counts: "24 people a day".
fn past_nouns<'t>(case: &Case<'_>, after: &'t [Token]) -> &'t [Token] {
    let nouns = after.iter().take(ADJECTIVES).take_while(|t| is_noun(case, t)).count();
    after.get(nouns..).unwrap_or(&[])
}

/// Whether a token is a word that can stand in a noun phrase.
fn is_noun(case: &Case<'_>, token: &Token) -> bool {
    let lexicon = case.rules.lexicon();
    let stops = |word| lexicon.list("noun-stops").is_some_and(|list| lexicon.holds(list, word));
    let word = token.span.of(&case.document.text);
    let for_one = ["apiece", "daily"].iter().any(|one| word.eq_ignore_ascii_case(one));
    starts_with_letter(word) && token.figure().is_none() && !for_one && !token.word().is_some_and(stops)
}

/// Whether a figure counts things, and no share or time.
fn counts(case: &Case<'_>, claim: usize) -> bool {
    case.is(claim, Kind::Count)
}

/// The stem of what a figure counts, or of the unit that it is written in.
fn of_all(case: &Case<'_>, claim: usize) -> Option<String> {
    let text = &case.document.text;
    let found = case.claim(claim)?;
    let span: Span = match found.kind {
        Kind::Count => case.about(claim)?.of?,
        Kind::Measure | Kind::Duration => found.span,
        _ => return None,
    };
    let last = span.of(text).rsplit(|c: char| !c.is_alphanumeric() && c != '\'').next()?;
    starts_with_letter(last).then(|| stem(&last.to_lowercase()))
}

fn starts_with_letter(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

/// A word without what makes it many: "lots" and "lot", "families" and "family".
fn stem(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("men") {
        return format!("{stem}man");
    }
    let sibilant = |stem: &&str| ["ch", "sh", "x", "ss"].iter().any(|end| stem.ends_with(end));
    if let Some(stem) = word.strip_suffix("es").filter(sibilant) {
        return stem.to_owned();
    }
    match word.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with('s')) {
        Some(stem) => stem.to_owned(),
        None => word.to_owned(),
    }
}

/// Whether a stem is a word for one of any people: "a head" of "400 residents".
fn is_person(case: &Case<'_>, stem: &str) -> bool {
    let lexicon = case.rules.lexicon();
    lexicon.list("one-person").is_some_and(|list| lexicon.holds(list, lexicon.id_of(stem.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn stems_leave_out_what_makes_many() {
        for (many, one) in [
            ("lots", "lot"),
            ("families", "family"),
            ("boxes", "box"),
            ("classes", "class"),
            ("class", "class"),
            ("tonnes", "tonne"),
            ("women", "woman"),
            ("mw", "mw"),
        ] {
            assert_eq!(stem(many), one);
        }
    }
}
