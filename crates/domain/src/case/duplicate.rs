//! Two open cases of one human being: which of them goes on. Not for the persons themselves: see
//! `person::pair`.

use super::Case;
use crate::refusal::Refusal;

/// What still hangs on an open case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holdings {
    /// A booked test appointment.
    pub appointment: bool,
    /// A reserved or taken course seat.
    pub seat: bool,
}

/// Whether the case of the other record goes on instead of the one of the kept record: the one with a
/// seat, else the one with an appointment, else the one further along. Refused if the case that would
/// be closed still holds something, because nobody may lose an appointment silently.
pub fn other_goes_on(kept: (&Case, Holdings), other: (&Case, Holdings)) -> Result<bool, Refusal> {
    let rank = |(case, holds): (&Case, Holdings)| (holds.seat, holds.appointment, case.stage);
    let other_wins = rank(other) > rank(kept);
    let (loser, holds) = if other_wins { kept } else { other };
    if holds.seat {
        return Err(Refusal::new("merge-with-two-seats").with("number", loser.number.as_str()));
    }
    if holds.appointment {
        return Err(Refusal::new("merge-with-two-appointments").with("number", loser.number.as_str()));
    }
    Ok(other_wins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Stage;
    use crate::case::tests::case;

    #[test]
    fn the_case_with_a_seat_goes_on_and_none_with_one_is_closed() {
        let (kept, mut other) = (case(), case());
        let nothing = Holdings::default();
        let seat = Holdings { seat: true, appointment: false };
        assert!(!other_goes_on((&kept, nothing), (&other, nothing)).expect("kept"));
        assert!(other_goes_on((&kept, nothing), (&other, seat)).expect("other"));
        assert_eq!(
            other_goes_on((&kept, seat), (&other, seat)).expect_err("refused").code,
            "merge-with-two-seats"
        );
        other.stage = Stage::AwaitingSeat;
        assert!(other_goes_on((&kept, nothing), (&other, nothing)).expect("further along"));
    }

    #[test]
    fn nobody_loses_an_appointment_by_a_merge() {
        let (kept, other) = (case(), case());
        let booked = Holdings { seat: false, appointment: true };
        let seat = Holdings { seat: true, appointment: false };
        assert_eq!(
            other_goes_on((&kept, booked), (&other, seat)).expect_err("refused").code,
            "merge-with-two-appointments"
        );
    }
}
