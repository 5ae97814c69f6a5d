//! Somebody recommends a measure to the office that decides; the office accepts it, changes it with a reason or says
//! no, and later says whether it began. Not for the office's own next-step decision: the answer makes one.

use super::MeasureKind;
use crate::graduate::Route;
use crate::ids::{
    CaseId, GraduateId, MeasureOfferId, MeasureRecommendationId, OrganisationId, PersonId, RegionId,
    VocationalCourseId,
};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Where a recommendation stands.
    RecommendationState {
        /// Waits for the office.
        Open = "open",
        Accepted = "accepted",
        /// Accepted with something else than recommended.
        Changed = "changed",
        Declined = "declined",
        Begun = "begun",
        NotBegun = "not_begun",
        TakenBack = "taken_back",
    }
}

codes! {
    /// Why the office decides otherwise.
    ChangeReason {
        ConditionsNotMet = "conditions_not_met",
        LevelTooLow = "level_too_low",
        NoPlace = "no_place",
        NoFunds = "no_funds",
        StartsTooLate = "starts_too_late",
        WayTooLong = "way_too_long",
        ChildCareMissing = "child_care_missing",
        PersonWantsOther = "person_wants_other",
        BetterFit = "better_fit",
    }
}

codes! {
    /// Why something accepted did not begin.
    NotBegunReason {
        OfferFellThrough = "offer_fell_through",
        FoundOther = "found_other",
        NotAppeared = "not_appeared",
        ChildCareMissing = "child_care_missing",
        WayNotPossible = "way_not_possible",
        PermitMissing = "permit_missing",
        NotPossibleNow = "not_possible_now",
    }
}

/// A measure, where it is taken, from when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub kind: MeasureKind,
    /// Route it serves.
    pub route: Route,
    pub offer: Option<MeasureOfferId>,
    pub course: Option<VocationalCourseId>,
    pub starts_on: Option<NaiveDate>,
}

/// What the office says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecommendationVerdict {
    Accept,
    Change(ChangeReason, Choice),
    Decline(ChangeReason),
}

/// The office's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationAnswer {
    pub on: NaiveDate,
    pub by: OrganisationId,
    pub reason: Option<ChangeReason>,
}

/// What became of something accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    pub on: NaiveDate,
    pub by: OrganisationId,
    /// `None`: it began.
    pub reason: Option<NotBegunReason>,
    /// Decisions about the next step there were by then: a later one looks beyond this.
    pub decisions: usize,
}

/// A recommendation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureRecommendation {
    pub id: MeasureRecommendationId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub graduate: GraduateId,
    pub by: OrganisationId,
    pub on: NaiveDate,
    /// Office that decides and pays, and the day by which it answers.
    pub decider: OrganisationId,
    pub due_on: NaiveDate,
    pub recommended: Choice,
    pub state: RecommendationState,
    /// What was decided; the recommended choice as long as nothing else was.
    pub choice: Choice,
    pub answer: Option<RecommendationAnswer>,
    pub begun: Option<Begun>,
}

impl MeasureRecommendation {
    /// The office has not answered.
    pub fn is_open(&self) -> bool {
        self.state == RecommendationState::Open
    }

    /// Accepted, and nobody has said yet whether it began.
    pub fn is_awaited(&self) -> bool {
        matches!(self.state, RecommendationState::Accepted | RecommendationState::Changed)
    }

    /// Somebody has to do something about it.
    pub fn is_live(&self) -> bool {
        self.is_open() || self.is_awaited()
    }

    /// Something is late.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        (self.is_open() && self.due_on < today)
            || (self.is_awaited() && self.choice.starts_on.is_some_and(|start| start < today))
    }

    /// What bodies see that do not plan with the person: their own recommendation, not what became of it.
    pub fn without_plan(&self) -> Self {
        let state =
            if self.state == RecommendationState::TakenBack { self.state } else { RecommendationState::Open };
        MeasureRecommendation { state, choice: self.recommended, answer: None, begun: None, ..self.clone() }
    }

    /// The deciding office answers, once.
    pub fn answer(
        &mut self,
        verdict: RecommendationVerdict,
        by: OrganisationId,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        if !self.is_open() {
            return Err(self.answered_already());
        }
        let (state, reason, choice) = match verdict {
            RecommendationVerdict::Accept => (RecommendationState::Accepted, None, self.recommended),
            RecommendationVerdict::Change(_, choice) if choice == self.recommended => {
                return Err(Refusal::new("recommendation-change-changes-nothing").at("kind"));
            }
            RecommendationVerdict::Change(reason, choice) => {
                (RecommendationState::Changed, Some(reason), choice)
            }
            RecommendationVerdict::Decline(reason) => {
                (RecommendationState::Declined, Some(reason), self.recommended)
            }
        };
        if state != RecommendationState::Declined && choice.starts_on.is_some_and(|start| start < today) {
            return Err(Refusal::new("decision-starts-in-the-past").with("on", today).at("starts_on"));
        }
        (self.state, self.choice) = (state, choice);
        self.answer = Some(RecommendationAnswer { on: today, by, reason });
        Ok(())
    }

    fn answered_already(&self) -> Refusal {
        let on = self.answer.map_or(self.on, |answer| answer.on);
        Refusal::new("recommendation-answered").with("on", on)
    }

    /// It began, or did not for a reason.
    pub fn note_begun(&mut self, begun: Begun, today: NaiveDate) -> Result<(), Refusal> {
        if !self.is_awaited() {
            return Err(Refusal::new("recommendation-not-awaited").at("on"));
        }
        if begun.on > today {
            return Err(Refusal::new("follow-on-in-the-future").with("on", begun.on).at("on"));
        }
        if self.answer.is_some_and(|answer| begun.on < answer.on) && begun.reason.is_none() {
            return Err(Refusal::new("measure-begun-before-answer").at("on"));
        }
        self.state = match begun.reason {
            None => RecommendationState::Begun,
            Some(_) => RecommendationState::NotBegun,
        };
        self.begun = Some(begun);
        Ok(())
    }

    /// Whoever recommended takes it back while nobody has answered.
    pub fn take_back(&mut self) -> Result<(), Refusal> {
        if !self.is_open() {
            return Err(self.answered_already());
        }
        self.state = RecommendationState::TakenBack;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> NaiveDate {
        let first: NaiveDate = "2026-11-25".parse().expect("a date");
        first + chrono::Duration::days(n)
    }

    fn choice(kind: MeasureKind) -> Choice {
        Choice { kind, route: Route::Training, offer: None, course: None, starts_on: Some(day(10)) }
    }

    fn recommendation() -> MeasureRecommendation {
        let recommended = choice(MeasureKind::Einstiegsqualifizierung);
        MeasureRecommendation {
            id: MeasureRecommendationId(1),
            region: RegionId(1),
            version: 1,
            case: CaseId(1),
            person: PersonId(1),
            graduate: GraduateId(1),
            by: OrganisationId(2),
            on: day(0),
            decider: OrganisationId(1),
            due_on: day(14),
            recommended,
            state: RecommendationState::Open,
            choice: recommended,
            answer: None,
            begun: None,
        }
    }

    #[test]
    fn it_is_answered_once_and_a_change_changes_something() {
        let mut one = recommendation();
        let same = RecommendationVerdict::Change(ChangeReason::BetterFit, one.recommended);
        assert_eq!(
            one.answer(same, OrganisationId(1), day(1)).expect_err("no change").code,
            "recommendation-change-changes-nothing"
        );
        let bvb = choice(MeasureKind::BerufsvorbereitendeBildungsmassnahme);
        let other = RecommendationVerdict::Change(ChangeReason::LevelTooLow, bvb);
        one.answer(other, OrganisationId(1), day(1)).expect("changed");
        assert_eq!((one.state, one.choice.kind), (RecommendationState::Changed, bvb.kind));
        assert_eq!(one.recommended.kind, MeasureKind::Einstiegsqualifizierung, "what was recommended stays");
        let again = one.answer(RecommendationVerdict::Accept, OrganisationId(1), day(2));
        assert_eq!(again.expect_err("once").code, "recommendation-answered");
        assert_eq!(one.take_back().expect_err("too late").code, "recommendation-answered");
    }

    #[test]
    fn it_begins_after_the_answer_or_says_why_not() {
        let mut one = recommendation();
        let begun = |n, reason| Begun { on: day(n), by: OrganisationId(1), reason, decisions: 1 };
        assert_eq!(
            one.note_begun(begun(1, None), day(1)).expect_err("unanswered").code,
            "recommendation-not-awaited"
        );
        one.answer(RecommendationVerdict::Accept, OrganisationId(1), day(2)).expect("accepted");
        assert_eq!(
            one.note_begun(begun(1, None), day(3)).expect_err("before").code,
            "measure-begun-before-answer"
        );
        assert!(one.is_overdue(day(11)) && !one.is_overdue(day(10)));
        let not = begun(11, Some(NotBegunReason::OfferFellThrough));
        one.note_begun(not, day(11)).expect("noted");
        assert_eq!(one.state, RecommendationState::NotBegun);
        let seen = one.without_plan();
        assert_eq!((seen.state, seen.answer, seen.begun), (RecommendationState::Open, None, None));
    }
}
