//! What must be true of a person's data before they are kept, and what the duplicate check forces one
//! to decide first. Not for acts: see `act::check`.

use super::Person;
use crate::ids::PersonId;
use crate::matching::duplicates::Verdict;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What somebody decided about possible duplicates before saving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DuplicateDecision {
    /// A new person; these candidates were shown and are somebody else.
    NewPerson { seen: Vec<PersonId> },
    /// The person is known already.
    SamePerson(PersonId),
}

/// Refuses to go on while a strong candidate has not been shown; weak ones need no decision.
pub fn check_decided(seen: &[PersonId], candidates: &[(PersonId, Verdict)]) -> Result<(), Refusal> {
    let unseen =
        candidates.iter().filter(|(id, verdict)| *verdict >= Verdict::Likely && !seen.contains(id)).count();
    match unseen {
        0 => Ok(()),
        n => Err(Refusal::new("duplicates-to-decide").with("count", n as i64).at("decided")),
    }
}

/// Longest name, place or number that is kept.
const LONGEST: usize = 120;

impl Person {
    /// Tidies what was typed and refuses what cannot be a person.
    pub fn settle(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        for text in [
            &mut self.family_name,
            &mut self.given_names,
            &mut self.own_script_name,
            &mut self.birth_place,
            &mut self.phone,
            &mut self.email,
        ] {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() > LONGEST {
                return Err(Refusal::new("text-too-long").with("most", LONGEST as i64));
            }
        }
        if self.family_name.is_empty() && self.given_names.is_empty() {
            return Err(Refusal::new("name-missing").at("family_name"));
        }
        if self.birth_date.is_some_and(|birth| birth.date > today) {
            return Err(Refusal::new("born-in-the-future").at("birth_date"));
        }
        let oldest = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a valid date");
        if self.birth_date.is_some_and(|birth| birth.date < oldest) {
            return Err(Refusal::new("born-too-long-ago").at("birth_date"));
        }
        if self.language.is_empty() {
            self.language = "de".to_owned();
        }
        if !self.email.is_empty() && !self.email.contains('@') {
            return Err(Refusal::new("email-without-at").at("email"));
        }
        self.file_numbers.retain(|held| !held.number.trim().is_empty());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::tests::person;
    use crate::person::{BirthDate, BirthPrecision};

    #[test]
    fn a_strong_candidate_must_have_been_shown() {
        let candidates = [(PersonId(1), Verdict::Likely), (PersonId(2), Verdict::Possible)];
        assert_eq!(check_decided(&[], &candidates).expect_err("refused").code, "duplicates-to-decide");
        check_decided(&[PersonId(1)], &candidates).expect("decided");
        check_decided(&[], &candidates[1..]).expect("a weak candidate needs no decision");
    }

    #[test]
    fn nobody_is_born_tomorrow_or_without_any_name() {
        let today: NaiveDate = "2026-11-25".parse().expect("a date");
        let mut one = person(1);
        one.birth_date =
            Some(BirthDate { date: today.succ_opt().expect("a day"), precision: BirthPrecision::Day });
        assert_eq!(one.settle(today).expect_err("refused").code, "born-in-the-future");
        one.birth_date = None;
        one.family_name = "  Ahmadi \u{a0} Rahimi ".to_owned();
        one.settle(today).expect("settled");
        assert_eq!(one.family_name, "Ahmadi Rahimi");
        one.family_name.clear();
        one.given_names = " ".to_owned();
        assert_eq!(one.settle(today).expect_err("refused").code, "name-missing");
    }
}
