//! Choices of the forms about people: closed lists in words. Not for reading them back.

use crate::http::Staff;
use crate::view::{Choice, Field, Language};
use domain::act::{ActKind, issuable_by};
use domain::organisation::OrganisationKind;
use domain::person::{Constraints, Wish};

/// Nationalities proposed while typing; any other ISO 3166 alpha-3 code is accepted too.
const COUNTRIES: &[&str] = &[
    "AFG", "ALB", "ARM", "AZE", "BGR", "BIH", "BLR", "CHN", "ERI", "ETH", "GEO", "GHA", "GRC", "HRV", "HUN",
    "IND", "IRN", "IRQ", "ITA", "KAZ", "KEN", "LBN", "MAR", "MDA", "MKD", "NGA", "PAK", "POL", "ROU", "RUS",
    "SOM", "SRB", "SYR", "THA", "TUN", "TUR", "UKR", "VNM", "XKX",
];

/// One choice per code of a closed list.
pub fn codes(staff: &Staff, list: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choice> {
    codes.into_iter().map(|code| Choice::new(code, staff.code(list, code))).collect()
}

/// Tick boxes of what a person wishes of a course.
pub fn wishes(staff: &Staff, known: &Constraints) -> Field {
    let all = codes(staff, "wish", Wish::ALL.iter().map(|wish| wish.code()));
    Field::checks("wishes", staff.t("field-wishes"), all).values(known.wishes.iter().map(|wish| wish.code()))
}

/// The wishes of a person in words.
pub fn wish_words(staff: &Staff, wishes: &[Wish]) -> Vec<String> {
    wishes.iter().map(|wish| staff.code("wish", wish.code())).collect()
}

/// Nationalities.
pub fn countries(staff: &Staff) -> Vec<Choice> {
    COUNTRIES.iter().map(|code| Choice::new(*code, staff.code("country", code))).collect()
}

/// The name of a nationality; unknown codes stay as they are.
pub fn country(staff: &Staff, code: &str) -> String {
    if COUNTRIES.contains(&code) { staff.code("country", code) } else { code.to_owned() }
}

/// What was typed as a nationality, as a code: a code, or a name of the list.
pub fn country_code(staff: &Staff, typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let known = COUNTRIES.iter().find(|code| staff.code("country", code).eq_ignore_ascii_case(typed));
    Some(known.map_or_else(|| typed.to_uppercase(), |code| (*code).to_owned()))
}

/// Languages of letters in their own names.
pub fn languages() -> Vec<Choice> {
    Language::ALL.iter().map(|language| Choice::new(language.code(), language.native_name())).collect()
}

/// Name of a language of letters.
pub fn language(code: &str) -> String {
    Language::from_code(code).map_or_else(|| code.to_owned(), |language| language.native_name().to_owned())
}

/// Acts a body may issue at the counter; those that come with a seat are left out.
pub fn acts(kind: OrganisationKind) -> Vec<ActKind> {
    issuable_by(kind)
        .into_iter()
        .filter(|act| {
            !matches!(
                act,
                ActKind::Zuweisung | ActKind::Verweisung | ActKind::Anmeldung | ActKind::Kursbeginn
            )
        })
        .collect()
}
