//! A host that cannot hold its test day: who steps in, and that it was so. A fact with its day; nobody is blamed.

use super::{Agreement, AgreementState, TestingMode};
use crate::ids::OrganisationId;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A test day of the rota that one body passed on to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The test day.
    pub due_on: NaiveDate,
    pub from: OrganisationId,
    pub to: OrganisationId,
    pub noted_on: NaiveDate,
}

impl Agreement {
    /// Who holds a test day whose turn it is for a body, after everything that was handed over.
    pub fn holder(&self, due_on: NaiveDate, turn_of: OrganisationId) -> OrganisationId {
        let of_day = self.handed_over.iter().filter(|over| over.due_on == due_on);
        of_day.fold(turn_of, |holder, over| if over.from == holder { over.to } else { holder })
    }

    /// Reserves in the agreed order who may still be asked for a day: not its holder, and nobody who passed it on.
    pub fn stand_ins(&self, due_on: NaiveDate, holder: OrganisationId) -> Vec<OrganisationId> {
        let passed = |body: OrganisationId| {
            self.handed_over.iter().any(|over| over.due_on == due_on && over.from == body)
        };
        let reserve = self.terms.rota.reserve.iter().copied();
        reserve.filter(|body| *body != holder && !passed(*body)).collect()
    }

    /// Passes a test day on. Who receives it must be a party; whether it can is for the bodies to say.
    pub fn hand_over(&mut self, over: HandOver) -> Result<(), Refusal> {
        if self.state != AgreementState::InForce {
            return Err(Refusal::new("agreement-not-in-this-state").with("state", self.state.code()));
        }
        if over.due_on < over.noted_on {
            return Err(Refusal::new("agreement-test-day-over").with("on", over.due_on));
        }
        let holds = self.turn_on(over.due_on).is_some_and(|turn| self.holder(over.due_on, turn) == over.from);
        if !holds {
            return Err(Refusal::new("agreement-not-the-host").with("on", over.due_on));
        }
        if over.to == over.from || !self.is_party(over.to) {
            return Err(Refusal::new("agreement-cannot-step-in").at("to"));
        }
        self.handed_over.push(over);
        Ok(())
    }

    /// Whose turn a day is by the rota, where a common test day falls on it.
    pub fn turn_on(&self, day: NaiveDate) -> Option<OrganisationId> {
        let rota = &self.terms.rota;
        let since = (day - self.first_test_day()?).num_days();
        let step = i64::from(rota.every_weeks.max(1)) * 7;
        let central = self.testing_on(day) == Some(TestingMode::Central);
        if since < 0 || since % step != 0 || !central {
            return None;
        }
        let turn = usize::try_from(since / step).ok()?;
        rota.hosts.get(turn % rota.hosts.len().max(1)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::in_force;
    use super::super::{DutyCode, Evidence, FactState, TestDay, duties, facts};
    use super::*;

    const HOST: OrganisationId = OrganisationId(1);
    const RESERVE: OrganisationId = OrganisationId(2);
    const OTHER: OrganisationId = OrganisationId(3);

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn over(from: OrganisationId, to: OrganisationId) -> HandOver {
        HandOver { due_on: day("2026-11-04"), from, to, noted_on: day("2026-11-02") }
    }

    fn state(agreement: &Agreement, host: OrganisationId) -> FactState {
        let test_days = vec![TestDay { host: Some(host), on: day("2026-11-04"), held: true }];
        let evidence = Evidence { test_days, ..Evidence::default() };
        let owed = duties(agreement, day("2026-11-04"), day("2026-11-04"));
        let owed: Vec<_> = owed.into_iter().filter(|duty| duty.code == DutyCode::HoldTestDay).collect();
        facts(agreement, &owed, &evidence, day("2026-11-10"))[0].state
    }

    #[test]
    fn the_first_reserve_that_is_left_steps_in_and_owes_the_day() {
        let mut agreement = in_force();
        let on = day("2026-11-04");
        assert_eq!(agreement.stand_ins(on, HOST), [RESERVE]);
        agreement.hand_over(over(HOST, RESERVE)).expect("a party");
        assert_eq!(agreement.holder(on, HOST), RESERVE);
        assert_eq!(agreement.stand_ins(on, RESERVE), [], "who passed the day on is not asked again");
        let owed = duties(&agreement, on, on);
        assert_eq!((owed[0].organisation, owed[0].turn_of), (RESERVE, Some(HOST)));
        agreement.hand_over(over(RESERVE, OTHER)).expect("on again");
        assert_eq!(agreement.holder(on, HOST), OTHER);
    }

    #[test]
    fn only_its_host_passes_a_day_on_before_it_is_over_and_to_a_party() {
        let mut agreement = in_force();
        let mut refused = |over| agreement.hand_over(over).expect_err("refused").code;
        assert_eq!(refused(over(RESERVE, HOST)), "agreement-not-the-host");
        assert_eq!(refused(over(HOST, OrganisationId(99))), "agreement-cannot-step-in");
        assert_eq!(
            refused(HandOver { due_on: day("2026-11-05"), ..over(HOST, RESERVE) }),
            "agreement-not-the-host"
        );
        let late = HandOver { noted_on: day("2026-11-05"), ..over(HOST, RESERVE) };
        assert_eq!(refused(late), "agreement-test-day-over");
    }

    #[test]
    fn a_day_is_kept_by_the_reserve_only_if_the_reserve_was_agreed() {
        let mut agreement = in_force();
        assert_eq!(state(&agreement, HOST), FactState::Kept);
        assert_eq!(state(&agreement, RESERVE), FactState::KeptByReserve);
        assert_eq!(state(&agreement, OTHER), FactState::KeptByAnother);
        agreement.hand_over(over(HOST, RESERVE)).expect("a party");
        assert_eq!(state(&agreement, RESERVE), FactState::KeptByReserve, "it held the day for another");
        assert_eq!(state(&agreement, HOST), FactState::Kept, "after all it could");
    }
}
