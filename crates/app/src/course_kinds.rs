//! The table of course types out of `rules/course_kinds.toml`, read once. Not for deciding by it:
//! `domain::course::KindTable` does that.

use domain::course::KindTable;
use std::sync::OnceLock;

const FILE: &str = include_str!("../../../rules/course_kinds.toml");

/// The table that ships with this version.
pub fn course_kinds() -> &'static KindTable {
    static TABLE: OnceLock<KindTable> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(FILE).expect("the shipped table is read by a test"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::course::CourseKind;

    #[test]
    fn every_course_type_has_a_row_with_citation_and_the_general_one_has_seven_sections() {
        let table = course_kinds();
        for kind in CourseKind::ALL {
            assert!(table.row.iter().any(|row| row.kind == *kind), "{kind}");
        }
        assert!(table.row.iter().all(|row| !row.basis.is_empty() && row.sections() > 0));
        let day = "2026-11-25".parse().expect("a date");
        let general = table.of(CourseKind::AllgemeinerIntegrationskurs, day).expect("offered");
        assert_eq!((general.lessons(), general.sections(), general.max_group), (700, 7, 25));
    }

    #[test]
    fn no_type_has_two_rows_for_the_same_first_day() {
        let mut day: chrono::NaiveDate = "2024-01-01".parse().expect("a date");
        let last: chrono::NaiveDate = "2027-01-01".parse().expect("a date");
        let table = course_kinds();
        while day < last {
            for kind in CourseKind::ALL {
                let rows = table.row.iter().filter(|row| {
                    row.kind == *kind
                        && row.valid_from.is_none_or(|from| from <= day)
                        && row.begun_before.is_none_or(|end| day < end)
                });
                assert!(rows.count() <= 1, "{kind} on {day}");
            }
            day = day.succ_opt().expect("within the calendar");
        }
    }

    #[test]
    fn youth_and_parent_courses_may_no_longer_begin() {
        let open: Vec<_> = course_kinds().open_on("2026-11-25".parse().expect("a date")).collect();
        assert!(!open.contains(&CourseKind::Jugendkurs) && !open.contains(&CourseKind::Elternkurs));
        assert!(open.contains(&CourseKind::Alphabetisierungskurs));
    }
}
