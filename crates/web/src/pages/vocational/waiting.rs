//! The waiting list by type and level over all providers, with how many are missing for a start. No names.

use super::{levels_text, line_text};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::record::Counter;
use crate::view::{
    Action, Badge, Column, Counters, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value,
};
use app::queries::vocational::{VocationalWaiting, WaitingLine, WaitingLines};
use domain::access::{Action as A, Resource as R};

const COLUMNS: [&str; 7] = [
    "vocational-column-type",
    "vocational-column-levels",
    "vocational-column-waiting",
    "vocational-column-missing",
    "vocational-column-obliged",
    "vocational-column-oldest",
    "vocational-column-providers",
];

/// Missing people up to which a group counts as almost complete.
const ALMOST: i64 = 3;

/// Page.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let query = input.query();
    let all = staff.ask(&VocationalWaiting).await?;
    let everything = query.get("all").is_some();
    let shown: Vec<&WaitingLine> =
        all.lines.iter().filter(|line| everything || line.count.waiting > 0 || line.few).collect();
    let columns = COLUMNS.iter().enumerate().map(|(at, key)| match at {
        2..=4 => Column::number(staff.t(key)),
        _ => Column::new(staff.t(key)),
    });
    let table = Table::new(staff.language(), staff.t("vocational-title"), columns.collect())
        .rows(shown.iter().map(|line| row(&staff, &all, line)))
        .quiet_caption();
    let filter =
        FilterBar::new(staff.language(), &query).field(Field::check("all", staff.t("vocational-filter-all")));
    let view = ListView::new(table, EmptyState::new(staff.t("vocational-waiting-empty"))).filter(filter);
    let mut page = staff.page("vocational-title").lead(staff.t("vocational-lead"));
    let links = [
        ("vocational-people-title", "/vocational/people", A::List, R::VocationalPlace),
        ("authorisations-title", "/vocational/authorisations", A::List, R::Authorisation),
        ("vocational-courses-title", "/vocational/courses", A::List, R::VocationalCourse),
        ("vocational-reports-title", "/vocational/reports", A::List, R::VocationalReport),
    ];
    if staff.may(A::Create, R::VocationalPlace) {
        let register = Action::link(staff.t("vocational-register-title"), "/vocational/register");
        page = page.action(register.primary());
    }
    for (key, path, action, resource) in links {
        if staff.may(action, resource) {
            page = page.action(Action::link(staff.t(key), path));
        }
    }
    ListPage::new(page, view).before([summary(&staff, &all)]).answer(&staff, &input).await
}

fn summary(staff: &Staff, all: &WaitingLines) -> Markup {
    let count = |of: &dyn Fn(&&WaitingLine) -> bool| all.lines.iter().filter(|line| of(line)).count() as i64;
    let waiting: i64 = all.lines.iter().map(|line| line.count.waiting).sum();
    let complete = count(&|line| line.count.waiting > 0 && line.count.missing == 0);
    let almost = count(&|line| line.count.waiting > 0 && (1..=ALMOST).contains(&line.count.missing));
    let number = |n: i64| wording::number(staff.language(), n);
    let complete_counter = Counter::new(staff.t("vocational-complete"), number(complete));
    let counters = vec![
        Counter::new(staff.t("vocational-waiting-all"), number(waiting)),
        if complete > 0 { complete_counter.tone(Tone::Success) } else { complete_counter },
        Counter::new(staff.t("vocational-almost"), number(almost)),
    ];
    Markup::of(&Counters::new(counters))
}

fn row(staff: &Staff, all: &WaitingLines, line: &WaitingLine) -> Row {
    let count = &line.count;
    let few = || Value::text(staff.tn("vocational-few", &[("smallest", all.smallest.into())]));
    let kind = staff.code("vocational-kind", count.line.kind.code());
    let name = line_text(staff, count.line);
    let kind = match (line.closed, staff.may(A::List, R::VocationalPlace)) {
        (true, _) => Value::Lines(kind, staff.t("vocational-closed")),
        (false, true) => Value::link(kind, format!("/vocational/people?line={}", count.line)),
        (false, false) => Value::text(kind),
    };
    let missing = match (line.few, count.missing) {
        (true, _) => few(),
        (false, 0) if count.waiting > 0 => {
            Value::Badge(Badge::new(Tone::Success, staff.t("vocational-group-complete")))
        }
        (false, missing) => Value::Number(missing),
    };
    let providers: Vec<String> = count
        .by_provider
        .iter()
        .map(|(id, waiting)| {
            format!("{}: {waiting}", all.providers.get(id).map(String::as_str).unwrap_or_default())
        })
        .collect();
    let mut told = vec![Value::Foreign(providers.join(", "))];
    if line.hidden_providers > 0 {
        let args = [("count", line.hidden_providers.into()), ("smallest", all.smallest.into())];
        told.push(Value::text(staff.tn("vocational-few-providers", &args)));
    }
    told.retain(|value| !matches!(value, Value::Foreign(text) if text.is_empty()));
    let values = vec![
        kind,
        Value::text(levels_text(staff, count.line)),
        if line.few { few() } else { Value::Number(count.waiting) },
        missing,
        if line.few { few() } else { Value::Number(count.obliged) },
        Value::date(count.oldest),
        if told.is_empty() { Value::Missing } else { Value::List(told) },
    ];
    let row = Row::new(count.line, name, values);
    if line.closed && count.waiting > 0 { row.tone(Tone::Warning) } else { row }
}
