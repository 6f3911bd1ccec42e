//! The endings of ordinal numbers in digits: "22nd", "May 3rd".

/// The endings that there are.
const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// The ending that stands at the first digits of a text that have one, and the ending that these digits take.
pub(super) fn of(text: &str) -> Option<(&'static str, &'static str)> {
    // The last two digits of the run.
    let mut digits: Option<u32> = None;
    for (at, c) in text.char_indices() {
        if let Some(digit) = c.to_digit(10) {
            digits = Some(digits.unwrap_or(0) % 10 * 10 + digit);
        } else if c != ','
            && let Some(number) = digits.take()
            && let Some(ending) = ending(text.get(at..)?)
        {
            return Some((ending, due(number)));
        }
    }
    None
}

/// The ending at the start of a text, if the word ends with it.
pub(super) fn ending(rest: &str) -> Option<&'static str> {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(3).collect();
    ENDINGS.into_iter().find(|ending| word.eq_ignore_ascii_case(ending))
}

/// The ending that a number takes.
pub(super) fn due(number: u32) -> &'static str {
    match (number / 10 % 10, number % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_ending_and_the_one_that_is_due() {
        let table = [
            ("2st", Some(("st", "nd"))),
            ("21ST", Some(("st", "st"))),
            ("112nd", Some(("nd", "th"))),
            ("1,001th", Some(("th", "st"))),
            ("May 22th, 2018", Some(("th", "nd"))),
            ("2018 March 3rd", Some(("rd", "rd"))),
            ("3rds", None),
            ("twenty-first", None),
            ("4", None),
        ];
        for (text, expected) in table {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
