//! Seats against demand by type and month, and starts at risk: the home of the BAMF coordination, and figures
//! for everybody else.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::chart::{Frame, HeatRow, HeatTable};
use crate::view::{Column, EmptyState, ListView, Row, Table, Value};
use app::queries::courses::{CourseFilter, CourseList, CourseRow};
use app::queries::waiting::{Demand, SeatDemand};
use chrono::Datelike;

const MONTHS: u32 = 6;
const RISK_DAYS: i64 = 21;

/// The page.
pub async fn show(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let parts = steering(&staff).await?;
    Ok(Answer::page(staff.page("demand-title").wide(), parts))
}

/// Heat table, starts at risk and seats offered for refilling, for a home page.
pub async fn steering(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let demand = staff.ask(&SeatDemand { months: MONTHS }).await?;
    let filter = CourseFilter { at_risk_within_days: Some(RISK_DAYS), ..CourseFilter::default() };
    let at_risk = staff.ask(&CourseList { filter }).await?;
    let offered =
        staff.ask(&CourseList { filter: CourseFilter { offered: true, ..CourseFilter::default() } }).await?;
    let mut parts = vec![
        Markup::of(&heat(staff, &demand)),
        Markup::section(&staff.t("demand-risk-title"), [courses(staff, &at_risk)]),
    ];
    if !offered.is_empty() {
        parts.push(Markup::section(&staff.t("demand-offered-title"), [courses(staff, &offered)]));
    }
    Ok(parts)
}

fn heat(staff: &Staff, demand: &Demand) -> HeatTable {
    let free: i64 = demand.rows.iter().flat_map(|row| &row.free).sum();
    let finding = if demand.rows.iter().any(|row| row.waiting.is_none()) {
        staff.tn("demand-finding-hidden", &[("free", free.into())])
    } else {
        let waiting: i64 = demand.rows.iter().filter_map(|row| row.waiting).sum();
        staff.tn("demand-finding", &[("waiting", waiting.into()), ("free", free.into())])
    };
    let mut columns = vec![staff.t("demand-waiting")];
    columns.extend(
        demand.months.iter().map(|month| {
            format!("{} {}", staff.t(&format!("calendar-month-{}", month.month())), month.year())
        }),
    );
    let rows = demand.rows.iter().map(|row| {
        let waiting = row.waiting.map(|n| -n);
        let cells = std::iter::once(waiting).chain(row.free.iter().map(|n| Some(*n))).collect();
        HeatRow { label: staff.code("course-kind", row.kind.code()), cells }
    });
    let frame = Frame::new(staff.language(), staff.t("demand-title"), finding).as_of(staff.today);
    HeatTable::signed(frame, staff.t("demand-corner"), columns, rows.collect(), staff.t("demand-legend"))
}

fn courses(staff: &Staff, rows: &[CourseRow]) -> Markup {
    let columns = vec![
        Column::new(staff.t("courses-column-course")),
        Column::new(staff.t("courses-column-kind")),
        Column::new(staff.t("courses-column-place")),
        Column::new(staff.t("courses-column-start")),
        Column::number(staff.t("courses-column-free")),
        Column::new(staff.t("courses-column-state")),
    ];
    let rows = rows.iter().map(|row| {
        let course = &row.course;
        let values = vec![
            Value::link(course.number.clone(), format!("/courses/{}", course.id)),
            Value::text(staff.code("course-kind", course.kind.code())),
            Value::Foreign(course.place.town.clone()),
            Value::Date(course.start_on()),
            Value::Number(row.free()),
            Value::text(if row.missing() > 0 {
                staff.tn("courses-missing", &[("count", row.missing().into())])
            } else {
                String::new()
            }),
        ];
        Row::new(course.id, course.number.clone(), values)
    });
    let table =
        Table::new(staff.language(), staff.t("demand-risk-title"), columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("demand-risk-empty"))))
}
