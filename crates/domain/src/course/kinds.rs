//! What law says about each course type, as data (`rules/course_kinds.toml`): lessons, group size, period
//! of validity. Not for reading the file: the application crate does that.

use super::{Course, CourseKind};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Lessons of a section (handbook 3.3).
pub const LESSONS_PER_SECTION: i64 = 100;

/// One course type in one period of validity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRow {
    pub kind: CourseKind,
    pub language_lessons: i64,
    pub orientation_lessons: i64,
    pub max_group: i64,
    /// The group size is settled law; otherwise it is a known figure that has to be confirmed.
    pub group_confirmed: bool,
    /// First and last (exclusive) first day of a course of this row.
    pub valid_from: Option<NaiveDate>,
    pub begun_before: Option<NaiveDate>,
    /// Citation.
    pub basis: String,
}

impl KindRow {
    /// Lessons of the whole course.
    pub fn lessons(&self) -> i64 {
        self.language_lessons + self.orientation_lessons
    }

    /// Number of sections; the last one is the orientation course where there is one.
    pub fn sections(&self) -> u8 {
        let whole = |lessons: i64| (lessons.max(0) + LESSONS_PER_SECTION - 1) / LESSONS_PER_SECTION;
        u8::try_from(whole(self.language_lessons) + whole(self.orientation_lessons)).unwrap_or(u8::MAX)
    }

    fn holds_on(&self, first_day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= first_day)
            && self.begun_before.is_none_or(|end| first_day < end)
    }
}

/// All rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindTable {
    pub row: Vec<KindRow>,
}

impl KindTable {
    /// The row of a type for a course that begins on a day; `None` if the type may not begin then.
    pub fn of(&self, kind: CourseKind, first_day: NaiveDate) -> Option<&KindRow> {
        self.row.iter().find(|row| row.kind == kind && row.holds_on(first_day))
    }

    /// Types that may begin on a day.
    pub fn open_on(&self, first_day: NaiveDate) -> impl Iterator<Item = CourseKind> + '_ {
        CourseKind::ALL.iter().copied().filter(move |kind| self.of(*kind, first_day).is_some())
    }

    /// Refuses a course that its type does not allow on its first day.
    pub fn check(&self, course: &Course) -> Result<&KindRow, Refusal> {
        let Some(row) = self.of(course.kind, course.planned_start_on) else {
            return Err(Refusal::new("course-kind-not-offered")
                .with("on", course.planned_start_on)
                .at("kind"));
        };
        if row.group_confirmed && course.seats > row.max_group {
            return Err(Refusal::new("course-group-too-large").with("most", row.max_group).at("seats"));
        }
        if course.first_section < 1 || course.first_section > row.sections() {
            return Err(Refusal::new("course-section-out-of-range")
                .with("last", i64::from(row.sections()))
                .at("first_section"));
        }
        Ok(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::tests::course;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn row(kind: CourseKind, from: Option<&str>, before: Option<&str>) -> KindRow {
        KindRow {
            kind,
            language_lessons: 600,
            orientation_lessons: 100,
            max_group: 25,
            group_confirmed: true,
            valid_from: from.map(day),
            begun_before: before.map(day),
            basis: "§ 14 Abs. 2 IntV".into(),
        }
    }

    #[test]
    fn a_type_has_its_sections_of_one_hundred_lessons_and_one_for_the_orientation_course() {
        let general = row(CourseKind::AllgemeinerIntegrationskurs, None, None);
        assert_eq!((general.lessons(), general.sections()), (700, 7));
        let short = KindRow { language_lessons: 400, orientation_lessons: 30, ..general };
        assert_eq!((short.lessons(), short.sections()), (430, 5));
    }

    #[test]
    fn the_row_is_chosen_by_the_first_day_of_the_course() {
        let old = row(CourseKind::Intensivkurs, None, Some("2024-05-01"));
        let new =
            KindRow { orientation_lessons: 30, ..row(CourseKind::Intensivkurs, Some("2024-05-01"), None) };
        let ended = row(CourseKind::Jugendkurs, None, Some("2025-05-01"));
        let table = KindTable { row: vec![old.clone(), new.clone(), ended] };
        assert_eq!(table.of(CourseKind::Intensivkurs, day("2024-04-30")), Some(&old));
        assert_eq!(table.of(CourseKind::Intensivkurs, day("2024-05-01")), Some(&new));
        assert_eq!(table.of(CourseKind::Jugendkurs, day("2025-05-01")), None);
        assert_eq!(table.open_on(day("2026-11-25")).collect::<Vec<_>>(), vec![CourseKind::Intensivkurs]);
    }

    #[test]
    fn a_group_above_the_legal_size_is_refused_and_one_above_an_unconfirmed_size_is_not() {
        let legal = row(CourseKind::AllgemeinerIntegrationskurs, None, None);
        let mut wanted = course("2026-12-01");
        wanted.seats = 26;
        let table = KindTable { row: vec![legal.clone()] };
        assert_eq!(table.check(&wanted).expect_err("too large").code, "course-group-too-large");
        let unsure = KindTable { row: vec![KindRow { group_confirmed: false, ..legal }] };
        assert!(unsure.check(&wanted).is_ok());
        wanted.first_section = 8;
        assert_eq!(unsure.check(&wanted).expect_err("no such section").code, "course-section-out-of-range");
    }
}
