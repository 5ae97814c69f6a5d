//! What exam commands and queries share: the tables, entries of people and days, reach, taken seats. Not for deciding
//! who may sit or what is passed: `domain::exam` does that.

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use domain::access::{Reach, Visible};
use domain::assignment::AssignmentState;
use domain::course::Course;
use domain::exam::{ExamEntry, ExamRules, ExamSitting};
use domain::ids::{ExamSittingId, RegionId};
use domain::record::RecordKind;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const FILE: &str = include_str!("../../../rules/exams.toml");

/// The tables out of `rules/exams.toml`.
pub fn rules() -> &'static ExamRules {
    static RULES: OnceLock<ExamRules> = OnceLock::new();
    RULES.get_or_init(|| toml::from_str(FILE).expect("the shipped tables are read by a test"))
}

/// Entries of an exam day, withdrawn ones too.
pub async fn entries_of(queries: &dyn Queries, sitting: &ExamSitting) -> Result<Vec<ExamEntry>, Error> {
    let find = Find::new(RecordKind::ExamEntry, sitting.region).when(Where::is("sitting_id", sitting.id.0));
    queries.all(find).await
}

/// Entries of people, by person; exams sat in another county among them, as entries of no exam day.
pub async fn entries_of_people(
    queries: &dyn Queries,
    region: RegionId,
    people: &[i64],
) -> Result<BTreeMap<i64, Vec<ExamEntry>>, Error> {
    let mut found: BTreeMap<i64, Vec<ExamEntry>> = BTreeMap::new();
    for ids in people.chunks(400) {
        let find = Find::new(RecordKind::ExamEntry, region)
            .when(Where::one_of("person_id", ids.iter().copied()))
            .limit(i64::MAX);
        for entry in queries.all::<ExamEntry>(find).await? {
            found.entry(entry.person.0).or_default().push(entry);
        }
    }
    for entry in crate::relocations::earlier_exams(queries, region, people).await? {
        found.entry(entry.person.0).or_default().push(entry);
    }
    Ok(found)
}

/// Held seats per exam day.
pub async fn taken(
    queries: &dyn Queries,
    region: RegionId,
    sittings: &[ExamSittingId],
) -> Result<BTreeMap<ExamSittingId, i64>, Error> {
    let find = Find::new(RecordKind::ExamEntry, region)
        .when(Where::is("holds_seat", 1i64))
        .when(Where::one_of("sitting_id", sittings.iter().map(|id| id.0)));
    let counts = queries.count_by(&find, "sitting_id").await?;
    Ok(counts.into_iter().map(|(sitting, count)| (ExamSittingId(sitting), count)).collect())
}

/// An exam day of the region under lock: nobody else registers, changes or cancels until this transaction ends.
pub async fn locked(context: &mut Context<'_>, id: ExamSittingId) -> Result<ExamSitting, Error> {
    context.work.lock(RecordKind::ExamSitting, id.0).await?;
    let sitting: ExamSitting = context.need(id.0).await?;
    if sitting.region != context.operation.actor.region {
        return Err(Error::Absent(RecordKind::ExamSitting));
    }
    Ok(sitting)
}

/// An exam day of the actor's own exam site under lock, in the version the actor saw.
pub async fn own(
    context: &mut Context<'_>,
    visible: &Visible,
    (id, seen): (ExamSittingId, i64),
) -> Result<ExamSitting, Error> {
    let sitting = locked(context, id).await?;
    if !visible.reaches(sitting.region, sitting.organisation) {
        return Err(Error::Absent(RecordKind::ExamSitting));
    }
    context.need_version(id.0, seen).await
}

/// An entry is reached: of the own learners, of an exam day of the own site, or of the region.
pub fn reaches(visible: &Visible, entry: &ExamEntry) -> bool {
    visible.reaches(entry.region, entry.provider) || visible.reaches(entry.region, entry.site)
}

/// The actor sees every entry of an exam day, not only those of its own learners.
pub fn sees_all(visible: &Visible, sitting: &ExamSitting) -> bool {
    visible.reach() == Reach::Region || sitting.organisation == visible.organisation()
}

/// Whoever sits in the course, or sat in it to its last day, may be registered: exams are held after the last lesson too.
pub fn may_be_candidate(state: AssignmentState) -> bool {
    matches!(state, AssignmentState::Started | AssignmentState::Completed)
}

/// The funded hours of a course are used up by the day of an exam.
pub fn hours_used_up(course: &Course, sitting: &ExamSitting) -> bool {
    domain::exam::hours_used_up(course, crate::course_kinds::course_kinds(), sitting.held_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_can_be_read() {
        let today = "2026-11-25".parse().expect("a date");
        assert!(rules().points_on(today).is_some() && rules().repeat_on(today).is_some());
    }
}
