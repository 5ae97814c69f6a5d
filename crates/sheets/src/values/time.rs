//! Times of day and weekly times of courses.

use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::{Parsed, Reason, readable, without_doubt_marks};

/// A time of the week; without a day where the text names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WeekTime {
    /// The weekday.
    pub day: Option<Weekday>,
    /// When it begins.
    pub from: NaiveTime,
    /// When it ends, on the same day.
    pub until: NaiveTime,
}

/// Reads a time of day: `8:30`, `08.30 Uhr`, `8 Uhr`, `0830`; `8` alone is doubtful.
pub fn time(text: &str) -> Parsed<NaiveTime> {
    let text = readable(text);
    if text.is_empty() {
        return Parsed::bad(Reason::Empty);
    }
    let (bare, marked) = without_doubt_marks(&text);
    // A moment such as Excel's `2026-11-23T08:30`.
    let clock = match bare.split_once('t') {
        Some((date, clock)) if date.len() == 10 && date.starts_with(|c: char| c.is_ascii_digit()) => clock,
        _ => bare.trim_start_matches("ab ").trim_start_matches("um "),
    };
    let (clock, says_hour) = match clock.strip_suffix("uhr").or_else(|| clock.strip_suffix('h')) {
        Some(before) => (before.trim_end(), true),
        None => (clock, false),
    };
    let parsed = match parts(clock) {
        Some((hour, minute, tidy)) => {
            let parsed = at(hour, minute.unwrap_or(0));
            match (minute, says_hour, tidy) {
                (None, false, _) => parsed.doubted(Reason::HourOnly),
                (_, _, false) => parsed.doubted(Reason::Typo),
                _ => parsed,
            }
        }
        None => Parsed::bad(Reason::NotATime),
    };
    if marked { parsed.doubted(Reason::Approximate) } else { parsed }
}

fn at(hour: u32, minute: u32) -> Parsed<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0).map_or(Parsed::bad(Reason::NoSuchTime), Parsed::Ok)
}

/// Hour, minute if given, and whether the writing is a usual one.
fn parts(clock: &str) -> Option<(u32, Option<u32>, bool)> {
    let short = |digits: &str| (1..=2).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
    let number = |digits: &str| digits.parse::<u32>().ok();
    if short(clock) {
        return Some((number(clock)?, None, true));
    }
    if clock.len() == 4 && clock.chars().all(|c| c.is_ascii_digit()) {
        return Some((number(&clock[..2])?, Some(number(&clock[2..])?), true));
    }
    let separator = clock.find(|c: char| !c.is_ascii_digit())?;
    let (hour, rest) = clock.split_at(separator);
    let tidy = rest.starts_with([':', '.', 'h']);
    let minutes = rest.strip_prefix([':', '.', 'h', ',', ';'])?;
    // Seconds are no use in a time table; "08:30:00" is how Excel shows a time.
    let minutes = minutes.strip_suffix(":00").unwrap_or(minutes);
    let well_formed = short(hour) && minutes.len() == 2 && short(minutes);
    well_formed.then_some((number(hour)?, Some(number(minutes)?), tidy))
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Day(usize),
    Clock(u32, u32),
    Until,
    And,
}

const DAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["mo", "montag", "montags"]),
    (Weekday::Tue, &["di", "dienstag", "dienstags"]),
    (Weekday::Wed, &["mi", "mittwoch", "mittwochs"]),
    (Weekday::Thu, &["do", "donnerstag", "donnerstags"]),
    (Weekday::Fri, &["fr", "freitag", "freitags"]),
    (Weekday::Sat, &["sa", "samstag", "samstags", "sonnabend", "sonnabends"]),
    (Weekday::Sun, &["so", "sonntag", "sonntags"]),
];

/// Reads weekly times: `Mo-Fr 8-12`, `Di/Do 17:00–20:15 Uhr`, `Mo, Mi 9-12 und Fr 8.30-11`.
/// Sorted as written, one entry per day and span.
pub fn week_times(text: &str) -> Parsed<Vec<WeekTime>> {
    let text = readable(text);
    if text.is_empty() {
        return Parsed::bad(Reason::Empty);
    }
    match tokens(&text).map(|tokens| spans(&tokens)) {
        Some(Ok(times)) if !times.is_empty() => Parsed::Ok(times),
        Some(Err(reason)) => Parsed::bad(reason),
        _ => Parsed::bad(Reason::NotATime),
    }
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = |same: fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let used = if first.is_ascii_digit() {
            let used = end(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
            let clock = rest[..used].trim_end_matches([':', '.']);
            let (hour, minute, _) = parts(clock)?;
            all.push(Token::Clock(hour, minute.unwrap_or(0)));
            used
        } else if first.is_alphabetic() {
            let used = end(char::is_alphabetic);
            match &rest[..used] {
                "uhr" | "h" | "von" | "ab" | "jeweils" | "immer" => {}
                "bis" => all.push(Token::Until),
                "und" | "u" | "sowie" => all.push(Token::And),
                word => all.push(Token::Day(DAYS.iter().position(|(_, names)| names.contains(&word))?)),
            }
            used
        } else {
            match first {
                '-' => all.push(Token::Until),
                ',' | ';' | '/' | '+' | '&' | '|' => all.push(Token::And),
                '.' | ':' | ' ' | '(' | ')' => {}
                _ => return None,
            }
            first.len_utf8()
        };
        rest = &rest[used..];
    }
    Some(all)
}

fn spans(tokens: &[Token]) -> Result<Vec<WeekTime>, Reason> {
    let mut times = Vec::new();
    let mut days: Vec<usize> = Vec::new();
    let mut spent = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match (*token, tokens.get(at + 1), tokens.get(at + 2)) {
            (Token::Clock(h1, m1), Some(Token::Until), Some(&Token::Clock(h2, m2))) => {
                let from = NaiveTime::from_hms_opt(h1, m1, 0).ok_or(Reason::NoSuchTime)?;
                let until = NaiveTime::from_hms_opt(h2, m2, 0).ok_or(Reason::NoSuchTime)?;
                if until <= from {
                    return Err(Reason::EndBeforeStart);
                }
                let named = days.iter().map(|&day| Some(DAYS[day].0));
                let every: Vec<Option<Weekday>> = if days.is_empty() { vec![None] } else { named.collect() };
                times.extend(every.into_iter().map(|day| WeekTime { day, from, until }));
                spent = true;
                at += 3;
            }
            (Token::Day(day), next, after) => {
                if std::mem::take(&mut spent) {
                    days.clear();
                }
                match (next, after) {
                    (Some(Token::Until), Some(&Token::Day(last))) if last > day => {
                        days.extend(day..=last);
                        at += 3;
                    }
                    (Some(Token::Until), Some(Token::Day(_))) => return Err(Reason::EndBeforeStart),
                    _ => {
                        days.push(day);
                        at += 1;
                    }
                }
            }
            (Token::And, ..) => at += 1,
            _ => return Err(Reason::NotATime),
        }
    }
    if days.is_empty() || spent { Ok(times) } else { Err(Reason::NotATime) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn week(text: &str) -> Result<Vec<String>, &'static str> {
        match week_times(text) {
            Parsed::Ok(times) => Ok(times
                .iter()
                .map(|time| {
                    let day = time.day.map(|day| day.to_string()).unwrap_or_default();
                    format!("{day} {}-{}", time.from.format("%H:%M"), time.until.format("%H:%M"))
                })
                .collect()),
            Parsed::Doubtful { .. } => Err("doubtful"),
            Parsed::Bad { reason } => Err(reason.code()),
        }
    }

    #[test]
    fn times_of_day_are_read() {
        for text in [
            "8:30",
            "08:30",
            "08.30 Uhr",
            "8.30h",
            "8h30",
            "0830",
            "08:30:00",
            "2026-11-23T08:30",
            "8:30\u{a0}Uhr",
        ] {
            assert_eq!(time(text), Parsed::Ok(clock(8, 30)), "{text}");
        }
        assert_eq!(time("8 Uhr"), Parsed::Ok(clock(8, 0)));
        assert_eq!(time("8"), Parsed::Doubtful { value: clock(8, 0), reason: Reason::HourOnly });
        assert_eq!(time("8,30"), Parsed::Doubtful { value: clock(8, 30), reason: Reason::Typo });
    }

    #[test]
    fn what_is_no_time_is_refused() {
        assert_eq!(time("25:00"), Parsed::bad(Reason::NoSuchTime));
        assert_eq!(time("8:60"), Parsed::bad(Reason::NoSuchTime));
        for text in ["vormittags", "8:3", "8:30:15", "123", ":", "8-12"] {
            assert_eq!(time(text), Parsed::bad(Reason::NotATime), "{text}");
        }
        assert!(time("").is_empty());
    }

    #[test]
    fn weekly_times_are_unfolded() {
        let days =
            |days: &[&str], span: &str| days.iter().map(|day| format!("{day} {span}")).collect::<Vec<_>>();
        assert_eq!(week("Mo-Fr 8-12"), Ok(days(&["Mon", "Tue", "Wed", "Thu", "Fri"], "08:00-12:00")));
        assert_eq!(week("Di/Do 17:00–20:15 Uhr"), Ok(days(&["Tue", "Thu"], "17:00-20:15")));
        assert_eq!(week("dienstags von 9.00 bis 12.15 Uhr"), Ok(days(&["Tue"], "09:00-12:15")));
        let mixed = week("Mo, Mi: 9-12 und Fr. 8.30-11").unwrap();
        assert_eq!(mixed, ["Mon 09:00-12:00", "Wed 09:00-12:00", "Fri 08:30-11:00"]);
        assert_eq!(week("Mo 8-10, 11-13"), Ok(vec!["Mon 08:00-10:00".into(), "Mon 11:00-13:00".into()]));
        assert_eq!(week("8:30-12"), Ok(vec![" 08:30-12:00".into()]));
    }

    #[test]
    fn unclear_weekly_times_are_refused() {
        assert_eq!(week("Mo-Fr"), Err("not-a-time"));
        assert_eq!(week("Mo 12-8"), Err("end-before-start"));
        assert_eq!(week("Fr-Mo 8-12"), Err("end-before-start"));
        assert_eq!(week("nach Absprache"), Err("not-a-time"));
        assert_eq!(week("Mo 8-25"), Err("no-such-time"));
    }
}
