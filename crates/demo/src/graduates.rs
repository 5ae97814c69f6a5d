//! Whoever comes to the end of a course: talks, sheets and decisions in courses that end soon; what followed, or the
//! gap, behind courses that have ended.

use crate::World;
use chrono::{Duration, NaiveDate};
use domain::assignment::Assignment;
use domain::case::Case;
use domain::course::{Course, CourseState};
use domain::deadline::Activity;
use domain::graduate::{
    Advice, Check, CheckState, Decision, FollowOn, Goal, Graduate, Likelihood, Route, Seat, Sheet, Speed,
    Strength, Talk, VisitDay, VisitDayState,
};
use domain::ids::{GraduateId, OrganisationId, VisitDayId};
use domain::placement::Level;
use domain::record::Record;
use domain::region::Pace;

/// The way out of a course of somebody who sits in it near its end, or has come to its end.
pub fn of(
    world: &mut World,
    pace: &Pace,
    case: &Case,
    (seat, course): (&Assignment, &Course),
) -> Option<Graduate> {
    let today = world.start.day;
    let listed_on = pace.due(Activity::GraduateList, course.language_ends_on(), course.organisation);
    if !matches!(course.state, CourseState::Running | CourseState::Ended) || listed_on > today {
        return None;
    }
    let keys = Seat {
        region: seat.region,
        case: case.id,
        person: case.person,
        assignment: seat.id,
        course: course.id,
        provider: course.organisation,
    };
    let mut graduate = Graduate::open(GraduateId(world.id()), keys, course.ends_on(), listed_on);
    let office = OrganisationId(world.bodies.jobcenter);
    if case.lead != office {
        return Some(graduate);
    }
    let over = course.state == CourseState::Ended;
    if over || world.chance.happens(0.7) {
        let goal = *world.chance.one_of(Goal::ALL);
        graduate.talk = Some(Talk { on: listed_on.min(today - Duration::days(2)), by: office, goal });
    }
    if over || world.chance.happens(0.55) {
        graduate.sheet = Some(sheet(world, listed_on));
    }
    if graduate.sheet.is_some() && (over || world.chance.happens(0.5)) {
        decide(world, &mut graduate, office, course.ends_on());
    }
    Some(graduate)
}

fn sheet(world: &mut World, listed_on: NaiveDate) -> Sheet {
    let strengths =
        [Strength::Speaking, Strength::Crafts, Strength::Reliability, Strength::Caring, Strength::Numbers];
    let likely = world.chance.happens(0.6);
    let route = *world.chance.one_of(&[Route::Training, Route::Work, Route::VocationalCourse]);
    Sheet {
        on: listed_on.min(world.start.day - Duration::days(1)),
        level: if likely { Level::B1 } else { Level::A2 },
        speed: *world.chance.one_of(Speed::ALL),
        strengths: vec![*world.chance.one_of(&strengths)],
        exam: if likely { Likelihood::Likely } else { Likelihood::Open },
        advice: Advice { route, with_counselling: world.chance.happens(0.2) },
    }
}

/// A decision, and for courses that are over what became of it.
fn decide(world: &mut World, graduate: &mut Graduate, office: OrganisationId, ends_on: NaiveDate) {
    let today = world.start.day;
    let advised = graduate.sheet.as_ref().map_or(Route::Work, |sheet| sheet.advice.route);
    let on = (ends_on - Duration::days(20)).min(today - Duration::days(1));
    let starts_on = Some((ends_on + Duration::days(world.chance.between(3, 60))).max(on));
    graduate.decisions.push(Decision { starts_on, ..Decision::new(on, office, advised, office) });
    if ends_on < today && world.chance.happens(0.55) {
        let begun = (ends_on + Duration::days(world.chance.between(1, 25))).min(today);
        let mut follow_on = FollowOn::new(begun, advised, office);
        let asked = begun + Duration::days(92);
        if asked <= today {
            follow_on.checks.push(Check { months: 3, on: asked, state: CheckState::Goes, by: office });
        }
        graduate.follow_ons.push(follow_on);
    }
}

/// One visiting day in the next course that ends.
pub fn visit(world: &mut World, courses: &[Course], graduates: &[Graduate]) {
    let running = courses.iter().filter(|course| course.state == CourseState::Running);
    let listed = running.filter(|course| graduates.iter().any(|graduate| graduate.course == course.id));
    let Some(course) = listed.min_by_key(|course| course.ends_on()) else { return };
    let office = OrganisationId(world.bodies.jobcenter);
    let time = |hours| chrono::NaiveTime::from_hms_opt(hours, 0, 0).unwrap_or_default();
    let mut day = VisitDay {
        id: VisitDayId(world.id()),
        region: course.region,
        version: 0,
        course: course.id,
        provider: course.organisation,
        held_on: world.day(6),
        room: course.place.name.clone(),
        group_from: time(9),
        talks_from: time(10),
        slot_minutes: 20,
        slots: 9,
        offices: vec![office],
        interpreted: vec!["uk".to_owned(), "ar".to_owned()],
        bookings: Vec::new(),
        state: VisitDayState::Planned,
    };
    let open = graduates.iter().filter(|graduate| graduate.course == course.id && graduate.talk.is_none());
    let wanted: Vec<_> = open.map(|graduate| (graduate.id, office)).collect();
    if day.fill(&wanted).is_ok() {
        world.records.push(Record::VisitDay(day));
    }
}
