//! The search box: what is indexed per person and per distinct token, and how hits are ranked.
//!
//! Not for finding duplicates: see [`super::duplicates`]. The way of a query through the tables stands in
//! [`super`].

use super::normalise::{file_number, tokens};
use super::similarity::{Grade, Token, distance_within, letters};

/// At most this many index rows per person, file numbers included.
pub const MAX_KEYS: usize = 8;
/// At most this many of them are file numbers.
pub const MAX_NUMBERS: usize = 3;
/// Skeletons longer than this have no variants for letters behind it.
const MAX_VARIANT_LETTERS: usize = 12;

/// What the index needs of one person.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameFields<'a> {
    /// Family name as registered.
    pub family: &'a str,
    /// Given names as registered.
    pub given: &'a str,
    /// Birth name, names of other documents, name in the own script.
    pub others: &'a [&'a str],
    /// File numbers of all offices, as written.
    pub file_numbers: &'a [&'a str],
}

/// What an index row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A token of a name.
    Name,
    /// A file number.
    Number,
}

impl KeyKind {
    /// Stored code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
        }
    }
}

/// One index row of a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SearchKey {
    /// Name token or file number.
    pub kind: KeyKind,
    /// The normalised key.
    pub key: String,
}

/// The index rows of one person: distinct, at most [`MAX_KEYS`], the family name first.
pub fn search_keys(fields: &NameFields) -> Vec<SearchKey> {
    let mut numbers: Vec<SearchKey> = Vec::new();
    for number in
        fields.file_numbers.iter().map(|number| file_number(number)).filter(|number| !number.is_empty())
    {
        push_new(&mut numbers, SearchKey { kind: KeyKind::Number, key: number }, MAX_NUMBERS);
    }
    let mut keys = Vec::with_capacity(MAX_KEYS);
    for text in [fields.family, fields.given].iter().chain(fields.others) {
        for token in tokens(text) {
            push_new(&mut keys, SearchKey { kind: KeyKind::Name, key: token }, MAX_KEYS - numbers.len());
        }
    }
    keys.append(&mut numbers);
    keys
}

fn push_new(keys: &mut Vec<SearchKey>, key: SearchKey, most: usize) {
    if keys.len() < most && !keys.contains(&key) {
        keys.push(key);
    }
}

/// The dictionary rows of one distinct token (a `name` key): skeleton and its variants with one letter less
/// (`t:`), beginning (`p:`), sound (`k:`), consonants (`c:`), groups of known spellings (`v:`).
pub fn dictionary_keys(token: &str) -> Vec<String> {
    keys_of(&Token::new(token))
}

fn keys_of(token: &Token) -> Vec<String> {
    let mut keys = vec![format!("t:{}", token.skeleton)];
    let mut push = |key: String| {
        if !keys.contains(&key) {
            keys.push(key);
        }
    };
    if let Some(bare) = &token.bare {
        push(format!("t:{bare}"));
    }
    let letters: Vec<char> = token.skeleton.chars().collect();
    if letters.len() >= 4 {
        push(format!("p:{}", letters[..4].iter().collect::<String>()));
        for without in 0..letters.len().min(MAX_VARIANT_LETTERS) {
            let variant =
                letters.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, letter)| letter);
            push(format!("t:{}", variant.collect::<String>()));
        }
    }
    if token.phonetic.len() >= 3 {
        push(format!("k:{}", token.phonetic));
    }
    if token.consonants.len() >= 3 {
        push(format!("c:{}", token.consonants));
    }
    for group in token.groups() {
        push(format!("v:{group}"));
    }
    keys
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryToken {
    token: Token,
    /// Dictionary keys to look up; a common key makes a token a candidate.
    pub keys: Vec<String>,
}

impl QueryToken {
    fn new(text: &str) -> Self {
        let token = Token::new(text);
        Self { keys: keys_of(&token), token }
    }

    /// The normalised word.
    pub fn text(&self) -> &str {
        self.token.text()
    }

    /// Tokens `t` with `from <= t < to` (by bytes) begin with this word.
    pub fn prefix_range(&self) -> (String, String) {
        let from = self.token.text.clone();
        let mut to = from.clone();
        match to.pop() {
            // the next ASCII letter, so that any byte-wise collation agrees
            Some(last) if last.is_ascii() => to.push(char::from(last as u8 + 1)),
            Some(last) => to.extend([last, char::MAX]),
            None => to.push(char::MAX),
        }
        (from, to)
    }

    /// Whether a token of the dictionary is meant by this word, and why.
    pub fn accepts(&self, token: &Token) -> Option<Hit> {
        let (word, other) = (&self.token, token);
        match word.grade(other) {
            Grade::Equal => return Some(Hit::Exact),
            Grade::Variant | Grade::Transliterated => return Some(Hit::Transliterated),
            _ => {}
        }
        if other.text.starts_with(&word.text) {
            return Some(Hit::Prefix);
        }
        match word.grade(other) {
            Grade::VowelsShifted | Grade::VowelsMissing => return Some(Hit::Transliterated),
            Grade::Typo => return Some(Hit::Typo),
            Grade::OtherLanguage => return Some(Hit::OtherLanguage),
            _ => {}
        }
        let long = letters(&word.skeleton) >= 4;
        if long && other.skeleton.starts_with(&word.skeleton) {
            return Some(Hit::Prefix);
        }
        if long
            && letters(&other.skeleton) >= 4
            && distance_within(&word.skeleton, &other.skeleton, 1).is_some()
        {
            return Some(Hit::Typo);
        }
        let sound = word.phonetic.len() >= 3 && word.phonetic == other.phonetic;
        sound.then_some(Hit::Sound)
    }
}

/// A search text, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, without those that hold digits.
    pub tokens: Vec<QueryToken>,
    /// The whole text as a file number, if it holds at least three digits: look for keys that begin with it.
    pub file_number: Option<String>,
    /// A year of birth that the text names ("Müller 1987", "Müller 3.11.1987").
    pub birth_year: Option<i32>,
}

impl Query {
    /// Nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty() && self.file_number.is_none()
    }
}

/// Takes a search text apart.
pub fn query_keys(text: &str) -> Query {
    let digits = text.chars().filter(|letter| letter.is_numeric()).count();
    let number = file_number(text);
    let (with_digits, words): (Vec<&str>, Vec<&str>) =
        text.split_whitespace().partition(|word| word.chars().any(char::is_numeric));
    let birth_year = with_digits
        .iter()
        .flat_map(|word| word.split(|letter: char| !letter.is_ascii_digit()))
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .find(|year| (1900..2100).contains(year));
    let only_birth = birth_year.is_some() && !words.is_empty() && with_digits.len() == 1;
    Query {
        tokens: tokens(&words.join(" ")).iter().map(|token| QueryToken::new(token)).collect(),
        file_number: (digits >= 3 && !only_birth && !number.is_empty()).then_some(number),
        birth_year,
    }
}

/// What ranking needs of a candidate.
#[derive(Clone, Copy, Debug, Default)]
pub struct CandidateName<'a> {
    /// Family name as registered.
    pub family: &'a str,
    /// Given names as registered.
    pub given: &'a str,
    /// Other names of the person.
    pub others: &'a [&'a str],
    /// File numbers the reader may see.
    pub file_numbers: &'a [&'a str],
    /// Year of birth, if known.
    pub birth_year: Option<i32>,
}

/// Why a candidate was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hit {
    /// The file number, whole or its beginning.
    FileNumber,
    /// The word itself.
    Exact,
    /// The beginning of a word.
    Prefix,
    /// Another spelling of the same name.
    Transliterated,
    /// One typing error apart.
    Typo,
    /// The name in another language.
    OtherLanguage,
    /// Sounds alike.
    Sound,
    /// The year of birth agrees.
    BirthYear,
}

impl Hit {
    /// All, in stored order.
    pub const ALL: [Self; 8] = [
        Self::FileNumber,
        Self::Exact,
        Self::Prefix,
        Self::Transliterated,
        Self::Typo,
        Self::OtherLanguage,
        Self::Sound,
        Self::BirthYear,
    ];

    /// Code; the wording key is `matching-hit-<code>` with hyphens.
    pub fn code(self) -> &'static str {
        match self {
            Self::FileNumber => "file_number",
            Self::Exact => "exact",
            Self::Prefix => "prefix",
            Self::Transliterated => "transliterated",
            Self::Typo => "typo",
            Self::OtherLanguage => "other_language",
            Self::Sound => "sound",
            Self::BirthYear => "birth_year",
        }
    }

    /// Key of the wording.
    pub fn wording_key(self) -> String {
        format!("matching-hit-{}", self.code().replace('_', "-"))
    }

    fn score(self) -> u16 {
        match self {
            Self::FileNumber | Self::Exact => 90,
            Self::Transliterated => 84,
            Self::Prefix => 80,
            Self::Typo => 68,
            Self::OtherLanguage => 64,
            Self::Sound => 55,
            Self::BirthYear => 0,
        }
    }
}

/// A hit with its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// 0 to 100; higher is shown first.
    pub score: u8,
    /// Why, without repetition.
    pub hits: Vec<Hit>,
}

/// Ranks one candidate; `None` if a word of the query has no match in it.
pub fn rank(query: &Query, candidate: &CandidateName) -> Option<Ranked> {
    if let Some(number) = &query.file_number
        && let Some(whole) = number_hit(number, candidate)
    {
        return Some(Ranked { score: if whole { 100 } else { 95 }, hits: vec![Hit::FileNumber] });
    }
    if query.tokens.is_empty() {
        return None;
    }
    let prepare = |text: &str| tokens(text).iter().map(|token| Token::new(token)).collect::<Vec<_>>();
    let main: Vec<Token> = [candidate.family, candidate.given].into_iter().flat_map(prepare).collect();
    let others: Vec<Token> = candidate.others.iter().flat_map(|text| prepare(text)).collect();
    let mut hits = Vec::new();
    let mut sum = 0;
    for word in &query.tokens {
        let best = |names: &[Token]| {
            names.iter().filter_map(|name| word.accepts(name)).max_by_key(|hit| hit.score())
        };
        let (hit, loss) = best(&main).map(|hit| (hit, 0)).or_else(|| best(&others).map(|hit| (hit, 6)))?;
        sum += hit.score() - loss;
        if !hits.contains(&hit) {
            hits.push(hit);
        }
    }
    let words = u16::try_from(query.tokens.len()).unwrap_or(u16::MAX);
    let mut score = sum / words + if main.len() == query.tokens.len() { 4 } else { 0 };
    match (query.birth_year, candidate.birth_year) {
        (Some(asked), Some(held)) if asked == held => {
            score += 6;
            hits.push(Hit::BirthYear);
        }
        (Some(_), Some(_)) => score = score.saturating_sub(20),
        _ => {}
    }
    Some(Ranked { score: u8::try_from(score.min(100)).unwrap_or(100), hits })
}

/// `Some(true)` for the whole number, `Some(false)` for its beginning.
fn number_hit(asked: &str, candidate: &CandidateName) -> Option<bool> {
    let numbers = || candidate.file_numbers.iter().map(|number| file_number(number));
    if numbers().any(|number| number == asked) {
        return Some(true);
    }
    numbers().any(|number| number.starts_with(asked)).then_some(false)
}
