//! Letters of other scripts as Latin letters, one letter at a time.
//!
//! For: [`super::normalise`]. Not for printing: the result is a key, not a spelling that belongs on a letter.
//! Sources of the rules: Cyrillic after the Ukrainian passport table (Cabinet resolution 55 of 2010), with the
//! Russian letters beside it; Arabic after the usual English passport practice, with the Persian, Pashto and
//! Kurdish letters. Spellings of other traditions (German `Schewtschenko`, French `Youssef`) meet these in
//! [`super::skeleton`].

/// Latin letters that Unicode does not take apart into a base letter and a mark.
pub(super) fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' | 'ə' => "a",
        'œ' | 'ø' | 'ɔ' => "o",
        'đ' | 'ð' | 'ɖ' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        'ŋ' => "n",
        'ɛ' | 'ǝ' => "e",
        'ŧ' => "t",
        _ => return None,
    })
}

/// True for the letters of the Cyrillic block.
pub(super) fn is_cyrillic(letter: char) -> bool {
    ('\u{0400}'..='\u{052F}').contains(&letter)
}

/// True for the Arabic block and its supplement (Persian, Pashto, Urdu, Kurdish letters included).
pub(super) fn is_arabic(letter: char) -> bool {
    ('\u{0600}'..='\u{077F}').contains(&letter)
}

/// Writes a lower-case Cyrillic word, marks already removed (й reads as и, ї as і, ё as е).
pub(super) fn write_cyrillic(word: &[char], out: &mut String) {
    // these letters exist in Russian and not in Ukrainian; г is "g" there and "h" otherwise
    let russian = word.iter().any(|letter| matches!(letter, 'ы' | 'э' | 'ъ'));
    for (at, letter) in word.iter().enumerate() {
        let first = at == 0;
        out.push_str(match letter {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' if russian => "g",
            'г' if !first && word[at - 1] == 'з' => "gh",
            'г' => "h",
            'ґ' | 'ѓ' => "g",
            'д' => "d",
            'ђ' => "dj",
            'е' | 'э' => "e",
            'є' if first => "ye",
            'є' => "ie",
            'ж' => "zh",
            'з' => "z",
            'ѕ' => "dz",
            'и' | 'ы' => "y",
            'і' => "i",
            'ј' => "j",
            'к' => "k",
            'ќ' => "k",
            'л' => "l",
            'љ' => "lj",
            'м' => "m",
            'н' => "n",
            'њ' => "nj",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'ћ' => "c",
            'у' => "u",
            'ў' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'џ' => "dzh",
            'ш' => "sh",
            'щ' => "shch",
            'ю' if first => "yu",
            'ю' => "iu",
            'я' if first => "ya",
            'я' => "ia",
            'қ' => "k",
            'ғ' => "g",
            'ң' => "n",
            'ү' | 'ұ' => "u",
            'ө' => "o",
            'ә' => "a",
            'һ' => "h",
            _ => "",
        });
    }
}

/// Writes an Arabic-script word, marks already removed. Short vowels are not written in this script and so are
/// missing in the result (`محمد` → `mhmd`); comparing allows for that. The article becomes a word of its own.
pub(super) fn write_arabic(word: &[char], out: &mut String) {
    let mut rest = word;
    if rest.len() > 4 && rest[..2] == ['ا', 'ل'] && rest[2..] != ['ل', 'ه'] {
        out.push_str("al ");
        rest = &rest[2..];
    }
    if let [before @ .., 'ل', 'ل', 'ه'] = rest {
        write_arabic_letters(before, out);
        out.push_str("llah");
    } else {
        write_arabic_letters(rest, out);
    }
}

fn write_arabic_letters(word: &[char], out: &mut String) {
    for (at, letter) in word.iter().enumerate() {
        let consonant = at == 0 || matches!(word.get(at + 1), Some('ا'));
        out.push_str(match letter {
            'ا' | 'ٱ' | 'ع' | 'ى' | 'ة' => "a",
            'ب' => "b",
            'پ' => "p",
            'ت' | 'ط' | 'ټ' | 'ٹ' => "t",
            'ث' => "th",
            'ج' => "j",
            'چ' => "ch",
            'ح' | 'ه' | 'ہ' | 'ھ' | 'ە' => "h",
            'خ' => "kh",
            'د' | 'ض' | 'ډ' | 'ڈ' => "d",
            'ذ' => "dh",
            'ر' | 'ړ' | 'ڑ' | 'ڕ' => "r",
            'ز' | 'ظ' => "z",
            'ژ' | 'ږ' => "zh",
            'س' | 'ص' | 'څ' => "s",
            'ځ' => "dz",
            'ش' | 'ښ' => "sh",
            'غ' => "gh",
            'ف' => "f",
            'ڤ' => "v",
            'ق' => "q",
            'ك' | 'ک' | 'ګ' => "k",
            'گ' => "g",
            'ل' | 'ڵ' => "l",
            'م' => "m",
            'ن' | 'ڼ' | 'ں' => "n",
            'و' if consonant => "w",
            'و' | 'ۆ' => "u",
            'ي' | 'ی' if consonant => "y",
            'ي' | 'ی' => "i",
            'ې' | 'ێ' | 'ے' => "e",
            'ۍ' => "ai",
            _ => "",
        });
    }
}

/// Arabic-Indic and Persian digits as ASCII digits.
pub(super) fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '\u{0660}'..='\u{0669}' => u32::from(letter) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(letter) - 0x06F0,
        _ => return None,
    };
    char::from_digit(value, 10)
}
