//! Gives one person a seat: Zuweisung for the obliged, Verweisung for the entitled. An act of BAMF alone
//! (§ 7 Abs. 3 IntV). Two people on the last seat: one gets it, the other is told the next best.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::TypedQueries;
use crate::seats::{self, Giving};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::cost::Seeker;
use domain::assignment::offer::{self, Candidate, Scene};
use domain::case::Case;
use domain::course::{Course, CourseState};
use domain::ids::{AssignmentId, CaseId, CourseId};
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::Settings;

/// Who, and where to.
#[derive(Debug, Clone)]
pub struct AssignSeat {
    pub case: CaseId,
    pub course: CourseId,
}

impl Demand for AssignSeat {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Assignment)
    }
}

#[async_trait]
impl Command for AssignSeat {
    type Outcome = AssignmentId;
    const NAME: &'static str = "assign_seat";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Case, self.case.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AssignmentId, Error> {
        let (command, visible, today) = (authorised.command(), authorised.visible(), context.operation.today);
        context.work.lock(RecordKind::Course, command.course.0).await?;
        let case: Case = context.need(command.case.0).await?;
        let person: Person = context.need(case.person.0).await?;
        if !visible.reaches_person(person.region, person.involved_on(today)) {
            return Err(Error::Absent(RecordKind::Case));
        }
        let course: Course = context.need(command.course.0).await?;
        if course.region != visible.region() || course.state == CourseState::Draft {
            return Err(Error::Absent(RecordKind::Course));
        }
        case.awaits_seat()?;
        let settings = context.settings().await?;
        let taken = seats::taken_of(context.work.queries(), &course).await?;
        let here = Candidate { course, taken };
        let offers = rank((&case, &person), std::slice::from_ref(&here), today, &settings)?;
        let Some(chosen) = offers.open.first() else {
            return Err(if offers.full.is_empty() {
                Refusal::new("course-does-not-fit")
                    .with("number", here.course.number.clone())
                    .at("course")
                    .into()
            } else {
                full(context, (&case, &person), &here.course, &settings).await?.into()
            });
        };
        let giving = Giving { case, course: &here.course, fit: &chosen.fit, plan: None };
        seats::give(context, giving).await
    }
}

fn rank(
    (case, person): (&Case, &Person),
    candidates: &[Candidate],
    today: NaiveDate,
    settings: &Settings,
) -> Result<offer::Offers, Error> {
    let seeker = Seeker {
        recommendation: case.awaits_seat()?,
        constraints: &person.constraints,
        km: None,
        awaiting_since: case.awaiting_since.unwrap_or(today),
    };
    let ways = seats::ways(settings);
    Ok(offer::offers(&seeker, &person.address, candidates, &Scene { today, settings, ways: &ways }))
}

/// The sentence for whoever comes second.
async fn full(
    context: &mut Context<'_>,
    who: (&Case, &Person),
    course: &Course,
    settings: &Settings,
) -> Result<Refusal, Error> {
    let mut others = seats::candidates(context.work.queries(), course.region).await?;
    others.retain(|candidate| candidate.course.id != course.id);
    let offers = rank(who, &others, context.operation.today, settings)?;
    let next = match offers.open.first() {
        Some(best) => {
            context.work.queries().one::<Course>(best.course.0).await?.map(|next| (next, best.fit.entry_on))
        }
        None => None,
    };
    Ok(seats::course_full(course, next.as_ref().map(|(next, on)| (next, *on))))
}
