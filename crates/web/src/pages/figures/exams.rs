//! Results of DTZ and LiD by course type: two tables with sums, small counts hidden.

use super::parts::shown;
use crate::http::{Markup, Staff};
use crate::view::{Column, EmptyState, ListView, Row, Table, Value};
use app::queries::exam_figures::{ExamFigures, ExamTable, LEVELS, OUTCOMES};
use domain::exam::ExamKind;

/// Words of the columns of an exam's table.
fn outcomes(staff: &Staff, exam: ExamKind) -> Vec<String> {
    match exam {
        ExamKind::Dtz => LEVELS.iter().map(|level| staff.code("dtz-level", level.code())).collect(),
        ExamKind::Lid => OUTCOMES.iter().map(|outcome| staff.code("lid-outcome", outcome.code())).collect(),
    }
}

fn tables(figures: &ExamFigures) -> [(ExamKind, &ExamTable); 2] {
    [(ExamKind::Dtz, &figures.dtz), (ExamKind::Lid, &figures.lid)]
}

/// Both tables.
pub(super) fn results(staff: &Staff, figures: &ExamFigures) -> Markup {
    let parts = tables(figures).map(|(exam, results)| table(staff, exam, results));
    let intro = Markup::paragraph(&staff.t("figures-exams-intro"));
    Markup::section(&staff.t("figures-exams-title"), std::iter::once(intro).chain(parts))
}

fn table(staff: &Staff, exam: ExamKind, results: &ExamTable) -> Markup {
    let mut columns = vec![Column::new(staff.t("figures-column-kind"))];
    columns.extend(outcomes(staff, exam).into_iter().map(Column::number));
    columns.push(Column::number(staff.t("figures-column-sum")));
    let cells = |counts: &[Option<i64>], sum: Option<i64>| -> Vec<Value> {
        counts.iter().copied().chain([sum]).map(|count| shown(staff, count)).collect()
    };
    let counted = results.kinds.iter().zip(results.table.counts.iter().zip(&results.table.row_sums));
    let rows = counted.map(|(kind, (counts, sum))| {
        let name = staff.code("course-kind", kind.code());
        let mut values = vec![Value::text(name.clone())];
        values.extend(cells(counts, *sum));
        Row::new(kind.code(), name, values)
    });
    let mut footer = vec![Value::text(staff.t("figures-column-sum"))];
    footer.extend(cells(&results.table.column_sums, results.table.sum));
    let mut table = Table::new(staff.language(), staff.code("exam-kind", exam.code()), columns).rows(rows);
    if !results.kinds.is_empty() {
        table = table.footer(footer);
    }
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("figures-exams-empty"))))
}

/// Every shown count with what it counts, for the file.
pub(super) fn lines(staff: &Staff, figures: &ExamFigures) -> Vec<(String, Option<i64>)> {
    let mut lines = Vec::new();
    for (exam, results) in tables(figures) {
        let exam_name = staff.code("exam-kind", exam.code());
        for (kind, counts) in results.kinds.iter().zip(&results.table.counts) {
            let kind = staff.code("course-kind", kind.code());
            for (outcome, count) in outcomes(staff, exam).iter().zip(counts) {
                lines.push((format!("{exam_name} · {kind} · {outcome}"), *count));
            }
        }
    }
    lines
}
