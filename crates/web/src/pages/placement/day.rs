//! One test day: who is expected, who is there. One field takes row number, case number or name, so that
//! arriving people are marked without the mouse; the buttons of the rows do the same.

use super::door::{facts, language, name, recommendation};
use super::list::day_words;
use super::{runs, seating_tone, session_tone, several};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::{lists, next};
use crate::view::{
    Action, Badge, Busy, Column, Counter, Counters, EmptyState, Entered, FilterBar, ListView, Notice, Query,
    Row, Table, Tone, Value,
};
use app::commands::{CheckIn, MarkAbsent, MoveSeating};
use app::queries::placement::{DayRow, DaySheet, OneSession, SessionDay};
use askama::Template;
use domain::access::{Action as A, Resource as R};
use domain::case::Stage;
use domain::deadline::Activity;
use domain::ids::{SeatingId, SessionId};
use domain::matching::normalise;
use domain::placement::{SeatingState, SessionState};

#[derive(Template)]
#[template(path = "pages/placement/arrival.html")]
struct Arrival {
    action: String,
    hidden: Vec<(&'static str, String)>,
    label: String,
    hint: String,
    value: String,
    error: Option<String>,
    submit: String,
}

/// Page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    day_page(&staff, &input, None).await
}

async fn day_page(staff: &Staff, input: &Input, wrong: Option<(String, String)>) -> Result<Answer, Problem> {
    let session: SessionId = input.id("id")?;
    let sheet = if staff.may(A::List, R::Seating) {
        staff.ask(&SessionDay { session }).await?
    } else {
        DaySheet { day: staff.ask(&OneSession { session }).await?, rows: Vec::new() }
    };
    let works = runs(staff, sheet.day.session.organisation);
    let without_seat = sheet.rows.iter().filter(|row| row.stage == Stage::AwaitingSeat).count();
    let session = &sheet.day.session;
    let seats_due = staff.pace().due(Activity::FindSeat, session.held_on, session.organisation);
    let next = session.upcoming(staff.today, without_seat, seats_due);
    let mut parts = vec![next::upcoming(staff, next, None), Markup::of(&counters(staff, &sheet))];
    parts.push(Markup::of(&facts(staff, &sheet.day.session)));
    let open = sheet.day.session.state != SessionState::Cancelled && sheet.day.session.held_on <= staff.today;
    if works && open && !sheet.rows.is_empty() {
        parts.push(Markup::of(&arrival_form(staff, &sheet, wrong)));
    }
    if staff.may(A::List, R::Seating) {
        let list = lists::arranged(staff, input, people(staff, &input.query(), &sheet, works && open));
        if lists::FORMATS.contains(&input.text("format")) {
            return lists::of_table(input.text("format"), &list.table);
        }
        let bulk = several::actions(staff, &sheet.day.session, works && open);
        parts.push(Markup::of(&lists::with_bulk(staff, &input.query(), list, bulk)));
        let hidden = sheet.day.taken() + sheet.day.absent - sheet.rows.len() as i64;
        if hidden > 0 {
            let text = staff.tn("placement-day-hidden", &[("hidden", hidden.into())]);
            parts.push(Markup::of(&Notice::new(Tone::Neutral, text)));
        }
    }
    Ok(Answer::page(head(staff, &sheet, works), parts))
}

fn head(staff: &Staff, sheet: &DaySheet, works: bool) -> crate::view::Page {
    let session = &sheet.day.session;
    let at = |end: &str| format!("/sessions/{}/{end}", session.id);
    let title =
        staff.tn("placement-day-title", &[("on", (&day_words(staff.language(), session.held_on)).into())]);
    let state = staff.code("session-state", session.state.code());
    let mut page = staff
        .titled(title)
        .crumb(staff.t("placement-list-title"), "/sessions")
        .badge(Badge::new(session_tone(session.state), state));
    if !works {
        return page;
    }
    if sheet.day.present > 0 {
        page = page.action(Action::link(staff.t("placement-day-results"), at("results")).primary());
    }
    if sheet.day.tested > 0 && staff.may(A::Create, R::SeatPlan) {
        page = page.action(
            button(staff, "placement-day-plan", "/seat-plans")
                .hidden("session", session.id.to_string())
                .slow(Busy::open(staff.language())),
        );
    }
    if session.state == SessionState::Planned {
        if session.held_on <= staff.today {
            page = page.action(Action::link(staff.t("placement-day-close"), at("close")));
        }
        page = page
            .action(Action::link(staff.t("placement-change-title"), at("edit")))
            .action(Action::link(staff.t("placement-day-cancel"), at("cancel")).quiet());
    }
    page.action(Action::link(staff.t("placement-day-print"), at("print")))
}

fn counters(staff: &Staff, sheet: &DaySheet) -> Counters {
    let day = &sheet.day;
    let counter = |key: &str, figure: i64| Counter::new(staff.t(key), figure);
    let mut all = vec![counter("placement-seats", day.session.seats())];
    if day.session.invitations() > day.session.seats() {
        all.push(counter("placement-invitations", day.session.invitations()));
    }
    all.extend([
        counter("placement-free", day.free()),
        counter("placement-booked", day.booked),
        counter("placement-present", day.present),
        counter("placement-tested", day.tested),
        counter("placement-absent", day.absent),
    ]);
    Counters::new(all)
}

fn arrival_form(staff: &Staff, sheet: &DaySheet, wrong: Option<(String, String)>) -> Arrival {
    let (value, error) = wrong.map_or((String::new(), None), |(value, error)| (value, Some(error)));
    let shown: Vec<String> = sheet.rows.iter().map(|row| row.seating.id.to_string()).collect();
    Arrival {
        action: format!("/sessions/{}/arrival", sheet.day.session.id),
        hidden: vec![
            (crate::view::CSRF_FIELD, staff.shell().csrf.clone()),
            ("form_key", staff.site.ids.token()),
            ("rows", shown.join(" ")),
        ],
        label: staff.t("placement-day-find"),
        hint: staff.t("placement-day-find-hint"),
        value,
        error,
        submit: staff.t("placement-day-present"),
    }
}

/// Everybody of the day; `marks` lets them be marked as present or absent.
pub(super) fn people(staff: &Staff, query: &Query, sheet: &DaySheet, marks: bool) -> ListView {
    let mut columns: Vec<Column> =
        ["placement-row", "placement-name", "placement-number", "placement-language"]
            .into_iter()
            .chain(["placement-reply", "placement-state", "placement-recommendation"])
            .map(|key| Column::new(staff.t(key)))
            .collect();
    columns.push(Column::silent(staff.t("placement-actions")));
    let rows = sheet.rows.iter().enumerate();
    let mut table = Table::new(staff.language(), staff.t("placement-day-arrival"), columns)
        .rows(rows.map(|(n, row)| person(staff, sheet, n, row, marks)))
        .headed_by(1);
    if !several::actions(staff, &sheet.day.session, marks).is_empty() {
        table = table.selectable(several::FIELD);
    }
    ListView::new(table, EmptyState::new(staff.t("placement-day-empty")))
        .filter(FilterBar::new(staff.language(), query))
}

fn person(staff: &Staff, sheet: &DaySheet, n: usize, row: &DayRow, marks: bool) -> Row {
    let seating = &row.seating;
    let reply = match (seating.reply, seating.obstacle) {
        (Some(reply), Some(obstacle)) => {
            Value::Lines(staff.code("reply", reply.code()), staff.code("obstacle", obstacle.code()))
        }
        (Some(reply), None) => Value::text(staff.code("reply", reply.code())),
        (None, _) => Value::Missing,
    };
    let state = Value::badge(seating_tone(seating.state), staff.code("seating-state", seating.state.code()));
    let values = vec![
        Value::code((n + 1).to_string()),
        Value::link(name(row), format!("/people/{}", seating.person)),
        Value::code(row.case_number.clone()),
        Value::text(language(row)),
        reply,
        state,
        Value::text(recommendation(staff, row)),
        Value::Actions(buttons(staff, sheet, row, marks)),
    ];
    Row::new(seating.id, name(row), values)
}

fn buttons(staff: &Staff, sheet: &DaySheet, row: &DayRow, marks: bool) -> Vec<Action> {
    let session = &sheet.day.session;
    let post = |key: &str, end: &str| {
        Action::post(staff.t(key), format!("/sessions/{}/{end}", session.id), &staff.shell().csrf)
            .hidden("seating", row.seating.id.to_string())
            .about(name(row))
    };
    let mut buttons = Vec::new();
    let state = row.seating.state;
    if marks && matches!(state, SeatingState::Booked | SeatingState::Absent) {
        buttons.push(post("placement-day-present", "present"));
    }
    if marks && state == SeatingState::Booked {
        buttons.push(post("placement-day-absent", "absent").quiet());
    }
    if marks && matches!(state, SeatingState::Present | SeatingState::Tested) {
        let href = format!("/sessions/{}/results?seating={}", session.id, row.seating.id);
        buttons.push(Action::link(staff.t("placement-day-result"), href).about(name(row)));
    }
    if state == SeatingState::Booked
        && session.state == SessionState::Planned
        && staff.may(A::Change, R::Seating)
    {
        buttons.push(post("placement-day-move", "move").quiet());
    }
    buttons
}

fn fits(row: &DayRow, wanted: &str) -> bool {
    normalise(&format!("{} {} {}", row.family_name, row.given_names, row.case_number)).contains(wanted)
}

/// What the arrival field found.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    One(SeatingId),
    None,
    Several,
}

/// A row number of the list as it was shown, a case number (or its end), or a part of a name.
fn find(typed: &str, shown: &[SeatingId], rows: &[DayRow]) -> Found {
    let typed = typed.trim();
    if typed.is_empty() {
        return Found::None;
    }
    if let Ok(number) = typed.parse::<usize>()
        && number <= shown.len()
    {
        let at = number.checked_sub(1).and_then(|n| shown.get(n));
        return at.map_or(Found::None, |id| Found::One(*id));
    }
    let by_number = |row: &&DayRow| {
        row.case_number.eq_ignore_ascii_case(typed) || row.case_number.ends_with(&format!("-{typed:0>5}"))
    };
    if let Some(row) = rows.iter().find(by_number) {
        return Found::One(row.seating.id);
    }
    let wanted = normalise(typed);
    // whoever is still expected comes first: the others are marked already
    let mut hits: Vec<&DayRow> = rows.iter().filter(|row| !wanted.is_empty() && fits(row, &wanted)).collect();
    if hits.len() > 1 {
        hits.retain(|row| row.seating.state == SeatingState::Booked);
    }
    match hits.as_slice() {
        [] => Found::None,
        [row] => Found::One(row.seating.id),
        _ => Found::Several,
    }
}

/// Marks the person whose number or name was typed.
pub async fn arrival(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let typed = input.text("who");
    let (away, wanted) = match typed.strip_prefix(['-', '–']) {
        Some(rest) => (true, rest.trim()),
        None => (false, typed),
    };
    let shown: Vec<SeatingId> =
        input.text("rows").split_whitespace().filter_map(|id| id.parse().ok()).collect();
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    let key = match find(wanted, &shown, &sheet.rows) {
        Found::One(seating) => {
            let result = if away {
                mark_absent(&staff, &input, seating).await
            } else {
                mark_present(&staff, &input, seating).await
            };
            match result {
                Ok(answer) => return Ok(answer),
                Err(problem) => first_sentence(problem.at_fields(staff.language(), Entered::default())?),
            }
        }
        Found::None => staff.tn("placement-day-not-found", &[("search", wanted.into())]),
        Found::Several => staff.tn("placement-day-several", &[("search", wanted.into())]),
    };
    Ok(day_page(&staff, &input, Some((typed.to_owned(), key))).await?.status(422))
}

fn first_sentence(entered: Entered) -> String {
    entered.errors.into_iter().map(|(_, sentence)| sentence).next().unwrap_or_default()
}

fn back(input: &Input) -> String {
    format!("/sessions/{}", input.part("id"))
}

async fn mark_present(staff: &Staff, input: &Input, seating: SeatingId) -> Result<Answer, Problem> {
    let done = staff.run(input, CheckIn { seating }).await?;
    Ok(Answer::see(back(input)).done("placement-checked-in", &done))
}

async fn mark_absent(staff: &Staff, input: &Input, seating: SeatingId) -> Result<Answer, Problem> {
    let done = staff.run(input, MarkAbsent { seating }).await?;
    Ok(Answer::see(back(input)).done("placement-marked-absent", &done))
}

fn seating(input: &Input) -> Result<SeatingId, Problem> {
    input.text("seating").parse().map_err(|_| Problem::NotFound)
}

/// Marks the person of a row as present.
pub async fn present(staff: Staff, input: Input) -> Result<Answer, Problem> {
    mark_present(&staff, &input, seating(&input)?).await
}

/// Marks the person of a row as absent.
pub async fn absent(staff: Staff, input: Input) -> Result<Answer, Problem> {
    mark_absent(&staff, &input, seating(&input)?).await
}

/// Gives the person of a row the next other day.
pub async fn move_on(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let done = staff.run(&input, MoveSeating { seating: seating(&input)?, to: None, obstacle: None }).await?;
    Ok(Answer::see(back(&input)).done("placement-moved", &done))
}
