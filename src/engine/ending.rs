//! The endings of ordinal numbers in digits: "22nd", "May 3rd".

/// The endings that there are.
const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// The ending that stands at the first digits of a text that have one, and the ending that these digits take.
pub(super) fn of(text: &str) -> Option<(&'static str, &'static str)> {
    let mut digits = Digits::default();
    for (at, c) in text.char_indices() {
        if let Some(digit) = c.to_digit(10) {
            digits.push(digit);
        } else if c != ','
            && let Some(due) = digits.take()
            && let Some(ending) = ending(text.get(at..)?)
        {
            return Some((ending, due));
        }
    }
    None
}

/// The ending at the start of a text, if the word ends with it.
fn ending(rest: &str) -> Option<&'static str> {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(3).collect();
    ENDINGS.into_iter().find(|ending| word.eq_ignore_ascii_case(ending))
}

/// The last two digits of a run.
#[derive(Default)]
struct Digits(Option<(u32, u32)>);

impl Digits {
    fn push(&mut self, digit: u32) {
        self.0 = Some((self.0.map_or(0, |(_, last)| last), digit));
    }

    /// The ending that the run takes, and an end to it.
    fn take(&mut self) -> Option<&'static str> {
        let (tens, ones) = self.0.take()?;
        Some(match ones {
            1..=3 if tens != 1 => ENDINGS.get(ones as usize - 1)?,
            _ => "th",
        })
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
