//! The coarse form in which the transliterations of one name meet.
//!
//! For: comparing and indexing tokens that [`super::normalise`] has made. Not for display.
//!
//! | spelling of | becomes | so these meet |
//! |---|---|---|
//! | ч, х, ق, خ, ç: tsch tch cz ch ck kh q c | k | Tschernenko, Chernenko; Khaled, Chaled |
//! | ш, ж, з, ц: sch sh sz zh z ts tz dz | s | Selenskyj, Zelensky; Şahin, Schahin |
//! | dsch dzh, dj at the start, j, y | i | Dschamal, Djamal, Jamal; Julija, Yuliia |
//! | w; x; ph th dh gh bh | v; ks; f t d g b | Iwan, Ivan; Alexej, Aleksei; Othman, Otman |
//! | ei ey ej ay aj | ai | Hussein, Hussain |
//! | ou oo; ee; ie- ye- je- at the start | u; i; e | Mahmoud, Mahmood; Yevhen, Jewhen |
//! | -eh; -h after a vowel | -a; nothing | Fatemeh, Fatema; Abdullah, Abdulla |
//! | doubled letters | one | Mohammed, Mohamed |
//!
//! French spellings (`ch` for ш, `tch` for ч) do not all meet these; [`super::phonetic`] and typing errors catch
//! many of them.

/// Spellings of consonants, longest first.
const CONSONANTS: [(&str, &str); 24] = [
    ("tsch", "k"),
    ("dsch", "i"),
    ("dzh", "i"),
    ("tch", "k"),
    ("sch", "s"),
    ("ch", "k"),
    ("cz", "k"),
    ("ck", "k"),
    ("kh", "k"),
    ("sh", "s"),
    ("sz", "s"),
    ("zh", "s"),
    ("ts", "s"),
    ("tz", "s"),
    ("dz", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("bh", "b"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
];

/// The skeleton of one normalised token. Tokens of scripts without a table come back unchanged.
pub fn skeleton(token: &str) -> String {
    if !token.is_ascii() {
        return token.to_owned();
    }
    let mut letters = fold_consonants(token);
    if letters.ends_with("eh") && letters.len() > 3 {
        letters.truncate(letters.len() - 2);
        letters.push('a');
    }
    fold_vowels(letters.as_bytes())
}

fn fold_consonants(token: &str) -> String {
    let mut out = String::with_capacity(token.len());
    let mut rest = token;
    if let Some(after) = token.strip_prefix("dj") {
        out.push('i');
        rest = after;
    }
    while let Some(first) = rest.chars().next() {
        if let Some((from, to)) = CONSONANTS.iter().find(|(from, _)| rest.starts_with(from)) {
            out.push_str(to);
            rest = &rest[from.len()..];
            continue;
        }
        match first {
            'j' | 'y' => out.push('i'),
            'x' => out.push_str("ks"),
            other => out.push(other),
        }
        rest = &rest[first.len_utf8()..];
    }
    out
}

fn fold_vowels(letters: &[u8]) -> String {
    let mut out = String::with_capacity(letters.len() + 1);
    let mut at = 0;
    if letters.len() > 3 && letters.starts_with(b"ie") {
        at = 1;
    }
    while at < letters.len() {
        let (folded, length) = match &letters[at..] {
            [b'e', b'i', ..] => ("ai", 2),
            [b'o', b'u', ..] | [b'o', b'o', ..] => ("u", 2),
            [b'e', b'e', ..] => ("i", 2),
            [b'h'] if at > 0 && is_vowel(letters[at - 1]) => ("", 1),
            _ => ("", 0),
        };
        if length > 0 {
            folded.chars().for_each(|letter| push_once(letter, &mut out));
            at += length;
        } else {
            push_once(char::from(letters[at]), &mut out);
            at += 1;
        }
    }
    out
}

fn push_once(letter: char, out: &mut String) {
    if !out.ends_with(letter) {
        out.push(letter);
    }
}

pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The consonants of a skeleton; a vowel at the start counts as `a`. This is where names written without short
/// vowels meet the others (`محمد`, `Mohammed` → `mhmd`).
pub fn consonants(skeleton: &str) -> String {
    let mut out = String::with_capacity(skeleton.len());
    for (at, letter) in skeleton.char_indices() {
        let vowel = letter.is_ascii() && is_vowel(letter as u8);
        match (at, vowel) {
            (0, true) => out.push('a'),
            (_, true) => {}
            (_, false) => out.push(letter),
        }
    }
    out
}

/// How the vowels of two skeletons with equal consonants relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vowels {
    /// Only changes that transliteration makes: a–e, e–i, o–u and their like, at most two.
    Shifted,
    /// As `Shifted`, and one side lacks vowels inside the word, as names from Arabic script do.
    Missing,
}

/// Compares the vowels between equal consonants; `None` if they make different names (Hassan, Hussein).
pub(super) fn compare_vowels(a: &str, b: &str) -> Option<Vowels> {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    let (mut shifted, mut missing, mut consonants, mut start) = (0, 0, 0, true);
    loop {
        let (from, to) = (vowel_run(left), vowel_run(right));
        let (vowels_a, vowels_b) = (&left[..from], &right[..to]);
        (left, right) = (&left[from..], &right[to..]);
        let end = left.is_empty() || right.is_empty();
        if end && !(left.is_empty() && right.is_empty()) {
            return None;
        }
        match (vowels_a == vowels_b, vowels_a.is_empty() || vowels_b.is_empty()) {
            (true, _) => {}
            (false, true) if start || end => return None,
            (false, true) => missing += 1,
            (false, false) if near(vowels_a, vowels_b, end) => shifted += 1,
            (false, false) => return None,
        }
        if end {
            break;
        }
        if left[0] != right[0] {
            return None;
        }
        (left, right, start) = (&left[1..], &right[1..], false);
        consonants += 1;
    }
    match (shifted, missing) {
        (3.., _) => None,
        (_, 0) => Some(Vowels::Shifted),
        _ => (consonants >= 3).then_some(Vowels::Missing),
    }
}

fn vowel_run(letters: &[u8]) -> usize {
    letters.iter().position(|letter| !is_vowel(*letter)).unwrap_or(letters.len())
}

/// Vowels that transliteration exchanges. At the end of a name a–e and e–i may tell woman from man, so there
/// only the long i and o–u count.
fn near(a: &[u8], b: &[u8], end: bool) -> bool {
    let (a, b) = if (a.len(), a) <= (b.len(), b) { (a, b) } else { (b, a) };
    let always = matches!((a, b), (b"o", b"u") | (b"i", b"ai") | (b"i", b"ie"));
    let inside = matches!(
        (a, b),
        (b"a", b"e")
            | (b"e", b"i")
            | (b"e", b"ai")
            | (b"e", b"ie")
            | (b"u", b"iu")
            | (b"o", b"io")
            | (b"e", b"io")
    );
    always || (inside && !end)
}
