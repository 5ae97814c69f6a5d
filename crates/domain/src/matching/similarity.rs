//! How alike two words and two names are.
//!
//! For: ranking search results and comparing records. Not for deciding whether two people are one: names alone
//! never show that.

use super::normalise::tokens;
use super::phonetic::code;
use super::skeleton::{Vowels, compare_vowels, consonants, skeleton};
use super::variants::{language_groups, spelling_group};

/// How two tokens relate, from the strongest to the weakest relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Unrelated.
    Different,
    /// One is only the initial of the other.
    Initial,
    /// Same Kölner Phonetik and not far apart in letters.
    Sound,
    /// One typing error, two in long words.
    Typo,
    /// Forms of one name in two languages (Oleksandr, Alexander).
    OtherLanguage,
    /// Equal but for short vowels that one script does not write.
    VowelsMissing,
    /// Equal but for vowels that transliteration exchanges.
    VowelsShifted,
    /// Equal skeletons, or known transliterations of one name.
    Transliterated,
    /// Known spellings of one given name (Mohammed, Muhammad).
    Variant,
    /// Equal after normalising.
    Equal,
}

impl Grade {
    /// Points from 0 (different) to 100 (equal).
    pub fn score(self) -> u8 {
        match self {
            Self::Equal => 100,
            Self::Variant => 97,
            Self::Transliterated => 95,
            Self::VowelsShifted => 90,
            Self::VowelsMissing => 84,
            Self::OtherLanguage => 82,
            Self::Typo => 80,
            Self::Sound => 68,
            Self::Initial => 55,
            Self::Different => 0,
        }
    }
}

/// A token with everything comparing needs, computed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub(super) text: String,
    pub(super) skeleton: String,
    pub(super) consonants: String,
    pub(super) phonetic: String,
    /// Skeleton without an article written together with the name (`almasri` → `masri`).
    pub(super) bare: Option<String>,
    spelling: Option<&'static str>,
    languages: &'static [&'static str],
    /// Sets of the letters of text and skeleton, to pass over distant words quickly.
    sets: (u32, u32),
}

impl Token {
    /// Prepares one token as [`super::tokens`] gives it.
    pub fn new(text: &str) -> Self {
        let form = skeleton(text);
        Self {
            consonants: consonants(&form),
            phonetic: code(&text.bytes().filter(u8::is_ascii_lowercase).collect::<Vec<_>>()),
            bare: bare(&form),
            spelling: spelling_group(&form),
            languages: language_groups(&form),
            sets: (letter_set(text), letter_set(&form)),
            skeleton: form,
            text: text.to_owned(),
        }
    }

    /// The normalised token.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The group of transliterations of one given name it belongs to.
    pub(super) fn spelling(&self) -> Option<&'static str> {
        self.spelling
    }

    /// Names of the groups of spellings and languages it belongs to.
    pub(super) fn groups(&self) -> impl Iterator<Item = &'static str> {
        self.spelling.into_iter().chain(self.languages.iter().copied())
    }

    /// How this token relates to another; symmetric.
    pub fn grade(&self, other: &Self) -> Grade {
        if self.text == other.text {
            return Grade::Equal;
        }
        if self.spelling.is_some() && self.spelling == other.spelling {
            return Grade::Variant;
        }
        if self.skeleton == other.skeleton || self.same_but_for_article(other) {
            return Grade::Transliterated;
        }
        if self.consonants == other.consonants {
            match compare_vowels(&self.skeleton, &other.skeleton) {
                Some(Vowels::Shifted) => return Grade::VowelsShifted,
                Some(Vowels::Missing) => return Grade::VowelsMissing,
                None => {}
            }
        }
        if self.languages.iter().any(|name| other.languages.contains(name)) {
            return Grade::OtherLanguage;
        }
        if tells_sexes_apart(&self.skeleton, &other.skeleton) {
            return Grade::Different;
        }
        if self.is_typo_of(other) {
            return Grade::Typo;
        }
        self.distant_grade(other)
    }

    fn same_but_for_article(&self, other: &Self) -> bool {
        self.bare.as_ref().is_some_and(|bare| *bare == other.skeleton)
            || other.bare.as_ref().is_some_and(|bare| *bare == self.skeleton)
    }

    fn is_typo_of(&self, other: &Self) -> bool {
        let typo = |a: &str, b: &str, sets: (u32, u32)| {
            let most = match letters(a).min(letters(b)) {
                0..=4 => return false,
                5..=8 => 1,
                _ => 2,
            };
            may_be_within(sets, most) && distance_within(a, b, most as usize).is_some()
        };
        typo(&self.text, &other.text, (self.sets.0, other.sets.0))
            || typo(&self.skeleton, &other.skeleton, (self.sets.1, other.sets.1))
    }

    fn distant_grade(&self, other: &Self) -> Grade {
        if self.phonetic == other.phonetic && self.phonetic.trim_start_matches('0').len() >= 3 {
            let shorter = letters(&self.skeleton).min(letters(&other.skeleton));
            if distance_within(&self.skeleton, &other.skeleton, (shorter / 3).max(1)).is_some() {
                return Grade::Sound;
            }
        }
        let initial = |a: &str, b: &str| letters(a) == 1 && b.starts_with(a);
        if initial(&self.text, &other.text) || initial(&other.text, &self.text) {
            return Grade::Initial;
        }
        Grade::Different
    }
}

/// One bit per letter of a–z; all others share the rest.
fn letter_set(text: &str) -> u32 {
    text.chars().fold(0, |set, letter| {
        let number = u32::from(letter);
        set | 1 << if letter.is_ascii_lowercase() { number - u32::from('a') } else { 26 + number % 6 }
    })
}

/// A substitution changes the set by at most two letters.
fn may_be_within(sets: (u32, u32), most: u32) -> bool {
    (sets.0 ^ sets.1).count_ones() <= 2 * most
}

/// Length in letters, not bytes.
pub(super) fn letters(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// Samir and Samira, Simon and Simone: a final a or e more is another name, not a typing error.
fn tells_sexes_apart(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.len() == short.len() + 1 && long.starts_with(short) && long.ends_with(['a', 'e'])
}

/// Alexander and Elena keep their beginning: only before a consonant, and four letters must remain.
fn bare(skeleton: &str) -> Option<String> {
    let rest = skeleton.strip_prefix("al").or_else(|| skeleton.strip_prefix("el"))?;
    let consonant = rest.bytes().next().is_some_and(|letter| !super::skeleton::is_vowel(letter));
    (rest.len() >= 4 && consonant).then(|| rest.to_owned())
}

/// Damerau–Levenshtein distance (neighbouring letters exchanged count one, each letter moved once) if it is at
/// most `most`, else `None`. Stops as soon as the bound is exceeded.
pub fn distance_within(a: &str, b: &str, most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    if a.is_ascii() && b.is_ascii() {
        return bounded(a.as_bytes(), b.as_bytes(), most);
    }
    bounded(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), most)
}

/// Words up to this length need no memory of their own.
const SHORT: usize = 24;

fn bounded<T: PartialEq + Copy>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    let start = a.iter().zip(b).take_while(|(left, right)| left == right).count();
    // one equal letter stays in front so that an exchange across the border is still seen
    let start = start.saturating_sub(1);
    let (a, b) = (&a[start..], &b[start..]);
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let width = b.len() + 1;
    let (mut short, mut long) = ([0usize; 3 * SHORT], Vec::new());
    let rows: &mut [usize] = if width <= SHORT {
        &mut short[..3 * width]
    } else {
        long.resize(3 * width, 0);
        &mut long
    };
    let (mut before, rest) = rows.split_at_mut(width);
    let (mut last, mut row) = rest.split_at_mut(width);
    last.iter_mut().enumerate().for_each(|(at, cost)| *cost = at);
    for (i, letter) in a.iter().enumerate() {
        row[0] = i + 1;
        let mut least = row[0];
        for (j, other) in b.iter().enumerate() {
            let substituted = last[j] + usize::from(letter != other);
            let mut best = substituted.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == b[j - 1] && a[i - 1] == *other {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
            least = least.min(best);
        }
        if least > most && last.iter().all(|cost| *cost >= most) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

/// How two sets of tokens relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetLikeness {
    /// 0 to 100: mean of the pairs of the smaller set, less a little for each further token of the larger.
    pub score: u8,
    /// Weakest relation among the tokens of the smaller set.
    pub weakest: Grade,
    /// Tokens of the larger set that found no partner.
    pub extra: usize,
}

/// Compares two sets of tokens regardless of order: each token of the smaller set takes its best free partner.
/// `None` if one set is empty.
pub fn compare_tokens(a: &[Token], b: &[Token]) -> Option<SetLikeness> {
    let a: Vec<&Token> = a.iter().collect();
    let b: Vec<&Token> = b.iter().collect();
    compare_sets(&a, &b)
}

fn compare_sets(a: &[&Token], b: &[&Token]) -> Option<SetLikeness> {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if small.is_empty() {
        return None;
    }
    if let ([left], [right]) = (small, large) {
        let grade = left.grade(right);
        return Some(SetLikeness {
            score: grade.score(),
            weakest: grade,
            extra: usize::from(grade == Grade::Different),
        });
    }
    let mut pairs: Vec<(Grade, usize, usize)> = Vec::with_capacity(small.len() * large.len());
    for (i, left) in small.iter().enumerate() {
        pairs.extend(large.iter().enumerate().map(|(j, right)| (left.grade(right), i, j)));
    }
    // the texts decide between equal grades, so that the order of the two sets does not matter
    pairs.sort_by_cached_key(|(grade, i, j)| {
        let (left, right) = (&small[*i].text, &large[*j].text);
        (std::cmp::Reverse(*grade), left.min(right), left.max(right))
    });
    let (mut taken_small, mut taken_large) = (vec![false; small.len()], vec![false; large.len()]);
    let (mut sum, mut weakest) = (0usize, Grade::Equal);
    for (grade, i, j) in pairs {
        if grade == Grade::Different || taken_small[i] || taken_large[j] {
            continue;
        }
        (taken_small[i], taken_large[j]) = (true, true);
        sum += usize::from(grade.score());
        weakest = weakest.min(grade);
    }
    if taken_small.contains(&false) {
        weakest = Grade::Different;
    }
    let extra = taken_large.iter().filter(|taken| !**taken).count();
    let surplus = large.len() - small.len();
    let score = (sum / small.len()).saturating_sub(4 * surplus.min(3));
    let apart = SetLikeness { score: u8::try_from(score).unwrap_or(100), weakest, extra };
    Some(joined(small, large).filter(|joined| joined.score > apart.score).unwrap_or(apart))
}

/// "Anna Maria" against "Annamaria": equal when written together.
fn joined(small: &[&Token], large: &[&Token]) -> Option<SetLikeness> {
    let bytes = |tokens: &[&Token]| tokens.iter().map(|token| token.text.len()).sum::<usize>();
    if small.len() == large.len() || bytes(small) != bytes(large) {
        return None;
    }
    let equal = small
        .iter()
        .flat_map(|token| token.text.bytes())
        .eq(large.iter().flat_map(|token| token.text.bytes()));
    equal.then_some(SetLikeness {
        score: Grade::Transliterated.score(),
        weakest: Grade::Transliterated,
        extra: 0,
    })
}

/// A name prepared for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub(super) family: Vec<Token>,
    pub(super) given: Vec<Token>,
}

impl Name {
    /// Prepares the two name fields of a record; either may be empty.
    pub fn new(family: &str, given: &str) -> Self {
        let prepare = |text: &str| tokens(text).iter().map(|token| Token::new(token)).collect();
        Self { family: prepare(family), given: prepare(given) }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Token> {
        self.family.iter().chain(&self.given)
    }
}

/// How the fields of the two records had to be laid upon each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Family name on family name, given names on given names.
    Straight,
    /// Family name of one on given names of the other.
    Swapped,
    /// The border between family name and given names lies elsewhere, or one field is empty.
    Moved,
}

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameLikeness {
    /// 0 to 100.
    pub score: u8,
    /// Weakest relation in the family names (with `Moved`: in all tokens).
    pub family: Grade,
    /// Weakest relation in the given names (with `Moved`: in all tokens).
    pub given: Grade,
    /// How the fields met best.
    pub layout: Layout,
    /// One side has a family name more: double name, birth name.
    pub extra_family: bool,
    /// One side has a given name more.
    pub extra_given: bool,
}

/// Compares two names; symmetric. Knows swapped fields, missing middle names, double names and fields parted
/// at different places.
pub fn compare_names(a: &Name, b: &Name) -> NameLikeness {
    let none = NameLikeness {
        score: 0,
        family: Grade::Different,
        given: Grade::Different,
        layout: Layout::Straight,
        extra_family: false,
        extra_given: false,
    };
    let straight =
        combine(compare_tokens(&a.family, &b.family), compare_tokens(&a.given, &b.given), Layout::Straight);
    if straight.is_some_and(|found| found.score >= 95 && !(found.extra_family && found.extra_given)) {
        return straight.unwrap_or(none);
    }
    let swapped =
        combine(compare_tokens(&a.family, &b.given), compare_tokens(&a.given, &b.family), Layout::Swapped);
    let best = [straight, swapped, moved(a, b)]
        .into_iter()
        .flatten()
        .fold(None, |best: Option<NameLikeness>, next| {
            Some(best.filter(|held| held.score >= next.score).unwrap_or(next))
        });
    best.unwrap_or(none)
}

fn combine(family: Option<SetLikeness>, given: Option<SetLikeness>, layout: Layout) -> Option<NameLikeness> {
    let (mut family, mut given) = (family?, given?);
    let mut loss = 0;
    if layout == Layout::Swapped {
        // which field is which is not known, so the weaker relation stands for both
        loss = 3;
        let weakest = family.weakest.min(given.weakest);
        let extra = family.extra.max(given.extra);
        (family.weakest, given.weakest) = (weakest, weakest);
        (family.extra, given.extra) = (extra, extra);
    }
    let mean = (u16::from(family.score) + u16::from(given.score)) / 2;
    Some(NameLikeness {
        score: u8::try_from(mean).unwrap_or(100).saturating_sub(loss),
        family: family.weakest,
        given: given.weakest,
        layout,
        extra_family: family.extra > 0,
        extra_given: given.extra > 0,
    })
}

/// All tokens against all tokens: only where at least two meet, or a record has a single name.
fn moved(a: &Name, b: &Name) -> Option<NameLikeness> {
    let fields = [&a.family, &a.given, &b.family, &b.given];
    if fields.iter().all(|field| field.len() == 1) {
        return None;
    }
    let single = fields.iter().any(|field| field.is_empty());
    let (left, right): (Vec<&Token>, Vec<&Token>) = (a.all().collect(), b.all().collect());
    if left.len().min(right.len()) < 2 && !single {
        return None;
    }
    let found = compare_sets(&left, &right)?;
    if found.weakest == Grade::Different && !single {
        return None;
    }
    let loss = match (left.len().min(right.len()), found.extra) {
        (0 | 1, _) => 25,
        (_, 0) => 3,
        _ => 6,
    };
    Some(NameLikeness {
        score: found.score.saturating_sub(loss),
        family: found.weakest,
        given: found.weakest,
        layout: Layout::Moved,
        extra_family: found.extra > 0,
        extra_given: found.extra > 0,
    })
}
