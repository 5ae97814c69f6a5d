//! Words of the tables: values, facts, conditions, stretches of days. The tables themselves speak German; what
//! has no word of its own here is shown as it stands in them.

use crate::http::Staff;
use chrono::NaiveDate;
use domain::calendar::{Period, Unit};
use domain::eligibility::{
    Bound, FactKey, FactPath, FactValue, IssuedObligation, Problem, Range, SideTables, Test, Value,
};

/// A code of the tables in words.
pub fn code(staff: &Staff, code: &str) -> String {
    let plain = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let key = format!("rules-value-{}", code.replace('_', "-"));
    if plain && !code.is_empty() && wording::has(staff.language(), &key) {
        staff.t(&key)
    } else {
        code.to_owned()
    }
}

/// Yes or no.
pub fn flag(staff: &Staff, flag: bool) -> String {
    staff.t(if flag { "rules-yes" } else { "rules-no" })
}

/// A value of a table.
pub fn value(staff: &Staff, value: &Value) -> String {
    match value {
        Value::Text(text) => code(staff, text),
        Value::Flag(yes) => flag(staff, *yes),
        Value::Number(number) => number.to_string().replace('.', ","),
        Value::Date(day) => wording::date(staff.language(), *day),
    }
}

/// What a cell asks for; empty where it asks for nothing.
pub fn test(staff: &Staff, test: &Test) -> String {
    let or = format!(" {} ", staff.t("rules-or"));
    let codes = |codes: &[String]| codes.iter().map(|one| code(staff, one)).collect::<Vec<_>>().join(&or);
    match test {
        Test::Any => String::new(),
        Test::OneOf(list) => codes(list),
        Test::NoneOf(list) => staff.tn("rules-none-of", &[("list", codes(list).as_str().into())]),
        Test::Flag(yes) => flag(staff, *yes),
        Test::Numbers(ranges) => {
            let said = |number: &f64| number.to_string().replace('.', ",");
            ranges.iter().map(|one| range(staff, one, said)).collect::<Vec<_>>().join(&or)
        }
        Test::Days(ranges) => {
            let said = |day: &NaiveDate| wording::date(staff.language(), *day);
            ranges.iter().map(|one| range(staff, one, said)).collect::<Vec<_>>().join(&or)
        }
    }
}

fn range<T: PartialEq>(staff: &Staff, range: &Range<T>, said: impl Fn(&T) -> String) -> String {
    if let (Some((low, Bound::Included)), Some((high, Bound::Included))) = (&range.low, &range.high)
        && low == high
    {
        return said(low);
    }
    let end = |end: &Option<(T, Bound)>, included: &str, excluded: &str| {
        end.as_ref().map(|(value, bound)| {
            let key = if *bound == Bound::Included { included } else { excluded };
            staff.tn(key, &[("value", said(value).as_str().into())])
        })
    };
    let low = end(&range.low, "rules-from", "rules-above");
    let high = end(&range.high, "rules-up-to", "rules-below");
    [low, high].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A length of time.
pub fn period(staff: &Staff, period: Period) -> String {
    let unit = match period.unit {
        Unit::Days => "days",
        Unit::WorkingDays => "working-days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::Lessons => "lessons",
    };
    staff.tn(&format!("rules-period-{unit}"), &[("count", i64::from(period.count).into())])
}

/// The name of a fact.
pub fn fact(staff: &Staff, path: FactPath) -> String {
    staff.t(&format!("fact-{}", path.code().replace(['.', '_'], "-")))
}

/// The name of anything that can be stated.
pub fn key(staff: &Staff, key: &FactKey, side: &SideTables) -> String {
    match key {
        FactKey::Law(path) => fact(staff, *path),
        FactKey::Side(name) => side
            .inputs()
            .iter()
            .find(|input| input.name == *name)
            .map_or_else(|| name.clone(), |input| input.label.clone()),
    }
}

/// What is known of a fact; empty for nothing.
pub fn known(staff: &Staff, value: &FactValue) -> String {
    let date = |day: &NaiveDate| wording::date(staff.language(), *day);
    match value {
        FactValue::Unknown => String::new(),
        FactValue::Unspecified => staff.t("rules-fact-unspecified"),
        FactValue::Absent => staff.t("rules-fact-absent"),
        FactValue::Flag(yes) => flag(staff, *yes),
        FactValue::Date(day) => date(day),
        FactValue::Between(first, last) => format!("{} – {}", date(first), date(last)),
        FactValue::Text(text) => code(staff, text),
        FactValue::Codes(codes) if codes.is_empty() => staff.t("rules-fact-none-of-them"),
        FactValue::Codes(codes) => codes.iter().map(|one| code(staff, one)).collect::<Vec<_>>().join(", "),
        FactValue::Obligations(issued) if issued.is_empty() => staff.t("rules-fact-absent"),
        FactValue::Obligations(issued) => {
            issued.iter().map(|one| obligation(staff, one)).collect::<Vec<_>>().join("; ")
        }
    }
}

fn obligation(staff: &Staff, issued: &IssuedObligation) -> String {
    let by = code(staff, &issued.by);
    let basis = issued.basis.clone().unwrap_or_default();
    let on = issued.on.map(|day| wording::date(staff.language(), day)).unwrap_or_default();
    [by, basis, on].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A problem of a table with the place where it is.
pub fn problem(staff: &Staff, problem: &Problem) -> String {
    let mut place: Vec<String> = vec![problem.file.clone()];
    if !problem.table.is_empty() {
        place.push(staff.tn("rules-in-table", &[("table", problem.table.as_str().into())]));
    }
    if !problem.row.is_empty() {
        place.push(staff.tn("rules-in-row", &[("row", problem.row.as_str().into())]));
    }
    format!("{}: {}", place.join(", "), problem.reason)
}
