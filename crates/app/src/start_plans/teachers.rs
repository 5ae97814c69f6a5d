//! Lessons a week that providers can teach, as pools for the planner: for every set of types that some teacher tells apart,
//! and for every time in which the same teachers are there.

use crate::start_plans::inputs::Inputs;
use crate::start_plans::problem::{count, number};
use chrono::NaiveDate;
use domain::course::CourseKind;
use domain::person::TimeOfDay;
use domain::supply::{Need, Pool, Supply, Teacher, pools};
use planning::schedule as plan;

/// The pools of all providers. Where existing courses already need more than was stated, the pool is as large as their
/// need: the calendar tells the provider, the plan must not fail for it.
pub fn teachers(inputs: &Inputs, rows: &[plan::Start]) -> Vec<plan::TeacherPool> {
    let mut found = Vec::new();
    for supply in &inputs.supplies {
        for (at, pool) in pools(supply, "", &[]).iter().enumerate() {
            let Pool::Lessons(kinds) = pool else { continue };
            let spans = spans(supply, kinds, inputs.today);
            // a pool that never changes needs no days
            let lasting = spans.len() == 1;
            for (nth, (from, until)) in spans.into_iter().enumerate() {
                let lessons = lessons_between(supply, pool, kinds, inputs, rows, (from, until));
                found.push(plan::TeacherPool {
                    id: format!("{}-{at}-{nth}", supply.organisation).into(),
                    provider: supply.organisation.to_string().into(),
                    kinds: kinds.iter().map(|kind| kind.code().into()).collect(),
                    lessons,
                    from_day: (!lasting).then(|| number(from)),
                    until_day: until.filter(|_| !lasting).map(number),
                });
            }
        }
    }
    found
}

fn able<'s>(supply: &'s Supply, kinds: &'s [CourseKind]) -> impl Iterator<Item = &'s Teacher> {
    supply.teachers.iter().filter(|teacher| teacher.kinds.iter().any(|kind| kinds.contains(kind)))
}

/// Times from today on in which the same teachers are there, one after the other; the last one has no end.
fn spans(supply: &Supply, kinds: &[CourseKind], today: NaiveDate) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let comes = able(supply, kinds).filter_map(|teacher| teacher.from);
    let gone = able(supply, kinds).filter_map(|teacher| teacher.until?.succ_opt());
    let mut begins: Vec<NaiveDate> = comes.chain(gone).filter(|day| *day > today).collect();
    begins.push(today);
    begins.sort_unstable();
    begins.dedup();
    let ends = begins.iter().skip(1).map(|next| next.pred_opt()).chain([None]);
    begins.iter().copied().zip(ends.collect::<Vec<_>>()).collect()
}

fn lessons_between(
    supply: &Supply,
    pool: &Pool,
    kinds: &[CourseKind],
    inputs: &Inputs,
    rows: &[plan::Start],
    (from, until): (NaiveDate, Option<NaiveDate>),
) -> Vec<u32> {
    let cap = inputs.settings.planning.teacher_lessons;
    let there = |teacher: &&Teacher| {
        teacher.from.is_none_or(|day| day <= from) && teacher.until.is_none_or(|day| from <= day)
    };
    let mut lessons: Vec<u32> =
        able(supply, kinds).filter(there).map(|teacher| count(teacher.lessons.min(cap))).collect();
    let stated: i64 = lessons.iter().map(|one| i64::from(*one)).sum();
    let span = (number(from), until.map_or(i32::MAX, number));
    let mut missing = peak(supply, pool, rows, span) - stated;
    while missing > 0 {
        lessons.push(count(missing.min(cap.max(1))));
        missing -= cap.max(1);
    }
    lessons
}

/// Most lessons a week that existing courses take out of a pool at the same time within a span of days.
fn peak(supply: &Supply, pool: &Pool, rows: &[plan::Start], (from, until): (i32, i32)) -> i64 {
    let provider = supply.organisation.to_string();
    let need = |row: &plan::Start| {
        let kind = CourseKind::from_code(&row.kind)?;
        let need = Need {
            kind,
            lessons_per_week: i64::from(row.lessons_per_week),
            town: row.site.to_string(),
            time: TimeOfDay::Morning,
            seats: 0,
        };
        Some(pool.taken_by(&need))
    };
    let fixed: Vec<(&plan::Start, i64)> = rows
        .iter()
        .filter(|row| row.decision == plan::Decision::Open && *row.provider == *provider)
        .filter(|row| row.first_day <= until && row.last_day >= from)
        .filter_map(|row| Some((row, need(row)?)))
        .collect();
    let at = |day: i32| -> i64 {
        let under_way = |row: &plan::Start| row.first_day <= day && day <= row.last_day;
        fixed.iter().filter(|(row, _)| under_way(row)).map(|(_, lessons)| lessons).sum()
    };
    // the need changes only where a course begins, or where the span does
    fixed.iter().map(|(row, _)| at(row.first_day.max(from))).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{OrganisationId, RegionId, SupplyId};

    const GENERAL: CourseKind = CourseKind::AllgemeinerIntegrationskurs;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn supply(lines: &str) -> Supply {
        Supply {
            id: SupplyId(1),
            region: RegionId(1),
            version: 1,
            organisation: OrganisationId(1),
            teachers: domain::supply::teachers(lines).expect("readable"),
            rooms: Vec::new(),
            kinds: Vec::new(),
            examiners: 0,
            confirmed_on: day("2026-11-25"),
        }
    }

    #[test]
    fn every_coming_and_going_begins_another_span() {
        let today = day("2026-11-25");
        let lines = "A; 20; ALLG\nB; 20; ALLG; ab 01.02.2027\nC; 20; ALLG; bis 28.02.2027\nD; 9; ALPHA; ab 01.12.2026";
        let found = spans(&supply(lines), &[GENERAL], today);
        let last = |text: &str| Some(day(text));
        assert_eq!(
            found,
            [(today, last("2027-01-31")), (day("2027-02-01"), last("2027-02-28")), (day("2027-03-01"), None),],
            "the literacy teacher changes nothing for general courses"
        );
        assert_eq!(spans(&supply("A; 20; ALLG; bis 01.10.2026"), &[GENERAL], today), [(today, None)]);
    }
}
