//! Comparing two records: observations, points, verdict.
//!
//! The points are defaults for ordering a list; the verdict comes from the rules in [`verdict`], not from the
//! sum alone.

use chrono::{Datelike, NaiveDate};

use super::{Identity, Reason};
use crate::matching::similarity::{Grade, Layout, Name, NameLikeness, compare_names, distance_within};
use crate::matching::{file_number, normalise, skeleton};
use crate::person::{BirthDate, BirthPrecision, Sex};

codes! {
    /// What a list says about a pair; never a decision.
    Verdict {
        /// Nothing speaks for one person.
        Different = "different",
        /// Worth a look.
        Possible = "possible",
        /// Probably one person.
        Likely = "likely",
        /// Everything speaks for one person; still to be confirmed by a human.
        Same = "same",
    }
}

/// How alike two records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 100: at least 90 for `Same`, 70 for `Likely`, 45 for `Possible`.
    pub score: u8,
    /// Summary of the reasons.
    pub verdict: Verdict,
    /// All observations for and against, without repetition.
    pub reasons: Vec<Reason>,
}

/// A record with everything comparing needs, computed once.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) name: Name,
    pub(super) birth: Option<BirthDate>,
    /// Office and normalised number.
    pub(super) numbers: Vec<(String, String)>,
    sex: Option<Sex>,
    nationality: String,
    birth_place: String,
    address: String,
}

impl Prepared {
    /// Prepares one record.
    pub fn new(identity: &Identity) -> Self {
        let numbers =
            identity.file_numbers.iter().map(|held| (held.issuer.clone(), file_number(&held.number)));
        Self {
            name: Name::new(&identity.family_name, &identity.given_names),
            birth: identity.birth_date,
            numbers: numbers.filter(|(_, number)| number.len() >= 3).collect(),
            sex: identity.sex,
            nationality: identity.nationality.as_deref().map(normalise).unwrap_or_default(),
            birth_place: normalise(&identity.birth_place)
                .split(' ')
                .map(skeleton)
                .collect::<Vec<_>>()
                .join(" "),
            address: normalise(&identity.address).replace(" strasse ", " str ").replace("strasse ", "str "),
        }
    }

    /// Compares with another record; symmetric.
    pub fn compare(&self, other: &Self) -> Likeness {
        let name = compare_names(&self.name, &other.name);
        let mut found = Findings { name, birth: birth(self.birth, other.birth), ..Findings::new(name) };
        found.look_at_names();
        found.number = number(&self.numbers, &other.numbers);
        found.look_at_numbers_and_birth();
        found.look_at_rest(self, other);
        found.likeness()
    }
}

/// Compares two records; symmetric, never fails.
pub fn compare(a: &Identity, b: &Identity) -> Likeness {
    Prepared::new(a).compare(&Prepared::new(b))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    Same,
    Typo,
    Other,
    Incomparable,
}

fn number(a: &[(String, String)], b: &[(String, String)]) -> Numbers {
    let mut best = Numbers::Incomparable;
    for (office, number) in a {
        for (_, other) in b.iter().filter(|(other_office, _)| other_office == office) {
            if number == other {
                return Numbers::Same;
            }
            let typo = number.len() >= 6 && distance_within(number, other, 1).is_some();
            if typo {
                best = Numbers::Typo;
            } else if best == Numbers::Incomparable {
                best = Numbers::Other;
            }
        }
    }
    best
}

/// The relation of two birth dates.
fn birth(a: Option<BirthDate>, b: Option<BirthDate>) -> Reason {
    let (Some(a), Some(b)) = (a, b) else { return Reason::MissingBirthDate };
    let conventional = |birth: BirthDate| birth.date.month() == 1 && birth.date.day() == 1;
    let same_year = a.date.year() == b.date.year();
    if a.precision == BirthPrecision::Day && b.precision == BirthPrecision::Day {
        return match a.date == b.date {
            true if conventional(a) => Reason::BirthDateFirstOfJanuary,
            true => Reason::BirthDateEqual,
            false if same_year && (conventional(a) || conventional(b)) => Reason::BirthDateCoarse,
            // both dates are guesses of offices: nothing is known about their digits
            false if conventional(a) || conventional(b) => Reason::BirthDateDiffers,
            false => differing(a.date, b.date),
        };
    }
    let months_known = a.precision != BirthPrecision::Year && b.precision != BirthPrecision::Year;
    let agree = same_year
        && (!months_known || a.date.month() == b.date.month() || conventional(a) || conventional(b));
    if agree { Reason::BirthDateCoarse } else { Reason::BirthDateDiffers }
}

fn differing(a: NaiveDate, b: NaiveDate) -> Reason {
    if a.year() == b.year() && a.month() == b.day() && a.day() == b.month() {
        return Reason::BirthDayMonthSwapped;
    }
    let (a, b) = (digits(a), digits(b));
    let mut wrong = (0..8).filter(|at| a[*at] != b[*at]);
    let one = match (wrong.next(), wrong.next(), wrong.next()) {
        (Some(_), None, _) => true,
        // two neighbouring digits exchanged
        (Some(first), Some(second), None) => {
            second == first + 1 && a[first] == b[second] && a[second] == b[first]
        }
        _ => false,
    };
    if one { Reason::BirthDateOffByOneDigit } else { Reason::BirthDateDiffers }
}

/// The eight digits of day, month and year.
fn digits(date: NaiveDate) -> [u32; 8] {
    let (day, month, year) = (date.day(), date.month(), date.year().unsigned_abs());
    [day / 10, day % 10, month / 10, month % 10, year / 1000, year / 100 % 10, year / 10 % 10, year % 10]
}

/// All observations about one pair.
struct Findings {
    name: NameLikeness,
    birth: Reason,
    number: Numbers,
    place_equal: bool,
    address_equal: bool,
    sex_differs: bool,
    nationality_differs: bool,
    points: i32,
    reasons: Vec<Reason>,
}

impl Findings {
    fn new(name: NameLikeness) -> Self {
        Self {
            name,
            birth: Reason::MissingBirthDate,
            number: Numbers::Incomparable,
            place_equal: false,
            address_equal: false,
            sex_differs: false,
            nationality_differs: false,
            points: 0,
            reasons: Vec::with_capacity(8),
        }
    }

    fn note(&mut self, reason: Reason, points: i32) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
        self.points += points;
    }

    fn look_at_names(&mut self) {
        let name = self.name;
        let (family, given) = (name.family == Grade::Different, name.given == Grade::Different);
        let score = i32::from(name.score);
        self.points += match (family, given) {
            (false, false) => score / 2,
            (true, false) => score * 2 / 5,
            _ => score / 5,
        };
        if family {
            self.note(Reason::FamilyNameDiffers, 0);
        }
        if given {
            self.note(Reason::GivenNameDiffers, 0);
        }
        for grade in [name.family, name.given] {
            match grade {
                Grade::Variant | Grade::Transliterated | Grade::VowelsShifted | Grade::VowelsMissing => {
                    self.note(Reason::NameTransliterated, 0);
                }
                Grade::Typo => self.note(Reason::NameTypo, 0),
                Grade::OtherLanguage => self.note(Reason::NameOtherLanguage, 0),
                Grade::Sound => self.note(Reason::NamePhonetic, 0),
                Grade::Initial => self.note(Reason::NameInitial, 0),
                Grade::Equal | Grade::Different => {}
            }
        }
        if name.family == Grade::Equal
            && name.given == Grade::Equal
            && !name.extra_family
            && !name.extra_given
        {
            self.note(Reason::NameEqual, 0);
        }
        match name.layout {
            Layout::Straight => {}
            Layout::Swapped => self.note(Reason::NamesSwapped, 0),
            Layout::Moved => self.note(Reason::NamePartsMoved, 0),
        }
        if name.layout != Layout::Moved && name.extra_family && !family {
            self.note(Reason::FamilyNameDouble, 0);
        }
        if name.layout != Layout::Moved && name.extra_given && !given {
            self.note(Reason::GivenNameMissing, 0);
        }
    }

    fn look_at_numbers_and_birth(&mut self) {
        match self.number {
            Numbers::Same => self.note(Reason::SameFileNumber, 30),
            Numbers::Typo => self.note(Reason::FileNumberTypo, 10),
            Numbers::Other => self.note(Reason::OtherFileNumber, -20),
            Numbers::Incomparable => self.note(Reason::MissingNumber, 0),
        }
        let points = match self.birth {
            Reason::BirthDateEqual => 35,
            Reason::BirthDayMonthSwapped => 25,
            Reason::BirthDateOffByOneDigit => 22,
            Reason::BirthDateFirstOfJanuary => 18,
            Reason::BirthDateCoarse => 10,
            Reason::BirthDateDiffers => -30,
            _ => 0,
        };
        self.note(self.birth, points);
    }

    fn look_at_rest(&mut self, a: &Prepared, b: &Prepared) {
        if let (Some(left), Some(right)) = (a.sex, b.sex)
            && left != right
        {
            self.sex_differs = true;
            self.note(Reason::SexDiffers, -20);
        }
        if !a.nationality.is_empty() && !b.nationality.is_empty() {
            self.nationality_differs = a.nationality != b.nationality;
            if self.nationality_differs {
                self.note(Reason::NationalityDiffers, -8);
            } else {
                self.note(Reason::NationalityEqual, 3);
            }
        }
        if !a.birth_place.is_empty() && !b.birth_place.is_empty() {
            let typo = usize::from(a.birth_place.len().min(b.birth_place.len()) >= 5);
            self.place_equal = distance_within(&a.birth_place, &b.birth_place, typo).is_some();
            if self.place_equal {
                self.note(Reason::BirthPlaceEqual, 7);
            } else {
                self.note(Reason::BirthPlaceDiffers, -5);
            }
        }
        if !a.address.is_empty() && a.address == b.address {
            self.address_equal = true;
            self.note(Reason::AddressEqual, 6);
        }
    }

    fn likeness(self) -> Likeness {
        let raw = self.points.clamp(0, 100);
        let verdict = verdict(&self, raw);
        let (least, most) = match verdict {
            Verdict::Same => (90, 100),
            Verdict::Likely => (70, 89),
            Verdict::Possible => (45, 69),
            Verdict::Different => (0, 44),
        };
        let score = u8::try_from(raw.clamp(least, most)).unwrap_or(0);
        Likeness { score, verdict, reasons: self.reasons }
    }
}

fn verdict(found: &Findings, points: i32) -> Verdict {
    if is_same(found) {
        return Verdict::Same;
    }
    let by_points = match points {
        72.. => Verdict::Likely,
        50.. => Verdict::Possible,
        _ => Verdict::Different,
    };
    by_points.min(ceiling(found))
}

/// The highest verdict below `Same` that the names and contradictions allow.
fn ceiling(found: &Findings) -> Verdict {
    let shared = found.number == Numbers::Same;
    if found.name.given == Grade::Different {
        return if shared { Verdict::Possible } else { Verdict::Different };
    }
    let contradictions = [
        found.birth == Reason::BirthDateDiffers,
        found.sex_differs,
        found.number == Numbers::Other,
        found.name.family == Grade::Different && !shared,
    ];
    match contradictions.iter().filter(|contradiction| **contradiction).count() {
        0 => Verdict::Likely,
        1 => Verdict::Possible,
        _ => Verdict::Different,
    }
}

fn is_same(found: &Findings) -> bool {
    let name = found.name;
    if found.sex_differs || found.number == Numbers::Other || name.layout == Layout::Moved {
        return false;
    }
    if found.number == Numbers::Same {
        let birth_agrees = matches!(
            found.birth,
            Reason::BirthDateEqual | Reason::BirthDateFirstOfJanuary | Reason::BirthDayMonthSwapped
        );
        let close_birth = matches!(found.birth, Reason::BirthDateOffByOneDigit | Reason::BirthDateCoarse);
        let names_agree = name.given >= Grade::VowelsMissing && name.family >= Grade::Typo;
        let names_equal =
            name.given >= Grade::Variant && name.family >= Grade::Transliterated && !name.extra_given;
        return (birth_agrees && names_agree) || (close_birth && names_equal);
    }
    name.given >= Grade::Variant
        && name.family >= Grade::Transliterated
        && !name.extra_given
        && found.birth == Reason::BirthDateEqual
        && !found.nationality_differs
        && (found.place_equal || found.address_equal)
}
