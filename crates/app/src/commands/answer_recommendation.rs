//! The office that plans with the person answers a recommended measure: as recommended, changed with a reason, or no.
//! A yes is the next-step decision. Later it says whether the measure began.

use super::prepare_graduate::must_plan;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{measures, route_plans, steps};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::graduate::{FollowOn, Graduate};
use domain::ids::MeasureRecommendationId;
use domain::journal::EventName;
use domain::measure::{Begun, NotBegunReason, RecommendationState, RecommendationVerdict};
use domain::record::RecordKind;

/// The answer.
#[derive(Debug, Clone)]
pub struct AnswerRecommendation {
    pub recommendation: MeasureRecommendationId,
    pub version: i64,
    pub verdict: RecommendationVerdict,
    /// The person took part in the decision and agrees.
    pub with_person: bool,
}

impl Demand for AnswerRecommendation {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::MeasureRecommendation)
    }
}

#[async_trait]
impl Command for AnswerRecommendation {
    type Outcome = ();
    const NAME: &'static str = "answer_recommendation";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::MeasureRecommendation, self.recommendation.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        // after a change of the benefit system the new office answers: whoever plans and has the person
        must_plan(context)?;
        let seen = (command.recommendation, command.version);
        let mut one = measures::reached(context, &visible, seen).await?;
        let verdict = match command.verdict {
            RecommendationVerdict::Change(reason, choice) => {
                RecommendationVerdict::Change(reason, measures::checked(context, choice).await?)
            }
            other => other,
        };
        one.answer(verdict, visible.organisation(), today)?;
        one.decider = visible.organisation();
        let mut note = measures::event(&one, EventName::MeasureAnswered, today).with("state", one.state);
        if let Some(reason) = one.answer.and_then(|answer| answer.reason) {
            note = note.with("reason", reason);
        }
        context.emit(note);
        if one.state != RecommendationState::Declined {
            let mut graduate = measures::graduate_of(context, &visible, one.graduate).await?;
            measures::decide(context, &mut graduate, one.choice, command.with_person).await?;
        }
        let case = one.case;
        context.save(one).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}

/// An accepted measure began, or did not.
#[derive(Debug, Clone)]
pub struct NoteMeasureBegun {
    pub recommendation: MeasureRecommendationId,
    pub version: i64,
    pub on: NaiveDate,
    /// `None`: it began.
    pub reason: Option<NotBegunReason>,
}

impl Demand for NoteMeasureBegun {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::MeasureRecommendation)
    }
}

#[async_trait]
impl Command for NoteMeasureBegun {
    type Outcome = ();
    const NAME: &'static str = "note_measure_begun";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::MeasureRecommendation, self.recommendation.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        must_plan(context)?;
        let seen = (command.recommendation, command.version);
        let mut one = measures::reached(context, &visible, seen).await?;
        let mut graduate = measures::graduate_of(context, &visible, one.graduate).await?;
        let decisions = graduate.decisions.len();
        let (on, by, reason) = (command.on, visible.organisation(), command.reason);
        one.note_begun(Begun { on, by, reason, decisions }, today)?;
        let name = match reason {
            None => EventName::MeasureBegun,
            Some(_) => EventName::MeasureNotBegun,
        };
        let mut note = measures::event(&one, name, on);
        if let Some(reason) = reason {
            note = note.with("reason", reason);
        }
        context.emit(note);
        if reason.is_none() {
            if one.choice.kind.is_employment() {
                route_plans::check_gate(context, &graduate, on).await?;
            }
            begin(context, &mut graduate, &one).await?;
        }
        let case = one.case;
        context.save(one).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}

/// What begins ends the gap, unless something runs already.
async fn begin(
    context: &mut Context<'_>,
    graduate: &mut Graduate,
    one: &domain::measure::MeasureRecommendation,
) -> Result<(), Error> {
    if graduate.follow_on().is_some_and(|last| last.ended.is_none()) {
        return Ok(());
    }
    let (today, own) = (context.operation.today, context.operation.actor.organisation);
    let on = one.begun.map_or(today, |begun| begun.on);
    let responsible = graduate.decision().map_or(own, |decision| decision.responsible);
    let follow_on =
        FollowOn { measure: Some(one.choice.kind), ..FollowOn::new(on, one.choice.route, responsible) };
    graduate.begin(follow_on, today)?;
    let note = super::prepare_graduate::event(graduate, EventName::FollowOnBegun, on);
    context.emit(note.with("route", one.choice.route));
    context.save(graduate.clone()).await?;
    let saved: Graduate = context.need(graduate.id.0).await?;
    route_plans::follow(context, &saved).await
}
