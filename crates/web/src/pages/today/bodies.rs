//! The homes of test site, provider, BAMF, Landkreis coordination and administration.

use super::steps::{counter, in_stage, next_steps, overdue, with_step, work};
use crate::http::{Markup, Problem, Staff};
use crate::pages::figures::parts as figure_parts;
use crate::view::record::Counter;
use crate::view::{Action, Column, Counters, EmptyState, Notice, Row, Table, Tone, Value};
use app::queries::administration::AccountList;
use app::queries::courses::{CourseFilter, CourseList, CourseRow};
use app::queries::figures::RegionFigures;
use app::queries::placement::{SessionList, SessionRow};
use app::queries::rules::LawInUse;
use app::queries::waiting::{WaitingFilter, WaitingList};
use chrono::Days;
use domain::case::{Stage, StepCode};
use domain::course::CourseState;

/// Days a home looks ahead.
const AHEAD: u64 = 28;
/// Lines of a table on a home.
const LINES: usize = 6;

/// Home of the test site: today's test day, how full the next ones are, who is due.
pub(super) async fn test_site(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let until = staff.today.checked_add_days(Days::new(AHEAD));
    let days = staff.ask(&SessionList { from: Some(staff.today), until }).await?;
    let own: Vec<&SessionRow> =
        days.iter().filter(|row| row.session.organisation == staff.actor.organisation).collect();
    let mut parts: Vec<Markup> = Vec::new();
    for row in own.iter().filter(|row| row.session.held_on == staff.today) {
        let text = staff.tn(
            "today-session-today",
            &[
                ("booked", row.taken().into()),
                ("present", row.present.into()),
                ("room", row.session.place.name.as_str().into()),
            ],
        );
        let open =
            Action::link(staff.t("today-session-open"), format!("/sessions/{}", row.session.id)).primary();
        parts.push(Markup::of(&Notice::new(Tone::Info, text).action(open)));
    }
    let steps = [StepCode::EnterResult, StepCode::BookSecondTest];
    let work = work(staff, &steps).await?;
    parts.push(Markup::of(&Counters::new(vec![
        overdue(staff, &work),
        counter(
            staff,
            "today-to-invite",
            work.at(Stage::Opened.code()),
            in_stage(Stage::Opened),
            Tone::Warning,
        ),
        counter(staff, "today-enter-result", work.with_step(steps[0]), with_step(steps[0]), Tone::Warning),
        counter(
            staff,
            "today-book-second-test",
            work.with_step(steps[1]),
            with_step(steps[1]),
            Tone::Warning,
        ),
        counter(
            staff,
            "today-without-course",
            work.at(Stage::AwaitingSeat.code()),
            "/waiting".to_owned(),
            Tone::Warning,
        ),
    ])));
    parts.push(next_days(
        staff,
        own.iter().filter(|row| row.session.held_on > staff.today).take(LINES).copied(),
    ));
    parts.push(next_steps(staff, &work));
    Ok(parts)
}

fn next_days<'a>(staff: &Staff, days: impl Iterator<Item = &'a SessionRow>) -> Markup {
    let title = staff.t("today-next-days");
    let rows: Vec<Row> = days
        .map(|row| {
            let day = wording::date_with_weekday(staff.language(), row.session.held_on);
            let values = vec![
                Value::link(day.clone(), format!("/sessions/{}", row.session.id)),
                Value::text(row.session.place.name.clone()),
                Value::number(row.taken()),
                Value::number(row.free()),
            ];
            Row::new(row.session.id, day, values)
        })
        .collect();
    if rows.is_empty() {
        let plan = Action::link(staff.t("today-plan-session"), "/sessions/new");
        return Markup::section(
            &title,
            [Markup::of(&EmptyState::new(staff.t("today-next-days-empty")).action(plan))],
        );
    }
    let columns = vec![
        Column::new(staff.t("today-column-day")),
        Column::new(staff.t("today-column-place")),
        Column::number(staff.t("today-column-taken")),
        Column::number(staff.t("today-column-free")),
    ];
    Markup::section(
        &title,
        [Markup::of(&Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption())],
    )
}

/// Home of a provider: own courses with their seats, people who must register or did not come.
pub(super) async fn provider(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let filter = CourseFilter { provider: Some(staff.actor.organisation), ..CourseFilter::default() };
    let courses = staff.ask(&CourseList { filter }).await?;
    let until = staff.today.checked_add_days(Days::new(AHEAD)).unwrap_or(staff.today);
    let starts = courses
        .iter()
        .filter(|row| row.course.state == CourseState::Published && row.course.start_on() <= until)
        .count();
    let reserved: i64 = courses.iter().map(|row| row.reserved).sum();
    let steps = [StepCode::RegisterAtProvider, StepCode::ConfirmStart, StepCode::ClarifyNonArrival];
    let work = work(staff, &steps).await?;
    let mine = format!("/courses?provider={}", staff.actor.organisation);
    let counters = Counters::new(vec![
        overdue(staff, &work),
        counter(staff, "today-starting", starts as i64, mine, Tone::Info),
        counter(staff, "today-reserved", reserved, with_step(steps[0]), Tone::Warning),
        counter(staff, "today-confirm-start", work.with_step(steps[1]), with_step(steps[1]), Tone::Warning),
        counter(
            staff,
            "today-clarify-non-arrival",
            work.with_step(steps[2]),
            with_step(steps[2]),
            Tone::Warning,
        ),
    ]);
    let mut attendance = crate::pages::attendance::provider_counters(staff).await?;
    attendance.extend(crate::pages::graduates::counters(staff).await?);
    let exams = crate::pages::exams::counters(staff).await?;
    let new = Action::link(staff.t("today-new-course"), "/courses/new");
    let empty = EmptyState::new(staff.t("today-courses-empty")).action(new);
    let open = courses.iter().filter(|row| {
        matches!(row.course.state, CourseState::Published | CourseState::Draft | CourseState::Running)
    });
    let mut parts = vec![Markup::of(&counters)];
    parts.extend((!attendance.is_empty()).then(|| Markup::of(&Counters::new(attendance))));
    parts.extend((!exams.is_empty()).then(|| Markup::of(&Counters::new(exams))));
    let vocational = crate::pages::vocational::counters(staff).await?;
    parts.extend((!vocational.is_empty()).then(|| Markup::of(&Counters::new(vocational))));
    parts.extend(crate::pages::courses::own_courses(staff).await?);
    parts.push(course_table(staff, "today-own-courses", open.take(LINES), empty));
    parts.push(next_steps(staff, &work));
    Ok(parts)
}

fn course_table<'a>(
    staff: &Staff,
    title: &str,
    courses: impl Iterator<Item = &'a CourseRow>,
    empty: EmptyState,
) -> Markup {
    let title = staff.t(title);
    let rows: Vec<Row> = courses
        .map(|row| {
            let name =
                format!("{} · {}", row.course.number, staff.code("course-kind", row.course.kind.code()));
            let values = vec![
                Value::link(name.clone(), format!("/courses/{}", row.course.id)),
                Value::text(row.course.place.town.clone()),
                Value::date(Some(row.course.start_on())),
                Value::number(row.taken),
                Value::number(row.free()),
            ];
            Row::new(row.course.id, name, values)
        })
        .collect();
    if rows.is_empty() {
        return Markup::section(&title, [Markup::of(&empty)]);
    }
    let columns = vec![
        Column::new(staff.t("today-column-course")),
        Column::new(staff.t("today-column-place")),
        Column::new(staff.t("today-column-start")),
        Column::number(staff.t("today-column-taken")),
        Column::number(staff.t("today-column-free")),
    ];
    Markup::section(
        &title,
        [Markup::of(&Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption())],
    )
}

/// Home of the BAMF regional coordination: who waits, courses at risk, next steps.
pub(super) async fn bamf(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let waiting = |priority| WaitingFilter { priority, page_size: Some(1), ..WaitingFilter::default() };
    let all = staff.ask(&WaitingList { filter: waiting(None) }).await?.total;
    let first = staff.ask(&WaitingList { filter: waiting(Some(true)) }).await?.total;
    let free = CourseFilter { with_free_seats: true, ..CourseFilter::default() };
    let seats: i64 = staff.ask(&CourseList { filter: free }).await?.iter().map(CourseRow::free).sum();
    let late = [StepCode::ReassignLateStart];
    let work = work(staff, &late).await?;
    let counters = Counters::new(vec![
        overdue(staff, &work),
        counter(staff, "today-waiting-first", first, "/waiting?priority=1".to_owned(), Tone::Warning),
        counter(staff, "today-waiting", all, "/waiting".to_owned(), Tone::Info),
        counter(staff, "today-free-seats", seats, "/courses?free=1".to_owned(), Tone::Neutral),
        counter(
            staff,
            "today-reassign-late-start",
            work.with_step(late[0]),
            with_step(late[0]),
            Tone::Warning,
        ),
    ]);
    let mut parts = vec![Markup::of(&counters)];
    let vocational = crate::pages::vocational::counters(staff).await?;
    parts.extend((!vocational.is_empty()).then(|| Markup::of(&Counters::new(vocational))));
    parts.extend(crate::pages::seats::steering(staff).await?);
    parts.push(next_steps(staff, &work));
    Ok(parts)
}

/// Home of the Landkreis coordination: figures and offers, never people.
pub(super) async fn coordination(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let figures = staff.ask(&RegionFigures).await?;
    let risk = CourseFilter { at_risk_within_days: Some(AHEAD as i64), ..CourseFilter::default() };
    let at_risk = staff.ask(&CourseList { filter: risk }).await?;
    let more = Action::link(staff.t("today-all-figures"), "/figures");
    let empty = EmptyState::new(staff.t("today-at-risk-empty"))
        .action(Action::link(staff.t("today-all-courses"), "/courses"));
    Ok(vec![
        figure_parts::stages(staff, &figures),
        figure_parts::clocks(staff, &figures),
        Markup::of(&more),
        course_table(staff, "today-at-risk", at_risk.iter().take(LINES), empty),
    ])
}

/// Home of the administration: accounts that need care.
pub(super) async fn administration(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let (organisations, accounts) = staff.ask(&AccountList).await?;
    let active = accounts.iter().filter(|account| account.active);
    let without_factor = active.clone().filter(|account| account.totp_secret.is_none()).count();
    let without_password = active.clone().filter(|account| account.password_hash.is_none()).count();
    let href = "/administration".to_owned();
    let counters = Counters::new(vec![
        counter(staff, "today-without-factor", without_factor as i64, href.clone(), Tone::Warning),
        counter(staff, "today-without-password", without_password as i64, href.clone(), Tone::Warning),
        counter(staff, "today-accounts", active.count() as i64, href, Tone::Neutral),
        Counter::new(staff.t("today-organisations"), organisations.len())
            .href("/administration/organisations"),
    ]);
    let audit = Action::link(staff.t("today-audit"), "/administration/audit");
    Ok(vec![
        Markup::of(&counters),
        Markup::of(&Notice::new(Tone::Info, staff.t("today-audit-hint")).action(audit)),
    ])
}

/// Home of whoever looks after the tables: changes that wait for a second account, what the law is today.
pub(super) async fn legal_officer(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let law = staff.ask(&LawInUse::default()).await?;
    let closed = law.set.switches().closed(staff.today).len();
    let switched_off = law.set.switches().switches.iter();
    let off = switched_off.filter(|one| !law.set.switches().is_open(&one.name, staff.today)).count();
    let counters = Counters::new(vec![
        Counter::new(staff.t("today-rule-tables"), law.set.tables().len() + law.side().tables().len())
            .href("/rules"),
        Counter::new(staff.t("today-rule-switches"), off + closed).href("/rules/switches"),
        Counter::new(staff.t("today-rule-changes"), law.releases.len()).href("/rules/changes"),
    ]);
    let mut parts = vec![Markup::of(&counters)];
    parts.extend(crate::pages::rules::waiting(staff).await?);
    Ok(parts)
}
