//! The track of a person in words: one line across the screen, and the right that is about to lapse.

use super::track::{Detail, Phase, Standing, Station, track};
use crate::http::{Markup, Staff};
use crate::pages::vocational;
use crate::view::{Chain, Notice, Stage, StageState, Tone, Value, Wait};
use app::queries::person_record::PersonView;
use chrono::NaiveDate;
use domain::case::Case;
use domain::exam::{EntryState, ExamKind};

/// The whole chain of a case.
pub(super) fn section(staff: &Staff, view: &PersonView, case: &Case) -> Markup {
    let stages = track(view, case, staff.today).into_iter().map(|station| stage(staff, &station)).collect();
    let title = staff.t("record-chain");
    Markup::section(&title, [Markup::of(&Chain::new(staff.language(), title.clone(), stages))])
}

fn stage(staff: &Staff, station: &Station) -> Stage {
    let state = match station.standing {
        Standing::Done => StageState::Done,
        Standing::Current => StageState::Current,
        Standing::Late => StageState::Late,
        Standing::Ahead => StageState::Ahead,
        Standing::Blank => StageState::Blank,
        Standing::Hidden => StageState::Hidden,
    };
    let wait = station.wait.map(|wait| {
        let length = staff.tn("people-days", &[("count", wait.days.into())]);
        Wait { length, open: wait.open, late: wait.late }
    });
    let stage = Stage::new(staff.code("record-phase", station.phase.code()), state)
        .here(station.here)
        .on(station.on)
        .wait(wait);
    station.details.iter().fold(stage, |stage, detail| stage.line(words(staff, station.phase, detail)))
}

fn words(staff: &Staff, phase: Phase, detail: &Detail) -> Value {
    let on = |key: &str, day: &NaiveDate| Value::text(staff.tn(key, &[("on", (*day).into())]));
    let count = |key: &str, count: i64| Value::text(staff.tn(key, &[("count", count.into())]));
    let code = |list: &str, code: &str| Value::text(staff.code(list, code));
    match detail {
        Detail::Act(kind) => code("record-act", if kind.obliges() { "duty" } else { "right" }),
        Detail::Since(day) => on("record-way-since", day),
        Detail::Appointment(day) => on("record-way-appointment", day),
        Detail::Due(day) => on("record-way-due", day),
        Detail::Place(town) => Value::Foreign(town.clone()),
        Detail::Level(level) => code("level", level.code()),
        Detail::Missed(day) => on("record-way-missed", day),
        Detail::Was(day) => match phase {
            Phase::Seat | Phase::Course | Phase::FollowOn | Phase::FollowUp => on("record-way-from", day),
            Phase::Zusteuerung | Phase::Test | Phase::Exam | Phase::Decision | Phase::Closing => {
                on("record-way-on", day)
            }
        },
        Detail::Attempts(times) => count("record-way-attempt", *times),
        Detail::Course(id, number) => Value::link(number.clone(), format!("/courses/{id}")),
        Detail::SeatState(state) => code("assignment-state", state.code()),
        Detail::ReservedUntil(day) => on("record-way-reserved", day),
        Detail::EarlierSeats(seats) => count("record-way-earlier-seats", *seats),
        Detail::Begins(day) if phase == Phase::FollowOn => on("record-way-planned", day),
        Detail::Begins(day) => on("record-way-begins", day),
        Detail::Ends(day) => on("record-way-ended", day),
        Detail::EndsAsPlanned(day) => on("record-way-ends", day),
        Detail::Returns(day) => on("record-way-returns", day),
        Detail::Exam(kind, state, outcome) => Value::text(exam(staff, *kind, *state, *outcome)),
        Detail::ExamOn(kind, day) => {
            let kind = staff.code("record-exam", kind.code());
            Value::text(staff.tn("record-way-exam-on", &[("exam", (&kind).into()), ("on", (*day).into())]))
        }
        Detail::Talked(day) => on("record-way-talked", day),
        Detail::Route(route) => code("graduate-route", route.code()),
        Detail::Measure(kind) => code("measure-kind", kind.code()),
        Detail::Vocational(line, state) => {
            Value::Lines(vocational::line_text(staff, *line), staff.code("place-state", state.code()))
        }
        Detail::Ended(day, loss) => {
            let ended = staff.tn("record-way-ended", &[("on", (*day).into())]);
            Value::Lines(ended, staff.code("graduate-loss", loss.code()))
        }
        Detail::Asked(months, _, state) => asked(staff, *months, &staff.code("graduate-check", state.code())),
        Detail::AskOn(months, day) => asked(staff, *months, &wording::date(staff.language(), *day)),
        Detail::Closed(reason) => code("closing-reason", reason.code()),
    }
}

/// Level or outcome where the result is there, else where it stands.
fn exam(staff: &Staff, kind: ExamKind, state: EntryState, outcome: Option<&str>) -> String {
    let name = staff.code("record-exam", kind.code());
    let said = match (outcome, kind) {
        (Some(code), ExamKind::Dtz) => staff.code("dtz-level", code),
        (Some(code), ExamKind::Lid) => staff.code("lid-outcome", code),
        (None, _) => staff.code("exam-entry-state", state.code()),
    };
    format!("{name}: {said}")
}

fn asked(staff: &Staff, months: u8, said: &str) -> Value {
    let args = [("months", i64::from(months).into()), ("state", said.into())];
    Value::text(staff.tn("record-way-asked", &args))
}

/// A right that lapses is named once its watch has begun.
pub(super) fn lapse(staff: &Staff, case: &Case) -> Option<Markup> {
    let lapse = case.lapse.as_ref().filter(|lapse| lapse.warn_on <= staff.today)?;
    let over = lapse.on < staff.today;
    let text = staff.tn(
        if over { "record-lapsed" } else { "record-lapse" },
        &[("deadline", lapse.deadline.as_str().into()), ("on", wording::Arg::Date(lapse.on))],
    );
    Some(Markup::of(&Notice::new(if over { Tone::Danger } else { Tone::Warning }, text)))
}
