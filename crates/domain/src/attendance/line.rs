//! The whole list typed as one line: one sign per learner in the order of the list (`xxexu`), or only those
//! who were away by their number (`3e 7u`, everybody else present). One key per learner at most.

use super::Mark;
use crate::refusal::Refusal;

/// The signs of a typed line for so many learners, in the order of the list.
pub fn typed_marks(line: &str, learners: usize) -> Result<Vec<Mark>, Refusal> {
    let line = line.trim();
    if line.chars().any(|sign| sign.is_ascii_digit()) {
        return exceptions(line, learners);
    }
    let marks = line
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, ',' | ';' | '-'))
        .map(sign)
        .collect::<Result<Vec<_>, _>>()?;
    if marks.len() == learners {
        return Ok(marks);
    }
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Err(Refusal::new("attendance-line-length")
        .with("typed", count(marks.len()))
        .with("learners", count(learners))
        .at("line"))
}

fn exceptions(line: &str, learners: usize) -> Result<Vec<Mark>, Refusal> {
    let mut marks = vec![Mark::Present; learners];
    let mut number = String::new();
    for letter in line.chars() {
        match letter {
            '0'..='9' if number.len() < 4 => number.push(letter),
            ' ' | ',' | ';' => {}
            _ => {
                let mark = sign(letter)?;
                let at = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                let Some(place) = at.and_then(|at| marks.get_mut(at)) else {
                    return Err(Refusal::new("attendance-line-number")
                        .with("number", std::mem::take(&mut number))
                        .at("line"));
                };
                *place = mark;
                number.clear();
            }
        }
    }
    if number.is_empty() {
        return Ok(marks);
    }
    Err(Refusal::new("attendance-line-number").with("number", number).at("line"))
}

fn sign(letter: char) -> Result<Mark, Refusal> {
    Mark::from_code(letter.to_ascii_uppercase().encode_utf8(&mut [0; 4]))
        .ok_or_else(|| Refusal::new("attendance-line-sign").with("sign", letter.to_string()).at("line"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Mark::{Excused as E, Present as X, Unexcused as U};

    #[test]
    fn one_key_per_learner_is_enough() {
        assert_eq!(typed_marks("xxExu", 5), Ok(vec![X, X, E, X, U]));
        assert_eq!(typed_marks("XX EX U", 5), Ok(vec![X, X, E, X, U]));
        assert_eq!(typed_marks("", 0), Ok(vec![]));
    }

    #[test]
    fn who_was_away_is_named_by_number_and_everybody_else_was_there() {
        assert_eq!(typed_marks("3e 5u", 5), Ok(vec![X, X, E, X, U]));
        assert_eq!(typed_marks("3e5u", 5), Ok(vec![X, X, E, X, U]));
        assert_eq!(typed_marks("1u,1e", 2), Ok(vec![E, X]), "the later one counts");
    }

    #[test]
    fn a_line_that_is_too_short_too_long_or_unreadable_says_what_is_wrong() {
        let code = |line: &str| typed_marks(line, 3).expect_err("refused").code;
        assert_eq!(code("xx"), "attendance-line-length");
        assert_eq!(code("xxxx"), "attendance-line-length");
        assert_eq!(code("xäx"), "attendance-line-sign");
        assert_eq!(code("4u"), "attendance-line-number");
        assert_eq!(code("0u"), "attendance-line-number");
        assert_eq!(code("2"), "attendance-line-number");
        assert_eq!(code("99999999999u"), "attendance-line-sign", "a fifth digit is no sign");
    }
}
