//! Numbers in German writing: a comma before decimals, points or spaces between thousands.

use super::{Parsed, Reason, readable, without_doubt_marks};

const UNITS: [&str; 15] = [
    "€", "eur", "euro", "%", "ue", "std.", "std", "stunden", "h", "km", "min", "min.", "tn", "personen",
    "plätze",
];

/// Reads a number. `1.234` is doubtful: a thousand in German, a bit more than one elsewhere.
pub fn number(text: &str) -> Parsed<f64> {
    let text = readable(text);
    if text.is_empty() {
        return Parsed::bad(Reason::Empty);
    }
    let (bare, marked) = without_doubt_marks(&text);
    let mut rest = bare.as_str();
    if let Some(unit) = UNITS.iter().find(|unit| rest.ends_with(*unit)) {
        rest = rest[..rest.len() - unit.len()].trim_end();
    }
    rest = rest.trim_start_matches('€').trim_start();
    let (negative, digits) = match rest.strip_prefix('-') {
        Some(digits) => (true, digits.trim_start()),
        None => (false, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let parsed = unsigned(digits).map(|value| if negative { -value } else { value });
    if marked { parsed.doubted(Reason::Approximate) } else { parsed }
}

/// Reads a whole number within 15 digits.
pub fn whole(text: &str) -> Parsed<i64> {
    let is_whole = |value: f64| value.fract() == 0.0 && value.abs() < 1e15;
    match number(text) {
        Parsed::Ok(value) if is_whole(value) => Parsed::Ok(value as i64),
        Parsed::Doubtful { value, reason } if is_whole(value) => {
            Parsed::Doubtful { value: value as i64, reason }
        }
        Parsed::Bad { reason } => Parsed::bad(reason),
        _ => Parsed::bad(Reason::NotWhole),
    }
}

fn unsigned(digits: &str) -> Parsed<f64> {
    let bad = Parsed::bad(Reason::NotANumber);
    let known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '’');
    if !digits.contains(|c: char| c.is_ascii_digit())
        || digits.len() > 40
        || !digits.starts_with(|c: char| c.is_ascii_digit() || c == ',')
        || !digits.chars().all(known)
    {
        return bad;
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let grouping = |c: char| matches!(c, ' ' | '\'' | '’');
    let (integer, decimals, reason) = match (points, commas) {
        (0, 0) => (digits, "", None),
        (_, 1) if digits.rfind('.') < digits.find(',') => {
            let (integer, decimals) = digits.split_once(',').unwrap_or((digits, ""));
            (integer, decimals, None)
        }
        (1, 0) => {
            let (integer, decimals) = digits.split_once('.').unwrap_or((digits, ""));
            if decimals.len() == 3 && integer != "0" && integer.len() <= 3 {
                (digits, "", Some(Reason::ThousandsOrDecimal))
            } else {
                (integer, decimals, Some(Reason::PointAsDecimal))
            }
        }
        (_, 0) => (digits, "", None),
        (1, _) => {
            let (integer, decimals) = digits.split_once('.').unwrap_or((digits, ""));
            (integer, decimals, Some(Reason::PointAsDecimal))
        }
        _ => return bad,
    };
    let mut groups = integer.split(|c: char| grouping(c) || c == '.' || c == ',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let well_grouped =
        rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    if !well_grouped || !decimals.chars().all(|c| c.is_ascii_digit()) {
        return bad;
    }
    let Ok(value) = format!("{first}{}.{decimals}0", rest.concat()).parse::<f64>() else { return bad };
    match reason {
        Some(reason) => Parsed::Doubtful { value, reason },
        None => Parsed::Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_numbers_are_read() {
        for (text, value) in [
            ("1.234,5", 1234.5),
            ("1234,5", 1234.5),
            ("0,075", 0.075),
            ("12 345", 12_345.0),
            ("1.234.567", 1_234_567.0),
            ("-3", -3.0),
            ("−1,5", -1.5),
            ("25 %", 25.0),
            ("1.234,50 €", 1234.5),
            ("100 UE", 100.0),
            ("٢٥", 25.0),
        ] {
            assert_eq!(number(text), Parsed::Ok(value), "{text}");
        }
    }

    #[test]
    fn other_writings_are_doubtful_with_the_likeliest_value() {
        let doubtful = |value, reason| Parsed::Doubtful { value, reason };
        assert_eq!(number("1.234"), doubtful(1234.0, Reason::ThousandsOrDecimal));
        assert_eq!(number("12.5"), doubtful(12.5, Reason::PointAsDecimal));
        assert_eq!(number("1,234.5"), doubtful(1234.5, Reason::PointAsDecimal));
        assert_eq!(number("ca. 20"), doubtful(20.0, Reason::Approximate));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["20-25", "zwanzig", "12.34.56", "1,2,3", "4 Kinder", ".", ",", "1..2", "29.221 3", "€"]
        {
            assert_eq!(number(text), Parsed::bad(Reason::NotANumber), "{text}");
        }
        assert!(number(" ").is_empty());
    }

    #[test]
    fn whole_numbers_have_no_decimals() {
        assert_eq!(whole("12"), Parsed::Ok(12));
        assert_eq!(whole("12,0"), Parsed::Ok(12));
        assert_eq!(whole("12,5"), Parsed::bad(Reason::NotWhole));
        assert_eq!(whole("99999999999999999999"), Parsed::bad(Reason::NotWhole));
    }
}
