//! What attendance commands and queries share: learners of a day, lists of a period, ladders of a course, the
//! catalogue of excuses. Not for counting days: `domain::attendance` does that.

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use crate::seats;
use chrono::NaiveDate;
use domain::access::Visible;
use domain::assignment::{Assignment, AssignmentState};
use domain::attendance::{AttendanceDay, Concern, ExcuseTable};
use domain::course::Course;
use domain::ids::ConcernId;
use domain::record::RecordKind;
use std::sync::OnceLock;

const EXCUSES: &str = include_str!("../../../rules/attendance.toml");

/// The catalogue of excuses out of `rules/attendance.toml`.
pub fn excuses() -> &'static ExcuseTable {
    static TABLE: OnceLock<ExcuseTable> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(EXCUSES).expect("the shipped catalogue is read by a test"))
}

/// First day on which somebody belongs to the list.
pub fn begins_on(seat: &Assignment) -> NaiveDate {
    seat.arrived_on.unwrap_or(seat.entry_on)
}

/// Everybody who sits in the course on a day.
pub async fn learners(
    queries: &dyn Queries,
    course: &Course,
    on: NaiveDate,
) -> Result<Vec<Assignment>, Error> {
    let mut seats = seats::seats_of(queries, course, true).await?;
    seats.retain(|seat| seat.state == AssignmentState::Started && begins_on(seat) <= on);
    Ok(seats)
}

/// Lists of a course from a day on, oldest first.
pub async fn days_since(
    queries: &dyn Queries,
    course: &Course,
    from: NaiveDate,
) -> Result<Vec<AttendanceDay>, Error> {
    let find = Find::new(RecordKind::AttendanceDay, course.region)
        .when(Where::is("course_id", course.id.0))
        .when(Where::AtLeast("held_on", from.into()))
        .by("held_on");
    queries.all(find).await
}

/// The list of one day, if there is one.
pub async fn day_on(
    queries: &dyn Queries,
    course: &Course,
    on: NaiveDate,
) -> Result<Option<AttendanceDay>, Error> {
    let find = Find::new(RecordKind::AttendanceDay, course.region)
        .when(Where::is("course_id", course.id.0))
        .when(Where::is("held_on", on));
    Ok(queries.all(find).await?.pop())
}

/// Ladders of a course, ended ones too.
pub async fn concerns_of(queries: &dyn Queries, course: &Course) -> Result<Vec<Concern>, Error> {
    let find = Find::new(RecordKind::Concern, course.region).when(Where::is("course_id", course.id.0));
    queries.all(find).await
}

/// A ladder the actor reaches as its provider, in the version the actor saw.
pub async fn reached_concern(
    context: &mut Context<'_>,
    visible: &Visible,
    id: ConcernId,
    seen: i64,
) -> Result<Concern, Error> {
    let known: Concern = context.need(id.0).await?;
    if !visible.reaches(known.region, known.provider) {
        return Err(Error::Absent(RecordKind::Concern));
    }
    context.need_version(id.0, seen).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::attendance::Excuse;

    #[test]
    fn the_shipped_catalogue_has_every_excuse_once_with_its_source() {
        let today = "2026-11-25".parse().expect("a date");
        assert_eq!(excuses().open_on(today), Excuse::ALL.to_vec());
        assert_eq!(excuses().row.len(), Excuse::ALL.len());
        assert!(excuses().row.iter().all(|row| !row.source.is_empty()));
        assert!(excuses().asks_for_proof(Excuse::Illness, today, 4));
        assert!(!excuses().asks_for_proof(Excuse::Illness, today, 3));
    }
}
