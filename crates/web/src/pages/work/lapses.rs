//! Rights that lapse soon: nine of twelve months are over and the person is not in a course.

use super::PATH;
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Column, EmptyState, ListView, Row, Table, Tone, Value};
use app::queries::work::LapseWatch;

/// Days before the end from which a line stands out.
const SOON: i64 = 30;

/// The list.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let found = staff.ask(&LapseWatch).await?;
    let rows = found.iter().map(|one| {
        let name = format!("{}, {}", one.row.family_name, one.row.given_names);
        let days = (one.lapse.on - staff.today).num_days();
        let tone = if days <= SOON { Tone::Danger } else { Tone::Warning };
        let note = staff.tn("people-days", &[("count", days.into())]);
        let values = vec![
            Value::link(name.clone(), format!("/people/{}", one.row.person)),
            Value::text(one.row.case_number.clone()),
            Value::DateNote { date: one.lapse.on, note, tone },
            Value::text(one.lapse.deadline.clone()),
            Value::text(staff.code("step-code", &one.row.next_step)),
            Value::date(one.row.due_on),
            Value::text(staff.code("stage", &one.row.stage)),
        ];
        Row::new(one.row.person, name, values).tone(tone)
    });
    let columns = [
        "people-column-name",
        "people-column-number",
        "rules-expires",
        "rules-column-id",
        "people-column-next",
        "people-column-due",
        "people-column-stage",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("work-lapses"), columns).rows(rows).quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("work-lapses-empty")));
    let page = staff.page("work-lapses").crumb(staff.t("work-title"), PATH).lead(staff.t("work-lapses-lead"));
    ListPage::new(page, view).answer(&staff, &input).await
}
