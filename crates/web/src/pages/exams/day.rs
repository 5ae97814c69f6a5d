//! One exam day: what is next on it, its facts, its candidates; calling it off; the statement about the examiners.

use super::list::place;
use super::{PATH, day_badge, entry_badge, holds, parts, path, title};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::lists;
use crate::view::{
    Action, Column, Counter, Counters, DescriptionList, EmptyState, FilterBar, ListView, Notice, Page, Query,
    Row, Table, Tone, Value,
};
use app::commands::{CancelExam, StateExaminers};
use app::queries::exams::{Candidate, ExamSheet, OneExam, SittingRow, SittingSheet};
use domain::access::{Action as A, Resource as R};
use domain::exam::{EntryState, SittingState};
use domain::ids::ExamSittingId;

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    if !staff.may(A::List, R::Exam) {
        let row = staff.ask(&OneExam { sitting }).await?;
        return Ok(Answer::page(head(&staff, &row, false), [facts(&staff, &row, false)]));
    }
    let day = staff.ask(&ExamSheet { sitting }).await?;
    let list = lists::arranged(&staff, &input, candidates(&staff, &input.query(), &day));
    if lists::FORMATS.contains(&input.text("format")) {
        return lists::of_table(input.text("format"), &list.table);
    }
    let mine = holds(&staff, &day.row.sitting);
    let mut body: Vec<Markup> = next(&staff, &day).into_iter().map(|notice| Markup::of(&notice)).collect();
    body.push(Markup::of(&counters(&staff, &day)));
    body.push(facts(&staff, &day.row, mine));
    body.push(Markup::section(&staff.t("exams-candidates"), [Markup::of(&list)]));
    let others = day.row.taken - day.row.own;
    if others > 0 {
        let text = staff.tn("exams-others", &[("count", others.into())]);
        body.push(Markup::of(&Notice::new(Tone::Neutral, text)));
    }
    Ok(Answer::page(head(&staff, &day.row, !day.candidates.is_empty()), body))
}

fn head(staff: &Staff, row: &SittingRow, people: bool) -> Page {
    let sitting = &row.sitting;
    let mut page = staff
        .titled(title(staff, sitting))
        .lead(row.site.clone())
        .badge(day_badge(staff, sitting))
        .crumb(staff.t("exams-title"), PATH);
    let planned = sitting.state == SittingState::Planned;
    if planned && staff.may(A::Change, R::Exam) && people && sitting.held_on <= staff.today {
        page = page.action(Action::link(staff.t("exams-enter"), path(sitting.id, "/results")).primary());
    }
    if staff.may(A::Create, R::Exam) && sitting.check_registration(staff.today, row.taken).is_ok() {
        page = page.action(Action::link(staff.t("exams-register"), path(sitting.id, "/register")).primary());
    }
    if people {
        page = page.action(Action::link(staff.t("exams-list"), path(sitting.id, "/list")));
    }
    if planned && holds(staff, sitting) {
        page = page.action(Action::link(staff.t("exams-change-title"), path(sitting.id, "/edit")));
        if sitting.held_on >= staff.today {
            page = page.action(Action::link(staff.t("exams-cancel"), path(sitting.id, "/cancel")).quiet());
        }
    }
    page
}

/// What somebody has to do about the day.
fn next(staff: &Staff, day: &SittingSheet) -> Vec<Notice> {
    let (row, sitting) = (&day.row, &day.row.sitting);
    let mut notices = Vec::new();
    if row.open > 0 {
        let (tone, key) = match row.is_late(staff.today) {
            true => (Tone::Danger, "exams-next-late"),
            false => (Tone::Info, "exams-next-results"),
        };
        let args = [("count", row.open.into()), ("on", row.results_due_on.into())];
        notices.push(Notice::new(tone, staff.tn(key, &args)));
    }
    if holds(staff, sitting) && sitting.lacks_statement() && row.taken > 0 {
        let since = sitting.untaught_since(app::exams::rules()).unwrap_or(sitting.held_on);
        let state = button(staff, "exams-state-examiners", path(sitting.id, "/examiners"))
            .hidden("version", sitting.version.to_string());
        let text = staff.tn("exams-next-examiners", &[("since", since.into())]);
        notices.push(Notice::new(Tone::Warning, text).action(state));
    }
    notices
}

fn counters(staff: &Staff, day: &SittingSheet) -> Counters {
    let count = |state: EntryState| day.candidates.iter().filter(|one| one.entry.state == state).count();
    let counter = |key: &str, figure: i64| Counter::new(staff.t(key), figure);
    let states = [EntryState::Registered, EntryState::Sat, EntryState::Marked, EntryState::Absent];
    let mut all = vec![
        counter("exams-column-seats", day.row.sitting.seats),
        counter("exams-column-free", day.row.free()),
    ];
    all.extend(states.map(|state| Counter::new(staff.code("exam-entry-state", state.code()), count(state))));
    Counters::new(all)
}

fn facts(staff: &Staff, row: &SittingRow, mine: bool) -> Markup {
    let sitting = &row.sitting;
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("exams-starts-at"), wording::time(staff.language(), sitting.starts_at))
        .item(staff.t("exams-column-place"), Value::Foreign(place(sitting)))
        .item(staff.t("exams-column-closes"), sitting.closes_on)
        .item(staff.t("exams-results-due"), row.results_due_on)
        .item(staff.t("exams-column-seats"), Value::number(sitting.seats))
        .item(staff.t("exams-column-free"), Value::number(row.free()));
    if mine && !sitting.examiners.is_empty() {
        let names: Vec<&str> = sitting.examiners.iter().map(|one| one.name.as_str()).collect();
        let stated = match sitting.impartial {
            Some(stated) => staff.tn("exams-examiners-stated", &[("on", stated.on.into())]),
            None => staff.t("exams-examiners-open"),
        };
        list = list.item(staff.t("exams-examiners"), Value::Lines(names.join(", "), stated));
    }
    Markup::of(&list)
}

const COLUMNS: [&str; 8] = [
    "exams-column-name",
    "exams-column-number",
    "exams-column-course",
    "exams-column-attempt",
    "exams-column-payer",
    "exams-column-ground",
    "exams-column-state",
    "exams-column-result",
];

fn candidates(staff: &Staff, query: &Query, day: &SittingSheet) -> ListView {
    let mut columns: Vec<Column> = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    columns.push(Column::silent(staff.t("exams-withdraw")));
    let table = Table::new(staff.language(), title(staff, &day.row.sitting), columns)
        .rows(day.candidates.iter().map(|one| line(staff, one)))
        .quiet_caption();
    ListView::new(table, EmptyState::new(staff.t("exams-candidates-empty")))
        .filter(FilterBar::new(staff.language(), query))
}

fn line(staff: &Staff, one: &Candidate) -> Row {
    let entry = &one.entry;
    let own = entry.provider == staff.actor.organisation;
    let name = match own || staff.may(A::Export, R::Exam) {
        true => Value::link(one.name(), format!("/people/{}", entry.person)),
        false => Value::Foreign(one.name()),
    };
    let mut actions = Vec::new();
    if entry.state == EntryState::Registered && entry.held_on >= staff.today && staff.may(A::Change, R::Exam)
    {
        let withdraw = button(staff, "exams-withdraw", path(entry.sitting, "/withdraw"))
            .hidden("entry", entry.id.to_string())
            .hidden("version", entry.version.to_string());
        actions.push(withdraw.quiet().about(one.name()));
    }
    let values = vec![
        name,
        Value::code(one.case_number.clone()),
        if own { Value::Foreign(one.course_number.clone()) } else { Value::Foreign(one.provider.clone()) },
        Value::number(entry.attempt),
        Value::text(staff.code("exam-payer", entry.payer.code())),
        Value::text(staff.code("exam-ground", entry.ground.code())),
        Value::Badge(entry_badge(staff, entry.state)),
        entry.result.map_or(Value::Missing, |recorded| parts::result(staff, &recorded.result)),
        Value::Actions(actions),
    ];
    Row::new(entry.id, one.name(), values)
}

async fn own(staff: &Staff, input: &Input) -> Result<SittingRow, Problem> {
    let row = staff.ask(&OneExam { sitting: input.id("id")? }).await?;
    if holds(staff, &row.sitting) { Ok(row) } else { Err(Problem::NotFound) }
}

/// What calling off will do.
pub async fn ask_cancel(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = own(&staff, &input).await?;
    let sitting = &row.sitting;
    let form = staff
        .form(path(sitting.id, "/cancel"))
        .version(sitting.version)
        .submit(staff.t("exams-cancel"))
        .cancel(path(sitting.id, ""));
    let page = staff
        .page("exams-cancel-title")
        .crumb(staff.t("exams-title"), PATH)
        .crumb(title(&staff, sitting), path(sitting.id, ""));
    let text = staff.tn("exams-cancel-text", &[("count", row.taken.into())]);
    Ok(Answer::page(page, [Markup::paragraph(&text), Markup::of(&form)]))
}

fn version(input: &Input) -> i64 {
    input.text(crate::view::VERSION_FIELD).parse().unwrap_or_default()
}

/// Calls the day off.
pub async fn cancel(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    let done = staff.run(&input, CancelExam { sitting, version: version(&input) }).await?;
    Ok(Answer::see(path(sitting, "")).done("exams-cancelled", &done))
}

/// States that no examiner taught a candidate.
pub async fn examiners(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    let done = staff.run(&input, StateExaminers { sitting, version: version(&input) }).await?;
    Ok(Answer::see(path(sitting, "")).done("exams-examiners-saved", &done))
}
