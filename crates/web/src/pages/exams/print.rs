//! The registration list of an exam day for exam body and BAMF: on paper, as CSV or XLSX. It holds what both need to
//! know who sits the exam and who pays, and nothing else.

use super::list::place;
use super::{PATH, path, title};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists;
use crate::pages::people::birth;
use crate::view::{Column, DescriptionList, EmptyState, FilterBar, ListView, Row, Table, Value};
use app::queries::exams::{Candidate, ExamSheet};

const COLUMNS: [&str; 10] = [
    "exams-column-row",
    "exams-column-family-name",
    "exams-column-given-names",
    "exams-column-born",
    "exams-column-birth-place",
    "exams-column-number",
    "exams-column-course",
    "exams-column-attempt",
    "exams-column-payer",
    "exams-column-sign",
];

/// Page for the printer, or the file.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let day = staff.ask(&ExamSheet { sitting: input.id("id")? }).await?;
    let sitting = &day.row.sitting;
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let candidates = day.candidates.iter().filter(|one| one.entry.holds_seat());
    let title = title(&staff, sitting);
    let table = Table::new(staff.language(), title.clone(), columns)
        .rows(candidates.enumerate().map(|(n, one)| line(&staff, n, one)))
        .headed_by(1)
        .quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("exams-candidates-empty")))
        .filter(FilterBar::new(staff.language(), &input.query()));
    let view = lists::arranged(&staff, &input, view);
    if lists::FORMATS.contains(&input.text("format")) {
        return lists::of_table(input.text("format"), &view.table);
    }
    let facts = DescriptionList::new(staff.language())
        .item(staff.t("exams-column-site"), Value::Foreign(day.row.site.clone()))
        .item(staff.t("exams-column-place"), Value::Foreign(place(sitting)))
        .item(staff.t("exams-starts-at"), wording::time(staff.language(), sitting.starts_at));
    let page = staff
        .page("exams-list-title")
        .lead(staff.t("exams-list-lead"))
        .crumb(staff.t("exams-title"), PATH)
        .crumb(title, path(sitting.id, ""));
    Ok(Answer::page(page.wide(), [Markup::of(&facts), Markup::of(&view)]))
}

fn line(staff: &Staff, n: usize, one: &Candidate) -> Row {
    let entry = &one.entry;
    let values = vec![
        Value::number(n as i64 + 1),
        Value::Foreign(one.family_name.clone()),
        Value::Foreign(one.given_names.clone()),
        Value::text(birth(staff, one.birth_date)),
        Value::Foreign(one.birth_place.clone()),
        Value::code(one.case_number.clone()),
        Value::Lines(one.course_number.clone(), staff.code("course-kind", entry.course_kind.code())),
        Value::number(entry.attempt),
        Value::text(staff.code("exam-payer", entry.payer.code())),
        Value::Missing,
    ];
    Row::new(entry.id, one.name(), values)
}
