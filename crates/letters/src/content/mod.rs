//! Turns one letter into the values its template reads: frame, window, information block and one part
//! per language. Not for layout, and not for words: those come from the wording by key.

pub(crate) mod document;
mod facts;
mod part;
mod way;

use crate::clean::Cleaner;
use crate::fault::{LetterFault, MissingFact};
use crate::fonts::Fonts;
use crate::qr;
use domain::letter::{Colour, Letter, LetterKind, Recipient};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};
use wording::{Arg, Language};

/// Lines of the address zone of DIN 5008.
const WINDOW_LINES: usize = 6;
/// Characters of one of them; six such lines fit at the smallest size.
const WINDOW_LINE: usize = 110;

/// First strong isolate and its end (Unicode bidirectional algorithm).
const ISOLATE: char = '\u{2068}';
const END_ISOLATE: char = '\u{2069}';

/// Characters of a line, and lines of the address, in the head of the sheet: what fits at the smallest size.
const HEAD_LINE: usize = 90;
const HEAD_LINES: usize = 4;

/// What every section needs: the letter, how to cleanse its data, and in which language it speaks.
pub(crate) struct Context<'a> {
    pub(crate) letter: &'a Letter,
    cleaner: Cleaner<'a>,
    pub(crate) language: Language,
}

impl<'a> Context<'a> {
    fn new(letter: &'a Letter, fonts: &'a Fonts, language: Language) -> Self {
        Self { letter, cleaner: Cleaner::new(fonts), language }
    }

    /// A text of the letters by the rest of its key.
    pub(crate) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A text with values set in.
    pub(crate) fn say_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let text = wording::text_with(self.language, &format!("letters-{key}"), args);
        if self.language.direction() == "rtl" { without_marks(&text) } else { text }
    }

    /// Cleansed data; between Arabic words it is isolated, so that `§ 7` or `03999 1` keep their order.
    pub(crate) fn clean(&self, text: &str) -> String {
        let line = self.cleaner.line(text);
        if self.language.direction() == "rtl" && !line.is_empty() {
            return format!("{ISOLATE}{line}{END_ISOLATE}");
        }
        line
    }

    /// Several pieces of cleansed data, empty ones left out.
    pub(crate) fn clean_all(&self, lines: &[String]) -> Vec<String> {
        lines.iter().map(|line| self.clean(line)).filter(|line| !line.is_empty()).collect()
    }
}

/// The values of one letter for the template; `at` tells letters of a batch apart.
pub(crate) fn compose(letter: &Letter, fonts: &Fonts, at: usize) -> Result<Dict, LetterFault> {
    check_facts(letter)?;
    let language = Language::from_code(&letter.language).ok_or_else(|| LetterFault::UnknownLanguage {
        number: letter.number.clone(),
        code: letter.language.clone(),
    })?;
    if !fonts.cover_all(language.native_name()) {
        return Err(LetterFault::FontsMissing { code: letter.language.clone() });
    }
    let picture = match &letter.facts.page {
        Some(page) => Some(
            qr::picture(&page.url)
                .ok_or_else(|| LetterFault::AddressTooLong { number: letter.number.clone() })?,
        ),
        None => None,
    };
    let german = Context::new(letter, fonts, Language::De);
    let mut parts = vec![part::compose(&german, picture.as_ref())];
    let mut pointer = Value::None;
    if language != Language::De {
        let translation = Context::new(letter, fonts, language);
        parts.push(part::compose(&translation, picture.as_ref()));
        pointer = translation_pointer(&translation);
    }
    Ok(dict! {
        "id" => at.to_string(),
        "title" => title(letter),
        "head" => letterhead(&german),
        "window" => window(&german),
        "info" => information(&german),
        "pointer" => pointer,
        "parts" => parts.into_iter().map(Value::Dict).collect::<Array>(),
    })
}

/// Title of the document for one letter: subject and number, in German.
pub(crate) fn title(letter: &Letter) -> String {
    let subject = wording::text(Language::De, &format!("letters-{}-subject", letter.kind.wording_key()));
    wording::text_with(
        Language::De,
        "letters-document-title",
        &[("subject", (&subject).into()), ("number", (&letter.number).into())],
    )
}

/// Refuses a letter that lacks what its kind is about.
fn check_facts(letter: &Letter) -> Result<(), LetterFault> {
    let facts = &letter.facts;
    let starts = facts.course.as_ref().is_some_and(|course| course.starts_on.is_some());
    let by_kind = match letter.kind {
        LetterKind::Invitation | LetterKind::SecondInvitation => [
            (facts.appointment.is_some(), MissingFact::Appointment),
            (facts.place.is_some(), MissingFact::Place),
        ],
        LetterKind::Assignment | LetterKind::Referral | LetterKind::RegistrationProof => {
            [(facts.course.is_some(), MissingFact::Course), (true, MissingFact::Course)]
        }
        LetterKind::StartNotice | LetterKind::SlippedStart => {
            [(facts.course.is_some(), MissingFact::Course), (starts, MissingFact::CourseStart)]
        }
    };
    let named = letter.recipient.name_lines.iter().any(|line| !line.trim().is_empty());
    let of_all = [(!letter.number.trim().is_empty(), MissingFact::Number), (named, MissingFact::Recipient)];
    match of_all.into_iter().chain(by_kind).find(|(given, _)| !given) {
        Some((_, fact)) => Err(LetterFault::FactMissing { number: letter.number.clone(), fact }),
        None => Ok(()),
    }
}

fn letterhead(context: &Context) -> Dict {
    let sender = &context.letter.sender;
    let name = cut(context.clean(&sender.name), HEAD_LINE);
    let mut address = context.clean_all(&sender.address_lines);
    address.truncate(HEAD_LINES);
    let address: Vec<String> = address.into_iter().map(|line| cut(line, HEAD_LINE)).collect();
    let back: Vec<String> = [name.clone()].into_iter().chain(address.clone()).collect();
    let ink = sender.colour.map_or(Colour { red: 0, green: 0, blue: 0 }, readable);
    dict! {
        "name" => name,
        "unit" => cut(context.clean(&sender.unit), HEAD_LINE),
        "address" => strings(address),
        "back" => cut(back.join(" · "), WINDOW_LINE),
        "ink" => [ink.red, ink.green, ink.blue].into_iter().map(|c| Value::Int(i64::from(c))).collect::<Array>(),
    }
}

/// At most six lines: surplus name lines go first, so that street and town always stand.
fn window(context: &Context) -> Array {
    let Recipient { name_lines, address_lines } = &context.letter.recipient;
    let short = |lines: &[String]| -> Vec<String> {
        context.clean_all(lines).into_iter().map(|line| cut(line, WINDOW_LINE)).collect()
    };
    let (mut names, address) = (short(name_lines), short(address_lines));
    let surplus = address.len().saturating_sub(WINDOW_LINES - 1);
    let address = address[surplus..].to_vec();
    names.truncate(WINDOW_LINES - address.len());
    strings(names.into_iter().chain(address).collect())
}

/// Rows of the information block: label, value, and whether the value must keep its direction.
fn information(context: &Context) -> Array {
    let letter = context.letter;
    let contact = &letter.sender.contact;
    let date = wording::date(Language::De, letter.date);
    [
        ("info-number", letter.number.as_str()),
        ("info-reference", letter.facts.reference.as_str()),
        ("info-date", date.as_str()),
        ("info-contact", contact.person.as_str()),
        ("info-phone", contact.phone.as_str()),
        ("info-email", contact.email.as_str()),
        ("info-web", contact.web.as_str()),
    ]
    .into_iter()
    .map(|(key, value)| (key, cut(context.clean(value), HEAD_LINE)))
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| pair(context.say(key), value))
    .collect()
}

/// Tells on page one, in the person's language, where the translation stands.
fn translation_pointer(context: &Context) -> Value {
    dict! {
        "lang" => context.language.code(),
        "dir" => context.language.direction(),
        "text" => context.say_with("translation-see", &[("page", PAGE_MARK.into())]),
    }
    .into_value()
}

/// Stands in a text for the page number, which only the typesetter knows.
pub(crate) const PAGE_MARK: &str = "\u{e000}";
/// Stands in a text for the number of pages.
pub(crate) const PAGES_MARK: &str = "\u{e001}";

/// Arabic script as it is usually printed, without vowel marks: the typesetter moves raised marks into runs
/// of their own and repeats the letter before them in the text layer, so that a screen reader would stammer.
fn without_marks(text: &str) -> String {
    text.replace("ه\u{654}", "ه\u{200c}ی").chars().filter(|c| !('\u{64b}'..='\u{652}').contains(c)).collect()
}

/// The text, or its beginning with an ellipsis.
fn cut(text: String, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

pub(crate) fn strings(lines: Vec<String>) -> Array {
    lines.into_iter().map(IntoValue::into_value).collect()
}

pub(crate) fn pair(label: String, value: String) -> Value {
    Value::Array([label.into_value(), value.into_value()].into_iter().collect())
}

/// The colour itself, or darkened until it has a contrast of 4.5 to white paper (WCAG 1.4.3).
fn readable(colour: Colour) -> Colour {
    let mut ink = colour;
    while contrast_to_white(ink) < 4.5 {
        let darker = |channel: u8| u8::try_from(u16::from(channel) * 9 / 10).unwrap_or(channel);
        ink = Colour { red: darker(ink.red), green: darker(ink.green), blue: darker(ink.blue) };
    }
    ink
}

fn contrast_to_white(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let luminance =
        0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    1.05 / (luminance + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_too_light_for_paper_is_darkened_and_a_dark_one_is_kept() {
        let blue = Colour { red: 0x0b, green: 0x3d, blue: 0x6b };
        assert_eq!(readable(blue), blue);
        for light in [Colour { red: 255, green: 255, blue: 255 }, Colour { red: 255, green: 230, blue: 0 }] {
            assert!(contrast_to_white(readable(light)) >= 4.5);
        }
    }
}
