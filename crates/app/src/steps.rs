//! What a case's next step is decided from, out of the store, and the one way to settle a case: every command that
//! changes what the records say of a person's way ends here. Not for the decision itself: see `domain::case`.

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::act::Act;
use domain::assignment::Assignment;
use domain::care_transfer::CareTransfer;
use domain::case::{Case, Evidence, GraduateEvidence, RecommendationEvidence, SeatEvidence, TestEvidence};
use domain::course::Course;
use domain::deadline::Periods;
use domain::exam::exam_standing;
use domain::graduate::Graduate;
use domain::ids::{CaseId, CourseId, RegionId, SessionId};
use domain::measure::MeasureRecommendation;
use domain::organisation::Organisation;
use domain::person::Person;
use domain::placement::{Seating, Session};
use domain::record::RecordKind;
use domain::region::{Offices, Pace, Region};
use domain::vocational::Authorisation;
use std::collections::HashMap;
use std::sync::Arc;

/// How periods run in a region.
pub async fn pace(queries: &dyn Queries, region: RegionId, periods: Arc<Periods>) -> Result<Pace, Error> {
    let settings = queries.need::<Region>(region.0).await?.settings;
    let bodies: Vec<Organisation> = queries.all(Find::new(RecordKind::Organisation, region)).await?;
    let offices = Offices::of(&bodies, &settings);
    Ok(Pace::new(settings, periods, offices))
}

/// Everything the records say of a case.
pub async fn evidence(queries: &dyn Queries, case: &Case) -> Result<Evidence, Error> {
    let mut found = evidence_of(queries, case.region, std::slice::from_ref(case)).await?;
    Ok(found.remove(&case.id).unwrap_or_default())
}

/// Everything the records say of several cases of a region.
pub async fn evidence_of(
    queries: &dyn Queries,
    region: RegionId,
    cases: &[Case],
) -> Result<HashMap<CaseId, Evidence>, Error> {
    let mut all: HashMap<CaseId, Evidence> = HashMap::new();
    for part in cases.chunks(300) {
        let ids: Vec<i64> = part.iter().map(|case| case.id.0).collect();
        let of_cases = |kind| {
            Find::new(kind, region).when(Where::one_of("case_id", ids.iter().copied())).limit(i64::MAX)
        };
        let acts: Vec<Act> = queries.all(of_cases(RecordKind::Act)).await?;
        let seatings: Vec<Seating> = queries.all(of_cases(RecordKind::Seating)).await?;
        let seats: Vec<Assignment> = queries.all(of_cases(RecordKind::Assignment)).await?;
        let graduates: Vec<Graduate> = queries.all(of_cases(RecordKind::Graduate)).await?;
        let days: Vec<i64> = unique(seatings.iter().map(|seating| seating.session.0));
        let days: HashMap<SessionId, Session> =
            queries.many::<Session>(&days).await?.into_iter().map(|day| (day.id, day)).collect();
        let courses: Vec<i64> = unique(seats.iter().map(|seat| seat.course.0));
        let courses: HashMap<CourseId, Course> =
            queries.many::<Course>(&courses).await?.into_iter().map(|course| (course.id, course)).collect();
        let people_ids: Vec<i64> = unique(part.iter().map(|case| case.person.0));
        let people: HashMap<_, Person> = queries
            .many::<Person>(&people_ids)
            .await?
            .into_iter()
            .map(|person| (person.id, person))
            .collect();
        for case in part {
            all.insert(case.id, people.get(&case.person).map(of_person).unwrap_or_default());
        }
        // whoever was only asked to take a person over does not have the person yet
        let offers = of_cases(RecordKind::CareTransfer).when(Where::is("open", 1i64));
        for offer in queries.all::<CareTransfer>(offers).await?.iter().filter(|offer| !offer.was_involved) {
            let known = all.entry(offer.case).or_default();
            known.involved.retain(|office| *office != offer.to);
        }
        for act in acts {
            all.entry(act.case).or_default().acts.push(act);
        }
        let exams = crate::exams::entries_of_people(queries, region, &people_ids).await?;
        let rights: Vec<Authorisation> = queries.all(of_cases(RecordKind::Authorisation)).await?;
        for case in part {
            let entries = exams.get(&case.person.0).map(Vec::as_slice).unwrap_or_default();
            let known = all.entry(case.id).or_default();
            // whether an exam lies ahead does not matter here
            known.result_on = exam_standing(entries, NaiveDate::MIN).result_entered_on;
            let standing = rights.iter().filter(|right| right.case == case.id && right.revoked_on.is_none());
            known.authorised_on = standing.map(|right| right.issued_on).max();
        }
        for graduate in &graduates {
            all.entry(graduate.case).or_default().graduates.push(GraduateEvidence::of(graduate));
        }
        let recommended: Vec<MeasureRecommendation> =
            queries.all(of_cases(RecordKind::MeasureRecommendation)).await?;
        for one in &recommended {
            all.entry(one.case).or_default().recommendations.push(RecommendationEvidence::of(one));
        }
        for seating in &seatings {
            if let Some(day) = days.get(&seating.session) {
                all.entry(seating.case).or_default().tests.push(TestEvidence::of(seating, day));
            }
        }
        for seat in &seats {
            if let Some(course) = courses.get(&seat.course) {
                all.entry(seat.case).or_default().seats.push(SeatEvidence::of(seat, course));
            }
        }
    }
    Ok(all)
}

/// What the person's own record says.
fn of_person(person: &Person) -> Evidence {
    let involved = person.involvements.iter().filter(|one| one.until.is_none());
    Evidence {
        titles: person.residences.clone(),
        benefits: person.benefits.clone(),
        involved: involved.map(|one| one.organisation).collect(),
        ..Evidence::default()
    }
}

fn unique(ids: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Lets stage, next step and lapse of a case follow from the records, which must be saved before; saves the case.
pub async fn settle(context: &mut Context<'_>, mut case: Case) -> Result<Case, Error> {
    let pace = context.pace().await?;
    let evidence = evidence(context.work.queries(), &case).await?;
    case.settle(&evidence, &pace);
    context.save(case.clone()).await?;
    Ok(case)
}

/// The same for a case that is saved already.
pub async fn settle_saved(context: &mut Context<'_>, case: CaseId) -> Result<Case, Error> {
    let case: Case = context.need(case.0).await?;
    settle(context, case).await
}
