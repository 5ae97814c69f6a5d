//! Makes entered data printable: no control characters, no direction overrides, nothing without a glyph,
//! no endless words. Not for validating data: what was entered stays as it is in the file.

use crate::fonts::Fonts;

/// Characters of one datum that are printed at most.
const LONGEST: usize = 400;
/// A word longer than this may be broken anywhere.
const LONGEST_WORD: usize = 36;
const BREAK_HERE: char = '\u{200b}';

/// Cleanses data with the coverage of the loaded fonts.
pub(crate) struct Cleaner<'a> {
    fonts: &'a Fonts,
}

impl<'a> Cleaner<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts }
    }

    /// One line that can be set in any box.
    pub(crate) fn line(&self, text: &str) -> String {
        let mut printable = String::with_capacity(text.len());
        for character in text.chars() {
            if character.is_whitespace() || character.is_control() {
                printable.push(' ');
            } else if !overrides_direction(character) && self.fonts.cover(character) {
                printable.push(character);
            } else if character.is_alphabetic() && !overrides_direction(character) {
                // a letter without a glyph: show that something stands here
                printable.push('?');
            }
        }
        let words: Vec<String> = printable.split_whitespace().map(breakable).collect();
        shortened(&words.join(" "))
    }
}

/// Bidirectional overrides and isolates, joiners at wrong places, byte order mark: they would let a datum
/// change how its neighbours read.
fn overrides_direction(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe0f}')
}

fn breakable(word: &str) -> String {
    if word.chars().count() <= LONGEST_WORD {
        return word.to_owned();
    }
    let mut broken = String::with_capacity(word.len() * 2);
    for (at, character) in word.chars().enumerate() {
        if at > 0 && at % 8 == 0 {
            broken.push(BREAK_HERE);
        }
        broken.push(character);
    }
    broken
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::system_folders;

    fn clean(text: &str) -> String {
        let fonts = Fonts::load(&system_folders());
        Cleaner::new(&fonts).line(text)
    }

    #[test]
    fn line_breaks_tabs_and_double_spaces_become_one_space() {
        assert_eq!(clean("Straße\n\t 5\r\nHaus  B"), "Straße 5 Haus B");
    }

    #[test]
    fn direction_overrides_and_pictures_are_dropped_and_letters_stay() {
        assert_eq!(clean("Oleh\u{202e} 🎉 Çelik"), "Oleh Çelik");
    }

    #[test]
    fn a_letter_without_a_glyph_is_shown_as_a_question_mark() {
        assert_eq!(clean("A \u{13000} B"), "A ? B");
    }

    #[test]
    fn an_endless_word_may_be_broken_and_an_endless_text_is_cut() {
        let word = "x".repeat(60);
        assert!(clean(&word).contains(BREAK_HERE));
        assert_eq!(clean(&word).replace(BREAK_HERE, ""), word);
        assert!(clean(&"wort ".repeat(500)).chars().count() <= LONGEST + 1);
    }
}
