//! The next step of somebody who comes to the end of a course, or has left it: talk, sheet, decision, what follows,
//! and how it goes after some months (process 4.9, 4.10, 5.1–5.9, 6.A9, 6.B8). Part of `next`.

use super::evidence::{GraduateEvidence, SeatEvidence};
use super::next::{Progress, View};
use super::{DueBy, NextStep, Stage, StepCode};
use crate::assignment::{Ending, Outcome};
use crate::deadline::Activity;
use crate::graduate::{Decision, FOLLOW_UP_DEADLINES, FOLLOW_UPS, FollowOn, Loss, Route};
use crate::ids::OrganisationId;
use crate::organisation::OrganisationKind;
use crate::residence::BenefitSystem;
use chrono::NaiveDate;

impl View<'_> {
    /// The office that finds training or work with the person: the Jobcenter in SGB II, else the Arbeitsagentur
    /// (handbook 4.3, 5). `None` as long as it does not have the person before it; where the region has no such
    /// office, the leading authority stands in.
    pub(super) fn office(&self) -> Option<OrganisationId> {
        let offices = &self.pace.offices;
        let newest = self.evidence.benefits.iter().max_by_key(|period| period.from);
        let jobcenter = match newest.map(|period| period.system) {
            Some(system) => system == BenefitSystem::Sgb2,
            None => self.of_kind(OrganisationKind::Jobcenter).is_some(),
        };
        let (kind, known) = if jobcenter {
            (OrganisationKind::Jobcenter, offices.jobcenter)
        } else {
            (OrganisationKind::Arbeitsagentur, offices.arbeitsagentur)
        };
        if known.is_none() {
            return Some(self.case.lead);
        }
        self.of_kind(kind)
    }

    /// A body of a kind that has the person before it.
    fn of_kind(&self, kind: OrganisationKind) -> Option<OrganisationId> {
        let is = |office: &OrganisationId| self.pace.offices.kind(*office) == Some(kind);
        let involved = self.evidence.involved.iter().copied();
        std::iter::once(self.case.lead).chain(involved).find(is)
    }

    /// In the course: once the person is on the list of graduates, what is missing before the last day.
    pub(super) fn in_course(&self, seat: &SeatEvidence) -> Progress {
        let Some(graduate) = self.evidence.graduate_of(seat.id) else { return self.follow_course(seat) };
        let step = |what, office, activity, before| {
            let next = self.planned(what, office, (activity, before)).about(seat.course.0);
            Progress::at(Stage::InCourse, next)
        };
        let (language_end, course_end) = (seat.language_ends_on, seat.course_ends_on);
        let Some(office) = self.office() else {
            return step(StepCode::InvolveOffice, self.case.lead, Activity::VisitDay, language_end);
        };
        if let Some(open) = self.answer_due(Some(graduate), Stage::InCourse, seat) {
            return open;
        }
        if graduate.talked_on.is_none() && graduate.decision.is_none() {
            return step(StepCode::HoldTalk, office, Activity::Talks, language_end);
        }
        if graduate.advised_on.is_none() && graduate.decision.is_none() {
            return step(StepCode::WriteSheet, seat.provider, Activity::RecommendationSheet, language_end);
        }
        if let Some(since) = self.evidence.not_begun_since(graduate) {
            let next = self.planned(StepCode::DecideNextStep, office, (Activity::DecideAgain, since));
            return Progress::at(Stage::InCourse, next.about(seat.course.0));
        }
        match (&graduate.decision, graduate.decision.as_ref().and_then(|decision| self.unseen(decision))) {
            (None, _) => step(StepCode::DecideNextStep, office, Activity::DecideNextStep, course_end),
            (Some(_), Some(result)) => {
                step(StepCode::AdjustDecision, office, Activity::AdjustDecision, result)
            }
            (Some(_), None) => self.follow_course(seat),
        }
    }

    /// A recommended measure waits for an answer: nobody loses the place because the letter lies on a desk.
    fn answer_due(
        &self,
        graduate: Option<&GraduateEvidence>,
        stage: Stage,
        seat: &SeatEvidence,
    ) -> Option<Progress> {
        let open = self.evidence.open_recommendation(graduate?.id)?;
        let next = NextStep::new(StepCode::AnswerRecommendation, open.decider)
            .due(open.due_on, DueBy::Activity(Activity::AnswerRecommendation))
            .about(seat.course.0);
        Some(Progress::at(stage, next))
    }

    /// After somebody's time in a course has ended, or while it pauses.
    pub(super) fn after_ending(&self, seat: &SeatEvidence, ending: Ending) -> Progress {
        if let Some(back) = ending.returned_on {
            return self.find_seat(back);
        }
        match ending.outcome {
            outcome if outcome.needs_seat() => self.find_seat(ending.on),
            Outcome::Interrupted => {
                let next = NextStep::new(StepCode::PlanReturn, self.case.lead)
                    .due(ending.returns_on.unwrap_or(ending.on), DueBy::ReturnDay)
                    .about(seat.course.0);
                Progress::at(Stage::Interrupted, next)
            }
            Outcome::MovesAway => self.hand_over(ending.on),
            Outcome::Completed => self.after_course(seat, (Activity::DecideNextStep, seat.course_ends_on)),
            _ => self.after_course(seat, (Activity::AfterBreakOff, ending.on)),
        }
    }

    fn hand_over(&self, since: NaiveDate) -> Progress {
        let lead = self.case.lead;
        let next = self.planned(StepCode::HandOverCase, lead, (Activity::AnswerHandOver, since));
        Progress::at(Stage::AfterCourse, next)
    }

    /// The course is behind the person: decide, begin, ask how it goes. `deadline` is that of the first decision.
    fn after_course(&self, seat: &SeatEvidence, deadline: (Activity, NaiveDate)) -> Progress {
        let graduate = self.evidence.graduate_of(seat.id);
        if let Some(running) = running(graduate) {
            return self.follow_up(running);
        }
        let Some(office) = self.office() else {
            let next = self.planned(StepCode::InvolveOffice, self.case.lead, deadline);
            return Progress::at(Stage::AfterCourse, next);
        };
        if let Some(open) = self.answer_due(graduate, Stage::AfterCourse, seat) {
            return open;
        }
        let decide = |deadline| {
            let next = self.planned(StepCode::DecideNextStep, office, deadline).about(seat.course.0);
            Progress::at(Stage::AfterCourse, next)
        };
        let decision = graduate.and_then(|graduate| graduate.decision.as_ref());
        let ended = graduate.and_then(|graduate| graduate.follow_on.as_ref()).and_then(|last| last.ended);
        if let Some(since) = graduate.and_then(|graduate| self.evidence.not_begun_since(graduate)) {
            return decide((Activity::DecideAgain, since));
        }
        let measure =
            graduate.and_then(|graduate| graduate.follow_on.as_ref()).is_some_and(FollowOn::leads_further);
        match (decision, ended) {
            (None, _) => decide(deadline),
            // a measure is a step on the way and not its end
            (Some(_), Some(end)) if measure && self.decided_before(decision, end.on) => {
                decide((Activity::DecideAgain, end.on))
            }
            (Some(_), Some(end)) if end.reason == Loss::Finished && self.decided_before(decision, end.on) => {
                self.close(office, end.on)
            }
            (Some(_), Some(end)) if self.decided_before(decision, end.on) => {
                decide((Activity::DecideAgain, end.on))
            }
            (Some(decision), _) => self.by_decision(decision, office, seat),
        }
    }

    /// Day of a result that a decision does not know yet (process 5.8).
    fn unseen(&self, decision: &Decision) -> Option<NaiveDate> {
        self.evidence.result_on.filter(|result| *result > decision.knows_until())
    }

    fn decided_before(&self, decision: Option<&Decision>, day: NaiveDate) -> bool {
        decision.is_none_or(|decision| decision.on < day)
    }

    fn by_decision(&self, decision: &Decision, office: OrganisationId, seat: &SeatEvidence) -> Progress {
        if let Some(result) = self.unseen(decision) {
            let next = self.planned(StepCode::AdjustDecision, office, (Activity::AdjustDecision, result));
            return Progress::at(Stage::AfterCourse, next.about(seat.course.0));
        }
        match decision.route {
            Route::VocationalCourse if self.evidence.authorised_on.is_none() => {
                let activity = (Activity::AuthoriseVocational, decision.on);
                let next = self.planned(StepCode::IssueAuthorisation, decision.responsible, activity);
                Progress::at(Stage::AfterCourse, next)
            }
            Route::Repeat => self.find_seat(decision.on),
            Route::Pause => {
                let next = NextStep::new(StepCode::DecideNextStep, office)
                    .due(decision.starts_on.unwrap_or(decision.on), DueBy::ReturnDay)
                    .about(seat.course.0);
                Progress::at(Stage::AfterCourse, next)
            }
            Route::Move => self.hand_over(decision.starts_on.unwrap_or(decision.on)),
            Route::Training | Route::Work | Route::VocationalCourse | Route::School => {
                let next = match decision.starts_on {
                    Some(day) => NextStep::new(StepCode::StartFollowOn, decision.responsible)
                        .due(day, DueBy::PlannedStart),
                    None => self.planned(
                        StepCode::StartFollowOn,
                        decision.responsible,
                        (Activity::GapFirst, seat.ended_on().max(decision.on)),
                    ),
                };
                Progress::at(Stage::AfterCourse, next)
            }
        }
    }

    /// Something runs: it is asked after 3, 6 and 12 months, then the case can be closed.
    fn follow_up(&self, running: &FollowOn) -> Progress {
        let open =
            FOLLOW_UPS.iter().zip(FOLLOW_UP_DEADLINES).find(|(months, _)| !running.asked_after(**months));
        match open {
            Some((_, activity)) => {
                let next = self.planned(StepCode::FollowUp, running.responsible, (activity, running.on));
                Progress::at(Stage::Onward, next)
            }
            None => {
                let asked = running.checks.last().map_or(running.on, |check| check.on);
                Progress { stage: Stage::Onward, ..self.close(running.responsible, asked) }
            }
        }
    }

    fn close(&self, office: OrganisationId, since: NaiveDate) -> Progress {
        let next = self.planned(StepCode::CloseCase, office, (Activity::AdjustDecision, since));
        Progress::at(Stage::AfterCourse, next)
    }

    /// What comes after one of these steps is left out on a day.
    pub(super) fn after_onward(&self, current: &Progress, on: NaiveDate) -> Progress {
        let office = self.office().unwrap_or(self.case.lead);
        let step = |what, office, activity| {
            let next = self.planned(what, office, (activity, on));
            Progress::at(current.stage, NextStep { about: current.next.about, ..next })
        };
        match current.next.what {
            StepCode::HoldTalk | StepCode::WriteSheet | StepCode::InvolveOffice => {
                step(StepCode::DecideNextStep, office, Activity::DecideAgain)
            }
            StepCode::AnswerRecommendation => step(StepCode::DecideNextStep, office, Activity::DecideAgain),
            StepCode::DecideNextStep | StepCode::AdjustDecision if current.stage == Stage::InCourse => {
                self.ask_whether_course(Stage::InCourse, on)
            }
            StepCode::DecideNextStep | StepCode::AdjustDecision => {
                step(StepCode::StartFollowOn, office, Activity::GapFirst)
            }
            StepCode::IssueAuthorisation => step(StepCode::StartFollowOn, office, Activity::GapFirst),
            StepCode::StartFollowOn => step(StepCode::FollowUp, office, Activity::FollowUpFirst),
            StepCode::FollowUp | StepCode::HandOverCase => self.close(current.next.organisation, on),
            // asked again later: a case that is not closed stays somebody's
            _ => step(StepCode::FollowUp, office, Activity::FollowUpFirst),
        }
    }
}

fn running(graduate: Option<&GraduateEvidence>) -> Option<&FollowOn> {
    graduate.and_then(|graduate| graduate.follow_on.as_ref()).filter(|last| last.ended.is_none())
}
