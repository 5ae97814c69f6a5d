//! Keeps text files from running as formulas when they are opened in a spreadsheet program.
//!
//! A text that opens like a formula gets an apostrophe in front, which spreadsheet programs hide
//! or show but never run. Reading takes it off again, so that a round trip changes nothing; a text
//! that already opens with apostrophes before a formula gets one more for the same reason.

use std::borrow::Cow;

/// Characters that make a spreadsheet program take a text for a formula.
fn opens_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

fn is_like_formula(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with(opens_formula)
}

/// A negative number of at most 15 digits: harmless, and to be kept as a number.
fn is_negative_number(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|digits| {
        let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        plain && digits.len() <= 16 && digits.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The text as it goes into a text file.
pub(crate) fn protected(text: &str) -> Cow<'_, str> {
    if is_like_formula(text.trim_start_matches('\'')) && !is_negative_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it was before `protected`.
pub(crate) fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_like_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_come_back_unchanged() {
        for text in
            ["=1+1", "+49 170 123", "-x", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "''-x", "＝1", "-"]
        {
            assert_eq!(protected(text), format!("'{text}"), "{text:?}");
            assert_eq!(restored(&protected(text)), text);
        }
    }

    #[test]
    fn ordinary_texts_and_negative_numbers_stay_as_they_are() {
        for text in ["Müller", "O'Hara", "'s-Hertogenbosch", "-5", "-1.234,50", "", "a=b", "''"] {
            assert_eq!(protected(text), text);
            assert_eq!(restored(text), text);
        }
    }
}
