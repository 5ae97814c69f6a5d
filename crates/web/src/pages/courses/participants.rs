//! Who sits in a course, and what provider or BAMF do about a seat: register, hand back, withdraw, ask why.

use super::{PATH, button, several};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists;
use crate::pages::people::choices;
use crate::view::{
    Action, Badge, Choice, Column, EmptyState, Field, FilterBar, Form, ListView, Query, Row, Table, Tone,
    Value,
};
use app::commands::{ClarifyNonArrival, HandBackSeat, RegisterSeat, WithdrawSeat};
use app::queries::courses::{CourseRow, Participant, Participants};
use domain::access::{Action as A, Resource as R};
use domain::assignment::{AssignmentState, HandBackReason};
use domain::course::CourseState;
use domain::ids::{AssignmentId, CourseId};
use domain::placement::Obstacle;

const COLUMNS: [&str; 8] = [
    "courses-column-name",
    "courses-column-number",
    "courses-column-born",
    "courses-column-phone",
    "courses-column-language",
    "courses-column-entry",
    "courses-column-state",
    "courses-column-until",
];

/// Name of a participant as lists show it.
pub fn name(person: &Participant) -> String {
    format!("{}, {}", person.family_name, person.given_names)
}

/// Everybody with a seat as a list, with what can be done for several of them.
pub fn view(staff: &Staff, query: &Query, row: &CourseRow, people: &[Participant]) -> ListView {
    let mut columns: Vec<Column> = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    columns.push(Column::silent(staff.t("courses-column-next")));
    let rows = people.iter().map(|person| line(staff, row, person));
    let mut table =
        Table::new(staff.language(), staff.t("courses-people"), columns).rows(rows).quiet_caption();
    if !several::actions(staff, row).is_empty() {
        table = table.selectable(several::FIELD);
    }
    ListView::new(table, EmptyState::new(staff.t("courses-people-empty")))
        .filter(FilterBar::new(staff.language(), query))
}

/// The part of the course's page with its participants, or their list as a file.
pub async fn section(
    staff: &Staff,
    input: &Input,
    row: &CourseRow,
) -> Result<Result<Markup, Answer>, Problem> {
    let people = staff.ask(&Participants { course: row.course.id }).await?;
    let title = staff.t("courses-people");
    let query = input.query();
    let mut view = view(staff, &query, row, &people);
    if !people.is_empty() {
        view = lists::arranged(staff, input, view);
        if lists::FORMATS.contains(&input.text("format")) {
            view.table.caption = format!("{} {}", row.course.number, title);
            return Ok(Err(lists::of_table(input.text("format"), &view.table)?));
        }
        view = lists::with_bulk(staff, &query, view, several::actions(staff, row));
    }
    Ok(Ok(Markup::section(&title, [Markup::of(&view)])))
}

fn line(staff: &Staff, row: &CourseRow, person: &Participant) -> Row {
    let seat = &person.seat;
    let tone = match seat.state {
        AssignmentState::Reserved => Tone::Warning,
        AssignmentState::Registered => Tone::Info,
        AssignmentState::Started => Tone::Success,
        AssignmentState::NotArrived => Tone::Danger,
        AssignmentState::Interrupted => Tone::Warning,
        AssignmentState::HandedBack
        | AssignmentState::Expired
        | AssignmentState::Withdrawn
        | AssignmentState::Completed
        | AssignmentState::Left => Tone::Neutral,
    };
    let mut badges = vec![Badge::new(tone, staff.code("assignment-state", seat.state.code()))];
    if person.obliged == Some(true) {
        badges.push(Badge::new(Tone::Neutral, staff.t("courses-obliged")));
    }
    let until = if seat.state == AssignmentState::Reserved {
        Value::Date(seat.reserved_until)
    } else {
        Value::Missing
    };
    let values = vec![
        named(staff, person),
        Value::code(person.case_number.clone()),
        person.birth_year.map_or(Value::Missing, |year| Value::text(year.to_string())),
        Value::Foreign(person.phone.clone()),
        Value::text(choices::language(&person.language)),
        Value::Date(seat.entry_on),
        Value::Badges(badges),
        until,
        Value::Actions(actions(staff, row, person)),
    ];
    Row::new(seat.id, name(person), values)
}

/// The name leads to the record where the role may open it.
fn named(staff: &Staff, person: &Participant) -> Value {
    if staff.may(A::See, R::Person) {
        Value::link(name(person), format!("/people/{}", person.seat.person))
    } else {
        Value::Foreign(name(person))
    }
}

fn actions(staff: &Staff, row: &CourseRow, person: &Participant) -> Vec<Action> {
    let seat = &person.seat;
    let path = format!("{PATH}/{}/seats/{}", seat.course, seat.id);
    let mut actions = Vec::new();
    let open = matches!(seat.state, AssignmentState::Reserved | AssignmentState::Registered);
    if row.course.organisation == staff.organisation.id {
        if seat.state == AssignmentState::Reserved {
            actions.push(button(staff, "courses-register", format!("{path}/register")));
        }
        if row.course.state == CourseState::Running && (open || person.unclear) {
            let came = button(staff, "courses-arrive", format!("{PATH}/{}/arrivals", seat.course));
            actions.push(came.hidden("present", seat.id.to_string()));
        }
        if person.unclear {
            actions.push(Action::link(staff.t("courses-clarify"), format!("{path}/clarify")));
        }
        if open {
            actions.push(Action::link(staff.t("courses-hand-back"), format!("{path}/hand-back")).quiet());
        }
    } else if staff.may(A::Change, R::Assignment) && open {
        actions.push(button(staff, "courses-withdraw", format!("{path}/withdraw")).quiet());
    }
    if open && staff.may(A::Create, R::Letter) {
        actions.push(
            button(staff, "courses-print-letter", "/letters/issue")
                .hidden("assignment", seat.id.to_string())
                .quiet(),
        );
    }
    actions.into_iter().map(|action| action.about(name(person))).collect()
}

fn ids(input: &Input) -> Result<(CourseId, AssignmentId), Problem> {
    Ok((input.id("id")?, input.id("seat")?))
}

/// Registers the person.
pub async fn register(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, assignment) = ids(&input)?;
    let done = staff.run(&input, RegisterSeat { assignment }).await?;
    Ok(Answer::see(format!("{PATH}/{course}")).done("courses-registered", &done))
}

/// BAMF takes the seat back.
pub async fn withdraw(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (course, assignment) = ids(&input)?;
    let done = staff.run(&input, WithdrawSeat { assignment }).await?;
    Ok(Answer::see(format!("{PATH}/{course}")).done("courses-withdrawn", &done))
}

/// Somebody with a seat in the course of the address.
async fn holder(staff: &Staff, input: &Input) -> Result<Participant, Problem> {
    let (course, seat) = ids(input)?;
    let people = staff.ask(&Participants { course }).await?;
    people.into_iter().find(|person| person.seat.id == seat).ok_or(Problem::NotFound)
}

fn page(staff: &Staff, (title, intro): (&str, &str), person: &Participant, form: Form) -> Answer {
    let course = format!("{PATH}/{}", person.seat.course);
    let page = staff.page(title).crumb(staff.t("courses-people"), course.clone()).lead(name(person));
    let intro = if intro.is_empty() { Vec::new() } else { vec![Markup::paragraph(&staff.t(intro))] };
    Answer::page(page, intro.into_iter().chain([Markup::of(&form.cancel(course))]))
}

fn hand_back_fields(staff: &Staff, person: &Participant) -> Form {
    let reasons = HandBackReason::ALL
        .iter()
        .filter(|reason| **reason != HandBackReason::CourseCancelled)
        .map(|reason| Choice::new(reason.code(), staff.code("hand-back-reason", reason.code())));
    staff
        .form(format!("{PATH}/{}/seats/{}/hand-back", person.seat.course, person.seat.id))
        .field(Field::radios("reason", staff.t("courses-reason"), reasons.collect()).required())
        .submit(staff.t("courses-hand-back"))
}

/// Asks for the reason.
pub async fn hand_back_form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person = holder(&staff, &input).await?;
    let form = hand_back_fields(&staff, &person);
    Ok(page(&staff, ("courses-hand-back-title", "courses-hand-back-intro"), &person, form))
}

/// The provider gives the seat back.
pub async fn hand_back(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person = holder(&staff, &input).await?;
    let mut read = input.read(staff.language());
    read.required("reason");
    let reason = read.code("reason", HandBackReason::from_code);
    if let Some(entered) = read.errors() {
        let form = hand_back_fields(&staff, &person).fill(&entered);
        return Ok(
            page(&staff, ("courses-hand-back-title", "courses-hand-back-intro"), &person, form).status(422)
        );
    }
    let reason = reason.ok_or(Problem::Unreadable)?;
    let done = staff.run(&input, HandBackSeat { assignment: person.seat.id, reason }).await?;
    Ok(Answer::see(format!("{PATH}/{}", person.seat.course)).done("courses-handed-back", &done))
}

fn clarify_fields(staff: &Staff, person: &Participant) -> Form {
    let obstacles = Obstacle::ALL
        .iter()
        .map(|obstacle| Choice::new(obstacle.code(), staff.code("obstacle", obstacle.code())));
    staff
        .form(format!("{PATH}/{}/seats/{}/clarify", person.seat.course, person.seat.id))
        .field(Field::radios("obstacle", staff.t("courses-obstacle"), obstacles.collect()).required())
        .field(Field::check("wants_seat", staff.t("courses-wants-seat")).ticked(true))
}

/// Asks what kept the person away.
pub async fn clarify_form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person = holder(&staff, &input).await?;
    let form = clarify_fields(&staff, &person);
    Ok(page(&staff, ("courses-clarify-title", ""), &person, form))
}

/// Notes it.
pub async fn clarify(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person = holder(&staff, &input).await?;
    let mut read = input.read(staff.language());
    read.required("obstacle");
    let obstacle = read.code("obstacle", Obstacle::from_code);
    if let Some(entered) = read.errors() {
        let form = clarify_fields(&staff, &person).fill(&entered);
        return Ok(page(&staff, ("courses-clarify-title", ""), &person, form).status(422));
    }
    let obstacle = obstacle.ok_or(Problem::Unreadable)?;
    let command =
        ClarifyNonArrival { assignment: person.seat.id, obstacle, wants_seat: read.tick("wants_seat") };
    let done = staff.run(&input, command).await?;
    Ok(Answer::see(format!("{PATH}/{}", person.seat.course)).done("courses-clarified", &done))
}
