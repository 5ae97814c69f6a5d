//! The list of exam days: coming ones first, past ones on demand.

use super::{PATH, day_badge, path};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{
    Action, Choice, Column, EmptyState, Field, FilterBar, ListView, Page, Row, Table, Tone, Value,
};
use app::queries::exams::{ExamList, SittingRow};
use domain::access::{Action as A, Resource as R};
use domain::exam::ExamKind;

const COLUMNS: [(&str, bool); 9] = [
    ("exams-column-day", false),
    ("exams-column-exam", false),
    ("exams-column-site", false),
    ("exams-column-place", false),
    ("exams-column-closes", false),
    ("exams-column-seats", true),
    ("exams-column-free", true),
    ("exams-column-own", true),
    ("exams-column-state", false),
];

/// The kinds as choices.
pub(super) fn kinds(staff: &Staff) -> Vec<Choice> {
    let choice = |kind: &ExamKind| Choice::new(kind.code(), staff.code("exam-kind", kind.code()));
    ExamKind::ALL.iter().map(choice).collect()
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (past, query) = (input.text("show") == "past", input.query());
    let kind = query.get("kind").and_then(ExamKind::from_code);
    let asked = match past {
        true => ExamList { from: None, until: staff.today.pred_opt(), kind },
        false => ExamList { from: Some(staff.today), until: None, kind },
    };
    let mut rows = staff.ask(&asked).await?;
    if past {
        rows.reverse();
    }
    let works = staff.may(A::List, R::Exam);
    let column = |(key, number): &(&str, bool)| match number {
        true => Column::number(staff.t(key)),
        false => Column::new(staff.t(key)),
    };
    let mut columns: Vec<Column> = COLUMNS.iter().map(column).collect();
    if !works {
        columns.remove(7);
    }
    let table = Table::new(staff.language(), staff.t("exams-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row, works)))
        .quiet_caption();
    let mut empty = EmptyState::new(staff.t("exams-empty"));
    if staff.may(A::Create, R::ExamSitting) {
        empty = empty.action(Action::link(staff.t("exams-plan"), "/exams/new").primary());
    }
    let filter = FilterBar::new(staff.language(), &query).field(Field::select(
        "kind",
        staff.t("exams-column-exam"),
        kinds(&staff),
    ));
    let view = ListView::new(table, empty).filter(filter);
    ListPage::new(head(&staff, past), view).answer(&staff, &input).await
}

fn head(staff: &Staff, past: bool) -> Page {
    let mut page = staff.page("exams-title").lead(staff.t("exams-lead"));
    if staff.may(A::Create, R::ExamSitting) {
        page = page.action(Action::link(staff.t("exams-plan"), "/exams/new").primary());
    }
    if staff.may(A::Create, R::Exam) {
        page = page.action(Action::link(staff.t("imports-new-exam_results"), "/imports/new/exam_results"));
    }
    let (key, href) = match past {
        true => ("exams-coming", PATH.to_owned()),
        false => ("exams-past", format!("{PATH}?show=past")),
    };
    page.action(Action::link(staff.t(key), href))
}

fn line(staff: &Staff, row: &SittingRow, works: bool) -> Row {
    let sitting = &row.sitting;
    let name = wording::date_with_weekday(staff.language(), sitting.held_on);
    let late = row.is_late(staff.today);
    let state = match late {
        true => Value::badge(Tone::Danger, staff.t("exams-results-late")),
        false if row.open > 0 => Value::badge(Tone::Warning, staff.t("exams-results-awaited")),
        false => Value::Badge(day_badge(staff, sitting)),
    };
    let mut values = vec![
        Value::DayLink { date: sitting.held_on, label: name.clone(), href: path(sitting.id, "") },
        Value::text(staff.code("exam-kind", sitting.kind.code())),
        Value::Foreign(row.site.clone()),
        Value::Foreign(place(sitting)),
        Value::Date(sitting.closes_on),
        Value::number(sitting.seats),
        Value::number(row.free()),
    ];
    if works {
        values.push(Value::number(row.own));
    }
    values.push(state);
    let row = Row::new(sitting.id, name, values);
    if late { row.tone(Tone::Warning) } else { row }
}

/// House and town in one line.
pub(super) fn place(sitting: &domain::exam::ExamSitting) -> String {
    let parts = [sitting.place.name.as_str(), sitting.place.town.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
