//! Reads the cells of a decision table: the part of FEEL's unary tests that our tables use.
//! Not for full FEEL: a cell outside this part is refused, so that the analysis of gaps stays exact.

use super::table::{Bound, Range, Test, Value, ValueType};
use chrono::NaiveDate;

/// Reads an input cell of a column with this type. The error says what was expected.
pub fn read_test(text: &str, holds: ValueType) -> Result<Test, String> {
    let text = text.trim();
    if text == "-" {
        return Ok(Test::Any);
    }
    match holds {
        ValueType::Text => {
            if let Some(inner) = text.strip_prefix("not(").and_then(|rest| rest.strip_suffix(')')) {
                return texts(inner).map(Test::NoneOf);
            }
            texts(text).map(Test::OneOf)
        }
        ValueType::Flag => match text {
            "true" => Ok(Test::Flag(true)),
            "false" => Ok(Test::Flag(false)),
            _ => Err(format!("`{text}` is not true, false or -")),
        },
        ValueType::Number => ranges(text, read_number).map(Test::Numbers),
        ValueType::Date => ranges(text, read_day).map(Test::Days),
    }
}

/// Reads an output cell or default of this type. The error says what was expected.
pub fn read_value(text: &str, holds: ValueType) -> Result<Value, String> {
    let text = text.trim();
    match holds {
        ValueType::Text => match texts(text)?.as_slice() {
            [one] => Ok(Value::Text(one.clone())),
            _ => Err(format!("`{text}` is not one text in quotes")),
        },
        ValueType::Flag => {
            text.parse().map(Value::Flag).map_err(|_| format!("`{text}` is not true or false"))
        }
        ValueType::Number => read_number(text).map(Value::Number),
        ValueType::Date => read_day(text).map(Value::Date),
    }
}

/// Reads a list of quoted texts such as `"A1","A2"`.
pub fn texts(text: &str) -> Result<Vec<String>, String> {
    let refused = || format!("`{text}` is not a list of texts in quotes such as \"A1\",\"A2\"");
    let mut found = Vec::new();
    let mut rest = text.trim();
    loop {
        let inner = rest.strip_prefix('"').ok_or_else(refused)?;
        let (value, after) = inner.split_once('"').ok_or_else(refused)?;
        if value.contains('\\') {
            return Err(refused());
        }
        found.push(value.to_owned());
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None if rest.is_empty() => return Ok(found),
            None => return Err(refused()),
        }
    }
}

fn read_number(text: &str) -> Result<f64, String> {
    let number: f64 = text.trim().parse().map_err(|_| format!("`{text}` is not a number"))?;
    if number.is_finite() { Ok(number) } else { Err(format!("`{text}` is not a number")) }
}

fn read_day(text: &str) -> Result<NaiveDate, String> {
    text.trim()
        .strip_prefix("date(\"")
        .and_then(|rest| rest.strip_suffix("\")"))
        .filter(|day| day.len() == 10)
        .and_then(|day| day.parse().ok())
        .ok_or_else(|| format!("`{text}` is not a day such as date(\"2026-07-01\")"))
}

fn ranges<T: PartialOrd + Copy>(
    text: &str,
    value: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<Range<T>>, String> {
    text.split(',').map(|part| range(part.trim(), &value)).collect()
}

fn range<T: PartialOrd + Copy>(
    text: &str,
    value: &impl Fn(&str) -> Result<T, String>,
) -> Result<Range<T>, String> {
    for (sign, low, bound) in [
        (">=", true, Bound::Included),
        ("<=", false, Bound::Included),
        (">", true, Bound::Excluded),
        ("<", false, Bound::Excluded),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            let end = Some((value(rest)?, bound));
            return Ok(if low { Range { low: end, high: None } } else { Range { low: None, high: end } });
        }
    }
    let Some((low, high)) = text.split_once("..") else {
        let end = Some((value(text)?, Bound::Included));
        return Ok(Range { low: end, high: end });
    };
    let refused = || format!("`{text}` is not a range such as [18..27)");
    let (opening, low) = low.split_at_checked(1).ok_or_else(refused)?;
    let (high, closing) = high.split_at_checked(high.len().saturating_sub(1)).ok_or_else(refused)?;
    let low_bound = match opening {
        "[" => Bound::Included,
        "(" | "]" => Bound::Excluded,
        _ => return Err(refused()),
    };
    let high_bound = match closing {
        "]" => Bound::Included,
        ")" | "[" => Bound::Excluded,
        _ => return Err(refused()),
    };
    let (low, high) = (value(low)?, value(high)?);
    if low > high || (low == high && (low_bound, high_bound) != (Bound::Included, Bound::Included)) {
        return Err(format!("`{text}` is an empty range"));
    }
    Ok(Range { low: Some((low, low_bound)), high: Some((high, high_bound)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_every_type_are_read() {
        assert_eq!(read_test("-", ValueType::Flag), Ok(Test::Any));
        assert_eq!(
            read_test("\"A1\", \"A2\"", ValueType::Text),
            Ok(Test::OneOf(vec!["A1".into(), "A2".into()]))
        );
        assert_eq!(read_test("not(\"none\")", ValueType::Text), Ok(Test::NoneOf(vec!["none".into()])));
        let adult = read_test("[18..27)", ValueType::Number).expect("a range");
        assert!(adult.passes(&Value::Number(18.0)) && !adult.passes(&Value::Number(27.0)));
        let day =
            read_test("[date(\"2023-07-01\")..date(\"2026-07-01\"))", ValueType::Date).expect("a range");
        let at = |text: &str| Value::Date(text.parse().expect("a date"));
        assert!(
            day.passes(&at("2026-06-30")) && !day.passes(&at("2026-07-01")) && !day.passes(&at("2023-06-30"))
        );
    }

    #[test]
    fn a_malformed_cell_is_refused_with_what_was_expected() {
        for (text, holds) in [
            ("A1", ValueType::Text),
            ("\"A1", ValueType::Text),
            ("\"A1\",", ValueType::Text),
            ("\"A1\" \"A2\"", ValueType::Text),
            ("not(A1)", ValueType::Text),
            ("", ValueType::Text),
            ("yes", ValueType::Flag),
            ("", ValueType::Number),
            ("[27..18]", ValueType::Number),
            ("[18..18)", ValueType::Number),
            ("18..27", ValueType::Number),
            ("..", ValueType::Number),
            ("NaN", ValueType::Number),
            ("> 2026-07-01", ValueType::Date),
            ("date(\"2026-02-30\")", ValueType::Date),
        ] {
            assert!(read_test(text, holds).is_err(), "{text}");
        }
    }
}
