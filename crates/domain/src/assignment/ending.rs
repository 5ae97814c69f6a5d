//! How a person's time in a course ends, or pauses. Not for what comes after it: see `graduate`.

use super::{Assignment, AssignmentState};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What became of a learner at the end of a section, or in the middle of one (process 4.6, 4.9). No ground
    /// stands beside it: an interruption names the day of return and nothing else.
    Outcome {
        /// Came to the last day of the course.
        Completed = "completed",
        /// Goes on in a higher section.
        Up = "up",
        /// Takes a section again.
        Down = "down",
        /// Goes on in another type of course.
        OtherType = "other_type",
        /// Goes on at another provider.
        OtherProvider = "other_provider",
        /// Pauses and comes back.
        Interrupted = "interrupted",
        /// Moves to another county.
        MovesAway = "moves_away",
        /// Has found work or training.
        FoundWork = "found_work",
        /// Does not come any more.
        BrokeOff = "broke_off",
    }
}

impl Outcome {
    /// A seat in another course is looked for.
    pub fn needs_seat(self) -> bool {
        match self {
            Self::Up | Self::Down | Self::OtherType | Self::OtherProvider => true,
            Self::Completed | Self::Interrupted | Self::MovesAway | Self::FoundWork | Self::BrokeOff => false,
        }
    }
}

/// The end of somebody's time in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    pub on: NaiveDate,
    pub outcome: Outcome,
    /// Day on which an interrupted course goes on; only with an interruption.
    pub returns_on: Option<NaiveDate>,
    /// Day on which somebody who had interrupted asked for a seat again.
    pub returned_on: Option<NaiveDate>,
}

impl Ending {
    /// An ending that is no interruption.
    pub fn new(on: NaiveDate, outcome: Outcome) -> Self {
        Ending { on, outcome, returns_on: None, returned_on: None }
    }

    /// A pause up to a day.
    pub fn interrupted(on: NaiveDate, returns_on: NaiveDate) -> Self {
        Ending { returns_on: Some(returns_on), ..Ending::new(on, Outcome::Interrupted) }
    }
}

impl Assignment {
    /// The person's time in the course ends, or pauses.
    pub fn end(&mut self, ending: Ending, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Started])?;
        if ending.on > today {
            return Err(Refusal::new("ending-in-the-future").with("on", ending.on).at("on"));
        }
        if self.arrived_on.is_some_and(|came| ending.on < came) {
            return Err(Refusal::new("ending-before-arrival").at("on"));
        }
        let pauses = ending.outcome == Outcome::Interrupted;
        match ending.returns_on {
            None if pauses => return Err(Refusal::new("return-day-missing").at("returns_on")),
            Some(_) if !pauses => return Err(Refusal::new("return-only-with-interruption").at("returns_on")),
            Some(back) if back <= ending.on => {
                return Err(Refusal::new("return-before-interruption").at("returns_on"));
            }
            _ => {}
        }
        self.state = match ending.outcome {
            Outcome::Completed => AssignmentState::Completed,
            Outcome::Interrupted => AssignmentState::Interrupted,
            _ => AssignmentState::Left,
        };
        self.ending = Some(ending);
        Ok(())
    }

    /// Somebody who had interrupted the course sits in it again.
    pub fn resume(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Interrupted])?;
        if self.ending.is_some_and(|ending| on < ending.on) {
            return Err(Refusal::new("return-before-interruption").at("on"));
        }
        self.state = AssignmentState::Started;
        self.ending = None;
        Ok(())
    }

    /// Somebody who had interrupted the course asks for a seat in another one.
    pub fn return_elsewhere(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        self.must_be(&[AssignmentState::Interrupted])?;
        self.state = AssignmentState::Left;
        if let Some(ending) = &mut self.ending {
            ending.returned_on = Some(on.max(ending.on));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::lifecycle_tests::{day, reserved};
    use crate::moment::Moment;

    fn started() -> Assignment {
        let mut seat = reserved();
        seat.register(day(1)).expect("registers");
        seat.arrive(day(20), Moment(0)).expect("comes");
        seat
    }

    #[test]
    fn a_pause_names_the_day_of_return_and_nothing_else_does() {
        let refused = |ending| started().end(ending, day(60)).expect_err("refused").code;
        assert_eq!(refused(Ending::new(day(30), Outcome::Interrupted)), "return-day-missing");
        assert_eq!(refused(Ending::interrupted(day(30), day(30))), "return-before-interruption");
        let wrong = Ending { outcome: Outcome::Down, ..Ending::interrupted(day(30), day(50)) };
        assert_eq!(refused(wrong), "return-only-with-interruption");
        assert_eq!(refused(Ending::new(day(61), Outcome::Completed)), "ending-in-the-future");
        assert_eq!(refused(Ending::new(day(19), Outcome::BrokeOff)), "ending-before-arrival");
    }

    #[test]
    fn who_pauses_comes_back_into_the_course_or_asks_for_another() {
        let mut seat = started();
        seat.end(Ending::interrupted(day(30), day(50)), day(30)).expect("pauses");
        assert!(!seat.holds_seat(), "the seat is free for others");
        let mut other = seat.clone();
        seat.resume(day(50)).expect("comes back");
        assert_eq!((seat.state, seat.ending), (AssignmentState::Started, None));
        other.return_elsewhere(day(55)).expect("asks");
        assert_eq!(other.state, AssignmentState::Left);
        assert_eq!(other.ending.and_then(|ending| ending.returned_on), Some(day(55)));
        assert!(other.resume(day(56)).is_err());
    }
}
