//! A measure is recommended for a graduate to the office that decides: by the provider of the course, or by an office
//! that plans with the person. The deciding office may settle it in the same step.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::{graduates, measures, steps};
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::deadline::Activity;
use domain::ids::{GraduateId, MeasureRecommendationId};
use domain::journal::EventName;
use domain::measure::{Choice, MeasureRecommendation, RecommendationState, RecommendationVerdict};
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;

/// Which measure for whom.
#[derive(Debug, Clone)]
pub struct RecommendMeasure {
    pub graduate: GraduateId,
    pub version: i64,
    pub choice: Choice,
    /// The deciding office accepts it at once; whether the person took part. `None`: it waits for an answer.
    pub at_once: Option<bool>,
}

impl Demand for RecommendMeasure {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::MeasureRecommendation)
    }
}

#[async_trait]
impl Command for RecommendMeasure {
    type Outcome = MeasureRecommendationId;
    const NAME: &'static str = "recommend_measure";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Graduate, self.graduate.0))
    }

    async fn run(
        authorised: &Authorised<Self>,
        context: &mut Context<'_>,
    ) -> Result<MeasureRecommendationId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let mut graduate = graduates::reached(context, &visible, command.graduate, command.version).await?;
        let own = visible.organisation();
        let plans = context.operation.actor.organisation_kind.plans_onward();
        if !plans && graduate.provider != own {
            return Err(Refusal::new("plan-of-another-body").into());
        }
        let person: Person = context.need(graduate.person.0).await?;
        let office = measures::deciding_office(context.work.queries(), &person, today).await?;
        let decider = if plans && command.at_once.is_some() { Some(own) } else { office };
        let decider = decider.ok_or_else(|| Refusal::new("recommendation-without-office"))?;
        let known = measures::of_graduate(context.work.queries(), graduate.region, graduate.id).await?;
        if let Some(open) = known.iter().find(|one| one.is_live()) {
            return Err(Refusal::new("recommendation-lives-already").with("on", open.on).at("kind").into());
        }
        let choice = measures::checked(context, command.choice).await?;
        if choice.starts_on.is_some_and(|start| start < today) {
            return Err(Refusal::new("decision-starts-in-the-past").with("on", today).at("starts_on").into());
        }
        let due_on = context.pace().await?.due(Activity::AnswerRecommendation, today, decider);
        let mut one = MeasureRecommendation {
            id: MeasureRecommendationId(context.next_id()),
            region: graduate.region,
            version: 0,
            case: graduate.case,
            person: graduate.person,
            graduate: graduate.id,
            by: own,
            on: today,
            decider,
            due_on,
            recommended: choice,
            state: RecommendationState::Open,
            choice,
            answer: None,
            begun: None,
        };
        context.emit(measures::event(&one, EventName::MeasureRecommended, today).with("decider", decider));
        if let Some(with_person) = command.at_once.filter(|_| plans) {
            one.answer(RecommendationVerdict::Accept, own, today)?;
            context.emit(measures::event(&one, EventName::MeasureAnswered, today).with("state", one.state));
            measures::decide(context, &mut graduate, choice, with_person).await?;
        }
        let (id, case) = (one.id, one.case);
        context.save(one).await?;
        steps::settle_saved(context, case).await?;
        Ok(id)
    }
}

/// Whoever recommended takes it back while nobody has answered.
#[derive(Debug, Clone)]
pub struct TakeRecommendationBack {
    pub recommendation: MeasureRecommendationId,
    pub version: i64,
}

impl Demand for TakeRecommendationBack {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::MeasureRecommendation)
    }
}

#[async_trait]
impl Command for TakeRecommendationBack {
    type Outcome = ();
    const NAME: &'static str = "take_recommendation_back";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::MeasureRecommendation, self.recommendation.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        let seen = (command.recommendation, command.version);
        let mut one = measures::reached(context, &visible, seen).await?;
        if one.by != visible.organisation() {
            return Err(Refusal::new("recommendation-of-another-body").into());
        }
        one.take_back()?;
        context.emit(measures::event(&one, EventName::RecommendationTakenBack, today));
        let case = one.case;
        context.save(one).await?;
        steps::settle_saved(context, case).await?;
        Ok(())
    }
}
