//! One plain form for every spelling of a name, and its split into the tokens that count.
//!
//! For: keys and comparisons. Not for display: `Rafael` becomes `rafal`, because `ae` and `ä` and `a` must meet.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::scripts;

/// At most this many tokens of one text are used; more is not a name.
pub const MAX_TOKENS: usize = 12;
/// A token is cut after this many letters.
pub const MAX_TOKEN_LENGTH: usize = 40;

/// Words that belong to names but do not distinguish people; dropped if another word remains.
const PARTICLES: [&str; 42] = [
    "al", "el", "ul", "il", "bin", "ibn", "ben", "bint", "bte", "ould", "von", "van", "vom", "zu", "zum",
    "zur", "de", "der", "den", "dem", "des", "di", "da", "do", "du", "dos", "das", "del", "dal", "della",
    "la", "le", "lo", "los", "las", "af", "av", "ter", "ten", "e", "y", "und",
];
/// The article before a letter that swallows its `l` (an-Najjar, ash-Shami); only then a particle.
const SWALLOWED_ARTICLES: [&str; 12] =
    ["an", "en", "ar", "er", "as", "es", "ash", "at", "et", "az", "ad", "ed"];
/// What registers write when there is no name.
const PLACEHOLDERS: [&str; 9] =
    ["unbekannt", "unknown", "fnu", "lnu", "nn", "keine", "keiner", "ohne", "entfallt"];

/// Folds a text to lower-case Latin words separated by one space.
///
/// Case, diacritics and punctuation go; `ä`, `ae` and `a` meet (likewise o and u), `ß` is `ss`; Cyrillic and
/// Arabic script are written in Latin letters; apostrophes join, hyphens separate. Letters of scripts without a
/// table stay as they are, so that such names can at least be found by typing them. Idempotent; never fails.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word: Vec<char> = Vec::new();
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        if let Some(digit) = scripts::digit(letter) {
            word.push(digit);
        } else if letter.is_alphanumeric() && !is_joiner(letter) {
            word.push(letter);
        } else if !is_joiner(letter) && !is_combining_mark(letter) {
            write_word(&mut word, &mut out);
        }
    }
    write_word(&mut word, &mut out);
    out
}

/// Apostrophes, soft signs and invisible joiners: they vanish without parting the word.
fn is_joiner(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʺ' | 'ʾ' | 'ʿ' | '′' | '\u{200B}'..='\u{200F}'
            | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | 'ـ' | 'ь' | 'Ь' | 'ء'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

fn write_word(word: &mut Vec<char>, out: &mut String) {
    let mut plain = String::with_capacity(word.len() + 4);
    let mut from = 0;
    while from < word.len() {
        let to = run_end(word, from);
        match word[from] {
            letter if scripts::is_cyrillic(letter) => scripts::write_cyrillic(&word[from..to], &mut plain),
            letter if scripts::is_arabic(letter) => scripts::write_arabic(&word[from..to], &mut plain),
            _ => write_latin(&word[from..to], &mut plain),
        }
        from = to;
    }
    word.clear();
    for part in plain.split(' ').filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        write_without_umlaut_e(part, out);
    }
}

/// End of the run of letters of one script that begins at `from`.
fn run_end(word: &[char], from: usize) -> usize {
    let script = |letter: char| (scripts::is_cyrillic(letter), scripts::is_arabic(letter));
    let first = script(word[from]);
    word[from..].iter().position(|letter| script(*letter) != first).map_or(word.len(), |length| from + length)
}

fn write_latin(word: &[char], out: &mut String) {
    for letter in word {
        match scripts::latin(*letter) {
            Some(plain) => out.push_str(plain),
            None => out.push(*letter),
        }
    }
}

/// Drops each `e` that only marks an umlaut, that is after a, o or u (but not in `que`).
fn write_without_umlaut_e(word: &str, out: &mut String) {
    let (mut before, mut last) = (' ', ' ');
    for letter in word.chars() {
        if letter == 'e' && (matches!(last, 'a' | 'o') || (last == 'u' && before != 'q')) {
            continue;
        }
        out.push(letter);
        (before, last) = (last, letter);
    }
}

/// The words of a name that distinguish people, normalised: without articles and particles (unless nothing
/// else is left), without placeholders such as "unbekannt", with `Abd al-…` joined to one word.
pub fn tokens(text: &str) -> Vec<String> {
    let plain = normalise(text);
    let words: Vec<&str> =
        plain.split(' ').filter(|word| !word.is_empty() && !PLACEHOLDERS.contains(word)).collect();
    let mut found = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() && found.len() < MAX_TOKENS {
        if is_servant(words[at])
            && let Some((master, next)) = after_articles(&words, at + 1)
        {
            found.push(cut(format!("abd{}", without_article(master))));
            at = next;
            continue;
        }
        if !is_particle(&words, at) {
            found.push(cut(joined_servant(words[at])));
        }
        at += 1;
    }
    if found.is_empty() {
        found.extend(words.last().map(|word| cut((*word).to_owned())));
    }
    found
}

fn cut(token: String) -> String {
    match token.char_indices().nth(MAX_TOKEN_LENGTH) {
        Some((end, _)) => token[..end].to_owned(),
        None => token,
    }
}

fn is_particle(words: &[&str], at: usize) -> bool {
    let word = words[at];
    let swallowed = || {
        SWALLOWED_ARTICLES.contains(&word)
            && words.get(at + 1).is_some_and(|next| next.as_bytes().first() == word.as_bytes().get(1))
    };
    PARTICLES.contains(&word) || swallowed()
}

/// "Abd", "Abdul", "Abdel", "Abdur" … standing alone: the first half of a name.
fn is_servant(word: &str) -> bool {
    word.strip_prefix("abd").is_some_and(|rest| {
        let consonants = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
        rest.is_empty() || (consonants.len() == 1 && rest.len() <= 3 && consonants != rest)
    })
}

/// The first word from `at` on that is not an article, and the place after it.
fn after_articles<'a>(words: &[&'a str], mut at: usize) -> Option<(&'a str, usize)> {
    while at < words.len() && (matches!(words[at], "al" | "el" | "ul") || is_swallowed_alone(words, at)) {
        at += 1;
    }
    words.get(at).map(|word| (*word, at + 1))
}

fn is_swallowed_alone(words: &[&str], at: usize) -> bool {
    SWALLOWED_ARTICLES.contains(&words[at]) && at + 1 < words.len()
}

fn without_article(word: &str) -> &str {
    match word.strip_prefix("al") {
        Some(rest) if rest.starts_with("la") => rest,
        _ => word,
    }
}

/// `abdulrahman`, `abdelrahman`, `abdurrahman` → `abdrahman`; everything else stays.
fn joined_servant(word: &str) -> String {
    let Some(rest) = word.strip_prefix("abd") else { return word.to_owned() };
    let tail = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    let vowels = rest.len() - tail.len();
    let letters = tail.as_bytes();
    let article = letters.len() >= 3 && (letters[0] == b'l' || letters[0] == letters[1]);
    if (1..=2).contains(&vowels) && article && letters[0].is_ascii() {
        format!("abd{}", &tail[1..])
    } else {
        word.to_owned()
    }
}

/// A file number as offices mean it: letters in capitals and digits, without spaces, slashes, dots and hyphens.
/// Empty if nothing is left. Letters other than A–Z are dropped, leading zeros stay.
pub fn file_number(text: &str) -> String {
    text.nfkd()
        .filter_map(|letter| scripts::digit(letter).or(letter.is_ascii_alphanumeric().then_some(letter)))
        .map(|letter| letter.to_ascii_uppercase())
        .take(MAX_TOKEN_LENGTH)
        .collect()
}
