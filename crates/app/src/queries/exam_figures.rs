//! Results of first-time takers by course type (handbook 6.3, K-10 and K-11; agenda 3.4). Repeaters are left out, so
//! that the figures can be compared with those of BAMF. Small counts are hidden like all figures (handbook 7.6).

use crate::error::Error;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::{Days, NaiveDate};
use domain::course::CourseKind;
use domain::exam::{DtzLevel, EntryState, ExamEntry, ExamKind, ExamResult, LidOutcome};
use domain::ids::RegionId;
use domain::record::RecordKind;
use domain::steering::{Table, hide_in_table};

/// Columns of the DTZ table, in its order.
pub const LEVELS: [DtzLevel; 3] = [DtzLevel::B1, DtzLevel::A2, DtzLevel::BelowA2];

/// Columns of the LiD table, in its order.
pub const OUTCOMES: [LidOutcome; 3] = [LidOutcome::Naturalisation, LidOutcome::Passed, LidOutcome::Failed];

/// Results of one exam: a row per course type, a column per outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamTable {
    pub kinds: Vec<CourseKind>,
    pub table: Table,
}

/// Results of first-time takers of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamFigures {
    pub dtz: ExamTable,
    pub lid: ExamTable,
}

/// The figures of exams held since `look_back` days; counts below `smallest` are hidden.
pub(super) async fn results(
    queries: &dyn Queries,
    region: RegionId,
    (on, look_back): (NaiveDate, u64),
    smallest: i64,
) -> Result<ExamFigures, Error> {
    let since = on.checked_sub_days(Days::new(look_back)).unwrap_or(on);
    let find = Find::new(RecordKind::ExamEntry, region)
        .when(Where::is("status", EntryState::Marked.code()))
        .when(Where::AtLeast("held_on", since.into()))
        .limit(i64::MAX);
    let entries: Vec<ExamEntry> = queries.all(find).await?;
    let first = |exam: ExamKind| entries.iter().filter(move |e| e.exam == exam && e.attempt == 1);
    let column = |entry: &ExamEntry| match entry.result?.result {
        ExamResult::Dtz { level, .. } => LEVELS.iter().position(|known| *known == level),
        ExamResult::Lid { outcome, .. } => OUTCOMES.iter().position(|known| *known == outcome),
    };
    let of = |exam: ExamKind| table(first(exam).filter_map(|e| Some((e.course_kind, column(e)?))), smallest);
    Ok(ExamFigures { dtz: of(ExamKind::Dtz), lid: of(ExamKind::Lid) })
}

fn table(results: impl Iterator<Item = (CourseKind, usize)>, smallest: i64) -> ExamTable {
    let mut counts: Vec<(CourseKind, Vec<i64>)> =
        CourseKind::ALL.iter().map(|kind| (*kind, vec![0; LEVELS.len()])).collect();
    for (kind, column) in results {
        if let Some((_, row)) = counts.iter_mut().find(|(known, _)| *known == kind) {
            row[column] += 1;
        }
    }
    counts.retain(|(_, row)| row.iter().any(|count| *count > 0));
    let (kinds, counts): (Vec<CourseKind>, Vec<Vec<i64>>) = counts.into_iter().unzip();
    if counts.is_empty() {
        let empty = hide_in_table(&[vec![0; LEVELS.len()]], smallest);
        return ExamTable { kinds, table: Table { counts: Vec::new(), row_sums: Vec::new(), ..empty } };
    }
    ExamTable { kinds, table: hide_in_table(&counts, smallest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_two_people_of_a_course_type_are_not_told() {
        let general = CourseKind::AllgemeinerIntegrationskurs;
        let literacy = CourseKind::Alphabetisierungskurs;
        let many = std::iter::repeat_n((general, 0), 8).chain(std::iter::repeat_n((general, 1), 5));
        let figures = table(many.chain([(literacy, 2), (literacy, 1)]), 3);
        assert_eq!(figures.kinds, vec![general, literacy]);
        let literacy_row = &figures.table.counts[1];
        assert!(literacy_row[1].is_none() && literacy_row[2].is_none(), "{literacy_row:?}");
        let whole = table([(literacy, 2)].into_iter(), 0);
        assert_eq!(whole.table.counts, vec![vec![Some(0), Some(0), Some(1)]]);
        assert!(table(std::iter::empty(), 3).kinds.is_empty());
    }
}
