//! The list of test days: coming ones first, past ones on demand.

use super::session_tone;
use crate::http::{Answer, Input, Problem, Read, Staff};
use crate::pages::lists::ListPage;
use crate::view::{
    Action, Column, EmptyState, Field, FilterBar, Language, ListView, Row, Table, Tone, Value,
};
use app::queries::placement::{SessionList, SessionRow};
use domain::access::{Action as A, Resource as R};
use domain::placement::SessionState;

/// Headings of list and files alike.
const COLUMNS: &[&str] = &[
    "placement-day",
    "placement-time",
    "placement-place",
    "placement-seats",
    "placement-free",
    "placement-booked",
    "placement-present",
    "placement-tested",
    "placement-absent",
    "placement-state",
];

/// The span of days asked for; without one the coming days.
fn asked(staff: &Staff, input: &Input) -> SessionList {
    let mut read: Read<'_> = input.read(staff.language()).from_day(staff.today);
    let (from, until) = (read.day("from"), read.day("until"));
    if input.text("show") == "past" {
        return SessionList { from, until: until.or_else(|| staff.today.pred_opt()) };
    }
    SessionList { from: from.or(Some(staff.today).filter(|_| until.is_none())), until }
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let past = input.text("show") == "past";
    let mut days = staff.ask(&asked(&staff, &input)).await?;
    if past {
        days.reverse();
    }
    let query = input.query();
    let columns = COLUMNS.iter().enumerate().map(|(n, key)| {
        if (3..9).contains(&n) { Column::number(staff.t(key)) } else { Column::new(staff.t(key)) }
    });
    let table = Table::new(staff.language(), staff.t("placement-list-title"), columns.collect())
        .rows(days.iter().map(|day| row(&staff, day)))
        .quiet_caption();
    let mut empty = EmptyState::new(staff.t("placement-list-empty"));
    if staff.may(A::Create, R::Session) {
        empty = empty.action(Action::link(staff.t("placement-plan"), "/sessions/new").primary());
    }
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::date("from", staff.t("placement-from")))
        .field(Field::date("until", staff.t("placement-until")));
    let view = ListView::new(table, empty).filter(filter);
    let mut page = staff.page("placement-list-title").lead(staff.t("placement-list-lead"));
    if staff.may(A::Create, R::Session) {
        page = page.action(Action::link(staff.t("placement-plan"), "/sessions/new").primary());
    }
    if staff.may(A::List, R::Seating) {
        page = page.action(Action::link(staff.t("placement-missed"), "/sessions/missed"));
    }
    let (key, href) = if past {
        ("placement-list-coming", "/sessions")
    } else {
        ("placement-list-past", "/sessions?show=past")
    };
    page = page
        .action(Action::link(staff.t("placement-calendar"), "/sessions/calendar"))
        .action(Action::link(staff.t(key), href));
    ListPage::new(page, view).answer(&staff, &input).await
}

fn row(staff: &Staff, day: &SessionRow) -> Row {
    let session = &day.session;
    let name = wording::date_with_weekday(staff.language(), session.held_on);
    let state = staff.code("session-state", session.state.code());
    let values = vec![
        Value::DayLink {
            date: session.held_on,
            label: name.clone(),
            href: format!("/sessions/{}", session.id),
        },
        Value::text(wording::time(staff.language(), session.starts_at)),
        Value::text(place(&session.place)),
        Value::number(session.seats()),
        Value::number(day.free()),
        Value::number(day.booked),
        Value::number(day.present),
        Value::number(day.tested),
        Value::number(day.absent),
        Value::badge(session_tone(session.state), state),
    ];
    let row = Row::new(session.id, name, values);
    let overdue = session.state == SessionState::Planned && session.held_on < staff.today;
    if overdue { row.tone(Tone::Warning) } else { row }
}

/// House and town in one line.
pub(super) fn place(place: &domain::organisation::Place) -> String {
    [place.name.as_str(), place.town.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A day as words, with its weekday.
pub(super) fn day_words(language: Language, day: chrono::NaiveDate) -> String {
    wording::date_with_weekday(language, day)
}
