//! Planning and changing an exam day in one form. A new one starts from the own seat, so that little is typed.

use super::list::kinds;
use super::{PATH, holds, path, title};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Entered, Field, Form};
use app::commands::{ChangeExam, PlanExam};
use app::queries::exams::{OneExam, SittingRow};
use domain::exam::{ExamKind, ExamPlan, ExamSitting};
use domain::ids::ExamSittingId;
use domain::organisation::Place;
use domain::placement::examiners;

/// Empty form.
pub async fn new(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(new_page(&staff, &fields(&staff, None)))
}

fn new_page(staff: &Staff, form: &Form) -> Answer {
    let page = staff.page("exams-plan-title").crumb(staff.t("exams-title"), PATH);
    Answer::page(page, [Markup::of(form)])
}

/// Saves a new day.
pub async fn save_new(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let refused = |entered: Entered| Ok(new_page(&staff, &fields(&staff, None).fill(&entered)).status(422));
    let plan = match read(&staff, &input, None) {
        Ok(plan) => plan,
        Err(entered) => return refused(entered),
    };
    match staff.run(&input, PlanExam { plan }).await {
        Ok(done) => Ok(Answer::see(path(done.outcome, "")).done("exams-planned", &done)),
        Err(problem) => refused(problem.at_fields(staff.language(), input.entered())?),
    }
}

async fn own(staff: &Staff, input: &Input) -> Result<SittingRow, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    let row = staff.ask(&OneExam { sitting }).await?;
    if holds(staff, &row.sitting) { Ok(row) } else { Err(Problem::NotFound) }
}

fn edit_page(staff: &Staff, sitting: &ExamSitting, form: &Form) -> Answer {
    let page = staff
        .page("exams-change-title")
        .lead(staff.t("exams-change-lead"))
        .crumb(staff.t("exams-title"), PATH)
        .crumb(title(staff, sitting), path(sitting.id, ""));
    Answer::page(page, [Markup::of(form)])
}

/// Form of a planned day.
pub async fn edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = own(&staff, &input).await?;
    Ok(edit_page(&staff, &row.sitting, &fields(&staff, Some(&row.sitting))))
}

/// Saves a changed day.
pub async fn save_edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let row = own(&staff, &input).await?;
    let sitting = &row.sitting;
    let refused = |entered: Entered| {
        let form = fields(&staff, Some(sitting)).fill(&entered);
        Ok(edit_page(&staff, sitting, &form).status(422))
    };
    let plan = match read(&staff, &input, Some(sitting)) {
        Ok(plan) => plan,
        Err(entered) => return refused(entered),
    };
    let version = input.text(crate::view::VERSION_FIELD).parse().unwrap_or_default();
    match staff.run(&input, ChangeExam { sitting: sitting.id, version, plan }).await {
        Ok(done) => {
            let key = if done.outcome > 0 { "exams-changed-people" } else { "exams-changed" };
            Ok(Answer::see(path(sitting.id, "")).done(key, &done))
        }
        Err(problem) => refused(problem.at_fields(staff.language(), input.entered())?),
    }
}

fn fields(staff: &Staff, sitting: Option<&ExamSitting>) -> Form {
    let t = |key: &str| staff.t(key);
    let seat = &staff.organisation.seat;
    let place = sitting.map_or(seat, |sitting| &sitting.place).clone();
    let names = sitting.map(|sitting| {
        let lines = sitting.examiners.iter().map(|e| format!("{}: {}", e.name, e.licence));
        lines.collect::<Vec<_>>().join("\n")
    });
    let form = staff
        .form(sitting.map_or("/exams/new".to_owned(), |sitting| path(sitting.id, "/edit")))
        .field(
            Field::radios("kind", t("exams-column-exam"), kinds(staff))
                .required()
                .value(sitting.map_or("", |sitting| sitting.kind.code())),
        )
        .row(vec![
            Field::date("held_on", t("exams-held-on")).required().date_value(sitting.map(|s| s.held_on)),
            Field::time("starts_at", t("exams-starts-at"))
                .required()
                .time_value(sitting.map(|s| s.starts_at)),
        ])
        .row(vec![
            Field::date("closes_on", t("exams-closes-on"))
                .hint(t("exams-closes-hint"))
                .required()
                .date_value(sitting.map(|s| s.closes_on)),
            Field::number("seats", t("exams-column-seats"))
                .required()
                .value(sitting.map(|s| s.seats.to_string()).unwrap_or_default()),
        ])
        .section(t("exams-column-place"))
        .field(Field::text("place_name", t("placement-place-name")).value(place.name))
        .field(Field::text("street", t("placement-street")).value(place.street))
        .row(vec![
            Field::text("postcode", t("placement-postcode")).value(place.postcode),
            Field::text("town", t("placement-town")).value(place.town).required(),
        ])
        .section_with(t("exams-examiners"), t("exams-examiners-note"))
        .field(
            Field::area("examiners", t("exams-examiners"), 3)
                .hint(t("placement-examiners-hint"))
                .value(names.unwrap_or_default()),
        )
        .submit(t("exams-save"));
    match sitting {
        Some(sitting) => form.version(sitting.version).cancel(path(sitting.id, "")),
        None => form.cancel(PATH),
    }
}

/// What was typed. A place that kept its address keeps its coordinates.
fn read(staff: &Staff, input: &Input, before: Option<&ExamSitting>) -> Result<ExamPlan, Entered> {
    let language = staff.language();
    let mut read = input.read(language).from_day(staff.today);
    read.required("kind");
    let kind = read.code("kind", ExamKind::from_code);
    let (held_on, closes_on) = (read.required_day("held_on"), read.required_day("closes_on"));
    if input.text("starts_at").is_empty() {
        read.wrong("starts_at", "read-missing");
    }
    let starts_at = read.time("starts_at");
    let seats = read.required_number("seats");
    let place = Place {
        name: read.text("place_name"),
        street: read.text("street"),
        postcode: read.text("postcode"),
        town: read.required("town"),
        ..Place::default()
    };
    let known = [before.map(|sitting| &sitting.place), Some(&staff.organisation.seat)];
    let same = known.into_iter().flatten().find(|k| k.street == place.street && k.town == place.town);
    let place = match same {
        Some(known) => Place { ags: known.ags.clone(), lat: known.lat, lon: known.lon, ..place },
        None => place,
    };
    if let Some(entered) = read.errors() {
        return Err(entered);
    }
    let examiners = examiners(input.text("examiners")).map_err(|refusal| {
        let problem = Problem::Refused(refusal);
        problem.at_fields(language, input.entered()).unwrap_or_else(|_| input.entered())
    })?;
    match (kind, held_on, starts_at, closes_on) {
        (Some(kind), Some(held_on), Some(starts_at), Some(closes_on)) => {
            Ok(ExamPlan { kind, place, held_on, starts_at, closes_on, seats, examiners })
        }
        _ => Err(input.entered()),
    }
}
