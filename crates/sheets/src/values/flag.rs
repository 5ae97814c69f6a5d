//! Yes and no as people tick them.

use super::{Parsed, Reason, readable, without_doubt_marks};

const YES: [&str; 14] = ["ja", "j", "yes", "y", "x", "xx", "1", "wahr", "true", "✓", "✔", "☑", "☒", "✗"];
const NO: [&str; 12] = ["nein", "n", "no", "0", "falsch", "false", "-", "--", "☐", "kein", "keine", "keiner"];

/// Reads yes or no: `ja nein j n x 1 0 wahr falsch ✓ ☐ -` and the like. An empty text is bad with
/// `Reason::Empty`; whether it means no is for the caller to say.
pub fn flag(text: &str) -> Parsed<bool> {
    let text = readable(text);
    if text.is_empty() {
        return Parsed::bad(Reason::Empty);
    }
    let (bare, marked) = without_doubt_marks(&text);
    let inner = bare.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']']));
    let marked = marked || (inner.is_some() && bare.starts_with('('));
    let word = inner.unwrap_or(&bare).trim().trim_end_matches(['.', '!']);
    let value = if YES.contains(&word) {
        true
    } else if NO.contains(&word) || (word.is_empty() && bare == "[ ]") {
        false
    } else {
        return Parsed::bad(Reason::NotAFlag);
    };
    if marked { Parsed::Ok(value).doubted(Reason::Approximate) } else { Parsed::Ok(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_words_are_read() {
        for yes in ["ja", "JA", " x ", "X", "1", "j", "wahr", "✓", "[x]", "Ja."] {
            assert_eq!(flag(yes), Parsed::Ok(true), "{yes}");
        }
        for no in ["nein", "N", "0", "–", "☐", "[ ]", "FALSCH"] {
            assert_eq!(flag(no), Parsed::Ok(false), "{no}");
        }
    }

    #[test]
    fn doubt_and_other_words_are_told() {
        assert_eq!(flag("ja?"), Parsed::Doubtful { value: true, reason: Reason::Approximate });
        assert_eq!(flag("(x)"), Parsed::Doubtful { value: true, reason: Reason::Approximate });
        assert_eq!(flag("vielleicht"), Parsed::bad(Reason::NotAFlag));
        assert_eq!(flag("?"), Parsed::bad(Reason::NotAFlag));
        assert!(flag(" \u{a0}").is_empty());
    }
}
