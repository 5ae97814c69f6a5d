//! The recommendation sheet of the provider: shown, written, printed to be taken along.

use super::record::{self, Back, again, path, version};
use super::record_forms::routes;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::people::choices;
use crate::view::{DescriptionList, Field, Form};
use app::commands::WriteSheet;
use app::queries::graduates::{GraduateRecord, GraduateView};
use domain::access::{Action as A, Resource as R};
use domain::graduate::{Advice, Graduate, Likelihood, Route, Sheet, Speed, Strength};
use domain::ids::GraduateId;
use domain::placement::Level;

/// What stands on the sheet, and the form for its provider.
pub(super) fn parts(staff: &Staff, view: &GraduateView, back: Back<'_>) -> Vec<Markup> {
    let mut parts = Vec::new();
    match &view.graduate.sheet {
        Some(sheet) => parts.push(Markup::of(&shown(staff, sheet))),
        None => parts.push(Markup::paragraph(&staff.t("graduates-sheet-none"))),
    }
    let own = view.graduate.provider == staff.organisation.id && staff.may(A::Create, R::Graduate);
    if own {
        parts.push(Markup::paragraph(&staff.t("graduates-sheet-intro")));
        parts.push(Markup::of(&record::filled(form(staff, &view.graduate), "sheet", back)));
    }
    parts
}

fn shown(staff: &Staff, sheet: &Sheet) -> DescriptionList {
    let strengths: Vec<String> =
        sheet.strengths.iter().map(|one| staff.code("graduate-strength", one.code())).collect();
    let route = sheet.advice.route;
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("graduates-sheet-on"), sheet.on)
        .item(staff.t("graduates-sheet-level"), staff.code("level", sheet.level.code()))
        .item(staff.t("graduates-sheet-speed"), staff.code("graduate-speed", sheet.speed.code()))
        .item(staff.t("graduates-sheet-strengths"), strengths.join(", "))
        .item(staff.t("graduates-sheet-exam"), staff.code("graduate-likelihood", sheet.exam.code()))
        .item(
            staff.t("graduates-sheet-advice"),
            format!("{} {}", route.letter(), staff.code("graduate-route", route.code())),
        );
    if sheet.advice.with_counselling {
        list = list.item(staff.t("graduates-sheet-more"), staff.t("graduates-sheet-counselling"));
    }
    list
}

fn form(staff: &Staff, graduate: &Graduate) -> Form {
    let known = graduate.sheet.as_ref();
    let code = |of: Option<&'static str>| of.unwrap_or_default();
    let levels = [Level::BelowA1, Level::A1, Level::A2, Level::B1, Level::B2];
    staff
        .form(path(graduate.id, "/sheet"))
        .scope("sheet")
        .version(graduate.version)
        .field(
            Field::select(
                "level",
                staff.t("graduates-sheet-level"),
                choices::codes(staff, "level", levels.iter().map(|one| one.code())),
            )
            .value(code(known.map(|sheet| sheet.level.code())))
            .required(),
        )
        .field(
            Field::radios(
                "speed",
                staff.t("graduates-sheet-speed"),
                choices::codes(staff, "graduate-speed", Speed::ALL.iter().map(|one| one.code())),
            )
            .value(code(known.map(|sheet| sheet.speed.code())))
            .required(),
        )
        .field(
            Field::checks(
                "strength",
                staff.t("graduates-sheet-strengths"),
                choices::codes(staff, "graduate-strength", Strength::ALL.iter().map(|one| one.code())),
            )
            .values(known.iter().flat_map(|sheet| &sheet.strengths).map(|one| one.code())),
        )
        .field(
            Field::radios(
                "exam",
                staff.t("graduates-sheet-exam"),
                choices::codes(staff, "graduate-likelihood", Likelihood::ALL.iter().map(|one| one.code())),
            )
            .value(code(known.map(|sheet| sheet.exam.code())))
            .required(),
        )
        .field(
            Field::select("route", staff.t("graduates-sheet-advice"), routes(staff, Route::leads_on))
                .value(code(known.map(|sheet| sheet.advice.route.code())))
                .required(),
        )
        .field(
            Field::check("counselling", staff.t("graduates-sheet-counselling"))
                .ticked(known.is_some_and(|sheet| sheet.advice.with_counselling)),
        )
        .submit(staff.t("graduates-sheet-save"))
}

/// Writes the sheet.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: GraduateId = input.id("id")?;
    let mut read = input.read(staff.language());
    for field in ["level", "speed", "exam", "route"] {
        read.required(field);
    }
    let (level, speed) = (read.code("level", Level::from_code), read.code("speed", Speed::from_code));
    let (exam, route) = (read.code("exam", Likelihood::from_code), read.code("route", Route::from_code));
    let with_counselling = read.tick("counselling");
    let (Some(level), Some(speed), Some(exam), Some(route), None) =
        (level, speed, exam, route, read.errors())
    else {
        let entered = read.errors().unwrap_or_else(|| input.entered());
        return again(&staff, id, "sheet", &entered).await;
    };
    let strengths = input.texts("strength").filter_map(Strength::from_code).collect();
    let advice = Advice { route, with_counselling };
    let sheet = Sheet { on: staff.today, level, speed, strengths, exam, advice };
    let command = WriteSheet { graduate: id, version: version(&input), sheet };
    record::settle(&staff, &input, (id, "sheet", "graduates-sheet-saved"), command).await
}

/// The sheet on paper, for the person to take along.
pub async fn print(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&GraduateRecord { graduate: input.id("id")? }).await?;
    let Some(sheet) = &view.graduate.sheet else { return Err(Problem::NotFound) };
    let kind = staff.code("course-kind", view.course.kind.code());
    let page = staff
        .titled(staff.t("graduates-sheet-title"))
        .lead(format!("{} · {} · {kind}", view.name, view.course.number))
        .crumb(staff.t("graduates-title"), super::PATH)
        .crumb(view.name.clone(), path(view.graduate.id, ""));
    let note = Markup::paragraph(&staff.t("graduates-sheet-note"));
    Ok(Answer::page(page, [Markup::of(&shown(&staff, sheet)), note]))
}
