//! Kölner Phonetik: German-sounding names that sound alike get the same digits.
//!
//! Source of the rules: H. J. Postel, "Die Kölner Phonetik", IBM-Nachrichten 19 (1969), 925–931.
//! Not for names in other languages' spelling; for those there is [`super::skeleton`].

use super::normalise;

/// The code of a text, normalised first; spaces and hyphens do not count. Letters outside a–z are ignored.
pub fn phonetic(text: &str) -> String {
    let letters: Vec<u8> = normalise(text).bytes().filter(u8::is_ascii_lowercase).collect();
    code(&letters)
}

/// The code of letters that are normalised already.
pub(super) fn code(letters: &[u8]) -> String {
    let mut out = String::with_capacity(letters.len());
    let mut last = b' ';
    for at in 0..letters.len() {
        let before = if at == 0 { None } else { Some(letters[at - 1]) };
        for digit in digits(before, letters[at], letters.get(at + 1).copied()).bytes() {
            if digit != last && (digit != b'0' || out.is_empty()) {
                out.push(char::from(digit));
            }
            last = digit;
        }
    }
    out
}

/// The digits of one letter between its neighbours; none for h and unknown letters.
fn digits(before: Option<u8>, letter: u8, after: Option<u8>) -> &'static str {
    match letter {
        b'a' | b'e' | b'i' | b'j' | b'o' | b'u' | b'y' => "0",
        b'b' => "1",
        b'p' => {
            if after == Some(b'h') {
                "3"
            } else {
                "1"
            }
        }
        b'd' | b't' => {
            if matches!(after, Some(b'c' | b's' | b'z')) {
                "8"
            } else {
                "2"
            }
        }
        b'f' | b'v' | b'w' => "3",
        b'g' | b'k' | b'q' => "4",
        b'c' => c_digit(before, after),
        b'x' => {
            if matches!(before, Some(b'c' | b'k' | b'q')) {
                "8"
            } else {
                "48"
            }
        }
        b'l' => "5",
        b'm' | b'n' => "6",
        b'r' => "7",
        b's' | b'z' => "8",
        _ => "",
    }
}

fn c_digit(before: Option<u8>, after: Option<u8>) -> &'static str {
    let hard = match before {
        None => matches!(after, Some(b'a' | b'h' | b'k' | b'l' | b'o' | b'q' | b'r' | b'u' | b'x')),
        Some(b's' | b'z') => false,
        Some(_) => matches!(after, Some(b'a' | b'h' | b'k' | b'o' | b'q' | b'u' | b'x')),
    };
    if hard { "4" } else { "8" }
}
