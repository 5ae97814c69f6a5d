//! What a counselling body sees of a counselled person's way: test and course (handbook 7.3, column MBE/JMD). The
//! caller has checked the consent.

use super::counselling::CounselledWay;
use crate::error::Error;
use crate::gate::Scene;
use crate::ports::{Find, TypedQueries, Where};
use domain::access::{FieldGroup, Visible};
use domain::assignment::Assignment;
use domain::case::{Case, SeatEvidence, Stage};
use domain::course::Course;
use domain::person::Person;
use domain::placement::{Seating, Session};
use domain::record::{RecordKind, Stored};

pub(super) async fn way(
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
) -> Result<CounselledWay, Error> {
    let mut way = CounselledWay::default();
    if visible.shows(FieldGroup::Placement) {
        let cases: Vec<Case> = of(scene, RecordKind::Case, person).await?;
        let open = cases.iter().rev().find(|case| case.stage != Stage::Closed);
        way.stage = open.or(cases.last()).map(|case| case.stage);
        let seatings: Vec<Seating> = of(scene, RecordKind::Seating, person).await?;
        if let Some(tested) = seatings.iter().rev().find(|seating| seating.result.is_some()) {
            let session: Session = scene.queries.need(tested.session.0).await?;
            way.tested_on = Some(session.held_on);
        }
    }
    if visible.shows(FieldGroup::Seat) {
        let seats: Vec<Assignment> = of(scene, RecordKind::Assignment, person).await?;
        if let Some(seat) = seats.iter().rev().find(|seat| seat.holds_seat()) {
            let course: Course = scene.queries.need(seat.course.0).await?;
            way.course = Some((
                course.number.clone(),
                course.place.town.clone(),
                seat.entry_on.max(course.start_on()),
                SeatEvidence::of(seat, &course).course_ends_on,
            ));
        }
    }
    Ok(way)
}

async fn of<T: Stored>(scene: &Scene<'_>, kind: RecordKind, person: &Person) -> Result<Vec<T>, Error> {
    scene.queries.all(Find::new(kind, person.region).when(Where::is("person_id", person.id.0))).await
}
