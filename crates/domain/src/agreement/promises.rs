//! What the parties promised together and no single body owes: how long a seat is kept, and how often every type starts.
//! Kept or not as a fact of the records. Not for finding the gaps: see `start_calendar::promises`.

use super::Agreement;
use crate::course::CourseKind;
use crate::start_calendar::Promise;
use chrono::NaiveDate;

codes! {
    /// What was promised.
    PromiseCode {
        /// A seat is kept for a person for the agreed days.
        Reservation = "reservation",
        /// The next start of a type lies within the agreed weeks.
        NextStart = "next_start",
    }
}

codes! {
    /// What became of it.
    PromiseState {
        Kept = "kept",
        Broken = "broken",
        /// Nothing happened that could tell.
        Unknown = "unknown",
    }
}

/// A promise and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseFact {
    pub code: PromiseCode,
    /// Type of course, for starts.
    pub kind: Option<CourseKind>,
    pub state: PromiseState,
    /// The next start, where one is known.
    pub next: Option<NaiveDate>,
}

/// Facts about the promises: `reserved` are the seats given in the span looked at, each with the day it was given and the
/// last day it was to be kept; how many there were is nobody's business.
pub fn promise_facts(
    agreement: &Agreement,
    reserved: &[(NaiveDate, NaiveDate)],
    starts: &[Promise],
) -> Vec<PromiseFact> {
    let enough =
        |given: NaiveDate, until: NaiveDate| (until - given).num_days() >= agreement.terms.reservation_days;
    let of_term = || reserved.iter().filter(|(given, _)| *given >= agreement.terms.valid_from);
    let state = match (of_term().next(), of_term().all(|(given, until)| enough(*given, *until))) {
        (None, _) => PromiseState::Unknown,
        (Some(_), true) => PromiseState::Kept,
        (Some(_), false) => PromiseState::Broken,
    };
    let mut facts = vec![PromiseFact { code: PromiseCode::Reservation, kind: None, state, next: None }];
    facts.extend(starts.iter().map(|promise| PromiseFact {
        code: PromiseCode::NextStart,
        kind: Some(promise.kind),
        state: if promise.kept { PromiseState::Kept } else { PromiseState::Broken },
        next: promise.next,
    }));
    facts
}

#[cfg(test)]
mod tests {
    use super::super::tests::in_force;
    use super::*;

    #[test]
    fn seats_are_kept_for_the_agreed_days_or_not_and_nothing_is_said_where_none_was_given() {
        let agreement = in_force();
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let state = |reserved: &[(NaiveDate, NaiveDate)]| promise_facts(&agreement, reserved, &[])[0].state;
        let (given, kept, short) = (day("2026-11-10"), day("2026-11-17"), day("2026-11-16"));
        assert_eq!(state(&[]), PromiseState::Unknown);
        assert_eq!(
            state(&[(day("2026-10-10"), day("2026-10-11"))]),
            PromiseState::Unknown,
            "before the term"
        );
        assert_eq!(state(&[(given, kept)]), PromiseState::Kept);
        assert_eq!(state(&[(given, kept), (given, short)]), PromiseState::Broken);
    }
}
