//! The next-step decision of a graduate (process 5.7): one route, from when, and who is responsible.

use crate::ids::OrganisationId;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Where somebody goes after the course; the letters are those of the reference process.
    Route {
        /// A: training.
        Training = "training",
        /// B: work.
        Work = "work",
        /// C: vocational language course.
        VocationalCourse = "vocational_course",
        /// D: repeat lessons, where the law still has them.
        Repeat = "repeat",
        /// E: school or studies.
        School = "school",
        /// F: a pause up to a day; no ground is stored.
        Pause = "pause",
        /// G: moves away.
        Move = "move",
    }
}

impl Route {
    /// Its letter in the reference process.
    pub fn letter(self) -> char {
        match self {
            Self::Training => 'A',
            Self::Work => 'B',
            Self::VocationalCourse => 'C',
            Self::Repeat => 'D',
            Self::School => 'E',
            Self::Pause => 'F',
            Self::Move => 'G',
        }
    }

    /// Something begins on it, so that a gap can end.
    pub fn leads_on(self) -> bool {
        !matches!(self, Self::Pause | Self::Move)
    }

    /// A decision for it is nothing without a day.
    pub fn needs_a_day(self) -> bool {
        matches!(self, Self::Pause)
    }
}

/// One decision; it stays in the file when a later one replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub on: NaiveDate,
    /// Body that decided, together with the person.
    pub by: OrganisationId,
    pub route: Route,
    /// Expected first day; with a pause its last day.
    pub starts_on: Option<NaiveDate>,
    /// Body that sees to it.
    pub responsible: OrganisationId,
    /// The person takes part in the decision and agrees.
    pub with_person: bool,
    /// Day on which a later result was looked at without another decision.
    #[serde(default)]
    pub looked_at_on: Option<NaiveDate>,
}

impl Decision {
    /// A decision with the person, without a first day yet.
    pub fn new(on: NaiveDate, by: OrganisationId, route: Route, responsible: OrganisationId) -> Self {
        Decision { on, by, route, starts_on: None, responsible, with_person: true, looked_at_on: None }
    }

    /// Day up to which results are known to it.
    pub fn knows_until(&self) -> NaiveDate {
        self.looked_at_on.map_or(self.on, |looked| looked.max(self.on))
    }

    pub(super) fn check(&self) -> Result<(), Refusal> {
        if self.route.needs_a_day() && self.starts_on.is_none() {
            return Err(Refusal::new("pause-without-a-day").at("starts_on"));
        }
        if self.starts_on.is_some_and(|day| day < self.on) {
            return Err(Refusal::new("decision-starts-in-the-past").with("on", self.on).at("starts_on"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graduate::tests::{day, decision, graduate};

    #[test]
    fn every_route_has_its_own_letter() {
        let letters: String = Route::ALL.iter().map(|route| route.letter()).collect();
        assert_eq!(letters, "ABCDEFG");
    }

    #[test]
    fn a_pause_has_a_day_and_nothing_starts_in_the_past() {
        let mut person = graduate();
        let pause = Decision { starts_on: None, ..decision(0, Route::Pause) };
        assert_eq!(person.decide(pause, day(0)).expect_err("refused").code, "pause-without-a-day");
        let late = Decision { starts_on: Some(day(-1)), ..decision(0, Route::Work) };
        assert_eq!(person.decide(late, day(0)).expect_err("refused").code, "decision-starts-in-the-past");
        person.decide(decision(0, Route::Pause), day(0)).expect("decided");
        assert_eq!(person.decision().map(|last| last.route), Some(Route::Pause));
    }
}
