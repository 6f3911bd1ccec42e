//! Where words end, and how they are written in the lexicon: the same in sentences, in patterns and in word lists.

use std::borrow::Cow;

/// Cuts a phrase into words as the tokeniser of sentences does, for entries of word lists.
pub fn words_of(phrase: &str) -> Vec<Cow<'_, str>> {
    let mut out = Vec::new();
    let mut rest = phrase.trim();
    while let Some(first) = rest.chars().next() {
        let len = word_len(rest);
        if len == 0 {
            rest = rest[first.len_utf8()..].trim_start();
            continue;
        }
        let word = folded(&rest[..len]);
        if word.len() > 2 && word.ends_with("'s") {
            let stem = rest[..len].rfind(['\'', '’']).unwrap_or(len);
            out.extend([folded(&rest[..stem]), Cow::Borrowed("'s")]);
        } else {
            out.push(word);
        }
        rest = rest[len..].trim_start();
    }
    out
}

/// A word as the lexicon has it: in small letters, with plain apostrophes. Nearly all are written so.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('’', "'"))
}

/// The length in bytes of the word at the start of a text; nought if none is there. A word is letters, digits and
/// apostrophes; stops belong to it between single letters ("u.s.", "a.m.").
pub fn word_len(text: &str) -> usize {
    let mut len = run_len(text);
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    if single(&text[..len]) {
        loop {
            let after = &text[len..];
            let Some(rest) = after.strip_prefix('.') else { break };
            let next = run_len(rest);
            if single(&rest[..next]) && rest[next..].starts_with('.') {
                len += 1 + next;
            } else {
                // The stop after the last letter belongs to the word if an earlier one does.
                if text[..len].contains('.') {
                    len += 1;
                }
                break;
            }
        }
    }
    len
}

/// The bytes at the start of a text that are letters, digits or apostrophes. Most words are plain ASCII, which is told
/// byte by byte.
fn run_len(text: &str) -> usize {
    let plain = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'\'').count();
    let rest = &text[plain..];
    if rest.as_bytes().first().is_none_or(u8::is_ascii) {
        return plain;
    }
    let is_word = |c: &char| c.is_alphanumeric() || *c == '\'' || *c == '’';
    plain + rest.chars().take_while(is_word).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_in_sentences() {
        assert_eq!(words_of("year-on-year"), ["year", "on", "year"]);
        assert_eq!(words_of("the company's"), ["the", "company", "'s"]);
        assert_eq!(word_len("U.S. troops"), 4);
        assert_eq!(word_len("a. b"), 1);
        assert_eq!(word_len("a.m. on"), 4);
    }
}
